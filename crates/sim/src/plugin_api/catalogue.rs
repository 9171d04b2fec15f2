//! Catalogue reads (C:E.4).

use super::accounts::id_parameter;
use super::{Call, Handled, reply};
use crate::refusal::Refusal;
use crate::shape::catalogue as shape;
use serde_json::{Value, json};

/// The most products a list holds (C:E.4 truncation).
const MAX_PRODUCTS: usize = 2000;
/// The most categories a list holds.
const MAX_CATEGORIES: usize = 500;

/// products/get
pub fn product(call: &mut Call<'_>) -> Handled {
    let id = id_parameter(call, "id", "products")?;
    let product = call
        .tenant
        .restaurant
        .product(id)
        .ok_or_else(|| Refusal::not_found("products"))?;
    Ok(reply::data(shape::product(product)))
}

/// products/list: active and passive; beyond the limit `truncated` and `total` stand beside `data`.
pub fn products(call: &mut Call<'_>) -> Handled {
    let products = &call.tenant.restaurant.products;
    let list: Vec<Value> = products
        .iter()
        .take(MAX_PRODUCTS)
        .map(shape::product)
        .collect();
    let mut answer = reply::data(Value::from(list));
    if products.len() > MAX_PRODUCTS {
        answer["truncated"] = json!(true);
        answer["total"] = json!(products.len());
    }
    Ok(answer)
}

/// categories/get
pub fn category(call: &mut Call<'_>) -> Handled {
    let id = id_parameter(call, "id", "categories")?;
    let category = call
        .tenant
        .restaurant
        .categories
        .iter()
        .find(|category| category.id == id);
    Ok(reply::data(shape::category(
        category.ok_or_else(|| Refusal::not_found("categories"))?,
    )))
}

/// categories/list
pub fn categories(call: &mut Call<'_>) -> Handled {
    let categories = call
        .tenant
        .restaurant
        .categories
        .iter()
        .take(MAX_CATEGORIES);
    Ok(reply::data(Value::from(
        categories.map(shape::category).collect::<Vec<_>>(),
    )))
}

/// payment-methods/list
pub fn methods(call: &mut Call<'_>) -> Handled {
    let methods = call.tenant.restaurant.methods.iter();
    Ok(reply::data(Value::from(
        methods.map(shape::method).collect::<Vec<_>>(),
    )))
}
