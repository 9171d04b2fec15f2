//! What the person is told above the lines: one cause, one notice.
use crate::api::failure::Failure;
use crate::bill::access::{Access, Why};
use crate::bill::state::{Editing, Notice, Saving, Shelf, State};
use adisyon_bill::bill::Channel;
use adisyon_bill::merge::Unreturned;
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Money, Place};
use adisyon_wire::save::Wrote;
use adisyon_wire::session::Role;

/// One notice.
#[derive(Clone, PartialEq, Debug)]
pub enum Tell {
    /// The bill is closed; so many changes were not written.
    Closed(usize),
    /// Lines are only shown.
    NoCart(Why),
    /// Payments are only shown.
    NoPayments(Why),
    /// Neither lines nor payments can be changed.
    ReadOnly(Why),
    /// The catalogue did not come.
    NoCatalogue(Failure),
    /// Others changed the bill; so many changes are mine.
    Newer(usize),
    /// A draft of an earlier visit: how many edits, when it was touched.
    Kept(usize, i64),
    /// The answer of a save was lost; it is being asked after. True if only a person asks on.
    Looking(bool),
    /// A limit stopped the save; it goes by itself.
    Waiting,
    /// Only this was written.
    Partly(Wrote),
    /// Undoing the save does not bring these back as they were.
    Unreturned(Vec<Unreturned>),
    /// A manager may open carts of this marketplace's orders for the restaurant: its code.
    CartsShut(String),
    /// A manager opened carts of marketplace orders; this one's code.
    CartsOpen(String),
    /// Nothing was written, and no place says why.
    NotSaved,
    /// Nothing was written for this reason.
    Failed(Failure),
    /// So many edits of a kept draft fit nothing any more.
    Dropped(usize),
    /// An answer was lost, but everything is in place: how many changes.
    FoundSaved(usize),
    /// The platform's total differs from what was expected: expected, total.
    Off(Money, Money),
    /// What is shown was read at this time; the bill cannot be read now.
    Stale(i64, Failure),
    /// The platform cannot be asked: the bill is shown as it was at this time.
    Aged(i64),
    /// The platform could not be asked for the menu: it may be older.
    OldMenu,
    /// So many writes are left at the platform, and in so many seconds it is one more.
    Tight(u32, u32),
    /// Something about the bill as a whole.
    Bill(Trouble),
}

/// All notices, the most pressing first.
pub fn tells(state: &State, access: &Access) -> Vec<Tell> {
    let Some(editing) = state.editing() else {
        return Vec::new();
    };
    if matches!(state, State::Closed(_)) {
        return vec![Tell::Closed(editing.changes.len())];
    }
    let mut tells = Vec::new();
    about_saving(editing, &mut tells);
    if editing.newer.is_some() && editing.merging.is_none() && !editing.saving.is_busy() {
        tells.push(Tell::Newer(editing.changes.len()));
    }
    if let Some(kept) = &editing.setting.kept
        && editing.setting.catalogue().is_some()
        && !editing.saving.is_busy()
        && editing.merging.is_none()
    {
        tells.push(Tell::Kept(kept.edits.len(), kept.at));
    }
    let whole = editing
        .problems
        .iter()
        .filter(|problem| problem.place == Place::Bill)
        .map(|problem| Tell::Bill(problem.trouble.clone()));
    tells.extend(whole);
    about_access(editing, access, &mut tells);
    if let Some(failure) = &editing.stale {
        tells.push(Tell::Stale(editing.read_at, failure.clone()));
    } else if editing.aged {
        tells.push(Tell::Aged(editing.read_at));
    } else if editing.setting.old_menu {
        tells.push(Tell::OldMenu);
    }
    // Whoever waits for the limit knows.
    if let (Some(tight), false) = (editing.tight, tells.contains(&Tell::Waiting)) {
        tells.push(Tell::Tight(tight.left.writes, tight.left.refill));
    }
    tells
}

fn about_saving(editing: &Editing, tells: &mut Vec<Tell>) {
    match &editing.saving {
        Saving::Looking { until, tries, .. } => {
            tells.push(Tell::Looking(
                until.is_none() && *tries >= crate::bill::state::LOOKS,
            ));
        }
        Saving::Waiting { .. } => tells.push(Tell::Waiting),
        _ => {}
    }
    match &editing.notice {
        Some(Notice::Partly(wrote, off)) => {
            tells.push(Tell::Partly(*wrote));
            tells.extend(off.map(|(estimate, total)| Tell::Off(estimate, total)));
        }
        Some(Notice::Unreturned(what)) => tells.push(Tell::Unreturned(what.clone())),
        Some(Notice::NotSaved) if editing.problems.is_empty() => tells.push(Tell::NotSaved),
        Some(Notice::Failed(failure)) => tells.push(Tell::Failed(failure.clone())),
        Some(Notice::Dropped(count)) => tells.push(Tell::Dropped(*count)),
        Some(Notice::Saved {
            count, reread, off, ..
        }) => {
            if *reread {
                tells.push(Tell::FoundSaved(*count));
            }
            if let Some((estimate, total)) = off {
                tells.push(Tell::Off(*estimate, *total));
            }
        }
        Some(Notice::NotSaved) | None => {}
    }
}

fn about_access(editing: &Editing, access: &Access, tells: &mut Vec<Tell>) {
    if let Shelf::Missing(failure) = &editing.setting.shelf {
        tells.push(Tell::NoCatalogue(failure.clone()));
        return;
    }
    match (&access.cart, &access.payments) {
        (Some(cart), Some(payments)) if cart == payments => {
            tells.push(Tell::ReadOnly(cart.clone()))
        }
        (cart, payments) => {
            tells.extend(cart.clone().map(|why| no_cart(editing, why)));
            tells.extend(payments.clone().map(Tell::NoPayments));
        }
    }
    if let (Channel::Marketplace(code), None) = (&editing.base().head.channel, &access.cart)
        && is_manager(editing)
    {
        tells.push(Tell::CartsOpen(code.clone()));
    }
}

/// Where a manager can open what is shut, that stands beside the reason.
fn no_cart(editing: &Editing, why: Why) -> Tell {
    match why {
        Why::Marketplace(code) if is_manager(editing) => Tell::CartsShut(code),
        why => Tell::NoCart(why),
    }
}

fn is_manager(editing: &Editing) -> bool {
    let session = editing.setting.session.as_ref();
    session.is_some_and(|session| session.role == Role::Manager)
}
