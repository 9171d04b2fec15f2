//! Problems, changes and places in words.
use super::face::SummaryRow;
use crate::i18n::{I18n, Key};
use adisyon_bill::diff::Change;
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Money, Place, Reason};

/// A problem in one sentence, the same at its place and in the summary. `product` is the likely product's title.
pub fn trouble(i18n: I18n, trouble: &Trouble, product: Option<&str>) -> String {
    use Key as K;
    let money = |key, name, amount: Money| i18n.fill(key, &[(name, &i18n.money(amount))]);
    let named = |key, name: &str, value: &str| i18n.fill(key, &[(name, value)]);
    let old_new = |key, old: Money, new: Money| {
        i18n.fill(key, &[("old", &i18n.money(old)), ("new", &i18n.money(new))])
    };
    let plain = |key| i18n.t(key).to_owned();
    match trouble {
        Trouble::Unresolved => plain(K::BillTUnresolved),
        Trouble::Probable => named(K::BillTProbable, "product", product.unwrap_or("?")),
        Trouble::ProductGone => plain(K::BillTProductGone),
        Trouble::OptionGone(name) => named(K::BillTOptionGone, "name", name),
        Trouble::OptionAmbiguous(name) => named(K::BillTOptionAmbiguous, "name", name),
        Trouble::OptionTwice(name) => named(K::BillTOptionTwice, "name", name),
        Trouble::OptionsUnknown => plain(K::BillTOptionsUnknown),
        Trouble::OptionMissing(group, n) => counted(i18n, K::BillTOptionMissing, group, *n),
        Trouble::OptionTooMany(group, n) => counted(i18n, K::BillTOptionTooMany, group, *n),
        Trouble::GroupImpossible(group) => {
            named(K::BillTGroupImpossible, "group", &group_name(i18n, group))
        }
        Trouble::TooManyOptions => plain(K::BillTTooManyOptions),
        Trouble::HiddenNote => plain(K::BillTHiddenNote),
        Trouble::NoteTooLong(n) => named(K::BillTNoteTooLong, "n", &n.to_string()),
        Trouble::Surcharge(amount) => money(K::BillTSurcharge, "amount", *amount),
        Trouble::QuantityRange(_) => plain(K::BillTQuantityRange),
        Trouble::DiscountNegative => plain(K::BillTDiscountNegative),
        Trouble::DiscountOverLine(most) => money(K::BillTDiscountOverLine, "amount", *most),
        Trouble::DiscountOverLimit(100..) => plain(K::BillTDiscountWhole),
        Trouble::DiscountOverLimit(cap) => named(K::BillTDiscountOverLimit, "n", &cap.to_string()),
        Trouble::IdentityLost => plain(K::BillTIdentityLost),
        Trouble::VoidedIdentity => plain(K::BillTVoidedIdentity),
        Trouble::Reprice(old, new) => old_new(K::BillTReprice, *old, *new),
        Trouble::RepriceTotal(old, new) => old_new(K::BillTRepriceTotal, *old, *new),
        Trouble::TaxRefused => plain(K::BillTTaxRefused),
        Trouble::MethodUnknown => plain(K::BillTMethodUnknown),
        Trouble::NoMethods => plain(K::BillTNoMethods),
        Trouble::Unbound => plain(K::BillTUnbound),
        Trouble::AmountNotPositive => plain(K::BillTAmountNotPositive),
        Trouble::TitleMissing => plain(K::BillTTitleMissing),
        Trouble::TooManyPayments => plain(K::BillTTooManyPayments),
        Trouble::PaymentsUnknown(paid) => money(K::BillTPaymentsUnknown, "amount", *paid),
        Trouble::PaymentsMismatch => plain(K::BillTPaymentsMismatch),
        Trouble::PaidOverTotal(over) => money(K::BillTPaidOverTotal, "amount", *over),
        Trouble::Timer => plain(K::BillTTimer),
        Trouble::Marketplace => plain(K::BillTMarketplace),
        Trouble::Empty => plain(K::BillTEmpty),
        Trouble::TooManyLines => plain(K::BillTTooManyLines),
        Trouble::Refused(_) => plain(K::BillTRefused),
    }
}

fn counted(i18n: I18n, key: Key, group: &str, n: u32) -> String {
    i18n.plural(key, i64::from(n), &[("group", &group_name(i18n, group))])
}

fn group_name(i18n: I18n, group: &str) -> String {
    if group.trim().is_empty() {
        i18n.t(Key::CatalogueGroup).to_owned()
    } else {
        group.to_owned()
    }
}

/// Where a problem is, for the summary.
pub fn place(i18n: I18n, row: &SummaryRow) -> String {
    let title = row.title.as_deref().unwrap_or_default();
    match (&row.problem.place, row.number) {
        (Place::Line(_), Some(number)) => i18n.fill(
            Key::BillWhereLine,
            &[("n", &number.to_string()), ("title", title)],
        ),
        (Place::Payment(_), _) => i18n.fill(Key::BillWherePayment, &[("title", title)]),
        (Place::Payments, _) => i18n.t(Key::BillPayments).to_owned(),
        (Place::Totals, _) => i18n.t(Key::BillTotals).to_owned(),
        _ => i18n.t(Key::BillWhereBill).to_owned(),
    }
}

/// The id of the element that stands for a place.
pub fn anchor(place: &Place) -> String {
    match place {
        Place::Line(key) => format!("line-{key}"),
        Place::Payment(key) => format!("payment-{key}"),
        Place::Payments => "payments".to_owned(),
        Place::Totals => "totals".to_owned(),
        Place::Bill => "notices".to_owned(),
    }
}

/// A change in words, with its icon and the difference it makes.
pub struct ChangeSaid {
    /// Icon.
    pub icon: &'static str,
    /// Words.
    pub text: String,
    /// Difference or amount; empty if there is none.
    pub amount: String,
}

/// A change in words.
pub fn change(i18n: I18n, change: &Change) -> ChangeSaid {
    match change {
        Change::Quantity { .. }
        | Change::Added { .. }
        | Change::Removed { .. }
        | Change::Replaced { .. } => of_line(i18n, change),
        Change::Options { .. } | Change::Note { .. } | Change::Discount { .. } => {
            of_detail(i18n, change)
        }
        Change::Paid { .. } | Change::Unpaid { .. } | Change::PaymentChanged { .. } => {
            of_payment(i18n, change)
        }
    }
}

fn of_line(i18n: I18n, change: &Change) -> ChangeSaid {
    match change {
        Change::Quantity {
            title,
            from,
            to,
            by,
            ..
        } => ChangeSaid {
            icon: "pencil",
            text: i18n.fill(
                Key::BillChangeQuantity,
                &[
                    ("title", title),
                    ("from", &i18n.quantity(*from)),
                    ("to", &i18n.quantity(*to)),
                ],
            ),
            amount: i18n.signed(*by),
        },
        Change::Added {
            title,
            quantity,
            amount,
            ..
        } => ChangeSaid {
            icon: "plus",
            text: i18n.fill(
                Key::BillChangeAdded,
                &[("title", title), ("quantity", &i18n.quantity(*quantity))],
            ),
            amount: i18n.signed(*amount),
        },
        Change::Removed {
            title,
            quantity,
            amount,
            ..
        } => ChangeSaid {
            icon: "minus",
            text: i18n.fill(
                Key::BillChangeRemoved,
                &[("title", title), ("quantity", &i18n.quantity(*quantity))],
            ),
            amount: i18n.signed(-*amount),
        },
        Change::Replaced {
            title, by, delta, ..
        } => ChangeSaid {
            icon: "pencil",
            text: i18n.fill(Key::BillChangeReplaced, &[("title", title), ("by", by)]),
            amount: i18n.signed(*delta),
        },
        _ => nothing(),
    }
}

fn of_detail(i18n: I18n, change: &Change) -> ChangeSaid {
    match change {
        Change::Options { title, by, .. } => ChangeSaid {
            icon: "pencil",
            text: i18n.fill(Key::BillChangeOptions, &[("title", title)]),
            amount: i18n.signed(*by),
        },
        Change::Note { title, cleared, .. } => ChangeSaid {
            icon: "note",
            text: i18n.fill(
                if *cleared {
                    Key::BillChangeNoteCleared
                } else {
                    Key::BillChangeNote
                },
                &[("title", title)],
            ),
            amount: String::new(),
        },
        Change::Discount {
            title,
            from,
            to,
            scaled,
            ..
        } => ChangeSaid {
            icon: "tag",
            text: if *scaled {
                i18n.fill(
                    Key::BillChangeDiscountScaled,
                    &[("title", title), ("to", &i18n.amount(*to))],
                )
            } else {
                i18n.fill(
                    Key::BillChangeDiscount,
                    &[
                        ("title", title),
                        ("from", &i18n.amount(*from)),
                        ("to", &i18n.amount(*to)),
                    ],
                )
            },
            amount: i18n.signed(*from - *to),
        },
        _ => nothing(),
    }
}

fn of_payment(i18n: I18n, change: &Change) -> ChangeSaid {
    match change {
        Change::Paid {
            title,
            kind,
            amount,
            ..
        } => {
            let (icon, key) = match kind {
                PaymentKind::Method(_) => ("cash", Key::BillChangePaid),
                PaymentKind::Discount(_) => ("tag", Key::BillChangeDiscounted),
            };
            ChangeSaid {
                icon,
                text: i18n.fill(key, &[("title", title)]),
                amount: i18n.amount(*amount),
            }
        }
        Change::Unpaid { title, amount, .. } => ChangeSaid {
            icon: "minus",
            text: i18n.fill(Key::BillChangeUnpaid, &[("title", title)]),
            amount: i18n.signed(-*amount),
        },
        Change::PaymentChanged {
            title, from, to, ..
        } => ChangeSaid {
            icon: "pencil",
            text: i18n.fill(
                Key::BillChangePayment,
                &[
                    ("title", title),
                    ("from", &i18n.amount(*from)),
                    ("to", &i18n.amount(*to)),
                ],
            ),
            amount: i18n.signed(*to - *from),
        },
        _ => nothing(),
    }
}

fn nothing() -> ChangeSaid {
    ChangeSaid {
        icon: "pencil",
        text: String::new(),
        amount: String::new(),
    }
}

/// True for the restaurant's own web shop: no marketplace, though its prices hold there too.
pub fn is_web(code: &str) -> bool {
    code.to_ascii_lowercase().starts_with("web")
}

/// The name of a marketplace as people know it; unknown ones as the platform writes them.
pub fn marketplace(i18n: I18n, code: &str) -> String {
    match code.to_ascii_lowercase().as_str() {
        _ if is_web(code) => i18n.t(Key::BillChannelWeb).to_owned(),
        "yemeksepeti" | "deliveryhero" => "Yemeksepeti".to_owned(),
        "getir" => "Getir".to_owned(),
        "trendyol" => "Trendyol".to_owned(),
        "migros" => "Migros".to_owned(),
        "fuudy" => "Fuudy".to_owned(),
        _ => code.to_owned(),
    }
}

/// Why a discount was given.
pub fn reason(reason: Reason) -> Key {
    match reason {
        Reason::Treat => Key::BillReasonTreat,
        Reason::Late => Key::BillReasonLate,
        Reason::Mistake => Key::BillReasonMistake,
        Reason::Quality => Key::BillReasonQuality,
        Reason::Regular => Key::BillReasonRegular,
        Reason::Staff => Key::BillReasonStaff,
        Reason::Other => Key::BillReasonElse,
    }
}
