//! Lines as reads show them (C:G.1).

use super::View;
use super::amounts::amounts;
use crate::config::Generation;
use crate::money::Money;
use crate::restaurant::account::{Account, Chosen, Item, Line, Void};
use serde_json::{Map, Value, json};

/// One line of `orders[]`.
pub fn line(line: &Line, account: &Account, view: &View) -> Value {
    let mut shown = if view.older() {
        older(line, view.now)
    } else {
        newer(line, account, view)
    };
    if let Some(note) = line.note.as_ref().filter(|_| view.personal) {
        // Gated free text: the key itself is gone without consent (C:G.6 loss 2).
        shown.insert("note".to_owned(), json!(note));
    }
    if let Some(product) = &line.product_object {
        shown.insert("product".to_owned(), product.clone());
    }
    if let Some(product) = line.product.as_ref().filter(|_| view.product_ids) {
        shown.insert("productId".to_owned(), json!(product));
    }
    Value::Object(shown)
}

/// One line of `cancels[]`: the line's shape, `reason` (gated) and `cancelledAt`.
pub fn void(void: &Void, account: &Account, view: &View) -> Value {
    let mut shown = line(&void.line, account, view);
    if view.personal {
        shown["reason"] = json!(void.reason);
    }
    shown["cancelledAt"] = json!(void.at);
    shown
}

fn older(line: &Line, now: u64) -> Map<String, Value> {
    let quantity = line
        .quantity_text
        .as_ref()
        .map_or_else(|| line.quantity.json(), |text| json!(text));
    let titles: Vec<&str> = line
        .options
        .iter()
        .map(|chosen| chosen.title.as_str())
        .collect();
    let mut shown = Map::new();
    shown.insert("id".to_owned(), json!(line.id));
    shown.insert("title".to_owned(), json!(line.title));
    shown.insert("quantity".to_owned(), quantity);
    shown.insert("options".to_owned(), json!(titles));
    if !line.is_cover() {
        shown.insert("extra".to_owned(), line.extra.json());
        shown.insert("discount".to_owned(), line.discount.json());
    }
    shown.insert("lineTotal".to_owned(), line.gross(now).json());
    shown
}

fn newer(line: &Line, account: &Account, view: &View) -> Map<String, Value> {
    let mixed = view.generation == Generation::Mixed;
    let name = |newest: &'static str, old: &'static str| if mixed { old } else { newest };
    let identity = line.identity.as_ref().filter(|_| !account.legacy);
    let options: Vec<Value> = line.options.iter().map(option).collect();
    let mut shown = Map::new();
    let mut put = |key: &str, value: Value| shown.insert(key.to_owned(), value);
    put("id", json!(line.id));
    put("lineId", json!(identity));
    put("metadata", metadata(&line.metadata));
    put("title", json!(line.title));
    put("quantity", line.quantity.json());
    put("options", Value::from(options));
    put(name("extraDecimal", "extra"), line.extra.json());
    put(name("discountDecimal", "discount"), line.discount.json());
    put(
        name("lineTotalDecimal", "lineTotal"),
        line.gross(view.now).json(),
    );
    if let Some(rate) = line.vat {
        put("vatRate", rate.json());
    }
    if !mixed && !line.without_amounts && !account.legacy {
        put("amounts", amounts(line, view.now));
    }
    shown
}

fn option(chosen: &Chosen) -> Value {
    let mut shown = json!({"title": chosen.title, "price": chosen.price.json(), "vatRate": chosen.vat.map(|rate| rate.json())});
    if let Some(id) = &chosen.id {
        shown["id"] = json!(id);
    }
    shown
}

/// `null` when there is none.
pub fn metadata(items: &[Item]) -> Value {
    if items.is_empty() {
        return Value::Null;
    }
    Value::from(
        items
            .iter()
            .map(|item| json!({"key": item.key, "value": item.value, "by": item.by}))
            .collect::<Vec<_>>(),
    )
}

/// Units or lines: the sources disagree (C:F itemCount).
pub fn item_count(account: &Account, view: &View) -> Value {
    let lines = account.lines.iter().filter(|line| !line.is_cover());
    if view.older() {
        let thousandths: i64 = lines.map(|line| line.quantity.0).sum();
        crate::money::Quantity(thousandths).json()
    } else {
        json!(lines.count())
    }
}

/// The account's total at the time of the view.
pub fn total(account: &Account, view: &View) -> Money {
    account.total(view.now)
}
