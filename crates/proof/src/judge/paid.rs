//! The payment rows that are, held against those that should be.
use super::compare::Case;
use super::expect::{self, ExpectedPay};
use crate::model::orders;

/// The payment rows after a write of the payments.
pub fn pays(case: &Case<'_>) -> Vec<String> {
    let expected = expect::pays(case.before, case.wishes);
    let mut left: Vec<&crate::model::Pay> = case.after.pays.iter().collect();
    let mut wrong = Vec::new();
    let same = |one: &ExpectedPay<'_>, row: &crate::model::Pay| {
        let title = one
            .title
            .as_ref()
            .is_none_or(|title| title.trim() == row.title.trim());
        let method = one.method.is_none() || one.method == row.method;
        row.amount == one.amount && title && method && row.is_discount == one.title.is_some()
    };
    for one in &expected {
        let was = one.uid.and_then(|uid| case.before.pay(uid));
        let named = was.and_then(|row| row.identity.as_deref());
        let keeps = case.house.newer() && named.is_some_and(orders::legal);
        let at = left.iter().position(|row| match (keeps, one.key) {
            (true, _) => Some(row.uid) == one.uid && same(one, row),
            (false, Some(key)) if case.house.newer() => {
                row.identity.as_deref() == Some(key) && same(one, row)
            }
            _ => same(one, row),
        });
        match at {
            Some(at) => {
                let row = left.remove(at);
                let others = was
                    .map(|row| expect::foreign(&row.items))
                    .unwrap_or_default();
                if keeps && others != expect::foreign(&row.items) {
                    wrong.push(format!("payment {one:?}: other plugins' metadata changed"));
                }
            }
            None => wrong.push(format!("payment lost or changed: {one:?}")),
        }
    }
    wrong.extend(left.iter().map(|row| format!("payment invented: {row:?}")));
    wrong
}
