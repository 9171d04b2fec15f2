//! Where the platform's refusal belongs on the screen. C:E.3 error tables.
use super::progress::Progress;
use crate::upstream::refusal::Refused;
use adisyon_bill::cart::{CartLine, PaymentRow};
use adisyon_bill::plan::Step;
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, Catalogue, Problem};

/// True for refusals that have no place: the save cannot go on at all.
pub(crate) fn ends_the_road(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::Unauthorized | Refused::ScopeDenied | Refused::NotFound | Refused::NotOffered
    )
}

/// True if the platform knows a catalogue other than ours. C:I.
pub(crate) fn speaks_of_catalogue(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::ProductNotFound(_)
            | Refused::InvalidOption { .. }
            | Refused::UnknownMethod
            | Refused::NoMethods
    )
}

/// The problems that a refusal of this step means, at their places.
pub(super) fn problems(refused: &Refused, step: Step, progress: &Progress) -> Vec<Problem> {
    let found = match step {
        Step::Cart => {
            let lines = progress.wanted.cart().map(|cart| cart.lines.as_slice());
            at_lines(refused, lines.unwrap_or_default(), &progress.now.bill)
        }
        Step::Payments => at_payments(
            refused,
            progress.wanted.payments().unwrap_or_default(),
            progress
                .now
                .stock
                .as_ref()
                .ok()
                .map(|stock| &*stock.catalogue),
        ),
    };
    if !found.is_empty() {
        return found;
    }
    vec![elsewhere(refused, progress)]
}

/// The lines that a refusal speaks of.
pub(crate) fn at_lines(refused: &Refused, lines: &[CartLine], bill: &Bill) -> Vec<Problem> {
    let at = |here: &dyn Fn(&CartLine) -> bool, trouble: &dyn Fn() -> Trouble| -> Vec<Problem> {
        let named = lines.iter().filter(|line| here(line));
        named
            .map(|line| Problem::at_line(&line.key, trouble()))
            .collect()
    };
    let declares =
        |line: &CartLine, id: &str| line.line_id.as_ref().is_some_and(|own| own.as_str() == id);
    match refused {
        Refused::ProductNotFound(id) => at(&|line| line.product.as_str() == id, &|| {
            Trouble::ProductGone
        }),
        Refused::InvalidOption {
            product,
            reason,
            declared,
        } => {
            let trouble = || option_trouble(reason, declared);
            let of_product =
                |line: &CartLine| line.product.as_str() == product || line.title == *product;
            let with_option =
                |line: &CartLine| line.option_titles.iter().any(|title| title == declared);
            let narrow = at(&|line| of_product(line) && with_option(line), &trouble);
            if narrow.is_empty() {
                at(&of_product, &trouble)
            } else {
                narrow
            }
        }
        Refused::InvalidTaxRate(products) => {
            let named =
                |line: &CartLine| line.tax.is_some() && names(products, line.product.as_str());
            at(&named, &|| Trouble::TaxRefused)
        }
        Refused::InvalidLineId(id) | Refused::DuplicateLineId(id) if !id.is_empty() => {
            at(&|line| declares(line, id), &|| Trouble::IdentityLost)
        }
        Refused::VoidedLineId(id) if !id.is_empty() => {
            at(&|line| declares(line, id), &|| Trouble::VoidedIdentity)
        }
        // Upstream: the text need not name the line. Then it is one whose id stands among the voided. C:G.4 rule 9.
        Refused::VoidedLineId(_) => {
            let voided = |line: &CartLine| {
                bill.voided
                    .iter()
                    .any(|row| row.id.as_deref().is_some_and(|id| declares(line, id)))
            };
            at(&voided, &|| Trouble::VoidedIdentity)
        }
        _ => Vec::new(),
    }
}

/// Missing, ambiguous, or declared twice. C:E.3 `Invalid option`.
fn option_trouble(reason: &str, declared: &str) -> Trouble {
    let reason = reason.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["ambiguous", "several", "multiple"]) {
        Trouble::OptionAmbiguous(declared.to_owned())
    } else if says(&["twice", "duplicate", "repeated", "already"]) {
        Trouble::OptionTwice(declared.to_owned())
    } else {
        Trouble::OptionGone(declared.to_owned())
    }
}

/// True if a list of ids in a text holds this one whole.
fn names(text: &str, id: &str) -> bool {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .any(|part| part.trim_matches([':', ';', '"', '\'']) == id)
}

/// The payment rows that a refusal speaks of.
pub(crate) fn at_payments(
    refused: &Refused,
    rows: &[PaymentRow],
    catalogue: Option<&Catalogue>,
) -> Vec<Problem> {
    let declares =
        |row: &PaymentRow, id: &str| row.line_id.as_ref().is_some_and(|own| own.as_str() == id);
    let at = |here: &dyn Fn(&PaymentRow) -> bool, trouble: Trouble| -> Vec<Problem> {
        let named = rows.iter().filter(|row| here(row));
        named
            .map(|row| Problem::at_payment(&row.key, trouble.clone()))
            .collect()
    };
    match refused {
        Refused::UnknownMethod => {
            let unknown = |row: &PaymentRow| {
                let defined = catalogue.is_some_and(|known| known.method(&row.id).is_some());
                !row.is_discount && !defined
            };
            let rows = match catalogue {
                Some(_) => at(&unknown, Trouble::MethodUnknown),
                None => Vec::new(),
            };
            if rows.is_empty() {
                return vec![Problem::new(Place::Payments, Trouble::MethodUnknown)];
            }
            rows
        }
        Refused::VoidedLineId(id) => at(&|row| declares(row, id), Trouble::VoidedIdentity),
        Refused::InvalidLineId(id) | Refused::DuplicateLineId(id) => {
            at(&|row| declares(row, id), Trouble::IdentityLost)
        }
        _ => Vec::new(),
    }
}

/// What belongs to no single line or row.
fn elsewhere(refused: &Refused, progress: &Progress) -> Problem {
    let bill = &progress.now.bill;
    match refused {
        Refused::NoMethods => Problem::new(Place::Payments, Trouble::NoMethods),
        Refused::UnknownMethod => Problem::new(Place::Payments, Trouble::MethodUnknown),
        // By the platform's own numbers where they say; the refused half counts as wanted, the other as it is.
        Refused::PaidOverTotal => {
            let by_cart = bill.paid - progress.wanted.total(bill);
            let by_payments = progress.wanted.paid(bill) - bill.total;
            let over = by_cart.max(by_payments).or_zero();
            Problem::new(Place::Totals, Trouble::PaidOverTotal(over))
        }
        Refused::Timer => Problem::new(Place::Bill, Trouble::Timer),
        other => {
            let words = other.words().unwrap_or_else(|| format!("{other:?}"));
            Problem::new(Place::Bill, Trouble::Refused(words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_option_is_missing_ambiguous_or_doubled() {
        for (reason, code) in [
            ("not in the product's catalogue", "option_gone"),
            ("", "option_gone"),
            ("title is ambiguous", "option_ambiguous"),
            ("Ambiguous title, use the id", "option_ambiguous"),
            ("declared twice", "option_twice"),
            ("duplicate", "option_twice"),
        ] {
            assert_eq!(option_trouble(reason, "Acı sos").code(), code, "{reason}");
        }
    }

    #[test]
    fn a_list_of_products_names_whole_ids() {
        let list = "(0-100 expected): mc-1, mc-22";
        assert!(names(list, "mc-1") && names(list, "mc-22"));
        assert!(!names(list, "mc-2") && !names(list, "mc"));
    }
}
