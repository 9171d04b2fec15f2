//! The rows of a bill.
use super::payment::OwnItemJson;
use super::resolution::ResolutionJson;
use crate::mirror::mirror;
use crate::omit;
use crate::unreadable::Unreadable;
use adisyon_bill::ids::DeclaredId;
use adisyon_bill::line::{Identity, Line, Note, ReadOption, Voided};
use adisyon_bill::{LineKey, Money, ProductId, Quantity, Rate};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

tagged!(IdentityJson { Declared(id), Plain(id), Lost, Unsupported });
form!(ReadOptionJson { title } may { id, price });
form!(
    LineJson {
        key, identity, title, quantity, amount, resolution
    } may {
        options, note, note_hidden, discount, extra, unit, vat, vat_mixed, own, product_hint
    } or { kind: KindJson::Ordinary }
);
form!(VoidedJson { title, quantity, amount } may { id, reason, at });

mirror!(
    KindJson,
    adisyon_bill::line::LineKind {
        Ordinary,
        Cover,
        Timer
    }
);

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum IdentityJson {
    Declared(String),
    Plain(String),
    Lost,
    Unsupported,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct ReadOptionJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<i64>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct LineJson {
    key: String,
    #[serde(default = "ordinary", skip_serializing_if = "is_ordinary")]
    kind: KindJson,
    identity: IdentityJson,
    title: String,
    quantity: i64,
    /// Absent is unknown, which is not empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Vec<ReadOptionJson>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "omit::no")]
    note_hidden: bool,
    #[serde(default, skip_serializing_if = "omit::zero")]
    discount: i64,
    #[serde(default, skip_serializing_if = "omit::zero")]
    extra: i64,
    amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vat: Option<i64>,
    #[serde(default, skip_serializing_if = "omit::no")]
    vat_mixed: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    own: Vec<OwnItemJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_hint: Option<String>,
    resolution: ResolutionJson,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct VoidedJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    quantity: i64,
    amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
}

fn ordinary() -> KindJson {
    KindJson::Ordinary
}

fn is_ordinary(kind: &KindJson) -> bool {
    *kind == KindJson::Ordinary
}

impl From<&Line> for LineJson {
    fn from(line: &Line) -> LineJson {
        let (note, note_hidden) = match &line.note {
            Note::Text(text) => (text.clone(), false),
            Note::Hidden => (String::new(), true),
        };
        LineJson {
            key: line.key.as_str().to_owned(),
            kind: line.kind.into(),
            identity: IdentityJson::from(&line.identity),
            title: line.title.clone(),
            quantity: line.quantity.thousandths(),
            options: line
                .options
                .as_ref()
                .map(|options| options.iter().map(ReadOptionJson::from).collect()),
            note,
            note_hidden,
            discount: line.discount.minor(),
            extra: line.extra.minor(),
            amount: line.amount.minor(),
            unit: line.unit.map(Money::minor),
            vat: line.vat.map(Rate::hundredths),
            vat_mixed: line.vat_mixed,
            own: line.own.iter().map(OwnItemJson::from).collect(),
            product_hint: line.product_hint.as_ref().map(|id| id.as_str().to_owned()),
            resolution: ResolutionJson::from(&line.resolution),
        }
    }
}

impl TryFrom<LineJson> for Line {
    type Error = Unreadable;

    fn try_from(json: LineJson) -> Result<Line, Unreadable> {
        Ok(Line {
            key: LineKey::new(json.key),
            kind: json.kind.into(),
            identity: json.identity.try_into()?,
            title: json.title,
            quantity: Quantity::from_thousandths(json.quantity),
            options: json
                .options
                .map(|options| options.into_iter().map(ReadOption::from).collect()),
            note: match json.note_hidden {
                true => Note::Hidden,
                false => Note::Text(json.note),
            },
            discount: Money::from_minor(json.discount),
            extra: Money::from_minor(json.extra),
            amount: Money::from_minor(json.amount),
            unit: json.unit.map(Money::from_minor),
            vat: json.vat.map(Rate::from_hundredths),
            vat_mixed: json.vat_mixed,
            own: json.own.into_iter().map(Into::into).collect(),
            product_hint: json.product_hint.map(ProductId::new),
            resolution: json.resolution.try_into()?,
        })
    }
}

impl From<&Identity> for IdentityJson {
    fn from(identity: &Identity) -> IdentityJson {
        match identity {
            Identity::Declared(id) => IdentityJson::Declared(id.as_str().to_owned()),
            Identity::Plain(id) => IdentityJson::Plain(id.as_str().to_owned()),
            Identity::Lost => IdentityJson::Lost,
            Identity::Unsupported => IdentityJson::Unsupported,
        }
    }
}

impl TryFrom<IdentityJson> for Identity {
    type Error = Unreadable;

    fn try_from(json: IdentityJson) -> Result<Identity, Unreadable> {
        Ok(match json {
            IdentityJson::Declared(id) => Identity::Declared(echo(&id)?),
            IdentityJson::Plain(id) => Identity::Plain(echo(&id)?),
            IdentityJson::Lost => Identity::Lost,
            IdentityJson::Unsupported => Identity::Unsupported,
        })
    }
}

/// An id that the document holds, weak or not.
pub(super) fn echo(id: &str) -> Result<DeclaredId, Unreadable> {
    DeclaredId::echo(id).map_err(|_| Unreadable("identity"))
}

impl From<&ReadOption> for ReadOptionJson {
    fn from(option: &ReadOption) -> ReadOptionJson {
        ReadOptionJson {
            id: option.id.clone(),
            title: option.title.clone(),
            price: option.price.map(Money::minor),
        }
    }
}

impl From<ReadOptionJson> for ReadOption {
    fn from(json: ReadOptionJson) -> ReadOption {
        ReadOption {
            id: json.id,
            title: json.title,
            price: json.price.map(Money::from_minor),
        }
    }
}

impl From<&Voided> for VoidedJson {
    fn from(voided: &Voided) -> VoidedJson {
        VoidedJson {
            id: voided.id.clone(),
            title: voided.title.clone(),
            quantity: voided.quantity.thousandths(),
            amount: voided.amount.minor(),
            reason: voided.reason.clone(),
            at: voided.at,
        }
    }
}

impl From<VoidedJson> for Voided {
    fn from(json: VoidedJson) -> Voided {
        Voided {
            id: json.id,
            title: json.title,
            quantity: Quantity::from_thousandths(json.quantity),
            amount: Money::from_minor(json.amount),
            reason: json.reason,
            at: json.at,
        }
    }
}
