//! The integer breakdown of a line (C:H.2): base + options + extra - discount + timer = gross = net + vat.

use crate::money::{Money, Rate, rounded_div};
use crate::restaurant::account::Line;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The `amounts` block; `perVat` is there only when options carry rates of their own.
pub fn amounts(line: &Line, now: u64) -> Value {
    let gross = line.gross(now);
    let buckets = buckets(line, now);
    let net: Money = buckets
        .iter()
        .map(|(rate, gross)| gross.net_of(*rate))
        .sum();
    let mut block = Map::new();
    for (name, amount) in [
        ("base", line.base()),
        ("options", line.options_amount()),
        ("extra", line.extra),
        ("discount", line.discount),
        ("timer", line.timer_amount(now)),
        ("gross", gross),
        ("net", net),
        ("vat", gross - net),
    ] {
        block.insert(name.to_owned(), Value::from(amount.0));
    }
    if buckets.len() > 1 {
        // The highest rate first.
        let per_vat: Vec<Value> = buckets
            .iter()
            .rev()
            .map(|(rate, gross)| {
                let net = gross.net_of(*rate);
                json!({"rate": rate.json(), "gross": gross.0, "net": net.0, "vat": (*gross - net).0})
            })
            .collect();
        block.insert("perVat".to_owned(), Value::from(per_vat));
    }
    Value::Object(block)
}

/// Gross by rate: each option at its own rate, base and timer at the line's, surcharge and discount shared out by
/// turnover. What rounding leaves goes to the line's own rate.
fn buckets(line: &Line, now: u64) -> BTreeMap<Rate, Money> {
    let own = line.vat.unwrap_or_default();
    let turnover = line.base() + line.options_amount() + line.timer_amount(now);
    let adjustment = line.extra - line.discount;
    let share = |part: Money| match turnover.0 {
        0 => Money::ZERO,
        whole => Money(rounded_div(
            part.0 * adjustment.0 * whole.signum(),
            whole.abs(),
        )),
    };
    let mut buckets: BTreeMap<Rate, Money> = BTreeMap::new();
    for chosen in &line.options {
        if let Some(rate) = chosen.vat.filter(|rate| *rate != own) {
            *buckets.entry(rate).or_default() += chosen.price.times(line.quantity);
        }
    }
    for part in buckets.values_mut() {
        *part += share(*part);
    }
    let elsewhere: Money = buckets.values().copied().sum();
    buckets.insert(own, line.gross(now) - elsewhere);
    buckets
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::money::Quantity;
    use crate::restaurant::account::Chosen;

    #[test]
    fn the_eight_integers_balance_also_with_two_tax_rates() {
        let line = Line {
            quantity: Quantity(1500),
            unit: Money(3333),
            options: vec![Chosen {
                price: Money(777),
                vat: Some(Rate::percent(20)),
                ..Chosen::default()
            }],
            discount: Money(101),
            vat: Some(Rate::percent(10)),
            ..Line::default()
        };
        let block = amounts(&line, 0);
        let of = |name: &str| block[name].as_i64().unwrap();
        assert_eq!(
            of("base") + of("options") + of("extra") - of("discount") + of("timer"),
            of("gross")
        );
        assert_eq!(of("net") + of("vat"), of("gross"));
        let sum: i64 = block["perVat"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["gross"].as_i64().unwrap())
            .sum();
        assert_eq!(sum, of("gross"));
    }
}
