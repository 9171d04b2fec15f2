//! What the parts of the screen watch: one signal per part, one per line. Each is set only if its value differs, so a click on one
//! line touches that line, the sums and the save bar.
use super::access::{Access, access};
use super::face::{
    BarFace, LineFace, LineRow, PaymentsFace, QuestionFace, Ready, SummaryRow, SumsFace, Tell,
    payments, question, rows, summary, sums, tells,
};
use super::state::{Asking, Editing, Merging, State};
use crate::api::Failure;
use crate::clock::{RESTS, Rest};
use adisyon_bill::bill::{Glimpse, Head};
use adisyon_bill::line::Voided;
use adisyon_bill::map::{self, Map};
use adisyon_bill::{Catalogue, LineKey, ProductId};
use adisyon_wire::session::Rights;
use leptos::prelude::*;
use std::sync::Arc;

/// What kind of screen stands there.
#[derive(Clone, PartialEq, Debug)]
pub enum Phase {
    /// The bill is on its way.
    Opening,
    /// The bill.
    Bill,
    /// Nothing to show: why, and the seconds until it is tried again by itself.
    Failed(Failure, Option<u32>),
}

/// The signals.
#[derive(Clone, Copy)]
pub struct Shows {
    /// What kind of screen.
    pub phase: RwSignal<Phase>,
    /// What stands above the lines.
    pub head: RwSignal<Option<Arc<Head>>>,
    /// The lines in their order.
    pub keys: RwSignal<Vec<LineKey>>,
    /// Each line. The signals live as long as their line.
    faces: StoredValue<Map<LineKey, ArcRwSignal<LineFace>>>,
    /// What the lines were made of, in their order.
    rows: StoredValue<Arc<Vec<LineRow>>>,
    /// Tells the finder.
    tells_finder: StoredValue<Rest, LocalStorage>,
    /// Voided lines.
    pub voided: RwSignal<Vec<Voided>>,
    /// Payments.
    pub payments: RwSignal<PaymentsFace>,
    /// Sums.
    pub sums: RwSignal<Option<SumsFace>>,
    /// The save bar.
    pub bar: RwSignal<Option<BarFace>>,
    /// Notices.
    pub tells: RwSignal<Vec<Tell>>,
    /// What may be changed.
    pub access: RwSignal<Access>,
    /// The summary of problems; empty if it is not open.
    pub summary: RwSignal<Vec<SummaryRow>>,
    /// The question before saving.
    pub question: RwSignal<Option<QuestionFace>>,
    /// Leaving with so many changes.
    pub leaving: RwSignal<Option<usize>>,
    /// A merge with questions.
    pub merging: RwSignal<Option<Arc<Merging>>>,
    /// The outcome of a save is open: nothing can be edited.
    pub busy: RwSignal<bool>,
    /// Seconds until a waiting save goes.
    pub wait: RwSignal<u32>,
    /// The catalogue.
    pub catalogue: RwSignal<Option<Arc<Catalogue>>>,
    /// How much of each product is on the bill, in thousandths.
    pub on_bill: RwSignal<Map<ProductId, i64>>,
    /// What this session may do; none until known.
    pub rights: RwSignal<Option<Rights>>,
    /// What was known before the bill is here.
    pub glimpse: RwSignal<Option<Glimpse>>,
}

impl Shows {
    /// Nothing yet.
    pub fn new() -> Shows {
        let rows = StoredValue::new(Arc::default());
        let on_bill = RwSignal::new(Map::default());
        let tell = move || tell_finder(rows, on_bill);
        Shows {
            phase: RwSignal::new(Phase::Opening),
            head: RwSignal::new(None),
            keys: RwSignal::new(Vec::new()),
            faces: StoredValue::new(Map::default()),
            rows,
            tells_finder: StoredValue::new_local(Rest::new(RESTS, tell)),
            voided: RwSignal::new(Vec::new()),
            payments: RwSignal::new(PaymentsFace::default()),
            sums: RwSignal::new(None),
            bar: RwSignal::new(None),
            tells: RwSignal::new(Vec::new()),
            access: RwSignal::new(Access::default()),
            summary: RwSignal::new(Vec::new()),
            question: RwSignal::new(None),
            leaving: RwSignal::new(None),
            merging: RwSignal::new(None),
            busy: RwSignal::new(false),
            wait: RwSignal::new(0),
            catalogue: RwSignal::new(None),
            on_bill,
            rights: RwSignal::new(None),
            glimpse: RwSignal::new(None),
        }
    }

    /// A line's signal; none for a line that is gone.
    pub fn face(&self, key: &LineKey) -> Option<ArcRwSignal<LineFace>> {
        self.faces.with_value(|faces| faces.get(key).cloned())
    }

    /// Shows a state. Order matters: a line's signal is there before its key is listed.
    pub fn show(&self, state: &State) {
        self.show_phase(state);
        let session = state.setting().session.as_ref();
        set(self.rights, session.map(|session| session.rights));
        let Some(editing) = state.editing() else {
            return;
        };
        let closed = matches!(state, State::Closed(_));
        let access = access(&editing.setting, editing.base(), closed);
        let base = editing.base();
        if self
            .head
            .with_untracked(|head| head.as_deref() != Some(&base.head))
        {
            self.head.set(Some(Arc::new(base.head.clone())));
        }
        if self.voided.with_untracked(|shown| *shown != base.voided) {
            self.voided.set(base.voided.clone());
        }
        let catalogue = editing.setting.catalogue();
        let same = self
            .catalogue
            .with_untracked(|shown| match (shown, catalogue) {
                (Some(shown), Some(now)) => Arc::ptr_eq(shown, now),
                (None, None) => true,
                _ => false,
            });
        if !same {
            self.catalogue.set(catalogue.cloned());
        }
        set(self.busy, editing.saving.is_busy());
        self.show_lines(editing);
        set(self.payments, payments(editing));
        set(self.sums, Some(sums(editing)));
        let bar = BarFace::of(editing, &access);
        if let Ready::Waiting(left) = bar.ready {
            set(self.wait, left);
        }
        set(self.bar, Some(bar));
        set(self.tells, tells(state, &access));
        set(self.access, access);
        let open = |asking| !closed && editing.asking == Some(asking);
        let found = if open(Asking::Summary) {
            summary(editing)
        } else {
            Vec::new()
        };
        set(self.summary, found);
        set(
            self.question,
            open(Asking::Question).then(|| question(editing)),
        );
        let leaving = open(Asking::Leaving).then_some(editing.changes.len());
        set(self.leaving, leaving);
        if self
            .merging
            .with_untracked(|shown| shown.as_deref() != editing.merging.as_ref())
        {
            self.merging.set(editing.merging.clone().map(Arc::new));
        }
    }

    fn show_phase(&self, state: &State) {
        let phase = match state {
            State::Opening(_) => Phase::Opening,
            State::Failed(failed) => {
                Phase::Failed(failed.failure.clone(), failed.again.map(|_| failed.left))
            }
            State::Editing(_) | State::Closed(_) => Phase::Bill,
        };
        set(self.phase, phase);
    }

    fn show_lines(&self, editing: &Editing) {
        let rows: Vec<LineRow> = rows(editing).collect();
        let shown = self.rows.get_value();
        // Most rows are the very same, and stand where they stood.
        let same =
            |(at, row): &(usize, &LineRow)| shown.get(*at).is_some_and(|was| was.is_same(row));
        let touched: Vec<&LineRow> = rows
            .iter()
            .enumerate()
            .filter(|row| !same(row))
            .map(|(_, row)| row)
            .collect();
        if touched.is_empty() && rows.len() == shown.len() {
            return;
        }
        let mut changed = Vec::new();
        self.faces.update_value(|faces| {
            for row in touched {
                let face = row.face(editing);
                match faces.get(row.key()) {
                    Some(shown) if shown.with_untracked(|shown| *shown == face) => {}
                    Some(shown) => changed.push((shown.clone(), face)),
                    None => {
                        faces.insert(row.key().clone(), ArcRwSignal::new(face));
                    }
                }
            }
        });
        // Outside the borrow: what watches a line may ask for another.
        for (face, line) in changed {
            face.set(line);
        }
        let keys = || rows.iter().map(LineRow::key);
        if !keys().eq(shown.iter().map(LineRow::key)) {
            self.keys.set(keys().cloned().collect());
            let standing: map::Set<&LineKey> = keys().collect();
            self.faces
                .update_value(|faces| faces.retain(|key, _| standing.contains(key)));
        }
        self.rows.set_value(Arc::new(rows));
        self.tells_finder.with_value(Rest::touch);
    }
}

/// What the finder says of the bill may come when the hand rests: it is asked for forty products at a time.
fn tell_finder(rows: StoredValue<Arc<Vec<LineRow>>>, on_bill: RwSignal<Map<ProductId, i64>>) {
    if let Some(rows) = rows.try_get_value() {
        let now = sold(&rows);
        if on_bill.try_with_untracked(|shown| *shown != now) == Some(true) {
            on_bill.try_set(now);
        }
    }
}

/// How much of each product stands on the bill, in thousandths.
fn sold(rows: &[LineRow]) -> Map<ProductId, i64> {
    let mut sold = Map::with_capacity_and_hasher(rows.len(), Default::default());
    for (product, quantity) in rows.iter().filter_map(LineRow::sold) {
        *sold.entry(product.clone()).or_default() += quantity.thousandths();
    }
    sold
}

impl Default for Shows {
    fn default() -> Shows {
        Shows::new()
    }
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}
