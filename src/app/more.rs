//! What few bills need, as one chunk: a new packet, a packet's fields, a bill's history.
use super::trail::Trail;
use super::way::Way;
use crate::bill::{self, HeadTools, Tools};
use crate::board;
use crate::chunk::{Chunk, chunk};
use crate::history::history_screen;
use crate::i18n::{Key, use_i18n};
use crate::order::order_screen;
use crate::packet::fields_dialog;
use crate::ui::{Icon, Missing};
use adisyon_bill::BillRef;
use adisyon_bill::bill::Head;
use leptos::prelude::*;

/// What the chunk offers.
pub(super) struct Room {
    /// A new packet on a desk; leads back to the board, or is told the packet's id when it is open.
    pub(super) order: fn(&'static bill::Room, Callback<()>, Callback<String>) -> AnyView,
    /// What was done to a bill.
    pub(super) history: fn(BillRef, Callback<()>) -> AnyView,
    /// How many sit down at the table that is to be opened.
    pub(super) seat: fn(board::run::Desk) -> AnyView,
    /// The keys of the board, as long as the signal says so.
    pub(super) keys: fn(RwSignal<bool>) -> AnyView,
    /// The fields of a packet: how to close them, and whom to tell that they were written.
    pub(super) fields: fn(&Head, Callback<()>, Callback<()>) -> AnyView,
}

static ROOM: Room = Room {
    order: order_screen,
    history: history_screen,
    seat: board::seat_dialog,
    keys: board::key_dialog,
    fields: fields_dialog,
};

chunk!(
    fetch,
    hands,
    Room,
    ROOM,
    [BILL, BOARD, CATALOGUE, HISTORY, ORDER, PACKET]
);

/// The chunk, and what leads to it from a bill's head.
#[derive(Clone, Copy)]
pub(super) struct More {
    /// The chunk.
    pub(super) room: Chunk<Room>,
}

impl More {
    /// Not yet fetched.
    pub(super) fn new() -> More {
        More {
            room: Chunk::new(fetch),
        }
    }

    /// What stands in the head of this bill: the ways to its fields and its history, as far as this session may.
    pub(super) fn head_tools(self, trail: Trail, bill: BillRef) -> HeadTools {
        HeadTools(Callback::new(move |tools| {
            self.buttons(trail, bill.clone(), tools)
        }))
    }

    fn buttons(self, trail: Trail, bill: BillRef, tools: Tools) -> AnyView {
        let i18n = use_i18n();
        let rights = tools.rights;
        let is_packet = !bill.is_table();
        let may_write = move || is_packet && rights.get().is_some_and(|may| may.write_bills);
        let may_look = move || rights.get().is_some_and(|may| may.read_history);
        let open = RwSignal::new(false);
        let bill = StoredValue::new(bill);
        let button = move |testid, label, icon, press: Callback<()>| {
            view! {
                <button
                    class="icon-btn"
                    type="button"
                    data-testid=testid
                    aria-label=i18n.t(label)
                    on:click=move |_| press.run(())
                >
                    <Icon name=icon />
                </button>
            }
        };
        let fields = Callback::new(move |()| {
            self.room.want();
            open.set(true);
        });
        let look = Callback::new(move |()| {
            if tools.may_leave.run(()) {
                trail.go(Way::History(bill.get_value()));
            }
        });
        view! {
            {move || may_write().then(|| button("packet-fields", Key::AppFields, "pencil", fields))}
            {move || may_look().then(|| button("history", Key::AppHistory, "history", look))}
            {move || open.get().then(|| self.dialog(tools, open))}
        }
        .into_any()
    }

    /// The question how many sit down, as soon as it is here.
    pub(super) fn seating(self, desk: board::run::Desk) -> AnyView {
        self.once_here(move |room| (room.seat)(desk))
    }

    /// The keys of the board, as soon as their list is here.
    pub(super) fn board_keys(self, open: RwSignal<bool>) -> AnyView {
        self.once_here(move |room| (room.keys)(open))
    }

    fn once_here(self, show: impl Fn(&'static Room) -> AnyView + Send + 'static) -> AnyView {
        self.room.want();
        (move || match self.room.get() {
            Some(room) => show(room),
            None => view! { <Missing chunk=self.room /> }.into_any(),
        })
        .into_any()
    }

    fn dialog(self, tools: Tools, open: RwSignal<bool>) -> AnyView {
        let close = Callback::new(move |()| open.set(false));
        (move || match (self.room.get(), tools.head.get_untracked()) {
            (Some(room), Some(head)) => (room.fields)(&head, close, tools.changed),
            _ => view! { <Missing chunk=self.room /> }.into_any(),
        })
        .into_any()
    }
}
