//! The few fields of a packet beside its lines and payments. C:E.3 `packets/update`.
use crate::bill::BillReply;
use crate::field::{Field, FieldProblem};
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(FieldsChange {} may { status, service, note, payment_note, invoice_number, invoice_url, address, phone });
form!(FieldsReply {
    bill,
    problems,
    reread
});

/// The labels a packet can carry. C:E.3.
pub const STATUSES: [&str; 6] = [
    "none",
    "Approved",
    "Ready",
    "OnDelivery",
    "Delivered",
    "Rejected",
];
/// The kinds of service. C:E.3.
pub const SERVICES: [&str; 3] = ["delivery", "takeaway", "dine_in"];

/// What a person edited; a field that is not there stays as it is, an empty text clears it. What was hidden from us is thereby never erased.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FieldsChange {
    /// One of [`STATUSES`]: a label, nothing closes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<String>,
    /// One of [`SERVICES`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub service: Option<String>,
    /// Note of the packet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// How the customer means to pay.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_note: Option<String>,
    /// Number of the invoice. No read shows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invoice_number: Option<String>,
    /// Address of the invoice. No read shows it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invoice_url: Option<String>,
    /// The customer's address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
    /// The customer's phone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<String>,
}

impl FieldsChange {
    /// The fields that were edited, with their texts.
    pub fn edited(&self) -> impl Iterator<Item = (Field, &str)> {
        let all = [
            (Field::Status, &self.status),
            (Field::Service, &self.service),
            (Field::Note, &self.note),
            (Field::PaymentNote, &self.payment_note),
            (Field::InvoiceNumber, &self.invoice_number),
            (Field::InvoiceUrl, &self.invoice_url),
            (Field::Address, &self.address),
            (Field::Phone, &self.phone),
        ];
        all.into_iter()
            .filter_map(|(field, text)| Some((field, text.as_deref()?)))
    }

    /// True if nothing was edited.
    pub fn is_empty(&self) -> bool {
        self.edited().next().is_none()
    }

    /// What is wrong with the edited fields.
    pub fn problems(&self) -> Vec<FieldProblem> {
        self.edited()
            .filter_map(|(field, text)| field.check(text))
            .collect()
    }
}

/// The answer to a change of fields. With problems nothing was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldsReply {
    /// The bill as it is now.
    pub bill: BillReply,
    /// What is wrong, at the fields.
    pub problems: Vec<FieldProblem>,
    /// True if an answer of the platform was lost and the outcome was found by reading again.
    pub reread: bool,
}
