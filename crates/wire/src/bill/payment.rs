//! Payments as read, and our own metadata items.
use super::line::echo;
use crate::omit;
use crate::unreadable::Unreadable;
use adisyon_bill::line::OwnItem;
use adisyon_bill::payment::{Payment, Payments, VoidedPayment};
use adisyon_bill::{MethodId, Money, PaymentKey};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(OwnItemJson { key, value });
form!(PaymentJson { key, title, amount } may { identity, method, cash, is_discount, own });
tagged!(PaymentsJson { Known(rows), Mismatch(rows), Unknown });
form!(VoidedPaymentJson { title, amount });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct OwnItemJson {
    key: String,
    value: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct PaymentJson {
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    title: String,
    amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cash: Option<bool>,
    #[serde(default, skip_serializing_if = "omit::no")]
    is_discount: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    own: Vec<OwnItemJson>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PaymentsJson {
    Known(Vec<PaymentJson>),
    Mismatch(Vec<PaymentJson>),
    Unknown,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct VoidedPaymentJson {
    title: String,
    amount: i64,
}

impl From<&Payments> for PaymentsJson {
    fn from(payments: &Payments) -> PaymentsJson {
        let rows = |rows: &[Payment]| rows.iter().map(PaymentJson::from).collect();
        match payments {
            Payments::Known(known) => PaymentsJson::Known(rows(known)),
            Payments::Mismatch(shown) => PaymentsJson::Mismatch(rows(shown)),
            Payments::Unknown => PaymentsJson::Unknown,
        }
    }
}

impl TryFrom<PaymentsJson> for Payments {
    type Error = Unreadable;

    fn try_from(json: PaymentsJson) -> Result<Payments, Unreadable> {
        fn rows(json: Vec<PaymentJson>) -> Result<Vec<Payment>, Unreadable> {
            json.into_iter().map(Payment::try_from).collect()
        }
        Ok(match json {
            PaymentsJson::Known(known) => Payments::Known(rows(known)?),
            PaymentsJson::Mismatch(shown) => Payments::Mismatch(rows(shown)?),
            PaymentsJson::Unknown => Payments::Unknown,
        })
    }
}

impl From<&Payment> for PaymentJson {
    fn from(payment: &Payment) -> PaymentJson {
        PaymentJson {
            key: payment.key.as_str().to_owned(),
            identity: payment.identity.as_ref().map(|id| id.as_str().to_owned()),
            method: payment.method.as_ref().map(|id| id.as_str().to_owned()),
            title: payment.title.clone(),
            amount: payment.amount.minor(),
            cash: payment.cash,
            is_discount: payment.is_discount,
            own: payment.own.iter().map(OwnItemJson::from).collect(),
        }
    }
}

impl TryFrom<PaymentJson> for Payment {
    type Error = Unreadable;

    fn try_from(json: PaymentJson) -> Result<Payment, Unreadable> {
        Ok(Payment {
            key: PaymentKey::new(json.key),
            identity: json.identity.as_deref().map(echo).transpose()?,
            method: json.method.map(MethodId::new),
            title: json.title,
            amount: Money::from_minor(json.amount),
            cash: json.cash,
            is_discount: json.is_discount,
            own: json.own.into_iter().map(Into::into).collect(),
        })
    }
}

impl From<&VoidedPayment> for VoidedPaymentJson {
    fn from(voided: &VoidedPayment) -> VoidedPaymentJson {
        VoidedPaymentJson {
            title: voided.title.clone(),
            amount: voided.amount.minor(),
        }
    }
}

impl From<VoidedPaymentJson> for VoidedPayment {
    fn from(json: VoidedPaymentJson) -> VoidedPayment {
        VoidedPayment {
            title: json.title,
            amount: Money::from_minor(json.amount),
        }
    }
}

impl From<&OwnItem> for OwnItemJson {
    fn from(item: &OwnItem) -> OwnItemJson {
        OwnItemJson {
            key: item.key.clone(),
            value: item.value.clone(),
        }
    }
}

impl From<OwnItemJson> for OwnItem {
    fn from(json: OwnItemJson) -> OwnItem {
        OwnItem {
            key: json.key,
            value: json.value,
        }
    }
}
