//! The two writes of a bill. Both replace everything. C:E.3, C:G.5, C:G.8.
use super::client::Client;
use super::refusal::Failure;
use crate::installs::Install;
use adisyon_bill::BillRef;
use adisyon_bill::cart::{Cart, CartLine, PaymentRow};
use adisyon_bill::line::OwnItem;
use adisyon_bill::options::Declared;
use serde_json::{Map, Number, Value, json};

/// Replaces the lines.
pub async fn cart(
    client: &Client,
    install: &Install,
    bill: &BillRef,
    cart: &Cart,
) -> Result<Value, Failure> {
    let (resource, mut body) = addressed(bill, "update-orders");
    let lines = cart.lines.iter().map(cart_line).collect();
    body.insert("cart".into(), Value::Array(lines));
    client
        .write(install, &resource, Value::Object(body).to_string())
        .await
}

/// Replaces the payments.
pub async fn payments(
    client: &Client,
    install: &Install,
    bill: &BillRef,
    rows: &[PaymentRow],
) -> Result<Value, Failure> {
    let (resource, mut body) = addressed(bill, "update-payments");
    let rows = rows.iter().map(payment_row).collect();
    body.insert("payments".into(), Value::Array(rows));
    client
        .write(install, &resource, Value::Object(body).to_string())
        .await
}

/// The id goes into the body raw: only queries encode. C:E.2 `tables/layout`.
fn addressed(bill: &BillRef, action: &str) -> (String, Map<String, Value>) {
    let (resource, name) = match bill {
        BillRef::Packet(_) => ("packets", "packetId"),
        BillRef::Table(_) => ("tables", "tableId"),
    };
    let mut body = Map::new();
    body.insert(name.into(), bill.id().into());
    (format!("{resource}/{action}"), body)
}

/// Never a price: the platform takes it from the product. C:E.3.
pub(super) fn cart_line(line: &CartLine) -> Value {
    let mut fields = Map::new();
    fields.insert("product".into(), line.product.as_str().into());
    fields.insert("quantity".into(), number(&line.quantity.to_decimal()));
    let options = line.options.iter().map(|option| match option {
        Declared::Title(title) => json!(title),
        Declared::Id(id) => json!({ "id": id }),
    });
    fields.insert("options".into(), options.collect());
    if !line.discount.is_zero() {
        fields.insert("discount".into(), number(&line.discount.to_decimal()));
    }
    fields.insert("note".into(), line.note.as_str().into());
    if let Some(tax) = line.tax {
        fields.insert("taxRate".into(), number(&tax.to_decimal()));
    }
    if let Some(id) = &line.line_id {
        fields.insert("lineId".into(), id.as_str().into());
    }
    if !line.metadata.is_empty() {
        fields.insert("metadata".into(), metadata(&line.metadata));
    }
    Value::Object(fields)
}

pub(super) fn payment_row(row: &PaymentRow) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), row.id.as_str().into());
    fields.insert("price".into(), number(&row.amount.to_decimal()));
    if row.is_discount {
        fields.insert("isDiscount".into(), true.into());
        fields.insert("title".into(), row.title.as_str().into());
    }
    if let Some(id) = &row.line_id {
        fields.insert("lineId".into(), id.as_str().into());
    }
    if !row.metadata.is_empty() {
        fields.insert("metadata".into(), metadata(&row.metadata));
    }
    Value::Object(fields)
}

fn metadata(items: &[OwnItem]) -> Value {
    items
        .iter()
        .map(|item| {
            // Invariant: the value came from JSON or was made as JSON text; anything else goes as text.
            let value = serde_json::from_str(&item.value).unwrap_or_else(|_| json!(item.value));
            json!({ "key": item.key, "value": value })
        })
        .collect()
}

/// The decimal text itself as a JSON number: no float in between. C:H.3.
fn number(text: &str) -> Value {
    Value::Number(Number::from_string_unchecked(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_bill::ids::{DeclaredId, LineKey, MethodId, PaymentKey, ProductId};
    use adisyon_bill::{Money, Quantity, Rate};

    fn line() -> CartLine {
        CartLine {
            key: LineKey::new("k"),
            product: ProductId::new("mc-0042"),
            title: "Çorba".into(),
            quantity: Quantity::from_thousandths(750),
            options: vec![Declared::Title("Acı sos".into()), Declared::Id("17".into())],
            option_titles: vec![],
            discount: Money::from_minor(1050),
            note: "az \"tuz\"".into(),
            note_unseen: false,
            tax: Some(Rate::from_hundredths(850)),
            line_id: DeclaredId::new("ads-01J9Z7K3Q4").ok(),
            metadata: vec![
                OwnItem {
                    key: "adisyon-pid".into(),
                    value: "\"mc-0042\"".into(),
                },
                OwnItem {
                    key: "n".into(),
                    value: "1.50".into(),
                },
            ],
            estimate: Money::ZERO,
            born: true,
        }
    }

    #[test]
    fn a_line_is_sent_with_exact_numbers_and_no_price() {
        assert_eq!(
            cart_line(&line()),
            serde_json::from_str::<Value>(
                r#"{"product":"mc-0042","quantity":0.75,"options":["Acı sos",{"id":"17"}],"discount":10.5,"note":"az \"tuz\"",
                "taxRate":8.5,"lineId":"ads-01J9Z7K3Q4","metadata":[{"key":"adisyon-pid","value":"mc-0042"},{"key":"n","value":1.50}]}"#
            )
            .unwrap_or_default()
        );
    }

    #[test]
    fn an_older_server_gets_no_key_that_it_does_not_know() {
        let plain = CartLine {
            tax: None,
            line_id: None,
            metadata: vec![],
            discount: Money::ZERO,
            options: vec![],
            note: String::new(),
            ..line()
        };
        assert_eq!(
            cart_line(&plain),
            serde_json::from_str::<Value>(
                r#"{"note":"","options":[],"product":"mc-0042","quantity":0.75}"#
            )
            .unwrap_or_default()
        );
    }

    #[test]
    fn a_discount_row_keeps_its_title_and_its_mark() {
        let row = |is_discount| PaymentRow {
            key: PaymentKey::new("~0"),
            id: MethodId::new("7c"),
            amount: Money::from_minor(11450),
            is_discount,
            title: "İkram".into(),
            line_id: None,
            metadata: vec![],
            born: true,
        };
        assert_eq!(
            payment_row(&row(false)).to_string(),
            r#"{"id":"7c","price":114.5}"#
        );
        assert_eq!(
            payment_row(&row(true)),
            serde_json::from_str::<Value>(
                r#"{"id":"7c","isDiscount":true,"price":114.5,"title":"İkram"}"#
            )
            .unwrap_or_default()
        );
    }

    #[test]
    fn ids_go_into_the_body_raw() {
        let (resource, body) =
            addressed(&BillRef::Table("k%C3%B6%C5%9Fe2".into()), "update-orders");
        assert_eq!(resource, "tables/update-orders");
        assert_eq!(body.get("tableId"), Some(&json!("k%C3%B6%C5%9Fe2")));
    }
}
