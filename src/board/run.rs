//! Performs what the board asks for and tells it what came of it.
use super::state::{Ask, Event, State};
use crate::api::Api;
use crate::clock;
use crate::live::{Follow, News, Topic, follow};
use adisyon_bill::BillRef;
use adisyon_bill::ids::fresh;
use adisyon_wire::seat::SeatRequest;
use adisyon_wire::session::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// The board's state, kept for as long as the page: coming back to it is instant.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is known.
    pub state: RwSignal<State>,
    /// Shows a bill that was opened here; true if it was open already.
    show: StoredValue<Option<Callback<(BillRef, bool)>>>,
    /// A manager is looking.
    pub manager: RwSignal<bool>,
    api: StoredValue<Api, LocalStorage>,
    follow: StoredValue<Option<Follow>, LocalStorage>,
}

impl Desk {
    /// A board that has asked for nothing yet.
    pub fn new(api: Api) -> Desk {
        Desk {
            state: RwSignal::new(State::default()),
            show: StoredValue::new(None),
            manager: RwSignal::new(false),
            api: StoredValue::new_local(api),
            follow: StoredValue::new_local(None),
        }
    }

    /// How bills are shown that are opened here.
    pub fn shows(self, show: Callback<(BillRef, bool)>) {
        self.show.set_value(Some(show));
    }

    /// A free table is to be opened.
    pub fn ask_seat(self, table: String, title: String) {
        let attempt = fresh("seat", clock::random());
        self.tell(Event::SeatAsked {
            table,
            title,
            attempt,
        });
    }

    /// Something happened.
    pub fn tell(self, event: Event) {
        let before = self.state.get_untracked();
        let (after, asks) = before.clone().step(event);
        if after != before {
            self.state.set(after);
        }
        for ask in asks {
            self.perform(ask);
        }
    }

    /// Follows the board until the screen that asked goes.
    pub fn follow(self) {
        let Some(api) = self.api.try_get_value() else {
            return;
        };
        let hear = move |news| {
            if let News::Board(board) = news {
                self.tell(Event::Read(board));
            }
        };
        let follow = follow(api, Topic::Board, Rc::new(hear));
        self.follow.set_value(Some(follow));
        on_cleanup(move || drop(self.follow.try_set_value(None)));
    }

    /// True while news arrive by themselves.
    pub fn is_followed(self) -> bool {
        self.follow
            .try_with_value(|follow| follow.as_ref().is_some_and(Follow::is_alive))
            .unwrap_or(false)
    }

    /// It came into sight, or has been for a while.
    pub fn look(self) {
        self.tell(Event::Looked { now: clock::now() });
    }

    fn perform(self, ask: Ask) {
        let Some(api) = self.api.try_get_value() else {
            return;
        };
        spawn_local(async move {
            let event = match ask {
                Ask::Board => match api.board().await {
                    Ok((board, false)) => Event::Read(board),
                    Ok((board, true)) => Event::Aged(board),
                    Err(failure) => Event::Unread {
                        failure,
                        now: clock::now(),
                    },
                },
                Ask::Session => match api.session().await {
                    Ok(session) => {
                        self.manager.set(session.role == Role::Manager);
                        Event::SessionRead(session.rights)
                    }
                    // The board's own read says the same, in its place.
                    Err(_) => return,
                },
                Ask::Seat {
                    table,
                    attempt,
                    guests,
                } => {
                    let request = SeatRequest { attempt, guests };
                    match api.seat(&table, &request).await {
                        Ok(seated) => {
                            self.tell(Event::Seated(seated));
                            // The table's tile is another now.
                            Event::Looked { now: clock::now() }
                        }
                        Err(failure) => Event::NotSeated(failure),
                    }
                }
                Ask::Show(bill, was_open) => {
                    if let Some(show) = self.show.try_get_value().flatten() {
                        show.run((bill, was_open));
                    }
                    return;
                }
            };
            self.tell(event);
        });
    }
}
