//! What may be changed on this bill, and why not.
use super::state::{Setting, Shelf};
use adisyon_bill::bill::{Bill, Channel};
use adisyon_bill::payment::Payments;
use adisyon_bill::{LineKey, Money};

/// Why something is only shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// The install or the role lacks `orders:write`.
    NoRight,
    /// `products:read` is missing, so no line could be written back.
    NoProducts,
    /// The catalogue did not come.
    NoCatalogue,
    /// Lines of a marketplace order are kept there: its code.
    Marketplace(String),
    /// A product priced by time: the platform takes no lines then.
    Timer,
    /// So much is paid, but the rows are not shown.
    PaymentsUnknown(Money),
    /// The rows do not add up to what is paid.
    PaymentsMismatch,
    /// A row is bound to no method.
    Unbound,
    /// `payment_methods:read` is missing.
    NoMethodsRight,
    /// The bill is closed.
    Closed,
}

/// What may be changed; none means it may.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// Why lines are only shown.
    pub cart: Option<Why>,
    /// Why payments are only shown.
    pub payments: Option<Why>,
}

impl Access {
    /// True if nothing at all can be changed.
    pub fn is_closed(&self) -> bool {
        self.cart.is_some() && self.payments.is_some()
    }

    /// True if this line has no controls whatever happens: the platform makes it itself.
    pub fn is_fixed(bill: &Bill, key: &LineKey) -> bool {
        bill.line(key)
            .is_some_and(|line| line.kind != adisyon_bill::line::LineKind::Ordinary)
    }
}

/// What may be changed on a bill.
pub fn access(setting: &Setting, bill: &Bill, closed: bool) -> Access {
    if closed {
        return both(Why::Closed);
    }
    let rights = setting.session.as_ref().map(|session| session.rights);
    if rights.is_some_and(|rights| !rights.write_bills) {
        return both(Why::NoRight);
    }
    if matches!(setting.shelf, Shelf::Missing(_)) {
        return both(Why::NoCatalogue);
    }
    Access {
        cart: why_no_cart(setting, bill),
        payments: why_no_payments(setting, bill),
    }
}

fn both(why: Why) -> Access {
    Access {
        cart: Some(why.clone()),
        payments: Some(why),
    }
}

fn why_no_cart(setting: &Setting, bill: &Bill) -> Option<Why> {
    let rights = setting.session.as_ref().map(|session| session.rights);
    if bill.has_timer() {
        return Some(Why::Timer);
    }
    if let Channel::Marketplace(code) = &bill.head.channel
        && !rights.is_some_and(|rights| rights.marketplace_carts)
    {
        return Some(Why::Marketplace(code.clone()));
    }
    rights
        .is_some_and(|rights| !rights.read_products)
        .then_some(Why::NoProducts)
}

fn why_no_payments(setting: &Setting, bill: &Bill) -> Option<Why> {
    let rights = setting.session.as_ref().map(|session| session.rights);
    match &bill.payments {
        Payments::Unknown => return Some(Why::PaymentsUnknown(bill.paid)),
        Payments::Mismatch(_) => return Some(Why::PaymentsMismatch),
        Payments::Known(rows) => {
            if rows
                .iter()
                .any(|row| !row.is_discount && row.method.is_none())
            {
                return Some(Why::Unbound);
            }
        }
    }
    rights
        .is_some_and(|rights| !rights.read_methods)
        .then_some(Why::NoMethodsRight)
}
