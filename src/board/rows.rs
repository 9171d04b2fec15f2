//! What of the board is shown: standing, search and filter, as rows ready to draw.
use super::state::{Moved, Shown};
use adisyon_bill::{BillRef, Money, fold};
use adisyon_wire::board::{OpenPacket, Table};
use std::collections::BTreeSet;

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

/// What a person looks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    /// As typed.
    pub query: String,
    /// Only these; none is all.
    pub only: Option<Only>,
}

/// A filter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Only {
    /// What is not paid or not wholly paid.
    Unpaid,
    /// What a person of this page was at.
    Mine,
    /// One standing.
    Of(Standing),
}

/// All filters, in their order.
pub const FILTERS: [Only; 6] = [
    Only::Mine,
    Only::Unpaid,
    Only::Of(Standing::Open),
    Only::Of(Standing::Part),
    Only::Of(Standing::Paid),
    Only::Of(Standing::Free),
];

impl Only {
    fn takes(self, row: &Row) -> bool {
        match self {
            Only::Unpaid => matches!(row.standing, Standing::Open | Standing::Part),
            Only::Mine => row.mine,
            Only::Of(only) => only == row.standing,
        }
    }
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
    /// A person of this page was at it.
    pub mine: bool,
    /// Guests; zero if not said.
    pub guests: u32,
    /// Sum.
    pub total: Money,
    /// Paid.
    pub paid: Money,
    /// What changed since the read before.
    pub moved: Option<Moved>,
    /// Open for so many minutes, where that is known.
    pub minutes: Option<i64>,
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

/// The packets of one channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The channel's code; none if it is not said.
    pub channel: Option<String>,
    /// The packets found.
    pub rows: Vec<Row>,
}

/// Everything that is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rows {
    /// Sections in which something was found.
    pub plans: Vec<Plan>,
    /// Packets found, by channel, channels in the order in which they first appear.
    pub packets: Vec<Group>,
    /// How many there are that each filter takes, in the order of [`FILTERS`], whatever is looked for.
    pub counts: [i64; 6],
    /// How many there are in all.
    pub all: i64,
    /// Open tables.
    pub open_tables: i64,
    /// What is left to pay on all bills.
    pub remaining: Money,
    /// The row that is meant: what Enter opens.
    pub best: Option<Row>,
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
            mine: false,
            guests: 0,
            total: Money::ZERO,
            paid: Money::ZERO,
            moved: None,
            minutes: None,
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
pub fn rows(shown: &Shown, mine: &BTreeSet<BillRef>, search: &Search) -> Rows {
    let mut found = Rows::default();
    let words = words(&search.query);
    let mut best = None;
    for section in &shown.board.sections {
        let all = section
            .tables
            .iter()
            .map(|table| table_row(table, shown, mine));
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
        let row = packet_row(packet, shown, mine);
        if found.take(&row, search, &words, &mut best) {
            found.group(row);
        }
    }
    found.best = best.map(|(_, row)| row);
    found
}

impl Rows {
    /// True if nothing matches.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty() && self.packets.is_empty()
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.packets_len() + self.plans.iter().map(|plan| plan.rows.len()).sum::<usize>()
    }

    /// How many packets are shown.
    pub fn packets_len(&self) -> usize {
        self.packets.iter().map(|group| group.rows.len()).sum()
    }

    /// How many there are that a filter takes.
    pub fn count(&self, only: Option<Only>) -> i64 {
        let Some(only) = only else { return self.all };
        let counts = FILTERS.iter().zip(self.counts);
        let mut taken = counts.filter(|(filter, _)| **filter == only);
        taken.next().map_or(0, |(_, count)| count)
    }

    fn group(&mut self, row: Row) {
        let same = self
            .packets
            .iter_mut()
            .find(|group| group.channel == row.channel);
        match same {
            Some(group) => group.rows.push(row),
            None => self.packets.push(Group {
                channel: row.channel.clone(),
                rows: vec![row],
            }),
        }
    }

    /// Counts the row, and says whether it is looked for.
    fn take(
        &mut self,
        row: &Row,
        search: &Search,
        words: &[String],
        best: &mut Option<(Rank, Row)>,
    ) -> bool {
        self.all += 1;
        for (filter, count) in FILTERS.iter().zip(&mut self.counts) {
            *count += i64::from(filter.takes(row));
        }
        self.remaining += row.remaining().or_zero();
        let wanted = search.only.is_none_or(|only| only.takes(row));
        let Some(rank) = rank(&row.title, words).filter(|_| wanted) else {
            return false;
        };
        // Whoever types a number means a table: document numbers of packets are small too, but nobody knows them by heart.
        let number = !row.bill.is_table() && words.iter().all(|word| is_number(word));
        let rank = (rank, number, row.standing == Standing::Free);
        if !words.is_empty() && best.as_ref().is_none_or(|(known, _)| rank < *known) {
            *best = Some((rank, row.clone()));
        }
        true
    }
}

fn table_row(table: &Table, shown: &Shown, mine: &BTreeSet<BillRef>) -> Row {
    let bill = BillRef::Table(table.id.clone());
    let open = table.open.as_ref();
    let (total, paid) = open.map_or((0, 0), |open| (open.total, open.paid));
    Row {
        moved: shown.moved.get(&bill).copied(),
        mine: open.is_some() && mine.contains(&bill),
        bill,
        title: table.title.clone(),
        standing: open.map_or(Standing::Free, |open| standing(open.total, open.paid)),
        guests: open.map_or(0, |open| open.guests),
        total: Money::from_minor(total),
        paid: Money::from_minor(paid),
        minutes: open.and_then(|open| minutes(open.since, shown)),
        ..Row::nowhere()
    }
}

/// Since then, as of the last read.
fn minutes(since: Option<i64>, shown: &Shown) -> Option<i64> {
    since.map(|since| (shown.board.read_at - since).max(0) / 60_000)
}

fn packet_row(packet: &OpenPacket, shown: &Shown, mine: &BTreeSet<BillRef>) -> Row {
    let bill = BillRef::Packet(packet.id.clone());
    let code = packet.order_code.as_ref().or(packet.doc_no.as_ref());
    Row {
        moved: shown.moved.get(&bill).copied(),
        mine: mine.contains(&bill),
        bill,
        title: code.cloned().unwrap_or_default(),
        standing: standing(packet.total, packet.paid),
        total: Money::from_minor(packet.total),
        paid: Money::from_minor(packet.paid),
        channel: packet.channel.clone(),
        scheduled: packet.scheduled,
        minutes: minutes(packet.since, shown),
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

/// How well a row answers: its title, whether it is a packet found by number, whether it is free. Less is better.
type Rank = (u8, bool, bool);

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// How well a title answers: 0 whole (unless it is but a number), 1 whole words, 2 starts of words, 3 inside words; none if a word is not found.
/// A number is a name here: `1` is the start of Masa 12, not its inside, and `2` is neither.
fn rank(title: &str, wanted: &[String]) -> Option<u8> {
    let there = words(title);
    if there == wanted && !wanted.iter().all(|word| is_number(word)) {
        return Some(0);
    }
    let mut worst = 1;
    for word in wanted {
        let is_number = is_number(word);
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
