//! The full replace of an account's lines (C:G.4): matching by declared identity, voids for what is not declared.

use super::body::Wanted;
use super::identity::{self, Known};
use super::metadata;
use crate::joi::Checked;
use crate::money::{Money, Quantity};
use crate::restaurant::account::{Account, COVER_ID, Line, Void};
use crate::rng::Rng;
use crate::world::Switches;

/// Who writes, when, and how the platform answers the open questions.
#[derive(Debug, Clone)]
pub struct Writer {
    /// The plugin's id.
    pub plugin_id: String,
    /// How its metadata is stamped.
    pub stamp: String,
    /// Epoch milliseconds.
    pub now: u64,
    /// Answers to the unknown.
    pub switches: Switches,
}

/// Puts priced lines in the place of the account's lines. `cover` is the charge per guest, if the place has one.
pub fn replace(
    account: &mut Account,
    wanted: &[Wanted],
    priced: Vec<Line>,
    cover: Option<Money>,
    writer: &Writer,
    rng: &mut Rng,
) -> Checked<()> {
    let active = |id: &str| account.lines.iter().any(|line| matches(line, id, writer));
    let cancelled = |id: &str| account.cancels.iter().any(|void| void.line.id == id);
    let known = Known {
        active: &active,
        cancelled: &cancelled,
        partial_accepted: writer.switches.partial_void_accepted,
    };
    identity::check(
        wanted.iter().filter_map(|line| line.line_id.as_deref()),
        &known,
    )?;

    let mut before: Vec<Option<Line>> = account.lines.drain(..).map(Some).collect();
    for (line, wanted) in priced.into_iter().zip(wanted) {
        let kept = wanted.line_id.as_deref().and_then(|id| {
            let slot = before
                .iter_mut()
                .find(|old| old.as_ref().is_some_and(|old| matches(old, id, writer)))?;
            slot.take()
        });
        account
            .lines
            .push(seated(line, wanted, kept, &account.id, writer, rng));
    }
    for line in before.into_iter().flatten().filter(|line| !line.is_cover()) {
        account.cancels.push(Void {
            line,
            reason: format!("plugin:{}", writer.plugin_id),
            at: writer.now,
        });
    }
    account.residue = Money::ZERO;
    account
        .lines
        .extend(cover_line(account.guests, cover, writer.now));
    metadata::check_document(account, &writer.stamp)
}

/// Whether a stored line answers to a declared identity. A line the panel entered has none; that its plain id would
/// do is not established (C:G.4 rule 7), so by default it does not.
fn matches(line: &Line, id: &str, writer: &Writer) -> bool {
    if line.is_cover() {
        return false;
    }
    match &line.identity {
        Some(identity) => identity == id,
        None => writer.switches.id_echo_matches && line.id == id,
    }
}

/// Gives a priced line its identity and what it keeps: creation time always, kitchen state with the same product,
/// other plugins' metadata; not the surcharge (C:L.2 row 4, the harsher answer), not own items left out (row 11).
fn seated(
    line: Line,
    wanted: &Wanted,
    kept: Option<Line>,
    account: &str,
    writer: &Writer,
    rng: &mut Rng,
) -> Line {
    let sent = wanted.metadata.as_deref();
    let (before, created, sent_to_kitchen, by) = match &kept {
        Some(old) => {
            let same_product = old.product == line.product;
            (
                old.metadata.as_slice(),
                old.created,
                old.sent_to_kitchen && same_product,
                old.by.clone(),
            )
        }
        None => (
            &[][..],
            writer.now,
            false,
            format!("plugin:{}", writer.plugin_id),
        ),
    };
    let id = match (&kept, &wanted.line_id) {
        (Some(old), _) => old.id.clone(),
        (None, Some(declared)) => declared.clone(),
        (None, None) => generated_id(account, rng),
    };
    Line {
        metadata: metadata::merged(before, sent, &writer.stamp),
        identity: Some(wanted.line_id.clone().unwrap_or_else(|| id.clone())),
        id,
        created,
        sent_to_kitchen,
        by,
        ..line
    }
}

/// `<document id>-<hex>`, long enough not to be weak. A `%` or `*` of the document stays in it (C:G.4 rule 8).
pub fn generated_id(account: &str, rng: &mut Rng) -> String {
    format!(
        "{account}-{}",
        rng.hex(4.max(7_usize.saturating_sub(account.len())))
    )
}

/// The line the platform makes from the number of guests; nobody can write it.
pub fn cover_line(guests: u64, per_guest: Option<Money>, now: u64) -> Option<Line> {
    let unit = per_guest?;
    let guests = i64::try_from(guests).ok().filter(|guests| *guests > 0)?;
    Some(Line {
        id: COVER_ID.to_owned(),
        identity: Some(COVER_ID.to_owned()),
        title: "Kuver".to_owned(),
        quantity: Quantity::units(guests),
        unit,
        note: Some(String::new()),
        vat: Some(crate::money::Rate::percent(10)),
        created: now,
        by: "system".to_owned(),
        ..Line::default()
    })
}
