//! Whether what a person said about one line may be taken for another of the same title and price. C:G.2 rung 6.
use crate::catalogue::{Catalogue, Product};
use crate::ids::ProductId;
use crate::line::Line;
use crate::options;
use crate::problem::Trouble;
use crate::resolve::OptionsFound;

/// True unless a namesake at the same price is as likely and the line's options do not fit the product that was named: of such twins
/// the options are all that tells them apart.
pub fn answer_fits(line: &Line, catalogue: &Catalogue, named: &ProductId) -> bool {
    let Some(product) = catalogue.product(named) else {
        return true;
    };
    let namesakes = catalogue.titled(&line.title);
    let rival = |other: &&&Product| other.id != *named && Some(other.price) == line.unit;
    if !namesakes.iter().any(|other| rival(&other)) {
        return true;
    }
    match options::find(line, product) {
        OptionsFound::All(chosen) => options::faults(product, &chosen, true).is_empty(),
        OptionsFound::Doubt(trouble) => !matches!(trouble, Trouble::OptionGone(_)),
    }
}
