//! A bill that is being opened: bones, then the bill at a glance, then the desk to edit it. What reads a bill and what edits it
//! are chunks of their own; the desk's is fetched as soon as there is something to read.
use super::glance::{glance, head};
use super::opening::bones;
use super::screen::{bill_screen, painted, unopened};
use crate::api::{Api, Failure, use_api};
use crate::bill::run::{Desk, Opener};
use crate::bill::state::Event;
use crate::chunk::{Chunk, Missing, chunk};
use crate::i18n::{Key, use_i18n};
use adisyon_bill::bill::Glimpse;
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::refusal::RefusalCode;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use std::future::Future;
use std::pin::Pin;

/// What the desk's chunk offers.
pub struct Room {
    /// The desk of one bill, perhaps with its payment dialog, and what was known of it before; the callback leads back to the board.
    pub screen: fn(BillRef, bool, Callback<()>, Option<Glimpse>) -> AnyView,
    /// The desk of a packet that is not opened yet, its draft kept in this space; the callback leads back to the board.
    pub order: fn(&str, Opener, Callback<()>) -> Desk,
    /// Lines, payments and sums of that desk, with what stands above the payments and at the foot.
    pub unopened: fn(Desk, AnyView, AnyView) -> AnyView,
    /// Opens it, if nothing stands in the way.
    pub send: fn(Desk),
    /// The way back was pressed.
    pub leave: fn(Desk),
    /// It is open: its draft is dropped.
    pub forget: fn(Desk),
}

static ROOM: Room = Room {
    screen: bill_screen,
    order: |space, open, leave| Desk::order(space, open, use_api(), leave, crate::clock::now),
    unopened,
    send: |desk| desk.happen(Event::SavePressed { now: desk.now() }),
    leave: |desk| desk.happen(Event::LeavePressed),
    forget: Desk::forget,
};

chunk!(fetch, desk, Room, ROOM);

/// The desk's chunk, not yet fetched.
pub fn room() -> Chunk<Room> {
    Chunk::new(fetch)
}

/// What the chunk that reads bills offers.
pub struct Reading {
    /// Opens a bill, perhaps with its payment dialog, showing at once what is known of it; the callback leads back to the board.
    pub open: fn(BillRef, bool, Callback<()>, Chunk<Room>, Option<Glimpse>) -> AnyView,
    /// Finds out what an id names when the panel does not say.
    pub which: fn(Api, String) -> Sorted,
}

/// What an id was found to name.
pub type Sorted = Pin<Box<dyn Future<Output = Result<BillRef, Failure>>>>;

static READING: Reading = Reading {
    open: arriving,
    which: |api, id| Box::pin(which(api, id)),
};

mod reading_chunk {
    use super::{READING, Reading};
    crate::chunk::chunk!(fetch, reading, Reading, READING);
}

/// The chunk that reads bills, not yet fetched.
pub fn reading() -> Chunk<Reading> {
    Chunk::new(reading_chunk::fetch)
}

/// A packet if there is one of this id, else a table. Costs up to two reads. C:B.4.
async fn which(api: Api, id: String) -> Result<BillRef, Failure> {
    let packet = BillRef::Packet(id);
    match api.bill(&packet).await {
        Ok(_) => Ok(packet),
        Err(failure) if failure.code() == Some(RefusalCode::NotFound) => {
            let table = BillRef::Table(packet.id().to_owned());
            api.bill(&table).await.map(|_| table)
        }
        Err(failure) => Err(failure),
    }
}

fn arriving(
    bill: BillRef,
    paying: bool,
    leave: Callback<()>,
    room: Chunk<Room>,
    glimpse: Option<Glimpse>,
) -> AnyView {
    let read = RwSignal::new_local(None::<Bill>);
    if !room.is_here() {
        let (api, bill) = (use_api(), bill.clone());
        spawn_local(async move {
            // The desk takes the same answer over, also a refusal.
            if let Some(found) = api.bill_ahead(&bill).await {
                // Somebody may have left.
                drop(read.try_set(Some(found)));
                painted();
                tick().await;
            }
            room.want();
        });
    }
    let i18n = use_i18n();
    let known = StoredValue::new(glimpse.clone());
    let seen = move || {
        match read.with(|bill| bill.as_ref().map(|bill| glance(bill, leave))) {
        Some(bill) => bill,
        None => {
            known.with_value(|known| {
                let head = match known {
                    Some(known) => head(i18n, &known.head, leave).into_any(),
                    None => view! {
                        <header class="head"><div class="head-text"><h1 class="head-title">{i18n.t(Key::AppTitle)}</h1></div></header>
                    }
                    .into_any(),
                };
                view! { {head} {bones(known.as_ref())} }.into_any()
            })
        }
    }
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
