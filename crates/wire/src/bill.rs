//! A bill on the wire.
mod head;
mod line;
mod payment;
mod resolution;

pub(crate) use resolution::ChosenJson;

use crate::omit;
use crate::unreadable::Unreadable;
use adisyon_bill::bill::Dialect;
use adisyon_bill::{Bill, Money};
use adisyon_json::form;
use head::HeadJson;
use line::{LineJson, VoidedJson};
use payment::{PaymentsJson, VoidedPaymentJson};
use serde::{Deserialize, Serialize};

form!(BillReply {
    bill,
    revision,
    read_at
});
form!(
    BillJson {
        head, lines, payments, total, paid
    } may {
        voided, voided_payments, discount, identities, option_ids
    }
);

/// A bill with the stamp of its content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillReply {
    /// The bill.
    pub bill: BillJson,
    /// Opaque stamp of its content, echoed on save.
    pub revision: String,
    /// When the platform was read, milliseconds since 1970.
    pub read_at: i64,
}

/// A bill; see [`adisyon_bill::Bill`]. Made from one and turned into one, nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BillJson {
    head: HeadJson,
    lines: Vec<LineJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    voided: Vec<VoidedJson>,
    payments: PaymentsJson,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    voided_payments: Vec<VoidedPaymentJson>,
    total: i64,
    paid: i64,
    #[serde(default, skip_serializing_if = "omit::zero")]
    discount: i64,
    /// `Dialect::identities`.
    #[serde(default, skip_serializing_if = "omit::no")]
    identities: bool,
    /// `Dialect::option_ids`.
    #[serde(default, skip_serializing_if = "omit::no")]
    option_ids: bool,
}

impl From<&Bill> for BillJson {
    fn from(bill: &Bill) -> BillJson {
        BillJson {
            head: HeadJson::from(&bill.head),
            lines: bill.lines.iter().map(LineJson::from).collect(),
            voided: bill.voided.iter().map(VoidedJson::from).collect(),
            payments: PaymentsJson::from(&bill.payments),
            voided_payments: bill
                .voided_payments
                .iter()
                .map(VoidedPaymentJson::from)
                .collect(),
            total: bill.total.minor(),
            paid: bill.paid.minor(),
            discount: bill.discount.minor(),
            identities: bill.dialect.identities,
            option_ids: bill.dialect.option_ids,
        }
    }
}

impl TryFrom<BillJson> for Bill {
    type Error = Unreadable;

    fn try_from(json: BillJson) -> Result<Bill, Unreadable> {
        Ok(Bill {
            head: json.head.into(),
            lines: json
                .lines
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, _>>()?,
            voided: json.voided.into_iter().map(Into::into).collect(),
            payments: json.payments.try_into()?,
            voided_payments: json.voided_payments.into_iter().map(Into::into).collect(),
            total: Money::from_minor(json.total),
            paid: Money::from_minor(json.paid),
            discount: Money::from_minor(json.discount),
            dialect: Dialect {
                identities: json.identities,
                option_ids: json.option_ids,
            },
        })
    }
}
