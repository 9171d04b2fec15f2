//! The integer breakdown of a line. C:H.1, C:H.2, C:F "amounts".
use super::number;
use adisyon_bill::Money;
use serde_json::Value;

/// A whole, balanced breakdown in hundredths of the main unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amounts {
    /// Product alone.
    pub base: Money,
    /// Surcharge of the panel.
    pub extra: Money,
    /// Discount, positive.
    pub discount: Money,
    /// Priced by time; grows by itself.
    pub timer: Money,
    /// The line's total.
    pub gross: Money,
}

/// Reads the block; none unless all eight integers are there and balance, and the exponent is known and fits hundredths.
pub fn amounts(line: &Value, exponent: Option<i64>) -> Option<Amounts> {
    let block = line.get("amounts")?;
    let part = |name: &str| number::whole(Some(block.get(name)?));
    let (base, options, extra, discount) = (
        part("base")?,
        part("options")?,
        part("extra")?,
        part("discount")?,
    );
    let (timer, gross, net, vat) = (part("timer")?, part("gross")?, part("net")?, part("vat")?);
    let sum = i128::from(base) + i128::from(options) + i128::from(extra) - i128::from(discount)
        + i128::from(timer);
    if sum != i128::from(gross) || i128::from(net) + i128::from(vat) != i128::from(gross) {
        return None;
    }
    let money = |value| scaled(value, exponent?);
    Some(Amounts {
        base: money(base)?,
        extra: money(extra)?,
        discount: money(discount)?,
        timer: money(timer)?,
        gross: money(gross)?,
    })
}

/// True if a part of the line is priced by time; also where the block is broken elsewhere or no exponent was said.
pub fn has_timer(line: &Value) -> bool {
    let timer = line.get("amounts").and_then(|block| block.get("timer"));
    number::whole(timer).is_some_and(|timer| timer != 0)
}

/// Minor units of the account's currency as hundredths; none if that is not exact.
fn scaled(minor: i64, exponent: i64) -> Option<Money> {
    let hundredths = match exponent {
        0 => minor.checked_mul(100)?,
        1 => minor.checked_mul(10)?,
        2 => minor,
        3 if minor % 10 == 0 => minor / 10,
        _ => return None,
    };
    Some(Money::from_minor(hundredths)).filter(|money| money.abs() <= Money::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn block() -> Value {
        json!({ "amounts": { "base": 20000, "options": 1450, "extra": 0, "discount": 0, "timer": 0,
            "gross": 21450, "net": 19500, "vat": 1950 } })
    }

    fn changed(name: &str, value: Value) -> Value {
        let mut line = block();
        line["amounts"][name] = value;
        line
    }

    #[test]
    fn a_whole_balanced_block_is_read_by_its_exponent() {
        let gross = |exponent| amounts(&block(), exponent).map(|a| a.gross.minor());
        assert_eq!(gross(Some(2)), Some(21450));
        assert_eq!(gross(Some(0)), Some(2_145_000));
        assert_eq!(gross(Some(3)), Some(2145));
        assert_eq!(gross(None), None);
        assert_eq!(gross(Some(7)), None);
    }

    #[test]
    fn a_broken_block_is_ignored() {
        for (name, value) in [
            ("vat", json!(null)),
            ("base", json!(20001)),
            ("net", json!(1)),
            ("gross", json!("x")),
            ("timer", json!(1.5)),
        ] {
            assert_eq!(amounts(&changed(name, value), Some(2)), None, "{name}");
        }
    }

    #[test]
    fn a_timer_is_seen_even_without_an_exponent() {
        assert!(has_timer(&changed("timer", json!(900))));
        assert!(!has_timer(&block()));
        assert!(!has_timer(&json!({ "lineTotal": 5 })));
    }
}
