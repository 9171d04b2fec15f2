//! Somebody wants a dialog whose code, or whose menu, has not come yet.
use super::actions::Open;
use super::hands::Hands;
use super::screen::awaits_menu;
use crate::bill::run::use_desk;
use crate::chunk::Chunk;
use crate::i18n::{Key, use_i18n};
use crate::ui::{Missing, long_wait};
use leptos::prelude::*;

/// Says that it is coming, or that it did not come and how to ask again. What was wanted opens by itself.
#[component]
pub fn Held(open: RwSignal<Open>, hands: Chunk<Hands>) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let shows = desk.shows;
    let wanted = Memo::new(move |_| {
        hands.get().is_none()
            && (open.with(|open| *open != Open::Nothing)
                || shows.question.with(Option::is_some)
                || shows.leaving.with(Option::is_some)
                || shows.merging.with(Option::is_some))
    });
    let awaits = awaits_menu(desk, open);
    Effect::new(move || {
        if wanted.get() {
            hands.want();
        }
    });
    move || {
        let (wanted, awaits) = (wanted.get(), awaits.get());
        if !wanted && !awaits {
            return ().into_any();
        }
        if !wanted || !hands.failed() {
            return long_wait(i18n.t(Key::UiFetching));
        }
        view! { <Missing chunk=hands /> }.into_any()
    }
}
