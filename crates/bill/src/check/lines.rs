//! The cart of a write. C:G.4, C:G.5, C:G.6.
use super::desk::{Desk, Looked, TOLERANCE};
use super::{Policy, stamp};
use crate::Money;
use crate::bill::{Bill, Channel};
use crate::cart::{Cart, CartLine, MAX_LINES};
use crate::catalogue::Catalogue;
use crate::draft::{WorkLine, Working};
use crate::line::LineKind;
use crate::map::Set;
use crate::problem::{Loss, Place, Problem, Trouble};
use crate::totals::{estimate_total, lasting_residue, residue};
use std::sync::Arc;

/// The whole cart, or none if this bill's cart can never be written. A problem for every line that cannot go as it is.
pub(super) fn cart(
    bill: &Bill,
    working: &Working,
    catalogue: &Catalogue,
    policy: Policy,
    problems: &mut Vec<Problem>,
) -> Option<Cart> {
    let desk = Desk::new(bill, catalogue, &working.accepted);
    let looked = survey(bill, working, policy, problems, |work| {
        Arc::new(desk.look(work))
    })?;
    let sent = |(looked, named): (Arc<Looked>, bool)| {
        let line = Arc::unwrap_or_clone(looked).line?;
        let line_id = line.line_id.filter(|_| named);
        Some(CartLine { line_id, ..line })
    };
    let mut lines: Vec<CartLine> = looked.into_iter().filter_map(sent).collect();
    if bill.dialect.identities {
        stamp::stamped(
            lines
                .iter_mut()
                .map(|line| (&mut line.metadata, &line.product)),
        );
    }
    let off = working.lines.iter().filter(|work| work.removed);
    Some(Cart {
        lines,
        off: off.map(|work| work.key.clone()).collect(),
        estimate: estimate_total(bill, &working.lines),
    })
}

/// Looks at every line that a write would carry, and at what they come to together. With each goes whether it declares its identity.
/// None if this bill's cart can never be written.
pub(super) fn survey(
    bill: &Bill,
    working: &Working,
    policy: Policy,
    problems: &mut Vec<Problem>,
    look: impl Fn(&Arc<WorkLine>) -> Arc<Looked>,
) -> Option<Vec<(Arc<Looked>, bool)>> {
    let never = never_writable(bill, policy);
    if !never.is_empty() {
        problems.extend(never);
        return None;
    }
    let standing = working.lines.iter();
    let standing: Vec<_> = standing
        .filter(|work| !work.removed && kind(bill, work) == LineKind::Ordinary)
        .map(|work| (work, look(work)))
        .collect();
    // Row 21: a packet refuses it, and a table must not be emptied that way.
    if standing.is_empty() {
        problems.push(Problem::new(Place::Bill, Trouble::Empty));
    }
    if standing.len() > MAX_LINES {
        problems.push(Problem::new(Place::Bill, Trouble::TooManyLines));
    }
    let mut drift = residue(bill) - lasting_residue(bill);
    let mut declared = Set::with_capacity_and_hasher(standing.len(), Default::default());
    let mut named = Vec::with_capacity(standing.len());
    for (work, looked) in &standing {
        let at_line = |trouble: &Trouble| Problem::at_line(&work.key, trouble.clone());
        problems.extend(looked.troubles.iter().map(at_line));
        drift += looked.drift;
        // The same identity twice is refused.
        let free = looked.id.as_ref().map(|id| declared.insert(id));
        if free == Some(false) {
            problems.push(at_line(&Trouble::IdentityLost));
        }
        named.push(free == Some(true));
    }
    compare_total(bill, working, drift, problems);
    let looked = standing.into_iter().map(|(_, looked)| looked);
    Some(looked.zip(named).collect())
}

/// Asks about a total that would change by more than its lines say. C:G.6 row 5.
fn compare_total(bill: &Bill, working: &Working, drift: Money, problems: &mut Vec<Problem>) {
    let accepted = (Place::Totals, Loss::Reprice);
    if drift.minor().abs() > TOLERANCE && !working.accepted.contains(&accepted) {
        let trouble = Trouble::RepriceTotal(bill.total, bill.total - drift);
        problems.push(Problem::new(Place::Totals, trouble));
    }
}

/// Rows 6 and 11: bills whose lines are not ours to write at all.
fn never_writable(bill: &Bill, policy: Policy) -> Vec<Problem> {
    let foreign = matches!(bill.head.channel, Channel::Marketplace(_));
    let timer = bill.has_timer().then_some(Trouble::Timer);
    let marketplace = (foreign && !policy.marketplace_carts).then_some(Trouble::Marketplace);
    timer
        .into_iter()
        .chain(marketplace)
        .map(|trouble| Problem::new(Place::Bill, trouble))
        .collect()
}

fn kind(bill: &Bill, work: &WorkLine) -> LineKind {
    work.base
        .map_or(LineKind::Ordinary, |at| bill.lines[at].kind)
}
