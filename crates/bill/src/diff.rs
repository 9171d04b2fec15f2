//! What a draft changes, as data for one sentence each. The words are the page's.
use crate::bill::Bill;
use crate::draft::Working;
use crate::edit::PaymentKind;
use crate::{LineKey, Money, PaymentKey, Quantity};

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A line's quantity: title, from, to, difference in money.
    Quantity {
        key: LineKey,
        title: String,
        from: Quantity,
        to: Quantity,
        by: Money,
    },
    /// A new line.
    Added {
        key: LineKey,
        title: String,
        quantity: Quantity,
        amount: Money,
    },
    /// A line taken off.
    Removed {
        key: LineKey,
        title: String,
        quantity: Quantity,
        amount: Money,
    },
    /// A line takes another's place.
    Replaced {
        key: LineKey,
        title: String,
        by: String,
        delta: Money,
    },
    /// A line's choices.
    Options {
        key: LineKey,
        title: String,
        by: Money,
    },
    /// A line's note; true if it was cleared.
    Note {
        key: LineKey,
        title: String,
        cleared: bool,
    },
    /// A line's discount: from, to. `scaled` if it follows a changed quantity by itself.
    Discount {
        key: LineKey,
        title: String,
        from: Money,
        to: Money,
        scaled: bool,
    },
    /// A new payment or discount.
    Paid {
        key: PaymentKey,
        title: String,
        kind: PaymentKind,
        amount: Money,
    },
    /// A payment taken off.
    Unpaid {
        key: PaymentKey,
        title: String,
        amount: Money,
    },
    /// A payment's amount or method.
    PaymentChanged {
        key: PaymentKey,
        title: String,
        from: Money,
        to: Money,
    },
}

/// The changes of a draft in the order of the bill. Empty exactly when nothing would be written.
pub fn changes(bill: &Bill, working: &Working) -> Vec<Change> {
    let _ = (bill, working);
    todo!()
}
