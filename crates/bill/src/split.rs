//! Dividing an amount so that the parts sum to it to the last minor unit.
#[cfg(test)]
mod tests;

use crate::{Money, order};

/// `amount` in proportion to the `weights`: every part is rounded down, and the minor units left over go to the largest remainders,
/// among equal ones to the first. The parts always sum to `amount`, a negative amount mirrors the positive one, a weight of zero gets
/// nothing. If all weights are zero the parts are equal; no weights give no parts.
pub fn split(amount: Money, weights: &[u64]) -> Vec<Money> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        let equal = vec![1; weights.len()];
        return if equal.is_empty() {
            Vec::new()
        } else {
            split(amount, &equal)
        };
    }
    let whole = u128::from(amount.minor().unsigned_abs());
    let mut parts: Vec<u128> = Vec::with_capacity(weights.len());
    let mut remainders: Vec<(u128, usize)> = Vec::with_capacity(weights.len());
    for (at, &weight) in weights.iter().enumerate() {
        let share = whole * u128::from(weight);
        parts.push(share / sum);
        remainders.push((share % sum, at));
    }
    // Fewer units are left over than there are remainders above zero, so each part gets one at most.
    let left = whole - parts.iter().sum::<u128>();
    order::sort_by(&mut remainders, |a, b| b.0.cmp(&a.0));
    let extra = remainders.iter().take(usize::try_from(left).unwrap_or(0));
    for &(_, at) in extra {
        parts[at] += 1;
    }
    parts
        .into_iter()
        .map(|part| signed(part, amount.is_negative()))
        .collect()
}

fn signed(part: u128, negative: bool) -> Money {
    // Invariant: a part is never larger than the amount it came from, which was an i64.
    let minor = i128::try_from(part).unwrap_or(i128::MAX);
    let minor = if negative { -minor } else { minor };
    Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX))
}
