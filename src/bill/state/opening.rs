//! Before the bill is here.
use super::{Ask, Editing, Event, Failed, Setting, Shelf, State};

/// What comes of an event while the bill is on its way. Session and catalogue may come first.
pub fn step(mut setting: Setting, event: Event) -> (State, Vec<Ask>) {
    match event {
        Event::BillRead(read) => return Editing::begin(setting, read),
        Event::BillUnread { failure, now } => return Failed::begin(setting, failure, 0, now),
        Event::LeavePressed => return (State::Opening(setting), vec![Ask::Leave]),
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
                self.session = Some(session);
                return vec![Ask::FindKept];
            }
            Event::CatalogueRead(catalogue) => self.shelf = Shelf::Here(catalogue),
            Event::CatalogueUnread(failure) => {
                // A catalogue that is here stays good when a later reading fails.
                if !matches!(self.shelf, Shelf::Here(_)) {
                    self.shelf = Shelf::Missing(failure);
                }
            }
            Event::KeptFound(kept) => self.kept = Some(kept),
            _ => {}
        }
        Vec::new()
    }
}
