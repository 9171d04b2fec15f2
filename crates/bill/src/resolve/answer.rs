//! Whether what a person said about one line may be taken for another of the same title and price. C:G.2 rung 6.
use crate::catalogue::{Catalogue, Product};
use crate::ids::ProductId;
use crate::line::Line;
use crate::options;
use crate::problem::Trouble;
use crate::resolve::{OptionsFound, price};

/// True unless a namesake at the same price is as likely and the line's options do not fit the product that was named, or unless a
/// namesake explains the line's options and money and that product does not: of such twins this is all that tells them apart.
pub fn answer_fits(line: &Line, catalogue: &Catalogue, named: &ProductId) -> bool {
    let Some(product) = catalogue.product(named) else {
        return true;
    };
    let mut rivals = catalogue.titled(&line.title);
    rivals.retain(|other| other.id != *named);
    if !explains(line, product) && rivals.iter().any(|rival| explains(line, rival)) {
        return false;
    }
    if !rivals.iter().any(|rival| Some(rival.price) == line.unit) {
        return true;
    }
    match options::find(line, product) {
        OptionsFound::All(chosen) => options::faults(product, &chosen, true).is_empty(),
        OptionsFound::Doubt(trouble) => !matches!(trouble, Trouble::OptionGone(_)),
    }
}

/// True if every option is a choice of the product and its prices of today add up to what the line cost.
fn explains(line: &Line, product: &Product) -> bool {
    match options::find(line, product) {
        OptionsFound::All(chosen) => {
            let unit = product.price + options::surcharge(product, &chosen);
            price::fits(line, unit) == Some(true)
        }
        OptionsFound::Doubt(_) => false,
    }
}
