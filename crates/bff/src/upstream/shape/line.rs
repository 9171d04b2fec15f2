//! One row of an account. C:F (lines), C:G.1, C:G.4.
use super::amounts::{Amounts, amounts, has_timer};
use super::{metadata, number, options, text, time};
use adisyon_bill::ids::{DeclaredId, LineKey, ProductId, is_cover};
use adisyon_bill::line::{Identity, Line, LineKind, Note, ReadOption, Voided};
use adisyon_bill::resolve::Resolution;
use adisyon_bill::{Money, Quantity};
use serde_json::Value;
use std::collections::HashSet;

/// Shown where a line has no title at all.
const UNTITLED: &str = "?";

/// With what a line is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Our plugin's id: whose metadata is ours.
    pub plugin_id: &'a str,
    /// The account's `amountExponent`.
    pub exponent: Option<i64>,
    /// The server knows `lineId`. C:G.4 rule 11.
    pub identities: bool,
    /// A plain `id` may be echoed as `lineId`: hoped or measured. C:G.4 rule 7.
    pub plain_echo: bool,
    /// Notes are shown to us, so that a missing one is empty. C:G.6 row 2.
    pub notes_shown: bool,
}

/// Reads the line at this position; `taken` holds the names already given.
pub fn line(entry: &Value, at: usize, reading: &Reading<'_>, taken: &mut HashSet<String>) -> Line {
    let breakdown = amounts(entry, reading.exponent);
    let options = options::options(entry);
    let quantity = number::quantity(entry.get("quantity"));
    let discount = part(
        entry,
        &["discountDecimal", "discount"],
        breakdown.map(|a| a.discount),
    );
    let extra = part(
        entry,
        &["extraDecimal", "extra"],
        breakdown.map(|a| a.extra),
    );
    let amount = part(
        entry,
        &["lineTotalDecimal", "lineTotal"],
        breakdown.map(|a| a.gross),
    );
    let (key, unique) = key(entry, at, taken);
    Line {
        key,
        kind: kind(entry),
        identity: identity(entry, unique, reading),
        title: title(entry),
        quantity,
        unit: unit(
            breakdown,
            quantity,
            amount + discount - extra,
            options.as_deref(),
        ),
        options,
        note: note(entry, reading.notes_shown),
        discount,
        extra,
        amount,
        vat: number::rate(entry.get("vatRate")),
        vat_mixed: vat_mixed(entry),
        own: metadata::own(entry, reading.plugin_id),
        product_hint: product_hint(entry),
        resolution: Resolution::none(),
    }
}

/// The decimal under the first readable name, else the breakdown's part, else nothing.
fn part(entry: &Value, names: &[&str], broken_down: Option<Money>) -> Money {
    number::money(entry, names)
        .or(broken_down)
        .unwrap_or_default()
}

/// The declared id, else the platform's line id, else a position mark; the second of two equal names gets the mark.
fn key(entry: &Value, at: usize, taken: &mut HashSet<String>) -> (LineKey, bool) {
    let named = text::filled(entry, "lineId").or_else(|| text::id(entry.get("id")));
    match named.filter(|name| taken.insert(name.clone())) {
        Some(name) => (LineKey::new(name), true),
        None => (LineKey::new(format!("~{at}")), false),
    }
}

/// True if a line that may be written lacks its note: the cover charge is never written and often has none.
pub fn lacks_note(entry: &Value) -> bool {
    kind(entry) != LineKind::Cover && !matches!(entry.get("note"), Some(Value::String(_)))
}

fn kind(entry: &Value) -> LineKind {
    let cover = ["id", "lineId"].iter().any(|name| {
        entry
            .get(name)
            .and_then(Value::as_str)
            .is_some_and(is_cover)
    });
    if cover {
        LineKind::Cover
    } else if has_timer(entry) {
        LineKind::Timer
    } else {
        LineKind::Ordinary
    }
}

/// C:G.4 rules 3, 7, 8, 11.
fn identity(entry: &Value, unique: bool, reading: &Reading<'_>) -> Identity {
    if !reading.identities {
        return Identity::Unsupported;
    }
    if !unique {
        return Identity::Lost;
    }
    if let Some(declared) = text::filled(entry, "lineId") {
        return DeclaredId::echo(&declared).map_or(Identity::Lost, Identity::Declared);
    }
    match text::id(entry.get("id")).map(|id| DeclaredId::echo(&id)) {
        Some(Ok(id)) if reading.plain_echo => Identity::Plain(id),
        _ => Identity::Lost,
    }
}

fn title(entry: &Value) -> String {
    text::filled(entry, "title")
        .or_else(|| text::filled(entry.get("product")?, "title"))
        .unwrap_or_else(|| UNTITLED.to_owned())
}

/// A missing key is "hidden from you" unless notes are known to be shown; null is a missing key. C:G.6 row 2.
fn note(entry: &Value, notes_shown: bool) -> Note {
    match text::text(entry, "note") {
        Some(note) => Note::Text(note),
        None if notes_shown => Note::Text(String::new()),
        None => Note::Hidden,
    }
}

/// Undocumented, accepted where it comes. C:G.2 rung 1.
fn product_hint(entry: &Value) -> Option<ProductId> {
    let product = entry.get("product");
    text::id(entry.get("productId"))
        .or_else(|| text::id(product))
        .or_else(|| text::id(product?.get("id")))
        .map(ProductId::new)
}

/// Unit price without options. C:G.2 "unit price of a line".
fn unit(
    breakdown: Option<Amounts>,
    quantity: Quantity,
    undiscounted: Money,
    options: Option<&[ReadOption]>,
) -> Option<Money> {
    if let Some(amounts) = breakdown {
        return per_piece(amounts.base, quantity);
    }
    let prices: Option<Money> = options?.iter().map(|option| option.price).sum();
    per_piece(undiscounted, quantity)
        .map(|unit| unit - prices.unwrap_or_default())
        .filter(|_| prices.is_some())
}

fn per_piece(sum: Money, quantity: Quantity) -> Option<Money> {
    let parts = i128::from(quantity.thousandths());
    if parts <= 0 {
        return None;
    }
    let scaled = i128::from(sum.minor()) * 1000;
    let rounded = (scaled.abs() + parts / 2) / parts * scaled.signum();
    i64::try_from(rounded).ok().map(Money::from_minor)
}

/// A mix of rates, or an option taxed otherwise than its line. C:G.5 `taxRate`, C:F "option vatRate".
fn vat_mixed(entry: &Value) -> bool {
    let buckets = entry
        .get("amounts")
        .and_then(|block| block.get("perVat")?.as_array())
        .map_or(0, Vec::len);
    let own = number::rate(entry.get("vatRate"));
    let differs = |option: &Value| {
        let rate = number::rate(option.get("vatRate"));
        rate.is_some() && rate != own
    };
    let options = entry.get("options").and_then(Value::as_array);
    buckets > 1 || options.is_some_and(|options| options.iter().any(differs))
}

/// A voided row: shown, never sent. C:F "cancels".
pub fn voided(entry: &Value, exponent: Option<i64>) -> Voided {
    let breakdown = amounts(entry, exponent);
    Voided {
        id: text::filled(entry, "lineId").or_else(|| text::id(entry.get("id"))),
        title: title(entry),
        quantity: number::quantity(entry.get("quantity")),
        amount: part(
            entry,
            &["lineTotalDecimal", "lineTotal"],
            breakdown.map(|a| a.gross),
        ),
        reason: text::filled(entry, "reason"),
        at: time::millis(entry.get("cancelledAt")),
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
