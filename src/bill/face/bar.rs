//! The save bar.
use super::question::{RepriceRow, repriced};
use crate::bill::access::Access;
use crate::bill::state::{Asking, Editing, Notice, Saving, Shelf};
use adisyon_bill::Money;
use adisyon_bill::diff::Change;
use adisyon_bill::plan::Step;
use std::sync::Arc;

/// What the save button can do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ready {
    /// Nothing to save.
    Nothing,
    /// Nothing may be changed on this bill.
    ReadOnly,
    /// The catalogue is still on its way.
    Awaiting,
    /// It leads to the first of so many problems.
    Blocked(usize),
    /// It asks first.
    Asks,
    /// It saves.
    Yes,
    /// It is saving: the writes in order.
    Running(Vec<Step>),
    /// It saves by itself in so many seconds.
    Waiting(u32),
    /// The answer was lost; it is asked again in so many seconds, none while asking.
    Looking(Option<u32>),
}

/// The save bar as it is shown.
#[derive(Clone, PartialEq, Debug)]
pub struct BarFace {
    /// What will change.
    pub changes: Arc<Vec<Change>>,
    /// How many lines stay as they are.
    pub kept: usize,
    /// What the button can do.
    pub ready: Ready,
    /// Undo is possible.
    pub can_undo: bool,
    /// Redo is possible.
    pub can_redo: bool,
    /// What is left to pay.
    pub remaining: Money,
    /// When it was saved last.
    pub saved_at: Option<i64>,
    /// The last save can be undone.
    pub can_undo_save: bool,
    /// Lines that nobody changed and whose sum becomes today's.
    pub reprice: Vec<RepriceRow>,
    /// Lines stand in the way of a save that could write the payments.
    pub payments_alone: bool,
}

impl BarFace {
    /// The bar of a draft.
    pub fn of(editing: &Editing, access: &Access) -> BarFace {
        BarFace {
            changes: editing.changes.clone(),
            kept: editing
                .working
                .lines
                .iter()
                .filter(|line| !line.changed)
                .count(),
            ready: ready(editing, access),
            can_undo: editing.draft.can_undo(),
            can_redo: editing.draft.can_redo(),
            remaining: editing.totals.remaining,
            saved_at: match editing.notice {
                Some(Notice::Saved { at, .. }) => Some(at),
                _ => None,
            },
            can_undo_save: editing.can_undo_save() && !access.is_closed(),
            reprice: editing
                .asks()
                .filter_map(|one| repriced(editing, one))
                .collect(),
            payments_alone: matches!(editing.asking, Some(Asking::Summary | Asking::Question))
                && editing.can_save_payments_alone(),
        }
    }
}

fn ready(editing: &Editing, access: &Access) -> Ready {
    match &editing.saving {
        Saving::Running(sent) => return Ready::Running(sent.course.clone()),
        Saving::Waiting { left, .. } => return Ready::Waiting(*left),
        Saving::Looking { until, left, .. } => return Ready::Looking(until.map(|_| *left)),
        Saving::Idle => {}
    }
    if access.is_closed() {
        return Ready::ReadOnly;
    }
    if let Some(merging) = &editing.merging
        && !merging.is_answered()
    {
        return Ready::Blocked(merging.left());
    }
    if !editing.is_changed() {
        return Ready::Nothing;
    }
    if matches!(editing.setting.shelf, Shelf::Awaited) {
        if editing.pressed.is_some() {
            return Ready::Running(Vec::new());
        }
        return Ready::Awaiting;
    }
    match (editing.blocks().count(), editing.asks().count()) {
        (0, 0) => Ready::Yes,
        (0, _) => Ready::Asks,
        (blocks, _) => Ready::Blocked(blocks),
    }
}
