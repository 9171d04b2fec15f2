//! Accounts in full (packets/get, tables/get) and as summaries (open lists), C:E.2.

use super::line::{item_count, line, total, void};
use super::payment::payment;
use super::{View, person};
use crate::restaurant::Restaurant;
use crate::restaurant::account::{Account, Kind};
use serde_json::{Map, Value, json};

/// The digits after the comma of `amounts` (C:H.1).
const AMOUNT_EXPONENT: u8 = 2;

/// The full account.
pub fn full(account: &Account, restaurant: &Restaurant, view: &View) -> Value {
    let mut shown = Map::new();
    head(&mut shown, account, view);
    if !view.older() {
        shown.insert("uuid".to_owned(), json!(account.uuid));
        shown.insert("type".to_owned(), json!(account.service));
        if let Some(currency) = &restaurant.currency {
            shown.insert("currency".to_owned(), json!(currency));
            shown.insert("amountExponent".to_owned(), json!(AMOUNT_EXPONENT));
        }
    }
    put_some(&mut shown, "status", account.status.as_ref());
    sums(&mut shown, account, view);
    if view.personal {
        put_some(&mut shown, "note", account.note.as_ref());
        put_some(&mut shown, "paymentNote", account.payment_note.as_ref());
    }
    let lines: Vec<Value> = account
        .lines
        .iter()
        .map(|one| line(one, account, view))
        .collect();
    shown.insert("orders".to_owned(), Value::from(lines));
    if !view.older() {
        money_rows(&mut shown, account, view);
    }
    if let Some(customer) = &account.customer {
        shown.insert("customer".to_owned(), person::on_account(customer, view));
    } else if account.kind == Kind::Table && !view.older() {
        shown.insert("customer".to_owned(), Value::Null);
    }
    Value::Object(shown)
}

fn money_rows(shown: &mut Map<String, Value>, account: &Account, view: &View) {
    let voids: Vec<Value> = account
        .cancels
        .iter()
        .map(|one| void(one, account, view))
        .collect();
    shown.insert("cancels".to_owned(), Value::from(voids));
    let rows = |rows: &[_]| Value::from(rows.iter().map(payment).collect::<Vec<_>>());
    shown.insert("payments".to_owned(), rows(&account.payments));
    shown.insert("cancelPayments".to_owned(), rows(&account.cancel_payments));
}

fn head(shown: &mut Map<String, Value>, account: &Account, view: &View) {
    shown.insert(account.kind.id_field().to_owned(), json!(account.id));
    put_some(shown, "docNo", account.doc_no.as_ref());
    match account.kind {
        Kind::Packet => {
            put_some(shown, "entegrasyon", account.entegrasyon.as_ref());
            put_some(shown, "orderCode", account.order_code.as_ref());
            if let Some(when) = &account.schedule {
                shown.insert("isScheduled".to_owned(), json!(true));
                shown.insert("scheduledDate".to_owned(), json!(when));
            }
            if !view.older() {
                shown.insert(
                    "channel".to_owned(),
                    json!(channel(account.entegrasyon.as_deref())),
                );
            }
        }
        Kind::Table => {
            put_some(shown, "tableName", account.name.as_ref());
            put_some(shown, "desing", account.section.as_ref());
            put_some(shown, "location", account.name.as_ref());
            shown.insert("personCount".to_owned(), json!(account.guests));
            if !view.older() {
                shown.insert("channel".to_owned(), json!("TABLE"));
            }
        }
    }
}

/// The canonical class of a channel code (C:A channel).
pub fn channel(code: Option<&str>) -> &'static str {
    match code {
        Some("yemeksepeti" | "deliveryhero") => "YEMEKSEPETI",
        Some("getir") => "GETIR",
        Some("trendyol") => "TRENDYOL",
        Some("migros") => "MIGROS",
        Some("fuudy") => "FUUDY",
        Some("webstore") => "WEBSTORE",
        _ => "PACKET",
    }
}

fn sums(shown: &mut Map<String, Value>, account: &Account, view: &View) {
    shown.insert("total".to_owned(), total(account, view).json());
    shown.insert("paid".to_owned(), account.paid().json());
    shown.insert("totalDiscount".to_owned(), account.total_discount().json());
}

/// An entry of packets/open or tables/open: no lines, no customer, never an `amountExponent`.
pub fn summary(account: &Account, restaurant: &Restaurant, view: &View) -> Value {
    let mut shown = Map::new();
    shown.insert(account.kind.id_field().to_owned(), json!(account.id));
    put_some(&mut shown, "docNo", account.doc_no.as_ref());
    if !view.older() {
        shown.insert("uuid".to_owned(), json!(account.uuid));
        shown.insert("type".to_owned(), json!(account.service));
        put_some(&mut shown, "currency", restaurant.currency.as_ref());
    }
    match account.kind {
        Kind::Packet => {
            put_some(&mut shown, "entegrasyon", account.entegrasyon.as_ref());
            put_some(&mut shown, "orderCode", account.order_code.as_ref());
            if let Some(when) = &account.schedule {
                shown.insert("isScheduled".to_owned(), json!(true));
                shown.insert("scheduledDate".to_owned(), json!(when));
            }
        }
        Kind::Table => {
            put_some(&mut shown, "tableName", account.name.as_ref());
            put_some(&mut shown, "desing", account.section.as_ref());
            shown.insert("personCount".to_owned(), json!(account.guests));
        }
    }
    shown.insert("itemCount".to_owned(), item_count(account, view));
    sums(&mut shown, account, view);
    Value::Object(shown)
}

fn put_some<T: Clone + Into<Value>>(shown: &mut Map<String, Value>, key: &str, value: Option<&T>) {
    if let Some(value) = value {
        shown.insert(key.to_owned(), value.clone().into());
    }
}
