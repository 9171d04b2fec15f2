//! The bounds for what comes from outside. They are wider than the platform's (C:E.3), so that a value just over the platform's
//! still reaches the checks and comes back as a problem at its place; beyond these nobody typed it.
use crate::bill::ChosenJson;
use crate::problem::PlaceJson;
use crate::unreadable::Unreadable;
use adisyon_bill::line::Chosen;
use adisyon_bill::{Money, Place, Quantity, Reason};

/// The longest id or key, in characters.
pub const MAX_ID: usize = 200;
/// The longest title of an option or a discount, in characters.
pub const MAX_TITLE: usize = 500;
/// The longest note, in characters. A write takes 500.
pub const MAX_NOTE: usize = 2000;
/// The most options of a line. A write takes 50.
pub const MAX_OPTIONS: usize = 64;
/// The largest quantity; the smallest is zero. A write takes 9999.
pub const MAX_QUANTITY: Quantity = Quantity::pieces(1_000_000);

/// An opaque id or key: some text, not too long.
pub(super) fn id(text: String, field: &'static str) -> Result<String, Unreadable> {
    if text.is_empty() {
        return Err(Unreadable(field));
    }
    at_most(text, MAX_ID, field)
}

/// A title; empty is the checks' business.
pub(super) fn title(text: String) -> Result<String, Unreadable> {
    at_most(text, MAX_TITLE, "title")
}

/// A note; empty is none.
pub(super) fn note(text: String) -> Result<String, Unreadable> {
    at_most(text, MAX_NOTE, "note")
}

/// Why a discount is given: one of a few names.
pub(super) fn reason(code: String) -> Result<Reason, Unreadable> {
    Reason::named(&code).ok_or(Unreadable("reason"))
}

/// An amount no further from zero than [`Money::MAX`]; its sign is the checks' business.
pub(super) fn money(minor: i64, field: &'static str) -> Result<Money, Unreadable> {
    if minor.unsigned_abs() > Money::MAX.minor().unsigned_abs() {
        return Err(Unreadable(field));
    }
    Ok(Money::from_minor(minor))
}

/// A quantity from zero to [`MAX_QUANTITY`].
pub(super) fn quantity(thousandths: i64) -> Result<Quantity, Unreadable> {
    if !(0..=MAX_QUANTITY.thousandths()).contains(&thousandths) {
        return Err(Unreadable("quantity"));
    }
    Ok(Quantity::from_thousandths(thousandths))
}

/// Choices of a product.
pub(super) fn options(chosen: Vec<ChosenJson>) -> Result<Vec<Chosen>, Unreadable> {
    if chosen.len() > MAX_OPTIONS {
        return Err(Unreadable("options"));
    }
    chosen
        .into_iter()
        .map(|json| {
            Ok(Chosen {
                group: at_most(json.group, MAX_ID, "group")?,
                id: json
                    .id
                    .map(|id| at_most(id, MAX_ID, "option"))
                    .transpose()?,
                title: title(json.title)?,
            })
        })
        .collect()
}

/// A place whose key is bounded like every other.
pub(super) fn place(json: PlaceJson) -> Result<Place, Unreadable> {
    Ok(Place::from(match json {
        PlaceJson::Line(key) => PlaceJson::Line(id(key, "line")?),
        PlaceJson::Payment(key) => PlaceJson::Payment(id(key, "payment")?),
        whole => whole,
    }))
}

fn at_most(text: String, most: usize, field: &'static str) -> Result<String, Unreadable> {
    if text.chars().count() > most {
        return Err(Unreadable(field));
    }
    Ok(text)
}
