//! The road between caller and platform when it is broken: what an armed fault does to a request.

use super::{handle, idempotency, refusal_answer};
use crate::config::Generation;
use crate::faults::{Fault, Harm};
use crate::http::{Answer, Outcome, Request};
use crate::refusal::Refusal;
use crate::server::Shared;
use serde_json::json;
use std::time::Duration;

/// Holds the request's idempotency key while the fault makes it slow, then lets the fault strike.
pub async fn under_fault(
    shared: &Shared,
    request: &Request,
    tenant: Option<&str>,
    fault: &Fault,
) -> Outcome {
    let slot = idempotency::slot_of(request);
    let hold = |on: bool| {
        let mut world = shared.world();
        let held = world
            .tenants
            .iter_mut()
            .find(|one| Some(one.id.as_str()) == tenant)
            .zip(slot.clone());
        if let Some((tenant, slot)) = held {
            if on {
                tenant.in_progress.insert(slot)
            } else {
                tenant.in_progress.remove(&slot)
            };
        }
    };
    hold(true);
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    let outcome = struck(shared, request, fault);
    tokio::time::sleep(Duration::from_millis(fault.answer_delay_ms)).await;
    hold(false);
    outcome
}

fn struck(shared: &Shared, request: &Request, fault: &Fault) -> Outcome {
    let page = || Outcome::Answer(Answer::html(200, "Service worker installed"));
    let work = || handle(&mut shared.world(), request, true);
    match fault.harm {
        Harm::Status(429) => {
            let refusal = Refusal::rate_limited(fault.retry_after);
            Outcome::Answer(refusal_answer(&refusal, Generation::Newest))
        }
        Harm::Status(status) => Outcome::Answer(broken(status)),
        Harm::Garbage => page(),
        Harm::Drop => Outcome::Drop,
        Harm::Hang => Outcome::Never,
        Harm::Delay => Outcome::Answer(work()),
        Harm::Lost => {
            work();
            Outcome::Drop
        }
        Harm::Silent => {
            work();
            Outcome::Never
        }
        Harm::GarbageAfter => {
            work();
            page()
        }
        Harm::StatusAfter(status) => {
            work();
            Outcome::Answer(broken(status))
        }
        Harm::Twice => {
            work();
            Outcome::Answer(work())
        }
    }
}

/// A status without a code: gateways answer pages, the platform itself JSON without a message (C:E.0 "none / 5xx").
fn broken(status: u16) -> Answer {
    match status {
        502..=504 => Answer::html(status, "upstream connect error"),
        _ => Answer::json(status, &json!({"success": false})),
    }
}
