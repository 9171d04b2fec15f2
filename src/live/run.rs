//! Opens and closes the streams that the state asks for, and passes on what they say.
use super::holding::{Due, Holding};
use super::state::{Ask, Event, State, Stream};
use super::{Hear, News, Topic};
use crate::api::{Api, Failure};
use crate::clock::{self, Alarm};
use adisyon_bill::ids::fresh;
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::live::{Holding as Held, Told};
use adisyon_wire::refusal::{Refusal, RefusalCode};
use futures_channel::oneshot;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::time::Duration;

/// Following, until dropped. Cloning shares it.
#[derive(Clone)]
pub struct Follow(Rc<RefCell<Inner>>);

struct Inner {
    state: State,
    api: Api,
    path: String,
    /// The name under which the others at the bill see this page.
    page: String,
    holding: Holding,
    /// When the line in hand is said.
    rest: Option<Alarm>,
    hear: Hear,
    alarm: Option<Alarm>,
    /// Open streams; dropping one's mark closes it.
    open: Vec<(Stream, oneshot::Sender<()>)>,
}

/// Follows a topic; `hear` is told everything new.
pub fn follow(api: Api, topic: &Topic, hear: Hear) -> Follow {
    let page = fresh("page", clock::random());
    let query = match topic {
        Topic::Board => "board=1".to_owned(),
        Topic::Bill(BillRef::Packet(id)) => format!("packet={}&page={page}", once(id)),
        Topic::Bill(BillRef::Table(id)) => format!("table={}&page={page}", once(id)),
    };
    let follow = Follow(Rc::new(RefCell::new(Inner {
        state: State::default(),
        api,
        path: format!("{}?{query}", adisyon_wire::routes::LIVE),
        page,
        holding: Holding::default(),
        rest: None,
        hear,
        alarm: None,
        open: Vec::new(),
    })));
    happen(&Rc::downgrade(&follow.0), Event::Began);
    follow
}

/// An id encoded exactly once.
fn once(id: &str) -> String {
    adisyon_wire::routes::with_id("{id}", id)
}

impl Follow {
    /// True while news arrive by themselves.
    pub fn is_alive(&self) -> bool {
        self.0.borrow().state.is_alive()
    }

    /// The person has this line in hand, or none.
    pub fn hold(&self, line: Option<String>) {
        let at = self.0.borrow_mut().holding.touch(line, clock::now());
        if at.is_some() {
            rest(&self.0, at);
        }
    }

    /// The page came back into sight: its timers may have slept.
    pub fn woke(&self) {
        happen(&Rc::downgrade(&self.0), Event::Woke { now: clock::now() });
    }
}

/// Comes to what is in hand at this time.
fn rest(inner: &Rc<RefCell<Inner>>, at: Option<i64>) {
    let alarm = at.map(|at| {
        let inner = Rc::downgrade(inner);
        let wait = u64::try_from(at - clock::now()).unwrap_or(0);
        Alarm::after(Duration::from_millis(wait), move || rested(&inner))
    });
    inner.borrow_mut().rest = alarm;
}

fn rested(inner: &Weak<RefCell<Inner>>) {
    let Some(strong) = inner.upgrade() else {
        return;
    };
    let due = strong.borrow_mut().holding.woke(clock::now());
    let at = match due {
        Due::Wait(at) => at,
        Due::Tell(line, at) => {
            let (api, page) = (strong.borrow().api.clone(), strong.borrow().page.clone());
            spawn_local(async move { api.hold(&Held { page, line }).await });
            at
        }
    };
    rest(&strong, at);
}

fn happen(inner: &Weak<RefCell<Inner>>, event: Event) {
    let Some(strong) = inner.upgrade() else {
        return;
    };
    let asks = strong.borrow_mut().state.step(event);
    for ask in asks {
        let mut at = strong.borrow_mut();
        match ask {
            Ask::Open(stream, heard) => {
                let (mark, closed) = oneshot::channel();
                at.open.push((stream, mark));
                listen(inner.clone(), &at, stream, heard, closed);
            }
            Ask::Close(stream) => at.open.retain(|(open, _)| *open != stream),
            Ask::Wake(time) => {
                let wait = u64::try_from(time - clock::now()).unwrap_or(0);
                let inner = inner.clone();
                at.alarm = Some(Alarm::after(Duration::from_millis(wait), move || {
                    happen(&inner, Event::Woke { now: clock::now() });
                }));
            }
        }
    }
}

fn listen(
    inner: Weak<RefCell<Inner>>,
    at: &Inner,
    stream: Stream,
    heard: String,
    closed: oneshot::Receiver<()>,
) {
    let (api, path) = (at.api.clone(), at.path.clone());
    spawn_local(async move {
        let told = inner.clone();
        let on_line = move |line: &str| hear(&told, stream, line);
        api.follow(&path, &heard, closed, on_line).await;
        if let Some(strong) = inner.upgrade() {
            strong.borrow_mut().open.retain(|(open, _)| *open != stream);
        }
        let now = clock::now();
        happen(&inner, Event::Ended { stream, now });
        let lost = inner.upgrade().and_then(|strong| {
            let at = strong.borrow();
            at.state.is_lost().then(|| at.hear.clone())
        });
        if let Some(hear) = lost {
            hear(News::Others(Vec::new()));
        }
    });
}

fn hear(inner: &Weak<RefCell<Inner>>, stream: Stream, line: &str) {
    let told = adisyon_json::read::<Told>(line);
    let (id, renew_in) = match &told {
        Some(told) => (told.id.clone(), told.renew_in),
        None => (String::new(), None),
    };
    let now = clock::now();
    happen(
        inner,
        Event::Told {
            stream,
            id,
            renew_in,
            now,
        },
    );
    let (Some(told), Some(strong)) = (told, inner.upgrade()) else {
        return;
    };
    let (counts, hear) = {
        let at = strong.borrow();
        (at.state.counts(stream), at.hear.clone())
    };
    if counts {
        news(told).into_iter().for_each(|news| hear(news));
    }
}

fn news(told: Told) -> Vec<News> {
    let mut news = Vec::new();
    if let Some(reply) = told.bill
        && let Ok(bill) = Bill::try_from(reply.bill)
    {
        news.push(News::Bill(Box::new(bill), reply.revision, reply.read_at));
    }
    if told.gone {
        news.push(News::Gone(Failure::Refused(Refusal {
            code: RefusalCode::NotFound,
            request_id: String::new(),
            scope: None,
            retry_after: None,
            detail: None,
        })));
    }
    news.extend(told.board.map(News::Board));
    news.extend(told.others.map(News::Others));
    if told.catalogue {
        news.push(News::Catalogue);
    }
    news
}
