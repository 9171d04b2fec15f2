//! What is sold often and lately on this device: shown first while nothing is searched. Products and numbers, no people, no bills.
use adisyon_bill::{ProductId, order};
use adisyon_json::form;

/// The most products that are remembered.
const KEPT: usize = 60;
/// The most that are shown first.
pub const FIRST: usize = 12;
/// What one pick weighs.
const PICK: u32 = 1 << 16;
/// After this many milliseconds a pick weighs half: a week.
const HALF: i64 = 7 * 24 * 60 * 60 * 1000;

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

form!(Often { picks });
form!(Pick { id, weight, at });

impl Pick {
    fn weighs(&self, now: i64) -> u32 {
        let halves = u32::try_from((now - self.at).max(0) / HALF).unwrap_or(u32::MAX);
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

    /// The products to show first: often ones before others, among equals the latest.
    pub fn first(mut self, now: i64) -> Vec<ProductId> {
        self.sort(now);
        let first = self.picks.into_iter().filter(|pick| pick.weighs(now) > 0);
        first
            .take(FIRST)
            .map(|pick| ProductId::new(pick.id))
            .collect()
    }

    fn sort(&mut self, now: i64) {
        order::sort_by(&mut self.picks, |a, b| {
            let weight = b.weighs(now).cmp(&a.weighs(now));
            weight.then(b.at.cmp(&a.at))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000_000;

    fn after(sold: &[(&str, i64)], now: i64) -> Vec<String> {
        let mut often = Often::default();
        for (id, at) in sold {
            often.sold(&ProductId::from(*id), *at);
        }
        let again = Often::read(&often.write());
        assert_eq!(again, often, "it is read back as it was kept");
        let first = again.first(now);
        first.iter().map(|id| id.as_str().to_owned()).collect()
    }

    #[test]
    fn the_most_sold_comes_first_and_among_equals_the_latest() {
        let sold = [
            ("çay", NOW),
            ("ayran", NOW + 1),
            ("çay", NOW + 2),
            ("künefe", NOW + 3),
        ];
        assert_eq!(after(&sold, NOW + 4), ["çay", "künefe", "ayran"]);
    }

    #[test]
    fn what_was_sold_often_long_ago_gives_way_to_what_is_sold_now() {
        let sold = [
            ("aşure", NOW),
            ("aşure", NOW),
            ("aşure", NOW),
            ("ayran", NOW + 2 * HALF),
        ];
        assert_eq!(after(&sold, NOW + 2 * HALF), ["ayran", "aşure"]);
        assert_eq!(after(&[("aşure", NOW)], NOW + 40 * HALF), [""; 0]);
    }

    #[test]
    fn only_so_many_are_shown_and_kept() {
        let names: Vec<String> = (0..KEPT + 5).map(|n| format!("p{n}")).collect();
        let sold: Vec<(&str, i64)> = names
            .iter()
            .zip(NOW..)
            .map(|(id, at)| (id.as_str(), at))
            .collect();
        let first = after(&sold, NOW + 100);
        assert_eq!(first.len(), FIRST);
        assert_eq!(first[0], format!("p{}", KEPT + 4));
        let mut often = Often::default();
        for (id, at) in sold {
            often.sold(&ProductId::from(id), at);
        }
        assert_eq!(often.picks.len(), KEPT);
    }

    #[test]
    fn what_is_not_ours_is_nothing() {
        for text in ["", "[]", "{\"picks\":[{\"id\":1}]}"] {
            assert_eq!(Often::read(text), Often::default());
        }
    }
}
