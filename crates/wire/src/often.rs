//! What is sold often and lately: shown first while nothing is searched. The rule by which a device and the backend weigh it, and what
//! the backend tells. Products and numbers, no people, no bills.
use adisyon_bill::{ProductId, order};
use adisyon_json::form;
use serde::{Deserialize, Serialize};

/// The most products that are remembered.
pub const KEPT: usize = 100;
/// The most that are shown first.
pub const FIRST: usize = 12;
/// What one pick weighs.
const PICK: u32 = 1 << 16;
/// At the end of each such time everything weighs half, in milliseconds: a week.
const HALF: i64 = 7 * 24 * 60 * 60 * 1000;

form!(Often { picks });
form!(Pick { id, weight, at });
form!(OftenReply { products });
form!(Weighed { id, weight });

/// Products with their weight, as it was when they were picked last.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Often {
    picks: Vec<Pick>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Pick {
    id: String,
    weight: u32,
    at: i64,
}

/// What the restaurant sells often.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OftenReply {
    /// Heaviest first, among equals the latest.
    pub products: Vec<Weighed>,
}

/// A product with its weight.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Weighed {
    /// Id.
    pub id: String,
    /// What its picks weigh now.
    pub weight: u32,
}

impl Pick {
    /// Weeks are the calendar's, not the pick's own: what is picked every day is halved like everything else.
    fn weighs(&self, now: i64) -> u32 {
        let halves = now.div_euclid(HALF) - self.at.div_euclid(HALF);
        let halves = u32::try_from(halves.max(0)).unwrap_or(u32::MAX);
        self.weight.checked_shr(halves).unwrap_or(0)
    }
}

impl Often {
    /// What was kept; nothing if it is not readable.
    pub fn read(text: &str) -> Often {
        adisyon_json::read(text).unwrap_or_default()
    }

    /// The text to keep.
    pub fn write(&self) -> String {
        adisyon_json::write(self)
    }

    /// A product was sold at `now`, in milliseconds since 1970.
    pub fn sold(&mut self, id: &ProductId, now: i64) {
        let at = self.picks.iter().position(|pick| pick.id == id.as_str());
        let before = at.map(|at| self.picks.remove(at));
        let weight = before.map_or(0, |pick| pick.weighs(now));
        let pick = Pick {
            id: id.as_str().to_owned(),
            weight: weight.saturating_add(PICK),
            at: now,
        };
        self.picks.insert(0, pick);
        self.sort(now);
        self.picks.truncate(KEPT);
    }

    /// What they weigh at `now`: heaviest first, among equals the latest. What weighs nothing any more is left out.
    pub fn weighs(mut self, now: i64) -> Vec<Weighed> {
        self.sort(now);
        let weighed = self.picks.into_iter().map(|pick| Weighed {
            weight: pick.weighs(now),
            id: pick.id,
        });
        weighed.filter(|one| one.weight > 0).collect()
    }

    fn sort(&mut self, now: i64) {
        order::sort_by(&mut self.picks, |a, b| {
            let weight = b.weighs(now).cmp(&a.weighs(now));
            weight.then(b.at.cmp(&a.at))
        });
    }
}

/// The products to show first: here and in the restaurant together the heaviest, among equals those of here.
pub fn first(here: Vec<Weighed>, restaurant: &[Weighed]) -> Vec<ProductId> {
    let mut all = here;
    for other in restaurant {
        match all.iter_mut().find(|one| one.id == other.id) {
            Some(one) => one.weight = one.weight.saturating_add(other.weight),
            None => all.push(other.clone()),
        }
    }
    order::sort_by(&mut all, |a, b| b.weight.cmp(&a.weight));
    let first = all.into_iter().take(FIRST);
    first.map(|one| ProductId::new(one.id)).collect()
}

#[cfg(test)]
mod tests;
