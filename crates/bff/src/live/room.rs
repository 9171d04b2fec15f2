//! One restaurant while somebody watches it: what they watch, what has to be read again, and the one task that reads.
use super::presence::{Name, Names};
use super::sights::Look;
use super::{Rooms, Tools};
use crate::bucket::Bucket;
use crate::budget::{self, Urgency};
use crate::installs::{Install, InstallKey, scope};
use crate::upstream::read;
use crate::upstream::refusal::{Failure, Refused};
use crate::upstream::shape::person;
use crate::webhooks::signal::{BillChanged, Change, Signal};
use adisyon_bill::BillRef;
use adisyon_wire::board::Board;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// How often the platform is looked at though nothing was heard. C:I "10 to 30 s".
const POLL: Duration = Duration::from_secs(10);
/// The most reads at once.
const AT_ONCE: usize = 4;
/// From so many watched bills on the board is read in their place: its sums say which of them changed.
const MANY: usize = 3;
/// How long after our own read the platform's echo of our own write says nothing new.
const ECHO: Duration = Duration::from_secs(3);

/// What may have to be read again. In the order of urgency.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Item {
    Bill(BillRef),
    Board,
    Catalogue,
    /// Names of those who work here.
    Staff,
}

impl Item {
    /// How many reads it costs.
    fn cost(&self) -> u32 {
        match self {
            Item::Bill(_) | Item::Staff => 1,
            Item::Board => 2,
            Item::Catalogue => 3,
        }
    }
}

/// The board as it is shown to those who watch it.
#[derive(Debug)]
pub(super) struct BoardSight {
    pub(super) stamp: String,
    pub(super) json: String,
}

pub(super) struct Room {
    pub(super) key: InstallKey,
    pub(super) board: watch::Sender<Option<Arc<BoardSight>>>,
    /// The stamp of the catalogue, once somebody asked for it.
    pub(super) catalogue: watch::Sender<Option<Arc<str>>>,
    /// Counts how often somebody came to a bill, left it, or took a line in hand.
    pub(super) others: watch::Sender<u64>,
    names: Mutex<Names>,
    /// Whoever watches must show anew that they may.
    pub(super) ended: watch::Sender<bool>,
    watchers: AtomicUsize,
    wanted: Mutex<BTreeSet<Item>>,
    wake: Notify,
}

impl Room {
    pub(super) fn new(key: InstallKey) -> Room {
        Room {
            key,
            board: watch::Sender::new(None),
            catalogue: watch::Sender::new(None),
            others: watch::Sender::new(0),
            names: Mutex::default(),
            ended: watch::Sender::new(false),
            watchers: AtomicUsize::new(0),
            wanted: Mutex::default(),
            wake: Notify::new(),
        }
    }

    pub(super) fn enter(&self) {
        self.watchers.fetch_add(1, Ordering::SeqCst);
    }

    pub(super) fn leave(&self) {
        self.watchers.fetch_sub(1, Ordering::SeqCst);
        self.wake.notify_one();
    }

    pub(super) fn watchers(&self) -> usize {
        self.watchers.load(Ordering::SeqCst)
    }

    /// The name of somebody who works here; names are read when they are first asked for.
    pub(super) fn name_of(&self, user: &str, now: Duration) -> Name {
        let (name, is_wanted) = self.names().look(user, now);
        if is_wanted {
            self.want(Item::Staff);
        }
        name
    }

    fn names(&self) -> MutexGuard<'_, Names> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be read as soon as the allowance lets.
    pub(super) fn want(&self, item: Item) {
        self.wanted().insert(item);
        self.wake.notify_one();
    }

    /// The platform told something, or we wrote something.
    pub(super) fn hear(&self, tools: &Tools, signal: &Signal) {
        match signal {
            Signal::Bill(changed) => self.hear_bill(tools, changed),
            Signal::Catalogue(_) => self.want(Item::Catalogue),
            Signal::Install(_) | Signal::Uninstalled(_) => drop(self.ended.send_replace(true)),
            Signal::Settings(_) | Signal::Spent(..) | Signal::Presence(_) => {}
            Signal::Redacted(..) | Signal::Missed => {
                for (bill, _) in tools.sights.of(&self.key) {
                    self.want(Item::Bill(bill));
                }
                self.want_board();
            }
        }
    }

    fn hear_bill(&self, tools: &Tools, changed: &BillChanged) {
        self.want_board();
        let fresh = tools.sights.now().saturating_sub(ECHO);
        let named = |bill: &BillRef| {
            changed.bill.as_ref() == Some(bill) || changed.moved_to.as_ref() == Some(bill)
        };
        // After closing and reopening the address is another, the sale is not; an event that names neither may mean any bill.
        let nameless = changed.bill.is_none() && changed.sale.is_none();
        for (bill, look) in tools.sights.of(&self.key) {
            let same_sale = match &look {
                Look::Here(sight) => sight.sale.is_some() && sight.sale == changed.sale,
                _ => false,
            };
            let seen_since = match &look {
                Look::Here(sight) => sight.asked >= fresh,
                _ => false,
            };
            let echo = changed.echo && changed.change == Change::Updated && seen_since;
            if (named(&bill) || same_sale || nameless) && !echo {
                self.want(Item::Bill(bill));
            }
        }
    }

    fn want_board(&self) {
        if self.board.receiver_count() > 0 {
            self.want(Item::Board);
        }
    }

    /// Marks what a round of looking reads: the board where it is watched or stands for many bills, and one bill after the other.
    fn want_round(&self, tools: &Tools, round: usize) {
        let mut bills = tools.sights.of(&self.key);
        bills.sort_by(|a, b| a.0.cmp(&b.0));
        let many = bills.len() >= MANY;
        if self.board.receiver_count() > 0 || many {
            self.want(Item::Board);
        }
        let next = match many {
            true => round % bills.len()..round % bills.len() + 1,
            false => 0..bills.len(),
        };
        for (bill, _) in &bills[next] {
            self.want(Item::Bill(bill.clone()));
        }
    }

    /// The most urgent item that is not being read, if the allowance lets; else how long that takes.
    fn next(&self, busy: &BTreeSet<Item>, allowance: &mut Option<Bucket>, now: Duration) -> Next {
        let mut wanted = self.wanted();
        let Some(item) = wanted.iter().find(|item| !busy.contains(item)).cloned() else {
            return Next::Nothing;
        };
        if let Some(bucket) = allowance
            && let Err(wait) = bucket.take(item.cost(), 0, now)
        {
            return Next::After(wait);
        }
        wanted.remove(&item);
        Next::Read(item)
    }

    fn wanted(&self) -> MutexGuard<'_, BTreeSet<Item>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Next {
    Read(Item),
    After(Duration),
    Nothing,
}

/// Reads for the room until nobody watches it any more. Everything read here together stays within a third of the read bucket.
pub(super) async fn attend(tools: Arc<Tools>, rooms: Arc<Rooms>, room: Arc<Room>) {
    let mut allowance = allowance(tools.reads_per_minute, tools.sights.now());
    let mut reading = JoinSet::new();
    let mut busy = BTreeSet::new();
    let (mut poll, mut round) = (Instant::now() + POLL, 0_usize);
    loop {
        let mut until = poll;
        while busy.len() < AT_ONCE {
            match room.next(&busy, &mut allowance, tools.sights.now()) {
                Next::Read(item) => {
                    busy.insert(item.clone());
                    reading.spawn(serve(tools.clone(), room.clone(), item));
                }
                Next::After(wait) => {
                    until = until.min(Instant::now() + wait);
                    break;
                }
                Next::Nothing => break,
            }
        }
        tokio::select! {
            Some(done) = reading.join_next(), if !reading.is_empty() => match done {
                Ok(item) => drop(busy.remove(&item)),
                // A panic, logged where it was: its item must not stay busy for ever.
                Err(_) => busy.clear(),
            },
            () = room.wake.notified() => {}
            () = sleep_until(until) => {}
        }
        if rooms.close_if_deserted(&room) {
            return;
        }
        if Instant::now() >= poll {
            poll = Instant::now() + POLL;
            room.want_round(&tools, round);
            round = round.wrapping_add(1);
        }
    }
}

/// A tenth held and a quarter gained a minute: in no minute more than a third. None where there is no limit.
fn allowance(reads_per_minute: u32, now: Duration) -> Option<Bucket> {
    let held = (reads_per_minute / 12).max(3);
    let gained = (reads_per_minute / 4).max(1);
    (reads_per_minute > 0).then(|| Bucket::full(held, gained, now))
}

async fn serve(tools: Arc<Tools>, room: Arc<Room>, item: Item) -> Item {
    match tools.directory.find(&room.key).await {
        Ok(Some(install)) => {
            budget::with(Urgency::Looking, async {
                match &item {
                    Item::Bill(bill) => read_bill(&tools, &room, &install, bill).await,
                    Item::Board => read_board(&tools, &room, &install).await,
                    Item::Catalogue => read_catalogue(&tools, &room, &install).await,
                    Item::Staff => read_staff(&tools, &room, &install).await,
                }
            })
            .await;
        }
        Ok(None) => drop(room.ended.send_replace(true)),
        Err(error) => tracing::warn!(%error, "live"),
    }
    item
}

/// The sight is told where all reads pass; what cannot be read now is looked at again with the next round.
async fn read_bill(tools: &Tools, room: &Room, install: &Install, bill: &BillRef) {
    if let Err(Failure::Refused(Refused::Unauthorized)) = tools.bills.show(install, bill).await {
        room.ended.send_replace(true);
    }
}

async fn read_board(tools: &Tools, room: &Room, install: &Install) {
    let asked = tools.sights.now();
    let Ok(board) = tools.boards.get(install).await else {
        return;
    };
    for (bill, look) in tools.sights.of(&room.key) {
        let Look::Here(sight) = look else { continue };
        if sight.asked < asked && sums(&board, &bill) != Some(sight.sums) {
            room.want(Item::Bill(bill));
        }
    }
    let Some(sight) = BoardSight::of(&board) else {
        return;
    };
    room.board.send_if_modified(|shown| {
        let same = shown.as_ref().is_some_and(|old| old.stamp == sight.stamp);
        *shown = Some(Arc::new(sight));
        !same
    });
}

async fn read_catalogue(tools: &Tools, room: &Room, install: &Install) {
    if let Ok(stock) = tools.stocks.get(install).await {
        let stamp: Arc<str> = stock.etag.trim_matches('"').into();
        room.catalogue.send_if_modified(|known| {
            let news = known.as_ref() != Some(&stamp);
            *known = Some(stamp);
            news
        });
    }
}

/// Where the restaurant does not let staff be read, they stay without names.
async fn read_staff(tools: &Tools, room: &Room, install: &Install) {
    let list = match install.grants(scope::USERS_READ) {
        true => read::list(&tools.client, install, "users/get").await.ok(),
        false => None,
    };
    let names = list.map(|list| {
        let staff = list.entries.iter().filter_map(person::staff);
        staff.filter_map(|one| Some((one.id, one.name?))).collect()
    });
    if room.names().read(names) {
        room.others
            .send_modify(|version| *version = version.wrapping_add(1));
    }
}

impl BoardSight {
    /// Stamped without the time of reading, which changes each time.
    fn of(board: &Board) -> Option<BoardSight> {
        let undated = Board {
            read_at: 0,
            ..board.clone()
        };
        let digest = Sha256::digest(serde_json::to_vec(&undated).ok()?);
        Some(BoardSight {
            stamp: URL_SAFE_NO_PAD.encode(&digest[..15]),
            json: serde_json::to_string(board).ok()?,
        })
    }
}

/// Total and paid of an open bill as the board shows them.
fn sums(board: &Board, bill: &BillRef) -> Option<(i64, i64)> {
    match bill {
        BillRef::Packet(id) => {
            let packet = board.packets.iter().find(|packet| packet.id == *id)?;
            Some((packet.total, packet.paid))
        }
        BillRef::Table(id) => {
            let mut tables = board.sections.iter().flat_map(|section| &section.tables);
            let open = tables.find(|table| table.id == *id)?.open.as_ref()?;
            Some((open.total, open.paid))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_no_minute_more_than_a_third_of_the_reads_is_taken() {
        for limit in [12_u32, 60, 120, 600] {
            let mut bucket = allowance(limit, Duration::ZERO);
            let bucket = bucket.as_mut().expect("a limit");
            let taken = (0..60_000)
                .filter(|ms| bucket.take(1, 0, Duration::from_millis(*ms)).is_ok())
                .count();
            assert!(
                taken <= (limit as usize).div_ceil(3) + 2,
                "{limit}: {taken}"
            );
        }
        assert!(allowance(0, Duration::ZERO).is_none());
    }
}
