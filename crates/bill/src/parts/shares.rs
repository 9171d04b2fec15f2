//! The amounts of the parts, from the bill as it is now.
use super::{Part, Parts, Piece, Row, Way};
use crate::Money;
use crate::split::split;

/// What a part amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// Its place among the parts; none for what no part takes.
    pub part: Option<usize>,
    /// What is to pay, or what was paid.
    pub amount: Money,
    /// It is paid.
    pub is_paid: bool,
    /// What was paid of it so far.
    pub given: Money,
    /// The odd minor units in it: what it has above its exact share, rounded down.
    pub odd: Money,
}

impl Parts {
    /// Every part in its order, and last what no part takes if that is something. What is not paid sums to `remaining`, to the
    /// minor unit; a balance of nothing or less leaves nothing to pay.
    pub fn shares(&self, pieces: &[Piece], rows: &[Row], remaining: Money) -> Vec<Share> {
        let remaining = remaining.or_zero();
        let paid: Vec<Paid> = self.list.iter().map(|part| Paid::of(part, rows)).collect();
        let wish = match self.way {
            Way::Equal => Wish::equal(self.list.len()),
            Way::Lines | Way::People => self.wish_of_lines(pieces),
            Way::Sums => self.wish_of_sums(&paid, remaining),
        };
        let open = wish.amounts(&paid, remaining);
        let mut shares = Vec::with_capacity(open.len());
        for (at, (amount, odd)) in open.into_iter().enumerate() {
            let part = (at < self.list.len()).then_some(at);
            let Paid { given, whole } = paid.get(at).copied().unwrap_or_default();
            if part.is_some() || !amount.is_zero() {
                shares.push(Share {
                    part,
                    amount: if whole { given } else { amount },
                    is_paid: whole,
                    given,
                    odd: if whole { Money::ZERO } else { odd },
                });
            }
        }
        shares
    }

    /// Each line's amount among those that claim it; what nobody claims goes to the rest.
    fn wish_of_lines(&self, pieces: &[Piece]) -> Wish {
        let mut wish = Wish::nothing(self.list.len());
        for piece in pieces {
            let mut weights: Vec<u64> = self
                .list
                .iter()
                .map(|part| part.claim(&piece.key).into())
                .collect();
            let claimed: u64 = weights.iter().sum();
            // Also a line of which there is nothing may cost something.
            let unclaimed = u64::from(claimed == 0);
            let rest = match self.way {
                Way::Lines => u64::from(self.left_of(piece)).max(unclaimed),
                _ => unclaimed,
            };
            weights.push(rest);
            let amount = piece.amount.or_zero();
            for (at, (part, odd)) in with_odd(split(amount, &weights), amount, &weights)
                .into_iter()
                .enumerate()
            {
                wish.weights[at] += part.minor().unsigned_abs();
                wish.odd[at] += odd;
            }
        }
        wish
    }

    /// The named sums as far as they go, in their order; the rest is what is left.
    fn wish_of_sums(&self, paid: &[Paid], remaining: Money) -> Wish {
        let mut wish = Wish::nothing(self.list.len());
        let mut left = remaining;
        for (at, (part, paid)) in self.list.iter().zip(paid).enumerate() {
            let due = match paid.whole {
                true => Money::ZERO,
                false => (part.sum - paid.given).min(left).or_zero(),
            };
            left -= due;
            wish.weights[at] = (paid.given + due).minor().unsigned_abs();
        }
        wish.weights[self.list.len()] = left.minor().unsigned_abs();
        wish
    }
}

/// What was paid of a part.
#[derive(Clone, Copy, Default)]
struct Paid {
    given: Money,
    /// It was all.
    whole: bool,
}

impl Paid {
    fn of(part: &Part, rows: &[Row]) -> Paid {
        Paid {
            given: part.given(rows),
            whole: part.is_paid(rows),
        }
    }
}

/// What each part would pay of the whole, and the rest last.
struct Wish {
    weights: Vec<u64>,
    odd: Vec<Money>,
}

impl Wish {
    fn nothing(parts: usize) -> Wish {
        Wish {
            weights: vec![0; parts + 1],
            odd: vec![Money::ZERO; parts + 1],
        }
    }

    fn equal(parts: usize) -> Wish {
        let mut wish = Wish::nothing(parts);
        wish.weights[..parts].fill(1);
        wish
    }

    /// What is still due of each with its odd units. What was paid keeps its place in the whole, so that paying one part does not
    /// move the odd units of the others; where that no longer fits the balance, the open parts divide it among themselves.
    fn amounts(self, paid: &[Paid], remaining: Money) -> Vec<(Money, Money)> {
        let settled: Money = paid.iter().map(|paid| paid.given).sum();
        let whole = remaining + settled;
        let wished: Money = sum(&self.weights);
        if wished == whole {
            let amounts: Vec<Money> = self.weights.iter().map(|weight| money(*weight)).collect();
            if let Some(due) = due(&amounts, paid, remaining) {
                return due.into_iter().zip(self.odd).collect();
            }
        }
        let all = split(whole, &self.weights);
        if let Some(due) = due(&all, paid, remaining) {
            let odd = with_odd(all, whole, &self.weights).into_iter();
            return due.into_iter().zip(odd.map(|(_, odd)| odd)).collect();
        }
        let begun = paid.iter().any(|paid| !paid.whole && !paid.given.is_zero());
        let mut open = self.weights;
        for (at, paid) in paid.iter().enumerate() {
            if paid.whole {
                open[at] = 0;
            } else if begun {
                open[at] = (all[at] - paid.given).or_zero().minor().unsigned_abs();
            }
        }
        if let (true, Some(rest), Some(amount)) = (begun, open.last_mut(), all.last()) {
            *rest = amount.minor().unsigned_abs();
        }
        if open.iter().all(|weight| *weight == 0)
            && let Some(rest) = open.last_mut()
        {
            *rest = 1;
        }
        with_odd(split(remaining, &open), remaining, &open)
    }
}

/// What the open parts still have to pay of these amounts, if that is what remains; nothing of those that are paid.
fn due(amounts: &[Money], paid: &[Paid], remaining: Money) -> Option<Vec<Money>> {
    let left = amounts.iter().enumerate().map(|(at, amount)| {
        let paid = paid.get(at).copied().unwrap_or_default();
        match paid.whole {
            true => Money::ZERO,
            false => *amount - paid.given,
        }
    });
    let due: Vec<Money> = left.collect();
    let fits = due.iter().copied().sum::<Money>() == remaining;
    (fits && !due.iter().any(|due| due.is_negative())).then_some(due)
}

fn with_odd(amounts: Vec<Money>, whole: Money, weights: &[u64]) -> Vec<(Money, Money)> {
    let sum: u64 = weights.iter().sum();
    let pairs = amounts.into_iter().zip(weights);
    let odd = |amount: Money, weight| match sum {
        0 => Money::ZERO,
        _ => amount - floor(whole, weight, sum),
    };
    pairs
        .map(|(amount, weight)| (amount, odd(amount, *weight)))
        .collect()
}

fn sum(weights: &[u64]) -> Money {
    weights.iter().map(|weight| money(*weight)).sum()
}

fn money(weight: u64) -> Money {
    Money::from_minor(i64::try_from(weight).unwrap_or(i64::MAX))
}

/// The exact share of an amount, rounded down.
fn floor(amount: Money, weight: u64, whole: u64) -> Money {
    let part = i128::from(amount.minor()) * i128::from(weight) / i128::from(whole);
    Money::from_minor(i64::try_from(part).unwrap_or(i64::MAX))
}
