//! What a manager decided for the restaurant, and what the platform said about it.
use super::{Shelf, StoreError};

/// Managers may edit carts of marketplace packets. C:G.6 row 6.
const MARKETPLACE_CARTS: &str = "marketplace_carts";
/// The most percent that staff may give away.
const STAFF_DISCOUNT: &str = "staff_discount";

/// What a restaurant's managers decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Decided {
    /// Managers may edit carts of marketplace packets; they may not unless one of them said so.
    pub marketplace_carts: bool,
    /// The most percent that staff may give away; none if nothing was decided.
    pub staff_discount: Option<u32>,
}

/// What a word of the platform is about. C:D.4.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StandingKind {
    /// `subscription.*`.
    Subscription,
    /// `delivery.degraded`, `restored`, `disabled`.
    Delivery,
    /// `delivery.throttled`: a warning, not a state.
    Throttle,
}

impl StandingKind {
    fn as_str(self) -> &'static str {
        match self {
            StandingKind::Subscription => "subscription",
            StandingKind::Delivery => "delivery",
            StandingKind::Throttle => "throttle",
        }
    }

    fn parse(text: &str) -> Option<StandingKind> {
        [
            StandingKind::Subscription,
            StandingKind::Delivery,
            StandingKind::Throttle,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == text)
    }
}

/// The platform's last word about something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// What it is about.
    pub kind: StandingKind,
    /// The word after the dot of the event's type.
    pub state: String,
    /// The event's data as JSON text.
    pub detail: String,
    /// When it happened, milliseconds since 1970.
    pub at_ms: i64,
}

impl Shelf<'_> {
    /// What was decided so far.
    pub async fn decided(&self) -> Result<Decided, StoreError> {
        let found = rows!(
            self.store,
            (String, String),
            "SELECT name, value FROM settings WHERE environment = $1 AND tenant = $2",
            self.environment(),
            self.tenant()
        )?;
        let mut decided = Decided::default();
        for (name, value) in found {
            match name.as_str() {
                MARKETPLACE_CARTS => decided.marketplace_carts = value == "on",
                STAFF_DISCOUNT => decided.staff_discount = value.parse().ok(),
                _ => {}
            }
        }
        Ok(decided)
    }

    /// Decides [`Decided::marketplace_carts`]; `user` is who did.
    pub async fn set_marketplace_carts(&self, allowed: bool, user: &str) -> Result<(), StoreError> {
        let value = if allowed { "on" } else { "off" };
        self.set_setting(MARKETPLACE_CARTS, value, user).await
    }

    /// Decides [`Decided::staff_discount`]; `user` is who did.
    pub async fn set_staff_discount(&self, percent: u32, user: &str) -> Result<(), StoreError> {
        self.set_setting(STAFF_DISCOUNT, &percent.to_string(), user)
            .await
    }

    async fn set_setting(&self, name: &str, value: &str, user: &str) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO settings (environment, tenant, name, value, by_user, at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (environment, tenant, name) DO UPDATE SET \
             value = excluded.value, by_user = excluded.by_user, at_ms = excluded.at_ms",
            self.environment(),
            self.tenant(),
            name,
            value,
            user,
            self.now()
        )
        .map(drop)
    }

    /// What the platform last said.
    pub async fn standings(&self) -> Result<Vec<Standing>, StoreError> {
        let found = rows!(
            self.store,
            (String, String, String, i64),
            "SELECT kind, state, detail, at_ms FROM standings WHERE environment = $1 AND tenant = $2 ORDER BY kind",
            self.environment(),
            self.tenant()
        )?;
        let known = |(kind, state, detail, at_ms): (String, _, _, _)| {
            let kind = StandingKind::parse(&kind)?;
            Some(Standing {
                kind,
                state,
                detail,
                at_ms,
            })
        };
        Ok(found.into_iter().filter_map(known).collect())
    }

    /// Keeps a word of the platform, unless a later one is known: deliveries are unordered.
    pub async fn set_standing(&self, standing: &Standing) -> Result<(), StoreError> {
        run!(
            self.store,
            "INSERT INTO standings (environment, tenant, kind, state, detail, at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (environment, tenant, kind) DO UPDATE SET \
             state = excluded.state, detail = excluded.detail, at_ms = excluded.at_ms \
             WHERE standings.at_ms <= excluded.at_ms",
            self.environment(),
            self.tenant(),
            standing.kind.as_str(),
            &standing.state,
            &standing.detail,
            standing.at_ms
        )
        .map(drop)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{on_both, sandbox};

    #[tokio::test]
    async fn nothing_is_decided_until_a_manager_does_and_the_last_word_counts() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            shelf.admit().await.unwrap();
            let mut expected = Decided::default();
            assert_eq!(shelf.decided().await.unwrap(), expected);
            for allowed in [true, false, true] {
                shelf.set_marketplace_carts(allowed, "u1").await.unwrap();
                expected.marketplace_carts = allowed;
                assert_eq!(shelf.decided().await.unwrap(), expected);
            }
            for percent in [20, 0, 100] {
                shelf.set_staff_discount(percent, "u1").await.unwrap();
                expected.staff_discount = Some(percent);
                assert_eq!(shelf.decided().await.unwrap(), expected);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn an_older_word_of_the_platform_does_not_undo_a_later_one() {
        on_both(async |store| {
            let key = sandbox("tn_1");
            let shelf = store.shelf(&key);
            shelf.admit().await.unwrap();
            let said = |state: &str, at_ms| Standing {
                kind: StandingKind::Delivery,
                state: state.into(),
                detail: "{}".into(),
                at_ms,
            };
            shelf.set_standing(&said("restored", 20)).await.unwrap();
            shelf.set_standing(&said("degraded", 10)).await.unwrap();
            assert_eq!(shelf.standings().await.unwrap(), [said("restored", 20)]);
        })
        .await;
    }
}
