//! The next write, asked again after each one: saving is a fixed point of [`next`]. C:G.7, C:E.3.
//!
//! With total T and paid P: lines may be written while P(now) <= T(new), payments while P(new) <= T(now). If start and goal
//! are valid, one order always is, and payments go first exactly when the new total is below what is now paid.
use crate::bill::Bill;
use crate::check::Wanted;
use crate::problem::Problem;

/// One upstream write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// `update-orders`.
    Cart,
    /// `update-payments`.
    Payments,
}

/// What to do now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// The bill holds what is wanted.
    Done,
    /// Write this, read back, ask again.
    Write(Step),
    /// No write is legal.
    Blocked(Vec<Problem>),
}

/// The next step from what is to what is wanted.
pub fn next(now: &Bill, wanted: &Wanted) -> Next {
    let _ = (now, wanted);
    todo!()
}
