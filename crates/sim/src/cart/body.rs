//! The schema of `cart[]` (C:E.3).

use super::metadata::{self, Sent};
use crate::config::Generation;
use crate::joi::{Checked, Fields, refuse};
use crate::json::Json;
use crate::money::{Money, Quantity, Rate};

/// One line as asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Product id.
    pub product: String,
    /// How much.
    pub quantity: Quantity,
    /// Options by title or id.
    pub options: Vec<Declared>,
    /// Discount of the whole line.
    pub discount: Money,
    /// Kitchen note.
    pub note: Option<String>,
    /// Tax override.
    pub tax_rate: Option<Rate>,
    /// Declared identity.
    pub line_id: Option<String>,
    /// Metadata items, `None` when the key was not sent.
    pub metadata: Option<Vec<Sent>>,
}

/// An option as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Choice id.
    pub id: Option<String>,
    /// Choice title.
    pub title: Option<String>,
}

impl Declared {
    /// What a refusal calls it.
    pub fn label(&self) -> &str {
        self.title.as_deref().or(self.id.as_deref()).unwrap_or("")
    }
}

/// The most lines of a cart (C:E.3).
pub const MAX_LINES: usize = 200;
const MAX_OPTIONS: usize = 50;
const MAX_NOTE: usize = 500;

/// Reads the field `cart`. Older schemas know neither `taxRate`, `lineId` nor `metadata`, and options are titles only.
pub fn cart(fields: &Fields<'_>, min: usize, generation: Generation) -> Checked<Vec<Wanted>> {
    let lines = fields.list("cart", min, MAX_LINES)?;
    let wanted: Vec<Wanted> = lines
        .iter()
        .enumerate()
        .map(|(index, json)| line(json, &format!("cart[{index}]"), generation))
        .collect::<Checked<_>>()?;
    metadata::check_request(wanted.iter().filter_map(|line| line.metadata.as_deref()))?;
    Ok(wanted)
}

fn line(json: &Json, at: &str, generation: Generation) -> Checked<Wanted> {
    let older = generation == Generation::Older;
    let fields = Fields::of(json, at)?;
    let known: &[&str] = if older {
        &["product", "quantity", "options", "discount", "note"]
    } else {
        &[
            "product", "quantity", "options", "discount", "note", "taxRate", "lineId", "metadata",
        ]
    };
    fields.only(known)?;
    Ok(Wanted {
        product: fields.text("product", 128)?.to_owned(),
        quantity: fields.quantity("quantity")?,
        options: options(&fields, older)?,
        discount: fields.optional_money("discount")?.unwrap_or_default(),
        note: fields.optional_text("note", MAX_NOTE)?.map(str::to_owned),
        tax_rate: fields.optional_rate("taxRate")?,
        line_id: line_id(&fields)?,
        metadata: metadata::read(&fields)?,
    })
}

/// Reads an optional `lineId`; its rules beyond being a string are those of [`super::identity`].
pub fn line_id(fields: &Fields<'_>) -> Checked<Option<String>> {
    match fields.get("lineId") {
        None => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text.clone())),
        Some(_) => Err(fields.refuse("lineId", "must be a string")),
    }
}

fn options(fields: &Fields<'_>, older: bool) -> Checked<Vec<Declared>> {
    if !fields.has("options") {
        return Ok(Vec::new());
    }
    let items = fields.list("options", 0, MAX_OPTIONS)?;
    items
        .iter()
        .enumerate()
        .map(|(index, json)| option(json, &fields.path(&format!("options[{index}]")), older))
        .collect()
}

fn option(json: &Json, at: &str, older: bool) -> Checked<Declared> {
    match json {
        Json::Text(title) if title.is_empty() => Err(refuse(at, "is not allowed to be empty")),
        Json::Text(title) => Ok(Declared {
            id: None,
            title: Some(title.clone()),
        }),
        Json::Map(_) if !older => {
            let fields = Fields::of(json, at)?;
            fields.only(&["id", "title"])?;
            let id = fields.optional_text("id", 128)?.map(str::to_owned);
            let title = fields.optional_text("title", 200)?.map(str::to_owned);
            if id.is_none() && title.is_none() {
                return Err(refuse(at, "must contain at least one of [id, title]"));
            }
            Ok(Declared { id, title })
        }
        _ if older => Err(refuse(at, "must be a string")),
        _ => Err(refuse(at, "must be one of [string, object]")),
    }
}
