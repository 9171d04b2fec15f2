//! From a draft to what may be written: the only way to a [`Wanted`]. C:G.4 to C:G.8; every one of C:G.6's 25 rows has its answer here.
use crate::bill::Bill;
use crate::cart::{Cart, PaymentRow};
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::problem::Problem;

/// What the house allows beyond the platform's rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    /// A manager opened marketplace carts for this restaurant (C:G.6 row 6).
    pub marketplace_carts: bool,
}

/// The end state asked for. `None` means "leave as it is". Can only be made by [`check`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    cart: Option<Cart>,
    payments: Option<Vec<PaymentRow>>,
}

impl Wanted {
    /// The cart to write, if it changed.
    pub fn cart(&self) -> Option<&Cart> {
        self.cart.as_ref()
    }

    /// The payments to write, if they changed.
    pub fn payments(&self) -> Option<&[PaymentRow]> {
        self.payments.as_deref()
    }

    /// Sum of the wanted payments, or what is paid now.
    pub fn paid(&self, now: &Bill) -> crate::Money {
        let _ = now;
        todo!()
    }

    /// Estimate of the wanted cart, or the total now.
    pub fn total(&self, now: &Bill) -> crate::Money {
        let _ = now;
        todo!()
    }
}

/// Everything that stands in the way of saving this draft, in the bill's order; also what is shown while typing.
/// A draft that does not change the cart has no problem at a line, and one that does not change payments none at a payment.
pub fn problems(draft: &Draft, catalogue: &Catalogue, policy: Policy) -> Vec<Problem> {
    let _ = (draft, catalogue, policy);
    todo!()
}

/// The end state, or every reason why not.
pub fn check(draft: &Draft, catalogue: &Catalogue, policy: Policy) -> Result<Wanted, Vec<Problem>> {
    let _ = (draft, catalogue, policy);
    todo!()
}
