//! Whether a question about a line's options has a reason.
use super::expect::{self, Expected};
use super::reasons::{Page, folded};
use crate::model::{Choice, Group, Product, Row};
use adisyon_bill::line::Chosen;
use adisyon_bill::problem::Trouble;

pub(super) fn options_doubtful(
    trouble: &Trouble,
    row: Option<&Row>,
    one: &Expected<'_>,
    product: Option<&Product>,
    page: &Page<'_>,
) -> bool {
    let Some(product) = product else {
        return true;
    };
    let named = |title: &str| -> Vec<&Choice> {
        product
            .choices()
            .filter(|choice| folded(&choice.title) == folded(title))
            .collect()
    };
    match trouble {
        Trouble::OptionGone(title) => {
            named(title).is_empty()
                || title.trim().is_empty()
                || !page.fresh
                || gone_from_group(one, title, product)
        }
        Trouble::OptionAmbiguous(title) => named(title).len() > 1 || title.trim().is_empty(),
        Trouble::OptionTwice(title) => {
            let twice = row.is_some_and(|row| {
                row.options
                    .iter()
                    .filter(|option| folded(&option.title) == folded(title))
                    .count()
                    > 1
            });
            let asked = one
                .options
                .iter()
                .filter(|option| folded(&option.title) == folded(title))
                .count()
                > 1;
            twice || asked || named(title).len() > 1
        }
        Trouble::OptionsUnknown => row.is_some_and(|row| row.options_unsaid),
        _ => false,
    }
}

/// A choice was picked, and then the line was said to be another product.
pub(super) fn asked_in_vain(
    title: &str,
    uid: Option<&u64>,
    product: Option<&Product>,
    page: &Page<'_>,
) -> bool {
    let wish = uid.and_then(|uid| page.wishes.rows.get(uid));
    let chosen = wish.and_then(|wish| wish.options.as_ref());
    let offered = |one: &Chosen| {
        let groups = product
            .map(|product| product.groups.as_slice())
            .unwrap_or_default();
        groups.iter().enumerate().any(|(at, group)| {
            let key = group.id.clone().unwrap_or_else(|| format!("#{at}"));
            let is = |choice: &Choice| {
                choice.id.map(|id| id.to_string()) == one.id && choice.title == one.title
            };
            key == one.group && group.choices.iter().any(is)
        })
    };
    chosen.is_some_and(|all| all.iter().any(|one| one.title == title && !offered(one)))
}

/// A choice is picked by group: with the group renamed or gone, so is the choice.
pub(super) fn gone_from_group(one: &Expected<'_>, title: &str, product: &Product) -> bool {
    one.row.is_none()
        && !product
            .groups
            .iter()
            .any(|group| group.choices.iter().any(|choice| choice.title == title))
}

pub(super) fn rule_broken(product: &Product, group: &Group, one: &Expected<'_>) -> bool {
    let mut free: Vec<&expect::Option_> = one.options.iter().collect();
    let mut count = 0;
    for choice in &group.choices {
        let is = |option: &&expect::Option_| {
            option.title == choice.title && option.price == choice.price
        };
        if let Some(at) = free.iter().position(is) {
            free.remove(at);
            count += 1;
        }
    }
    let max = group.max.filter(|max| *max >= group.min);
    let most = if group.multiple {
        max
    } else {
        Some(max.map_or(1, |max| max.min(1)))
    };
    let offered = group.choices.len() as u32;
    let echoes = group.choices.len() != count as usize
        && group.choices.iter().any(|choice| {
            one.options
                .iter()
                .any(|option| option.title == choice.title)
        });
    // A choice of that name may have been made in another group.
    let elsewhere = group.choices.iter().any(|choice| {
        let alike = product
            .choices()
            .filter(|other| other.title == choice.title);
        alike.count() > 1
    });
    elsewhere
        || group.min > offered
        || most.is_some_and(|most| group.min > most || count > most)
        || count < group.min
        || echoes
}

/// Two options of one name on the row, or two choices of one group that nothing tells apart: what is compared is a part, or a guess.
pub(super) fn unsayable(row: &Row, product: &Product) -> bool {
    let twice = row.options.iter().any(|one| {
        row.options
            .iter()
            .filter(|other| folded(&other.title) == folded(&one.title))
            .count()
            > 1
    });
    let alike = |a: &Choice, b: &Choice| a.id.is_none() && folded(&a.title) == folded(&b.title);
    let twins = product.groups.iter().any(|group| {
        group.choices.iter().any(|one| {
            group
                .choices
                .iter()
                .filter(|other| alike(other, one))
                .count()
                > 1
        })
    });
    twice || twins
}
