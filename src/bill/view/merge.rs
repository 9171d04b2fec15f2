//! The merge view: what both sides touched, as it was, as I have it, as they have it. Keys 1, 2, 3 answer the first open question.
use crate::bill::face::{MergeFace, MergeRow, MergeSide, merge_face};
use crate::bill::run::{Desk, use_desk};
use crate::bill::state::{Cause, Event};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, are_single_keys_on, is_asked};
use adisyon_bill::Place;
use adisyon_bill::merge::Answer;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The questions, while there are any.
pub fn merge() -> AnyView {
    let desk = use_desk();
    let face = Memo::new(move |_| {
        let catalogue = desk.shows.catalogue.get();
        desk.shows
            .merging
            .get()
            .map(|merging| merge_face(&merging, catalogue.as_deref()))
    });
    let keys = window_event_listener(ev::keydown, move |event| pressed(desk, face, &event));
    on_cleanup(move || keys.remove());
    let is_open = Memo::new(move |_| face.with(Option::is_some));
    (move || is_open.get().then(|| view! { <Questions face /> })).into_any()
}

#[component]
fn Questions(face: Memo<Option<MergeFace>>) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let node = NodeRef::<html::Section>::new();
    Effect::new(move || {
        // When it opens, and when saving is wanted while questions are open.
        desk.to_summary.track();
        if let Some(node) = node.get() {
            node.scroll_into_view();
            // A part of the page with a tabindex takes the focus.
            let _ = node.focus();
        }
    });
    let rows = move || {
        let face = face.get();
        let rows = face.into_iter().flat_map(|face| face.rows);
        rows.map(|row| one(desk, i18n, row)).collect_view()
    };
    let title = move || {
        let n = face.with(|face| face.as_ref().map_or(0, |face| face.rows.len()));
        i18n.plural(Key::BillMergeTitle, i64::try_from(n).unwrap_or(0), &[])
    };
    let left = Memo::new(move |_| face.with(|face| face.as_ref().map_or(0, MergeFace::left)));
    let confirm = move || {
        let kept = face.with(|face| face.as_ref().is_some_and(|face| face.cause == Cause::Kept));
        match left.get() {
            0 if kept => i18n.t(Key::BillMergeConfirmKept).to_owned(),
            0 => i18n.t(Key::BillMergeConfirm).to_owned(),
            n => i18n.plural(Key::BillMergeLeft, i64::try_from(n).unwrap_or(0), &[]),
        }
    };
    view! {
        <section class="panel desk-wide" tabindex="-1" data-testid="merge-view" aria-labelledby="merge-title" node_ref=node>
            <div class="merge">
                <div>
                    <h2 class="ask-title" id="merge-title">{title}</h2>
                    <p class="small muted">{i18n.t(Key::BillMergeText)}</p>
                </div>
                {rows}
                <div class="btn-row">
                    <button
                        class="btn btn-main"
                        type="button"
                        data-testid="merge-confirm"
                        aria-disabled=move || (left.get() > 0).then_some("true")
                        on:click=move |_| desk.happen(Event::MergeConfirmed { now: desk.now() })
                    >
                        {confirm}
                    </button>
                    <button class="btn" type="button" on:click=move |_| desk.happen(Event::Dismissed)>
                        {i18n.t(Key::BillAskNo)}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// One question with its three sides.
fn one(desk: Desk, i18n: I18n, row: MergeRow) -> impl IntoView {
    let (place, chosen) = (row.place.clone(), row.answer);
    let choose = move |answer: Answer, label: Key, class: &'static str| {
        let place = place.clone();
        let on = chosen == Some(answer);
        let class = if on && answer != Answer::Both {
            "btn btn-main"
        } else {
            class
        };
        view! {
            <button
                class=class
                type="button"
                data-testid=testid(answer)
                aria-pressed=if on { "true" } else { "false" }
                on:click=move |_| desk.happen(Event::Answered(place.clone(), answer))
            >
                {on.then(|| view! { <Icon name="check" /> })}
                {i18n.t(label)}
                {(answer == Answer::Both).then(|| view! { <span class="key" aria-hidden="true">"3"</span> })}
            </button>
        }
    };
    let class = |answer| {
        if chosen == Some(answer) {
            "merge-side is-chosen"
        } else {
            "merge-side"
        }
    };
    let key = |key: &'static str| view! { <span class="key" aria-hidden="true">{key}</span> };
    let both = matches!(row.place, Place::Line(_))
        .then(|| view! { <div class="btn-row">{choose(Answer::Both, Key::BillMergeBoth, "btn btn-plain")}</div> });
    view! {
        <div role="group" class="stack" data-testid="conflict" aria-label=row.title>
            <div class="merge-sides">
                <div class="merge-side merge-base">
                    <p class="merge-who"><span>{i18n.t(Key::BillMergeBase)}</span></p>
                    {side(i18n, row.base.as_ref(), None, Key::BillMergeNew)}
                </div>
                <div class=class(Answer::Mine)>
                    <p class="merge-who"><span>{i18n.t(Key::BillMergeMine)}</span>{key("1")}</p>
                    {side(i18n, row.mine.as_ref(), row.base.as_ref(), Key::BillMarkRemoved)}
                    {choose(Answer::Mine, Key::BillMergeTakeMine, "btn")}
                </div>
                <div class=class(Answer::Theirs)>
                    <p class="merge-who"><span>{i18n.t(Key::BillMergeTheirs)}</span>{key("2")}</p>
                    {side(i18n, row.theirs.as_ref(), row.base.as_ref(), Key::BillMergeGone)}
                    {choose(Answer::Theirs, Key::BillMergeTakeTheirs, "btn")}
                </div>
            </div>
            {both}
        </div>
    }
}

/// One side; what differs from the base is marked.
fn side(i18n: I18n, side: Option<&MergeSide>, base: Option<&MergeSide>, gone: Key) -> AnyView {
    let Some(side) = side else {
        return view! { <p class="merge-what">{i18n.t(gone)}</p> }.into_any();
    };
    let marked = |text: String, differs: bool| {
        if differs {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            text.into_any()
        }
    };
    let quantity = side.quantity.map(|quantity| {
        marked(
            i18n.quantity(quantity),
            base.is_some_and(|base| base.quantity != side.quantity),
        )
    });
    let title = marked(
        side.title.clone(),
        base.is_some_and(|base| base.title != side.title),
    );
    let options = (!side.options.is_empty()).then(|| {
        let text = side.options.join(" · ");
        view! { <p class="small muted">{marked(text, base.is_some_and(|base| base.options != side.options))}</p> }
    });
    let note = (!side.note.is_empty()).then(|| {
        view! { <p class="small muted">{marked(side.note.clone(), base.is_some_and(|base| base.note != side.note))}</p> }
    });
    let amount = marked(
        i18n.amount(side.amount),
        base.is_some_and(|base| base.amount != side.amount),
    );
    view! {
        <p class="merge-what">{quantity} " " {title}</p>
        {options}
        {note}
        <p class="num strong">{amount}</p>
    }
    .into_any()
}

fn testid(answer: Answer) -> &'static str {
    match answer {
        Answer::Mine => "take-mine",
        Answer::Theirs => "take-theirs",
        Answer::Both => "take-both",
    }
}

/// 1, 2, 3 answer the first question that has no answer; Enter confirms when none is left.
fn pressed(desk: Desk, face: Memo<Option<MergeFace>>, event: &ev::KeyboardEvent) {
    let command = event.ctrl_key() || event.meta_key() || event.alt_key();
    // Keys pressed in a dialog are that dialog's.
    if command || is_typing(event) || is_asked() {
        return;
    }
    let Some(face) = face.get_untracked() else {
        return;
    };
    let answer = match event.key().as_str() {
        // WCAG 2.2, 2.1.4.
        "1" | "2" | "3" if !are_single_keys_on() => return,
        "1" => Answer::Mine,
        "2" => Answer::Theirs,
        "3" => Answer::Both,
        "Enter" if face.left() == 0 && !on_button(event) => {
            event.prevent_default();
            desk.happen(Event::MergeConfirmed { now: desk.now() });
            return;
        }
        _ => return,
    };
    let open = face.rows.iter().find(|row| row.answer.is_none());
    if let Some(row) = open
        && (answer != Answer::Both || matches!(row.place, Place::Line(_)))
    {
        event.prevent_default();
        desk.happen(Event::Answered(row.place.clone(), answer));
    }
}

fn target_is(event: &ev::KeyboardEvent, selector: &str) -> bool {
    use wasm_bindgen::JsCast;
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.matches(selector).unwrap_or(false))
}

fn is_typing(event: &ev::KeyboardEvent) -> bool {
    target_is(event, "input, textarea, select")
}

fn on_button(event: &ev::KeyboardEvent) -> bool {
    target_is(event, "button, a, summary")
}
