//! One line: how many, what, how much. Its elements are copied from a form and kept; what is the matter with it follows them.
mod detail;
mod form;
mod hand;
mod marks;
mod row;

use super::hands::use_hands;
use super::line_problems::LineProblems;
use crate::bill::others::holders;
use crate::bill::run::use_desk;
use crate::ui::node::keep_written;
use adisyon_bill::LineKey;
pub use form::Forms;
pub use hand::use_hand;
use leptos::prelude::*;
use row::{Handle, Row};
use web_sys::Element;

/// One row of the list. `locked` says that no line can be changed.
#[component]
pub fn LineRow(
    key: LineKey,
    forms: StoredValue<Forms, LocalStorage>,
    locked: Memo<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let face: Signal<_> = RwSignal::from(desk.shows.face(&key)?).into();
    let line_id = key.as_str().to_owned();
    let id = format!("line-{key}");
    let stand = move |li: Element| {
        let mut row = Row::new(li, forms);
        keep_written(move || {
            face.with(|face| row.write(face, Handle::of(face.mark, locked.get())))
        });
    };
    let hands = use_hands();
    let held = key.clone();
    let others = move || {
        let who = desk.company.with(|others| holders(others, &held));
        let hands = (!who.is_empty()).then(|| hands.get()).flatten();
        hands.map(|hands| (hands.others_at)(who))
    };
    Some(view! {
        <li use:stand id=id tabindex="-1" data-testid="line" data-line-id=line_id>
            <LineProblems face key locked />
            {others}
        </li>
    })
}
