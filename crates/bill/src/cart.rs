//! Lines and payment rows exactly as a write sends them, and whether a bill already holds them. C:E.3, C:G.5, C:G.8.
mod holds;

pub use holds::{holds_cart, holds_payments, shows_cart};

use crate::ids::{DeclaredId, LineKey, MethodId, PaymentKey, ProductId};
use crate::line::OwnItem;
use crate::options::Declared;
use crate::{Money, Quantity, Rate};

/// The most lines of a cart. C:E.3.
pub const MAX_LINES: usize = 200;
/// The most payment rows. C:E.3.
pub const MAX_PAYMENTS: usize = 20;
/// The longest note in characters. C:E.3.
pub const MAX_NOTE: usize = 500;

/// One line of a write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CartLine {
    /// Which line of the bill or draft this is; not sent.
    pub key: LineKey,
    /// Not on the bill when it was asked for; not sent. Only its own id proves that it was written (C:G.6 row 22).
    pub born: bool,
    /// Product.
    pub product: ProductId,
    /// Title to recognise it by when it is read back; not sent.
    pub title: String,
    /// Quantity.
    pub quantity: Quantity,
    /// Options.
    pub options: Vec<Declared>,
    /// The options' titles, to recognise them when read back; not sent.
    pub option_titles: Vec<String>,
    /// Absolute discount.
    pub discount: Money,
    /// Note; empty is sent as empty.
    pub note: String,
    /// A person set the note without seeing the one it replaces; not sent. No look at the bill can tell that it is there.
    pub note_unseen: bool,
    /// VAT override, only where the read differs from the catalogue (C:G.5).
    pub tax: Option<Rate>,
    /// Identity to declare.
    pub line_id: Option<DeclaredId>,
    /// Our own metadata: what the line had of us, and the product stamp. Empty for servers that know none.
    pub metadata: Vec<OwnItem>,
    /// What it should cost; not sent.
    pub estimate: Money,
}

/// A whole cart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cart {
    /// Lines in the bill's order, new ones last.
    pub lines: Vec<CartLine>,
    /// Lines of the bill that it leaves out; not sent. While one of them stands there, the cart was not written.
    pub off: Vec<LineKey>,
    /// What the platform should say as the total.
    pub estimate: Money,
}

/// One payment row of a write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentRow {
    /// Which row of the bill or draft this is; not sent.
    pub key: PaymentKey,
    /// Not on the bill when it was asked for; not sent. Only its own id proves that it was written.
    pub born: bool,
    /// A method's id, or free text for a discount.
    pub id: MethodId,
    /// Above zero.
    pub amount: Money,
    /// A discount row.
    pub is_discount: bool,
    /// Needed for discounts.
    pub title: String,
    /// Identity to declare.
    pub line_id: Option<DeclaredId>,
    /// Our own metadata.
    pub metadata: Vec<OwnItem>,
}
