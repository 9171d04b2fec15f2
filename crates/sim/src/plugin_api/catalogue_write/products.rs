//! products/create, update, delete. Cost, recipe, stock, image and rank are not writable; ids of option groups and
//! choices are the platform's.

use super::super::{Call, Handled, idempotency};
use super::{create_fields, delete_id, deleted, languages, owned, title, update_fields, written};
use crate::joi::{Checked, Fields};
use crate::json::Json;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::restaurant::catalogue::{Choice, Group, Product};
use crate::rng::Rng;
use crate::shape::catalogue as shape;
use serde_json::json;

const WRITABLE: [&str; 9] = [
    "title",
    "price",
    "category",
    "tax",
    "active",
    "barcode",
    "barcodeType",
    "languages",
    "options",
];
const SCOPE: &str = "products:read";
const MAX_GROUPS: usize = 20;
/// Not documented; a limit all the same.
const MAX_CHOICES: usize = 100;

/// products/create
pub fn create(call: &mut Call<'_>) -> Handled {
    let fields = create_fields(call.body, &WRITABLE)?;
    title(&fields, 200)?;
    fields.money("price")?;
    fields.text("category", 200)?;
    let mut made = Product {
        active: true,
        stock: Some(0),
        ..Product::default()
    };
    put(&mut made, &fields, &mut call.tenant.restaurant.rng)?;
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        category_exists(call, &made.category)?;
        made.id = format!("prd-{}", call.tenant.restaurant.rng.hex(12));
        made.owner = Some(call.tenant.plugin_id.clone());
        let shown = shape::product(&made);
        call.tenant.restaurant.products.push(made);
        Ok(written(call, "product.created", SCOPE, shown))
    })
}

/// products/update: `options` replaces all groups.
pub fn update(call: &mut Call<'_>) -> Handled {
    let fields = update_fields(call.body, &WRITABLE)?;
    let index = position(call, fields.text("id", 200)?)?;
    let mut changed = call.tenant.restaurant.products[index].clone();
    put(&mut changed, &fields, &mut call.tenant.restaurant.rng)?;
    category_exists(call, &changed.category)?;
    let shown = shape::product(&changed);
    call.tenant.restaurant.products[index] = changed;
    Ok(written(call, "product.updated", SCOPE, shown))
}

/// products/delete
pub fn delete(call: &mut Call<'_>) -> Handled {
    let id = delete_id(call.body)?;
    let index = position(call, id)?;
    call.tenant.restaurant.products.remove(index);
    Ok(deleted(call, "product.deleted", SCOPE, id))
}

fn position(call: &Call<'_>, id: &str) -> Checked<usize> {
    let products = &call.tenant.restaurant.products;
    let index = products
        .iter()
        .position(|one| one.id == id)
        .ok_or_else(|| Refusal::not_found("products"))?;
    owned(products[index].owner.as_ref(), call)?;
    Ok(index)
}

fn category_exists(call: &Call<'_>, id: &str) -> Checked<()> {
    let known = call
        .tenant
        .restaurant
        .categories
        .iter()
        .any(|category| category.id == id);
    if known {
        Ok(())
    } else {
        Err(Refusal::bad("plugin.catalog.categoryNotFound"))
    }
}

fn put(product: &mut Product, fields: &Fields<'_>, rng: &mut Rng) -> Checked<()> {
    if fields.has("title") {
        product.title = title(fields, 200)?;
    }
    if let Some(price) = fields.optional_money("price")? {
        product.price = price;
    }
    if fields.has("category") {
        product.category = fields.text("category", 200)?.to_owned();
    }
    if let Some(tax) = fields.optional_percent("tax")? {
        product.tax = Some(tax);
    }
    if let Some(active) = fields.optional_bool("active")? {
        product.active = active;
    }
    if let Some(barcode) = fields.optional_text("barcode", 64)? {
        product.barcode = Some(barcode.to_owned());
    }
    if let Some(kind) = fields.optional_text("barcodeType", 32)? {
        product.barcode_type = Some(kind.to_owned());
    }
    if let Some(languages) = languages(fields)? {
        product.languages = Some(languages);
    }
    if fields.has("options") {
        let groups = fields.list("options", 0, MAX_GROUPS)?.iter().enumerate();
        product.options = groups
            .map(|(index, json)| group(json, index, rng))
            .collect::<Checked<_>>()?;
    }
    Ok(())
}

fn group(json: &Json, index: usize, rng: &mut Rng) -> Checked<Group> {
    let at = format!("options[{index}]");
    let fields = Fields::of(json, &at)?;
    fields.only(&["title", "min", "max", "multiple", "choices"])?;
    let choices = if fields.has("choices") {
        fields.list("choices", 0, MAX_CHOICES)?
    } else {
        &[]
    };
    let choices = choices.iter().enumerate();
    Ok(Group {
        id: Some(json!(rng.hex(20))),
        title: fields.optional_text("title", 200)?.map(str::to_owned),
        min: fields.optional_whole("min", 9999)?.map(|min| json!(min)),
        max: fields.optional_whole("max", 9999)?.map(|max| json!(max)),
        multiple: fields.optional_bool("multiple")?.unwrap_or(false),
        choices: choices
            .map(|(index, json)| choice(json, &fields.path(&format!("choices[{index}]")), rng))
            .collect::<Checked<_>>()?,
    })
}

fn choice(json: &Json, at: &str, rng: &mut Rng) -> Checked<Choice> {
    let fields = Fields::of(json, at)?;
    fields.only(&["title", "price"])?;
    Ok(Choice {
        id: Some(1_793_000_000_000 + rng.below(1_000_000_000)),
        title: fields.text("title", 200)?.to_owned(),
        price: fields.optional_money("price")?.unwrap_or(Money::ZERO),
        vat: None,
    })
}
