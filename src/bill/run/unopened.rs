//! A bill that is not opened yet: nothing is read, and saving opens it.
use super::Desk;
use crate::api::{Api, Failure};
use crate::bill::drawer::Drawer;
use crate::bill::state::{Event, Read, Saved, Sent};
use crate::clock::random;
use adisyon_bill::bill::Dialect;
use adisyon_bill::ids::fresh;
use adisyon_bill::{Bill, BillRef, Problem};
use adisyon_wire::save::{Outcome, SaveRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

/// What comes of sending a bill that is not opened yet: why it was not opened; none if it was.
pub type Opening = Pin<Box<dyn Future<Output = Result<Option<Vec<Problem>>, Failure>>>>;
/// Opens a bill: takes its name and its edits. The same name again opens nothing twice.
pub type Opener = Rc<dyn Fn(SaveRequest) -> Opening>;

/// A bill that is not opened yet. Its name stands where others have the revision, so that a kept draft keeps it.
pub(super) struct Unopened {
    pub(super) name: String,
    pub(super) open: Opener,
}

impl Desk {
    /// A new packet. Its draft is kept like any other, with its name; `space` names where, as the session says.
    pub fn order(
        space: &str,
        open: Opener,
        api: Api,
        leave: Callback<()>,
        clock: fn() -> i64,
    ) -> Desk {
        let bill = BillRef::Packet(String::new());
        let kept = Drawer::new(bill.clone()).open(Some(space.to_owned()), clock());
        let name = kept.map_or_else(order_name, |kept| kept.revision);
        Desk::begin(bill, Some(Unopened { name, open }), api, leave, clock)
    }

    /// Drops the kept draft. What is ordered next is another order.
    pub fn forget(self) {
        self.heart.try_update_value(|heart| {
            heart.drawer.forget();
            if let Some(unopened) = &mut heart.unopened {
                unopened.name = order_name();
            }
        });
        if self.unopened().is_some() {
            self.load();
        }
    }

    /// The read of a bill that is not opened yet; none for one that is.
    pub(super) fn unopened(self) -> Option<Read> {
        let seen = self.heart.try_with_value(|heart| {
            let name = heart.unopened.as_ref()?.name.clone();
            Some((name, heart.bill.clone(), (heart.clock)()))
        });
        let (revision, bill, at) = seen.flatten()?;
        let bill = Arc::new(Bill::unopened(bill, Dialect::default()));
        Some(Read { bill, revision, at })
    }

    pub(super) fn send(self, open: Opener, sent: Sent) {
        spawn_local(async move {
            let answer = open(sent.request).await;
            let Some(read) = self.unopened() else { return };
            self.later(|now| match answer {
                // Whoever opened it shows it.
                Ok(None) => Event::Dismissed,
                Ok(Some(problems)) => Event::SaveAnswered {
                    saved: Box::new(Saved {
                        outcome: Outcome::NotSaved,
                        read,
                        wrote: Vec::new(),
                        problems,
                        estimate: None,
                        retry_after: None,
                        reread: false,
                        left: None,
                    }),
                    now,
                },
                Err(failure) => Event::SaveFailed { failure, now },
            });
        });
    }
}

/// A name for a new order.
fn order_name() -> String {
    fresh("order", random())
}
