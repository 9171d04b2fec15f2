//! The gate as values: what happened goes in, what it wants comes out. The decision itself is the backend's, when the platform asks
//! it; here a person looks, settles, and says "done" or "not now".
use crate::api::failure::Failure;
use adisyon_bill::Bill;
use adisyon_bill::Money;
use adisyon_bill::bill::Head;

/// The gate's screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    /// What is shown.
    pub content: Content,
    /// A read is on its way.
    pub asking: bool,
    /// What was said to the panel, until the panel takes the page away or refuses.
    pub said: Option<Said>,
    /// The panel refused: it is not asking to close anything.
    pub refused: bool,
}

/// What the gate shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Content {
    /// The first read is on its way.
    #[default]
    Opening,
    /// The bill could not be read. Nothing known stands against closing it.
    Failed(Failure),
    /// How the bill stands.
    Shown(Box<Standing>),
}

/// How the bill stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Which bill.
    pub head: Head,
    /// Its sum.
    pub total: Money,
    /// What is paid of it.
    pub paid: Money,
    /// Changes of a draft on this device.
    pub unsaved: usize,
    /// Why the newest read failed: the sums may be old.
    pub stale: Option<Failure>,
}

/// What to do first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advice {
    /// Nothing stands against closing.
    Close,
    /// So much is to be paid.
    Pay(Money),
    /// So much is paid too much.
    Reduce(Money),
    /// So many changes were not saved.
    Save(usize),
}

/// What a person said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// Go on and close.
    Done,
    /// Not now.
    NotNow,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// It came into sight, has been for a while, or "try again" was pressed.
    Looked,
    /// The bill was read, and so many changes to it lie on this device.
    Read(Box<Bill>, usize),
    /// The bill could not be read.
    Unread(Failure),
    /// A person said it.
    Said(Said),
    /// The panel did not take it.
    PanelRefused,
}

/// What the gate wants done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Read the bill and look for a draft.
    Look,
    /// Tell the panel.
    Tell(Said),
}

impl State {
    /// What comes of an event.
    pub fn step(mut self, event: Event) -> (State, Option<Ask>) {
        let mut ask = None;
        match event {
            Event::Looked if !self.asking && self.said.is_none() => {
                self.asking = true;
                ask = Some(Ask::Look);
            }
            Event::Looked => {}
            Event::Read(bill, unsaved) => {
                self.asking = false;
                self.content = Content::Shown(Box::new(Standing {
                    total: bill.total,
                    paid: bill.paid,
                    head: bill.head,
                    unsaved,
                    stale: None,
                }));
            }
            Event::Unread(failure) => {
                self.asking = false;
                match &mut self.content {
                    Content::Shown(standing) => standing.stale = Some(failure),
                    other => *other = Content::Failed(failure),
                }
            }
            Event::Said(said) if self.said.is_none() => {
                self.said = Some(said);
                self.refused = false;
                ask = Some(Ask::Tell(said));
            }
            Event::Said(_) => {}
            Event::PanelRefused => {
                self.said = None;
                self.refused = true;
            }
        }
        (self, ask)
    }
}

impl Standing {
    /// What is left to pay; negative if too much is paid.
    pub fn remaining(&self) -> Money {
        self.total - self.paid
    }

    /// What to do first. A draft comes before the sums, because saving it changes them.
    pub fn advice(&self) -> Advice {
        let rest = self.remaining();
        if self.unsaved > 0 {
            Advice::Save(self.unsaved)
        } else if rest.is_negative() {
            Advice::Reduce(rest.abs())
        } else if rest.is_zero() {
            Advice::Close
        } else {
            Advice::Pay(rest)
        }
    }

    /// True if the sums match, so that the platform would not take the closing back. C:D.8.
    pub fn is_settled(&self) -> bool {
        self.remaining().is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::failure::Fault;
    use adisyon_bill::notation;

    fn bill(text: &str) -> Box<Bill> {
        Box::new(notation::bill(text))
    }

    fn shown(text: &str, unsaved: usize) -> State {
        let (state, ask) = State::default().step(Event::Looked);
        assert_eq!(ask, Some(Ask::Look));
        state.step(Event::Read(bill(text), unsaved)).0
    }

    fn advice(state: &State) -> Option<Advice> {
        match &state.content {
            Content::Shown(standing) => Some(standing.advice()),
            _ => None,
        }
    }

    #[test]
    fn the_advice_is_to_save_then_to_pay_then_to_close() {
        let lira = |minor| Money::from_minor(minor);
        for (text, unsaved, expected) in [
            ("2 Ayran @10 | paid 20", 0, Advice::Close),
            ("2 Ayran @10 | paid 5", 0, Advice::Pay(lira(1500))),
            ("2 Ayran @10 | paid 25", 0, Advice::Reduce(lira(500))),
            ("2 Ayran @10 | paid 5", 3, Advice::Save(3)),
            ("2 Ayran @10 | paid 20", 1, Advice::Save(1)),
        ] {
            assert_eq!(advice(&shown(text, unsaved)), Some(expected), "{text}");
        }
    }

    #[test]
    fn one_read_at_a_time_and_none_once_it_is_said() {
        let (state, _) = State::default().step(Event::Looked);
        assert_eq!(state.clone().step(Event::Looked).1, None);
        let (state, ask) = shown("1 Ayran @10 | paid 10", 0).step(Event::Said(Said::Done));
        assert_eq!(ask, Some(Ask::Tell(Said::Done)));
        assert_eq!(state.clone().step(Event::Looked).1, None);
        assert_eq!(state.step(Event::Said(Said::NotNow)).1, None);
    }

    #[test]
    fn a_panel_that_asks_nothing_is_told_and_the_page_stays_usable() {
        let (state, _) = shown("1 Ayran @10 | paid 10", 0).step(Event::Said(Said::Done));
        let (state, _) = state.step(Event::PanelRefused);
        assert!(state.refused && state.said.is_none());
        let (state, ask) = state.step(Event::Said(Said::NotNow));
        assert_eq!(ask, Some(Ask::Tell(Said::NotNow)));
        assert!(!state.refused);
    }

    #[test]
    fn sums_once_read_stay_when_a_later_read_fails() {
        let fault = Failure::from(Fault::Offline);
        let (state, _) = State::default().step(Event::Looked);
        let (state, _) = state.step(Event::Unread(fault.clone()));
        assert_eq!(state.content, Content::Failed(fault.clone()));
        let (state, _) = shown("1 Ayran @10 | paid 4", 0).step(Event::Unread(fault.clone()));
        let Content::Shown(standing) = state.content else {
            panic!("the sums are gone");
        };
        assert_eq!(
            (standing.remaining(), standing.stale),
            (Money::from_minor(600), Some(fault))
        );
    }
}
