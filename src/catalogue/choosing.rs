//! Choosing options of a product by its rules, before they become a line. C:G.3, C:E.4.
#[cfg(test)]
mod tests;

use adisyon_bill::catalogue::{OptionGroup, Product};
use adisyon_bill::line::{Chosen, ReadOption};
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Money, options};

/// Which choices of each group are on, in menu order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choosing {
    on: Vec<Vec<bool>>,
}

/// True if picking one lets go of the other.
pub fn is_single(group: &OptionGroup) -> bool {
    !group.multiple || group.max == Some(1)
}

/// True if no picking can satisfy the group: a fault of the menu, not of the person.
pub fn is_impossible(group: &OptionGroup) -> bool {
    let most = if is_single(group) {
        1
    } else {
        group.choices.len()
    };
    group.min as usize > most.min(group.choices.len())
}

impl Choosing {
    /// Starts from what is chosen already; a choice that is gone counts nothing.
    pub fn new(product: &Product, chosen: &[Chosen]) -> Choosing {
        let on = product.groups.iter().map(|group| {
            let mine: Vec<&Chosen> = chosen.iter().filter(|one| one.group == group.key).collect();
            group
                .choices
                .iter()
                .map(|choice| {
                    mine.iter().any(|one| match (&one.id, &choice.id) {
                        (Some(one), Some(id)) => one == id,
                        _ => one.title == choice.title,
                    })
                })
                .collect()
        });
        Choosing { on: on.collect() }
    }

    /// Starts from options as a bill shows them, without their groups: by id, else by title where only one choice has it.
    pub fn of_read(product: &Product, read: &[ReadOption]) -> Choosing {
        let mut choosing = Choosing::new(product, &[]);
        for option in read {
            let mut hits = Vec::new();
            for (at, group) in product.groups.iter().enumerate() {
                for (choice, one) in group.choices.iter().enumerate() {
                    let same = match (&option.id, &one.id) {
                        (Some(wanted), Some(id)) => wanted == id,
                        _ => option.title == one.title,
                    };
                    if same {
                        hits.push((at, choice));
                    }
                }
            }
            if let [(group, choice)] = hits[..] {
                choosing.on[group][choice] = true;
            }
        }
        choosing
    }

    /// True if this choice is on.
    pub fn is_on(&self, group: usize, choice: usize) -> bool {
        self.on
            .get(group)
            .and_then(|group| group.get(choice))
            .copied()
            .unwrap_or(false)
    }

    /// How many choices of a group are on.
    pub fn count(&self, group: usize) -> usize {
        self.on
            .get(group)
            .map_or(0, |group| group.iter().filter(|on| **on).count())
    }

    /// True if nothing more can be picked in this group without letting go of something.
    pub fn is_full(&self, product: &Product, group: usize) -> bool {
        let Some(rule) = product.groups.get(group) else {
            return true;
        };
        !is_single(rule)
            && rule
                .max
                .is_some_and(|max| self.count(group) >= max as usize)
    }

    /// A choice was touched: in a group of one it takes the place of the other, else it goes on or off; a full group takes no more.
    pub fn touch(&mut self, product: &Product, group: usize, choice: usize) {
        let full = self.is_full(product, group);
        let Some(rule) = product.groups.get(group) else {
            return;
        };
        let Some(on) = self.on.get_mut(group) else {
            return;
        };
        if is_single(rule) {
            for (at, on) in on.iter_mut().enumerate() {
                *on = at == choice;
            }
        } else if let Some(one) = on.get_mut(choice)
            && (*one || !full)
        {
            *one = !*one;
        }
    }

    /// Lets go of everything in a group.
    pub fn clear(&mut self, group: usize) {
        if let Some(on) = self.on.get_mut(group) {
            on.fill(false);
        }
    }

    /// The choices as a line carries them.
    pub fn chosen(&self, product: &Product) -> Vec<Chosen> {
        let mut chosen = Vec::new();
        for (group, on) in product.groups.iter().zip(&self.on) {
            for (choice, _) in group.choices.iter().zip(on).filter(|(_, on)| **on) {
                chosen.push(Chosen {
                    group: group.key.clone(),
                    id: choice.id.clone(),
                    title: choice.title.clone(),
                });
            }
        }
        chosen
    }

    /// What the choices cost per unit.
    pub fn surcharge(&self, product: &Product) -> Money {
        options::surcharge(product, &self.chosen(product))
    }

    /// The first thing that is still wrong, in menu order.
    pub fn lack(&self, product: &Product) -> Option<Trouble> {
        options::faults(product, &self.chosen(product), true)
            .into_iter()
            .next()
    }
}
