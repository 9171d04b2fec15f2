//! payment-methods/create, update, delete. Which staff may use a method is the panel's business.

use super::super::{Call, Handled, idempotency};
use super::{create_fields, delete_id, deleted, owned, title, update_fields, written};
use crate::joi::Fields;
use crate::refusal::Refusal;
use crate::restaurant::catalogue::Method;
use crate::shape::catalogue as shape;

const WRITABLE: [&str; 4] = ["title", "description", "cash", "noreport"];
const SCOPE: &str = "payment_methods:read";

/// payment-methods/create
pub fn create(call: &mut Call<'_>) -> Handled {
    let fields = create_fields(call.body, &WRITABLE)?;
    let mut made = Method {
        title: title(&fields, 100)?,
        ..Method::default()
    };
    put(&mut made, &fields)?;
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        made.id = format!("pm-{}", call.tenant.restaurant.rng.hex(12));
        made.owner = Some(call.tenant.plugin_id.clone());
        let shown = shape::method(&made);
        call.tenant.restaurant.methods.push(made);
        Ok(written(call, "payment_method.created", SCOPE, shown))
    })
}

/// payment-methods/update
pub fn update(call: &mut Call<'_>) -> Handled {
    let fields = update_fields(call.body, &WRITABLE)?;
    let index = position(call, fields.text("id", 200)?)?;
    let mut changed = call.tenant.restaurant.methods[index].clone();
    put(&mut changed, &fields)?;
    let shown = shape::method(&changed);
    call.tenant.restaurant.methods[index] = changed;
    Ok(written(call, "payment_method.updated", SCOPE, shown))
}

/// payment-methods/delete
pub fn delete(call: &mut Call<'_>) -> Handled {
    let id = delete_id(call.body)?;
    let index = position(call, id)?;
    call.tenant.restaurant.methods.remove(index);
    Ok(deleted(call, "payment_method.deleted", SCOPE, id))
}

fn position(call: &Call<'_>, id: &str) -> Result<usize, Refusal> {
    let methods = &call.tenant.restaurant.methods;
    // The resource word of this code is not documented; it follows the scope's spelling.
    let index = methods
        .iter()
        .position(|one| one.id == id)
        .ok_or_else(|| Refusal::not_found("payment_methods"))?;
    owned(methods[index].owner.as_ref(), call)?;
    Ok(index)
}

fn put(method: &mut Method, fields: &Fields<'_>) -> Result<(), Refusal> {
    if fields.has("title") {
        method.title = title(fields, 100)?;
    }
    if let Some(description) = fields.optional_text("description", 500)? {
        method.description = description.to_owned();
    }
    if let Some(cash) = fields.optional_bool("cash")? {
        method.cash = cash;
    }
    if let Some(noreport) = fields.optional_bool("noreport")? {
        method.noreport = noreport;
    }
    Ok(())
}
