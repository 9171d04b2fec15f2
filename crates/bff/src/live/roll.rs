//! Who has which bill before them and which line in hand: pure, its time an argument. Kept in memory alone. A page is there as long as
//! a stream of it is open at some replica; what a replica told holds as long as that replica shows that it lives.
#[cfg(test)]
mod tests;

use crate::installs::InstallKey;
use crate::lanes::LaneKey;
use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

/// What another replica told holds for so long after its last word: it may have been killed.
pub const ALIVE: Duration = Duration::from_secs(45);
/// A line is in hand for so long after its page last said so.
pub const IN_HAND: Duration = Duration::from_secs(45);
/// The most pages that are known to have a line in hand.
const MAX_HANDS: usize = 8192;
/// The most pages of other replicas that are known at one bill.
const MAX_ELSEWHERE: usize = 512;

/// One page in front of one bill.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Viewer {
    /// The bill.
    pub bill: LaneKey,
    /// The page's and the person's names.
    pub page: Page,
}

/// A page of a person. What it says of itself counts only together with the person whom its token names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Page {
    /// The member of staff, opaque.
    pub user: String,
    /// The name that the page gave itself.
    pub name: String,
}

/// What one replica tells the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Which tells it.
    pub replica: String,
    /// What.
    pub said: Said,
}

/// What is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// A page is there.
    Came(Viewer),
    /// It is not there any more.
    Left(Viewer),
    /// A page has this line in hand, or none.
    Holds(InstallKey, Page, Option<String>),
    /// The replica lives.
    Alive,
    /// The replica has just begun to listen: who is there?
    Asks,
}

/// Somebody else at a bill.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Other {
    /// Who; none if it is the asking person at another device.
    pub user: Option<String>,
    /// The line in hand.
    pub line: Option<String>,
}

/// Everybody at every bill.
#[derive(Default, Debug)]
pub struct Roll {
    bills: HashMap<LaneKey, Vec<Entry>>,
    hands: HashMap<(InstallKey, Page), Hand>,
    /// When another replica was last heard.
    heard: HashMap<String, Duration>,
}

#[derive(Debug)]
struct Entry {
    page: Page,
    /// The replica at which the stream is; none for this one.
    at: Option<String>,
    /// A page that renews its stream has two for a moment.
    streams: u32,
}

#[derive(Debug)]
struct Hand {
    line: String,
    until: Duration,
}

impl Roll {
    /// A stream of a page is open here; true if the page is new here.
    pub fn enter(&mut self, viewer: &Viewer) -> bool {
        self.come(viewer, None)
    }

    /// A stream of a page ended here; true if it was its last.
    pub fn leave(&mut self, viewer: &Viewer) -> bool {
        self.go(viewer, None)
    }

    /// A page has a line in hand until it says otherwise or falls silent; true if that is new.
    pub fn hold(
        &mut self,
        install: &InstallKey,
        page: &Page,
        line: Option<String>,
        now: Duration,
    ) -> bool {
        let key = (install.clone(), page.clone());
        let Some(line) = line else {
            return self.hands.remove(&key).is_some();
        };
        if self.hands.len() >= MAX_HANDS {
            self.hands.retain(|_, hand| hand.until > now);
        }
        if self.hands.len() >= MAX_HANDS && !self.hands.contains_key(&key) {
            return false;
        }
        let until = now + IN_HAND;
        let hand = Hand { line, until };
        let news =
            !matches!(self.hands.get(&key), Some(old) if old.line == hand.line && old.until > now);
        self.hands.insert(key, hand);
        news
    }

    /// Another replica told something; the restaurant for which something changed.
    pub fn hear(&mut self, word: &Word, now: Duration) -> Option<InstallKey> {
        self.heard.insert(word.replica.clone(), now);
        let at = Some(word.replica.clone());
        match &word.said {
            Said::Came(viewer) => self.come(viewer, at).then(|| viewer.bill.install.clone()),
            Said::Left(viewer) => self.go(viewer, at).then(|| viewer.bill.install.clone()),
            Said::Holds(install, page, line) => self
                .hold(install, page, line.clone(), now)
                .then(|| install.clone()),
            Said::Alive | Said::Asks => None,
        }
    }

    /// What the others told may have been missed in part: it is asked for again.
    pub fn forget_others(&mut self) {
        self.heard.clear();
        self.retain(|entry| entry.at.is_none());
    }

    /// Forgets replicas that fell silent, and lines that nobody has in hand any more.
    pub fn sweep(&mut self, now: Duration) {
        self.heard.retain(|_, at| now < *at + ALIVE);
        let heard = std::mem::take(&mut self.heard);
        self.retain(|entry| entry.at.as_ref().is_none_or(|at| heard.contains_key(at)));
        self.heard = heard;
        self.hands.retain(|_, hand| hand.until > now);
    }

    /// Everybody else at a viewer's bill: each person once for each line in hand, and without a line only if they have none.
    pub fn others(&self, viewer: &Viewer, now: Duration) -> Vec<Other> {
        let here = self.bills.get(&viewer.bill).into_iter().flatten();
        let pages = here.filter(|entry| entry.page != viewer.page && self.lives(entry, now));
        let others: BTreeSet<Other> = pages
            .map(|entry| Other {
                user: Some(&entry.page.user)
                    .filter(|user| **user != viewer.page.user)
                    .cloned(),
                line: self.line(&viewer.bill.install, &entry.page, now),
            })
            .collect();
        let busy: BTreeSet<Option<String>> = others
            .iter()
            .filter(|other| other.line.is_some())
            .map(|other| other.user.clone())
            .collect();
        let counts = |other: &Other| other.line.is_some() || !busy.contains(&other.user);
        others.into_iter().filter(counts).collect()
    }

    /// What this replica knows at first hand, for one that has just begun to listen.
    pub fn own(&self, now: Duration) -> Vec<Said> {
        let mut said = Vec::new();
        for (bill, entries) in &self.bills {
            for entry in entries.iter().filter(|entry| entry.at.is_none()) {
                let (install, page) = (&bill.install, &entry.page);
                said.push(Said::Came(Viewer {
                    bill: bill.clone(),
                    page: page.clone(),
                }));
                if let Some(line) = self.line(install, page, now) {
                    said.push(Said::Holds(install.clone(), page.clone(), Some(line)));
                }
            }
        }
        said
    }

    fn come(&mut self, viewer: &Viewer, at: Option<String>) -> bool {
        let entries = self.bills.entry(viewer.bill.clone()).or_default();
        let own = |entry: &&mut Entry| entry.page == viewer.page && entry.at == at;
        if let Some(entry) = entries.iter_mut().find(own) {
            // Another replica tells of a page, not of its streams.
            entry.streams += u32::from(at.is_none());
            return false;
        }
        if at.is_some() && entries.len() >= MAX_ELSEWHERE {
            return false;
        }
        entries.push(Entry {
            page: viewer.page.clone(),
            at,
            streams: 1,
        });
        true
    }

    fn go(&mut self, viewer: &Viewer, at: Option<String>) -> bool {
        let Some(entries) = self.bills.get_mut(&viewer.bill) else {
            return false;
        };
        let own = |entry: &Entry| entry.page == viewer.page && entry.at == at;
        let Some(place) = entries.iter().position(own) else {
            return false;
        };
        entries[place].streams -= 1;
        if entries[place].streams > 0 {
            return false;
        }
        entries.swap_remove(place);
        let is_elsewhere = entries.iter().any(|entry| entry.page == viewer.page);
        if entries.is_empty() {
            self.bills.remove(&viewer.bill);
        }
        if !is_elsewhere {
            let key = (viewer.bill.install.clone(), viewer.page.clone());
            self.hands.remove(&key);
        }
        true
    }

    fn retain(&mut self, keep: impl Fn(&Entry) -> bool) {
        self.bills.retain(|_, entries| {
            entries.retain(&keep);
            !entries.is_empty()
        });
    }

    fn lives(&self, entry: &Entry, now: Duration) -> bool {
        entry.at.as_ref().is_none_or(|at| {
            let heard = self.heard.get(at);
            heard.is_some_and(|heard| now < *heard + ALIVE)
        })
    }

    fn line(&self, install: &InstallKey, page: &Page, now: Duration) -> Option<String> {
        // The key is made of owned parts; a bill has few pages.
        let hand = self.hands.get(&(install.clone(), page.clone()))?;
        (hand.until > now).then(|| hand.line.clone())
    }
}
