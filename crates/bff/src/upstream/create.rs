//! Opening tables and packets, and the few fields of a packet. C:E.3 `tables/create`, `packets/create`, `packets/update`.
use super::client::Client;
use super::refusal::Failure;
use super::write::{cart_line, payment_row};
use crate::installs::Install;
use adisyon_bill::check::Wanted;
use adisyon_wire::field::Field;
use adisyon_wire::order::{OrderCustomer, OrderRequest};
use adisyon_wire::packet::FieldsChange;
use serde_json::{Map, Value, json};

/// Stands where nothing was said: the platform wants an address and a payment note, and takes no empty one.
const NOT_SAID: &str = "-";
/// What the id of a customer who was typed anew begins with.
const NEW_CUSTOMER: &str = "adc-";

/// Opens a free table, without lines. C:E.3.
pub async fn table(
    client: &Client,
    install: &Install,
    table: &str,
    guests: u32,
    key: &str,
) -> Result<Value, Failure> {
    let body = json!({ "tableId": table, "personCount": guests, "idempotencyKey": key });
    client
        .write(install, "tables/create", body.to_string())
        .await
}

/// Opens a packet. The same key gives the same packet for a day. C:E.3.
pub async fn packet(client: &Client, install: &Install, body: &Value) -> Result<Value, Failure> {
    client
        .write(install, "packets/create", body.to_string())
        .await
}

/// The body of a new packet. `newer`: the server knows the field `type`.
pub fn packet_body(order: &OrderRequest, wanted: &Wanted, newer: bool) -> Value {
    let mut body = Map::new();
    body.insert("customer".into(), customer(&order.customer, &order.attempt));
    let lines = wanted.cart().map(|cart| cart.lines.as_slice());
    let lines = lines.unwrap_or_default().iter().map(cart_line);
    body.insert("cart".into(), lines.collect());
    let payment_note = said(&order.payment_note);
    body.insert("paymentNote".into(), payment_note.into());
    let rows = wanted.payments().unwrap_or_default();
    if !rows.is_empty() {
        body.insert("payments".into(), rows.iter().map(payment_row).collect());
    }
    if !order.note.trim().is_empty() {
        body.insert("note".into(), order.note.trim().into());
    }
    if newer {
        body.insert("type".into(), order.service.word().into());
    }
    let status = if order.approved { "Approved" } else { "none" };
    body.insert("status".into(), status.into());
    body.insert("restaurantDelivery".into(), order.own_delivery.into());
    body.insert("idempotencyKey".into(), order.attempt.as_str().into());
    Value::Object(body)
}

/// Whoever is new gets an id from the order's name, so that sending it again makes nobody twice.
fn customer(customer: &OrderCustomer, attempt: &str) -> Value {
    let id = match customer.id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => id.to_owned(),
        None => format!("{NEW_CUSTOMER}{attempt}"),
    };
    let address = said(&customer.address);
    let mut fields = Map::new();
    fields.insert("id".into(), id.into());
    fields.insert("name".into(), customer.name.trim().into());
    fields.insert("address".into(), address.into());
    for (name, text) in [
        ("region", &customer.region),
        ("addressDescription", &customer.address_description),
        ("phone", &customer.phone),
    ] {
        if !text.trim().is_empty() {
            fields.insert(name.into(), text.trim().into());
        }
    }
    Value::Object(fields)
}

fn said(text: &str) -> &str {
    match text.trim() {
        "" => NOT_SAID,
        text => text,
    }
}

/// The id of what was opened, under any of its names. C:E.3 `packets/create` "Success".
pub fn opened(body: &Value) -> Option<String> {
    let data = super::shape::data(body);
    ["packetId", "uuid"]
        .iter()
        .find_map(|name| super::shape::text::id(data.get(name)))
}

/// Changes fields of a packet: only those that were edited. C:E.3 `packets/update`.
pub async fn fields(
    client: &Client,
    install: &Install,
    packet: &str,
    change: &FieldsChange,
) -> Result<Value, Failure> {
    let body = fields_body(packet, change).to_string();
    client.write(install, "packets/update", body).await
}

fn fields_body(packet: &str, change: &FieldsChange) -> Value {
    let mut body = Map::new();
    body.insert("packetId".into(), packet.into());
    let mut customer = Map::new();
    for (field, text) in change.edited() {
        let (fields, name) = match field {
            Field::Status => (&mut body, "status"),
            Field::Service => (&mut body, "type"),
            Field::Note => (&mut body, "note"),
            Field::PaymentNote => (&mut body, "paymentNote"),
            Field::InvoiceNumber => (&mut body, "invoiceNumber"),
            Field::InvoiceUrl => (&mut body, "invoiceUrl"),
            Field::Address => (&mut customer, "address"),
            Field::Phone => (&mut customer, "phone"),
            Field::Name | Field::AddressDescription | Field::Region => continue,
        };
        fields.insert(name.into(), text.into());
    }
    if !customer.is_empty() {
        body.insert("customer".into(), Value::Object(customer));
    }
    Value::Object(body)
}

/// The field that a schema's refusal speaks of. C:E.0 "joi text": the refused key stands in quotes.
pub fn named_field(words: &str) -> Option<Field> {
    let name = words.split('"').nth(1)?;
    Some(match name.rsplit('.').next()? {
        "status" => Field::Status,
        "type" => Field::Service,
        "note" => Field::Note,
        "paymentNote" => Field::PaymentNote,
        "invoiceNumber" => Field::InvoiceNumber,
        "invoiceUrl" => Field::InvoiceUrl,
        "name" => Field::Name,
        "address" => Field::Address,
        "phone" => Field::Phone,
        "region" => Field::Region,
        "addressDescription" => Field::AddressDescription,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_edited_fields_are_sent_and_an_empty_text_clears() {
        let change = FieldsChange {
            note: Some(String::new()),
            phone: Some("555 0100".into()),
            ..FieldsChange::default()
        };
        assert_eq!(
            fields_body("1791400223345", &change),
            json!({ "packetId": "1791400223345", "note": "", "customer": { "phone": "555 0100" } })
        );
    }

    #[test]
    fn somebody_new_has_the_same_id_however_often_the_order_is_sent() {
        let typed = OrderCustomer {
            name: " Deniz Örnek ".into(),
            region: " ".into(),
            ..OrderCustomer::default()
        };
        assert_eq!(
            customer(&typed, "order-1"),
            json!({ "id": "adc-order-1", "name": "Deniz Örnek", "address": "-" })
        );
        let known = OrderCustomer {
            id: Some("cu-1".into()),
            address: "Örnek Sok. 1".into(),
            phone: "555".into(),
            ..typed
        };
        assert_eq!(
            customer(&known, "order-1"),
            json!({ "id": "cu-1", "name": "Deniz Örnek", "address": "Örnek Sok. 1", "phone": "555" })
        );
    }

    #[test]
    fn a_packet_s_id_is_found_under_each_of_its_names() {
        for (body, id) in [
            (
                json!({ "success": true, "data": { "packetId": 17 } }),
                Some("17"),
            ),
            (json!({ "ok": true, "uuid": "u-1" }), Some("u-1")),
            (
                json!({ "ok": true, "data": { "uuid": "u-2", "packetId": "p-2" } }),
                Some("p-2"),
            ),
            (json!({ "ok": true, "packetId": "p-3" }), Some("p-3")),
            (json!({ "ok": true }), None),
        ] {
            assert_eq!(opened(&body).as_deref(), id, "{body}");
        }
    }

    #[test]
    fn a_refusal_names_its_field() {
        for (words, field) in [
            (
                "\"invoiceUrl\" must be a valid uri",
                Some(Field::InvoiceUrl),
            ),
            ("\"customer.phone\" is too long", Some(Field::Phone)),
            ("\"cart[0].quantity\" must be a number", None),
            ("no quotes", None),
        ] {
            assert_eq!(named_field(words), field, "{words}");
        }
    }
}
