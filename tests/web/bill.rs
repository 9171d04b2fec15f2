//! The screen of one bill, in a real browser, over a backend that answers as told.
use crate::stage::{Backend, Mounted, Reply, Seen, json, until};
use adisyon::api::{Api, TokenSource};
use adisyon::bill::BillDesk;
use adisyon::bill::run::Desk;
use adisyon::i18n::{Locale, provide_i18n};
use adisyon::ui::{ToastLine, provide_live, provide_toasts};
use adisyon_bill::bill::Head;
use adisyon_bill::notation::{bill, menu};
use adisyon_bill::{Bill, BillRef, Catalogue};
use adisyon_wire::answers::{AnswersReply, AnswersRequest};
use adisyon_wire::bill::{BillJson, BillReply};
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::often::OftenReply;
use adisyon_wire::save::{Outcome, SaveReply, SaveRequest};
use adisyon_wire::session::{Rights, Role, Session};
use adisyon_wire::settings::Settings;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

#[path = "bill/calm.rs"]
mod calm;
#[path = "bill/editing.rs"]
mod editing;
#[path = "bill/finding.rs"]
mod finding;
#[path = "bill/heading.rs"]
mod heading;
#[path = "bill/keeping.rs"]
mod keeping;
#[path = "bill/keys.rs"]
mod keys;
#[path = "bill/often.rs"]
mod often;
#[path = "bill/others.rs"]
mod others;
#[path = "bill/paying.rs"]
mod paying;
#[path = "bill/saving.rs"]
mod saving;
#[path = "bill/scanning.rs"]
mod scanning;
#[path = "bill/splitting.rs"]
mod splitting;
#[path = "bill/troubles.rs"]
mod troubles;
#[path = "bill/undoing.rs"]
mod undoing;
#[path = "bill/ways_out.rs"]
mod ways_out;

pub const MENU: &str = "2 Lahmacun[Acılı] @95 | 1 Ayran @45 | 1 Künefe @220 | 1 Kıyma @400";
pub const BILL: &str =
    "2 Lahmacun[Acılı] @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | paid 50 cash #pay-0001";

/// What the backend holds and what it was sent.
pub struct Restaurant {
    pub bill: String,
    pub revision: String,
    pub catalogue: Catalogue,
    pub rights: Rights,
    pub space: String,
    pub role: Role,
    /// Answers to saves, one after the other.
    pub saves: Vec<Reply>,
    /// The platform does not answer the backend: what it says is old.
    pub aged: bool,
    /// What is sold often.
    pub often: Reply,
    /// What else is known of the bill.
    pub head: fn(&mut Head),
    /// It is not known who asks until then.
    pub session_at: Option<js_sys::Promise>,
}

pub type Shared = Rc<RefCell<Restaurant>>;

/// A bill on screen.
pub struct Screen {
    pub page: Mounted,
    pub backend: Backend,
    pub house: Shared,
    pub left: RwSignal<bool>,
    pub desk: Desk,
}

pub fn house(text: &str) -> Shared {
    Rc::new(RefCell::new(Restaurant {
        bill: text.to_owned(),
        revision: "r1".to_owned(),
        catalogue: menu(MENU),
        rights: Rights {
            read_bills: true,
            write_bills: true,
            read_products: true,
            read_methods: true,
            marketplace_carts: false,
            ..Rights::default()
        },
        // One space per test: drafts of one must not be found by another.
        space: format!("test-{}", js_sys::Math::random()),
        role: Role::Staff,
        saves: Vec::new(),
        aged: false,
        often: answer(&OftenReply::default()),
        head: |_| {},
        session_at: None,
    }))
}

pub fn reply(bill: &Bill, revision: &str) -> BillReply {
    BillReply {
        bill: BillJson::from(bill),
        revision: revision.to_owned(),
        read_at: adisyon::clock::now(),
    }
}

/// The answer to a save after which the bill is so.
pub fn saved(outcome: Outcome, text: &str, revision: &str) -> SaveReply {
    SaveReply {
        outcome,
        bill: reply(&bill(text), revision),
        wrote: Vec::new(),
        problems: Vec::new(),
        estimate: None,
        retry_after: None,
        reread: false,
        left: None,
    }
}

pub fn answer<T: serde::Serialize>(value: &T) -> Reply {
    json(200, serde_json::to_string(value).unwrap())
}

fn respond(house: &Shared, seen: &Seen) -> Reply {
    match (said(house, seen), house.borrow().aged) {
        (Reply::Answer(status, mut headers, body), true) => {
            headers.push(("age", "75"));
            Reply::Answer(status, headers, body)
        }
        (reply, _) => reply,
    }
}

fn said(house: &Shared, seen: &Seen) -> Reply {
    let mut house = house.borrow_mut();
    match seen.path.as_str() {
        "/api/session" => {
            let session = answer(&Session {
                role: house.role,
                rights: house.rights,
                environment: "sandbox".to_owned(),
                draft_space: house.space.clone(),
            });
            match house.session_at.take() {
                Some(at) => Reply::Later(at, Box::new(session)),
                None => session,
            }
        }
        "/api/products" => answer(&CatalogueJson::from(&house.catalogue)),
        "/api/settings" => {
            // The backend does what it is told; the page reads the session again.
            house.rights.marketplace_carts = !house.rights.marketplace_carts;
            answer(&Settings {
                marketplace_carts: house.rights.marketplace_carts,
                staff_discount: None,
                usual_discount: None,
                subscription: None,
                delivery: None,
                throttle: None,
            })
        }
        "/api/often" => house.often.clone(),
        path if path.ends_with("/answers") => answer(&AnswersReply { taken: 1 }),
        path if path.ends_with("/save") => house.saves.remove(0),
        _ => {
            let mut bill = bill(&house.bill);
            (house.head)(&mut bill.head);
            answer(&reply(&bill, &house.revision))
        }
    }
}

/// Opens the screen of a restaurant's only bill.
pub fn open(house: &Shared) -> Screen {
    open_at(house, adisyon::clock::now)
}

/// The same with a clock of one's own.
pub fn open_at(house: &Shared, clock: fn() -> i64) -> Screen {
    let told = house.clone();
    let backend = Backend::new(move |seen| respond(&told, seen));
    let left = RwSignal::new(false);
    let opened = Rc::new(RefCell::new(None));
    let kept = opened.clone();
    let page = Mounted::new(move || {
        provide_i18n(Locale::Tr);
        provide_live();
        let toasts = provide_toasts();
        let tokens: TokenSource = Rc::new(|| Box::pin(async { Some("token".to_owned()) }));
        let leave = Callback::new(move |()| left.set(true));
        let bill = BillRef::Table("masa-12".to_owned());
        let desk = Desk::open(bill, Api::new(tokens), leave, clock);
        kept.replace(Some(desk));
        view! {
            <BillDesk desk />
            <ToastLine toasts />
        }
    });
    Screen {
        page,
        backend,
        house: house.clone(),
        left,
        desk: opened.take().expect("mounted"),
    }
}

impl Screen {
    /// Waits until lines, catalogue and rights are here.
    pub async fn ready(self) -> Screen {
        let screen = self;
        until("the bill", || {
            screen.page.find("[data-testid=line]").is_some()
        })
        .await;
        until("all answers", || {
            screen.backend.count("/api/products") > 0 && screen.backend.count("/api/session") > 0
        })
        .await;
        // The catalogue's last step is a microtask away.
        adisyon::clock::sleep(std::time::Duration::from_millis(20)).await;
        screen
    }

    pub fn line(&self, key: &str, part: &str) -> web_sys::HtmlElement {
        let selector = format!("[data-line-id='{key}'] {part}");
        self.page
            .find(&selector)
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    pub fn is(&self, selector: &str) -> bool {
        self.page.find(selector).is_some()
    }

    pub fn click(&self, selector: &str) {
        self.page
            .find(selector)
            .unwrap_or_else(|| panic!("no {selector}"))
            .click();
    }

    pub fn says(&self, selector: &str) -> String {
        self.page
            .find(selector)
            .map(|node| node.text_content().unwrap())
            .unwrap_or_default()
    }

    /// Waits until a part says something.
    pub async fn until_says(&self, selector: &str, text: &str) {
        until(&format!("{selector} says {text}"), || {
            self.says(selector).contains(text)
        })
        .await;
    }

    /// Waits until a part is there, or is gone.
    pub async fn until_is(&self, selector: &str, there: bool) {
        until(&format!("{selector} is {there}"), || {
            self.is(selector) == there
        })
        .await;
    }

    /// The saves that were sent.
    pub async fn sent(&self) -> Vec<SaveRequest> {
        self.posted("/save").await
    }

    /// What was said about lines.
    pub async fn told(&self) -> Vec<AnswersRequest> {
        self.posted("/answers").await
    }

    async fn posted<T: serde::de::DeserializeOwned>(&self, ending: &str) -> Vec<T> {
        let bodies: Vec<js_sys::Promise> = {
            let seen = self.backend.seen.borrow();
            let there = seen.iter().filter(|one| one.path.ends_with(ending));
            there.filter_map(|one| one.body.clone()).collect()
        };
        let mut sent = Vec::new();
        for body in bodies {
            let text = JsFuture::from(body).await.unwrap().as_string().unwrap();
            sent.push(serde_json::from_str(&text).unwrap());
        }
        sent
    }
}
