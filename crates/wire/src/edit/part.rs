//! New lines and new payment rows.
use super::bound;
use crate::bill::ChosenJson;
use crate::omit;
use crate::unreadable::Unreadable;
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::{LineKey, MethodId, PaymentKey, ProductId};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(NewLineJson { key, product, quantity } may { options, note, discount, reason });
tagged!(KindJson { Method(id), Discount(title) });
form!(NewPaymentJson { key, kind, amount });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct NewLineJson {
    key: String,
    product: String,
    quantity: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<ChosenJson>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "omit::zero")]
    discount: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KindJson {
    Method(String),
    Discount(String),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct NewPaymentJson {
    key: String,
    kind: KindJson,
    amount: i64,
}

impl From<&NewLine> for NewLineJson {
    fn from(new: &NewLine) -> NewLineJson {
        NewLineJson {
            key: new.key.as_str().to_owned(),
            product: new.product.as_str().to_owned(),
            quantity: new.quantity.thousandths(),
            options: new.options.iter().map(ChosenJson::from).collect(),
            note: new.note.clone(),
            discount: new.discount.minor(),
            reason: new.reason.map(|reason| reason.code().to_owned()),
        }
    }
}

impl TryFrom<NewLineJson> for NewLine {
    type Error = Unreadable;

    fn try_from(json: NewLineJson) -> Result<NewLine, Unreadable> {
        Ok(NewLine {
            key: LineKey::new(bound::id(json.key, "line")?),
            product: ProductId::new(bound::id(json.product, "product")?),
            quantity: bound::quantity(json.quantity)?,
            options: bound::options(json.options)?,
            note: bound::note(json.note)?,
            discount: bound::money(json.discount, "discount")?,
            reason: json.reason.map(bound::reason).transpose()?,
        })
    }
}

impl From<&PaymentKind> for KindJson {
    fn from(kind: &PaymentKind) -> KindJson {
        match kind {
            PaymentKind::Method(id) => KindJson::Method(id.as_str().to_owned()),
            PaymentKind::Discount(title) => KindJson::Discount(title.clone()),
        }
    }
}

impl TryFrom<KindJson> for PaymentKind {
    type Error = Unreadable;

    fn try_from(json: KindJson) -> Result<PaymentKind, Unreadable> {
        Ok(match json {
            KindJson::Method(id) => PaymentKind::Method(MethodId::new(bound::id(id, "method")?)),
            KindJson::Discount(title) => PaymentKind::Discount(bound::title(title)?),
        })
    }
}

impl From<&NewPayment> for NewPaymentJson {
    fn from(new: &NewPayment) -> NewPaymentJson {
        NewPaymentJson {
            key: new.key.as_str().to_owned(),
            kind: KindJson::from(&new.kind),
            amount: new.amount.minor(),
        }
    }
}

impl TryFrom<NewPaymentJson> for NewPayment {
    type Error = Unreadable;

    fn try_from(json: NewPaymentJson) -> Result<NewPayment, Unreadable> {
        Ok(NewPayment {
            key: PaymentKey::new(bound::id(json.key, "payment")?),
            kind: json.kind.try_into()?,
            amount: bound::money(json.amount, "amount")?,
        })
    }
}
