//! Which product a read line is: a ladder of evidence, stopping at the first rung that yields exactly one product of the catalogue. C:G.2.
pub(crate) mod price;

use crate::catalogue::Catalogue;
use crate::ids::ProductId;
use crate::line::{Chosen, Line};
use crate::problem::Trouble;

/// The metadata key under which we stamp a line's product id. C:G.2 rung 2.
pub const STAMP_KEY: &str = "adisyon-pid";

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
    let _ = (line, catalogue, memory);
    todo!()
}
