//! Payments as read, known or unknown. C:G.8.
use crate::Money;
use crate::ids::{DeclaredId, MethodId, PaymentKey};
use crate::line::OwnItem;

/// One payment row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Its name inside this bill.
    pub key: PaymentKey,
    /// The id to echo on a write, if it has a legal one.
    pub identity: Option<DeclaredId>,
    /// The method; none if the row is not bound to one. For discount rows any stable text.
    pub method: Option<MethodId>,
    /// The method's title, or the discount's.
    pub title: String,
    /// Amount.
    pub amount: Money,
    /// Taken in cash, as far as known.
    pub cash: Option<bool>,
    /// A discount row: counts as paid, needs no method.
    pub is_discount: bool,
    /// Our own metadata items.
    pub own: Vec<OwnItem>,
}

/// What we know of a bill's payments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Payments {
    /// Every row is known and their sum is what is paid: may be rewritten.
    Known(Vec<Payment>),
    /// Rows were shown, but they do not add up to what is paid: may not be rewritten.
    Mismatch(Vec<Payment>),
    /// Something is paid, no rows were shown (older servers): may not be rewritten.
    Unknown,
}

impl Payments {
    /// The rows that were shown.
    pub fn rows(&self) -> &[Payment] {
        match self {
            Payments::Known(rows) | Payments::Mismatch(rows) => rows,
            Payments::Unknown => &[],
        }
    }
}

/// A payment row that was voided: shown, never sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VoidedPayment {
    /// Method or discount title.
    pub title: String,
    /// Amount.
    pub amount: Money,
}
