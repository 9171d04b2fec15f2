//! The way out of a screen by the browser's own Back: a screen with unsaved work asks first.
use leptos::prelude::*;

/// The door. While nobody watches it, it is open.
#[derive(Clone, Copy)]
pub struct Door(StoredValue<Option<Callback<(), bool>>>);

/// Gives the door to everything below.
pub fn provide_door() -> Door {
    let door = Door(StoredValue::new(None));
    provide_context(door);
    door
}

/// The door; none where a screen stands by itself.
pub fn use_door() -> Option<Door> {
    use_context()
}

impl Door {
    /// Watches it as long as the calling screen stands. `may_leave` says yes, or asks the person and says no.
    pub fn watch(self, may_leave: Callback<(), bool>) {
        self.0.set_value(Some(may_leave));
        on_cleanup(move || {
            self.0.try_set_value(None);
        });
    }

    /// True if one may go; else whoever watches has asked.
    pub fn is_open(self) -> bool {
        let watcher = self.0.try_get_value().flatten();
        watcher.is_none_or(|may_leave| may_leave.run(()))
    }
}
