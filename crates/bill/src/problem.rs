//! Something to show the user, with the place it belongs to. One list for what our checks find and what the platform refuses.
use crate::{LineKey, Money, PaymentKey, Quantity};

/// Where a problem shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// At this line.
    Line(LineKey),
    /// At this payment row.
    Payment(PaymentKey),
    /// At the payments as a whole.
    Payments,
    /// At the totals.
    Totals,
    /// At the bill as a whole.
    Bill,
}

/// How much a problem weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// Nothing is written until it is gone.
    Blocks,
    /// One answer of a person is needed; the answer is an [`crate::Edit`].
    Asks,
}

/// A loss that a person may accept by name, so that saving goes on without the thing. C:G.6.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Loss {
    /// The surcharge set in the panel goes (row 4).
    Surcharge,
    /// A note that we may not see goes (row 2).
    HiddenNote,
    /// The line is voided and born again: its creation time and other plugins' data go (row 3).
    Identity,
    /// The price becomes today's (row 5).
    Reprice,
    /// The duplicate of an option goes (row 8).
    DuplicateOption,
}

/// What is the matter. The words live in the locale files, keyed by [`Trouble::code`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// No product could be found for the line. C:G.2 rung 7.
    Unresolved,
    /// One product is likely: a person should confirm it once.
    Probable,
    /// The line's product is no longer in the catalogue.
    ProductGone,
    /// This option of the line is not in the product's catalogue entry.
    OptionGone(String),
    /// This option's title stands for several choices at different prices.
    OptionAmbiguous(String),
    /// The same option stands twice on the line; a write cannot say that.
    OptionTwice(String),
    /// The read did not say which options the line has.
    OptionsUnknown,
    /// Group title, how many more are needed.
    OptionMissing(String, u32),
    /// Group title, the most that may be chosen.
    OptionTooMany(String, u32),
    /// Group title: its rule cannot be met by any choice (a menu fault).
    GroupImpossible(String),
    /// More than 50 options on one line.
    TooManyOptions,
    /// The note is hidden from us and a write would erase it.
    HiddenNote,
    /// Longer than 500 characters: how long it is.
    NoteTooLong(u32),
    /// A surcharge that no write can carry.
    Surcharge(Money),
    /// Outside 0.001 to 9999.
    QuantityRange(Quantity),
    /// Below zero.
    DiscountNegative,
    /// Above the line's sum: the sum.
    DiscountOverLine(Money),
    /// More than this person may give: the most in percent.
    DiscountOverLimit(u32),
    /// The line cannot keep its identity.
    IdentityLost,
    /// The declared id belongs to a cancelled line (409).
    VoidedIdentity,
    /// The line's sum changes though nobody changed the line: old, new.
    Reprice(Money, Money),
    /// The whole bill's sum changes by more than its lines explain: old, new.
    RepriceTotal(Money, Money),
    /// The platform refused this tax rate.
    TaxRefused,
    /// The payment method is not (or no longer) defined.
    MethodUnknown,
    /// The restaurant has no payment method at all.
    NoMethods,
    /// The row is bound to no method and cannot be sent again.
    Unbound,
    /// Must be above zero.
    AmountNotPositive,
    /// A discount row needs a title.
    TitleMissing,
    /// More than 20 rows.
    TooManyPayments,
    /// Something is paid, but the rows are not shown: they would be wiped.
    PaymentsUnknown(Money),
    /// The rows do not add up to what is paid.
    PaymentsMismatch,
    /// Paid is above the total: by how much.
    PaidOverTotal(Money),
    /// The bill has a product priced by time.
    Timer,
    /// Lines of a marketplace order are kept there.
    Marketplace,
    /// A packet must keep at least one line; an empty table cart is never sent either (row 21).
    Empty,
    /// More than 200 lines.
    TooManyLines,
    /// The platform refused; its own words, for the details area only.
    Refused(String),
}

/// Something to show, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub trouble: Trouble,
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: Place, trouble: Trouble) -> Problem {
        Problem { place, trouble }
    }

    /// A problem at a line.
    pub fn at_line(key: &LineKey, trouble: Trouble) -> Problem {
        Problem::new(Place::Line(key.clone()), trouble)
    }

    /// A problem at a payment row.
    pub fn at_payment(key: &PaymentKey, trouble: Trouble) -> Problem {
        Problem::new(Place::Payment(key.clone()), trouble)
    }
}

impl Trouble {
    /// The loss a person may accept instead of mending the cause, if there is one.
    pub fn acceptable(&self) -> Option<Loss> {
        match self {
            Trouble::Surcharge(_) => Some(Loss::Surcharge),
            Trouble::HiddenNote => Some(Loss::HiddenNote),
            // After the 409: the line goes without its id, and is voided and born again (C:G.4 rule 9).
            Trouble::IdentityLost | Trouble::VoidedIdentity => Some(Loss::Identity),
            Trouble::Reprice(..) | Trouble::RepriceTotal(..) => Some(Loss::Reprice),
            Trouble::OptionTwice(_) => Some(Loss::DuplicateOption),
            _ => None,
        }
    }

    /// Whether an answer is enough, or something must change first.
    pub fn weight(&self) -> Weight {
        match self {
            Trouble::Probable
            | Trouble::IdentityLost
            | Trouble::Reprice(..)
            | Trouble::RepriceTotal(..) => Weight::Asks,
            _ => Weight::Blocks,
        }
    }

    /// The stable name of the trouble: the key of its words and its name on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::Unresolved => "unresolved",
            Trouble::Probable => "probable",
            Trouble::ProductGone => "product_gone",
            Trouble::OptionGone(_) => "option_gone",
            Trouble::OptionAmbiguous(_) => "option_ambiguous",
            Trouble::OptionTwice(_) => "option_twice",
            Trouble::OptionsUnknown => "options_unknown",
            Trouble::OptionMissing(..) => "option_missing",
            Trouble::OptionTooMany(..) => "option_too_many",
            Trouble::GroupImpossible(_) => "group_impossible",
            Trouble::TooManyOptions => "too_many_options",
            Trouble::HiddenNote => "hidden_note",
            Trouble::NoteTooLong(_) => "note_too_long",
            Trouble::Surcharge(_) => "surcharge",
            Trouble::QuantityRange(_) => "quantity_range",
            Trouble::DiscountNegative => "discount_negative",
            Trouble::DiscountOverLine(_) => "discount_over_line",
            Trouble::DiscountOverLimit(_) => "discount_over_limit",
            Trouble::IdentityLost => "identity_lost",
            Trouble::VoidedIdentity => "voided_identity",
            Trouble::Reprice(..) => "reprice",
            Trouble::RepriceTotal(..) => "reprice_total",
            Trouble::TaxRefused => "tax_refused",
            Trouble::MethodUnknown => "method_unknown",
            Trouble::NoMethods => "no_methods",
            Trouble::Unbound => "unbound",
            Trouble::AmountNotPositive => "amount_not_positive",
            Trouble::TitleMissing => "title_missing",
            Trouble::TooManyPayments => "too_many_payments",
            Trouble::PaymentsUnknown(_) => "payments_unknown",
            Trouble::PaymentsMismatch => "payments_mismatch",
            Trouble::PaidOverTotal(_) => "paid_over_total",
            Trouble::Timer => "timer",
            Trouble::Marketplace => "marketplace",
            Trouble::Empty => "empty",
            Trouble::TooManyLines => "too_many_lines",
            Trouble::Refused(_) => "refused",
        }
    }
}

#[cfg(test)]
mod tests;
