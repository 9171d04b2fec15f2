//! A quantity as somebody types it.
use crate::i18n::{I18n, Key};
use crate::ui::Toasts;
use adisyon_bill::Quantity;
use adisyon_bill::entry::{Typed, quantity};

/// What was typed, if it is a quantity that can be sold, or nothing of it where that is `may_be_zero`; why it is none is said. An empty
/// field says nothing.
pub fn typed_quantity(
    text: &str,
    may_be_zero: bool,
    i18n: I18n,
    toasts: Toasts,
) -> Option<Quantity> {
    let why = match quantity(text) {
        Typed::Is(typed) if typed.is_writable() || may_be_zero && typed == Quantity::ZERO => {
            return Some(typed);
        }
        Typed::Is(_) => Key::BillTQuantityRange,
        Typed::Empty => return None,
        Typed::Either(..) | Typed::Not => Key::BillTypedNotQuantity,
    };
    toasts.say("info", i18n.t(why));
    None
}
