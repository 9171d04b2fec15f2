//! A section of the floor plan.
use super::rows::{Plan, Row, Rows};
use super::tile::{Opener, Seat};
use crate::i18n::{Key, use_i18n};
use leptos::prelude::*;

/// A section with its tables.
#[component]
pub(super) fn Section(found: Memo<Rows>, id: String, opener: Opener) -> impl IntoView {
    let i18n = use_i18n();
    let plan = Memo::new(move |before: Option<&Plan>| {
        let now = found.with(|f| f.plans.iter().find(|plan| plan.id == id).cloned());
        now.or(before.cloned()).unwrap_or_else(Plan::nowhere)
    });
    let title = Memo::new(move |_| {
        plan.with(|plan| {
            if plan.title.is_empty() {
                i18n.t(Key::BoardSectionOther).to_owned()
            } else {
                plan.title.clone()
            }
        })
    });
    let sum = move || {
        plan.with(|plan| {
            let open = plan.open.to_string();
            i18n.plural(Key::BoardSectionSum, plan.tables, &[("open", &open)])
        })
    };
    view! {
        <section aria-label=title>
            <div class="section-head">
                <h2 class="section-title">{title}</h2>
                <span class="small muted num">{sum}</span>
            </div>
            <ul class="floor">
                <For each=move || plan.with(|plan| ids(&plan.rows)) key=Clone::clone let:id>
                    <li><Seat row=row_of(|plan: &Plan| &plan.rows, plan, id) opener /></li>
                </For>
            </ul>
        </section>
    }
}

/// Their ids: what a list is keyed by, so that a tile keeps its place and its focus.
pub(super) fn ids(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.bill.id().to_owned()).collect()
}

/// The row with this id, as it was last seen if it has just gone.
pub(super) fn row_of<T: Send + Sync + 'static>(
    rows: impl Fn(&T) -> &Vec<Row> + Send + Sync + 'static,
    whole: Memo<T>,
    id: String,
) -> Memo<Row> {
    Memo::new(move |before: Option<&Row>| {
        let now = whole.with(|w| rows(w).iter().find(|row| row.bill.id() == id).cloned());
        now.or(before.cloned()).unwrap_or_else(Row::nowhere)
    })
}
