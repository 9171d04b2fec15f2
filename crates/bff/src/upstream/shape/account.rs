//! A whole packet or table. C:E.2, C:F.
use super::line::{self, Reading};
use super::{customer, number, options, payments, text, time};
use adisyon_bill::bill::{Channel, Dialect, Head};
use adisyon_bill::{Bill, BillRef};
use serde_json::Value;
use std::collections::HashSet;

/// What an account shows of its server, before it is read. C:G.4 rule 11, C:G.3, C:G.6.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signs {
    /// There is a line.
    pub lines: bool,
    /// A line or payment carries the `lineId` key, null or not.
    pub identities: bool,
    /// An option came as an object with an id.
    pub option_ids: bool,
    /// The customer's name is shown, or trimmed; none without a customer.
    pub name: Option<bool>,
    /// A line that may be written lacks its note.
    pub note_missing: bool,
}

/// What the rest of the house knows and the account does not say.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Our plugin's id.
    pub plugin_id: &'a str,
    /// How this server is written to.
    pub dialect: Dialect,
    /// A plain `id` may be echoed as `lineId`.
    pub plain_echo: bool,
    /// Personal data is shown to us.
    pub personal: bool,
}

/// Looks at an account.
pub fn signs(account: &Value) -> Signs {
    let lines = account.get("orders").and_then(Value::as_array);
    let lines = lines.map(Vec::as_slice).unwrap_or_default();
    Signs {
        lines: !lines.is_empty(),
        identities: lines.iter().any(|line| line.get("lineId").is_some())
            || payments::shows_identity(account),
        option_ids: lines.iter().any(options::shows_ids),
        name: customer::shows_name(account),
        note_missing: lines.iter().any(line::lacks_note),
    }
}

/// Reads an account, its lines not yet resolved. An account without lines, total or paid cannot be edited safely and is refused: the field's name.
pub fn account(account: &Value, bill: &BillRef, known: &Known<'_>) -> Result<Bill, &'static str> {
    let lines = account
        .get("orders")
        .and_then(Value::as_array)
        .ok_or("orders")?;
    let total = number::money(account, &["total"]).ok_or("total")?;
    let paid = number::money(account, &["paid"]).ok_or("paid")?;
    let discount = number::money(account, &["totalDiscount"]).unwrap_or_default();
    let exponent = number::whole(account.get("amountExponent"));
    let reading = Reading {
        plugin_id: known.plugin_id,
        exponent,
        identities: known.dialect.identities,
        plain_echo: known.plain_echo,
        notes_shown: known.personal,
    };
    let mut taken = HashSet::new();
    let lines = lines
        .iter()
        .enumerate()
        .map(|(at, entry)| line::line(entry, at, &reading, &mut taken))
        .collect();
    let voided = account.get("cancels").and_then(Value::as_array);
    Ok(Bill {
        head: head(account, bill, known.personal),
        lines,
        voided: voided
            .into_iter()
            .flatten()
            .filter(|entry| entry.is_object())
            .map(|entry| line::voided(entry, exponent))
            .collect(),
        payments: payments::payments(account, paid, discount, known.plugin_id),
        voided_payments: payments::voided(account),
        total,
        paid,
        discount,
        dialect: known.dialect,
    })
}

fn head(account: &Value, bill: &BillRef, personal: bool) -> Head {
    Head {
        bill: bill.clone(),
        uuid: text::filled(account, "uuid"),
        doc_no: text::id(account.get("docNo")),
        channel: if bill.is_table() {
            Channel::Table
        } else {
            channel(account)
        },
        status: text::filled(account, "status"),
        service: text::filled(account, "type"),
        order_code: text::id(account.get("orderCode")),
        scheduled: time::millis(account.get("scheduledDate")),
        table: text::filled(account, "tableName").or_else(|| text::filled(account, "location")),
        section: text::filled(account, "desing").or_else(|| text::filled(account, "design")),
        guests: number::whole(account.get("personCount"))
            .and_then(|guests| u32::try_from(guests).ok()),
        currency: text::filled(account, "currency"),
        note: text::text(account, "note"),
        payment_note: text::text(account, "paymentNote"),
        customer: customer::customer(account, personal),
    }
}

/// The code of a packet's channel: text, or an object that names itself. C:F "entegrasyon".
pub fn channel_code(account: &Value) -> Option<String> {
    let code = account.get("entegrasyon")?;
    text::filled(account, "entegrasyon").or_else(|| {
        ["name", "id", "title"]
            .iter()
            .find_map(|name| text::filled(code, name))
    })
}

fn channel(account: &Value) -> Channel {
    let class = text::filled(account, "channel");
    match channel_code(account).or(class) {
        Some(code) if code.eq_ignore_ascii_case("packet") => Channel::House,
        Some(code) => Channel::Marketplace(code),
        None => Channel::Unknown,
    }
}

#[cfg(test)]
#[path = "account_tests.rs"]
mod tests;
