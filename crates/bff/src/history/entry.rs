//! What a save changed, from the bill before and after. Pure.
use crate::session::Caller;
use crate::store::attempts::kind;
use adisyon_bill::Reason;
use adisyon_bill::bill::Bill;
use adisyon_bill::line::{Line, Note};
use adisyon_bill::payment::Payment;
use adisyon_wire::history::{Entry, LineChange, LineState, PaymentChange, Span};
use adisyon_wire::save::{Outcome, Wrote};

/// How a save ended.
#[derive(Clone, Debug)]
pub struct Result {
    /// What came of it.
    pub outcome: Outcome,
    /// Which writes were done.
    pub wrote: Vec<Wrote>,
    /// Found by reading again.
    pub reread: bool,
    /// A write's outcome could not be seen.
    pub unknown: bool,
}

/// The entry of a save by `who` at `at` milliseconds since 1970.
pub fn entry(who: &Caller, at: i64, before: &Bill, after: &Bill, result: Result) -> Entry {
    let touched = !result.wrote.is_empty();
    let (lines, payments) = match touched {
        true => (lines(before, after), payments(before, after)),
        // What differs then was done by others.
        false => (Vec::new(), Vec::new()),
    };
    let gone = lines.iter().filter(|line| line.before.is_some()).count();
    Entry {
        at,
        kind: kind(&before.head.bill).to_owned(),
        bill: before.head.bill.id().to_owned(),
        sale: after.head.uuid.clone().or_else(|| before.head.uuid.clone()),
        user: who.user.clone(),
        role: who.role,
        outcome: result.outcome,
        wrote: result.wrote,
        reread: result.reread,
        unknown: result.unknown,
        total: Span {
            before: before.total.minor(),
            after: after.total.minor(),
        },
        paid: Span {
            before: before.paid.minor(),
            after: after.paid.minor(),
        },
        untouched: u32::try_from(before.lines.len() - gone).unwrap_or(u32::MAX),
        lines,
        payments,
    }
}

/// By key; what keeps no key over a write (older servers) by its content.
fn lines(before: &Bill, after: &Bill) -> Vec<LineChange> {
    let pairs = pair(&before.lines, &after.lines, |a, b| a.key == b.key, alike);
    pairs
        .into_iter()
        .filter_map(|(old, new)| line(old, new))
        .collect()
}

fn line(old: Option<&Line>, new: Option<&Line>) -> Option<LineChange> {
    if let (Some(old), Some(new)) = (old, new)
        && alike(old, new)
    {
        return None;
    }
    Some(LineChange {
        title: new.or(old)?.title.clone(),
        before: old.map(state),
        after: new.map(state),
        note: match (old, new) {
            (Some(old), Some(new)) => old.note != new.note,
            (Some(only), None) | (None, Some(only)) => has_note(only),
            (None, None) => false,
        },
    })
}

fn has_note(line: &Line) -> bool {
    matches!(&line.note, Note::Text(text) if !text.is_empty())
}

fn alike(old: &Line, new: &Line) -> bool {
    old.title == new.title && old.note == new.note && state(old) == state(new)
}

fn state(line: &Line) -> LineState {
    let options = line.options.as_deref().unwrap_or_default();
    LineState {
        quantity: line.quantity.thousandths(),
        amount: line.amount.minor(),
        discount: line.discount.minor(),
        reason: Reason::of(&line.own).map(|reason| reason.code().to_owned()),
        options: options.iter().map(|option| option.title.clone()).collect(),
    }
}

fn payments(before: &Bill, after: &Bill) -> Vec<PaymentChange> {
    let same = |old: &Payment, new: &Payment| {
        old.method == new.method && old.amount == new.amount && old.is_discount == new.is_discount
    };
    let (old, new) = (before.payments.rows(), after.payments.rows());
    let named = |old: &Payment, new: &Payment| old.key == new.key && old.identity.is_some();
    let changed = pair(old, new, named, same)
        .into_iter()
        .filter_map(|(old, new)| {
            if let (Some(old), Some(new)) = (old, new)
                && same(old, new)
            {
                return None;
            }
            let shown = new.or(old)?;
            Some(PaymentChange {
                method: (!shown.is_discount).then(|| shown.title.clone()),
                before: old.map(|row| row.amount.minor()),
                after: new.map(|row| row.amount.minor()),
            })
        });
    changed.collect()
}

/// Pairs by name first, then what is left by content; what finds nobody stands alone. In the order of before, then of after.
fn pair<'a, T>(
    before: &'a [T],
    after: &'a [T],
    named: impl Fn(&T, &T) -> bool,
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for same in [&named as &dyn Fn(&T, &T) -> bool, &alike] {
        for (at, old) in before.iter().enumerate() {
            if partner[at].is_some() {
                continue;
            }
            let found = (0..after.len()).find(|i| !taken[*i] && same(old, &after[*i]));
            if let Some(found) = found {
                taken[found] = true;
                partner[at] = Some(found);
            }
        }
    }
    let old = before.iter().zip(&partner);
    let new = after.iter().zip(&taken).filter(|(_, taken)| !**taken);
    old.map(|(old, at)| (Some(old), at.map(|at| &after[at])))
        .chain(new.map(|(new, _)| (None, Some(new))))
        .collect()
}

#[cfg(test)]
mod tests;
