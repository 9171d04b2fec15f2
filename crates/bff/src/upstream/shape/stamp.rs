//! Stamps of an account's content: the only version there is. C:G.7 step 1.
//!
//! Hashed is what we read and what a full replace could destroy, in a canonical form: the order of keys, the form of numbers and
//! fields that no document names do not count, and neither do amounts that a timer drives, or a running table could never be saved.
use super::amounts::has_timer;
use adisyon_bill::Money;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Fields of a line. C:G.1 in all generations.
const LINE: &[&str] = &[
    "id",
    "lineId",
    "title",
    "product",
    "productId",
    "quantity",
    "options",
    "note",
    "discount",
    "discountDecimal",
    "extra",
    "extraDecimal",
    "vatRate",
    "metadata",
];
/// Fields of a line that a timer drives.
const PRICED: &[&str] = &["lineTotal", "lineTotalDecimal", "amounts"];
/// Fields of a payment row, read and write form.
const PAYMENT: &[&str] = &[
    "lineId",
    "methodId",
    "id",
    "title",
    "amount",
    "price",
    "cash",
    "isDiscount",
    "metadata",
];
/// Fields of the head that decide what may be written.
const HEAD: &[&str] = &[
    "uuid",
    "packetId",
    "tableId",
    "entegrasyon",
    "channel",
    "personCount",
    "currency",
];
/// Sums of the payments.
const PAID: &[&str] = &["paid", "totalDiscount"];
/// Fields of an option, a metadata item and a breakdown that count; in other objects all do.
const NESTED: &[(&str, &[&str])] = &[
    (
        "options",
        &["id", "title", "price", "vatRate", "data", "checked"],
    ),
    ("metadata", &["key", "value", "by"]),
    ("product", &["id", "title"]),
    (
        "amounts",
        &[
            "base", "options", "extra", "discount", "timer", "gross", "net", "vat", "perVat",
        ],
    ),
];

/// What an account held when it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamps {
    /// Lines, voided lines and what decides about them.
    pub lines: [u8; 32],
    /// Payments, voided payments and their sums.
    pub payments: [u8; 32],
}

impl Stamps {
    /// Both together: the opaque revision that the page sends back.
    pub fn revision(&self) -> String {
        let whole = Sha256::new()
            .chain_update(self.lines)
            .chain_update(self.payments)
            .finalize();
        URL_SAFE_NO_PAD.encode(whole)
    }
}

/// The stamps of an account.
pub fn stamps(account: &Value) -> Stamps {
    let mut lines = Hash::default();
    lines.object(account, HEAD);
    for name in ["orders", "cancels"] {
        lines.list(account.get(name), |hash, line| {
            hash.object(line, LINE);
            if !has_timer(line) {
                hash.object(line, PRICED);
            }
        });
    }
    let mut payments = Hash::default();
    payments.object(account, PAID);
    for name in ["payments", "cancelPayments"] {
        payments.list(account.get(name), |hash, row| hash.object(row, PAYMENT));
    }
    Stamps {
        lines: lines.0.finalize().into(),
        payments: payments.0.finalize().into(),
    }
}

/// Every part is preceded by its kind or length, so that no two contents give the same bytes.
#[derive(Default)]
struct Hash(Sha256);

impl Hash {
    fn text(&mut self, kind: u8, text: &str) {
        self.0.update([kind]);
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    fn list(&mut self, value: Option<&Value>, mut each: impl FnMut(&mut Hash, &Value)) {
        match value.and_then(Value::as_array) {
            Some(entries) => {
                self.text(b'[', &entries.len().to_string());
                entries.iter().for_each(|entry| each(self, entry));
            }
            None => self.text(b'-', ""),
        }
    }

    /// The named fields, in this order; a missing one counts as null.
    fn object(&mut self, object: &Value, names: &[&str]) {
        if !object.is_object() {
            return self.value(object, None);
        }
        for name in names {
            let known = NESTED
                .iter()
                .find(|(parent, _)| parent == name)
                .map(|(_, fields)| *fields);
            self.value(object.get(name).unwrap_or(&Value::Null), known);
        }
    }

    /// Any value; of the objects inside only the known fields, where they are known.
    fn value(&mut self, value: &Value, known: Option<&[&str]>) {
        match value {
            Value::Null => self.text(b'n', ""),
            Value::Bool(flag) => self.text(b'b', if *flag { "1" } else { "0" }),
            Value::Number(number) => self.text(b'0', &plain(&number.to_string())),
            Value::String(text) => self.text(b'"', text),
            Value::Array(entries) => {
                self.text(b'[', &entries.len().to_string());
                entries.iter().for_each(|entry| self.value(entry, known));
            }
            Value::Object(fields) => {
                let mut named: Vec<_> = fields
                    .iter()
                    .filter(|(name, _)| known.is_none_or(|known| known.contains(&name.as_str())))
                    .collect();
                named.sort_by_key(|(name, _)| name.as_str());
                self.text(b'{', &named.len().to_string());
                for (name, value) in named {
                    self.text(b'k', name);
                    self.value(value, known);
                }
            }
        }
    }
}

/// One text for one number: `214.50`, `214.5` and `2.145e2` are the same amount.
fn plain(number: &str) -> String {
    if !number.contains(['e', 'E']) {
        return match number.split_once('.') {
            Some((whole, part)) if part.bytes().all(|b| b == b'0') => whole.to_owned(),
            Some(_) => number.trim_end_matches('0').to_owned(),
            None => number.to_owned(),
        };
    }
    Money::parse_decimal(number).map_or_else(|_| number.to_owned(), Money::to_decimal)
}

#[cfg(test)]
#[path = "stamp_tests.rs"]
mod tests;
