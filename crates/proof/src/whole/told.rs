//! The model's records as the simulator is told them, and its state as the model's records.
use crate::decimal::{decimal, minor};
use crate::model::account::{COVER, Kind};
use crate::model::{Account, Generation, Group, House, Item, Method, Opt, Pay, Product, Row, Void};
use adisyon_bill::BillRef;
use serde_json::{Value, json};

/// The section that all tables stand in.
const SECTION: &str = "Salon";
/// Life-long names below this are told as moments of creation; the simulator's own moments are far above.
const TOLD: u64 = 1 << 20;

/// Switches and generation.
pub fn settings(house: &House) -> Value {
    json!({
        "generation": match house.generation {
            Generation::Older => "older",
            Generation::Newest => "newest",
            Generation::Mixed => "mixed",
        },
        "consent": house.consent,
        "limits": false,
        "lineProductIds": house.quirks.product_ids,
        "idEchoMatches": house.quirks.echo_matches,
        "partialVoidAccepted": house.quirks.partial_accepted,
        "byPrefix": house.quirks.by_prefix,
    })
}

/// The floor plan: one section with the cover charge.
pub fn section(house: &House) -> Value {
    json!({ "id": "s-1", "title": SECTION, "cover": house.cover.map(|cover| decimal(cover, 2)), "tables": [] })
}

/// A product.
pub fn product(product: &Product) -> Value {
    let mut told = json!({
        "id": product.id, "title": product.title, "category": "c-01", "price": decimal(product.price, 2),
        "active": product.active, "options": product.groups.iter().map(group).collect::<Vec<_>>(),
    });
    if let Some(tax) = product.tax {
        told["tax"] = decimal(tax, 2);
    }
    if let Some(name) = &product.english {
        told["languages"] = json!({ "US": name });
    }
    told
}

fn group(group: &Group) -> Value {
    let mut told = json!({
        "title": group.title, "min": group.min, "multiple": group.multiple,
        "choices": group.choices.iter().map(|choice| {
            let mut told = json!({ "title": choice.title, "price": decimal(choice.price, 2) });
            if let Some(id) = choice.id {
                told["id"] = json!(id);
            }
            told
        }).collect::<Vec<_>>(),
    });
    if let Some(id) = &group.id {
        told["id"] = json!(id);
    }
    if let Some(max) = group.max {
        told["max"] = json!(max);
    }
    told
}

/// A payment method.
pub fn method(method: &Method) -> Value {
    json!({ "id": method.id, "title": method.title, "cash": method.cash })
}

/// Which bill.
pub fn bill_ref(account: &Account) -> BillRef {
    match account.kind {
        Kind::Packet => BillRef::Packet(account.id.clone()),
        Kind::Table => BillRef::Table(account.id.clone()),
    }
}

/// An account.
pub fn account(account: &Account) -> Value {
    let mut told = json!({
        "id": account.id, "guests": account.guests, "residue": decimal(account.residue, 2),
        "uuid": format!("sale-{}", account.id),
        "lines": account.rows.iter().map(row).collect::<Vec<_>>(),
        "cancels": account.voids.iter().map(|void| row(&void.row)).collect::<Vec<_>>(),
        "payments": account.pays.iter().map(pay).collect::<Vec<_>>(),
        "cancelPayments": account.void_pays.iter().map(pay).collect::<Vec<_>>(),
    });
    match account.kind {
        Kind::Table => {
            told["kind"] = json!("table");
            told["tableName"] = json!(account.id);
            told["section"] = json!(SECTION);
        }
        Kind::Packet => {
            told["kind"] = json!("packet");
            told["entegrasyon"] = json!(account.marketplace.as_deref().unwrap_or("packet"));
        }
    }
    told
}

fn row(row: &Row) -> Value {
    let mut told = json!({
        "id": row.id, "lineId": row.identity, "product": row.product, "title": row.title,
        "quantity": decimal(row.quantity, 3), "unit": decimal(row.unit, 2),
        "options": row.options.iter().map(option).collect::<Vec<_>>(),
        "extra": decimal(row.extra, 2), "discount": decimal(row.discount, 2),
        "metadata": row.items.iter().map(item).collect::<Vec<_>>(),
        "created": created(row.uid), "withoutAmounts": row.without_amounts,
    });
    if let Some(note) = &row.note {
        told["note"] = json!(note);
    }
    if let Some(vat) = row.vat {
        told["vat"] = decimal(vat, 2);
    }
    told
}

fn option(option: &Opt) -> Value {
    let mut told = json!({ "title": option.title, "price": decimal(option.price, 2) });
    if let Some(id) = &option.id {
        told["id"] = json!(id);
    }
    if let Some(vat) = option.vat {
        told["vatRate"] = decimal(vat, 2);
    }
    told
}

fn item(item: &Item) -> Value {
    let value: Value = serde_json::from_str(&item.value).unwrap_or(Value::Null);
    json!({ "key": item.key, "value": value, "by": item.by })
}

fn pay(pay: &Pay) -> Value {
    json!({
        "lineId": pay.identity, "methodId": pay.method, "title": pay.title, "amount": decimal(pay.amount, 2),
        "isDiscount": pay.is_discount, "metadata": pay.items.iter().map(item).collect::<Vec<_>>(),
        "created": created(pay.uid),
    })
}

/// A moment for a life-long name, and back: what the simulator makes itself is named by its moment and its id.
fn created(uid: u64) -> u64 {
    if uid < TOLD { uid } else { uid / TOLD }
}

fn uid(created: u64, id: &str) -> u64 {
    if id == COVER {
        return 0;
    }
    if created < TOLD {
        return created;
    }
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    created * TOLD + hash % TOLD
}

/// Reads an account from inside the simulator.
pub fn read(state: &Value) -> Result<Account, String> {
    let list = |key: &str| state[key].as_array().cloned().unwrap_or_default();
    let rows: Result<Vec<Row>, String> = list("lines").iter().map(read_row).collect();
    let voids: Result<Vec<Void>, String> = list("cancels")
        .iter()
        .map(|value| {
            let by_us = value["reason"]
                .as_str()
                .is_some_and(|why| why.starts_with("plugin:"));
            Ok(Void {
                row: read_row(value)?,
                by_us,
            })
        })
        .collect();
    let pays: Result<Vec<Pay>, String> = list("payments").iter().map(read_pay).collect();
    let void_pays: Result<Vec<Pay>, String> = list("cancelPayments").iter().map(read_pay).collect();
    let from = state["entegrasyon"]
        .as_str()
        .filter(|code| *code != "packet");
    Ok(Account {
        kind: if state["kind"] == "table" {
            Kind::Table
        } else {
            Kind::Packet
        },
        id: text(state, "id").ok_or("no id")?,
        guests: state["guests"].as_i64().unwrap_or(0),
        marketplace: from.map(str::to_owned),
        rows: rows?,
        voids: voids?,
        pays: pays?,
        void_pays: void_pays?,
        residue: minor(&state["residue"], 2)?,
        paid_beyond: 0,
        next_uid: 0,
    })
}

fn text(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().map(str::to_owned)
}

fn read_row(value: &Value) -> Result<Row, String> {
    let id = text(value, "id").ok_or("a line without id")?;
    let options = value["options"].as_array().cloned().unwrap_or_default();
    let options: Result<Vec<Opt>, String> = options
        .iter()
        .map(|option| {
            Ok(Opt {
                id: text(option, "id"),
                title: text(option, "title").unwrap_or_default(),
                price: minor(&option["price"], 2)?,
                vat: rate(&option["vatRate"])?,
            })
        })
        .collect();
    Ok(Row {
        uid: uid(value["created"].as_u64().unwrap_or(0), &id),
        id,
        identity: text(value, "lineId"),
        product: text(value, "product").unwrap_or_default(),
        title: text(value, "title").unwrap_or_default(),
        quantity: minor(&value["quantity"], 3)?,
        unit: minor(&value["unit"], 2)?,
        options: options?,
        options_unsaid: false,
        extra: minor(&value["extra"], 2)?,
        discount: minor(&value["discount"], 2)?,
        note: text(value, "note"),
        vat: rate(&value["vat"])?,
        items: items(value),
        timer: (value["timer"] == true).then_some(1),
        without_amounts: value["withoutAmounts"] == true,
    })
}

fn rate(value: &Value) -> Result<Option<i64>, String> {
    match value {
        Value::Null => Ok(None),
        other => minor(other, 2).map(Some),
    }
}

fn items(value: &Value) -> Vec<Item> {
    let all = value["metadata"].as_array().cloned().unwrap_or_default();
    let item = |item: &Value| Item {
        key: text(item, "key").unwrap_or_default(),
        value: item["value"].to_string(),
        by: text(item, "by").unwrap_or_default(),
    };
    all.iter().map(item).collect()
}

fn read_pay(value: &Value) -> Result<Pay, String> {
    let identity = text(value, "lineId");
    let is_discount = value["isDiscount"] == true;
    Ok(Pay {
        uid: uid(
            value["created"].as_u64().unwrap_or(0),
            identity.as_deref().unwrap_or(""),
        ),
        identity,
        method: text(value, "methodId"),
        title: text(value, "title").unwrap_or_default(),
        amount: minor(&value["amount"], 2)?,
        is_discount,
        items: items(value),
    })
}
