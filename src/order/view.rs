//! The screen of a new packet.
use super::customer::{customer, delivery, id};
use super::run::Errand;
use crate::bill::Room;
use crate::bill::face::Ready;
use crate::bill::run::Desk;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Icon, use_live, use_toasts};
use adisyon_bill::Money;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A new packet on a desk of this chunk. `opened` is told its id when it is open.
pub fn order_screen(room: &'static Room, leave: Callback<()>, opened: Callback<String>) -> AnyView {
    let i18n = use_i18n();
    let errand = Errand::new(room, opened);
    let space = RwSignal::new(None::<String>);
    let may_find = RwSignal::new(None::<bool>);
    errand.session(move |session| {
        // The screen may have gone meanwhile.
        let find = session.as_ref().map(|one| one.rights.read_customers);
        may_find.try_set(Some(find.unwrap_or(false)));
        space.try_set(Some(session.map(|one| one.draft_space).unwrap_or_default()));
    });
    let back = move |_| {
        if !errand.leave() {
            leave.run(());
        }
    };
    view! {
        <header class="head">
            <button
                class="icon-btn"
                type="button"
                data-testid="back"
                aria-label=i18n.t(Key::BillBack)
                on:click=back
            >
                <Icon name="back" />
            </button>
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{i18n.t(Key::OrderTitle)}</span></h1>
            </div>
        </header>
        {move || space.get().map(|space| {
            let desk = errand.begin(&space, leave);
            let rail = view! {
                {customer(errand, may_find.into())}
                {delivery(errand)}
            };
            (room.unopened)(desk, rail.into_any(), bar(errand, desk))
        })}
    }
    .into_any()
}

/// What it comes to, and the one button.
fn bar(errand: Errand, desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let (toasts, live) = (use_toasts(), use_live());
    let total = Memo::new(move |_| {
        let sums = desk.shows.sums;
        sums.with(|sums| sums.as_ref().map_or(Money::ZERO, |sums| sums.totals.total))
    });
    let lines = Memo::new(move |_| desk.shows.keys.with(Vec::len));
    let ready = move |is: fn(&Ready) -> bool| {
        let bar = desk.shows.bar;
        bar.with(|bar| bar.as_ref().is_some_and(|bar| is(&bar.ready)))
    };
    let busy = Memo::new(move |_| {
        ready(|ready| {
            matches!(
                ready,
                Ready::Running(_) | Ready::Looking(_) | Ready::Waiting(_)
            )
        })
    });
    let off = Memo::new(move |_| busy.get() || ready(|ready| matches!(ready, Ready::ReadOnly)));
    let press = move |_| {
        if off.get_untracked() {
            return;
        }
        let right = errand.form.try_update(super::state::Form::check);
        if right != Some(true) {
            live.say(i18n.t(Key::OrderIncomplete));
            focus_first(errand);
        } else if lines.get_untracked() == 0 {
            toasts.say("info", i18n.t(Key::OrderEmpty));
            focus("search");
        } else {
            (errand.room.send)(desk);
        }
    };
    let said = move || {
        if busy.get() {
            return i18n.t(Key::OrderOpening).to_owned();
        }
        let n = i64::try_from(lines.get()).unwrap_or(0);
        i18n.plural(Key::OrderLines, n, &[])
    };
    view! {
        <section class="save" aria-label=i18n.t(Key::OrderTitle)>
            <div class="save-in">
                <p class="save-quiet" role="status" data-testid="order-state">
                    <Icon name="info" />
                    <span>{said}</span>
                </p>
                <div class="save-do">
                    <p class="save-due">
                        <span class="save-due-label">{i18n.t(Key::BillTotal)}</span>
                        <span class="save-due-sum">{move || i18n.money(total.get())}</span>
                    </p>
                    <button
                        class="btn btn-main"
                        type="button"
                        data-testid="order-open"
                        aria-busy=move || busy.get().then_some("true")
                        aria-disabled=move || off.get().then_some("true")
                        on:click=press
                    >
                        {i18n.t(Key::OrderOpen)}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The first field that is wrong.
fn focus_first(errand: Errand) {
    let first = errand
        .form
        .with_untracked(|form| form.problems.first().map(|problem| id(problem.field)));
    if let Some(first) = first {
        focus(&first);
    }
}

fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element in the page takes focus.
        let _ = element.focus();
    }
}
