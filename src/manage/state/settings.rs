//! What managers decide for their restaurant, as values: what happened goes in, what it wants comes out.
use crate::api::failure::Failure;
use adisyon_bill::entry::{Typed, percent};
use adisyon_wire::settings::{Settings as Known, SettingsChange};

/// The screen.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Settings {
    /// As it was last read or written.
    pub known: Option<Known>,
    /// A read or a write is on its way.
    pub busy: bool,
    /// Why the last read or write failed, if it did.
    pub failure: Option<Failure>,
    /// What stands in the field of the staff's limit.
    pub limit: String,
    /// It was tried to be saved as it stands.
    pub tried: bool,
    /// Carts of marketplace orders are on their way to be open, or shut.
    flipped: Option<bool>,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The screen came into sight, or "try again" was pressed.
    Opened,
    /// It was read.
    Read(Known),
    /// A read or a write failed.
    Failed(Failure),
    /// Something was typed as the staff's limit.
    Typed(String),
    /// The limit is to be saved.
    LimitPressed,
    /// Carts of marketplace orders are opened, or shut.
    CartsFlipped(bool),
    /// It was written.
    Written(Known),
}

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Read it.
    Read,
    /// Write this.
    Write(SettingsChange),
    /// Say that it was saved.
    Tell,
}

impl Settings {
    /// The typed limit in whole percent; none if it is none.
    pub fn typed(&self) -> Option<u32> {
        let Typed::Is(typed) = percent(&self.limit) else {
            return None;
        };
        let whole = typed.thousandths();
        let percent = u32::try_from(whole / 1000).ok()?;
        (whole % 1000 == 0 && percent <= 100).then_some(percent)
    }

    /// The limit that holds now.
    pub fn holds(&self) -> Option<u32> {
        let known = self.known.as_ref()?;
        known.staff_discount.or(known.usual_discount)
    }

    /// The switch of the carts stands so: as it was last touched while that is on its way, else as it is.
    pub fn carts(&self) -> bool {
        let known = self.known.as_ref();
        self.flipped
            .or(known.map(|known| known.marketplace_carts))
            .unwrap_or(false)
    }

    /// What is wrong with the limit is to be said.
    pub fn is_wrong(&self) -> bool {
        self.tried && self.typed().is_none()
    }

    /// What comes of an event.
    pub fn step(mut self, event: Event) -> (Settings, Option<Ask>) {
        let ask = match event {
            Event::Opened => self.ask(Ask::Read),
            Event::Read(known) => {
                self.known(known);
                None
            }
            Event::Failed(failure) => {
                (self.busy, self.flipped) = (false, None);
                self.failure = Some(failure);
                None
            }
            Event::Typed(text) => {
                self.limit = text;
                self.tried = false;
                None
            }
            Event::LimitPressed => {
                self.tried = true;
                self.typed().and_then(|percent| {
                    self.ask(Ask::Write(SettingsChange {
                        staff_discount: Some(percent),
                        marketplace_carts: None,
                    }))
                })
            }
            Event::CartsFlipped(open) => {
                let ask = self.ask(Ask::Write(SettingsChange {
                    staff_discount: None,
                    marketplace_carts: Some(open),
                }));
                if ask.is_some() {
                    self.flipped = Some(open);
                }
                ask
            }
            Event::Written(known) => {
                self.known(known);
                Some(Ask::Tell)
            }
        };
        (self, ask)
    }

    /// One thing at a time.
    fn ask(&mut self, ask: Ask) -> Option<Ask> {
        (!std::mem::replace(&mut self.busy, true)).then_some(ask)
    }

    fn known(&mut self, known: Known) {
        let held = |all: &Settings| all.holds().map(|percent| percent.to_string());
        let before = held(self).unwrap_or_default();
        self.known = Some(known);
        let now = held(self).unwrap_or_default();
        // What is being typed is not what was written, and stays.
        if self.limit == before || self.typed() == self.holds() {
            self.limit = now;
        }
        (self.busy, self.tried, self.failure, self.flipped) = (false, false, None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::failure::Fault;

    fn known(own: Option<u32>) -> Known {
        Known {
            marketplace_carts: false,
            staff_discount: own,
            usual_discount: Some(20),
            subscription: None,
            delivery: None,
            throttle: None,
        }
    }

    fn shown(own: Option<u32>) -> Settings {
        let (settings, ask) = Settings::default().step(Event::Opened);
        assert_eq!(ask, Some(Ask::Read));
        settings.step(Event::Read(known(own))).0
    }

    #[test]
    fn the_field_starts_with_what_holds_the_restaurant_s_own_or_the_usual() {
        assert_eq!(shown(None).limit, "20");
        assert_eq!(shown(Some(5)).limit, "5");
        assert_eq!(shown(Some(0)).limit, "0");
    }

    #[test]
    fn a_limit_is_whole_percent_from_nothing_to_all() {
        for (typed, expected) in [
            ("0", Some(0)),
            ("100", Some(100)),
            (" 15 ", Some(15)),
            ("%15", Some(15)),
            ("101", None),
            ("12,5", None),
            ("", None),
            ("on", None),
            ("-1", None),
        ] {
            let typed = shown(None).step(Event::Typed(typed.to_owned())).0;
            assert_eq!(typed.typed(), expected, "{}", typed.limit);
            let (after, ask) = typed.step(Event::LimitPressed);
            let change = expected.map(|percent| {
                Ask::Write(SettingsChange {
                    staff_discount: Some(percent),
                    marketplace_carts: None,
                })
            });
            assert_eq!(ask, change);
            assert_eq!(after.is_wrong(), expected.is_none());
        }
    }

    #[test]
    fn one_thing_is_on_its_way_at_a_time_and_a_failure_keeps_what_was_typed() {
        let typed = shown(None).step(Event::Typed("10".to_owned())).0;
        let (busy, first) = typed.step(Event::LimitPressed);
        assert!(first.is_some() && busy.busy);
        let (busy, second) = busy.step(Event::CartsFlipped(true));
        assert_eq!(second, None);
        let (failed, _) = busy.step(Event::Failed(Fault::Offline.into()));
        assert_eq!((failed.limit.as_str(), failed.busy), ("10", false));
        let (again, ask) = failed.step(Event::LimitPressed);
        assert!(ask.is_some());
        let (saved, said) = again.step(Event::Written(known(Some(10))));
        assert_eq!(said, Some(Ask::Tell));
        assert_eq!((saved.holds(), saved.failure), (Some(10), None));
    }

    #[test]
    fn the_switch_of_the_carts_goes_back_if_it_was_not_written() {
        let (on_its_way, ask) = shown(None).step(Event::CartsFlipped(true));
        assert!(ask.is_some() && on_its_way.carts());
        let failed = on_its_way
            .clone()
            .step(Event::Failed(Fault::Offline.into()))
            .0;
        assert!(!failed.carts());
        let open = Known {
            marketplace_carts: true,
            ..known(None)
        };
        assert!(on_its_way.step(Event::Written(open)).0.carts());
        // Something else is on its way: it was not heard.
        let busy = shown(None).step(Event::LimitPressed).0;
        assert!(!busy.step(Event::CartsFlipped(true)).0.carts());
    }

    #[test]
    fn a_limit_that_is_being_typed_stays_when_something_else_is_written() {
        let typed = shown(Some(5)).step(Event::Typed("15".to_owned())).0;
        let (flipped, _) = typed.step(Event::CartsFlipped(true));
        let written = flipped.step(Event::Written(known(Some(5)))).0;
        assert_eq!(written.limit, "15");
        let typed = written.step(Event::Typed(" %15".to_owned())).0;
        let (pressed, _) = typed.step(Event::LimitPressed);
        let written = pressed.step(Event::Written(known(Some(15)))).0;
        assert_eq!(written.limit, "15");
    }
}
