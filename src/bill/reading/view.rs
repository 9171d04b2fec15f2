//! Bones, then the bill at a glance, then the desk.
use super::run::ahead;
use crate::bill::view::{bones, glance, glance_head};
use crate::bill::{Arrival, Room};
use crate::chunk::Chunk;
use crate::first;
use crate::i18n::{Key, use_i18n};
use crate::ui::Missing;
use leptos::prelude::*;

/// A bill on its way, with what is known of it.
pub fn arriving(arrival: Arrival, room: Chunk<Room>) -> AnyView {
    let read = ahead(arrival.bill.clone(), room);
    let i18n = use_i18n();
    let leave = arrival.leave;
    let known = StoredValue::new(arrival.glimpse.clone());
    let before = move || {
        known.with_value(|known| {
            let head = match known {
                Some(known) => glance_head(i18n, &known.head, leave).into_any(),
                None => view! {
                    <header class="head"><div class="head-text"><h1 class="head-title">{i18n.t(Key::AppTitle)}</h1></div></header>
                }
                .into_any(),
            };
            view! { {head} {bones(known.as_ref())} }.into_any()
        })
    };
    first::on_back(leave);
    let seen = move || {
        if first::shows_bill() {
            return ().into_any();
        }
        let read = read.with(|bill| bill.as_ref().map(|bill| glance(bill, leave)));
        read.unwrap_or_else(before)
    };
    (move || match room.get() {
        Some(room) => {
            first::leave();
            (room.screen)(arrival.clone())
        }
        None => view! {
            <Missing chunk=room />
            {seen}
        }
        .into_any(),
    })
    .into_any()
}
