//! What of the board is shown: standing, search and filter, as rows ready to draw.
use super::state::{Moved, Shown};
use adisyon_bill::{BillRef, Money, fold};
use adisyon_wire::board::{OpenPacket, Table};

/// How a bill stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// No account.
    Free,
    /// Nothing paid yet.
    Open,
    /// Something paid, something left.
    Part,
    /// Nothing left.
    Paid,
}

/// All standings, in the order of the filters.
pub const STANDINGS: [Standing; 4] = [
    Standing::Open,
    Standing::Part,
    Standing::Paid,
    Standing::Free,
];

/// What a person looks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// As typed.
    pub query: String,
    /// Only these; none is all.
    pub only: Option<Standing>,
}

/// One tile or row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which bill.
    pub bill: BillRef,
    /// The table's name; a packet's code or number, which may be missing.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// Guests; zero if not said.
    pub guests: u32,
    /// Sum.
    pub total: Money,
    /// Paid.
    pub paid: Money,
    /// What changed since the read before.
    pub moved: Option<Moved>,
    /// A packet's channel code.
    pub channel: Option<String>,
    /// A packet's planned time.
    pub scheduled: Option<i64>,
}

/// A section with the rows that are shown of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Its id; empty for tables no section lists.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its tables in all, found or not.
    pub tables: i64,
    /// Its open tables in all.
    pub open: i64,
    /// The tables found.
    pub rows: Vec<Row>,
}

/// Everything that is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rows {
    /// Sections in which something was found.
    pub plans: Vec<Plan>,
    /// Packets found.
    pub packets: Vec<Row>,
    /// How many there are of each standing, in the order of [`STANDINGS`], whatever is looked for.
    pub counts: [i64; 4],
    /// Open tables.
    pub open_tables: i64,
    /// What is left to pay on all bills.
    pub remaining: Money,
    /// The row that is meant: what Enter opens.
    pub best: Option<BillRef>,
}

impl Plan {
    /// A section that is not there.
    pub fn nowhere() -> Plan {
        Plan {
            id: String::new(),
            title: String::new(),
            tables: 0,
            open: 0,
            rows: Vec::new(),
        }
    }
}

impl Row {
    /// A table that is not there.
    pub fn nowhere() -> Row {
        Row {
            bill: BillRef::Table(String::new()),
            title: String::new(),
            standing: Standing::Free,
            guests: 0,
            total: Money::ZERO,
            paid: Money::ZERO,
            moved: None,
            channel: None,
            scheduled: None,
        }
    }

    /// What is left to pay.
    pub fn remaining(&self) -> Money {
        self.total - self.paid
    }
}

/// The rows of a board for a search.
pub fn rows(shown: &Shown, search: &Search) -> Rows {
    let mut found = Rows::default();
    let words = words(&search.query);
    let mut best = None;
    for section in &shown.board.sections {
        let all = section.tables.iter().map(|table| table_row(table, shown));
        let mut plan = Plan {
            id: section.id.clone(),
            title: section.title.clone(),
            ..Plan::nowhere()
        };
        for row in all {
            plan.tables += 1;
            plan.open += i64::from(row.standing != Standing::Free);
            if found.take(&row, search, &words, &mut best) {
                plan.rows.push(row);
            }
        }
        found.open_tables += plan.open;
        if !plan.rows.is_empty() {
            found.plans.push(plan);
        }
    }
    for packet in &shown.board.packets {
        let row = packet_row(packet, shown);
        if found.take(&row, search, &words, &mut best) {
            found.packets.push(row);
        }
    }
    found.best = best.map(|(_, bill)| bill);
    found
}

impl Rows {
    /// True if nothing matches.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty() && self.packets.is_empty()
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.packets.len() + self.plans.iter().map(|plan| plan.rows.len()).sum::<usize>()
    }

    /// Counts the row, and says whether it is looked for.
    fn take(
        &mut self,
        row: &Row,
        search: &Search,
        words: &[String],
        best: &mut Option<(u8, BillRef)>,
    ) -> bool {
        if let Some(at) = STANDINGS.iter().position(|s| *s == row.standing) {
            self.counts[at] += 1;
        }
        self.remaining += row.remaining().or_zero();
        let wanted = search.only.is_none_or(|only| only == row.standing);
        let Some(rank) = rank(&row.title, words).filter(|_| wanted) else {
            return false;
        };
        let can_open = row.standing != Standing::Free && !words.is_empty();
        if can_open && best.as_ref().is_none_or(|(known, _)| rank < *known) {
            *best = Some((rank, row.bill.clone()));
        }
        true
    }
}

fn table_row(table: &Table, shown: &Shown) -> Row {
    let bill = BillRef::Table(table.id.clone());
    let open = table.open.as_ref();
    let (total, paid) = open.map_or((0, 0), |open| (open.total, open.paid));
    Row {
        moved: shown.moved.get(&bill).copied(),
        bill,
        title: table.title.clone(),
        standing: open.map_or(Standing::Free, |open| standing(open.total, open.paid)),
        guests: open.map_or(0, |open| open.guests),
        total: Money::from_minor(total),
        paid: Money::from_minor(paid),
        ..Row::nowhere()
    }
}

fn packet_row(packet: &OpenPacket, shown: &Shown) -> Row {
    let bill = BillRef::Packet(packet.id.clone());
    let code = packet.order_code.as_ref().or(packet.doc_no.as_ref());
    Row {
        moved: shown.moved.get(&bill).copied(),
        bill,
        title: code.cloned().unwrap_or_default(),
        standing: standing(packet.total, packet.paid),
        total: Money::from_minor(packet.total),
        paid: Money::from_minor(packet.paid),
        channel: packet.channel.clone(),
        scheduled: packet.scheduled,
        ..Row::nowhere()
    }
}

fn standing(total: i64, paid: i64) -> Standing {
    if total > 0 && paid >= total {
        Standing::Paid
    } else if paid > 0 {
        Standing::Part
    } else {
        Standing::Open
    }
}

/// Folded words: letters and digits alone.
fn words(text: &str) -> Vec<String> {
    fold::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How well a title answers: 0 whole, 1 whole words, 2 starts of words, 3 inside words; none if a word is not found.
/// A number is a name here: `1` is the start of Masa 12, not its inside, and `2` is neither.
fn rank(title: &str, wanted: &[String]) -> Option<u8> {
    let there = words(title);
    if there == wanted {
        return Some(0);
    }
    let mut worst = 1;
    for word in wanted {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        let rank = there
            .iter()
            .filter_map(|own| match own.find(word.as_str()) {
                Some(0) if own == word => Some(1),
                Some(0) => Some(2),
                Some(_) if !is_number => Some(3),
                _ => None,
            })
            .min()?;
        worst = worst.max(rank);
    }
    Some(worst)
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
