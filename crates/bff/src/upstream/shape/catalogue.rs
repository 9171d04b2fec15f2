//! Products, categories and ways to pay. C:E.4, C:F (product fields).
use super::{number, text};
use adisyon_bill::Quantity;
use adisyon_bill::catalogue::{Category, Choice, Method, OptionGroup, Product};
use adisyon_bill::ids::{CategoryId, MethodId, ProductId};
use serde_json::Value;
use std::collections::HashSet;

/// Menu order of a category that says none: last.
const LAST_RANK: i64 = 1_000_000;

/// The products of a list; entries without id or price cannot be sold or compared and are left out.
pub fn products(entries: &[Value]) -> Vec<Product> {
    entries.iter().filter_map(product).collect()
}

/// One product.
pub fn product(entry: &Value) -> Option<Product> {
    let groups = entry.get("options").and_then(Value::as_array);
    let mut keys = HashSet::new();
    Some(Product {
        id: ProductId::new(text::id(entry.get("id"))?),
        title: text::text(entry, "title").unwrap_or_default(),
        names: text::names(entry.get("languages")),
        category: text::id(entry.get("category")).map(CategoryId::new),
        price: number::money(entry, &["price"])?,
        tax: number::rate(entry.get("tax")),
        active: entry.get("active") != Some(&Value::Bool(false)),
        barcode: entry.get("barcode").and_then(number::text),
        stock: stock(entry.get("stock")),
        image: text::filled(entry, "image"),
        groups: groups
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(at, group)| option_group(group, at, &mut keys))
            .collect(),
    })
}

fn option_group(entry: &Value, at: usize, keys: &mut HashSet<String>) -> OptionGroup {
    let key = text::id(entry.get("id")).filter(|id| keys.insert(id.clone()));
    let min = bound(entry.get("min")).unwrap_or(0);
    let max = bound(entry.get("max")).filter(|max| *max >= min && *max > 0);
    let choices = entry.get("choices").and_then(Value::as_array);
    OptionGroup {
        key: key.unwrap_or_else(|| format!("#{at}")),
        title: text::text(entry, "title").unwrap_or_default(),
        min,
        max,
        multiple: match entry.get("multiple") {
            Some(Value::Bool(multiple)) => *multiple,
            _ => max.is_none_or(|max| max > 1),
        },
        choices: choices.into_iter().flatten().filter_map(choice).collect(),
    }
}

/// A whole number in either form; anything else is "not said". C:F "options[].min / max".
fn bound(value: Option<&Value>) -> Option<u32> {
    number::whole(value).and_then(|bound| u32::try_from(bound).ok())
}

/// A choice without a title could only be declared by its id; without both it is nothing.
fn choice(entry: &Value) -> Option<Choice> {
    let id = text::id(entry.get("id"));
    let title = text::filled(entry, "title");
    if id.is_none() && title.is_none() {
        return None;
    }
    Some(Choice {
        id,
        title: title.unwrap_or_default(),
        price: number::money(entry, &["price"]).unwrap_or_default(),
    })
}

fn stock(value: Option<&Value>) -> Option<i64> {
    let text = number::text(value?)?;
    Quantity::parse_decimal(&text)
        .ok()
        .map(Quantity::thousandths)
}

/// The categories in menu order.
pub fn categories(entries: &[Value]) -> Vec<Category> {
    let mut categories: Vec<Category> = entries.iter().filter_map(category).collect();
    categories.sort_by_key(|category| category.rank);
    categories
}

fn category(entry: &Value) -> Option<Category> {
    Some(Category {
        id: CategoryId::new(text::id(entry.get("id"))?),
        title: text::text(entry, "title").unwrap_or_default(),
        names: text::names(entry.get("languages")),
        colour: text::filled(entry, "color").and_then(|colour| hex(&colour)),
        rank: number::whole(entry.get("rank")).unwrap_or(LAST_RANK),
        active: entry.get("active") != Some(&Value::Bool(false)),
    })
}

/// `#abc` or `#aabbcc` as the latter; anything else is no colour.
fn hex(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        6 => Some(format!("#{}", digits.to_ascii_lowercase())),
        3 => Some(digits.chars().fold("#".to_owned(), |mut whole, digit| {
            whole.extend([digit.to_ascii_lowercase(); 2]);
            whole
        })),
        _ => None,
    }
}

/// The ways to pay, in the platform's order.
pub fn methods(entries: &[Value]) -> Vec<Method> {
    entries
        .iter()
        .filter_map(|entry| {
            Some(Method {
                id: MethodId::new(text::id(entry.get("id"))?),
                title: text::text(entry, "title").unwrap_or_default(),
                description: text::text(entry, "description").unwrap_or_default(),
                cash: text::flag(entry, "cash"),
                noreport: text::flag(entry, "noreport"),
            })
        })
        .collect()
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
