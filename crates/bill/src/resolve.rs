//! Which product a read line is: a ladder of evidence, stopping at the first rung that yields exactly one product of the catalogue. C:G.2.
mod answer;
mod candidates;
pub(crate) mod price;
mod stamp;
#[cfg(test)]
mod tests;

pub use answer::answer_fits;
pub(crate) use candidates::share_a_word;
pub use candidates::{MAX_CANDIDATES, candidates};
pub use stamp::{STAMP_KEY, stamp, stamped};

use crate::Quantity;
use crate::catalogue::{Catalogue, Product};
use crate::fold::same_title;
use crate::ids::ProductId;
use crate::line::{Chosen, Line, LineKind};
use crate::options;
use crate::problem::Trouble;

/// What a line's product was recognised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// Rung 1: the line carried the id.
    Hint,
    /// Rung 2: our own stamp.
    Stamp,
    /// Rung 3: we remember it from a write or from a person's answer.
    Memory,
    /// Rung 4: the only product of that title.
    Title,
    /// Rung 5: the only one left after price, options, tax and availability.
    Narrowed,
    /// Rung 6: a person said so in this draft.
    Person,
}

/// The product of a line, as far as found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Certain: silent.
    Certain(ProductId, Evidence),
    /// Likely: marked, and confirmed once by a person before it is written.
    Probable(ProductId, Evidence),
    /// The evidence names a product that the catalogue no longer has.
    Gone,
    /// Not found; likely candidates first, may be empty.
    Unresolved(Vec<ProductId>),
}

/// The options of a line, as far as found in its product.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OptionsFound {
    /// Every option is a choice of the product.
    All(Vec<Chosen>),
    /// The first reason why not.
    Doubt(Trouble),
}

/// What a line was found to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolution {
    /// Product.
    pub found: Found,
    /// Options, in that product.
    pub options: OptionsFound,
}

impl Resolution {
    /// Nothing known yet; also that of cover and timer lines.
    pub fn none() -> Resolution {
        Resolution {
            found: Found::Unresolved(Vec::new()),
            options: OptionsFound::All(Vec::new()),
        }
    }

    /// The product, certain or probable.
    pub fn product(&self) -> Option<&ProductId> {
        match &self.found {
            Found::Certain(id, _) | Found::Probable(id, _) => Some(id),
            _ => None,
        }
    }
}

/// Climbs the ladder for one ordinary line. `memory` is what is remembered of this line (rung 3). The line's own `resolution` is ignored.
pub fn resolve(line: &Line, catalogue: &Catalogue, memory: Option<&ProductId>) -> Resolution {
    if line.kind != LineKind::Ordinary {
        return Resolution::none();
    }
    let found = climb(line, catalogue, memory);
    let known = match &found {
        Found::Certain(id, _) | Found::Probable(id, _) => catalogue.product(id),
        Found::Gone | Found::Unresolved(_) => None,
    };
    let options = match (known, &line.options) {
        (Some(product), _) => options::find(line, product),
        (None, Some(read)) if read.is_empty() => OptionsFound::All(Vec::new()),
        // Choices of nobody knows which product: taking them off is a change like any other.
        (None, _) => OptionsFound::Doubt(Trouble::OptionsUnknown),
    };
    Resolution { found, options }
}

fn climb(line: &Line, catalogue: &Catalogue, memory: Option<&ProductId>) -> Found {
    let stamp = stamped(&line.own);
    let evidence = [
        (line.product_hint.as_ref(), Evidence::Hint),
        (stamp.as_ref(), Evidence::Stamp),
        (memory, Evidence::Memory),
    ];
    let mut missing = false;
    for (id, evidence) in evidence {
        let Some(id) = id else { continue };
        match catalogue.product(id) {
            // The line may have been given another product in the panel, where our stamp stays on it.
            Some(product) if evidence == Evidence::Stamp && !is_called(product, &line.title) => {
                return Found::Probable(id.clone(), evidence);
            }
            Some(_) => return Found::Certain(id.clone(), evidence),
            None => missing = true,
        }
    }
    match by_title(line, catalogue) {
        // A product that took over the title of a missing one, or may have a namesake beyond the cut, is a guess.
        Some(Found::Certain(id, evidence)) if missing || catalogue.truncated => {
            Found::Probable(id, evidence)
        }
        Some(found) => found,
        None if missing && !catalogue.truncated => Found::Gone,
        None => Found::Unresolved(candidates(line, catalogue)),
    }
}

/// True if the product bears this title, in any of its languages.
fn is_called(product: &Product, title: &str) -> bool {
    let mut names = product.names.iter();
    same_title(&product.title, title) || names.any(|(_, name)| same_title(name, title))
}

/// Rungs 4 and 5: the products of that title, the closest comparison that finds any.
fn by_title(line: &Line, catalogue: &Catalogue) -> Option<Found> {
    let alike = catalogue.titled(&line.title);
    let exact = alike.iter().copied().filter(|p| p.title == line.title);
    let mut namesakes: Vec<&Product> = exact.collect();
    if namesakes.is_empty() {
        namesakes = alike;
    }
    if namesakes.is_empty() {
        namesakes = catalogue.named(&line.title);
    }
    if let [only] = namesakes[..] {
        let id = only.id.clone();
        return Some(match price::agrees(line, only) {
            Some(true) => Found::Certain(id, Evidence::Title),
            _ => Found::Probable(id, Evidence::Title),
        });
    }
    narrowed(line, namesakes).map(|only| Found::Probable(only.id.clone(), Evidence::Narrowed))
}

/// The only namesake that the line's price, options, tax and availability leave. Price and options must fit; an overridden tax and a
/// product gone passive since are innocent, so these two only choose where they can.
fn narrowed<'a>(line: &Line, mut left: Vec<&'a Product>) -> Option<&'a Product> {
    if line.quantity > Quantity::ZERO {
        left.retain(|product| price::agrees(line, product) == Some(true));
    }
    left.retain(|product| matches!(options::find(line, product), OptionsFound::All(_)));
    let tax_fits = |product: &Product| product.tax.is_none() || product.tax == line.vat;
    if line.vat.is_some() {
        prefer(&mut left, tax_fits);
    }
    prefer(&mut left, |product| product.active);
    match left[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn prefer(left: &mut Vec<&Product>, wanted: impl Fn(&Product) -> bool) {
    if left.iter().any(|product| wanted(product)) {
        left.retain(|product| wanted(product));
    }
}
