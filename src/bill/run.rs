//! Performs what the state asks for and tells it what came of it. The only file of this room that calls the backend.
mod company;
mod keeping;
mod often;
mod reply;
mod unopened;

pub use often::{SOON, Sold};
pub use unopened::{Opener, Opening};

use super::drawer::Drawer;
use super::others::Other;
use super::pending::{Answer, Pending};
use super::shows::Shows;
use super::state::{Ask, Event, Read, Sent, State, step};
use crate::api::{Api, Failure, Fault};
use crate::clock::{Alarm, random};
use crate::i18n::{I18n, Key, use_i18n};
use crate::live::{Follow, News, Topic, follow};
use crate::ui::Toasts;
use adisyon_bill::ids::{LINE_PREFIX, PAYMENT_PREFIX, fresh};
use adisyon_bill::parts::Parts;
use adisyon_bill::{BillRef, Edit, LineKey, PaymentKey};
use adisyon_wire::settings::SettingsChange;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use unopened::Unopened;

/// How often the platform is looked at while the bill is in sight, in milliseconds.
const LOOK: Duration = Duration::from_secs(20);

/// The desk: takes what happened, shows what follows. Copying shares it.
#[derive(Clone, Copy)]
pub struct Desk {
    heart: StoredValue<Heart, LocalStorage>,
    /// What the parts watch.
    pub shows: Shows,
    /// The focus is wanted at the summary: counts up.
    pub to_summary: RwSignal<u32>,
    /// The balance in parts, while it is divided.
    pub parts: RwSignal<Option<Parts>>,
    /// What is sold often, as it was when the finder wanted to know.
    pub often: RwSignal<Sold>,
    /// Who else is at the bill.
    pub company: RwSignal<Vec<Other>>,
    toasts: Option<Toasts>,
    i18n: I18n,
}

struct Heart {
    /// None for a bill that is open.
    unopened: Option<Unopened>,
    /// None only while a step runs.
    state: Option<State>,
    bill: BillRef,
    api: Api,
    drawer: Drawer,
    pending: Pending,
    clock: fn() -> i64,
    alarm: Option<Alarm>,
    look: Option<Alarm>,
    follow: Option<Follow>,
    leave: Callback<()>,
}

/// The desk of the screen.
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// Opens a bill. `clock` gives milliseconds since 1970.
    pub fn open(bill: BillRef, api: Api, leave: Callback<()>, clock: fn() -> i64) -> Desk {
        Desk::begin(bill, None, api, leave, clock)
    }

    fn begin(
        bill: BillRef,
        unopened: Option<Unopened>,
        api: Api,
        leave: Callback<()>,
        clock: fn() -> i64,
    ) -> Desk {
        let (state, asks) = State::open(bill.clone(), random());
        let desk = Desk {
            heart: StoredValue::new_local(Heart {
                state: Some(state),
                unopened,
                drawer: Drawer::new(bill.clone()),
                pending: Pending::default(),
                bill,
                api,
                clock,
                alarm: None,
                look: None,
                follow: None,
                leave,
            }),
            shows: Shows::new(),
            to_summary: RwSignal::new(0),
            parts: RwSignal::new(None),
            often: RwSignal::new(Sold::Unasked),
            company: RwSignal::new(Vec::new()),
            toasts: use_context(),
            i18n: use_i18n(),
        };
        for ask in asks {
            desk.perform(ask);
        }
        desk.look_later();
        desk
    }

    /// Follows the bill: what others change comes by itself.
    pub fn follow(self) {
        let Some((api, bill)) = self.api() else {
            return;
        };
        let hear = move |news| match news {
            News::Bill(bill, revision, at) => self.happen(Event::BillRead(Read {
                bill: Arc::new(*bill),
                revision,
                at,
            })),
            News::Gone(failure) => self.later(|now| Event::BillUnread { failure, now }),
            News::Catalogue => self.load_catalogue(),
            News::Others(others) => self.hear_others(others),
            News::Board(_) => {}
        };
        let follow = follow(api, Topic::Bill(bill), Rc::new(hear));
        self.heart
            .try_update_value(|heart| heart.follow = Some(follow));
    }

    /// Tells what happened.
    pub fn happen(self, event: Event) {
        let asks = self.heart.try_update_value(|heart| {
            // Invariant: the state is away only inside this closure, which calls nothing back.
            let state = heart.state.take()?;
            let (state, asks) = step(state, event);
            heart.state = Some(state);
            Some(asks)
        });
        let Some(Some(asks)) = asks else {
            return;
        };
        self.with_state(|state| {
            let read = state.editing().map(|editing| &editing.base().head);
            self.i18n
                .sells_in(read.and_then(|head| head.currency.as_deref()));
            self.shows.show(state);
        });
        for ask in asks {
            self.perform(ask);
        }
    }

    /// A person did this. While it is not known what came of a save nothing can be edited: that is said, and nothing happens.
    pub fn edit(self, edit: Edit) {
        if self.may_edit() {
            self.happen(Event::Edited(edit));
        }
    }

    /// True if an edit would be heard now; else why not is said. What was typed must not go before it is known.
    pub fn may_edit(self) -> bool {
        let busy = self.shows.busy.get_untracked();
        if let (true, Some(toasts)) = (busy, self.toasts) {
            toasts.say("refresh", self.i18n.t(Key::BillSaveFirst));
        }
        !busy
    }

    /// Somebody says that this bill changed at the till: it is read again, shown in place if there is no draft, and offered if there is.
    pub fn changed_elsewhere(self) {
        self.happen(Event::ChangedElsewhere);
    }

    /// True if the screen may be left. With unsaved changes it asks what becomes of them, and they are kept meanwhile.
    pub fn may_leave(self) -> bool {
        let unsaved = |state: &State| state.editing().is_some_and(|editing| editing.holds_back());
        let held = self.with_state(unsaved).unwrap_or(false);
        if held {
            self.flush();
            self.happen(Event::LeavePressed);
        }
        !held
    }

    /// Milliseconds since 1970.
    pub fn now(self) -> i64 {
        self.heart.with_value(|heart| (heart.clock)())
    }

    /// Looks into the state. Copy out what is needed: no event may happen inside.
    pub fn with_state<T>(self, look: impl FnOnce(&State) -> T) -> Option<T> {
        // Copied out first, so that what a signal wakes may look again.
        let state = self
            .heart
            .try_update_value(|heart| heart.state.take())
            .flatten()?;
        let seen = look(&state);
        self.heart
            .try_update_value(|heart| heart.state = Some(state));
        Some(seen)
    }

    /// A name for a new line.
    pub fn fresh_line(self) -> LineKey {
        LineKey::new(fresh(LINE_PREFIX, random()))
    }

    /// A name for a new payment.
    pub fn fresh_payment(self) -> PaymentKey {
        PaymentKey::new(fresh(PAYMENT_PREFIX, random()))
    }

    fn api(self) -> Option<(Api, BillRef)> {
        self.heart
            .try_with_value(|heart| (heart.api.clone(), heart.bill.clone()))
    }

    fn perform(self, ask: Ask) {
        match ask {
            Ask::Load => self.load(),
            Ask::LoadCatalogue => self.load_catalogue(),
            Ask::LoadSession => self.load_session(),
            Ask::FindKept => self.find_kept(),
            Ask::Save(sent) => self.save(sent),
            Ask::Tell(answers) => self.tell(answers),
            Ask::SetCarts(open) => self.set_carts(open),
            Ask::Wake(at) => self.wake(at),
            Ask::Keep => self.keep(),
            Ask::Forget => self.forget(),
            Ask::FocusSummary => self.to_summary.update(|count| *count += 1),
            Ask::Leave => {
                self.flush();
                if let Some(leave) = self.heart.try_with_value(|heart| heart.leave) {
                    leave.run(());
                }
            }
        }
    }

    fn load(self) {
        if let Some(read) = self.unopened() {
            return self.happen(Event::BillRead(read));
        }
        let Some((api, bill)) = self.api() else {
            return;
        };
        spawn_local(async move {
            match api.bill(&bill).await {
                Ok((bill, revision, at, aged)) => {
                    let bill = Arc::new(bill);
                    let read = Read { bill, revision, at };
                    self.happen(match aged {
                        true => Event::BillAged(read),
                        false => Event::BillRead(read),
                    });
                }
                Err(failure) => self.later(|now| Event::BillUnread { failure, now }),
            }
        });
    }

    fn load_catalogue(self) {
        let Some((api, _)) = self.api() else { return };
        spawn_local(async move {
            self.happen(match api.catalogue().await {
                Ok(catalogue) => Event::CatalogueRead(catalogue),
                Err(failure) => Event::CatalogueUnread(failure),
            });
            self.happen(Event::MenuAged(api.has_old_menu()));
        });
    }

    fn load_session(self) {
        let Some((api, _)) = self.api() else { return };
        spawn_local(async move {
            // Without it the backend still refuses what is not allowed; the bill's own failure is shown.
            if let Ok(session) = api.session().await {
                self.happen(Event::SessionRead(session));
            }
        });
    }

    fn save(self, sent: Sent) {
        let open = self
            .heart
            .try_with_value(|heart| heart.unopened.as_ref().map(|one| one.open.clone()));
        if let Some(open) = open.flatten() {
            return self.send(open, sent);
        }
        let Some((api, bill)) = self.api() else {
            return;
        };
        spawn_local(async move {
            let answer = api.save(&bill, &sent.request).await;
            let answer = answer.and_then(|reply| {
                reply::saved(reply).map_err(|_| Failure::from(Fault::Unreadable(None)))
            });
            self.later(|now| match answer {
                Ok(saved) => Event::SaveAnswered {
                    saved: Box::new(saved),
                    now,
                },
                Err(failure) => Event::SaveFailed { failure, now },
            });
        });
    }

    fn tell(self, answers: Vec<Answer>) {
        let Some((api, bill)) = self.api() else {
            return;
        };
        let sent = self.heart.try_update_value(|heart| {
            heart.pending.add(answers);
            heart.pending.take()
        });
        let Some(sent) = sent.filter(|sent| !sent.is_empty()) else {
            return;
        };
        spawn_local(async move {
            // Not to be remembered costs a question another time: it is told with the next answer, and shown to nobody.
            let arrived = api.tell(&bill, &sent).await.is_ok();
            self.heart
                .try_update_value(|heart| heart.pending.came_back(arrived));
            if arrived {
                self.tell(Vec::new());
            }
        });
    }

    fn set_carts(self, open: bool) {
        let Some((api, _)) = self.api() else { return };
        spawn_local(async move {
            let change = SettingsChange {
                marketplace_carts: Some(open),
                staff_discount: None,
            };
            match api.change_settings(&change).await {
                Ok(_) => self.load_session(),
                Err(failure) => self.happen(Event::CartsFailed(failure)),
            }
        });
    }

    /// An answer may come after the screen has gone: then nobody hears it, and the kept draft asks again.
    fn later(self, event: impl FnOnce(i64) -> Event) {
        if let Some(now) = self.heart.try_with_value(|heart| (heart.clock)()) {
            self.happen(event(now));
        }
    }

    fn wake(self, at: i64) {
        let wait = u64::try_from(at - self.now()).unwrap_or(0);
        let alarm = Alarm::after(Duration::from_millis(wait), move || {
            self.later(|now| Event::Woke { now });
        });
        self.heart.update_value(|heart| heart.alarm = Some(alarm));
    }

    fn look_later(self) {
        let alarm = Alarm::after(LOOK, move || {
            let followed = self
                .heart
                .try_with_value(|heart| heart.follow.as_ref().is_some_and(Follow::is_alive));
            let seen = document().visibility_state() == web_sys::VisibilityState::Visible;
            let aged = self.with_state(|state| state.editing().is_some_and(|e| e.aged));
            if seen && (followed == Some(false) || aged == Some(true)) {
                self.later(|now| Event::Looked { now });
            }
            self.look_later();
        });
        self.heart
            .try_update_value(|heart| heart.look = Some(alarm));
    }
}
