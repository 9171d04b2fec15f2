//! The cart of a write. C:G.4, C:G.5, C:G.6.
use super::desk::Desk;
use super::{Policy, stamp};
use crate::bill::{Bill, Channel};
use crate::cart::{Cart, CartLine, MAX_LINES};
use crate::catalogue::Catalogue;
use crate::draft::{WorkLine, Working};
use crate::line::LineKind;
use crate::problem::{Place, Problem, Trouble};
use crate::totals::estimate_total;

/// The whole cart, or none if this bill's cart can never be written. A problem for every line that cannot go as it is.
pub(super) fn cart(
    bill: &Bill,
    working: &Working,
    catalogue: &Catalogue,
    policy: Policy,
    problems: &mut Vec<Problem>,
) -> Option<Cart> {
    let never = never_writable(bill, policy);
    if !never.is_empty() {
        problems.extend(never);
        return None;
    }
    let standing: Vec<&WorkLine> = working
        .lines
        .iter()
        .filter(|work| !work.removed && kind(bill, work) == LineKind::Ordinary)
        .collect();
    // Row 21: a packet refuses it, and a table must not be emptied that way.
    if standing.is_empty() {
        problems.push(Problem::new(Place::Bill, Trouble::Empty));
    }
    if standing.len() > MAX_LINES {
        problems.push(Problem::new(Place::Bill, Trouble::TooManyLines));
    }
    let mut desk = Desk::new(bill, working, catalogue, problems);
    let mut lines: Vec<CartLine> = standing
        .into_iter()
        .filter_map(|work| desk.line(work))
        .collect();
    desk.compare_total();
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
