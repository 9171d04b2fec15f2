//! What stands above the lines.
use adisyon_bill::BillRef;
use adisyon_bill::bill::{Channel, Customer, Head};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

tagged!(BillRefJson { Packet(id), Table(id) });
tagged!(ChannelJson { Table, House, Marketplace(code), Unknown });
form!(CustomerJson {  } may { id, name, phone, call, address, address_description, region });
form!(
    HeadJson {
        bill, channel
    } may {
        uuid, doc_no, status, service, order_code, scheduled, table, section, guests, currency, note, payment_note,
        customer
    }
);

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum BillRefJson {
    Packet(String),
    Table(String),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChannelJson {
    Table,
    House,
    Marketplace(String),
    Unknown,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct CustomerJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct HeadJson {
    bill: BillRefJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    uuid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_no: Option<String>,
    channel: ChannelJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheduled: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guests: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<CustomerJson>,
}

impl From<&Head> for HeadJson {
    fn from(head: &Head) -> HeadJson {
        HeadJson {
            bill: match &head.bill {
                BillRef::Packet(id) => BillRefJson::Packet(id.clone()),
                BillRef::Table(id) => BillRefJson::Table(id.clone()),
            },
            uuid: head.uuid.clone(),
            doc_no: head.doc_no.clone(),
            channel: match &head.channel {
                Channel::Table => ChannelJson::Table,
                Channel::House => ChannelJson::House,
                Channel::Marketplace(code) => ChannelJson::Marketplace(code.clone()),
                Channel::Unknown => ChannelJson::Unknown,
            },
            status: head.status.clone(),
            service: head.service.clone(),
            order_code: head.order_code.clone(),
            scheduled: head.scheduled,
            table: head.table.clone(),
            section: head.section.clone(),
            guests: head.guests,
            currency: head.currency.clone(),
            note: head.note.clone(),
            payment_note: head.payment_note.clone(),
            customer: head.customer.as_ref().map(CustomerJson::from),
        }
    }
}

impl From<HeadJson> for Head {
    fn from(json: HeadJson) -> Head {
        Head {
            bill: match json.bill {
                BillRefJson::Packet(id) => BillRef::Packet(id),
                BillRefJson::Table(id) => BillRef::Table(id),
            },
            uuid: json.uuid,
            doc_no: json.doc_no,
            channel: match json.channel {
                ChannelJson::Table => Channel::Table,
                ChannelJson::House => Channel::House,
                ChannelJson::Marketplace(code) => Channel::Marketplace(code),
                ChannelJson::Unknown => Channel::Unknown,
            },
            status: json.status,
            service: json.service,
            order_code: json.order_code,
            scheduled: json.scheduled,
            table: json.table,
            section: json.section,
            guests: json.guests,
            currency: json.currency,
            note: json.note,
            payment_note: json.payment_note,
            customer: json.customer.map(Customer::from),
        }
    }
}

impl From<&Customer> for CustomerJson {
    fn from(customer: &Customer) -> CustomerJson {
        CustomerJson {
            id: customer.id.clone(),
            name: customer.name.clone(),
            phone: customer.phone.clone(),
            call: customer.call.clone(),
            address: customer.address.clone(),
            address_description: customer.address_description.clone(),
            region: customer.region.clone(),
        }
    }
}

impl From<CustomerJson> for Customer {
    fn from(json: CustomerJson) -> Customer {
        Customer {
            id: json.id,
            name: json.name,
            phone: json.phone,
            call: json.call,
            address: json.address,
            address_description: json.address_description,
            region: json.region,
        }
    }
}
