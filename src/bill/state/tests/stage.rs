//! What the tests stand on: a screen that is told events and remembers what it asked for.
use super::super::*;
use crate::api::failure::{Failure, Fault};
use adisyon_bill::notation::{bill, menu};
use adisyon_bill::{LineKey, Quantity};
use adisyon_wire::refusal::{Refusal, RefusalCode};
use adisyon_wire::session::{Rights, Role, Session};

pub const NOW: i64 = 1_800_000_000_000;
pub const MENU: &str = "2 Lahmacun[Acılı] @95 | 1 Ayran @45 | 1 Künefe @220";
pub const BILL: &str = "2 Lahmacun[Acılı] @95 #lahmacun-1 | 1 Ayran @45 #ayran-01 | paid 50 cash";

/// A screen and everything it asked for since the last look.
pub struct Stage {
    state: Option<State>,
    pub asks: Vec<Ask>,
}

impl Stage {
    /// A screen that has just been opened.
    pub fn opened() -> Stage {
        let (state, asks) = State::open(BillRef::Packet("1791400223345".to_owned()), 7);
        Stage {
            state: Some(state),
            asks,
        }
    }

    /// A screen with this bill, the menu and all rights.
    pub fn with(text: &str) -> Stage {
        let mut stage = Stage::opened();
        stage.tell(Event::SessionRead(session(rights())));
        stage.tell(Event::CatalogueRead(Arc::new(menu(MENU))));
        stage.tell(Event::BillRead(read(text, "r1")));
        stage.asks.clear();
        stage
    }

    pub fn tell(&mut self, event: Event) -> &mut Stage {
        let (state, asks) = step(self.state.take().unwrap(), event);
        self.state = Some(state);
        self.asks.extend(asks);
        self
    }

    pub fn state(&self) -> &State {
        self.state.as_ref().unwrap()
    }

    pub fn editing(&self) -> &Editing {
        self.state().editing().expect("a bill is shown")
    }

    /// Sets a line's quantity.
    pub fn quantity(&mut self, line: &str, pieces: i64) -> &mut Stage {
        let edit = Edit::Quantity(LineKey::from(line), Quantity::pieces(pieces));
        self.tell(Event::Edited(edit))
    }

    pub fn save(&mut self) -> &mut Stage {
        self.tell(Event::SavePressed { now: NOW })
    }

    /// The attempt that was sent last.
    pub fn sent(&self) -> Sent {
        let sent = self.asks.iter().rev().find_map(|ask| match ask {
            Ask::Save(sent) => Some(sent.clone()),
            _ => None,
        });
        sent.expect("something was sent")
    }

    pub fn sent_times(&self) -> usize {
        let sent = |ask: &&Ask| matches!(ask, Ask::Save(_));
        self.asks.iter().filter(sent).count()
    }

    pub fn answer(&mut self, saved: Saved) -> &mut Stage {
        let saved = Box::new(saved);
        self.tell(Event::SaveAnswered { saved, now: NOW })
    }

    pub fn fail(&mut self, failure: Failure) -> &mut Stage {
        self.tell(Event::SaveFailed { failure, now: NOW })
    }

    pub fn wake(&mut self, after: i64) -> &mut Stage {
        self.tell(Event::Woke { now: NOW + after })
    }

    /// Codes of the problems shown, with the summary's rule applied to none.
    pub fn codes(&self) -> Vec<&'static str> {
        let problems = self.editing().problems.iter();
        problems.map(|problem| problem.trouble.code()).collect()
    }
}

pub fn read(text: &str, revision: &str) -> Read {
    Read {
        bill: Arc::new(bill(text)),
        revision: revision.to_owned(),
        at: NOW,
    }
}

pub fn rights() -> Rights {
    Rights {
        read_bills: true,
        write_bills: true,
        read_products: true,
        read_methods: true,
        marketplace_carts: false,
        ..Rights::default()
    }
}

pub fn session(rights: Rights) -> Session {
    Session {
        role: Role::Staff,
        rights,
        environment: "sandbox".to_owned(),
        draft_space: "space".to_owned(),
    }
}

pub fn outcome(outcome: Outcome, text: &str, revision: &str) -> Saved {
    Saved {
        outcome,
        read: read(text, revision),
        wrote: Vec::new(),
        problems: Vec::new(),
        estimate: None,
        retry_after: None,
        reread: false,
        left: None,
    }
}

pub fn refused(code: RefusalCode, retry_after: Option<u32>) -> Failure {
    Failure::Refused(Refusal {
        code,
        request_id: "r-1".to_owned(),
        scope: None,
        retry_after,
        detail: None,
    })
}

pub fn offline() -> Failure {
    Failure::Fault(Fault::Offline)
}
