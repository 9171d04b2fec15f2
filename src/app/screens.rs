//! The screens and what leads from one to the other.
use super::host::Host;
use super::more::More;
use super::plain::{Head, Outside, silence, waiting};
use super::trail::{Trail, address};
use super::way::Way;
use crate::api::{Api, Failure, provide_api};
use crate::bill;
use crate::board::run::Desk;
use crate::board::tile::{Manage, Opener};
use crate::board::{self, rows::Search};
use crate::chunk::Chunk;
use crate::first;
use crate::gate;
use crate::i18n::{I18n, Key, Locale, fetch as fetch_words, provide_i18n, use_i18n};
use crate::manage;
use crate::ui::{
    FailureEmpty, LiveRegion, Missing, ToastLine, Toasts, provide_live, provide_toasts, use_toasts,
};
use adisyon_bill::bill::Glimpse;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let i18n = provide_i18n(Locale::default());
    let live = provide_live();
    let toasts = provide_toasts();
    let screen = match Host::around(address().panel.as_deref()) {
        Some(host) => view! { <Inside host /> }.into_any(),
        None => {
            // Nobody says which language: the browser's.
            let locale = Locale::from_host(&window().navigator().language().unwrap_or_default());
            spawn_local(async move {
                fetch_words(locale).await;
                i18n.speak(locale);
            });
            (move || {
                i18n.watch();
                view! { <Outside /> }
            })
            .into_any()
        }
    };
    view! {
        {screen}
        <ToastLine toasts />
        <LiveRegion live />
    }
}

/// How long the first screen has the line to itself.
const AHEAD: Duration = Duration::from_secs(1);

/// What the page needs wherever one is.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) i18n: I18n,
    pub(super) trail: Trail,
    /// Made when the board's chunk is here; outlives its screen, so that coming back is instant.
    pub(super) board: RwSignal<Option<Desk>>,
    pub(super) board_room: Chunk<board::Room>,
    pub(super) bill_room: Chunk<bill::Room>,
    pub(super) reading: Chunk<bill::Reading>,
    pub(super) gate_room: Chunk<gate::Room>,
    pub(super) more: More,
    pub(super) toasts: Toasts,
    pub(super) manage_room: Chunk<manage::Room>,
    pub(super) search: RwSignal<Search>,
    pub(super) host: StoredValue<Host, LocalStorage>,
    pub(super) api: StoredValue<Api, LocalStorage>,
    pub(super) panel: RwSignal<Panel>,
    /// The next bill opens with its payment dialog.
    pub(super) paying: StoredValue<bool>,
}

/// Whether the panel said who is looking at what. Before it has, even a known place is not shown: its language is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Asked,
    Silent,
    Answered,
}

#[component]
fn Inside(host: Host) -> impl IntoView {
    let api = provide_api(host.tokens());
    let page = Page {
        i18n: use_i18n(),
        trail: Trail::start(),
        board: RwSignal::new(None),
        board_room: board::room(),
        bill_room: bill::room(),
        reading: bill::reading(),
        gate_room: gate::room(),
        more: More::new(),
        toasts: use_toasts(),
        manage_room: manage::room(),
        search: RwSignal::new(Search::default()),
        host: StoredValue::new_local(host),
        api: StoredValue::new_local(api),
        panel: RwSignal::new(Panel::Asked),
        paying: StoredValue::new(false),
    };
    page.ask_panel();
    Effect::new(move || {
        if let Some(room) = page.board_room.get() {
            let desk = (room.desk)(page.api.get_value());
            (room.shows)(
                desk,
                Callback::new(move |(bill, was_open)| page.seated(bill, was_open)),
            );
            page.board.set(Some(desk));
            if address().path == "/" {
                // Most likely wanted, and useful on the way back: does not wait for the panel's context.
                (room.look)(desk);
            }
        }
    });
    page.fetch_ahead();
    // What the address names is fetched while the panel is asked.
    match address().path.as_str() {
        "/" => page.board_room.want(),
        "/catalogue" => page.manage_room.want(),
        path if path.starts_with("/gate/") => page.gate_room.want(),
        _ => {
            page.reading.want();
            page.bill_room.want();
        }
    }
    move || {
        // Words do not watch the language: a change builds the screen anew.
        page.i18n.watch();
        match (page.panel.get(), page.trail.here.get()) {
            (Panel::Silent, _) => silence(page.i18n, Callback::new(move |()| page.ask_panel())),
            (Panel::Answered, Some(way)) => page.screen(way).into_any(),
            (Panel::Asked, _) | (_, None) => waiting(page.i18n, Key::AppStarting).into_any(),
        }
    }
}

impl Page {
    /// Asks who is looking at what. The address may know the place already; the language is the panel's to say.
    fn ask_panel(self) {
        self.panel.set(Panel::Asked);
        let Some(host) = self.host.try_get_value() else {
            return;
        };
        let opened = address();
        spawn_local(async move {
            let Some(context) = host.context().await else {
                self.panel.set(Panel::Silent);
                return;
            };
            let locale = Locale::from_host(context.locale.as_deref().unwrap_or_default());
            fetch_words(locale).await;
            self.i18n.speak(locale);
            self.trail.opened_by_panel(opened.meant(&context));
            self.panel.set(Panel::Answered);
            host.report_height().await;
        });
    }

    fn screen(self, way: Way) -> impl IntoView {
        let leave = Callback::new(move |()| self.trail.to_board());
        if !matches!(way, Way::Bill(_)) {
            first::leave();
        }
        match way {
            Way::Bill(bill) => {
                let paying = self.paying.get_value();
                self.paying.set_value(false);
                provide_context(self.more.head_tools(self.trail, bill.clone()));
                first::on_back(leave);
                let arrival = bill::Arrival {
                    is_drawn: first::shows_bill(),
                    came: Callback::new(|()| first::leave()),
                    glimpse: self.glimpse(&bill),
                    bill,
                    paying,
                    leave,
                };
                self.once_here(self.reading, move |reading| {
                    (reading.open)(arrival.clone(), self.bill_room)
                })
            }
            Way::Order => self.once_here(self.bill_room, move |desk| {
                self.once_here(self.more.room, move |more| {
                    let opened = Callback::new(move |packet| self.ordered(packet));
                    (more.order)(desk, leave, opened)
                })
            }),
            Way::History(bill) => self.once_here(self.more.room, move |more| {
                let back = Way::Bill(bill.clone());
                let leave = Callback::new(move |()| self.trail.back_to(back.clone()));
                (more.history)(bill.clone(), leave)
            }),
            Way::Gate(bill) => {
                self.once_here(self.gate_room, move |room| self.gate(room, bill.clone()))
            }
            Way::Catalogue => {
                self.once_here(self.manage_room, move |room| self.catalogue(room, leave))
            }
            Way::Unclear(id) => self.once_here(self.reading, move |reading| {
                view! { <Sorting page=self reading id=id.clone() leave /> }.into_any()
            }),
            Way::Board => self.floor(None).into_any(),
            Way::BoardInstead => self.floor(Some(Key::AppBillWithoutId)).into_any(),
        }
    }

    fn glimpse(self, bill: &adisyon_bill::BillRef) -> Option<Glimpse> {
        let desk = self.board.get_untracked()?;
        let room = self.board_room.get_untracked()?;
        (room.glimpse)(desk, bill)
    }

    /// Somebody opens a bill from the board, or opened it there.
    fn opened(self, bill: adisyon_bill::BillRef) {
        if let (Some(room), Some(desk)) =
            (self.board_room.get_untracked(), self.board.get_untracked())
        {
            (room.opened)(desk, bill);
        }
    }

    /// A new packet is open: its bill takes the screen's place.
    fn ordered(self, packet: String) {
        let bill = adisyon_bill::BillRef::Packet(packet);
        self.opened(bill.clone());
        self.toasts.say("check", self.i18n.t(Key::AppOrderOpened));
        self.trail.replace(Way::Bill(bill));
    }

    /// A table that was opened on the board leads to its bill; that one was open already is said.
    fn seated(self, bill: adisyon_bill::BillRef, was_open: bool) {
        if was_open {
            self.toasts.say("info", self.i18n.t(Key::AppSeatWasOpen));
        }
        self.opened(bill.clone());
        self.trail.open(bill);
    }

    /// Fetches what is likely wanted next when the first screen has had its time: the desk while the board is looked at, the board
    /// while a bill is.
    fn fetch_ahead(self) {
        Effect::new(move || {
            let (desk, board) = (self.bill_room.get(), self.board_room.get());
            if desk.is_some() || board.is_some() {
                let next = move || {
                    self.reading.want();
                    self.bill_room.want();
                    self.board_room.want();
                };
                set_timeout(next, AHEAD);
            }
        });
    }

    /// Shows what a chunk offers as soon as it is here.
    fn once_here<T>(
        self,
        chunk: Chunk<T>,
        show: impl Fn(&'static T) -> AnyView + Send + 'static,
    ) -> AnyView {
        chunk.want();
        (move || match chunk.get() {
            Some(entries) => show(entries),
            None => view! {
                <Missing chunk />
                {waiting(self.i18n, Key::AppOpening)}
            }
            .into_any(),
        })
        .into_any()
    }

    fn floor(self, note: Option<Key>) -> impl IntoView {
        self.board_room.want();
        provide_context(Manage {
            address: address().of(&Way::Catalogue),
            open: Callback::new(move |()| self.trail.go(Way::Catalogue)),
        });
        let opener = Opener {
            address: Callback::new(|bill| address().of_bill(&bill)),
            open: Callback::new(move |bill: adisyon_bill::BillRef| {
                self.opened(bill.clone());
                self.trail.open(bill);
            }),
            seat: Callback::new(move |(table, title)| {
                if let (Some(room), Some(desk)) =
                    (self.board_room.get_untracked(), self.board.get_untracked())
                {
                    (room.seat)(desk, table, title);
                }
            }),
            seating: Callback::new(move |desk| self.more.seating(desk)),
            keys: Callback::new(move |open| self.more.board_keys(open)),
            order: Callback::new(move |()| self.trail.go(Way::Order)),
        };
        let note = note.map(|key| self.i18n.t(key).to_owned());
        move || match (self.board_room.get(), self.board.get()) {
            (Some(room), Some(desk)) => (room.screen)(desk, self.search, opener, note.clone()),
            _ => view! {
                <Missing chunk=self.board_room />
                {waiting(self.i18n, Key::AppStarting)}
            }
            .into_any(),
        }
    }
}

/// Finds out what the panel's id names, then shows it.
#[component]
fn Sorting(
    page: Page,
    reading: &'static bill::Reading,
    id: String,
    leave: Callback<()>,
) -> impl IntoView {
    let failed = RwSignal::new(None::<Failure>);
    let sort = Callback::new(move |()| {
        failed.set(None);
        let (api, id) = (page.api.get_value(), id.clone());
        spawn_local(async move {
            match (reading.which)(api, id).await {
                Ok(bill) => page.trail.here.set(Some(Way::Bill(bill))),
                Err(failure) => failed.set(Some(failure)),
            }
        });
    });
    sort.run(());
    move || match failed.get() {
        None => waiting(page.i18n, Key::AppOpening).into_any(),
        Some(failure) => view! {
            <Head />
            <main class="desk">
                <div class="desk-main">
                    <FailureEmpty failure on_retry=sort on_back=leave />
                </div>
            </main>
        }
        .into_any(),
    }
}
