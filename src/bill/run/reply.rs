//! The backend's answer to a save in the model's types.
use crate::bill::state::{Read, Saved};
use adisyon_bill::{Bill, Money, Problem};
use adisyon_wire::save::SaveReply;
use std::sync::Arc;

/// A reply, or that it cannot be understood.
pub(super) fn saved(reply: SaveReply) -> Result<Saved, adisyon_wire::unreadable::Unreadable> {
    let problems: Result<Vec<Problem>, _> =
        reply.problems.into_iter().map(Problem::try_from).collect();
    Ok(Saved {
        outcome: reply.outcome,
        read: Read {
            bill: Arc::new(Bill::try_from(reply.bill.bill)?),
            revision: reply.bill.revision,
            at: reply.bill.read_at,
        },
        wrote: reply.wrote,
        problems: problems?,
        estimate: reply.estimate.map(Money::from_minor),
        retry_after: reply.retry_after,
        reread: reply.reread,
        left: reply.left,
    })
}
