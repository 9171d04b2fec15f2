//! Before the bill is here.
use super::{Ask, Editing, Event, Failed, Setting, Shelf, State};

/// What comes of an event while the bill is on its way. Session and catalogue may come first.
pub fn step(mut setting: Setting, event: Event) -> (State, Vec<Ask>) {
    match event {
        Event::BillRead(read) => Editing::begin(setting, read),
        Event::BillAged(read) => Editing::begin_aged(setting, read),
        Event::BillUnread { failure, now } => Failed::begin(setting, failure, 0, now),
        Event::LeavePressed => (State::Opening(setting), vec![Ask::Leave]),
        other => {
            let asks = setting.hear(other);
            (State::Opening(setting), asks)
        }
    }
}

impl Setting {
    /// Events that concern no bill.
    pub fn hear(&mut self, event: Event) -> Vec<Ask> {
        match event {
            Event::SessionRead(session) => {
                // Read again, as after a setting changed: what is kept was looked for already.
                let known = self.session.replace(session).is_some();
                return if known {
                    Vec::new()
                } else {
                    vec![Ask::FindKept]
                };
            }
            Event::CatalogueRead(catalogue) => self.shelf = Shelf::Here(catalogue),
            // A catalogue that is here stays good when a later reading fails.
            Event::CatalogueUnread(failure) if self.catalogue().is_none() => {
                self.shelf = Shelf::Missing(failure);
            }
            Event::MenuAged(aged) => self.old_menu = aged,
            Event::KeptFound(kept) => self.kept = Some(*kept),
            _ => {}
        }
        Vec::new()
    }
}
