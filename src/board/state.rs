//! The board as values: what happened goes in, what it wants comes out.
use crate::api::failure::Failure;
use adisyon_bill::bill::{Channel, Dialect, Glimpse, Head};
use adisyon_bill::{Bill, BillRef, Money, fold, order};
use adisyon_wire::board::{Board, Section};
use adisyon_wire::seat::Seated;
use adisyon_wire::session::Rights;
use std::collections::{BTreeMap, BTreeSet};

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
    /// The bills that a person of this page was at, as far as this page knows.
    pub mine: BTreeSet<BillRef>,
    /// A free table that is being opened.
    pub seating: Option<Seating>,
}

/// A free table that is being opened.
#[derive(Clone, PartialEq, Debug)]
pub struct Seating {
    /// Its id in the floor plan.
    pub table: String,
    /// Its name.
    pub title: String,
    /// Names the attempt: however often it is sent, the table opens once.
    pub attempt: String,
    /// It is on its way.
    pub sent: bool,
    /// Why it did not open.
    pub failure: Option<Failure>,
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
    /// The platform could not be asked: this is what the backend saw last.
    pub aged: bool,
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
    /// The platform could not be asked: this is the board as the backend saw it last.
    Aged(Board),
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
    /// A free table is to be opened.
    SeatAsked {
        /// Its id.
        table: String,
        /// Its name.
        title: String,
        /// A fresh name for the attempt.
        attempt: String,
    },
    /// Not after all.
    SeatDropped,
    /// So many guests sit down.
    SeatPressed {
        /// How many.
        guests: u32,
    },
    /// The table is open.
    Seated(Seated),
    /// It is not.
    NotSeated(Failure),
}

/// What the board wants done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Read the board.
    Board,
    /// Read the session.
    Session,
    /// Open a free table.
    Seat {
        /// Its id.
        table: String,
        /// The name of the attempt.
        attempt: String,
        /// How many sit down.
        guests: u32,
    },
    /// Show this table's bill; true if it was open already.
    Show(BillRef, bool),
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
            Event::Read(board) => self.read(board, false),
            Event::Aged(board) => self.read(board, true),
            Event::Unread { failure, now } => self.unread(failure, now),
            Event::SessionRead(rights) => self.rights = Some(rights),
            Event::Opened(bill) => {
                if let Content::Shown(shown) = &mut self.content {
                    shown.moved.remove(&bill);
                }
                self.mine.insert(bill.clone());
                self.visited = Some(bill);
            }
            event => asks = self.seat(event),
        }
        (self, asks)
    }

    /// True while the board is an older one because the platform cannot be asked.
    pub fn is_aged(&self) -> bool {
        matches!(&self.content, Content::Shown(shown) if shown.aged)
    }

    /// True if tables and packets may be opened; so it is as long as nobody said no.
    pub fn may_open(&self) -> bool {
        self.rights.is_none_or(|rights| rights.write_bills)
    }

    fn seat(&mut self, event: Event) -> Vec<Ask> {
        match (event, &mut self.seating) {
            (
                Event::SeatAsked {
                    table,
                    title,
                    attempt,
                },
                None,
            ) => {
                self.seating = Some(Seating {
                    table,
                    title,
                    attempt,
                    sent: false,
                    failure: None,
                });
            }
            (Event::SeatDropped, Some(seating)) if !seating.sent => self.seating = None,
            (Event::SeatPressed { guests }, Some(seating)) if !seating.sent => {
                seating.sent = true;
                seating.failure = None;
                return vec![Ask::Seat {
                    table: seating.table.clone(),
                    attempt: seating.attempt.clone(),
                    guests,
                }];
            }
            (Event::Seated(seated), Some(_)) => {
                self.seating = None;
                let bill = BillRef::Table(seated.table);
                return vec![Ask::Show(bill, !seated.fresh)];
            }
            (Event::NotSeated(failure), Some(seating)) => {
                seating.sent = false;
                seating.failure = Some(failure);
            }
            _ => {}
        }
        Vec::new()
    }

    /// What the board knows of a bill: enough to show at once while it is read.
    pub fn glimpse(&self, bill: &BillRef) -> Option<Glimpse> {
        let Content::Shown(Shown { board, .. }) = &self.content else {
            return None;
        };
        let blank = Bill::unopened(bill.clone(), Dialect::default()).head;
        match bill {
            BillRef::Packet(id) => {
                let packet = board.packets.iter().find(|packet| packet.id == *id)?;
                let channel = match packet.channel.as_deref() {
                    None => Channel::Unknown,
                    Some("packet") => Channel::House,
                    Some(code) => Channel::Marketplace(code.to_owned()),
                };
                let head = Head {
                    doc_no: packet.doc_no.clone(),
                    channel,
                    order_code: packet.order_code.clone(),
                    scheduled: packet.scheduled,
                    ..blank
                };
                Some(glimpse(head, packet.total, packet.paid))
            }
            BillRef::Table(id) => board.sections.iter().find_map(|section| {
                let table = section.tables.iter().find(|table| table.id == *id)?;
                let open = table.open.as_ref()?;
                let named = (!section.title.is_empty()).then(|| section.title.clone());
                let head = Head {
                    doc_no: open.doc_no.clone(),
                    table: Some(table.title.clone()),
                    section: named,
                    guests: Some(open.guests),
                    ..blank.clone()
                };
                Some(glimpse(head, open.total, open.paid))
            }),
        }
    }

    fn ask(&mut self) -> Vec<Ask> {
        self.asking = true;
        if self.rights.is_none() {
            return vec![Ask::Board, Ask::Session];
        }
        vec![Ask::Board]
    }

    fn read(&mut self, mut board: Board, aged: bool) {
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
            aged,
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

fn glimpse(head: Head, total: i64, paid: i64) -> Glimpse {
    Glimpse {
        head,
        total: Money::from_minor(total),
        paid: Money::from_minor(paid),
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
