//! Who else is at the bill: in its head, at the line that they have in hand, and said once. What this page has in hand is told to them.
use super::actions::{Open, Pick, Way, use_open};
use crate::bill::others::{Other, Said, Say, Who, initials, short};
use crate::bill::run::{Desk, use_desk};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark, use_live};
use adisyon_bill::LineKey;
use leptos::ev;
use leptos::prelude::*;

/// The most people that are drawn; the sentence names all.
const DRAWN: usize = 3;

/// In the head of the bill, as long as somebody else is there.
pub fn in_head() -> AnyView {
    let (desk, i18n) = (use_desk(), use_i18n());
    speak(desk, i18n);
    hold(desk, use_open());
    (move || {
        let others = desk.company.get();
        (!others.is_empty()).then(|| {
            let drawn = others.iter().take(DRAWN).map(|other| drawn(&other.name));
            let sentences: Vec<String> =
                others.iter().map(|one| sentence(desk, i18n, one)).collect();
            view! {
                <span class="presence" data-testid="others">
                    {drawn.collect_view()}
                    <span class="presence-text">{sentences.join(" · ")}</span>
                </span>
            }
        })
    })
    .into_any()
}

/// At a line that these have in hand.
pub fn at_line(who: Vec<Who>) -> AnyView {
    let i18n = use_i18n();
    let names: Vec<String> = who.iter().map(|who| name(i18n, who)).collect();
    let text = i18n.fill(Key::BillOthersEdits, &[("name", &names.join(", "))]);
    view! {
        <span class="line-others" data-testid="line-others">
            <Mark tone="mark-change" icon="user" text />
        </span>
    }
    .into_any()
}

fn drawn(who: &Who) -> AnyView {
    let sign = match who {
        Some(name) => initials(name).into_any(),
        None => view! { <Icon name="window" size="i-s" /> }.into_any(),
    };
    view! { <span class="presence-who" aria-hidden="true">{sign}</span> }.into_any()
}

fn name(i18n: I18n, who: &Who) -> String {
    match who {
        Some(name) => short(name),
        None => i18n.t(Key::BillOthersDevice).to_owned(),
    }
}

fn sentence(desk: Desk, i18n: I18n, other: &Other) -> String {
    let name = name(i18n, &other.name);
    let title = other.line.as_ref();
    match title.and_then(|line| title_of(desk, &LineKey::new(line.clone()))) {
        Some(title) => i18n.fill(Key::BillOthersAt, &[("name", &name), ("line", &title)]),
        None => i18n.fill(Key::BillOthersHere, &[("name", &name)]),
    }
}

/// A line that is not on this page's bill has no title here.
fn title_of(desk: Desk, line: &LineKey) -> Option<String> {
    let face = desk.shows.face(line)?;
    Some(face.with_untracked(|face| face.title.clone()))
}

/// Says who came and which line was taken in hand, each once.
fn speak(desk: Desk, i18n: I18n) {
    let live = use_live();
    let said = StoredValue::new(Said::default());
    Effect::new(move || {
        let others = desk.company.get();
        let now = desk.now();
        let says = said.try_update_value(|said| said.hear(&others, now));
        let sentences: Vec<String> = says
            .into_iter()
            .flatten()
            .map(|say| {
                let (name, line) = match say {
                    Say::Came(name) => (name, None),
                    Say::Took(name, line) => (name, Some(line.to_string())),
                };
                sentence(desk, i18n, &Other { name, line })
            })
            .collect();
        if !sentences.is_empty() {
            live.say(sentences.join(". "));
        }
    });
}

/// Tells the others which line is in hand: the open dialog's, else the one with the focus.
fn hold(desk: Desk, open: RwSignal<Open>) {
    let look = move || desk.hold(in_hand(desk, open));
    Effect::new(move || {
        open.track();
        look();
    });
    let focus = window_event_listener(ev::focusin, move |_| look());
    let blur = window_event_listener(ev::focusout, move |_| look());
    let touch = window_event_listener(ev::pointerup, move |_| look());
    let key = window_event_listener(ev::keyup, move |_| look());
    let sight = window_event_listener_untyped("visibilitychange", move |_| look());
    on_cleanup(move || {
        for listener in [focus, blur, touch, key, sight] {
            listener.remove();
        }
    });
}

fn in_hand(desk: Desk, open: RwSignal<Open>) -> Option<String> {
    let may = desk
        .shows
        .access
        .with_untracked(|access| access.cart.is_none());
    let seen = document().visibility_state() == web_sys::VisibilityState::Visible;
    if !may || !seen {
        return None;
    }
    let line = open.with_untracked(|open| match open {
        Open::Line(line)
        | Open::Pick(Pick::Identify(line) | Pick::Replace(line))
        | Open::Product(_, Way::Replace(line)) => Some(line.to_string()),
        _ => None,
    });
    line.or_else(|| {
        let focused = document().active_element()?;
        let row = focused.closest("[data-testid=line]").ok().flatten()?;
        row.get_attribute("data-line-id")
    })
}
