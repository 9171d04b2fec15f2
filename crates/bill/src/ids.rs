//! Names of things. All ids are opaque text: never decoded, never built from parts (C:E.2, C:G.4).
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

// Shared: names go along with every line, edit and problem of each click.
macro_rules! opaque {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(Arc<str>);
        impl $name {
            /// Wraps the text as it came.
            pub fn new(text: impl Into<Arc<str>>) -> Self { Self(text.into()) }
            /// The text as it came.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.into()) }
        }
    };
}

opaque!(
    /// A product's id in the catalogue.
    ProductId
);
opaque!(
    /// A category's id.
    CategoryId
);
opaque!(
    /// A payment method's id. On the wire `methodId` in reads, `id` in writes (C:G.8).
    MethodId
);
opaque!(
    /// A line's name inside one bill, unique there: the declared id, else the platform's line id, else a position mark
    /// (`~0`, `~1` …). For a new line it is the id we declare.
    LineKey
);
opaque!(
    /// A payment row's name inside one bill, unique there; built like [`LineKey`].
    PaymentKey
);

/// True for a position mark, which only says where a line or row stood.
pub(crate) fn is_mark(key: &str) -> bool {
    key.starts_with('~')
}

/// Which bill: the address of its document. C:A `packetId`, `tableId`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BillRef {
    /// A delivery account.
    Packet(String),
    /// A dine-in account.
    Table(String),
}

impl BillRef {
    /// The id text, as the platform gave it.
    pub fn id(&self) -> &str {
        match self {
            BillRef::Packet(id) | BillRef::Table(id) => id,
        }
    }

    /// True for tables.
    pub fn is_table(&self) -> bool {
        matches!(self, BillRef::Table(_))
    }
}

/// A line identity that may be declared on a write. C:E.3 `lineId`, C:G.4.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeclaredId(String);

/// Why an id cannot be declared. C:G.4 rules 4, 6, 8, 10.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotDeclarable {
    /// Longer than 64, empty, or with characters outside the alphabet, or not starting with a letter or digit: never forgiven.
    Format,
    /// `kuver` or `new` in any case.
    Reserved,
    /// Shorter than 8 or digits only: legal only as an echo of what the document already holds.
    Weak,
}

impl DeclaredId {
    /// The longest id.
    pub const MAX: usize = 64;
    /// The shortest new id.
    pub const MIN_NEW: usize = 8;

    /// An id for something new.
    pub fn new(text: &str) -> Result<DeclaredId, NotDeclarable> {
        let id = DeclaredId::echo(text)?;
        if text.len() < DeclaredId::MIN_NEW || text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotDeclarable::Weak);
        }
        Ok(id)
    }

    /// An id that the document already holds: weak ones are forgiven.
    pub fn echo(text: &str) -> Result<DeclaredId, NotDeclarable> {
        let legal = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'-');
        let starts_well = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if !starts_well || text.len() > DeclaredId::MAX || !text.bytes().all(legal) {
            return Err(NotDeclarable::Format);
        }
        if is_reserved(text) {
            return Err(NotDeclarable::Reserved);
        }
        Ok(DeclaredId(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// True for the platform's reserved line ids, in any letter case. C:G.4 rule 10.
pub fn is_reserved(text: &str) -> bool {
    text.eq_ignore_ascii_case("kuver") || text.eq_ignore_ascii_case("new")
}

/// The id of the cover charge's line, in any letter case. C:G.6 row 10.
pub fn is_cover(text: &str) -> bool {
    text.eq_ignore_ascii_case("kuver")
}

/// A fresh declarable id `{prefix}-{26 letters}` from 128 bits of randomness (Crockford's base 32). C:G.4 rule 4.
pub fn fresh(prefix: &str, random: u128) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut text = format!("{prefix}-");
    for place in (0..26).rev() {
        let digit = (random >> (place * 5)) & 31;
        text.push(char::from(ALPHABET[digit as usize]));
    }
    text
}

/// The prefix of line ids that we make.
pub const LINE_PREFIX: &str = "ads";
/// The prefix of payment row ids that we make.
pub const PAYMENT_PREFIX: &str = "adp";
