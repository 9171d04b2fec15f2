//! One thing a person did to a bill. A draft is a list of these; a save sends them.
use crate::ids::{LineKey, MethodId, PaymentKey, ProductId};
use crate::line::Chosen;
use crate::plan::Step;
use crate::problem::{Loss, Place};
use crate::{Money, Quantity, Reason};

/// A line that is not on the bill yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewLine {
    /// Its key, which is also the id we declare (made by [`crate::ids::fresh`], so that a repeated write is harmless).
    pub key: LineKey,
    /// What.
    pub product: ProductId,
    /// How much.
    pub quantity: Quantity,
    /// Which choices.
    pub options: Vec<Chosen>,
    /// For the kitchen; empty is none.
    pub note: String,
    /// Absolute discount of the line.
    pub discount: Money,
    /// Why.
    pub reason: Option<Reason>,
}

/// A payment row that is not on the bill yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPayment {
    /// Its key, which is also the id we declare.
    pub key: PaymentKey,
    /// Money or discount.
    pub kind: PaymentKind,
    /// How much.
    pub amount: Money,
}

/// What a payment row is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaymentKind {
    /// Taken by this method.
    Method(MethodId),
    /// A discount with its title.
    Discount(String),
}

/// One thing a person did. Edits that name an unknown line or payment change nothing when applied, and are refused by the backend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// How much of a line. Zero is [`Edit::Remove`].
    Quantity(LineKey, Quantity),
    /// Take a line off.
    Remove(LineKey),
    /// Take the removal back.
    Restore(LineKey),
    /// The line's note; empty clears it.
    Note(LineKey, String),
    /// The line's absolute discount.
    Discount(LineKey, Money),
    /// Why the line's discount is given. It goes with a discount that this draft gives: by itself it changes nothing.
    Reason(LineKey, Reason),
    /// The line's choices.
    Options(LineKey, Vec<Chosen>),
    /// A person says which product a read line is (also the confirmation of a probable one).
    Identify(LineKey, ProductId),
    /// Another line takes this one's place (deleted product, changed product). C:G.4 rule 5.
    Replace(LineKey, NewLine),
    /// A new line.
    Add(NewLine),
    /// A loss accepted by name.
    Accept(Place, Loss),
    /// A new payment or discount row.
    Pay(NewPayment),
    /// A row's amount.
    Amount(PaymentKey, Money),
    /// What a row is: its method, or a discount's title.
    Kind(PaymentKey, PaymentKind),
    /// Take a row off.
    Unpay(PaymentKey),
    /// Take that back.
    Repay(PaymentKey),
}

impl Edit {
    /// The write that carries the edit.
    pub fn step(&self) -> Step {
        match self {
            Edit::Pay(_)
            | Edit::Amount(..)
            | Edit::Kind(..)
            | Edit::Unpay(_)
            | Edit::Repay(_)
            | Edit::Accept(Place::Payment(_) | Place::Payments, _) => Step::Payments,
            _ => Step::Cart,
        }
    }

    /// The line that the edit changes, if it changes what stands on one line and nothing else.
    pub(crate) fn on_line(&self) -> Option<&LineKey> {
        match (self, self.at()) {
            // They make a line.
            (Edit::Replace(..) | Edit::Add(_), _) => None,
            (_, At::Line(key)) => Some(key),
            (_, At::Payment(_) | At::Place(_)) => None,
        }
    }

    /// Where the edit happens: at the line or row that it names, or that it makes. A replacement happens at the line it replaces.
    pub fn place(&self) -> Place {
        match self.at() {
            At::Line(key) => Place::Line(key.clone()),
            At::Payment(key) => Place::Payment(key.clone()),
            At::Place(place) => place.clone(),
        }
    }

    fn at(&self) -> At<'_> {
        match self {
            Edit::Quantity(key, _)
            | Edit::Remove(key)
            | Edit::Restore(key)
            | Edit::Note(key, _)
            | Edit::Discount(key, _)
            | Edit::Reason(key, _)
            | Edit::Options(key, _)
            | Edit::Identify(key, _)
            | Edit::Replace(key, _)
            | Edit::Add(NewLine { key, .. }) => At::Line(key),
            Edit::Accept(place, _) => At::Place(place),
            Edit::Pay(NewPayment { key, .. })
            | Edit::Amount(key, _)
            | Edit::Kind(key, _)
            | Edit::Unpay(key)
            | Edit::Repay(key) => At::Payment(key),
        }
    }
}

/// What an edit names.
enum At<'a> {
    Line(&'a LineKey),
    Payment(&'a PaymentKey),
    Place(&'a Place),
}
