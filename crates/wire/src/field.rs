//! Fields of a packet that a person types, and what is wrong with them. C:E.3 `packets/create`, `packets/update`.
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

tagged!(Field {
    Name,
    Phone,
    Address,
    AddressDescription,
    Region,
    Note,
    PaymentNote,
    InvoiceNumber,
    InvoiceUrl,
    Status,
    Service,
});
tagged!(FieldFault { Missing, TooLong(most), NotHttps, Refused(words) });
form!(FieldProblem { field, fault });

/// The longest note of a packet, in characters. C:E.3.
pub const MAX_NOTE: usize = 1000;
/// The longest address, in characters; where no document says a limit, these are ours.
pub const MAX_ADDRESS: usize = 500;
/// The longest name, district or invoice number, in characters.
pub const MAX_NAME: usize = 100;
/// The longest phone number, in characters.
pub const MAX_PHONE: usize = 50;
/// The longest address of an invoice, in characters.
pub const MAX_URL: usize = 500;

/// A field that is typed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The customer's name.
    Name,
    /// The customer's phone.
    Phone,
    /// Where it goes.
    Address,
    /// How to find the door.
    AddressDescription,
    /// District.
    Region,
    /// The packet's note.
    Note,
    /// How the customer means to pay.
    PaymentNote,
    /// Number of the invoice.
    InvoiceNumber,
    /// Address of the invoice.
    InvoiceUrl,
    /// Status label.
    Status,
    /// Delivered, taken away, eaten here.
    Service,
}

/// What is wrong with a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldFault {
    /// It must be filled.
    Missing,
    /// Longer than so many characters.
    TooLong(u32),
    /// No address that begins with `https://`.
    NotHttps,
    /// The platform refused it: its words.
    Refused(String),
}

/// Something wrong with a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Which.
    pub field: Field,
    /// What.
    pub fault: FieldFault,
}

impl Field {
    /// The most characters it takes.
    pub fn longest(self) -> usize {
        match self {
            Field::Name | Field::Region | Field::InvoiceNumber => MAX_NAME,
            Field::Phone => MAX_PHONE,
            Field::Address | Field::AddressDescription => MAX_ADDRESS,
            Field::Note | Field::PaymentNote => MAX_NOTE,
            Field::InvoiceUrl => MAX_URL,
            Field::Status | Field::Service => 30,
        }
    }

    /// What is wrong with this text, whether or not it must be there.
    pub fn check(self, text: &str) -> Option<FieldProblem> {
        let longest = self.longest();
        let fault = if text.chars().count() > longest {
            FieldFault::TooLong(u32::try_from(longest).unwrap_or(u32::MAX))
        } else if self == Field::InvoiceUrl && !text.is_empty() && !is_https(text) {
            FieldFault::NotHttps
        } else {
            return None;
        };
        Some(FieldProblem { field: self, fault })
    }

    /// The same for one that must be filled.
    pub fn check_filled(self, text: &str) -> Option<FieldProblem> {
        if text.trim().is_empty() {
            return Some(FieldProblem {
                field: self,
                fault: FieldFault::Missing,
            });
        }
        self.check(text)
    }
}

/// `https://`, a host, and no blank anywhere.
fn is_https(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let blank = text.chars().any(|c| c.is_whitespace() || c.is_control());
    host.is_some_and(|host| !host.is_empty()) && !blank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(field: Field, text: &str) -> Option<FieldFault> {
        field.check(text).map(|problem| problem.fault)
    }

    #[test]
    fn an_invoice_s_address_is_https_or_empty() {
        for (text, right) in [
            ("", true),
            ("https://fatura.example/1?x=2", true),
            ("https://fatura.example", true),
            ("http://fatura.example/1", false),
            ("fatura.example", false),
            ("https://", false),
            ("https:///x", false),
            ("https://a b.example", false),
        ] {
            let expected = (!right).then_some(FieldFault::NotHttps);
            assert_eq!(fault(Field::InvoiceUrl, text), expected, "{text}");
        }
    }

    #[test]
    fn a_limit_is_a_number_of_characters() {
        assert_eq!(fault(Field::Note, &"ş".repeat(MAX_NOTE)), None);
        assert_eq!(
            fault(Field::Note, &"ş".repeat(MAX_NOTE + 1)),
            Some(FieldFault::TooLong(1000))
        );
    }

    #[test]
    fn blanks_fill_nothing() {
        let problem = Field::Name.check_filled("  ");
        assert_eq!(problem.map(|one| one.fault), Some(FieldFault::Missing));
        assert_eq!(Field::Name.check_filled("Deniz"), None);
    }
}
