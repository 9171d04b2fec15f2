//! Times: epoch milliseconds as a number or as text, or a date in ISO form. C:F "scheduledDate".
use super::number;
use serde_json::Value;

/// Milliseconds since 1970; none for null, absent or unreadable.
pub fn millis(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    number::whole(Some(value)).or_else(|| iso(value.as_str()?.trim()))
}

/// `2026-10-07`, `2026-10-07T18:30`, `2026-10-07 18:30:00.250+03:00`; without a zone it is UTC.
fn iso(text: &str) -> Option<i64> {
    let (year, month, day) = (
        digits(text, 0, 4)?,
        digits(text, 5, 2)?,
        digits(text, 8, 2)?,
    );
    let bytes = text.as_bytes();
    if bytes[4] != b'-'
        || bytes[7] != b'-'
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
    {
        return None;
    }
    let days = days_since_1970(year, month, day);
    if text.len() == 10 {
        return Some(days * 86_400_000);
    }
    if !matches!(bytes[10], b'T' | b't' | b' ') || bytes.get(13) != Some(&b':') {
        return None;
    }
    let (hour, minute) = (digits(text, 11, 2)?, digits(text, 14, 2)?);
    let (second, rest) = match bytes.get(16) {
        Some(b':') => (digits(text, 17, 2)?, text.get(19..)?),
        _ => (0, text.get(16..)?),
    };
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            (millis_of(&rest[..end])?, &rest[end..])
        }
        None => (0, rest),
    };
    let seconds = hour * 3600 + minute * 60 + second - zone_seconds(zone)?;
    Some(days * 86_400_000 + seconds * 1000 + fraction)
}

fn digits(text: &str, from: usize, count: usize) -> Option<i64> {
    let part = text.get(from..from + count)?;
    part.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| part.parse().ok())?
}

fn millis_of(fraction: &str) -> Option<i64> {
    format!("{fraction:0<3}").get(..3)?.parse().ok()
}

fn zone_seconds(zone: &str) -> Option<i64> {
    let sign = match zone.as_bytes().first() {
        None => return Some(0),
        Some(b'Z' | b'z') if zone.len() == 1 => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return None,
    };
    let minutes_at = if zone.len() == 6 { 4 } else { 3 };
    Some(sign * (digits(zone, 1, 2)? * 3600 + digits(zone, minutes_at, 2)? * 60))
}

/// Days from 1970-01-01 in the Gregorian calendar, years counted from March so that the leap day is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_form_of_a_time_is_read() {
        for (value, expected) in [
            (json!(1791400999000_i64), Some(1791400999000)),
            (json!("1791400999000"), Some(1791400999000)),
            (json!("1970-01-02"), Some(86_400_000)),
            (json!("2000-02-29T00:00:00Z"), Some(951_782_400_000)),
            (
                json!("2026-10-07T18:30:00.250+03:00"),
                Some(1_791_387_000_250),
            ),
            (json!("2026-10-07 15:30"), Some(1_791_387_000_000)),
            (json!("soon"), None),
            (json!("2026-13-07"), None),
            (json!(null), None),
        ] {
            assert_eq!(millis(Some(&value)), expected, "{value}");
        }
    }
}
