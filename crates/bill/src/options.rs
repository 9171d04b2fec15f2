//! Option rules of a product, options of a read line, and how a choice is declared on a write. C:G.3, C:E.3.
use crate::Money;
use crate::bill::Dialect;
use crate::catalogue::{Choice, Product};
use crate::line::{Chosen, Line};
use crate::problem::Trouble;
use crate::resolve::OptionsFound;

/// The most options a line may carry. C:E.3.
pub const MAX_OPTIONS: usize = 50;

/// An option as a write declares it. Never with a price. C:E.3, C:G.3 "dialect".
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Declared {
    /// A plain title: understood by every server.
    Title(String),
    /// `{ "id": … }`: newer servers only.
    Id(String),
}

/// The catalogue's choice that `chosen` names, by group and id, else by group and title.
pub fn choice<'a>(product: &'a Product, chosen: &Chosen) -> Option<&'a Choice> {
    let _ = (product, chosen);
    todo!()
}

/// Sum of the choices' prices per unit; choices that are gone count nothing.
pub fn surcharge(product: &Product, chosen: &[Chosen]) -> Money {
    let _ = (product, chosen);
    todo!()
}

/// Everything wrong with these choices by the product's rules: missing, too many, gone, twice, more than 50, impossible groups.
/// `strict` also holds min and max; without it only what a write cannot say (kept lines: the platform does not promise to
/// enforce min and max, so a kept line that breaks them is still written back).
pub fn faults(product: &Product, chosen: &[Chosen], strict: bool) -> Vec<Trouble> {
    let _ = (product, chosen, strict);
    todo!()
}

/// True if picking nothing already satisfies every group, so that one tap adds the product.
pub fn none_needed(product: &Product) -> bool {
    let _ = product;
    todo!()
}

/// Finds a read line's options among the product's choices. Ambiguous titles are settled by the line's price arithmetic where possible.
pub fn find(line: &Line, product: &Product) -> OptionsFound {
    let _ = (line, product);
    todo!()
}

/// How each choice is declared to this server, or why one cannot be.
pub fn declare(
    product: &Product,
    chosen: &[Chosen],
    dialect: Dialect,
) -> Result<Vec<Declared>, Trouble> {
    let _ = (product, chosen, dialect);
    todo!()
}
