//! The board as values: what happened goes in, what it wants comes out.
use crate::api::failure::Failure;
use adisyon_bill::{BillRef, Money, fold, order};
use adisyon_wire::board::{Board, Section};
use adisyon_wire::session::Rights;
use std::collections::BTreeMap;

/// How often the board is read again while somebody looks at it, in milliseconds. C:I.
pub const EVERY: i64 = 15_000;

/// The board's screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    /// What this session may do; none until known.
    pub rights: Option<Rights>,
    /// What is shown.
    pub content: Content,
    /// A read is on its way.
    pub asking: bool,
    /// Before this time no read is worth asking for: the platform's limit.
    not_before: i64,
    /// The bill a person of this page was at: what changed there is no news.
    visited: Option<BillRef>,
}

/// What the board shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Content {
    /// The first read is on its way.
    #[default]
    Opening,
    /// There is nothing to show.
    Failed(Failure),
    /// What is open.
    Shown(Shown),
}

/// What is open, as of the last good read.
#[derive(Clone, PartialEq, Debug)]
pub struct Shown {
    /// Tables in Turkish order within their sections; the platform's order of sections and packets.
    pub board: Board,
    /// What changed between the last two reads.
    pub moved: BTreeMap<BillRef, Moved>,
    /// Why the last read failed, if it did.
    pub stale: Option<Failure>,
}

impl Shown {
    /// True if nothing is open and no table is known.
    pub fn is_empty(&self) -> bool {
        self.board.packets.is_empty() && self.board.sections.is_empty()
    }
}

/// How an open bill changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// More or fewer items.
    pub items: i64,
    /// More or less to pay in all.
    pub total: Money,
}

/// What happened. `now` is milliseconds since 1970.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The board came into sight, or has been for a while.
    Looked {
        /// When.
        now: i64,
    },
    /// "Refresh" or "try again" was pressed.
    RetryPressed,
    /// The board was read.
    Read(Board),
    /// The board could not be read.
    Unread {
        /// Why.
        failure: Failure,
        /// When.
        now: i64,
    },
    /// The session was read.
    SessionRead(Rights),
    /// A bill was opened.
    Opened(BillRef),
}

/// What the board wants done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Read the board.
    Board,
    /// Read the session.
    Session,
}

impl State {
    /// What comes of an event.
    pub fn step(mut self, event: Event) -> (State, Vec<Ask>) {
        let mut asks = Vec::new();
        match event {
            Event::Looked { now } if !self.asking && now >= self.not_before => {
                asks = self.ask();
            }
            Event::RetryPressed if !self.asking => asks = self.ask(),
            Event::Looked { .. } | Event::RetryPressed => {}
            Event::Read(board) => self.read(board),
            Event::Unread { failure, now } => self.unread(failure, now),
            Event::SessionRead(rights) => self.rights = Some(rights),
            Event::Opened(bill) => {
                if let Content::Shown(shown) = &mut self.content {
                    shown.moved.remove(&bill);
                }
                self.visited = Some(bill);
            }
        }
        (self, asks)
    }

    fn ask(&mut self) -> Vec<Ask> {
        self.asking = true;
        if self.rights.is_none() {
            return vec![Ask::Board, Ask::Session];
        }
        vec![Ask::Board]
    }

    fn read(&mut self, mut board: Board) {
        self.asking = false;
        self.not_before = 0;
        for section in &mut board.sections {
            order::sort_by(&mut section.tables, |a, b| fold::order(&a.title, &b.title));
        }
        let visited = self.visited.take();
        let mut moved = match &self.content {
            Content::Shown(before) => moved(&before.board, &board),
            _ => BTreeMap::new(),
        };
        if let Some(visited) = visited {
            moved.remove(&visited);
        }
        self.content = Content::Shown(Shown {
            board,
            moved,
            stale: None,
        });
    }

    fn unread(&mut self, failure: Failure, now: i64) {
        self.asking = false;
        if let Failure::Refused(refusal) = &failure {
            self.not_before = now + i64::from(refusal.retry_after.unwrap_or(0)) * 1000;
        }
        match &mut self.content {
            Content::Shown(shown) => shown.stale = Some(failure),
            Content::Opening | Content::Failed(_) => self.content = Content::Failed(failure),
        }
    }
}

/// Bills that were open before and are open now, with other numbers.
fn moved(before: &Board, now: &Board) -> BTreeMap<BillRef, Moved> {
    let before: BTreeMap<BillRef, (i64, i64)> = numbers(before).collect();
    numbers(now)
        .filter_map(|(bill, (items, total))| {
            let (items_before, total_before) = *before.get(&bill)?;
            let moved = Moved {
                items: items - items_before,
                total: Money::from_minor(total - total_before),
            };
            (moved.items != 0 || !moved.total.is_zero()).then_some((bill, moved))
        })
        .collect()
}

/// Items and total of every open bill.
fn numbers(board: &Board) -> impl Iterator<Item = (BillRef, (i64, i64))> {
    let tables = board.sections.iter().flat_map(open_tables);
    let packets = board
        .packets
        .iter()
        .map(|p| (BillRef::Packet(p.id.clone()), (p.items, p.total)));
    tables.chain(packets)
}

fn open_tables(section: &Section) -> impl Iterator<Item = (BillRef, (i64, i64))> {
    section.tables.iter().filter_map(|table| {
        let open = table.open.as_ref()?;
        Some((BillRef::Table(table.id.clone()), (open.items, open.total)))
    })
}
