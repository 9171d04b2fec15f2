//! Option rules of a product, options of a read line, and how a choice is declared on a write. C:G.3, C:E.3.
mod find;
#[cfg(test)]
mod tests;

pub use find::{find, find_once};

use crate::Money;
use crate::bill::Dialect;
use crate::catalogue::{Choice, OptionGroup, Product};
use crate::fold::same_title;
use crate::line::Chosen;
use crate::problem::Trouble;

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
    let group = product.groups.iter().find(|g| g.key == chosen.group)?;
    let by_id = chosen
        .id
        .as_ref()
        .and_then(|id| group.choices.iter().find(|c| c.id.as_ref() == Some(id)));
    // A choice without id is another one than its namesake with id.
    let as_named = |c: &&Choice| c.title == chosen.title && (c.id.is_none() || chosen.id.is_some());
    by_id
        .or_else(|| group.choices.iter().find(as_named))
        .or_else(|| group.choices.iter().find(|c| c.title == chosen.title))
        .or_else(|| {
            let alike = |c: &&Choice| same_title(&c.title, &chosen.title);
            group.choices.iter().find(alike)
        })
}

/// Sum of the choices' prices per unit; choices that are gone count nothing.
pub fn surcharge(product: &Product, chosen: &[Chosen]) -> Money {
    chosen
        .iter()
        .filter_map(|one| choice(product, one))
        .map(|choice| choice.price)
        .sum()
}

/// Everything wrong with these choices by the product's rules: missing, too many, gone, twice, more than 50, impossible groups.
/// `strict` also holds min and max; without it only what a write cannot say (kept lines: the platform does not promise to
/// enforce min and max, so a kept line that breaks them is still written back).
pub fn faults(product: &Product, chosen: &[Chosen], strict: bool) -> Vec<Trouble> {
    let mut faults = Vec::new();
    let mut seen: Vec<&Choice> = Vec::with_capacity(chosen.len());
    for one in chosen {
        match choice(product, one) {
            None => faults.push(Trouble::OptionGone(one.title.clone())),
            Some(found) if seen.iter().any(|s| std::ptr::eq(*s, found)) => {
                faults.push(Trouble::OptionTwice(found.title.clone()));
            }
            Some(found) => seen.push(found),
        }
    }
    if chosen.len() > MAX_OPTIONS {
        faults.push(Trouble::TooManyOptions);
    }
    if strict {
        let counted = |g: &OptionGroup| {
            let inside = |s: &&Choice| g.choices.iter().any(|c| std::ptr::eq(c, *s));
            u32::try_from(seen.iter().copied().filter(|s| inside(s)).count()).unwrap_or(u32::MAX)
        };
        faults.extend(
            product
                .groups
                .iter()
                .filter_map(|g| broken_rule(g, counted(g))),
        );
    }
    faults
}

/// What a group's rule says to this many choices of it.
fn broken_rule(group: &OptionGroup, count: u32) -> Option<Trouble> {
    let title = || group.title.clone();
    let most = most(group);
    let on_offer = u32::try_from(group.choices.len()).unwrap_or(u32::MAX);
    if group.min > on_offer || most.is_some_and(|most| group.min > most) {
        return Some(Trouble::GroupImpossible(title()));
    }
    if count < group.min {
        return Some(Trouble::OptionMissing(title(), group.min - count));
    }
    most.filter(|most| count > *most)
        .map(|most| Trouble::OptionTooMany(title(), most))
}

/// The most choices of a group; none is unlimited. A group that is not `multiple` takes one at most.
pub fn most(group: &OptionGroup) -> Option<u32> {
    if group.multiple {
        group.max
    } else {
        Some(group.max.map_or(1, |max| max.min(1)))
    }
}

/// True if picking nothing already satisfies every group, so that one tap adds the product.
pub fn none_needed(product: &Product) -> bool {
    product.groups.iter().all(|group| group.min == 0)
}

/// How each choice is declared to this server, or why one cannot be.
pub fn declare(
    product: &Product,
    chosen: &[Chosen],
    dialect: Dialect,
) -> Result<Vec<Declared>, Trouble> {
    if chosen.len() > MAX_OPTIONS {
        return Err(Trouble::TooManyOptions);
    }
    let mut found = Vec::with_capacity(chosen.len());
    for one in chosen {
        let choice = choice(product, one);
        found.push(choice.ok_or_else(|| Trouble::OptionGone(one.title.clone()))?);
    }
    let mut declared = Vec::with_capacity(chosen.len());
    for &it in &found {
        let words = declare_one(product, it, dialect)?;
        let mut namesakes = found
            .iter()
            .filter(|other| same_title(&other.title, &it.title));
        // A title that several choices bear is any of them to the server: beside one of those, also one said by its id, it may be
        // that very one once more.
        let may_be_another = matches!(words, Declared::Title(_)) && namesakes.nth(1).is_some();
        if may_be_another || declared.contains(&words) {
            return Err(Trouble::OptionTwice(it.title.clone()));
        }
        declared.push(words);
    }
    Ok(declared)
}

/// A title where it can mean this choice alone, else the id, else a title whose namesakes all cost the same.
fn declare_one(product: &Product, it: &Choice, dialect: Dialect) -> Result<Declared, Trouble> {
    let all = || product.groups.iter().flat_map(|group| &group.choices);
    let title = || Declared::Title(it.title.clone());
    let titled = !it.title.trim().is_empty();
    // Upstream: C:G.3. How the server compares titles is not said, so namesakes in another case count as namesakes.
    if titled && all().filter(|c| same_title(&c.title, &it.title)).count() == 1 {
        return Ok(title());
    }
    let by_id = it.id.as_ref().filter(|id| {
        dialect.option_ids && all().filter(|c| c.id.as_ref() == Some(id)).count() == 1
    });
    if let Some(id) = by_id {
        return Ok(Declared::Id(id.clone()));
    }
    let mut namesakes = all().filter(|c| same_title(&c.title, &it.title));
    if titled && namesakes.all(|c| c.price == it.price) {
        return Ok(title());
    }
    Err(Trouble::OptionAmbiguous(it.title.clone()))
}
