//! The catalogue's reads and writes, one function each for all four kinds. C:E.4, C:E.5.
use super::client::Client;
use super::read::{self, List};
use super::refusal::{Failure, Fault, Refused};
use super::shape;
use crate::installs::{Install, scope};
use adisyon_bill::{Money, Quantity, Rate};
use adisyon_wire::manage::{Field, Fields, Group, Kind, Trouble, Why};
use serde_json::{Map, Number, Value, json};

/// The scope that reading a kind needs. C:E.1.
pub fn read_scope(kind: Kind) -> &'static str {
    match kind {
        Kind::Products | Kind::Categories => scope::PRODUCTS_READ,
        Kind::Methods => scope::METHODS_READ,
        Kind::Ingredients => scope::INGREDIENTS_READ,
    }
}

/// The scope that writing a kind needs.
pub fn write_scope(kind: Kind) -> &'static str {
    match kind {
        Kind::Products | Kind::Categories => scope::PRODUCTS_WRITE,
        Kind::Methods => scope::METHODS_WRITE,
        Kind::Ingredients => scope::INGREDIENTS_WRITE,
    }
}

/// All records of a kind.
pub async fn list(client: &Client, install: &Install, kind: Kind) -> Result<List, Failure> {
    read::list(client, install, &format!("{}/list", kind.path())).await
}

/// One record by itself; none for kinds that can only be listed. C:E.1.
pub async fn get(
    client: &Client,
    install: &Install,
    kind: Kind,
    id: &str,
) -> Result<Option<Value>, Failure> {
    let resource = match kind {
        Kind::Products => "products/get",
        Kind::Categories => "categories/get",
        Kind::Methods | Kind::Ingredients => return Ok(None),
    };
    let body = client.read(install, resource, &[("id", id)]).await?;
    Ok(Some(shape::data(&body).clone()))
}

/// A write of the catalogue.
pub enum Write<'a> {
    /// A new record under the name of an attempt: repeating it makes no second one.
    Create(&'a Fields, &'a str),
    /// Changes these fields.
    Update(&'a str, &'a Fields),
    /// Deletes.
    Delete(&'a str),
}

/// Writes, and once more if the answer was lost: each of these writes may be repeated without harm. Gives the record as it is now;
/// none if it is deleted.
pub async fn write(
    client: &Client,
    install: &Install,
    kind: Kind,
    write: Write<'_>,
) -> Result<Option<Value>, Failure> {
    let (action, body) = match write {
        Write::Create(fields, attempt) => {
            let mut body = body(fields);
            body.insert("idempotencyKey".into(), attempt.into());
            ("create", body)
        }
        Write::Update(id, fields) => {
            let mut body = body(fields);
            body.insert("id".into(), id.into());
            ("update", body)
        }
        Write::Delete(id) => ("delete", Map::from_iter([("id".to_owned(), id.into())])),
    };
    let resource = format!("{}/{action}", kind.path());
    let text = Value::Object(body).to_string();
    let first = client.write(install, &resource, text.clone()).await;
    let answer = match first {
        Err(Failure::Fault(_)) => {
            match client.write(install, &resource, text).await {
                // The first one did it, only its answer was lost.
                Err(Failure::Refused(Refused::NotFound)) if action == "delete" => return Ok(None),
                second => second,
            }
        }
        first => first,
    }?;
    if action == "delete" {
        return Ok(None);
    }
    let record = shape::data(&answer).clone();
    match record.is_object() {
        true => Ok(Some(record)),
        false => Err(Fault::Unreadable("record").into()),
    }
}

/// What a refusal means for the record; none if it says nothing about it. With the platform's words, where there are some.
pub fn trouble(refused: &Refused) -> Option<(Trouble, Option<String>)> {
    let known = match refused {
        Refused::NotFound => Trouble::Gone,
        Refused::Other(words) => match words.as_str() {
            "plugin.catalog.notOwned" => Trouble::NotOwned,
            "plugin.catalog.categoryNotEmpty" => Trouble::CategoryNotEmpty,
            "plugin.catalog.categoryNotFound" => Trouble::Field(Field::Category, Why::NotFound),
            _ => return Some((Trouble::Other, Some(words.clone()))),
        },
        Refused::Schema(words) => {
            let trouble =
                named(words).map_or(Trouble::Other, |field| Trouble::Field(field, Why::Refused));
            return Some((trouble, Some(words.clone())));
        }
        _ => return None,
    };
    Some((known, None))
}

/// The field that the platform's schema names: `"options[0].title" is required`.
fn named(words: &str) -> Option<Field> {
    let path = words.split('"').nth(1)?;
    let name = path.split(['.', '[']).next()?;
    Some(match name {
        "title" => Field::Title,
        "price" => Field::Price,
        "category" => Field::Category,
        "tax" => Field::Tax,
        "active" => Field::Active,
        "barcode" | "barcodeType" => Field::Barcode,
        "languages" => Field::Names,
        "options" => Field::Groups,
        "color" => Field::Colour,
        "description" => Field::Description,
        "cash" => Field::Cash,
        "noreport" => Field::Noreport,
        "unit" => Field::Unit,
        "alert" => Field::Alert,
        _ => return None,
    })
}

/// Only what is there: a field that is not writable would be refused, one that was not edited stays as it is.
fn body(fields: &Fields) -> Map<String, Value> {
    let mut body = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.as_deref().map(|text| Value::from(text.trim()));
    let rate = |rate: i64| number(&Rate::from_hundredths(rate).to_decimal());
    put("title", text(&fields.title));
    put("price", fields.price.map(money));
    put("category", text(&fields.category));
    put("tax", fields.tax.map(rate));
    put("active", fields.active.map(Value::Bool));
    put("barcode", text(&fields.barcode));
    put("languages", fields.names.as_deref().map(names));
    let groups = fields.groups.as_deref();
    put(
        "options",
        groups.map(|groups| groups.iter().map(group).collect()),
    );
    put("color", text(&fields.colour));
    put("description", text(&fields.description));
    put("cash", fields.cash.map(Value::Bool));
    put("noreport", fields.noreport.map(Value::Bool));
    put("unit", text(&fields.unit));
    let level = |level: i64| number(&Quantity::from_thousandths(level).to_decimal());
    put("alert", fields.alert.map(level));
    body
}

fn names(names: &[(String, String)]) -> Value {
    let pairs = names.iter().map(|(key, name)| (key.clone(), json!(name)));
    Value::Object(pairs.collect())
}

fn group(group: &Group) -> Value {
    let mut fields = Map::from_iter([
        ("title".to_owned(), json!(group.title.trim())),
        ("multiple".to_owned(), json!(group.multiple)),
    ]);
    for (name, bound) in [("min", group.min), ("max", group.max)] {
        if let Some(bound) = bound {
            fields.insert(name.to_owned(), json!(bound));
        }
    }
    let choices = group
        .choices
        .iter()
        .map(|choice| json!({ "title": choice.title.trim(), "price": money(choice.price) }));
    fields.insert("choices".to_owned(), choices.collect());
    Value::Object(fields)
}

fn money(minor: i64) -> Value {
    number(&Money::from_minor(minor).to_decimal())
}

/// The decimal text itself as a JSON number: no float in between. C:H.3.
fn number(text: &str) -> Value {
    Value::Number(Number::from_string_unchecked(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_wire::manage::Choice;

    #[test]
    fn only_what_was_edited_is_sent_with_exact_numbers() {
        let fields = Fields {
            price: Some(12_050),
            tax: Some(850),
            ..Fields::default()
        };
        let sent = Value::Object(body(&fields)).to_string();
        assert_eq!(sent, r#"{"price":120.5,"tax":8.5}"#);
        let groups = Fields {
            groups: Some(vec![Group {
                title: " Boy ".into(),
                min: Some(1),
                max: None,
                multiple: false,
                choices: vec![Choice {
                    title: "Küçük".into(),
                    price: -0,
                }],
            }]),
            ..Fields::default()
        };
        assert_eq!(
            Value::Object(body(&groups)),
            json!({ "options": [{ "title": "Boy", "min": 1, "multiple": false, "choices": [{ "title": "Küçük", "price": money(0) }] }] })
        );
    }

    #[test]
    fn refusals_are_led_to_their_field() {
        let other = |words: &str| trouble(&Refused::Other(words.into())).map(|(what, _)| what);
        let schema = |words: &str| trouble(&Refused::Schema(words.into())).map(|(what, _)| what);
        assert_eq!(other("plugin.catalog.notOwned"), Some(Trouble::NotOwned));
        assert_eq!(
            other("plugin.catalog.categoryNotEmpty"),
            Some(Trouble::CategoryNotEmpty)
        );
        assert_eq!(
            other("plugin.catalog.categoryNotFound"),
            Some(Trouble::Field(Field::Category, Why::NotFound))
        );
        assert_eq!(other("something new"), Some(Trouble::Other));
        for (words, field) in [
            ("\"title\" length must be at least 2", Field::Title),
            ("\"options[0].choices[1].price\" must be", Field::Groups),
            ("\"color\" is too long", Field::Colour),
        ] {
            assert_eq!(schema(words), Some(Trouble::Field(field, Why::Refused)));
        }
        assert_eq!(schema("\"stock\" is not allowed"), Some(Trouble::Other));
        assert_eq!(
            trouble(&Refused::NotFound).map(|(what, _)| what),
            Some(Trouble::Gone)
        );
        assert_eq!(trouble(&Refused::ScopeDenied), None);
    }
}
