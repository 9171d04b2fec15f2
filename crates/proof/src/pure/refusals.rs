//! A refusal of the model at the places it is about.
use super::{Pure, shape};
use crate::model::Refusal;
use adisyon_bill::cart::CartLine;
use adisyon_bill::check::Wanted;
use adisyon_bill::ids::MethodId;
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, Problem};
use std::sync::Arc;

/// Its problems. A refusal that speaks of the menu makes the backend read it anew.
pub(super) fn places(
    desk: &mut Pure,
    refusal: &Refusal,
    wanted: &Wanted,
    now: &Bill,
) -> Vec<Problem> {
    let stale = matches!(
        refusal,
        Refusal::ProductNotFound(_)
            | Refusal::InvalidOption(..)
            | Refusal::UnknownMethod(_)
            | Refusal::NoMethods
    );
    if stale {
        desk.catalogue = Arc::new(shape::catalogue(&desk.house));
    }
    let lines = wanted
        .cart()
        .map(|cart| cart.lines.as_slice())
        .unwrap_or_default();
    let at_lines = |is: &dyn Fn(&CartLine) -> bool, trouble: Trouble| -> Vec<Problem> {
        let hit = lines.iter().filter(|line| is(line));
        hit.map(|line| Problem::at_line(&line.key, trouble.clone()))
            .collect()
    };
    let problems = match refusal {
        Refusal::ProductNotFound(id) => {
            at_lines(&|line| line.product.as_str() == id, Trouble::ProductGone)
        }
        Refusal::InvalidOption(id, said) => at_lines(
            &|line| line.product.as_str() == id && line.option_titles.contains(said),
            Trouble::OptionGone(said.clone()),
        ),
        // Upstream: the text does not name the line. C:G.4 rule 9.
        Refusal::Voided(_) => at_lines(
            &|line| {
                let id = line.line_id.as_ref().map(|id| id.as_str());
                now.voided
                    .iter()
                    .any(|row| row.id.is_some() && row.id.as_deref() == id)
            },
            Trouble::VoidedIdentity,
        ),
        Refusal::Timer => vec![Problem::new(Place::Bill, Trouble::Timer)],
        Refusal::PaidOverTotal => {
            let over = wanted.paid(now) - wanted.total(now);
            vec![Problem::new(Place::Totals, Trouble::PaidOverTotal(over))]
        }
        Refusal::NoMethods => vec![Problem::new(Place::Payments, Trouble::NoMethods)],
        Refusal::UnknownMethod(_) => {
            let known = |id: &MethodId| desk.house.method(id.as_str()).is_some();
            let rows = wanted.payments().unwrap_or_default().iter();
            let gone = rows.filter(|row| !row.is_discount && !known(&row.id));
            gone.map(|row| Problem::at_payment(&row.key, Trouble::MethodUnknown))
                .collect()
        }
        _ => Vec::new(),
    };
    if problems.is_empty() {
        let trouble = Trouble::Refused(format!("{refusal:?}"));
        return vec![Problem::new(Place::Bill, trouble)];
    }
    problems
}
