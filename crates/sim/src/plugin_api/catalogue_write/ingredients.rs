//! ingredients/create, update, delete. Stock starts at nothing and cannot be written.

use super::super::{Call, Handled, idempotency, reply};
use super::{create_fields, delete_id, owned, title, update_fields};
use crate::joi::{Checked, Fields};
use crate::refusal::Refusal;
use crate::restaurant::catalogue::Ingredient;
use crate::shape::catalogue as shape;
use serde_json::json;

const WRITABLE: [&str; 4] = ["title", "unit", "alert", "tax"];

/// ingredients/create
pub fn create(call: &mut Call<'_>) -> Handled {
    let fields = create_fields(call.body, &WRITABLE)?;
    fields.text("unit", 32)?;
    let mut made = Ingredient {
        title: title(&fields, 100)?,
        ..Ingredient::default()
    };
    put(&mut made, &fields)?;
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        made.id = format!("in-{}", call.tenant.restaurant.rng.hex(12));
        made.owner = Some(call.tenant.plugin_id.clone());
        let shown = shape::ingredient(&made);
        call.tenant.restaurant.ingredients.push(made);
        Ok(reply::data(shown))
    })
}

/// ingredients/update
pub fn update(call: &mut Call<'_>) -> Handled {
    let fields = update_fields(call.body, &WRITABLE)?;
    let index = position(call, fields.text("id", 200)?)?;
    let mut changed = call.tenant.restaurant.ingredients[index].clone();
    put(&mut changed, &fields)?;
    let shown = shape::ingredient(&changed);
    call.tenant.restaurant.ingredients[index] = changed;
    Ok(reply::data(shown))
}

/// ingredients/delete
pub fn delete(call: &mut Call<'_>) -> Handled {
    let id = delete_id(call.body)?;
    let index = position(call, id)?;
    call.tenant.restaurant.ingredients.remove(index);
    Ok(reply::data(json!({"id": id, "deleted": true})))
}

fn position(call: &Call<'_>, id: &str) -> Checked<usize> {
    let cards = &call.tenant.restaurant.ingredients;
    let index = cards
        .iter()
        .position(|one| one.id == id)
        .ok_or_else(|| Refusal::not_found("ingredients"))?;
    owned(cards[index].owner.as_ref(), call)?;
    Ok(index)
}

fn put(card: &mut Ingredient, fields: &Fields<'_>) -> Checked<()> {
    if fields.has("title") {
        card.title = title(fields, 100)?;
    }
    if fields.has("unit") {
        card.unit = fields.text("unit", 32)?.to_owned();
    }
    if let Some(alert) = fields.optional_level("alert")? {
        card.alert = alert;
    }
    if let Some(tax) = fields.optional_percent("tax")? {
        card.tax = Some(tax);
    }
    Ok(())
}
