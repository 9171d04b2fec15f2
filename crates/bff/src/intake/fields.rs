//! Changing fields of a packet: only what was edited is sent, and a lost answer is settled by reading. C:E.3 `packets/update`.
use super::{Intake, pause};
use crate::bills::Seen;
use crate::installs::{Install, scope};
use crate::lanes::LaneKey;
use crate::refuse::Refuse;
use crate::upstream::create;
use crate::upstream::refusal::{Failure, Refused};
use adisyon_bill::BillRef;
use adisyon_bill::bill::Head;
use adisyon_wire::field::{Field, FieldFault, FieldProblem};
use adisyon_wire::packet::{FieldsChange, FieldsReply};
use adisyon_wire::refusal::RefusalCode;
use std::sync::Arc;
use tokio::time::sleep;

impl Intake {
    /// Changes fields in the packet's turn among the saves.
    pub async fn change(
        self: &Arc<Self>,
        install: Arc<Install>,
        packet: String,
        change: FieldsChange,
    ) -> Result<FieldsReply, Refuse> {
        let bill = BillRef::Packet(packet);
        let lane = LaneKey {
            install: install.key.clone(),
            bill: bill.clone(),
        };
        let intake = self.clone();
        let work = async move { intake.change_now(&install, &bill, &change).await };
        self.saves.alone(lane, work).await?
    }

    async fn change_now(
        &self,
        install: &Install,
        bill: &BillRef,
        change: &FieldsChange,
    ) -> Result<FieldsReply, Refuse> {
        let problems = change.problems();
        if change.is_empty() || !problems.is_empty() {
            return self.reply(install, bill, problems, false).await;
        }
        let mut reread = false;
        // Once more at most: the same fields with the same texts harm nothing.
        for attempt in 0..2 {
            let write = create::fields(&self.client, install, bill.id(), change).await;
            let failure = match write {
                Ok(_) => return self.reply(install, bill, Vec::new(), reread).await,
                Err(Failure::Refused(refused)) if pause_for(&refused, attempt).is_none() => {
                    let problems = problems_of(&refused, change);
                    if problems.is_empty() {
                        return Err(Refuse::upstream(refused.into(), scope::ORDERS_WRITE));
                    }
                    return self.reply(install, bill, problems, reread).await;
                }
                Err(failure) => failure,
            };
            if matches!(failure, Failure::Fault(_)) {
                reread = true;
                let seen = self.bills.fresh(install, bill).await;
                let seen = seen.map_err(|_| RefusalCode::OutcomeUnknown)?;
                if shows(&seen.bill.head, change) {
                    return Ok(reply(&seen, Vec::new(), reread));
                }
            }
            if let Some(pause) = pause(&failure, attempt) {
                sleep(pause).await;
            }
        }
        Err(RefusalCode::OutcomeUnknown.into())
    }

    async fn reply(
        &self,
        install: &Install,
        bill: &BillRef,
        problems: Vec<FieldProblem>,
        reread: bool,
    ) -> Result<FieldsReply, Refuse> {
        let seen = self.bills.fresh(install, bill).await;
        let seen = seen.map_err(|failure| Refuse::upstream(failure, scope::ORDERS_READ))?;
        Ok(reply(&seen, problems, reread))
    }
}

fn reply(seen: &Seen, problems: Vec<FieldProblem>, reread: bool) -> FieldsReply {
    FieldsReply {
        bill: seen.reply(),
        problems,
        reread,
    }
}

fn pause_for(refused: &Refused, attempt: u32) -> Option<std::time::Duration> {
    let failure = Failure::Refused(refused.clone());
    pause(&failure, attempt).filter(|_| attempt == 0)
}

/// A refusal that speaks of a field, at the field; of one that was sent alone even if the words name none.
fn problems_of(refused: &Refused, change: &FieldsChange) -> Vec<FieldProblem> {
    let (Refused::Schema(words) | Refused::Other(words)) = refused else {
        return Vec::new();
    };
    let named = create::named_field(words);
    let sent: Vec<Field> = change.edited().map(|(field, _)| field).collect();
    let field = match (named, &sent[..]) {
        (Some(field), _) if sent.contains(&field) => field,
        (_, [only]) => *only,
        _ => return Vec::new(),
    };
    let fault = FieldFault::Refused(words.clone());
    vec![FieldProblem { field, fault }]
}

/// True if everything that was sent can be seen there. What no read shows cannot.
fn shows(head: &Head, change: &FieldsChange) -> bool {
    let customer = head.customer.as_ref();
    change.edited().all(|(field, text)| {
        let shown = match field {
            Field::Status => head.status.as_ref(),
            Field::Service => head.service.as_ref(),
            Field::Note => head.note.as_ref(),
            Field::PaymentNote => head.payment_note.as_ref(),
            Field::Address => customer.and_then(|one| one.address.as_ref()),
            Field::Phone => customer.and_then(|one| one.phone.as_ref()),
            _ => None,
        };
        shown.is_some_and(|shown| shown == text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_bill::Bill;
    use adisyon_bill::bill::Dialect;

    fn note(text: &str) -> FieldsChange {
        FieldsChange {
            note: Some(text.to_owned()),
            ..FieldsChange::default()
        }
    }

    #[test]
    fn a_lost_answer_is_settled_by_what_can_be_seen() {
        let bill = BillRef::Packet("p".into());
        let mut head = Bill::unopened(bill, Dialect::default()).head;
        assert!(!shows(&head, &note("zil çalma")));
        head.note = Some("zil çalma".into());
        assert!(shows(&head, &note("zil çalma")));
        let unseen = FieldsChange {
            invoice_number: Some("A-1".into()),
            ..note("zil çalma")
        };
        assert!(!shows(&head, &unseen), "no read shows invoices");
    }

    #[test]
    fn a_refused_text_stands_at_its_field() {
        let refused = Refused::Schema("\"invoiceUrl\" must be a valid uri".into());
        let change = FieldsChange {
            invoice_url: Some("https://x".into()),
            ..note("x")
        };
        fn fields(refused: &Refused, change: &FieldsChange) -> Vec<Field> {
            let problems = problems_of(refused, change);
            problems.into_iter().map(|one| one.field).collect()
        }
        assert_eq!(fields(&refused, &change), [Field::InvoiceUrl]);
        let vague = Refused::Other("not like this".into());
        assert_eq!(fields(&vague, &change), []);
        assert_eq!(fields(&vague, &note("x")), [Field::Note]);
        assert_eq!(fields(&Refused::NotFound, &note("x")), []);
    }
}
