//! Decimals of the wire and integers here, without a float between them.
use serde_json::Value;
use serde_json::value::Number;

/// Minor units as a decimal.
pub fn decimal(minor: i64, places: usize) -> Value {
    let scale = 10_u64.pow(places as u32);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
    let text = format!("{sign}{whole}.{part:0places$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}

/// A decimal as units of ten to the minus `places`; exact, or an error.
pub fn minor(value: &Value, places: usize) -> Result<i64, String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::Null => return Ok(0),
        other => return Err(format!("{other} is no number")),
    };
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<places$}");
    if part.len() > places && part[places..].bytes().any(|b| b != b'0') {
        return Err(format!("{text} has too many places"));
    }
    let digits = format!("{whole}{}", &part[..places]);
    digits
        .parse::<i64>()
        .map(|value| sign * value)
        .map_err(|why| format!("{text}: {why}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_decimal_is_read_as_it_was_written() {
        for units in [0, 1, 10, 99, 100, 12_345, -5, -250, 999_999_999] {
            assert_eq!(minor(&decimal(units, 2), 2).unwrap(), units);
            assert_eq!(minor(&decimal(units, 3), 3).unwrap(), units);
        }
        assert_eq!(decimal(27_80, 2).to_string(), "27.8");
        assert_eq!(minor(&json!(214.5), 2).unwrap(), 21_450);
        assert!(minor(&json!(0.123), 2).is_err());
        assert!(minor(&json!("1"), 2).is_err());
    }
}
