//! Where keys lead in a list. WAI-ARIA: the data grid.

/// Rows of one press of Page Up or Page Down.
pub const PAGE: usize = 10;

/// A cell: its row as `aria-rowindex` counts (the headings are 1), its place in the row from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The row.
    pub row: usize,
    /// The place in the row; more than there are means the last.
    pub column: usize,
}

/// The cell that a key leads to from this one, among the rows from `first` to `last`; none if it is no such key.
pub fn step(key: &str, ctrl: bool, from: Cell, (first, last): (usize, usize)) -> Option<Cell> {
    let (row, column) = (from.row, from.column);
    let (row, column) = match (key, ctrl) {
        ("ArrowDown", _) => (row + 1, column),
        ("ArrowUp", _) => (row.saturating_sub(1), column),
        ("ArrowRight", _) => (row, column + 1),
        ("ArrowLeft", _) => (row, column.saturating_sub(1)),
        ("PageDown", _) => (row + PAGE, column),
        ("PageUp", _) => (row.saturating_sub(PAGE), column),
        ("Home", true) => (first, 0),
        ("End", true) => (last, usize::MAX),
        ("Home", false) => (row, 0),
        ("End", false) => (row, usize::MAX),
        _ => return None,
    };
    let row = row.max(first).min(last.max(first));
    Some(Cell { row, column })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[track_caller]
    fn check(key: &str, ctrl: bool, from: (usize, usize), to: (usize, usize)) {
        let cell = |(row, column)| Cell { row, column };
        assert_eq!(
            step(key, ctrl, cell(from), (1, 31)),
            Some(cell(to)),
            "{key}"
        );
    }

    #[test]
    fn arrows_lead_to_the_next_cell_and_stop_at_the_edge() {
        check("ArrowDown", false, (5, 1), (6, 1));
        check("ArrowDown", false, (31, 1), (31, 1));
        check("ArrowUp", false, (2, 0), (1, 0));
        check("ArrowUp", false, (1, 0), (1, 0));
        check("ArrowLeft", false, (4, 0), (4, 0));
        check("ArrowRight", false, (4, 0), (4, 1));
    }

    #[test]
    fn pages_are_ten_rows_and_stop_at_the_ends() {
        check("PageDown", false, (5, 2), (15, 2));
        check("PageDown", false, (30, 2), (31, 2));
        check("PageUp", false, (5, 2), (1, 2));
    }

    #[test]
    fn home_and_end_stay_in_the_row_and_with_ctrl_go_to_the_corners() {
        check("Home", false, (5, 2), (5, 0));
        check("End", false, (5, 2), (5, usize::MAX));
        check("Home", true, (5, 2), (1, 0));
        check("End", true, (5, 2), (31, usize::MAX));
    }

    #[test]
    fn other_keys_and_an_empty_list_lead_nowhere() {
        let from = Cell { row: 1, column: 0 };
        assert_eq!(step("a", false, from, (1, 31)), None);
        assert_eq!(step("ArrowDown", false, from, (1, 1)), Some(from));
    }
}
