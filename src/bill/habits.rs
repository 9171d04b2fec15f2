//! What this restaurant sells often, remembered on this device.
use super::drawer::storage;
use super::run::Desk;
use crate::catalogue::often::Often;
use adisyon_bill::ProductId;
use leptos::prelude::*;

/// Starts the name of ours in the storage; the space tells users and restaurants apart.
const PREFIX: &str = "adisyon:often:";

impl Desk {
    /// A product goes onto the bill. The list that is shown stays as it is: nothing moves under the hand.
    pub fn sells(self, id: &ProductId) {
        let Some(name) = self.habits() else { return };
        let mut often = read(&name);
        often.sold(id, self.now());
        if let Some(storage) = storage() {
            // A full storage only forgets.
            let _ = storage.set_item(&name, &often.write());
        }
    }

    /// Finds what is sold often, once the session names the space.
    pub fn find_often(self) {
        if let Some(name) = self.habits() {
            self.often.set(read(&name).first(self.now()));
        }
    }

    fn habits(self) -> Option<String> {
        let space = self.with_state(|state| {
            let session = state.setting().session.as_ref();
            session.map(|session| session.draft_space.clone())
        });
        Some(format!("{PREFIX}{}", space.flatten()?))
    }
}

fn read(name: &str) -> Often {
    let text = storage().and_then(|storage| storage.get_item(name).ok().flatten());
    text.map(|text| Often::read(&text)).unwrap_or_default()
}
