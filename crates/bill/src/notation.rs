//! One line of text for a whole bill, so that a failing test reads like a bill. For tests of this crate and of those above it.
//!
//! ```text
//! 2 Lahmacun[Acılı, Bol+5] @30 -4 "az pişmiş" | 0.75 Kıyma @400 | kuver 20 | paid 50 | off 10 Müdavim
//! ```
//!
//! A line is `quantity title[options] @unit price` and then, in any order: `-discount`, `+surcharge`, `"note"`, `%vat`,
//! `=amount` (if it is not what the line comes to), `#id` (a declared id), `~id` (an id that the read did not call `lineId`),
//! and the words `lost` (cannot keep its identity), `hidden` (its note), `probable`, `unresolved`, `gone` (its product),
//! `unknown` (its options). Other segments: `kuver 20`, `timer 30`, `paid 50 [method]`, `off 10 title` (both may have `#id`, `anonymous`
//! or, for payments, `unbound`), `unshown 50` (paid, but no rows are shown), `missing 50` (paid, but no row says so), `total 100` (if it is not the sum),
//! `void #id title`, `table id`, `packet id`, `from getir`, `old` (a server without ids).
mod line;
mod parse;
mod show;

pub use line::chosen;
pub use parse::{bill, menu, product_id};
pub use show::show;

/// The methods of every [`menu`].
pub const METHODS: [(&str, &str, bool); 2] =
    [("cash", "Nakit", true), ("card", "Kredi Kartı", false)];

/// The key of the one option group of every product of a [`menu`].
pub const GROUP: &str = "g";

#[cfg(test)]
mod tests;
