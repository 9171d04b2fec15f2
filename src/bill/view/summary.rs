//! The summary of what stands in the way: takes the focus once, leads to each place.
use super::keys::focus;
use crate::bill::run::use_desk;
use crate::bill::state::Event;
use crate::bill::words::{anchor, place, trouble};
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use leptos::html;
use leptos::prelude::*;

/// The summary, while it is open.
#[component]
pub fn Summary() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |seen: Option<u32>| {
        let wanted = desk.to_summary.get();
        if let Some(node) = node.get()
            && wanted > seen.unwrap_or(0)
        {
            node.scroll_into_view();
            // A part of the page with a tabindex takes the focus.
            let _ = node.focus();
            return wanted;
        }
        seen.unwrap_or(0)
    });
    let is_open = Memo::new(move |_| desk.shows.summary.with(|rows| !rows.is_empty()));
    let title = move || {
        let n = desk.shows.summary.with(Vec::len);
        i18n.plural(Key::BillSummaryTitle, i64::try_from(n).unwrap_or(0), &[])
    };
    let rows = move || {
        let rows = desk.shows.summary.get();
        let rows = rows.into_iter().map(|row| {
            let anchor = anchor(&row.problem.place);
            let href = format!("#{anchor}");
            view! {
                <li>
                    <a href=href on:click=move |event| {
                        // The address belongs to the panel; only the focus moves.
                        event.prevent_default();
                        go(&anchor);
                    }>
                        <span>
                            <b>{trouble(i18n, &row.problem.trouble, None)}</b>
                            {place(i18n, &row)}
                        </span>
                        <Icon name="down" />
                    </a>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="summary desk-wide" role="alert" tabindex="-1" data-testid="summary" aria-labelledby="summary-title" node_ref=node>
                <h2 class="summary-title" id="summary-title"><Icon name="alert" />{title}</h2>
                <p class="small muted">{i18n.t(Key::BillSummaryText)}</p>
                <ul class="summary-list">{rows}</ul>
                <PaymentsAlone />
            </div>
        </Show>
    }
}

/// Where only the lines stand in the way: the payments by themselves.
#[component]
pub fn PaymentsAlone() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let can = Memo::new(move |_| {
        desk.shows
            .bar
            .with(|bar| bar.as_ref().is_some_and(|bar| bar.payments_alone))
    });
    move || {
        can.get().then(|| {
            view! {
                <button
                    class="btn btn-tight"
                    type="button"
                    data-testid="payments-alone"
                    on:click=move |_| desk.happen(Event::PaymentsPressed)
                >
                    <Icon name="cash" />
                    {i18n.t(Key::BillPaymentsAlone)}
                </button>
            }
        })
    }
}

/// Brings a place into sight and gives it the focus.
fn go(anchor: &str) {
    if let Some(element) = document().get_element_by_id(anchor) {
        let middle = web_sys::ScrollIntoViewOptions::new();
        middle.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&middle);
        focus(anchor);
    }
}
