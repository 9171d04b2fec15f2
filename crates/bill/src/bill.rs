//! The bill of one packet or table as it was read. C:E.2.
use crate::ids::BillRef;
use crate::line::{Line, LineKind, Voided};
use crate::payment::{Payments, VoidedPayment};
use crate::{LineKey, Money};

/// Where the order came from. C:A `entegrasyon`, `channel`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Channel {
    /// A table of the house.
    Table,
    /// Entered by the house: phone or counter (`packet`).
    House,
    /// A marketplace, with its code as the platform writes it (`yemeksepeti`, `getir` …).
    Marketplace(String),
    /// Not said.
    Unknown,
}

/// What is known of a customer; everything may be missing (C:F `customer`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Customer {
    /// Id.
    pub id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Phone as dialled; may carry a code after `;`.
    pub call: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// How to find the door.
    pub address_description: Option<String>,
    /// District.
    pub region: Option<String>,
}

/// What stands above the lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The address of the document.
    pub bill: BillRef,
    /// Life-long identity of the sale, on newer servers.
    pub uuid: Option<String>,
    /// Document number, display only.
    pub doc_no: Option<String>,
    /// Where it came from.
    pub channel: Channel,
    /// Status label, raw.
    pub status: Option<String>,
    /// `dine_in`, `takeaway`, `delivery`, raw.
    pub service: Option<String>,
    /// The marketplace's own code.
    pub order_code: Option<String>,
    /// Planned for this time, in milliseconds since 1970.
    pub scheduled: Option<i64>,
    /// Table name.
    pub table: Option<String>,
    /// Section of the floor plan.
    pub section: Option<String>,
    /// Guests.
    pub guests: Option<u32>,
    /// ISO currency code if said.
    pub currency: Option<String>,
    /// Note of the account; none if absent.
    pub note: Option<String>,
    /// How the customer means to pay; none if absent.
    pub payment_note: Option<String>,
    /// Customer, packets only.
    pub customer: Option<Customer>,
}

/// What is known of a bill before it is read, as from a list of open ones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glimpse {
    /// What stands above the lines, as far as known.
    pub head: Head,
    /// The platform's sum.
    pub total: Money,
    /// What is paid.
    pub paid: Money,
}

/// What the server was seen to understand, needed to write to it. C:G.4 rule 11, C:G.3 "dialect".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Dialect {
    /// `lineId`, `metadata`, `taxRate` may be sent: a `lineId` key was seen in this install, or nothing is known yet.
    pub identities: bool,
    /// Option objects were seen on reads, so `{ "id": … }` is understood.
    pub option_ids: bool,
}

/// A whole bill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// What stands above.
    pub head: Head,
    /// Rows, in the platform's order.
    pub lines: Vec<Line>,
    /// Voided rows.
    pub voided: Vec<Voided>,
    /// Payments.
    pub payments: Payments,
    /// Voided payments.
    pub voided_payments: Vec<VoidedPayment>,
    /// The platform's sum.
    pub total: Money,
    /// What is paid, discount rows included.
    pub paid: Money,
    /// Sum of the discount rows, as the platform says.
    pub discount: Money,
    /// What the server understands.
    pub dialect: Dialect,
}

impl Bill {
    /// A bill that is not opened yet: nothing on it, nothing paid.
    pub fn unopened(bill: BillRef, dialect: Dialect) -> Bill {
        let channel = if bill.is_table() {
            Channel::Table
        } else {
            Channel::House
        };
        Bill {
            head: Head {
                bill,
                uuid: None,
                doc_no: None,
                channel,
                status: None,
                service: None,
                order_code: None,
                scheduled: None,
                table: None,
                section: None,
                guests: None,
                currency: None,
                note: None,
                payment_note: None,
                customer: None,
            },
            lines: Vec::new(),
            voided: Vec::new(),
            payments: Payments::Known(Vec::new()),
            voided_payments: Vec::new(),
            total: Money::ZERO,
            paid: Money::ZERO,
            discount: Money::ZERO,
            dialect,
        }
    }

    /// The line with this key.
    pub fn line(&self, key: &LineKey) -> Option<&Line> {
        self.lines.iter().find(|line| line.key == *key)
    }

    /// What is left to pay; negative if too much is paid.
    pub fn remaining(&self) -> Money {
        self.total - self.paid
    }

    /// The cover charge's amount, zero if there is none.
    pub fn cover(&self) -> Money {
        self.lines
            .iter()
            .filter(|line| line.kind == LineKind::Cover)
            .map(|line| line.amount)
            .sum()
    }

    /// True if a line is priced by time: the platform refuses cart writes then (C:G.6 row 11).
    pub fn has_timer(&self) -> bool {
        self.lines.iter().any(|line| line.kind == LineKind::Timer)
    }
}

#[cfg(test)]
mod tests;
