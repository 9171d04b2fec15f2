//! Cash at the till: the sums a guest is likely to hand over, and what goes back.
#[cfg(test)]
mod tests;

use crate::{Money, order};

/// What notes are printed for everywhere, in main units; where a currency begins and ends with them is its own.
const PRINTED: [i64; 12] = [
    5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000,
];
/// The most sums that are offered besides the exact one: more would be read slower than typed.
pub const OFFERED: usize = 5;

/// The exact sum first, then what is handed over when one kind of note is used, from the least to the greatest there is (main
/// units): lira make the next full five, ten, twenty, fifty, hundred and two hundred, each once and rising. Nothing due offers nothing.
pub fn handed(due: Money, (least, greatest): (i64, i64)) -> Vec<Money> {
    if due <= Money::ZERO {
        return Vec::new();
    }
    let mut sums: Vec<Money> = Vec::with_capacity(PRINTED.len());
    let there = PRINTED
        .iter()
        .filter(|note| (least..=greatest).contains(note));
    for note in there.map(|note| note * 100) {
        let full = Money::from_minor(due.minor().saturating_add(note - 1) / note * note);
        if full != due && !sums.contains(&full) {
            sums.push(full);
        }
    }
    // Twenty does not divide fifty, so the full sums may come out of order.
    order::sort_by(&mut sums, Money::cmp);
    let spare = sums.len().saturating_sub(OFFERED);
    let mut offered = vec![due];
    offered.extend_from_slice(&sums[spare..]);
    offered
}

/// What comes of cash that was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// What is written as payment: never more than is due.
    pub written: Money,
    /// What goes back to the guest.
    pub change: Money,
}

/// Cash for a sum that is due: too little is taken as it is, of too much only what is due is written.
pub fn take(given: Money, due: Money) -> Taken {
    let written = given.min(due.or_zero());
    Taken {
        written,
        change: given - written,
    }
}
