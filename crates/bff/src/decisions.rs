//! What managers decide for their restaurant, as every request needs to know it.
use crate::believed::Believed;
use crate::clock::SharedClock;
use crate::installs::InstallKey;
use crate::session::Caller;
use crate::store::{Decided, Store, StoreError};
use crate::webhooks::signal::{Signal, Signals};
use adisyon_bill::check::Policy;
use adisyon_wire::session::Role;
use adisyon_wire::settings::SettingsChange;
use std::sync::Arc;

/// Everybody's decisions.
pub struct Decisions {
    store: Arc<Store>,
    believed: Believed<Decided>,
    signals: Signals,
    /// The most percent that staff may give away where the restaurant decided nothing.
    usual_discount: u32,
}

impl Decisions {
    /// Decisions over this store, told over these signals.
    pub fn new(
        store: Arc<Store>,
        clock: SharedClock,
        signals: Signals,
        usual_discount: u32,
    ) -> Decisions {
        Decisions {
            store,
            believed: Believed::new(clock),
            signals,
            usual_discount,
        }
    }

    /// The most percent that staff may give away where the restaurant decided nothing.
    pub fn usual_discount(&self) -> u32 {
        self.usual_discount
    }

    /// What the house allows this caller beyond the platform's rules. What cannot be looked up is not allowed.
    pub async fn policy(&self, caller: &Caller) -> Policy {
        let shelf = self.store.shelf(&caller.install);
        let decided = self.believed.get(&caller.install, shelf.decided()).await;
        let decided = decided.inspect_err(|error| tracing::warn!(%error, "settings"));
        match caller.role {
            Role::Manager => Policy {
                marketplace_carts: decided.is_ok_and(|decided| decided.marketplace_carts),
                discount_cap: None,
            },
            Role::Staff => {
                let own = decided.map(|decided| decided.staff_discount);
                let cap = own.map(|own| own.unwrap_or(self.usual_discount));
                Policy {
                    marketplace_carts: false,
                    discount_cap: Some(cap.unwrap_or(0)),
                }
            }
        }
    }

    /// A manager decides; it holds here at once, and elsewhere as soon as it is heard.
    pub async fn decide(
        &self,
        manager: &Caller,
        change: &SettingsChange,
    ) -> Result<(), StoreError> {
        let (install, user) = (&manager.install, &manager.user);
        let shelf = self.store.shelf(install);
        let write = async {
            if let Some(allowed) = change.marketplace_carts {
                shelf.set_marketplace_carts(allowed, user).await?;
            }
            if let Some(percent) = change.staff_discount {
                shelf.set_staff_discount(percent, user).await?;
            }
            Ok(())
        };
        let written = write.await;
        // Also of a failure it is not known how far it came.
        self.forget(install);
        self.signals
            .tell_elsewhere(Signal::Settings(install.clone()));
        written
    }

    /// Asks the store anew next time.
    pub fn forget(&self, install: &InstallKey) {
        self.believed.forget(install);
    }
}
