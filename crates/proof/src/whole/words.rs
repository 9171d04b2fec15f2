//! The backend's answers and the simulator's refusals in the words of the judge.
use super::Whole;
use crate::desk::{Outcome, Reply};
use crate::model::Refusal;
use crate::script::Road;
use adisyon_bill::Problem;
use adisyon_bill::plan::Step;
use adisyon_wire::save::{Outcome as Told, SaveReply, Wrote};
use serde_json::Value;

pub(super) fn reply_of(reply: SaveReply) -> Result<Reply, String> {
    let problems: Result<Vec<Problem>, _> =
        reply.problems.into_iter().map(Problem::try_from).collect();
    let step = |wrote: &Wrote| match wrote {
        Wrote::Cart => Step::Cart,
        Wrote::Payments => Step::Payments,
    };
    Ok(Reply {
        outcome: match reply.outcome {
            Told::Saved => Outcome::Saved,
            Told::Partly => Outcome::Partly,
            Told::NotSaved => Outcome::NotSaved,
            Told::Changed => Outcome::Changed,
        },
        now: Some(Whole::opened(reply.bill)?),
        wrote: reply.wrote.iter().map(step).collect(),
        problems: problems.map_err(|why| format!("{why:?}"))?,
        estimate: reply.estimate,
    })
}

/// The simulator's words as the judge's reasons.
pub(super) fn refusal(message: &str) -> Refusal {
    let after = |prefix: &str| message.strip_prefix(prefix).map(str::to_owned);
    if let Some(id) = after("Product not found: ") {
        return Refusal::ProductNotFound(id);
    }
    if let Some(rest) = after("Invalid option: ") {
        return Refusal::InvalidOption(rest.clone(), rest);
    }
    if let Some(id) = after("Discount exceeds line total: ") {
        return Refusal::DiscountOverRow(id);
    }
    match message {
        "lineId belongs to a cancelled line" => Refusal::Voided(String::new()),
        "Timer products are not supported" => Refusal::Timer,
        "unknown_payment_method" => Refusal::UnknownMethod(String::new()),
        "no_payment_methods_configured" => Refusal::NoMethods,
        "Paid amount exceeds new total" | "Paid exceeds total" => Refusal::PaidOverTotal,
        other => Refusal::Schema(other.to_owned()),
    }
}

/// The road behind a fault in the simulator's log; none for the one that does nothing.
pub fn struck(fault: &str, write: bool, status: &Value) -> Option<&'static str> {
    let road = match (fault, write) {
        ("drop", _) => Road::CutBefore,
        ("lost", _) => Road::CutAfter,
        ("status", _) if *status == 429 => Road::Limited,
        ("status", _) => Road::Error,
        ("status-after", _) => Road::ErrorAfter,
        ("twice", _) => Road::Twice,
        ("hang", true) => Road::CrashBefore,
        ("hang", false) => Road::CrashReading,
        ("silent", _) => Road::CrashAfter,
        _ => return None,
    };
    Some(road.name())
}
