//! The shortest list of edits that gives a working bill.
use super::{WorkLine, WorkPayment, Working, kind_of, scaled};
use crate::Reason;
use crate::bill::Bill;
use crate::edit::{Edit, NewLine, NewPayment};
use crate::line::{Line, Note};
use crate::payment::Payment;
use crate::resolve::Found;
use std::sync::Arc;

/// At most one edit for each field that differs, in the bill's order.
pub(super) fn net(bill: &Bill, working: Working) -> Vec<Edit> {
    let mut edits = Vec::new();
    for work in &working.lines {
        match work.base.map(|at| &bill.lines[at]) {
            None if work.replaces.is_some() => {}
            None => edits.extend(new_line(work).map(Edit::Add)),
            Some(_) if work.removed => edits.push(gone(work, &working.lines)),
            Some(line) => fields(work, line, &mut edits),
        }
    }
    for (place, loss) in working.accepted {
        edits.push(Edit::Accept(place, loss));
    }
    for work in &working.payments {
        match work.base.map(|at| &bill.payments.rows()[at]) {
            None => edits.extend(new_payment(work).map(Edit::Pay)),
            Some(_) if work.removed => edits.push(Edit::Unpay(work.key.clone())),
            Some(row) => payment_fields(work, row, &mut edits),
        }
    }
    edits
}

fn gone(work: &WorkLine, lines: &[Arc<WorkLine>]) -> Edit {
    lines
        .iter()
        .find(|other| other.replaces.as_ref() == Some(&work.key))
        .and_then(|new| new_line(new))
        .map_or_else(
            || Edit::Remove(work.key.clone()),
            |new| Edit::Replace(work.key.clone(), new),
        )
}

fn fields(work: &WorkLine, line: &Line, edits: &mut Vec<Edit>) {
    let key = || work.key.clone();
    let certain = matches!(line.resolution.found, Found::Certain(..));
    if let Some(product) = &work.product
        && (line.resolution.product() != Some(product) || work.confirmed != certain)
    {
        edits.push(Edit::Identify(key(), product.clone()));
    }
    if work.quantity != line.quantity {
        edits.push(Edit::Quantity(key(), work.quantity));
    }
    if work.options_changed {
        edits.push(Edit::Options(
            key(),
            work.options.clone().unwrap_or_default(),
        ));
    }
    if let Note::Text(text) = &work.note
        && work.note != line.note
    {
        edits.push(Edit::Note(key(), text.clone()));
    }
    if work.discount != scaled(line.discount, line.quantity, work.quantity) {
        edits.push(Edit::Discount(key(), work.discount));
        if let Some(reason) = work.reason
            && Reason::of(&line.own) != work.reason
        {
            edits.push(Edit::Reason(key(), reason));
        }
    }
}

fn payment_fields(work: &WorkPayment, row: &Payment, edits: &mut Vec<Edit>) {
    if let Some(kind) = &work.kind
        && kind_of(row).as_ref() != Some(kind)
    {
        edits.push(Edit::Kind(work.key.clone(), kind.clone()));
    }
    if work.amount != row.amount {
        edits.push(Edit::Amount(work.key.clone(), work.amount));
    }
}

/// The working line as a line of its own; none if its product or its options are not known.
pub(crate) fn new_line(work: &WorkLine) -> Option<NewLine> {
    Some(NewLine {
        key: work.key.clone(),
        product: work.product.clone()?,
        quantity: work.quantity,
        options: work.options.clone()?,
        note: match &work.note {
            Note::Text(text) => text.clone(),
            Note::Hidden => String::new(),
        },
        discount: work.discount,
        reason: work.reason,
    })
}

/// The working row as a row of its own; none if it is bound to no method.
pub(crate) fn new_payment(work: &WorkPayment) -> Option<NewPayment> {
    Some(NewPayment {
        key: work.key.clone(),
        kind: work.kind.clone()?,
        amount: work.amount,
    })
}
