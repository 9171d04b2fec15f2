//! One reading of a bill, what it rests on, and its text.
use crate::memory::{Capability, Lines};
use crate::stock::Stock;
use crate::upstream::client::Print;
use crate::upstream::refusal::Failure;
use crate::upstream::shape::account::Signs;
use crate::upstream::shape::stamp::Stamps;
use adisyon_bill::{Bill, Catalogue};
use adisyon_wire::bill::{BillJson, BillReply};
use std::sync::{Arc, OnceLock};

/// A bill as it was at one moment.
#[derive(Clone)]
pub struct Seen {
    /// The bill. Invariant: never changed in place, its text stands beside it; [`Seen::with_bill`] changes both.
    pub bill: Arc<Bill>,
    /// Stamps of its content.
    pub stamps: Stamps,
    /// When it was read, milliseconds since 1970.
    pub read_at: i64,
    /// The catalogue it was resolved with, or why there is none: then nothing may be written.
    pub stock: Result<Arc<Stock>, Failure>,
    /// What the reading rests on; none if it was not made from an answer of the platform alone.
    grounds: Option<Arc<Grounds>>,
    /// The reply up to the time of reading, once somebody asked for it: whoever shares a reading shares its text.
    text: Arc<OnceLock<Box<str>>>,
}

/// All that the understanding of an account rests on: where it is the same, so is the bill.
#[derive(PartialEq)]
pub(super) struct Grounds {
    /// The bytes of the platform's answer.
    pub(super) print: Print,
    /// What they show of the server.
    pub(super) signs: Signs,
    pub(super) capability: Capability,
    pub(super) personal: bool,
    pub(super) catalogue: Option<Same<Catalogue>>,
    pub(super) lines: Arc<Lines>,
    pub(super) answers: Arc<Lines>,
}

/// Something that is equal to itself alone: a catalogue that was read again counts as another one.
pub(super) struct Same<T>(pub(super) Arc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Same<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Seen {
    /// A reading.
    pub fn new(
        bill: Bill,
        stamps: Stamps,
        read_at: i64,
        stock: Result<Arc<Stock>, Failure>,
    ) -> Seen {
        Seen {
            bill: Arc::new(bill),
            stamps,
            read_at,
            stock,
            grounds: None,
            text: Arc::default(),
        }
    }

    /// The same moment, understood in another way.
    pub fn with_bill(self, bill: Bill) -> Seen {
        Seen::new(bill, self.stamps, self.read_at, self.stock)
    }

    pub(super) fn on(self, grounds: Grounds) -> Seen {
        Seen {
            grounds: Some(Arc::new(grounds)),
            ..self
        }
    }

    pub(super) fn grounds(&self) -> Option<&Grounds> {
        self.grounds.as_deref()
    }

    /// Read again, with nothing new.
    pub(super) fn again(&self, read_at: i64) -> Seen {
        Seen {
            read_at,
            ..self.clone()
        }
    }

    /// As the page gets it.
    pub fn reply(&self) -> BillReply {
        BillReply {
            bill: BillJson::from(&*self.bill),
            revision: self.stamps.revision(),
            read_at: self.read_at,
        }
    }

    /// [`Seen::reply`] as JSON.
    pub fn json(&self) -> String {
        let text = self.text.get_or_init(|| {
            let whole = serde_json::to_string(&self.reply()).unwrap_or_default();
            // Invariant: the time is the last field, and nothing after the bill's own text looks like it.
            let end = whole.rfind(READ_AT).map_or(0, |at| at + READ_AT.len());
            whole[..end].into()
        });
        let mut json = String::with_capacity(text.len() + 24);
        json.push_str(text);
        json.push_str(&self.read_at.to_string());
        json.push('}');
        json
    }
}

/// The name of the reply's last field, with everything up to its value.
const READ_AT: &str = ",\"read_at\":";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use adisyon_bill::notation;

    fn seen(text: &str, read_at: i64) -> Seen {
        let stamps = Stamps {
            lines: [1; 32],
            payments: [2; 32],
        };
        let stock = Err(crate::upstream::refusal::Fault::Timeout.into());
        Seen::new(notation::bill(text), stamps, read_at, stock)
    }

    #[test]
    fn the_text_of_a_reading_is_its_reply_whenever_it_was_read() {
        let mut first = seen("2 Lahmacun[Acılı] @30 | paid 50", 1_700_000_000_000);
        first.bill = Arc::new(Bill {
            head: adisyon_bill::bill::Head {
                doc_no: Some(",\"read_at\":7}".into()),
                ..first.bill.head.clone()
            },
            ..Bill::clone(&first.bill)
        });
        let later = first.again(1_700_000_000_001);
        for seen in [&first, &later, &first] {
            let read: BillReply = serde_json::from_str(&seen.json()).unwrap();
            assert_eq!(read, seen.reply());
        }
    }

    #[test]
    fn a_reading_that_is_understood_anew_has_its_own_text() {
        let first = seen("1 Ayran @10", 5);
        let before = first.json();
        let other = first.clone().with_bill(notation::bill("2 Ayran @10"));
        assert_ne!(other.json(), before);
        assert_eq!(first.json(), before);
    }
}
