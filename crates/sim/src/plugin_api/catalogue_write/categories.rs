//! categories/create, update, delete. A category must be empty to go.

use super::super::{Call, Handled, idempotency};
use super::{create_fields, delete_id, deleted, languages, owned, title, update_fields, written};
use crate::joi::Fields;
use crate::refusal::Refusal;
use crate::restaurant::catalogue::Category;
use crate::shape::catalogue as shape;

const WRITABLE: [&str; 4] = ["title", "active", "color", "languages"];
const SCOPE: &str = "products:read";

/// categories/create: at the root, in no menu.
pub fn create(call: &mut Call<'_>) -> Handled {
    let fields = create_fields(call.body, &WRITABLE)?;
    let mut made = Category {
        title: title(&fields, 100)?,
        active: true,
        ..Category::default()
    };
    put(&mut made, &fields)?;
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        made.id = format!("cat-{}", call.tenant.restaurant.rng.hex(12));
        made.owner = Some(call.tenant.plugin_id.clone());
        let shown = shape::category(&made);
        call.tenant.restaurant.categories.push(made);
        Ok(written(call, "category.created", SCOPE, shown))
    })
}

/// categories/update
pub fn update(call: &mut Call<'_>) -> Handled {
    let fields = update_fields(call.body, &WRITABLE)?;
    let index = position(call, fields.text("id", 200)?)?;
    let mut changed = call.tenant.restaurant.categories[index].clone();
    put(&mut changed, &fields)?;
    let shown = shape::category(&changed);
    call.tenant.restaurant.categories[index] = changed;
    Ok(written(call, "category.updated", SCOPE, shown))
}

/// categories/delete
pub fn delete(call: &mut Call<'_>) -> Handled {
    let id = delete_id(call.body)?;
    let index = position(call, id)?;
    if call
        .tenant
        .restaurant
        .products
        .iter()
        .any(|product| product.category == id)
    {
        return Err(Refusal::new(409, "plugin.catalog.categoryNotEmpty"));
    }
    call.tenant.restaurant.categories.remove(index);
    Ok(deleted(call, "category.deleted", SCOPE, id))
}

fn position(call: &Call<'_>, id: &str) -> Result<usize, Refusal> {
    let categories = &call.tenant.restaurant.categories;
    let index = categories
        .iter()
        .position(|one| one.id == id)
        .ok_or_else(|| Refusal::not_found("categories"))?;
    owned(categories[index].owner.as_ref(), call)?;
    Ok(index)
}

fn put(category: &mut Category, fields: &Fields<'_>) -> Result<(), Refusal> {
    if fields.has("title") {
        category.title = title(fields, 100)?;
    }
    if let Some(active) = fields.optional_bool("active")? {
        category.active = active;
    }
    if let Some(color) = fields.optional_text("color", 32)? {
        category.color = Some(color.to_owned());
    }
    if let Some(languages) = languages(fields)? {
        category.languages = Some(languages);
    }
    Ok(())
}
