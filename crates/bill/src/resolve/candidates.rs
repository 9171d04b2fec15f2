//! What a line might be when the ladder cannot tell: the first rows of the picker.
#[cfg(test)]
mod tests;

use super::price;
use crate::catalogue::{Catalogue, Product};
use crate::fold::fold;
use crate::ids::ProductId;
use crate::line::Line;
use crate::map::Set;
use crate::order;
use std::cmp::Reverse;

/// The most candidates.
pub const MAX_CANDIDATES: usize = 12;
/// The most that only the price speaks for: half the menu may cost the same.
const MAX_PRICE_ONLY: usize = 4;

/// Why a product is a candidate, likely first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Title,
    PriceAndWord,
    Price,
    Word,
}

/// Products that the line might be: the same title but for marks, then a near price, then common words. Passive ones included.
pub fn candidates(line: &Line, catalogue: &Catalogue) -> Vec<ProductId> {
    let title = fold(&line.title);
    let words: Vec<&str> = words(&title).collect();
    let named: Set<&ProductId> = catalogue
        .named(&line.title)
        .into_iter()
        .map(|product| &product.id)
        .collect();
    let unit = price::about(line);
    let mut hits = Vec::new();
    for (at, (product, folded)) in catalogue.folded().enumerate() {
        let common = words.iter().filter(|word| folded.contains(**word)).count();
        let distance = unit.map_or(0, |unit| (unit - product.price).abs().minor());
        let near = unit.is_some_and(|unit| distance <= unit.abs().minor() / 10);
        let titled = !title.is_empty() && folded == title || named.contains(&product.id);
        if let Some(reason) = reason(titled, near, common > 0) {
            let common = if reason == Reason::Title { 0 } else { common };
            let order = (reason, Reverse(common), distance, !product.active, at);
            hits.push((order, product));
        }
    }
    order::sort_by(&mut hits, |a, b| a.0.cmp(&b.0));
    let mut price_only = 0;
    let keep = |(order, product): ((Reason, _, _, _, _), &Product)| {
        price_only += usize::from(order.0 == Reason::Price);
        (order.0 != Reason::Price || price_only <= MAX_PRICE_ONLY).then(|| product.id.clone())
    };
    hits.into_iter()
        .filter_map(keep)
        .take(MAX_CANDIDATES)
        .collect()
}

/// True if a word of the first title is found in the other.
pub(crate) fn share_a_word(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    words(&a).any(|word| b.contains(word))
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() > 1)
}

fn reason(titled: bool, near: bool, word: bool) -> Option<Reason> {
    match (titled, near, word) {
        (true, _, _) => Some(Reason::Title),
        (_, true, true) => Some(Reason::PriceAndWord),
        (_, true, false) => Some(Reason::Price),
        (_, false, true) => Some(Reason::Word),
        _ => None,
    }
}
