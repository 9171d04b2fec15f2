//! Fields of a packet being edited, as values: what was seen, what stands there now, and what of it would be sent.
use crate::api::failure::Failure;
use adisyon_bill::bill::Head;
use adisyon_wire::field::{Field, FieldProblem};
use adisyon_wire::packet::FieldsChange;

/// The fields that can be edited, in the order in which they are shown.
pub const FIELDS: [Field; 8] = [
    Field::Status,
    Field::Service,
    Field::Phone,
    Field::Address,
    Field::Note,
    Field::PaymentNote,
    Field::InvoiceNumber,
    Field::InvoiceUrl,
];

/// The form.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Form {
    /// As the bill showed them; none where a field is hidden from us, or no read shows it.
    seen: Vec<(Field, Option<String>)>,
    /// What was typed, by field; a field that nobody touched is not here.
    typed: Vec<(Field, String)>,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
    /// It is on its way.
    pub sent: bool,
    /// Why it could not be sent.
    pub failure: Option<Failure>,
}

impl Form {
    /// Starts from a bill's head.
    pub fn of(head: &Head) -> Form {
        let customer = head.customer.as_ref();
        let seen = FIELDS.map(|field| {
            let text = match field {
                Field::Status => head.status.clone().or(Some("none".to_owned())),
                Field::Service => head.service.clone(),
                Field::Note => head.note.clone(),
                Field::PaymentNote => head.payment_note.clone(),
                Field::Phone => customer.and_then(|one| one.phone.clone()),
                Field::Address => customer.and_then(|one| one.address.clone()),
                _ => None,
            };
            (field, text)
        });
        Form {
            seen: seen.to_vec(),
            ..Form::default()
        }
    }

    /// What stands in a field now.
    pub fn text(&self, field: Field) -> &str {
        let typed = self.typed.iter().find(|(one, _)| *one == field);
        match typed {
            Some((_, text)) => text,
            None => self.seen(field).unwrap_or_default(),
        }
    }

    /// True if nobody knows what stands there: the field is hidden from us or never shown, and left alone it stays as it is.
    pub fn is_unseen(&self, field: Field) -> bool {
        self.seen(field).is_none()
    }

    /// Something was typed into a field.
    pub fn type_in(&mut self, field: Field, text: String) {
        self.problems.retain(|problem| problem.field != field);
        self.typed.retain(|(one, _)| *one != field);
        let same = match self.seen(field) {
            Some(seen) => seen == text,
            // Typed and taken back: nobody asked for a hidden text to be erased.
            None => text.is_empty(),
        };
        if !same {
            self.typed.push((field, text));
        }
    }

    /// What would be sent: only what was edited.
    pub fn change(&self) -> FieldsChange {
        let typed = |field: Field| {
            let found = self.typed.iter().find(|(one, _)| *one == field);
            found.map(|(_, text)| text.trim().to_owned())
        };
        FieldsChange {
            status: typed(Field::Status),
            service: typed(Field::Service),
            note: typed(Field::Note),
            payment_note: typed(Field::PaymentNote),
            invoice_number: typed(Field::InvoiceNumber),
            invoice_url: typed(Field::InvoiceUrl),
            address: typed(Field::Address),
            phone: typed(Field::Phone),
        }
    }

    /// How many fields were edited.
    pub fn edited(&self) -> usize {
        self.typed.len()
    }

    /// Checks, and gives what to send if nothing is wrong and nothing is on its way.
    pub fn press(&mut self) -> Option<FieldsChange> {
        if self.sent || self.typed.is_empty() {
            return None;
        }
        let change = self.change();
        self.problems = change.problems();
        self.failure = None;
        self.sent = self.problems.is_empty();
        self.sent.then_some(change)
    }

    /// The answer came. True if everything is written.
    pub fn hear(&mut self, answer: Result<Vec<FieldProblem>, Failure>) -> bool {
        self.sent = false;
        match answer {
            Ok(problems) => {
                self.problems = problems;
                self.problems.is_empty()
            }
            Err(failure) => {
                self.failure = Some(failure);
                false
            }
        }
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<&FieldProblem> {
        self.problems.iter().find(|problem| problem.field == field)
    }

    fn seen(&self, field: Field) -> Option<&str> {
        let seen = self.seen.iter().find(|(one, _)| *one == field);
        seen.and_then(|(_, text)| text.as_deref())
    }
}
