//! History as a file for a spreadsheet: one row per change. RFC 4180, UTF-8 with a mark so that every program reads Turkish right.
use adisyon_wire::history::{Entry, LineChange, LineState, PaymentChange};
use std::fmt::Write;

const HEAD: [&str; 20] = [
    "time",
    "kind",
    "bill",
    "sale",
    "user",
    "role",
    "outcome",
    "reread",
    "total_before",
    "total_after",
    "paid_before",
    "paid_after",
    "what",
    "title",
    "quantity_before",
    "quantity_after",
    "amount_before",
    "amount_after",
    "options_before",
    "options_after",
];

/// The file.
pub fn file(entries: &[Entry]) -> String {
    let mut file = String::from("\u{feff}");
    row(&mut file, HEAD.map(str::to_owned));
    for entry in entries {
        let about = about(entry);
        let lines = entry.lines.iter().map(line);
        let payments = entry.payments.iter().map(payment);
        let mut changes: Vec<_> = lines.chain(payments).collect();
        if changes.is_empty() {
            changes.push(Default::default());
        }
        for change in changes {
            row(&mut file, about.iter().cloned().chain(change));
        }
    }
    file
}

fn about(entry: &Entry) -> [String; 12] {
    [
        time(entry.at),
        entry.kind.clone(),
        entry.bill.clone(),
        entry.sale.clone().unwrap_or_default(),
        entry.user.clone(),
        word(&entry.role),
        match entry.unknown {
            true => "unknown".to_owned(),
            false => word(&entry.outcome),
        },
        if entry.reread { "yes" } else { "" }.to_owned(),
        money(entry.total.before),
        money(entry.total.after),
        money(entry.paid.before),
        money(entry.paid.after),
    ]
}

fn line(change: &LineChange) -> [String; 8] {
    let of = |state: &Option<LineState>, show: fn(&LineState) -> String| {
        state.as_ref().map(show).unwrap_or_default()
    };
    let what = if change.note { "line, note" } else { "line" };
    let quantity: fn(&LineState) -> String = |state| decimal(state.quantity, 3);
    let amount: fn(&LineState) -> String = |state| money(state.amount);
    let options: fn(&LineState) -> String = |state| state.options.join("; ");
    [
        what.to_owned(),
        change.title.clone(),
        of(&change.before, quantity),
        of(&change.after, quantity),
        of(&change.before, amount),
        of(&change.after, amount),
        of(&change.before, options),
        of(&change.after, options),
    ]
}

fn payment(change: &PaymentChange) -> [String; 8] {
    let what = match change.method {
        Some(_) => "payment",
        None => "discount",
    };
    let amount = |amount: Option<i64>| amount.map(money).unwrap_or_default();
    let mut row: [String; 8] = Default::default();
    row[0] = what.to_owned();
    row[1] = change.method.clone().unwrap_or_default();
    row[4] = amount(change.before);
    row[5] = amount(change.after);
    row
}

/// The word that the wire uses.
fn word(of: &impl serde::Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn row(file: &mut String, cells: impl IntoIterator<Item = String>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        file.push_str(&guarded(&cell));
    }
    file.push_str("\r\n");
}

/// Quoted where needed; and what a spreadsheet would take for a formula is made text. A plain negative number is none.
fn guarded(cell: &str) -> String {
    let number = cell.strip_prefix('-').is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
    let text = format!(
        "{}{}",
        if formula { "'" } else { "" },
        cell.replace('"', "\"\"")
    );
    match text.contains([',', '"', '\n', '\r', ';']) {
        true => format!("\"{text}\""),
        false => text,
    }
}

fn money(minor: i64) -> String {
    decimal(minor, 2)
}

fn decimal(units: i64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let (whole, rest) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
    let sign = if units < 0 { "-" } else { "" };
    let width = usize::try_from(places).unwrap_or(0);
    format!("{sign}{whole}.{rest:0width$}")
}

/// Milliseconds since 1970 as `2026-11-22T06:30:00Z`.
fn time(at_ms: i64) -> String {
    let seconds = at_ms.div_euclid(1000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        second / 3600,
        second / 60 % 60,
        second % 60
    );
    text
}

/// The date of a day counted from 1970, by eras of 400 years that start in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests;
