//! An edit on the wire. Comes from outside: everything in it is bounded before the model sees it.
mod bound;
mod part;

pub use bound::{MAX_ID, MAX_NOTE, MAX_OPTIONS, MAX_QUANTITY, MAX_TITLE};

use crate::bill::ChosenJson;
use crate::problem::{LossJson, PlaceJson};
use crate::unreadable::Unreadable;
use adisyon_bill::{Edit, LineKey, PaymentKey, ProductId};
use adisyon_json::{Form, Json, Text, tagged};
use part::{KindJson, NewLineJson, NewPaymentJson};
use serde::{Deserialize, Serialize};

tagged!(Deed {
    Quantity(line, quantity),
    Remove(line),
    Restore(line),
    Note(line, text),
    Discount(line, amount),
    Reason(line, reason),
    Options(line, chosen),
    Identify(line, product),
    Replace(line, new),
    Add(new),
    Accept(place, loss),
    Pay(new),
    Amount(row, amount),
    Kind(row, kind),
    Unpay(row),
    Repay(row),
});

impl Form for EditJson {
    fn read(json: Json) -> Option<EditJson> {
        Deed::read(json).map(EditJson)
    }

    fn write(&self, text: &mut Text) {
        self.0.write(text);
    }
}

/// An edit; see [`adisyon_bill::Edit`]. Made from one; turning it into one refuses what is out of bounds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditJson(Deed);

/// The model's edits under their names: `{"quantity":["key",1500]}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Quantity(String, i64),
    Remove(String),
    Restore(String),
    Note(String, String),
    Discount(String, i64),
    Reason(String, String),
    Options(String, Vec<ChosenJson>),
    Identify(String, String),
    Replace(String, NewLineJson),
    Add(NewLineJson),
    Accept(PlaceJson, LossJson),
    Pay(NewPaymentJson),
    Amount(String, i64),
    Kind(String, KindJson),
    Unpay(String),
    Repay(String),
}

impl From<&Edit> for EditJson {
    fn from(edit: &Edit) -> EditJson {
        let line = |key: &LineKey| key.as_str().to_owned();
        let row = |key: &PaymentKey| key.as_str().to_owned();
        EditJson(match edit {
            Edit::Quantity(key, quantity) => Deed::Quantity(line(key), quantity.thousandths()),
            Edit::Remove(key) => Deed::Remove(line(key)),
            Edit::Restore(key) => Deed::Restore(line(key)),
            Edit::Note(key, text) => Deed::Note(line(key), text.clone()),
            Edit::Discount(key, amount) => Deed::Discount(line(key), amount.minor()),
            Edit::Reason(key, reason) => Deed::Reason(line(key), reason.code().to_owned()),
            Edit::Options(key, chosen) => {
                Deed::Options(line(key), chosen.iter().map(ChosenJson::from).collect())
            }
            Edit::Identify(key, product) => Deed::Identify(line(key), product.as_str().to_owned()),
            Edit::Replace(key, new) => Deed::Replace(line(key), new.into()),
            Edit::Add(new) => Deed::Add(new.into()),
            Edit::Accept(place, loss) => Deed::Accept(place.into(), (*loss).into()),
            Edit::Pay(new) => Deed::Pay(new.into()),
            Edit::Amount(key, amount) => Deed::Amount(row(key), amount.minor()),
            Edit::Kind(key, kind) => Deed::Kind(row(key), kind.into()),
            Edit::Unpay(key) => Deed::Unpay(row(key)),
            Edit::Repay(key) => Deed::Repay(row(key)),
        })
    }
}

impl TryFrom<EditJson> for Edit {
    type Error = Unreadable;

    fn try_from(json: EditJson) -> Result<Edit, Unreadable> {
        let line = |key| bound::id(key, "line").map(LineKey::new);
        let row = |key| bound::id(key, "payment").map(PaymentKey::new);
        Ok(match json.0 {
            Deed::Quantity(key, quantity) => Edit::Quantity(line(key)?, bound::quantity(quantity)?),
            Deed::Remove(key) => Edit::Remove(line(key)?),
            Deed::Restore(key) => Edit::Restore(line(key)?),
            Deed::Note(key, text) => Edit::Note(line(key)?, bound::note(text)?),
            Deed::Discount(key, amount) => {
                Edit::Discount(line(key)?, bound::money(amount, "discount")?)
            }
            Deed::Reason(key, reason) => Edit::Reason(line(key)?, bound::reason(reason)?),
            Deed::Options(key, chosen) => Edit::Options(line(key)?, bound::options(chosen)?),
            Deed::Identify(key, product) => Edit::Identify(
                line(key)?,
                bound::id(product, "product").map(ProductId::new)?,
            ),
            Deed::Replace(key, new) => Edit::Replace(line(key)?, new.try_into()?),
            Deed::Add(new) => Edit::Add(new.try_into()?),
            Deed::Accept(place, loss) => Edit::Accept(bound::place(place)?, loss.into()),
            Deed::Pay(new) => Edit::Pay(new.try_into()?),
            Deed::Amount(key, amount) => Edit::Amount(row(key)?, bound::money(amount, "amount")?),
            Deed::Kind(key, kind) => Edit::Kind(row(key)?, kind.try_into()?),
            Deed::Unpay(key) => Edit::Unpay(row(key)?),
            Deed::Repay(key) => Edit::Repay(row(key)?),
        })
    }
}
