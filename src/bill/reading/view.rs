//! Bones, then the bill at a glance, then the desk.
use super::run::ahead;
use crate::bill::Room;
use crate::bill::view::{bones, glance, glance_head};
use crate::chunk::Chunk;
use crate::i18n::{Key, use_i18n};
use crate::ui::Missing;
use adisyon_bill::BillRef;
use adisyon_bill::bill::Glimpse;
use leptos::prelude::*;

/// A bill on its way, with what is known of it. `leave` leads back to the board.
pub fn arriving(
    bill: BillRef,
    paying: bool,
    leave: Callback<()>,
    room: Chunk<Room>,
    glimpse: Option<Glimpse>,
) -> AnyView {
    let read = ahead(bill.clone(), room);
    let i18n = use_i18n();
    let known = StoredValue::new(glimpse.clone());
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
    let seen = move || {
        let read = read.with(|bill| bill.as_ref().map(|bill| glance(bill, leave)));
        read.unwrap_or_else(before)
    };
    (move || match room.get() {
        Some(room) => (room.screen)(bill.clone(), paying, leave, glimpse.clone()),
        None => view! {
            <Missing chunk=room />
            {seen}
        }
        .into_any(),
    })
    .into_any()
}
