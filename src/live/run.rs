//! Opens and closes the streams that the state asks for, and passes on what they say.
use super::state::{Ask, Event, State, Stream};
use super::{Hear, News, Topic};
use crate::api::{Api, Failure};
use crate::clock::{self, Alarm};
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::live::Told;
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
    hear: Hear,
    alarm: Option<Alarm>,
    /// Open streams; dropping one's mark closes it.
    open: Vec<(Stream, oneshot::Sender<()>)>,
}

/// Follows a topic; `hear` is told everything new.
pub fn follow(api: Api, topic: &Topic, hear: Hear) -> Follow {
    let query = match topic {
        Topic::Board => "board=1".to_owned(),
        Topic::Bill(BillRef::Packet(id)) => format!("packet={}", once(id)),
        Topic::Bill(BillRef::Table(id)) => format!("table={}", once(id)),
    };
    let follow = Follow(Rc::new(RefCell::new(Inner {
        state: State::default(),
        api,
        path: format!("{}?{query}", adisyon_wire::routes::LIVE),
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

    /// The page came back into sight: its timers may have slept.
    pub fn woke(&self) {
        happen(&Rc::downgrade(&self.0), Event::Woke { now: clock::now() });
    }
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
        happen(
            &inner,
            Event::Ended {
                stream,
                now: clock::now(),
            },
        );
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
    if told.catalogue {
        news.push(News::Catalogue);
    }
    news
}
