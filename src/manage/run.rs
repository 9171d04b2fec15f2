//! Performs what the managers' catalogue asks for and tells it what came of it. The only file of this room that calls the backend.
pub mod decide;

use super::room::Start;
use super::state::settings::Settings;
use super::state::table::Query;
use super::state::{Ask, Busy, Event, State, Tab};
use crate::api::{Api, Failure};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Toasts, use_toasts};
use adisyon_bill::ids::{LINE_PREFIX, fresh};
use adisyon_wire::manage::{Kind, Reply};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The tab that checks the menu, in addresses.
const CHECK: &str = "check";
/// The tab of what managers decide, in addresses.
const SETTINGS: &str = "settings";

/// The desk. Copying shares it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What is known.
    pub state: RwSignal<State>,
    /// What is looked for.
    pub query: RwSignal<Query>,
    /// What managers decide.
    pub settings: RwSignal<Settings>,
    api: StoredValue<Api, LocalStorage>,
    /// Back to the board.
    pub leave: Callback<()>,
    went: Callback<(&'static str, Option<String>)>,
    /// What the address names now.
    named: StoredValue<(&'static str, Option<String>)>,
    i18n: I18n,
    toasts: Toasts,
}

impl Desk {
    /// Opens the screen where the address says.
    pub fn open(api: Api, start: Start) -> Desk {
        let i18n = use_i18n();
        let tab = start
            .tab
            .as_deref()
            .map_or(Tab::Records(Kind::Products), tab);
        let desk = Desk {
            state: RwSignal::new(State::new(tab, i18n.decimal_mark())),
            query: RwSignal::new(Query::default()),
            settings: RwSignal::new(Settings::default()),
            api: StoredValue::new_local(api),
            leave: start.leave,
            went: start.went,
            named: StoredValue::new(("", None)),
            i18n,
            toasts: use_toasts(),
        };
        desk.tell(Event::Opened(tab));
        if let (Tab::Records(kind), Some(id)) = (tab, start.id) {
            desk.pick(kind, Some(id));
        }
        desk
    }

    /// Something happened.
    pub fn tell(self, event: Event) {
        let Some(before) = self.state.try_get_untracked() else {
            return;
        };
        let (after, asks) = before.step(event);
        self.state.set(after);
        for ask in asks {
            self.perform(ask);
        }
        self.name_place();
    }

    /// Opens another tab.
    pub fn show(self, tab: Tab) {
        self.query.set(Query::default());
        self.tell(Event::Opened(tab));
    }

    /// Opens a record, none for a new one.
    pub fn pick(self, kind: Kind, id: Option<String>) {
        self.tell(Event::Picked(kind, id, attempt()));
    }

    fn name_place(self) {
        let place = self.state.with_untracked(|state| {
            let record = state.editing.as_ref().and_then(|open| open.record.as_ref());
            (address(state.tab), record.map(|record| record.id.clone()))
        });
        // Not with every key that is pressed.
        if self.named.with_value(|named| *named != place) {
            self.named.set_value(place.clone());
            self.went.run(place);
        }
    }

    fn perform(self, ask: Ask) {
        let Some(api) = self.api.try_get_value() else {
            return;
        };
        spawn_local(async move {
            let event = match ask {
                Ask::List(kind) => match api.records(kind).await {
                    Ok(shelf) => Event::Read(kind, Box::new(shelf)),
                    Err(failure) => Event::Unread(kind, failure),
                },
                Ask::Get(kind, id) => match api.record(kind, &id).await {
                    Ok(record) => Event::Found(kind, Box::new(record), attempt()),
                    Err(failure) => Event::Unread(kind, failure),
                },
                Ask::Create(kind, change) => written(api.change_record(kind, None, &change).await),
                Ask::Update(kind, id, change) => {
                    written(api.change_record(kind, Some(&id), &change).await)
                }
                Ask::Delete(kind, id) => written(api.delete_record(kind, &id).await),
                Ask::Tell(done) => return self.say(done),
                Ask::FocusProblem => return focus_problem().await,
            };
            self.tell(event);
        });
    }

    fn say(self, done: Busy) {
        let (icon, key) = match done {
            Busy::Saving => ("check", Key::ManageSaved),
            Busy::Deleting => ("trash", Key::ManageDeleted),
        };
        self.toasts.say(icon, self.i18n.t(key));
    }
}

fn written(answer: Result<Reply, Failure>) -> Event {
    match answer {
        Ok(reply) => Event::Written(Box::new(reply), attempt()),
        Err(failure) => Event::Unwritten(failure),
    }
}

/// A tab's name in addresses.
pub fn address(tab: Tab) -> &'static str {
    match tab {
        Tab::Records(kind) => kind.path(),
        Tab::Check => CHECK,
        Tab::Settings => SETTINGS,
    }
}

fn tab(name: &str) -> Tab {
    match Kind::named(name) {
        Some(kind) => Tab::Records(kind),
        None if name == CHECK => Tab::Check,
        None if name == SETTINGS => Tab::Settings,
        None => Tab::Records(Kind::Products),
    }
}

/// A name that nobody guesses and nobody used before.
fn attempt() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        // Refused only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    fresh(LINE_PREFIX, u128::from_le_bytes(bytes))
}

/// The first field with a problem, once it is drawn.
async fn focus_problem() {
    leptos::task::tick().await;
    let selector = "dialog [aria-invalid=true], dialog [data-testid=problem]";
    let Ok(Some(place)) = document().query_selector(selector) else {
        return;
    };
    if let Ok(place) = place.dyn_into::<web_sys::HtmlElement>() {
        // A field takes focus; a notice is spoken by itself.
        let _ = place.focus();
    }
}
