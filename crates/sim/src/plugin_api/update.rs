//! packets/update: the few fields beside lines and payments (C:E.3). The status is a label: nothing closes.

use super::create::SERVICES;
use super::{Call, Handled, accounts, reply};
use crate::config::Generation;
use crate::joi::{Checked, Fields};
use crate::restaurant::account::{Account, Kind};
use serde_json::json;

const STATUSES: [&str; 6] = [
    "none",
    "Approved",
    "Ready",
    "OnDelivery",
    "Delivered",
    "Rejected",
];

/// packets/update
pub fn packet(call: &mut Call<'_>) -> Handled {
    let generation = call.tenant.generation;
    let fields = Fields::of(call.body, "")?;
    let known = [
        "packetId",
        "status",
        "note",
        "paymentNote",
        "invoiceUrl",
        "invoiceNumber",
        "customer",
        "type",
    ];
    fields.only(if generation == Generation::Older {
        &known[..known.len() - 1]
    } else {
        &known
    })?;
    let id = fields.text("packetId", 200)?;
    let wish = Wish::read(&fields)?;
    let mut account = accounts::opened(call, Kind::Packet, id)?;
    let before = account.status.clone();
    let updated = wish.apply(&mut account);
    if updated.contains(&"status") {
        call.tenant.tell_status(&mut account, before, call.now);
    }
    accounts::store_changed(call, account, None, Vec::new());
    Ok(reply::written(
        json!({"packetId": id, "updated": updated}),
        generation,
    ))
}

/// The fields sent.
struct Wish {
    status: Option<String>,
    note: Option<String>,
    payment_note: Option<String>,
    invoice_url: Option<String>,
    invoice_number: Option<String>,
    address: Option<String>,
    phone: Option<String>,
    service: Option<String>,
}

impl Wish {
    fn read(fields: &Fields<'_>) -> Checked<Self> {
        let text = |fields: &Fields<'_>, name: &str, max| {
            Ok(fields.optional_text(name, max)?.map(str::to_owned))
        };
        let invoice_url: Option<String> = text(fields, "invoiceUrl", 500)?;
        if invoice_url
            .as_ref()
            .is_some_and(|url| !url.starts_with("https://"))
        {
            return Err(fields.refuse(
                "invoiceUrl",
                "must be a valid uri with a scheme matching the https pattern",
            ));
        }
        let (mut address, mut phone) = (None, None);
        if let Some(customer) = fields.get("customer") {
            let customer = Fields::of(customer, "customer")?;
            customer.only(&["address", "phone"])?;
            address = text(&customer, "address", 500)?;
            phone = text(&customer, "phone", 50)?;
        }
        Ok(Self {
            status: fields
                .optional_one_of("status", &STATUSES)?
                .map(str::to_owned),
            note: text(fields, "note", 1000)?,
            payment_note: text(fields, "paymentNote", 1000)?,
            invoice_url,
            invoice_number: text(fields, "invoiceNumber", 100)?,
            address,
            phone,
            service: fields
                .optional_one_of("type", &SERVICES)?
                .map(str::to_owned),
        })
    }

    /// Puts the fields on the account; the names of those that really changed.
    fn apply(self, account: &mut Account) -> Vec<&'static str> {
        let mut updated = Vec::new();
        let mut put = |name, slot: &mut Option<String>, value: Option<String>| {
            if value.is_some() && *slot != value {
                *slot = value;
                updated.push(name);
            }
        };
        put("status", &mut account.status, self.status);
        put("note", &mut account.note, self.note);
        put("paymentNote", &mut account.payment_note, self.payment_note);
        put("invoiceNumber", &mut account.invoice.0, self.invoice_number);
        put("invoiceUrl", &mut account.invoice.1, self.invoice_url);
        put("type", &mut account.service, self.service);
        let customer = account.customer.get_or_insert_default();
        put("customer.address", &mut customer.address, self.address);
        put("customer.phone", &mut customer.phone, self.phone);
        updated
    }
}
