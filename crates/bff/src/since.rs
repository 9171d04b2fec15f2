//! Since when bills are open, as far as it happened before our eyes: the platform does not say. C:E.2 summaries.
use adisyon_bill::BillRef;
use adisyon_wire::board::Board;
use std::collections::HashMap;

/// Two looks further apart tell too little about what happened between them, in milliseconds.
const GAP: i64 = 120_000;

/// What was seen of one restaurant's bills.
#[derive(Default)]
pub struct Since {
    last: Option<i64>,
    known: HashMap<BillRef, Seen>,
}

/// An open bill; its document number tells one sale at a table from the next.
struct Seen {
    doc_no: Option<String>,
    at: Option<i64>,
}

impl Since {
    /// A bill was opened at this time: by us, or the platform told.
    pub fn opened(&mut self, bill: BillRef, at: i64) {
        let seen = Seen {
            doc_no: None,
            at: Some(at),
        };
        self.known.insert(bill, seen);
    }

    /// A bill is open no more.
    pub fn ended(&mut self, bill: &BillRef) {
        self.known.remove(bill);
    }

    /// Writes into a board what is known, and learns from it.
    pub fn mark(&mut self, board: &mut Board) {
        let now = board.read_at;
        let appeared = self.last.filter(|last| now - last <= GAP).map(|_| now);
        let mut known = HashMap::new();
        let mut look = |bill: BillRef, doc_no: &Option<String>| {
            let seen = self.known.remove(&bill).filter(|seen| seen.is(doc_no));
            let at = seen.map_or(appeared, |seen| seen.at);
            let doc_no = doc_no.clone();
            known.insert(bill, Seen { doc_no, at });
            at
        };
        for packet in &mut board.packets {
            packet.since = look(BillRef::Packet(packet.id.clone()), &packet.doc_no);
        }
        for table in board.sections.iter_mut().flat_map(|one| &mut one.tables) {
            if let Some(open) = &mut table.open {
                open.since = look(BillRef::Table(table.id.clone()), &open.doc_no);
            }
        }
        // What we were told of and do not see yet may only be slow to show.
        let fresh = |seen: &Seen| seen.doc_no.is_none() && seen.at.is_some_and(|at| now - at < GAP);
        known.extend(self.known.drain().filter(|(_, seen)| fresh(seen)));
        self.known = known;
        self.last = Some(now);
    }
}

impl Seen {
    fn is(&self, doc_no: &Option<String>) -> bool {
        self.doc_no.is_none() || self.doc_no == *doc_no
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_wire::board::{OpenTable, Section, Table};

    fn board(at: i64, open: &[(&str, &str)]) -> Board {
        let table = |(id, doc_no): &(&str, &str)| Table {
            id: (*id).to_owned(),
            title: (*id).to_owned(),
            open: Some(OpenTable {
                doc_no: Some((*doc_no).to_owned()),
                guests: 0,
                items: 0,
                total: 0,
                paid: 0,
                since: None,
            }),
        };
        Board {
            sections: vec![Section {
                id: "s".into(),
                title: "S".into(),
                tables: open.iter().map(table).collect(),
            }],
            read_at: at,
            ..Board::default()
        }
    }

    fn marked(since: &mut Since, at: i64, open: &[(&str, &str)]) -> Vec<Option<i64>> {
        let mut board = board(at, open);
        since.mark(&mut board);
        let tables = board.sections.iter().flat_map(|one| &one.tables);
        tables
            .map(|table| table.open.as_ref().and_then(|open| open.since))
            .collect()
    }

    #[test]
    fn what_was_open_before_we_looked_has_no_beginning() {
        let mut since = Since::default();
        assert_eq!(marked(&mut since, 1_000, &[("a", "1")]), [None]);
        assert_eq!(marked(&mut since, 9_000, &[("a", "1")]), [None]);
    }

    #[test]
    fn what_appears_between_two_looks_was_opened_then() {
        let mut since = Since::default();
        marked(&mut since, 1_000, &[]);
        assert_eq!(marked(&mut since, 16_000, &[("a", "1")]), [Some(16_000)]);
        assert_eq!(marked(&mut since, 31_000, &[("a", "1")]), [Some(16_000)]);
        // The next sale at the same table.
        assert_eq!(marked(&mut since, 46_000, &[("a", "2")]), [Some(46_000)]);
    }

    #[test]
    fn after_a_long_absence_nothing_is_claimed() {
        let mut since = Since::default();
        marked(&mut since, 1_000, &[]);
        assert_eq!(marked(&mut since, 1_000 + GAP + 1, &[("a", "1")]), [None]);
    }

    #[test]
    fn what_was_told_counts_also_before_it_is_seen() {
        let mut since = Since::default();
        since.opened(BillRef::Table("a".into()), 500);
        assert_eq!(marked(&mut since, 1_000, &[]), []);
        assert_eq!(marked(&mut since, 2_000, &[("a", "7")]), [Some(500)]);
        since.ended(&BillRef::Table("a".into()));
        assert_eq!(marked(&mut since, 3_000, &[("a", "8")]), [Some(3_000)]);
    }
}
