//! Opening a packet. One order is one packet: its name is the platform's key, and what came of it is kept for a day. C:E.3.
use super::{Intake, TRIES, pause};
use crate::installs::{Install, scope};
use crate::memory::SaleKey;
use crate::often;
use crate::refuse::Refuse;
use crate::save::learned::products;
use crate::save::places::{at_lines, at_payments, ends_the_road, speaks_of_catalogue};
use crate::save::rounds::{forget_new_keys, speaks_of_new_keys};
use crate::store::attempts::{Attempt, Claim};
use crate::upstream::create;
use crate::upstream::refusal::{Failure, Fault, Refused};
use crate::webhooks::signal::Change;
use adisyon_bill::bill::Dialect;
use adisyon_bill::check::{self, Policy, Wanted};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, BillRef, Catalogue, Draft, Edit, Money, Problem};
use adisyon_wire::field::{FieldFault, FieldProblem};
use adisyon_wire::order::{OrderReply, OrderRequest};
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::refusal::RefusalCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How long somebody else's sending of the same order is waited for.
const WAIT: Duration = Duration::from_secs(25);
/// The pause between looks at it.
const LOOK: Duration = Duration::from_millis(150);

/// A packet that somebody orders.
pub struct OrderJob {
    /// Where.
    pub install: Arc<Install>,
    /// What.
    pub request: OrderRequest,
    /// Its lines and payments.
    pub edits: Vec<Edit>,
    /// What the house allows this caller beyond the platform's rules.
    pub policy: Policy,
}

/// How a sending ended.
enum Ending {
    /// The packet's id.
    Opened(String),
    /// What stands in the way: nothing was opened.
    Problems(OrderReply),
    /// The platform said no, or cannot be reached: nothing was opened.
    Refused(Refuse),
    /// Nobody knows; sent again, it is still the same order.
    Unknown,
}

/// No packet has this id: orders are kept under it until they have one of their own.
fn unopened() -> BillRef {
    BillRef::Packet(String::new())
}

impl Intake {
    /// Opens the packet, or gives what an earlier sending of the same order came to.
    pub async fn order(self: &Arc<Self>, job: OrderJob) -> Result<OrderReply, Refuse> {
        let fields = job.request.problems();
        if !fields.is_empty() {
            return Ok(OrderReply {
                fields,
                ..OrderReply::default()
            });
        }
        let end = self.clock.elapsed() + WAIT;
        loop {
            match self.claim(&job.install, &job.request.attempt).await? {
                Claim::Done { answer } => return Ok(opened(answer)),
                Claim::Mine | Claim::Abandoned { .. } => break,
                Claim::Running { .. } if self.clock.elapsed() >= end => {
                    return Err(RefusalCode::OutcomeUnknown.into());
                }
                Claim::Running { .. } => sleep(LOOK).await,
            }
        }
        let intake = self.clone();
        // Its own task: a closed tab must not leave an order without its end.
        let counted = self.saves.enter();
        let done = tokio::spawn(async move {
            let ending = intake.send(&job).await;
            let ended = intake.end(&job, ending).await;
            drop(counted);
            ended
        });
        done.await.map_err(|_| RefusalCode::Internal)?
    }

    /// What came of an order; without a packet if none is known.
    pub async fn ordered(&self, install: &Install, attempt: &str) -> Result<OrderReply, Refuse> {
        let shelf = self.store.shelf(&install.key);
        let bill = unopened();
        let found = shelf.answer_of(self.attempt(&bill, attempt)).await;
        let packet = found.map_err(Refuse::store)?;
        Ok(packet.map(opened).unwrap_or_default())
    }

    fn attempt<'a>(&'a self, bill: &'a BillRef, name: &'a str) -> Attempt<'a> {
        Attempt {
            bill,
            name,
            owner: &self.owner,
        }
    }

    async fn claim(&self, install: &Install, name: &str) -> Result<Claim, Refuse> {
        let bill = unopened();
        let shelf = self.store.shelf(&install.key);
        let claim = shelf.claim(self.attempt(&bill, name)).await;
        claim.map_err(Refuse::store)
    }

    /// Keeps what came of it, and counts what was sold: of an order once, whoever ends it. Failing to keep it is logged: the platform
    /// remembers the key as well.
    async fn end(&self, job: &OrderJob, ending: Ending) -> Result<OrderReply, Refuse> {
        let (key, bill) = (&job.install.key, unopened());
        let shelf = self.store.shelf(key);
        let attempt = self.attempt(&bill, &job.request.attempt);
        let kept = match &ending {
            Ending::Opened(id) => shelf.end_attempt(attempt, id).await,
            // Sent again it is done again, with the same key.
            Ending::Problems(_) | Ending::Refused(_) | Ending::Unknown => {
                shelf.drop_attempt(attempt).await.map(|()| false)
            }
        };
        match kept {
            Ok(true) => often::learn(&self.store, key, &job.edits, self.clock.wall_ms()).await,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "an order's end"),
        }
        match ending {
            Ending::Opened(id) => Ok(opened(id)),
            Ending::Problems(reply) => Ok(reply),
            Ending::Refused(refuse) => Err(refuse),
            Ending::Unknown => Err(RefusalCode::OutcomeUnknown.into()),
        }
    }

    async fn send(&self, job: &OrderJob) -> Ending {
        let stock = match self.stocks.get(&job.install).await {
            Ok(stock) => stock,
            Err(failure) => {
                return Ending::Refused(Refuse::upstream(failure, scope::PRODUCTS_READ));
            }
        };
        let catalogue = &stock.catalogue;
        let mut dialect = self.memory.capability(&job.install.key).await.dialect();
        let mut newer = dialect.identities;
        let (mut failures, mut last) = (0, None);
        while failures < TRIES {
            let wanted = match want(job, dialect, catalogue) {
                Ok(wanted) => wanted,
                Err(ending) => return *ending,
            };
            let body = create::packet_body(&job.request, &wanted, newer);
            let failure = match create::packet(&self.client, &job.install, &body).await {
                Ok(body) => match create::opened(&body) {
                    Some(id) => return self.learned(job, id, &wanted).await,
                    None => Fault::Unreadable("packetId").into(),
                },
                Err(failure) => failure,
            };
            if let Failure::Refused(refused) = &failure {
                if newer && names_type(refused) {
                    newer = false;
                    continue;
                }
                let older = speaks_of_new_keys(refused) && dialect.identities;
                if older && forget_new_keys(&*self.memory, &job.install.key).await {
                    (dialect, newer) = (Dialect::default(), false);
                    continue;
                }
            }
            let Some(pause) = pause(&failure, failures) else {
                return self.not_opened(job, failure, &wanted, catalogue);
            };
            failures += 1;
            last = Some(failure);
            if failures < TRIES {
                sleep(pause).await;
            }
        }
        match last {
            // Surely not done: nothing was sent, or the platform said so.
            Some(failure @ (Failure::Fault(Fault::NotSent) | Failure::Refused(_))) => {
                Ending::Refused(Refuse::upstream(failure, scope::ORDERS_WRITE))
            }
            _ => Ending::Unknown,
        }
    }

    /// The packet is there. Which product each of its lines is was never surer than now. C:G.2 rung 3.
    async fn learned(&self, job: &OrderJob, id: String, wanted: &Wanted) -> Ending {
        let bill = BillRef::Packet(id.clone());
        self.boards.opened(&job.install.key, bill.clone());
        self.saves
            .wrote(&job.install.key, bill.clone(), Change::Opened);
        if let (Ok(seen), Some(cart)) = (self.bills.fresh(&job.install, &bill).await, wanted.cart())
        {
            let sale = SaleKey::of(&job.install.key, &seen.bill.head);
            let lines = products(&cart.lines, &seen.bill);
            self.memory.remember(&sale, lines).await;
        }
        Ending::Opened(id)
    }

    fn not_opened(
        &self,
        job: &OrderJob,
        failure: Failure,
        wanted: &Wanted,
        catalogue: &Catalogue,
    ) -> Ending {
        let Failure::Refused(refused) = &failure else {
            return Ending::Refused(Refuse::upstream(failure, scope::ORDERS_WRITE));
        };
        if speaks_of_catalogue(refused) {
            self.stocks.invalidate(&job.install.key);
        }
        let limited = matches!(refused, Refused::RateLimited(_) | Refused::InProgress);
        if limited || ends_the_road(refused) {
            return Ending::Refused(Refuse::upstream(failure, scope::ORDERS_WRITE));
        }
        Ending::Problems(problems(refused, wanted, catalogue))
    }
}

fn opened(id: String) -> OrderReply {
    OrderReply {
        packet: Some(id),
        ..OrderReply::default()
    }
}

/// The goal, through the same checks as a save's. C:E.3: a packet has at least one line.
fn want(job: &OrderJob, dialect: Dialect, catalogue: &Catalogue) -> Result<Wanted, Box<Ending>> {
    let bill = Bill::unopened(unopened(), dialect);
    let draft = Draft::with_edits(Arc::new(bill), job.edits.clone());
    if !draft.strays().is_empty() {
        let refuse = Refuse::with_detail(RefusalCode::BadRequest, "edits");
        return Err(Box::new(Ending::Refused(refuse)));
    }
    let wanted = check::check(&draft, catalogue, job.policy);
    let wanted = wanted.map_err(|problems| Box::new(Ending::Problems(told(&problems))))?;
    if wanted.cart().is_none() {
        let empty = Problem::new(Place::Bill, Trouble::Empty);
        return Err(Box::new(Ending::Problems(told(&[empty]))));
    }
    Ok(wanted)
}

fn told(problems: &[Problem]) -> OrderReply {
    OrderReply {
        lines: problems.iter().map(ProblemJson::from).collect(),
        ..OrderReply::default()
    }
}

/// An older server does not know the field `type`.
fn names_type(refused: &Refused) -> bool {
    match refused {
        Refused::Schema(words) | Refused::Other(words) => words.contains("\"type\""),
        _ => false,
    }
}

/// What a refusal means, at the field, the line or the payment that it speaks of.
fn problems(refused: &Refused, wanted: &Wanted, catalogue: &Catalogue) -> OrderReply {
    let bill = Bill::unopened(unopened(), Dialect::default());
    let words = refused.words().unwrap_or_default();
    if let (Refused::Schema(_), Some(field)) = (refused, create::named_field(&words)) {
        let fault = FieldFault::Refused(words);
        return OrderReply {
            fields: vec![FieldProblem { field, fault }],
            ..OrderReply::default()
        };
    }
    let lines = wanted.cart().map(|cart| cart.lines.as_slice());
    let mut found = at_lines(refused, lines.unwrap_or_default(), &bill);
    if found.is_empty() {
        let rows = wanted.payments().unwrap_or_default();
        found = at_payments(refused, rows, Some(catalogue));
    }
    if found.is_empty() {
        found.push(match refused {
            Refused::NoMethods => Problem::new(Place::Payments, Trouble::NoMethods),
            Refused::PaidOverTotal => {
                let over = (wanted.paid(&bill) - wanted.total(&bill)).max(Money::ZERO);
                Problem::new(Place::Totals, Trouble::PaidOverTotal(over))
            }
            _ => Problem::new(Place::Bill, Trouble::Refused(words)),
        });
    }
    told(&found)
}
