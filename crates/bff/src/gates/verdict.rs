//! Whether a bill may be closed: by its sums alone. The platform takes back a closing whose sums do not match (C:D.8
//! `close_aborted`); saying so before is what this is for.
use crate::upstream::shape::number;
use adisyon_bill::Money;
use serde_json::Value;

/// What a bill comes to and what is paid of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sums {
    pub(super) total: Money,
    pub(super) paid: Money,
}

/// What is said to a closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Nothing stands against it.
    Allow,
    /// So much is not paid.
    Unpaid(Money),
    /// So much more is paid than the total.
    Overpaid(Money),
    /// The bill is being written.
    Saving,
}

impl Sums {
    /// The sums of an account; none where one cannot be read.
    pub(super) fn of(account: &Value) -> Option<Sums> {
        Some(Sums {
            total: number::money(account, &["total"])?,
            paid: number::money(account, &["paid"])?,
        })
    }

    pub(super) fn verdict(self) -> Verdict {
        let rest = self.total - self.paid;
        if rest.is_zero() {
            Verdict::Allow
        } else if rest.is_negative() {
            Verdict::Overpaid(rest.abs())
        } else {
            Verdict::Unpaid(rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_bill_may_be_closed_when_exactly_its_total_is_paid() {
        let lira = Money::from_minor;
        for (total, paid, verdict) in [
            (json!(120.5), json!("120,50"), Verdict::Allow),
            (json!(0), json!(0), Verdict::Allow),
            (json!(120.5), json!(120.49), Verdict::Unpaid(lira(1))),
            (json!(100), json!(0), Verdict::Unpaid(lira(10_000))),
            (json!(100), json!(130), Verdict::Overpaid(lira(3_000))),
        ] {
            let sums = Sums::of(&json!({ "total": total, "paid": paid }));
            assert_eq!(sums.map(Sums::verdict), Some(verdict), "{total} {paid}");
        }
    }

    #[test]
    fn sums_that_are_not_there_are_not_made_up() {
        for account in [json!({}), json!({ "total": 5 }), json!(null)] {
            assert_eq!(Sums::of(&account), None, "{account}");
        }
    }
}
