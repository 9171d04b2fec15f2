//! How much of a discount this person may give. Only what this draft gives is looked at: what stands on the bill was allowed once.
use super::Policy;
use crate::Money;
use crate::bill::Bill;
use crate::discount::exceeds;
use crate::draft::{WorkLine, WorkPayment, Working, scaled};
use crate::edit::PaymentKind;
use crate::problem::{Problem, Trouble};
use crate::totals::Totals;
use std::sync::Arc;

/// A problem at each line and discount row that goes beyond the policy's cap. Discount rows count together, as a part of the total.
pub(super) fn limits(
    bill: &Bill,
    working: &Working,
    sums: &Totals,
    policy: Policy,
    problems: &mut Vec<Problem>,
) {
    let Some(cap) = policy.discount_cap else {
        return;
    };
    let too_much = |line: &&Arc<WorkLine>| {
        let before = line.base.map_or(Money::ZERO, |at| {
            let base = &bill.lines[at];
            scaled(base.discount, base.quantity, line.quantity)
        });
        let gross = line.amount + line.discount;
        !line.removed && line.discount > before && exceeds(line.discount, gross, cap)
    };
    for line in working.lines.iter().filter(too_much) {
        problems.push(Problem::at_line(&line.key, Trouble::DiscountOverLimit(cap)));
    }
    if sums.discount <= bill.discount || !exceeds(sums.discount, sums.total, cap) {
        return;
    }
    let given = |row: &&WorkPayment| {
        let rows = bill.payments.rows();
        let was = row
            .base
            .and_then(|at| rows.get(at))
            .filter(|row| row.is_discount);
        let is_discount = matches!(row.kind, Some(PaymentKind::Discount(_)));
        !row.removed && is_discount && row.amount > was.map_or(Money::ZERO, |was| was.amount)
    };
    for row in working.payments.iter().filter(given) {
        problems.push(Problem::at_payment(
            &row.key,
            Trouble::DiscountOverLimit(cap),
        ));
    }
}
