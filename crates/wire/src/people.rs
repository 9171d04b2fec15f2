//! Customers and staff, as far as they may be seen. C:E.4 `customers/list`, `customers/get`, `users/get`.
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(CustomersReply { customers, personal } may { next });
form!(Person { id } may { name, phone, address, region, total });
form!(StaffReply { staff });
form!(StaffMember { id } may { name });

/// A page of customers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CustomersReply {
    /// Customers in the platform's order.
    pub customers: Vec<Person>,
    /// False if the restaurant did not consent to names, phones and addresses being shown: nobody can be found then.
    pub personal: bool,
    /// Where the next page begins; none on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A customer; everything but the id may be hidden.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// District.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Spent in all, minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
}

/// Everybody who works here.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StaffReply {
    /// In the platform's order.
    pub staff: Vec<StaffMember>,
}

/// Somebody who works here.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StaffMember {
    /// Id, as a session carries it.
    pub id: String,
    /// Name; hidden without consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
