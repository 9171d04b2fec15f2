//! Catalogue records as reads show them (C:E.4), with the gaps old records have.

use crate::restaurant::catalogue::{Category, Choice, Group, Ingredient, Method, Product};
use serde_json::{Map, Value, json};

/// An object of the fields that are there.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let present = fields
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

/// products/get and products/list. Cost and recipe never appear.
pub fn product(product: &Product) -> Value {
    let groups: Vec<Value> = product.options.iter().map(group).collect();
    object([
        ("id", Some(json!(product.id))),
        ("title", Some(json!(product.title))),
        ("category", Some(json!(product.category))),
        ("price", Some(product.price.json())),
        ("tax", product.tax.map(|rate| rate.json())),
        ("active", Some(json!(product.active))),
        ("image", Some(json!(product.image))),
        ("barcode", product.barcode.as_ref().map(|code| json!(code))),
        (
            "barcodeType",
            product.barcode_type.as_ref().map(|kind| json!(kind)),
        ),
        ("stock", product.stock.map(Value::from)),
        ("languages", product.languages.clone()),
        ("options", Some(Value::from(groups))),
    ])
}

fn group(group: &Group) -> Value {
    let choices: Vec<Value> = group.choices.iter().map(choice).collect();
    object([
        ("id", group.id.clone()),
        ("title", group.title.as_ref().map(|title| json!(title))),
        ("min", group.min.clone()),
        ("max", group.max.clone()),
        ("multiple", Some(json!(group.multiple))),
        ("choices", Some(Value::from(choices))),
    ])
}

fn choice(choice: &Choice) -> Value {
    object([
        ("id", choice.id.map(Value::from)),
        ("title", Some(json!(choice.title))),
        ("price", Some(choice.price.json())),
    ])
}

/// categories/get and categories/list.
pub fn category(category: &Category) -> Value {
    object([
        ("id", Some(json!(category.id))),
        ("title", Some(json!(category.title))),
        ("image", Some(json!(category.image))),
        ("color", category.color.as_ref().map(|color| json!(color))),
        ("rank", category.rank.map(Value::from)),
        ("active", Some(json!(category.active))),
        ("languages", category.languages.clone()),
    ])
}

/// payment-methods/list. Which staff may use it never appears.
pub fn method(method: &Method) -> Value {
    json!({
        "id": method.id, "title": method.title, "description": method.description,
        "cash": method.cash, "noreport": method.noreport,
    })
}

/// ingredients/list. Cost and storages never appear.
pub fn ingredient(ingredient: &Ingredient) -> Value {
    object([
        ("id", Some(json!(ingredient.id))),
        ("title", Some(json!(ingredient.title))),
        ("unit", Some(json!(ingredient.unit))),
        ("stock", Some(ingredient.stock.json())),
        ("alert", Some(ingredient.alert.json())),
        ("tax", ingredient.tax.map(|rate| rate.json())),
    ])
}
