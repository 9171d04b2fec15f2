//! A draft as it lies in this device's storage: net edits and the lines they were made on, no customer, notes of others only as marks.
use super::state::{Editing, Kept, Saving, Sent};
use adisyon_bill::bill::{Channel, Head};
use adisyon_bill::line::Note;
use adisyon_bill::plan::Step;
use adisyon_bill::{Bill, BillRef, Edit};
use adisyon_json::form;
use adisyon_wire::bill::BillJson;
use adisyon_wire::edit::EditJson;
use adisyon_wire::save::{MAX_EDITS, SaveRequest};

/// Kept drafts older than this are not offered any more: a day.
pub const LASTS: i64 = 24 * 60 * 60 * 1000;
/// Starts every name of ours in the storage.
pub const PREFIX: &str = "adisyon:draft:";

/// A kept draft as JSON. Unreadable ones are as good as none.
struct Slip {
    at: i64,
    revision: String,
    base: BillJson,
    edits: Vec<EditJson>,
    attempt: Option<String>,
    count: u32,
    payments_alone: bool,
}

form!(Slip { at, revision, base, edits } may { attempt, count, payments_alone });

/// The name under which the draft of a bill is kept. The space tells users and restaurants apart.
pub fn name(space: &str, bill: &BillRef) -> String {
    let kind = if bill.is_table() { "table" } else { "packet" };
    format!("{PREFIX}{space}:{kind}:{}", bill.id())
}

/// The text to keep.
pub fn write(editing: &Editing, now: i64) -> Option<String> {
    let catalogue = editing.setting.catalogue()?;
    let edits = editing.draft.net_edits(catalogue);
    let sent = match &editing.saving {
        Saving::Running(sent) | Saving::Looking { sent, .. } => Some(sent),
        _ => None,
    };
    let slip = Slip {
        at: now,
        revision: editing.revision.clone(),
        base: BillJson::from(&without_people(editing.base())),
        edits: edits.iter().map(EditJson::from).collect(),
        attempt: sent.map(|sent| sent.request.attempt.clone()),
        payments_alone: sent.is_some_and(|sent| sent.payments_alone),
        count: u32::try_from(editing.changes.len()).unwrap_or(u32::MAX),
    };
    Some(adisyon_json::write(&slip))
}

/// The kept draft, unless it is too old or not ours.
pub fn read(text: &str, now: i64) -> Option<Kept> {
    let slip: Slip = adisyon_json::read(text)?;
    if now - slip.at > LASTS || slip.edits.is_empty() || slip.edits.len() > MAX_EDITS {
        return None;
    }
    let edits: Result<Vec<Edit>, _> = slip.edits.into_iter().map(Edit::try_from).collect();
    let edits = edits.ok()?;
    let carried = |edit: &&Edit| !slip.payments_alone || edit.step() == Step::Payments;
    let sent = slip.attempt.map(|attempt| Sent {
        request: SaveRequest {
            revision: slip.revision.clone(),
            attempt,
            edits: edits.iter().filter(carried).map(EditJson::from).collect(),
        },
        course: Vec::new(),
        count: slip.count as usize,
        payments_alone: slip.payments_alone,
    });
    Some(Kept {
        at: slip.at,
        revision: slip.revision,
        base: Bill::try_from(slip.base).ok()?,
        edits,
        sent,
    })
}

/// The bill without its customer and without what was written about people: notes become marks that only tell sameness.
fn without_people(bill: &Bill) -> Bill {
    let mut bill = bill.clone();
    bill.head = Head {
        bill: bill.head.bill,
        uuid: None,
        doc_no: None,
        channel: Channel::Unknown,
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
    };
    bill.voided.clear();
    bill.voided_payments.clear();
    for line in &mut bill.lines {
        line.note = marked(&line.note);
    }
    bill
}

/// A note as a mark: equal notes have equal marks, and a mark tells nothing else.
pub fn marked(note: &Note) -> Note {
    match note {
        Note::Text(text) if !text.is_empty() => Note::Text(format!("#{:016x}", fnv(text))),
        other => other.clone(),
    }
}

/// FNV-1a, 64 bits: enough to tell whether a note is still the same.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
