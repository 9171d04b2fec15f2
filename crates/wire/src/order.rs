//! A new packet. C:E.3 `packets/create`.
use crate::edit::EditJson;
use crate::field::{Field, FieldProblem};
use crate::problem::ProblemJson;
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(OrderRequest { attempt, customer, edits, service, approved, own_delivery } may { note, payment_note });
form!(OrderCustomer { name } may { id, phone, address, address_description, region });
tagged!(Service {
    Delivery,
    Takeaway,
    DineIn
});
form!(OrderReply { lines, fields } may { packet });

/// The most edits of one order: every line and payment of a full one, each changed a few times.
pub const MAX_EDITS: usize = 1000;

/// A packet to be opened. The backend makes it from the edits through the same checks as a save.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrderRequest {
    /// Names this order (20 to 64 letters, digits, `-`, `_`): however often it is sent, there is one packet.
    pub attempt: String,
    /// For whom.
    pub customer: OrderCustomer,
    /// New lines and payments, on a packet that has none.
    pub edits: Vec<EditJson>,
    /// How it leaves the house.
    pub service: Service,
    /// True for the label `Approved`, false for none.
    pub approved: bool,
    /// The house's own courier brings it.
    pub own_delivery: bool,
    /// Note of the packet; empty is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How the customer means to pay; empty is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payment_note: String,
}

/// Whose packet it is: somebody known by id, or typed anew.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OrderCustomer {
    /// The platform's id; none for somebody new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Phone; empty is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// How to find the door; empty is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address_description: String,
    /// District; empty is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region: String,
}

/// How a packet leaves the house. C:E.2 `type`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Brought.
    #[default]
    Delivery,
    /// Fetched.
    Takeaway,
    /// Eaten here.
    DineIn,
}

impl Service {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Service; 3] = [Service::Delivery, Service::Takeaway, Service::DineIn];

    /// The platform's word.
    pub fn word(self) -> &'static str {
        match self {
            Service::Delivery => "delivery",
            Service::Takeaway => "takeaway",
            Service::DineIn => "dine_in",
        }
    }
}

impl OrderRequest {
    /// What is wrong with what was typed. Only what is brought needs an address.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let who = &self.customer;
        let address = match self.service {
            Service::Delivery => Field::Address.check_filled(&who.address),
            Service::Takeaway | Service::DineIn => Field::Address.check(&who.address),
        };
        [
            Field::Name.check_filled(&who.name),
            Field::Phone.check(&who.phone),
            address,
            Field::AddressDescription.check(&who.address_description),
            Field::Region.check(&who.region),
            Field::Note.check(&self.note),
            Field::PaymentNote.check(&self.payment_note),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What came of an order: its packet, or what stands in the way; then nothing was opened.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OrderReply {
    /// The packet's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packet: Option<String>,
    /// What is wrong with lines, payments and sums.
    pub lines: Vec<ProblemJson>,
    /// What is wrong with what was typed.
    pub fields: Vec<FieldProblem>,
}
