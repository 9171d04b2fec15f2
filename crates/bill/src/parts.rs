//! A remaining balance in parts, each paid by itself: equally, by line, by person, by sums.
//!
//! No part's amount is kept. What is kept is who takes what and which payment paid it; the amounts follow from the bill as it is
//! now, so that the parts always sum to what remains, also after another line or another guest.
mod shares;
#[cfg(test)]
mod tests;

pub use shares::Share;

use crate::cart::MAX_PAYMENTS;
use crate::ids::{LineKey, PaymentKey};
use crate::split::split;
use crate::{Money, Quantity};

/// The most parts: more rows a bill does not take. C:G.8.
pub const MOST: usize = MAX_PAYMENTS;
/// How many parts a division begins with.
const FIRST: usize = 2;

/// What the parts follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Way {
    /// All the same.
    #[default]
    Equal,
    /// So much of each line.
    Lines,
    /// Each person has a share in some lines.
    People,
    /// Named sums.
    Sums,
}

/// One part.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Part {
    /// What it takes of lines: thousandths by [`Way::Lines`], its weight among others by [`Way::People`].
    pub claims: Vec<(LineKey, u32)>,
    /// Its named sum.
    pub sum: Money,
    /// The payment after which it was paid. It counts as long as the bill or its draft has it.
    pub paid: Option<PaymentKey>,
    /// Payments of less than was due, before that one or without it.
    pub some: Vec<PaymentKey>,
}

/// A balance in parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parts {
    /// What they follow.
    pub way: Way,
    /// The parts; what none of them takes is one more.
    pub list: Vec<Part>,
}

/// A line as far as its division goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its key.
    pub key: LineKey,
    /// How much of it there is.
    pub quantity: Quantity,
    /// What it costs.
    pub amount: Money,
}

/// A payment of the bill or its draft: which, how much.
pub type Row = (PaymentKey, Money);

impl Parts {
    /// Two equal parts.
    pub fn begin() -> Parts {
        Parts {
            way: Way::Equal,
            list: vec![Part::default(); FIRST],
        }
    }

    /// Divides in another way. What is paid stays paid, what is not is forgotten.
    pub fn turn(&mut self, way: Way, rows: &[Row]) {
        self.way = way;
        self.list.retain(|part| part.keys(rows).next().is_some());
        for part in &mut self.list {
            // A claim of one way says nothing in another, and what was left to pay of it neither.
            part.claims.clear();
            part.paid = part.keys(rows).last().cloned();
        }
        if matches!(way, Way::Equal | Way::People) {
            let open = FIRST.saturating_sub(self.list.len()).max(1);
            self.list.extend(vec![Part::default(); open]);
        }
    }

    /// So many parts, never fewer than are paid, never more than the bill has rows for, and one open part at least.
    pub fn resize(&mut self, count: usize, rows: &[Row]) {
        let touched = self.list.iter().filter(|part| !part.is_untouched(rows));
        let least = touched.count().max(self.paid(rows) + 1);
        let count = count.clamp(least, self.most(rows).max(least));
        while self.list.len() > count
            && let Some(at) = self.last_open(rows)
        {
            self.list.remove(at);
        }
        let more = count.saturating_sub(self.list.len());
        self.list.extend(vec![Part::default(); more]);
    }

    /// One more part that takes these thousandths of lines.
    pub fn take_lines(&mut self, claims: Vec<(LineKey, u32)>) {
        let claims = claims.into_iter().filter(|(_, much)| *much > 0).collect();
        self.push(Part {
            claims,
            ..Part::default()
        });
    }

    /// One more part of this sum.
    pub fn take_sum(&mut self, sum: Money) {
        self.push(Part {
            sum,
            ..Part::default()
        });
    }

    /// One more part of everything that no part takes.
    pub fn take_rest(&mut self, pieces: &[Piece], rest: Money) {
        let claims = pieces.iter().map(|piece| {
            let much = match self.way {
                Way::Lines => self.left_of(piece),
                _ => u32::from(self.claimed(&piece.key) == 0),
            };
            (piece.key.clone(), much)
        });
        let claims = claims.filter(|(_, much)| *much > 0).collect();
        self.push(Part {
            claims,
            sum: rest,
            ..Part::default()
        });
    }

    /// A person begins or ends to share in a line.
    pub fn toggle(&mut self, part: usize, line: &LineKey) {
        let Some(part) = self.list.get_mut(part) else {
            return;
        };
        match part.claims.iter().position(|(key, _)| key == line) {
            Some(at) => {
                part.claims.remove(at);
            }
            None => part.claims.push((line.clone(), 1)),
        }
    }

    /// Takes a part of which nothing is paid away: what it took is open again.
    pub fn drop_part(&mut self, part: usize, rows: &[Row]) {
        let part_there = self.list.get(part);
        if part_there.is_some_and(|part| part.is_untouched(rows)) {
            self.list.remove(part);
        }
    }

    /// This payment pays a part, or what was left of it.
    pub fn pay(&mut self, part: usize, by: PaymentKey) {
        if let Some(part) = self.list.get_mut(part) {
            // One that came back counts on.
            part.some.extend(part.paid.replace(by));
        }
    }

    /// This payment pays less than a part comes to: what is left of it stays that part's.
    pub fn pay_some(&mut self, part: usize, by: PaymentKey) {
        if let Some(part) = self.list.get_mut(part) {
            part.some.push(by);
        }
    }

    /// True if no part more can be paid: beside the parts there are other payments too.
    pub fn is_full(&self, rows: &[Row]) -> bool {
        self.list.len() >= self.most(rows)
    }

    fn most(&self, rows: &[Row]) -> usize {
        // Each part that is paid has one row of its own; every other row takes the place of a part.
        MOST.saturating_sub(rows.len().saturating_sub(self.paid(rows)))
    }

    /// How many parts are paid.
    pub fn paid(&self, rows: &[Row]) -> usize {
        let paid = self.list.iter().filter(|part| part.is_paid(rows));
        paid.count()
    }

    /// True if this part shares in this line.
    pub fn shares_in(&self, part: usize, line: &LineKey) -> bool {
        let part = self.list.get(part);
        part.is_some_and(|part| part.claim(line) > 0)
    }

    /// How many thousandths of a line no part takes.
    pub fn left_of(&self, piece: &Piece) -> u32 {
        let whole = u32::try_from(piece.quantity.thousandths()).unwrap_or(0);
        whole.saturating_sub(self.claimed(&piece.key))
    }

    /// What that much of a line costs.
    pub fn left_amount(&self, piece: &Piece) -> Money {
        let left = self.left_of(piece);
        let shares = split(
            piece.amount,
            &[left.into(), self.claimed(&piece.key).into()],
        );
        match left {
            0 => Money::ZERO,
            _ => shares.first().copied().unwrap_or_default(),
        }
    }

    /// The claims of all parts on a line together.
    pub fn claimed(&self, line: &LineKey) -> u32 {
        self.list.iter().map(|part| part.claim(line)).sum()
    }

    fn push(&mut self, part: Part) {
        if self.list.len() < MOST {
            self.list.push(part);
        }
    }

    fn last_open(&self, rows: &[Row]) -> Option<usize> {
        self.list.iter().rposition(|part| part.is_untouched(rows))
    }
}

impl Part {
    /// True while the payment stands that settled it.
    pub fn is_paid(&self, rows: &[Row]) -> bool {
        let stands = |key| rows.iter().any(|(row, _)| row == key);
        self.paid.as_ref().is_some_and(stands)
    }

    /// What was paid for it so far.
    pub fn given(&self, rows: &[Row]) -> Money {
        let mine = rows.iter().filter(|(row, _)| self.is_paid_with(row));
        mine.map(|(_, amount)| *amount).sum()
    }

    /// The payments for it that stand.
    pub fn keys<'a>(&'a self, rows: &'a [Row]) -> impl Iterator<Item = &'a PaymentKey> {
        let keys = rows.iter().map(|(row, _)| row);
        keys.filter(|row| self.is_paid_with(row))
    }

    /// True if this payment was made for it.
    pub fn is_paid_with(&self, row: &PaymentKey) -> bool {
        self.some.iter().chain(&self.paid).any(|key| key == row)
    }

    fn is_untouched(&self, rows: &[Row]) -> bool {
        self.keys(rows).next().is_none()
    }

    fn claim(&self, line: &LineKey) -> u32 {
        let claim = self.claims.iter().find(|(key, _)| key == line);
        claim.map_or(0, |(_, much)| *much)
    }
}
