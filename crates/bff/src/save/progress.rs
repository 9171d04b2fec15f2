//! How far a save has come, and how it may end.
use crate::bills::Seen;
use crate::refuse::Refuse;
use crate::upstream::shape::stamp::Stamps;
use adisyon_bill::cart::{holds_cart, holds_payments, shows_cart};
use adisyon_bill::check::Wanted;
use adisyon_bill::plan::{self, Next, Step};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, Money, Problem};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::save::{Outcome, SaveReply, Wrote};

/// How a save ended.
pub(super) enum Ending {
    /// With the bill as it is now.
    Reply(Box<SaveReply>),
    /// Without one; nothing was written.
    Refuse(Refuse),
    /// A write's outcome cannot be seen; seconds to wait before looking again, if said.
    Unknown(Box<Progress>, Option<u32>),
}

/// Everything that a save must know to go on.
#[derive(Clone)]
pub(super) struct Progress {
    /// What the edits were made on.
    pub(super) base: Seen,
    /// The last sight of the bill.
    pub(super) now: Seen,
    /// The goal.
    pub(super) wanted: Wanted,
    /// Writes that are done.
    pub(super) wrote: Vec<Step>,
    /// A write whose answer was lost, if sight was lost there.
    pub(super) lost: Option<Step>,
    /// The outcome was found by reading again.
    pub(super) reread: bool,
    /// A write was repeated once.
    pub(super) repeated: bool,
    /// A limit was waited for once.
    pub(super) waited: bool,
}

impl Progress {
    pub(super) fn new(base: Seen, wanted: Wanted) -> Progress {
        Progress {
            now: base.clone(),
            base,
            wanted,
            wrote: Vec::new(),
            lost: None,
            reread: false,
            repeated: false,
            waited: false,
        }
    }

    /// The next step. A write that the platform accepted is never sent again, even if the bill does not show it as expected:
    /// the platform may say a thing in other words, and a second sending would change nothing about that.
    pub(super) fn next(&self) -> Next {
        match plan::next(&self.now.bill, &self.wanted) {
            Next::Write(step) if self.wrote.contains(&step) => self.rest(),
            Next::Blocked(_) if self.wrote.len() == self.parts() => Next::Done,
            next => next,
        }
    }

    fn rest(&self) -> Next {
        let open = |step| self.wants(step) && !self.wrote.contains(&step);
        if open(Step::Cart) {
            return Next::Write(Step::Cart);
        }
        if !open(Step::Payments) {
            return Next::Done;
        }
        let over = self.wanted.paid(&self.now.bill) - self.now.bill.total;
        if over > Money::ZERO {
            let trouble = Trouble::PaidOverTotal(over);
            return Next::Blocked(vec![Problem::new(Place::Totals, trouble)]);
        }
        Next::Write(Step::Payments)
    }

    fn parts(&self) -> usize {
        [Step::Cart, Step::Payments]
            .into_iter()
            .filter(|step| self.wants(*step))
            .count()
    }

    fn wants(&self, step: Step) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_some(),
            Step::Payments => self.wanted.payments().is_some(),
        }
    }

    /// True if this bill holds what this step would write.
    pub(super) fn held(&self, bill: &Bill, step: Step) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_none_or(|cart| holds_cart(bill, cart)),
            Step::Payments => self
                .wanted
                .payments()
                .is_none_or(|rows| holds_payments(bill, rows)),
        }
    }

    /// As [`Progress::held`], as far as the bill shows.
    pub(super) fn shown(&self, bill: &Bill, step: Step) -> bool {
        match step {
            Step::Cart => self.wanted.cart().is_none_or(|cart| shows_cart(bill, cart)),
            Step::Payments => self.held(bill, step),
        }
    }

    /// True if the bill, which was last seen with these stamps, tells that this step's write was done.
    pub(super) fn is_done(&self, before: &Stamps, step: Step) -> bool {
        let bill = &self.now.bill;
        // Something was written, and all that we may see of it is as wanted: notes may be hidden from us.
        let written = part(&self.now.stamps, step) != part(before, step);
        written && self.shown(bill, step) || self.held(bill, step) || self.born_on(step)
    }

    /// Something that only our write could have made is there: it was done, and somebody changed the bill since.
    fn born_on(&self, step: Step) -> bool {
        let bill = &self.now.bill;
        match step {
            Step::Cart => self.wanted.cart().is_some_and(|cart| {
                let mut ours = cart.lines.iter().filter(|line| line.born);
                ours.any(|ours| {
                    let id = ours.line_id.as_ref().map(|id| id.as_str());
                    bill.lines.iter().any(|line| Some(line.key.as_str()) == id)
                })
            }),
            Step::Payments => self.wanted.payments().is_some_and(|rows| {
                let mut ours = rows.iter().filter(|row| row.born && row.line_id.is_some());
                ours.any(|ours| {
                    let mut shown = bill.payments.rows().iter();
                    shown.any(|row| row.identity == ours.line_id)
                })
            }),
        }
    }

    /// True if what this step replaces is not what the edits were made on: somebody changed it, and a replace would wipe that.
    pub(super) fn touched(&self, step: Step) -> bool {
        part(&self.now.stamps, step) != part(&self.base.stamps, step)
    }

    /// Nothing more is done.
    pub(super) fn stop(self, problems: Vec<Problem>, retry_after: Option<u32>) -> Ending {
        let outcome = match self.wrote.is_empty() {
            true => Outcome::NotSaved,
            false => Outcome::Partly,
        };
        self.end(outcome, &problems, retry_after)
    }

    /// The reply.
    pub(super) fn end(
        self,
        outcome: Outcome,
        problems: &[Problem],
        retry_after: Option<u32>,
    ) -> Ending {
        let cart_written = self.wrote.contains(&Step::Cart);
        let estimate = self.wanted.cart().filter(|_| cart_written);
        Ending::Reply(Box::new(SaveReply {
            outcome,
            bill: self.now.reply(),
            wrote: self.wrote.iter().map(|step| wrote(*step)).collect(),
            problems: problems.iter().map(ProblemJson::from).collect(),
            estimate: estimate.map(|cart| cart.estimate.minor()),
            retry_after,
            reread: self.reread,
            left: None,
        }))
    }
}

/// The stamp of what a step replaces.
pub(super) fn part(stamps: &Stamps, step: Step) -> [u8; 32] {
    match step {
        Step::Cart => stamps.lines,
        Step::Payments => stamps.payments,
    }
}

/// The wire's word for a step.
pub(super) fn wrote(step: Step) -> Wrote {
    match step {
        Step::Cart => Wrote::Cart,
        Step::Payments => Wrote::Payments,
    }
}
