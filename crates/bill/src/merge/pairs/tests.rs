use super::*;

/// A row without a lasting name: all that it shows is a letter.
struct Row {
    key: String,
    shows: char,
}

impl Matched for Row {
    fn key(&self) -> &str {
        &self.key
    }

    fn is_fleeting(&self) -> bool {
        is_mark(&self.key) || self.key == "0"
    }

    fn is_like(&self, other: &Row) -> bool {
        self.shows == other.shows
    }
}

/// A row shows its letter; one with a digit behind it has that as its lasting name, but 0 may be the name of several.
fn rows(letters: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for letter in letters.chars() {
        match rows.last_mut() {
            Some(row) if letter.is_ascii_digit() => row.key = letter.to_string(),
            _ => rows.push(Row {
                key: format!("~{}", rows.len()),
                shows: letter,
            }),
        }
    }
    rows
}

/// For each row of the base its place in theirs. Mine is `.` for a row left alone, `x` for one taken off, else the letter it becomes.
#[track_caller]
fn check(base: &str, mine: &str, theirs: &str, expected: &str) {
    let mine: Vec<char> = mine.chars().collect();
    let (base, theirs) = (rows(base), rows(theirs));
    let matcher = Matcher {
        base: &base,
        theirs: &theirs,
        touch: &|at| match mine[at] {
            '.' => Touch::Not,
            'x' => Touch::TakesOff,
            _ => Touch::Changes,
        },
        landed: &|at, row| row.shows == mine[at],
        // A capital letter is the old title of the small one.
        renamed: &|_, was, row| {
            was.shows.is_uppercase() && was.shows.to_ascii_lowercase() == row.shows
        },
    };
    let place = |found: Option<usize>| found.map_or("-".to_owned(), |at| at.to_string());
    let found: String = matcher.pairs().into_iter().map(place).collect();
    assert_eq!(found, expected);
}

#[test]
fn rows_are_followed_by_what_they_show() {
    check("ab", "..", "ba", "10");
    check("ab", "..", "b", "-0");
    check("ab", "c.", "ab", "01");
    // Of two alike, mine is about the one that is left.
    check("aa", "..", "a", "0-");
    check("aa", ".c", "a", "-0");
}

#[test]
fn what_was_written_already_is_not_written_to_another_row() {
    check("ab", "c.", "cb", "-1");
    check("aa", "c.", "ca", "-1");
    check("aa", "c.", "cad", "-1");
    // One became what another was, and that one is off.
    check("ab", "bx", "b", "--");
}

#[test]
fn what_was_written_is_known_also_where_others_went_meanwhile() {
    check("aab", "c..", "ca", "-1-");
    check("aab", "x..", "a", "-0-");
    // They took one away, and nothing of mine is there.
    check("aab", "c..", "a", "0--");
}

#[test]
fn what_was_taken_off_and_is_there_is_not_taken_for_written() {
    check("ab", "cx", "cb", "-1");
}

#[test]
fn a_twin_with_a_lasting_name_that_changed_is_no_sign_that_mine_was_written() {
    check("a7a", ".x", "b7a", "01");
    check("a7a", ".x", "b7", "0-");
}

#[test]
fn a_row_that_a_write_called_otherwise_is_the_same_where_none_fits_better() {
    check("A", ".", "a", "0");
    check("A", "x", "a", "0");
    check("A", "c", "a", "0");
    check("Aa", "..", "ba", "-1");
    check("Aa", "..", "aa", "01");
    check("Ab", "x.", "ab", "01");
    // Mine was written: the one that stays is the other.
    check("Aa", "x.", "a", "-0");
    check("Ab", "x.", "b", "-0");
}

#[test]
fn a_name_of_several_that_one_row_bore_may_be_anothers_now() {
    check("a0b", "..", "b0", "-0");
    check("a0b", "cx", "b0", "-0");
    // That one still stands there itself.
    check("a0b", "..", "b0b", "01");
    check("a0b", "..", "c0", "0-");
    check("a0b", "..", "a0", "0-");
    // A name that lasts is nobody else's.
    check("a7b", "..", "b7", "0-");
}
