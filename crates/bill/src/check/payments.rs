//! The payment rows of a write. C:G.8.
use crate::bill::Bill;
use crate::cart::{MAX_PAYMENTS, PaymentRow};
use crate::catalogue::Catalogue;
use crate::draft::{WorkPayment, Working};
use crate::edit::PaymentKind;
use crate::ids::{DeclaredId, MethodId};
use crate::map::Set;
use crate::payment::Payment;
use crate::plan::unwritable;
use crate::problem::{Place, Problem, Trouble};

/// What a discount row is named if nothing better is known: its id is free text. C:G.8.
const DISCOUNT_ID: &str = "discount";

/// All rows that stay, or none if the bill's rows may not be rewritten.
pub(super) fn rows(
    bill: &Bill,
    working: &Working,
    catalogue: &Catalogue,
    problems: &mut Vec<Problem>,
) -> Option<Vec<PaymentRow>> {
    if let Some(trouble) = unwritable(bill) {
        problems.push(Problem::new(Place::Payments, trouble));
        return None;
    }
    let standing: Vec<&WorkPayment> = working.payments.iter().filter(|row| !row.removed).collect();
    for work in &standing {
        let troubles = troubles(work, catalogue);
        problems.extend(troubles.map(|trouble| Problem::at_payment(&work.key, trouble)));
    }
    let by_method = |work: &&WorkPayment| matches!(work.kind, Some(PaymentKind::Method(_)));
    if catalogue.methods.is_empty() && standing.iter().any(by_method) {
        problems.push(Problem::new(Place::Payments, Trouble::NoMethods));
    }
    if standing.len() > MAX_PAYMENTS {
        problems.push(Problem::new(Place::Payments, Trouble::TooManyPayments));
    }
    let mut declared = Set::default();
    let row = |work: &WorkPayment| row(work, bill, &mut declared);
    Some(standing.into_iter().filter_map(row).collect())
}

fn troubles(work: &WorkPayment, catalogue: &Catalogue) -> impl Iterator<Item = Trouble> {
    let kind = match &work.kind {
        None => Some(Trouble::Unbound),
        Some(PaymentKind::Discount(title)) => {
            title.trim().is_empty().then_some(Trouble::TitleMissing)
        }
        // Without any method the reason is said once, at the payments.
        Some(PaymentKind::Method(id)) => {
            let gone = !catalogue.methods.is_empty() && catalogue.method(id).is_none();
            gone.then_some(Trouble::MethodUnknown)
        }
    };
    let nothing = work.amount.is_negative() || work.amount.is_zero();
    kind.into_iter()
        .chain(nothing.then_some(Trouble::AmountNotPositive))
}

fn row(work: &WorkPayment, bill: &Bill, declared: &mut Set<DeclaredId>) -> Option<PaymentRow> {
    let base = work.base.map(|at| &bill.payments.rows()[at]);
    let identity = match base {
        Some(row) => row.identity.clone(),
        None => DeclaredId::new(work.key.as_str()).ok(),
    };
    let line_id = identity.filter(|id| bill.dialect.identities && declared.insert(id.clone()));
    let (id, title, is_discount) = match work.kind.as_ref()? {
        PaymentKind::Method(id) => (id.clone(), work.title.clone(), false),
        PaymentKind::Discount(title) => (discount_id(base), title.clone(), true),
    };
    let own = base.filter(|_| bill.dialect.identities);
    Some(PaymentRow {
        key: work.key.clone(),
        born: base.is_none(),
        id,
        amount: work.amount,
        is_discount,
        title,
        line_id,
        metadata: own.map(|row| row.own.clone()).unwrap_or_default(),
    })
}

/// Anything stable: what the row had, else its own id, else a word.
fn discount_id(base: Option<&Payment>) -> MethodId {
    let Some(row) = base.filter(|row| row.is_discount) else {
        return MethodId::from(DISCOUNT_ID);
    };
    let own = || row.identity.as_ref().map(|id| MethodId::from(id.as_str()));
    row.method
        .clone()
        .filter(|id| !id.as_str().is_empty())
        .or_else(own)
        .unwrap_or_else(|| MethodId::from(DISCOUNT_ID))
}
