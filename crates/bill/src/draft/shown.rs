//! Shows what a replay came to.
use super::replay::{LineState, Origin, PaymentState, Replay};
use super::{Rest, WorkLine, WorkPayment, Working, kind_of, same_choices, scaled};
use crate::bill::{Bill, Dialect};
use crate::catalogue::{Catalogue, Product};
use crate::edit::PaymentKind;
use crate::ids::LineKey;
use crate::line::{Chosen, Line, LineKind, Note};
use crate::options;
use crate::problem::{Loss, Place, Trouble};
use crate::resolve::{Found, OptionsFound};
use crate::totals::estimate_line;
use crate::{Money, Reason};
use std::sync::Arc;

/// The outcome. Lines that were not touched are taken from where they are at hand.
pub(super) fn working(
    replay: Replay<'_>,
    catalogue: &Catalogue,
    at_hand: Option<&Rest>,
) -> Working {
    let mut lines = Vec::with_capacity(replay.lines.len());
    for (at, state) in replay.lines.iter().enumerate() {
        match state.origin {
            Origin::Base(place, line) => {
                lines.push(read(state, place, line, catalogue, at_hand));
                if let Some(successor) = replay.standing(at) {
                    lines.extend(born(successor, Some(state.key), catalogue).map(Arc::new));
                }
            }
            Origin::New(_) if state.is_replacement => {}
            Origin::New(_) => {
                if let Some(last) = replay.standing(at) {
                    lines.extend(born(last, None, catalogue).map(Arc::new));
                }
            }
        }
    }
    let payments: Vec<WorkPayment> = replay
        .payments
        .iter()
        .filter_map(|state| payment(state, catalogue))
        .collect();
    let cart_changed = lines.iter().any(|line| line.changed);
    let payments_changed = payments.iter().any(|row| row.changed);
    let accepted = if cart_changed {
        standing_losses(replay.accepted, &lines)
    } else {
        Vec::new()
    };
    if cart_changed {
        for line in &mut lines {
            let plain = !accepted
                .iter()
                .any(|(place, _)| matches!(place, Place::Line(key) if *key == line.key));
            let at_hand = at_hand.filter(|_| plain);
            price_shared(line, replay.bill, &accepted, catalogue, at_hand);
        }
    }
    Working {
        lines,
        payments,
        accepted,
        cart_changed,
        payments_changed,
    }
}

/// A line of the bill while the cart is not written.
fn read(
    state: &LineState<'_>,
    place: usize,
    line: &Line,
    catalogue: &Catalogue,
    at_hand: Option<&Rest>,
) -> Arc<WorkLine> {
    match at_hand.filter(|_| state.is_untouched()) {
        Some(rest) => rest.read(place),
        None => Arc::new(kept(state, place, line, catalogue)),
    }
}

/// A line of the bill as a write of the cart would price it, where no loss is accepted at it. None if it is not one of the bill's.
pub(super) fn priced(state: &LineState<'_>, rest: &Rest) -> Option<Arc<WorkLine>> {
    let Origin::Base(place, line) = state.origin else {
        return None;
    };
    let mut work = read(state, place, line, rest.catalogue(), Some(rest));
    price_shared(&mut work, rest.bill(), &[], rest.catalogue(), Some(rest));
    Some(work)
}

/// Says what a line will cost. One that was not touched is taken from where it is at hand.
fn price_shared(
    line: &mut Arc<WorkLine>,
    bill: &Bill,
    accepted: &[(Place, Loss)],
    catalogue: &Catalogue,
    at_hand: Option<&Rest>,
) {
    match at_hand.and_then(|rest| rest.priced(line)) {
        Some(priced) => *line = priced,
        None => price(Arc::make_mut(line), bill, accepted, catalogue),
    }
}

/// A line of the bill to which nothing was done.
pub(super) fn untouched(at: usize, line: &Line, catalogue: &Catalogue) -> WorkLine {
    let state = LineState::new(&line.key, Origin::Base(at, line), line.quantity, false);
    kept(&state, at, line, catalogue)
}

/// Losses at lines that are still there, and at the totals: nothing else can be lost by a write.
fn standing_losses(accepted: Vec<(Place, Loss)>, lines: &[Arc<WorkLine>]) -> Vec<(Place, Loss)> {
    if accepted.is_empty() {
        return accepted;
    }
    let live = |key: &LineKey| lines.iter().any(|line| line.key == *key && !line.removed);
    accepted
        .into_iter()
        .filter(|(place, _)| match place {
            Place::Line(key) => live(key),
            place => *place == Place::Totals,
        })
        .collect()
}

fn kept(state: &LineState<'_>, at: usize, line: &Line, catalogue: &Catalogue) -> WorkLine {
    let found = line.resolution.product();
    let mut work = WorkLine {
        key: line.key.clone(),
        base: Some(at),
        product: found.cloned(),
        confirmed: matches!(line.resolution.found, Found::Certain(..)),
        title: line.title.clone(),
        quantity: line.quantity,
        options: choices(&line.resolution.options),
        options_changed: false,
        note: line.note.clone(),
        discount: line.discount,
        reason: Reason::of(&line.own),
        removed: state.removed || state.replaced_by.is_some(),
        replaces: None,
        amount: line.amount,
        changed: true,
    };
    if work.removed {
        // What is gone shows what was there, whatever was done to it before.
        return work;
    }
    if let Some(product) = state.product {
        work.confirmed = true;
        if Some(product) != found {
            let product = catalogue.product(product);
            work.options = product.and_then(|product| choices(&options::find(line, product)));
        }
        work.product = Some(product.clone());
    }
    work.quantity = state.quantity;
    if let Some(chosen) = state.options
        && !work
            .options
            .as_ref()
            .is_some_and(|found| same_choices(found, chosen))
    {
        work.options = Some(chosen.to_vec());
        work.options_changed = true;
    }
    if let Some(text) = state.note {
        work.note = Note::Text(text.to_owned());
    }
    let follows = scaled(line.discount, line.quantity, state.quantity);
    work.discount = state.discount.unwrap_or(follows);
    if work.discount.is_zero() {
        work.reason = None;
    } else if work.discount != follows {
        work.reason = state.reason.or(work.reason);
    }
    work.changed = work.quantity != line.quantity
        || work.options_changed
        || work.note != line.note
        || work.discount != line.discount;
    work
}

fn born(
    state: &LineState<'_>,
    replaces: Option<&LineKey>,
    catalogue: &Catalogue,
) -> Option<WorkLine> {
    let Origin::New(new) = state.origin else {
        return None;
    };
    let product = catalogue.product(&new.product);
    let discount = state.discount.unwrap_or(new.discount);
    let title = product.map_or(new.product.as_str(), |product| &product.title);
    Some(WorkLine {
        key: new.key.clone(),
        base: None,
        product: Some(new.product.clone()),
        confirmed: true,
        title: title.to_owned(),
        quantity: state.quantity,
        options: Some(state.options.unwrap_or(&new.options).to_vec()),
        options_changed: true,
        note: Note::Text(state.note.unwrap_or(&new.note).to_owned()),
        discount,
        reason: state.reason.or(new.reason).filter(|_| !discount.is_zero()),
        removed: false,
        replaces: replaces.cloned(),
        amount: Money::ZERO,
        changed: true,
    })
}

fn choices(found: &OptionsFound) -> Option<Vec<Chosen>> {
    match found {
        OptionsFound::All(chosen) => Some(chosen.clone()),
        OptionsFound::Doubt(_) => None,
    }
}

/// Says what the line will cost once the cart is written.
pub(super) fn price(
    work: &mut WorkLine,
    bill: &Bill,
    accepted: &[(Place, Loss)],
    catalogue: &Catalogue,
) {
    let line = work.base.and_then(|at| bill.lines.get(at));
    if work.removed || line.is_some_and(|line| line.kind != LineKind::Ordinary) {
        return;
    }
    let product = work.product.as_ref().and_then(|id| catalogue.product(id));
    let once = accepted.iter().any(|(place, loss)| {
        *loss == Loss::DuplicateOption && matches!(place, Place::Line(key) if *key == work.key)
    });
    if let Some(product) = product
        && once
    {
        drop_doubles(work, line, product, bill.dialect);
    }
    work.amount = match (product, &work.options, line) {
        (Some(product), Some(chosen), _) => {
            estimate_line(product, chosen, work.quantity, work.discount)
        }
        // Unknown product or options: what the bill says, in proportion.
        (_, _, Some(line)) => {
            scaled(line.amount + line.discount, line.quantity, work.quantity) - work.discount
        }
        (_, _, None) => -work.discount,
    };
}

/// Each option once: the person accepted that the double goes. C:G.6 row 8.
fn drop_doubles(work: &mut WorkLine, line: Option<&Line>, product: &Product, dialect: Dialect) {
    if work.options.is_none()
        && let Some(line) = line
    {
        work.options = choices(&options::find_once(line, product));
    }
    // Two choices that this server cannot be told apart are doubles, too: the first of them stays.
    if let Some(chosen) = &mut work.options {
        let mut kept = Vec::with_capacity(chosen.len());
        for one in chosen.drain(..) {
            kept.push(one);
            if let Err(Trouble::OptionTwice(_)) = options::declare(product, &kept, dialect) {
                kept.pop();
            }
        }
        *chosen = kept;
    }
}

fn payment(state: &PaymentState<'_>, catalogue: &Catalogue) -> Option<WorkPayment> {
    let (base, read) = match state.origin {
        Origin::Base(at, row) => (Some(at), Some(row)),
        Origin::New(_) if state.removed => return None,
        Origin::New(_) => (None, None),
    };
    let was = read.and_then(kind_of);
    if let (true, Some(row)) = (state.removed, read) {
        return Some(WorkPayment {
            key: state.key.clone(),
            base,
            kind: was,
            title: row.title.clone(),
            amount: row.amount,
            removed: true,
            changed: true,
        });
    }
    let kind = state.kind.cloned().or_else(|| was.clone());
    let title = match (&kind, read) {
        (kind, Some(row)) if *kind == was => row.title.clone(),
        (Some(PaymentKind::Discount(title)), _) => title.clone(),
        (Some(PaymentKind::Method(id)), _) => catalogue
            .method(id)
            .map_or(id.as_str(), |method| &method.title)
            .to_owned(),
        (None, _) => String::new(),
    };
    Some(WorkPayment {
        key: state.key.clone(),
        base,
        changed: kind != was || read.is_none_or(|row| row.amount != state.amount),
        kind,
        title,
        amount: state.amount,
        removed: false,
    })
}
