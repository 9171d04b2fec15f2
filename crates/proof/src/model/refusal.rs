//! Why the platform says no (C:E.0, C:E.3).

/// A refusal; nothing was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The body breaks the schema or a rule of fields: which.
    Schema(String),
    /// `Product not found: <id>`.
    ProductNotFound(String),
    /// `Invalid option: …`: product, what was declared.
    InvalidOption(String, String),
    /// Format, weak or reserved: the id.
    InvalidLineId(String),
    /// The id stands twice in the request.
    DuplicateLineId(String),
    /// 409: the id of a voided row.
    Voided(String),
    /// A budget of metadata.
    Metadata(String),
    /// A product sold by time is on the account.
    Timer,
    /// Paid would exceed the total.
    PaidOverTotal,
    /// No such method.
    UnknownMethod(String),
    /// The restaurant has none.
    NoMethods,
    /// A discount above its row.
    DiscountOverRow(String),
}
