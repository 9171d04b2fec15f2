//! The platform as the contract describes it, built a second time: nothing of the simulator, no arithmetic of the bill model.
//!
//! It is the judge's ground: identity matching, full replace, re-pricing from today's menu, `paid <= total`, refusals (C:E.3, C:G, C:H).
//! Where no source tells, [`house::Quirks`] hold the answer, drawn anew for each script.

pub mod account;
pub mod house;
pub mod orders;
pub mod panel;
pub mod payments;
pub mod refusal;

pub use account::{Account, Item, Opt, Pay, Row, Void};
pub use house::{Choice, Generation, Group, House, Method, Product};
pub use refusal::Refusal;

/// Money and quantity meet here and nowhere else in this crate: `thousandths` of something at `unit` minor units each, rounded once,
/// half away from zero (C:H.4).
pub fn times(unit: i64, thousandths: i64) -> i64 {
    let exact = i128::from(unit) * i128::from(thousandths);
    let half = if exact < 0 { -500 } else { 500 };
    ((exact + half) / 1000) as i64
}

/// An amount that follows a quantity from `was` to `is`, rounded half away from zero (C:G.5 `discount`).
pub fn in_proportion(amount: i64, was: i64, is: i64) -> i64 {
    if was == is || was <= 0 {
        return amount;
    }
    let exact = i128::from(amount) * i128::from(is);
    let half = if exact < 0 { -1 } else { 1 } * i128::from(was);
    ((2 * exact + half) / (2 * i128::from(was))) as i64
}
