//! What is sold often, on this device and in the restaurant: what the finder shows first.
use super::Desk;
use crate::bill::drawer::storage;
use crate::clock::Alarm;
use adisyon_bill::ProductId;
use adisyon_wire::often::{Often, Weighed, first};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Starts the name of ours in the storage; the space tells users and restaurants apart.
const PREFIX: &str = "adisyon:often:";
/// So long what the restaurant sells, and who asks, is waited for before anything is shown.
pub const SOON: Duration = Duration::from_millis(300);

/// What is sold often.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Sold {
    /// Nobody wanted to know yet.
    #[default]
    Unasked,
    /// The restaurant's answer may come any moment.
    Asked,
    /// These first: of this device alone if the restaurant did not answer soon.
    Known(Vec<ProductId>),
}

impl Desk {
    /// A product goes onto the bill. The list that is shown stays as it is: nothing moves under the hand.
    pub fn sells(self, id: &ProductId) {
        let Some(name) = self.space() else { return };
        let mut often = read(&name);
        often.sold(id, self.now());
        if let Some(storage) = storage() {
            // A full storage only forgets.
            let _ = storage.set_item(&name, &often.write());
        }
    }

    /// Finds what is sold often: once for a bill, when the session is known.
    pub fn find_often(self) {
        if self.often.with_untracked(|often| *often != Sold::Unasked) {
            return;
        }
        let Some((api, _)) = self.api() else { return };
        self.often.set(Sold::Asked);
        let alone = Alarm::after(SOON, move || self.know_often(&[]));
        spawn_local(async move {
            // Whatever is in the way: it is only an order.
            let told = api.often().await.unwrap_or_default();
            self.know_often(&told.products);
            drop(alone);
        });
    }

    /// The screen may be gone by then.
    fn know_often(self, restaurant: &[Weighed]) {
        let now = self.heart.try_with_value(|heart| (heart.clock)());
        if let Some(now) = now {
            let here = self.space().map(|name| read(&name).weighs(now));
            let first = first(here.unwrap_or_default(), restaurant);
            self.often.try_set(Sold::Known(first));
        }
    }

    fn space(self) -> Option<String> {
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
