//! The payments and the sums.
use super::Mark;
use crate::bill::state::Editing;
use adisyon_bill::draft::WorkPayment;
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::problem::Trouble;
use adisyon_bill::totals::Totals;
use adisyon_bill::{Catalogue, MethodId, Money, PaymentKey, Place};

/// A payment row as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PayFace {
    /// Its key.
    pub key: PaymentKey,
    /// How it differs from the bill.
    pub mark: Mark,
    /// Its title.
    pub title: String,
    /// A discount row.
    pub is_discount: bool,
    /// Taken in cash.
    pub is_cash: bool,
    /// Its method, if it has one.
    pub method: Option<MethodId>,
    /// How much.
    pub amount: Money,
    /// How much it was, if that changed.
    pub was: Option<Money>,
    /// It came or changed without the person.
    pub fresh: bool,
    /// What is the matter with it.
    pub problems: Vec<Trouble>,
}

/// The payments as they are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PaymentsFace {
    /// The rows.
    pub rows: Vec<PayFace>,
    /// What is the matter with the payments as a whole.
    pub problems: Vec<Trouble>,
    /// What is left to pay; what one tap adds.
    pub remaining: Money,
    /// Voided rows, with their title and amount.
    pub voided: Vec<(String, Money)>,
}

/// The sums as they are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SumsFace {
    /// The sums.
    pub totals: Totals,
    /// What is the matter with them.
    pub problems: Vec<Trouble>,
    /// The one row whose lowering would mend an overpayment: which, its title, its new amount.
    pub mend: Option<(PaymentKey, String, Money)>,
}

/// The payments of the draft.
pub fn payments(editing: &Editing) -> PaymentsFace {
    let empty = Catalogue::default();
    let catalogue = editing.setting.catalogue().map_or(&empty, |here| &**here);
    PaymentsFace {
        rows: editing
            .working
            .payments
            .iter()
            .map(|row| face(editing, row, catalogue))
            .collect(),
        problems: at(editing, &Place::Payments),
        remaining: editing.totals.remaining,
        voided: editing
            .base()
            .voided_payments
            .iter()
            .map(|row| (row.title.clone(), row.amount))
            .collect(),
    }
}

/// The sums of the draft.
pub fn sums(editing: &Editing) -> SumsFace {
    let over = -editing.totals.remaining;
    let mend = editing
        .working
        .payments
        .iter()
        .rev()
        .filter(|_| over > Money::ZERO)
        .find(|row| !row.removed && row.amount > over)
        .map(|row| (row.key.clone(), row.title.clone(), row.amount - over));
    SumsFace {
        totals: editing.totals,
        problems: at(editing, &Place::Totals),
        mend,
    }
}

fn face(editing: &Editing, row: &WorkPayment, catalogue: &Catalogue) -> PayFace {
    let base = row
        .base
        .and_then(|at| editing.base().payments.rows().get(at));
    let method = match &row.kind {
        Some(PaymentKind::Method(id)) => Some(id.clone()),
        _ => None,
    };
    let known = method.as_ref().and_then(|id| catalogue.method(id));
    PayFace {
        key: row.key.clone(),
        mark: match (row.removed, base.is_none(), row.changed) {
            (true, ..) => Mark::Removed,
            (_, true, _) => Mark::Added,
            (_, _, true) => Mark::Changed,
            _ => Mark::Kept,
        },
        title: row.title.clone(),
        is_discount: matches!(row.kind, Some(PaymentKind::Discount(_))),
        is_cash: known.map_or_else(
            || base.and_then(|base| base.cash).unwrap_or(false),
            |method| method.cash,
        ),
        method,
        amount: row.amount,
        was: base
            .map(|base| base.amount)
            .filter(|was| *was != row.amount),
        fresh: editing.fresh.contains(&Place::Payment(row.key.clone())),
        problems: at(editing, &Place::Payment(row.key.clone())),
    }
}

fn at(editing: &Editing, place: &Place) -> Vec<Trouble> {
    editing
        .problems
        .iter()
        .filter(|problem| problem.place == *place)
        .map(|problem| problem.trouble.clone())
        .collect()
}
