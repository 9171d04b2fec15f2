//! What is known of a bill, or bones; then the desk.
use crate::bill::view::{bones, known_head};
use crate::bill::{Arrival, Room};
use crate::chunk::Chunk;
use crate::i18n::{Key, use_i18n};
use crate::ui::Missing;
use leptos::prelude::*;

/// A bill on its way, with what is known of it.
pub fn arriving(arrival: Arrival, room: Chunk<Room>) -> AnyView {
    room.want();
    let i18n = use_i18n();
    let leave = arrival.leave;
    let is_drawn = arrival.is_drawn;
    let known = StoredValue::new(arrival.glimpse.clone());
    let before = move || {
        if is_drawn {
            return ().into_any();
        }
        known.with_value(|known| {
            let head = match known {
                Some(known) => known_head(i18n, &known.head, leave).into_any(),
                None => view! {
                    <header class="head"><div class="head-text"><h1 class="head-title">{i18n.t(Key::AppTitle)}</h1></div></header>
                }
                .into_any(),
            };
            view! { {head} {bones(known.as_ref())} }.into_any()
        })
    };
    (move || match room.get() {
        Some(room) => {
            arrival.came.run(());
            (room.screen)(arrival.clone())
        }
        None => view! {
            <Missing chunk=room />
            {before}
        }
        .into_any(),
    })
    .into_any()
}
