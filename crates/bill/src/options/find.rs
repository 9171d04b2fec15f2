//! Which choices of a product a read line's options are. C:G.3.
#[cfg(test)]
mod tests;

use super::{MAX_OPTIONS, OptionGroup};
use crate::Money;
use crate::catalogue::{Choice, Product};
use crate::fold::same_title;
use crate::line::{Chosen, Line, ReadOption};
use crate::problem::Trouble;
use crate::resolve::OptionsFound;
use crate::resolve::price;
use std::collections::BTreeSet;

/// The most combinations of equally named choices that are tried against the line's price.
const MAX_COMBINATIONS: usize = 4096;

/// Finds a read line's options among the product's choices. Ambiguous titles are settled by the line's price arithmetic where possible.
pub fn find(line: &Line, product: &Product) -> OptionsFound {
    match all(line, product) {
        Err(trouble) => OptionsFound::Doubt(trouble),
        Ok(chosen) => match repeated(&chosen) {
            Some(twice) => OptionsFound::Doubt(Trouble::OptionTwice(twice.title.clone())),
            None => OptionsFound::All(chosen),
        },
    }
}

/// As [`find`], but an option that stands twice on the line counts once: what is written when that loss was accepted (C:G.6 row 8).
pub fn find_once(line: &Line, product: &Product) -> OptionsFound {
    match all(line, product) {
        Err(trouble) => OptionsFound::Doubt(trouble),
        Ok(mut chosen) => {
            let mut seen = BTreeSet::new();
            chosen.retain(|one| seen.insert(one.clone()));
            OptionsFound::All(chosen)
        }
    }
}

fn repeated(chosen: &[Chosen]) -> Option<&Chosen> {
    let mut seen = BTreeSet::new();
    chosen.iter().find(|one| !seen.insert(*one))
}

/// A choice by its place in the product.
type At = (usize, usize);

/// What one read option may be: choices grouped by price. More than one price is an open question.
struct Slot<'a> {
    title: &'a str,
    by_price: Vec<(Money, Vec<At>)>,
}

fn all(line: &Line, product: &Product) -> Result<Vec<Chosen>, Trouble> {
    let Some(read) = &line.options else {
        return match price::fits(line, product.price) {
            Some(true) => Ok(Vec::new()),
            _ => Err(Trouble::OptionsUnknown),
        };
    };
    if read.len() > MAX_OPTIONS {
        return Err(Trouble::TooManyOptions);
    }
    let slots = read
        .iter()
        .map(|option| slot(option, product))
        .collect::<Result<Vec<_>, _>>()?;
    let places = match slots.iter().find(|slot| slot.by_price.len() > 1) {
        None => assign(&slots, &vec![0; slots.len()]),
        Some(open) => settle(line, product, read, &slots)
            .ok_or_else(|| Trouble::OptionAmbiguous(open.title.to_owned()))?,
    };
    Ok(places.iter().map(|&at| chosen(product, at)).collect())
}

fn chosen(product: &Product, (group, choice): At) -> Chosen {
    let group = &product.groups[group];
    Chosen {
        group: group.key.clone(),
        id: group.choices[choice].id.clone(),
        title: group.choices[choice].title.clone(),
    }
}

/// The choices that one read option may be: by id, else by exact title, else by title in another case.
fn slot<'a>(option: &'a ReadOption, product: &Product) -> Result<Slot<'a>, Trouble> {
    let mut at = Vec::new();
    if option.id.is_some() {
        at = places(product, |choice| choice.id == option.id);
        if at.len() > 1 {
            let titled: Vec<At> = places(product, |c| c.id == option.id && c.title == option.title);
            at = if titled.is_empty() { at } else { titled };
        }
    }
    if at.is_empty() {
        at = places(product, |choice| choice.title == option.title);
    }
    if at.is_empty() {
        at = places(product, |choice| same_title(&choice.title, &option.title));
    }
    if at.is_empty() || option.id.is_none() && option.title.trim().is_empty() {
        return Err(Trouble::OptionGone(option.title.clone()));
    }
    if at.len() > 1
        && let Some(price) = option.price
    {
        at.retain(|&at| price_of(product, at) == price);
        // Where prices show, so do ids: what has none is the namesake that has none.
        let nameless = |&(group, choice): &At| product.groups[group].choices[choice].id.is_none();
        if option.id.is_none() && at.iter().any(nameless) {
            at.retain(nameless);
        }
    }
    let mut by_price: Vec<(Money, Vec<At>)> = Vec::new();
    for one in at {
        let price = price_of(product, one);
        match by_price.iter_mut().find(|(known, _)| *known == price) {
            Some((_, places)) => places.push(one),
            None => by_price.push((price, vec![one])),
        }
    }
    if by_price.is_empty() {
        return Err(Trouble::OptionAmbiguous(option.title.clone()));
    }
    Ok(Slot {
        title: &option.title,
        by_price,
    })
}

fn places(product: &Product, wanted: impl Fn(&Choice) -> bool) -> Vec<At> {
    let inside = |(at, group): (usize, &OptionGroup)| -> Vec<At> {
        let choices = group.choices.iter().enumerate();
        choices
            .filter(|(_, choice)| wanted(choice))
            .map(|(choice, _)| (at, choice))
            .collect()
    };
    product.groups.iter().enumerate().flat_map(inside).collect()
}

fn price_of(product: &Product, (group, choice): At) -> Money {
    product.groups[group].choices[choice].price
}

/// Tries every price for the open options against what the line cost; the only outcome that fits is the answer, and an exact fit
/// outdoes one within the tolerance.
fn settle(
    line: &Line,
    product: &Product,
    read: &[ReadOption],
    slots: &[Slot<'_>],
) -> Option<Vec<At>> {
    let count = slots
        .iter()
        .try_fold(1usize, |n, slot| n.checked_mul(slot.by_price.len()))
        .filter(|count| *count <= MAX_COMBINATIONS)?;
    let unit = line.unit.unwrap_or(product.price);
    let (mut exact, mut near) = (BTreeSet::new(), BTreeSet::new());
    for number in 0..count {
        let picks = picks(slots, number);
        let options = slots.iter().zip(&picks).zip(read);
        let sum: Money = options
            .map(|((slot, &pick), option)| option.price.unwrap_or(slot.by_price[pick].0))
            .sum();
        if price::fits(line, unit + sum) != Some(true) {
            continue;
        }
        let mut outcome = assign(slots, &picks);
        outcome.sort_unstable();
        if price::is_exact(line, unit + sum) {
            exact.insert(outcome);
        } else {
            near.insert(outcome);
        }
    }
    let mut outcomes = if exact.is_empty() { near } else { exact };
    match outcomes.len() {
        1 => outcomes.pop_first(),
        _ => None,
    }
}

/// The `number`th way to pick one price for each slot.
fn picks(slots: &[Slot<'_>], mut number: usize) -> Vec<usize> {
    let mut digit = |slot: &Slot<'_>| {
        let digit = number % slot.by_price.len();
        number /= slot.by_price.len();
        digit
    };
    slots.iter().map(&mut digit).collect()
}

/// One choice for each slot at the picked price, no choice twice where another of that price is free. Slots with one candidate go first.
fn assign(slots: &[Slot<'_>], picks: &[usize]) -> Vec<At> {
    let candidates = |at: usize| slots[at].by_price[picks[at]].1.as_slice();
    let only = |at: usize| match candidates(at) {
        [only] => Some(*only),
        _ => None,
    };
    let mut taken: Vec<Option<At>> = (0..slots.len()).map(only).collect();
    for at in 0..slots.len() {
        if taken[at].is_none() {
            let free = candidates(at)
                .iter()
                .find(|at| !taken.contains(&Some(**at)));
            taken[at] = free.or(candidates(at).first()).copied();
        }
    }
    taken.into_iter().flatten().collect()
}
