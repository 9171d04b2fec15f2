//! `POST /_sim/load`: records of one's own, for generated restaurants. `products`, `methods`, `accounts` and `sections` each
//! take the form in which `/_sim/catalogue` and `/_sim/state` show them; what is left out gets the usual value. A record takes
//! the place of the one with its id; `clear` empties the named lists first.

use super::Controlled;
use crate::json::Json;
use crate::money::{Money, Quantity, Rate};
use crate::restaurant::account::{Account, Chosen, Item, Kind, Line, Payment, Timer, Void};
use crate::restaurant::catalogue::{Choice, Group, Method, Product};
use crate::restaurant::floor::{Place, Section};
use crate::restaurant::people::Customer;
use crate::world::Tenant;
use serde_json::json;

type Read<T> = Result<T, String>;

/// Loads everything or, when one record is wrong, nothing.
pub fn load(tenant: &mut Tenant, body: &Json, now: u64) -> Controlled {
    let products: Vec<Product> = list(body, "products", product)?;
    let methods: Vec<Method> = list(body, "methods", method)?;
    let accounts: Vec<Account> = list(body, "accounts", |json| account(json, now))?;
    let sections: Vec<Section> = list(body, "sections", section)?;
    let restaurant = &mut tenant.restaurant;
    for cleared in body.get("clear").and_then(Json::list).unwrap_or_default() {
        match cleared.text() {
            Some("products") => restaurant.products.clear(),
            Some("methods") => restaurant.methods.clear(),
            Some("accounts") => restaurant.accounts.clear(),
            Some("sections") => restaurant.sections.clear(),
            _ => return Err("clear names products, methods, accounts or sections".to_owned()),
        }
    }
    put(&mut restaurant.products, products, |one, other| {
        one.id == other.id
    });
    put(&mut restaurant.methods, methods, |one, other| {
        one.id == other.id
    });
    put(&mut restaurant.accounts, accounts, |one, other| {
        one.kind == other.kind && one.id == other.id
    });
    put(&mut restaurant.sections, sections, |one, other| {
        one.id == other.id
    });
    Ok(json!({"ok": true}))
}

fn section(json: &Json) -> Read<Section> {
    let cover = json.get("cover").filter(|json| **json != Json::Null);
    Ok(Section {
        id: required(json, "id")?,
        title: required(json, "title")?,
        rank: None,
        cover: cover.map(|_| money(json, "cover")).transpose()?,
        tables: list(json, "tables", |json| {
            Ok(Place {
                id: required(json, "id")?,
                title: required(json, "title")?,
                active: flag(json, "active").unwrap_or(true),
            })
        })?,
    })
}

fn put<T>(records: &mut Vec<T>, loaded: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for new in loaded {
        match records.iter_mut().find(|old| same(old, &new)) {
            Some(old) => *old = new,
            None => records.push(new),
        }
    }
}

fn product(json: &Json) -> Read<Product> {
    Ok(Product {
        id: required(json, "id")?,
        title: required(json, "title")?,
        category: text(json, "category").unwrap_or_else(|| "c-04".to_owned()),
        price: money(json, "price")?,
        tax: rate(json, "tax")?,
        active: flag(json, "active").unwrap_or(true),
        image: text(json, "image"),
        barcode: text(json, "barcode"),
        barcode_type: text(json, "barcodeType"),
        stock: None,
        languages: json.get("languages").map(Json::to_value),
        options: list(json, "options", group)?,
        per_hour: if json.get("perHour").is_some() {
            Some(money(json, "perHour")?)
        } else {
            None
        },
        owner: text(json, "owner"),
    })
}

fn group(json: &Json) -> Read<Group> {
    let value = |key: &str| json.get(key).map(Json::to_value);
    Ok(Group {
        id: value("id"),
        title: text(json, "title"),
        min: value("min"),
        max: value("max"),
        multiple: flag(json, "multiple").unwrap_or(false),
        choices: list(json, "choices", |json| {
            let id = json.get("id").and_then(Json::whole);
            Ok(Choice {
                id,
                title: required(json, "title")?,
                price: money(json, "price")?,
                vat: rate(json, "vatRate")?,
            })
        })?,
    })
}

fn method(json: &Json) -> Read<Method> {
    Ok(Method {
        id: required(json, "id")?,
        title: required(json, "title")?,
        description: text(json, "description").unwrap_or_default(),
        cash: flag(json, "cash").unwrap_or(false),
        noreport: flag(json, "noreport").unwrap_or(false),
        owner: text(json, "owner"),
    })
}

fn account(json: &Json, now: u64) -> Read<Account> {
    let kind = match text(json, "kind").as_deref() {
        Some("packet") => Kind::Packet,
        Some("table") => Kind::Table,
        _ => return Err("kind must be packet or table".to_owned()),
    };
    let whole = |key: &str| json.get(key).and_then(Json::whole);
    let mut account = Account::new(kind, required(json, "id")?, whole("opened").unwrap_or(now));
    account.uuid = text(json, "uuid");
    account.doc_no = whole("docNo");
    account.service = text(json, "type");
    account.entegrasyon =
        text(json, "entegrasyon").or_else(|| (kind == Kind::Packet).then(|| "packet".to_owned()));
    account.status = text(json, "status");
    account.note = text(json, "note");
    account.payment_note = text(json, "paymentNote");
    account.order_code = text(json, "orderCode");
    account.name = text(json, "tableName");
    account.section = text(json, "section");
    account.guests = whole("guests").unwrap_or(0);
    account.legacy = flag(json, "legacy").unwrap_or(false);
    account.residue = money(json, "residue")?;
    account.customer = json
        .get("customer")
        .filter(|json| **json != Json::Null)
        .map(customer)
        .transpose()?;
    account.lines = list(json, "lines", |json| line(json, account.opened))?;
    account.cancels = list(json, "cancels", |json| {
        let at = json.get("cancelledAt").and_then(Json::whole).unwrap_or(now);
        Ok(Void {
            line: line(json, now)?,
            reason: text(json, "reason").unwrap_or_default(),
            at,
        })
    })?;
    account.payments = list(json, "payments", payment)?;
    account.cancel_payments = list(json, "cancelPayments", payment)?;
    Ok(account)
}

fn customer(json: &Json) -> Read<Customer> {
    Ok(Customer {
        id: required(json, "id")?,
        name: text(json, "name"),
        phone: text(json, "phone"),
        call: text(json, "call"),
        address: text(json, "address"),
        address_description: text(json, "addressDescription"),
        region: text(json, "region"),
        total: Money::ZERO,
    })
}

fn line(json: &Json, created: u64) -> Read<Line> {
    let timer = json.get("timerSince").and_then(Json::whole);
    let per_hour = money(json, "perHour")?;
    Ok(Line {
        id: required(json, "id")?,
        identity: text(json, "lineId"),
        product: text(json, "product"),
        title: required(json, "title")?,
        quantity: Quantity::parse(&number(json, "quantity")?)
            .map_err(|error| format!("quantity: {error:?}"))?,
        unit: money(json, "unit")?,
        options: list(json, "options", |json| {
            let id = text(json, "id");
            Ok(Chosen {
                id,
                title: required(json, "title")?,
                price: money(json, "price")?,
                vat: rate(json, "vatRate")?,
            })
        })?,
        extra: money(json, "extra")?,
        discount: money(json, "discount")?,
        note: text(json, "note"),
        vat: rate(json, "vat")?,
        vat_declared: flag(json, "vatDeclared").unwrap_or(false),
        metadata: list(json, "metadata", item)?,
        created: json.get("created").and_then(Json::whole).unwrap_or(created),
        sent_to_kitchen: flag(json, "sentToKitchen").unwrap_or(true),
        timer: timer.map(|since| Timer { since, per_hour }),
        product_object: json
            .get("productObject")
            .filter(|json| **json != Json::Null)
            .map(Json::to_value),
        by: text(json, "by").unwrap_or_else(|| "u-murat".to_owned()),
        quantity_text: text(json, "quantityText"),
        without_amounts: flag(json, "withoutAmounts").unwrap_or(false),
    })
}

fn payment(json: &Json) -> Read<Payment> {
    Ok(Payment {
        identity: text(json, "lineId"),
        metadata: list(json, "metadata", item)?,
        method: text(json, "methodId"),
        title: text(json, "title").unwrap_or_default(),
        amount: money(json, "amount")?,
        cash: flag(json, "cash").unwrap_or(false),
        is_discount: flag(json, "isDiscount").unwrap_or(false),
        created: json.get("created").and_then(Json::whole).unwrap_or(0),
        by: text(json, "by").unwrap_or_else(|| "u-elif".to_owned()),
    })
}

fn item(json: &Json) -> Read<Item> {
    let value = json.get("value").ok_or("an item needs a value")?.to_value();
    Ok(Item {
        key: required(json, "key")?,
        value,
        by: required(json, "by")?,
    })
}

fn list<T>(json: &Json, key: &str, one: impl Fn(&Json) -> Read<T>) -> Read<Vec<T>> {
    let items = json
        .get(key)
        .and_then(Json::list)
        .unwrap_or_default()
        .iter()
        .enumerate();
    items
        .map(|(index, item)| one(item).map_err(|why| format!("{key}[{index}]: {why}")))
        .collect()
}

fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key).and_then(Json::text).map(str::to_owned)
}

fn required(json: &Json, key: &str) -> Read<String> {
    text(json, key).ok_or_else(|| format!("{key} must be a text"))
}

fn flag(json: &Json, key: &str) -> Option<bool> {
    json.get(key).and_then(Json::bool)
}

fn number(json: &Json, key: &str) -> Read<String> {
    match json.get(key) {
        Some(Json::Number(text)) => Ok(text.clone()),
        _ => Err(format!("{key} must be a number")),
    }
}

fn money(json: &Json, key: &str) -> Read<Money> {
    match json.get(key) {
        None | Some(Json::Null) => Ok(Money::ZERO),
        Some(_) => Money::parse(&number(json, key)?).map_err(|error| format!("{key}: {error:?}")),
    }
}

fn rate(json: &Json, key: &str) -> Read<Option<Rate>> {
    match json.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(_) => Rate::parse(&number(json, key)?)
            .map(Some)
            .map_err(|error| format!("{key}: {error:?}")),
    }
}
