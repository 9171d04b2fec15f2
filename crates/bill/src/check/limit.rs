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

/// A problem at each line and discount row that goes beyond the policy's cap. Discount rows count together, and with what is given on
/// lines at the same time, as a part of what the bill would cost: two discounts within the cap may not make one beyond it.
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
    let is_given = |line: &&Arc<WorkLine>| {
        let before = line.base.map_or(Money::ZERO, |at| {
            let base = &bill.lines[at];
            scaled(base.discount, base.quantity, line.quantity)
        });
        !line.removed && line.discount > before
    };
    let over = Trouble::DiscountOverLimit(cap);
    let lines: Vec<&Arc<WorkLine>> = working.lines.iter().filter(is_given).collect();
    let too_much =
        |line: &&&Arc<WorkLine>| exceeds(line.discount, line.amount + line.discount, cap);
    for line in lines.iter().filter(too_much) {
        problems.push(Problem::at_line(&line.key, over.clone()));
    }
    let on_lines: Money = lines.iter().map(|line| line.discount).sum();
    let whole = sums.total + on_lines;
    if sums.discount <= Money::ZERO || !exceeds(sums.discount + on_lines, whole, cap) {
        return;
    }
    if sums.discount <= bill.discount {
        // Beside rows that stand already it is the lines that are too much.
        for line in lines.iter().filter(|line| !too_much(line)) {
            problems.push(Problem::at_line(&line.key, over.clone()));
        }
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
        problems.push(Problem::at_payment(&row.key, over.clone()));
    }
}
