//! Numbers: JSON numbers, numeric text, text with a comma. Read from their text; no float is ever made. C:F "numbers", C:H.3.
use adisyon_bill::{Money, Quantity, Rate};
use serde_json::Value;

/// The text of a number in either form; none for anything else.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The first of these fields that is a readable amount in main units.
pub fn money(object: &Value, names: &[&str]) -> Option<Money> {
    names.iter().find_map(|name| {
        let text = text(object.get(name)?)?;
        Money::parse_decimal(&text).ok()
    })
}

/// A quantity. Missing or unreadable counts as one, as the platform itself counts; an explicit zero stays. C:F "quantity".
/// A quantity finer than thousandths stays unwritable (zero): rounding it would change the bill.
pub fn quantity(value: Option<&Value>) -> Quantity {
    let Some(text) = value.and_then(text) else {
        return Quantity::ONE;
    };
    match Quantity::parse_decimal(&text) {
        Ok(quantity) => quantity,
        Err(_) if Money::parse_decimal(&text).is_ok() => Quantity::ZERO,
        Err(_) => Quantity::ONE,
    }
}

/// A percentage.
pub fn rate(value: Option<&Value>) -> Option<Rate> {
    Rate::parse_decimal(&text(value?)?).ok()
}

/// A whole number in either form; a fraction of zero is forgiven.
pub fn whole(value: Option<&Value>) -> Option<i64> {
    let text = text(value?)?;
    let (digits, fraction) = text.split_once(['.', ',']).unwrap_or((&text, ""));
    if fraction.bytes().any(|b| b != b'0') {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json};

    #[test]
    fn money_is_read_from_every_form() {
        for (json, minor) in [
            ("27.8", Some(2780)),
            ("\"1,5\"", Some(150)),
            ("\" 12.50 \"", Some(1250)),
            ("99.99", Some(9999)),
            ("-3", Some(-300)),
            ("1e2", Some(10000)),
            ("214.499999999", Some(21450)),
            ("true", None),
            ("null", None),
            ("\"\"", None),
            ("\"12 TL\"", None),
            ("[1]", None),
            ("9007199254740993", None),
        ] {
            let object = json!({ "a": from_str::<Value>(json).unwrap_or_default() });
            assert_eq!(money(&object, &["a"]).map(Money::minor), minor, "{json}");
        }
    }

    #[test]
    fn the_first_readable_name_wins() {
        let object = json!({ "lineTotalDecimal": "x", "lineTotal": 2 });
        assert_eq!(
            money(&object, &["lineTotalDecimal", "lineTotal"]).map(Money::minor),
            Some(200)
        );
    }

    #[test]
    fn a_quantity_is_never_rounded_and_never_lost() {
        for (value, thousandths) in [
            (Some(json!(2)), 2000),
            (Some(json!("1,5")), 1500),
            (Some(json!("0.750")), 750),
            (Some(json!(0)), 0),
            (Some(json!("many")), 1000),
            (Some(Value::Null), 1000),
            (None, 1000),
            (Some(json!("0.33333")), 0),
        ] {
            assert_eq!(
                quantity(value.as_ref()).thousandths(),
                thousandths,
                "{value:?}"
            );
        }
    }

    #[test]
    fn whole_numbers_are_read_from_either_form() {
        for (value, expected) in [
            (json!(3), Some(3)),
            (json!("3"), Some(3)),
            (json!("3.0"), Some(3)),
            (json!(1.5), None),
            (json!("x"), None),
        ] {
            assert_eq!(whole(Some(&value)), expected, "{value}");
        }
    }
}
