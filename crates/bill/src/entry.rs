//! What a person types as an amount or a quantity: `12,5`, `12.50`, `1.234,50` mean one thing; `1.234` means two, so it is asked.
use crate::{Money, Quantity};

/// A typed amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Typed<T> {
    /// Nothing typed.
    Empty,
    /// One meaning.
    Is(T),
    /// Two meanings: grouped (1234) and decimal (1.23, rounded).
    Either(T, T),
    /// No meaning.
    Not,
}

/// Reads a typed amount of money. Never negative; never above [`Money::MAX`].
pub fn money(text: &str) -> Typed<Money> {
    let _ = text;
    todo!()
}

/// Reads a typed quantity; comma and dot are both decimal marks (`1,5` and `1.5` are one and a half), three places at most.
pub fn quantity(text: &str) -> Typed<Quantity> {
    let _ = text;
    todo!()
}
