//! What is, held against what should be. Every difference that nobody asked for and nobody accepted is named.
use super::expect::{self, Expected, Option_};
pub use super::paid::pays;
use super::wishes::Wishes;
use crate::model::{Account, House, Row};
use adisyon_bill::problem::Loss;
use std::collections::{BTreeMap, BTreeSet};

/// Losses accepted by name, each with the row as it was shown when it was accepted.
pub type Accepted = BTreeMap<(Who, Loss), Option<Row>>;

/// Where a loss was accepted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
    /// At a row.
    Row(u64),
    /// At a new line.
    New(String),
    /// At the totals.
    Totals,
}

/// What the judge must know to be fair.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The account before the save.
    pub before: &'a Account,
    /// The account after it.
    pub after: &'a Account,
    /// The menu of the moment.
    pub house: &'a House,
    /// What was asked for.
    pub wishes: &'a Wishes,
    /// What may be lost.
    pub accepted: &'a Accepted,
    /// Rows whose identity was only hoped to be kept, because nobody measured it yet (C:G.4 rule 7).
    pub hoped: &'a BTreeSet<u64>,
    /// Rows whose product the page was told from memory: what a person said about a namesake at the same price counts for them, too.
    pub told: &'a BTreeSet<u64>,
    /// The backend's menu is the menu of the moment.
    pub fresh: bool,
}

/// The largest re-pricing that needs no question (C:H.3).
const TOLERANCE: i64 = 1;

/// Everything wrong with a finished save; `cart` and `payments` tell which of the two were written by it.
pub fn saved(case: &Case<'_>, cart: bool, payments: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    if cart {
        wrong.extend(lines(case));
    } else {
        wrong.extend(untouched_lines(case));
    }
    if payments {
        wrong.extend(pays(case));
    } else {
        wrong.extend(untouched_pays(case));
    }
    wrong
}

/// Nothing may have changed.
pub fn unsaved(before: &Account, after: &Account) -> Vec<String> {
    let mut wrong = Vec::new();
    if before.rows != after.rows || before.voids != after.voids || before.residue != after.residue {
        wrong.push("the lines changed though nothing was saved".to_owned());
    }
    if before.pays != after.pays || before.paid_beyond != after.paid_beyond {
        wrong.push("the payments changed though nothing was saved".to_owned());
    }
    wrong
}

fn untouched_lines(case: &Case<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    if case.before.rows != case.after.rows {
        wrong.push("the lines changed though they were not written".to_owned());
    }
    if expect::asks_for_cart(case.before, case.wishes) && !lines(case).is_empty() {
        wrong.push("saved, but the lines do not hold what was asked for".to_owned());
    }
    wrong
}

fn untouched_pays(case: &Case<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    if case.before.pays != case.after.pays {
        wrong.push("the payments changed though they were not written".to_owned());
    }
    if expect::asks_for_payments(case.before, case.wishes) && !pays(case).is_empty() {
        wrong.push("saved, but the payments are not what was asked for".to_owned());
    }
    wrong
}

/// The lines after a write of the cart.
pub fn lines(case: &Case<'_>) -> Vec<String> {
    let expected = expect::lines(case.before, case.wishes, case.house);
    let mut left: Vec<&Row> = case
        .after
        .rows
        .iter()
        .filter(|row| !row.is_cover())
        .collect();
    let mut wrong = Vec::new();
    let mut by_content = Vec::new();
    for one in &expected {
        let at = left.iter().position(|row| match (one.row, one.key) {
            (Some(was), _) => row.uid == was.uid,
            (None, Some(key)) => case.house.newer() && row.id == key,
            (None, None) => false,
        });
        // A row that may be born anew is told from its likes by nothing: what one should become, another may be already.
        let fits = |at: &usize| {
            let anew = one.row.is_some_and(|was| {
                case.accepted
                    .contains_key(&(Who::Row(was.uid), Loss::Identity))
            });
            !anew || fields(one, left[*at], case).is_empty()
        };
        match at.filter(fits) {
            Some(at) => {
                let row = left.remove(at);
                wrong.extend(fields(one, row, case));
                wrong.extend(identity_kept(one, row));
            }
            None => by_content.push(one),
        }
    }
    for one in by_content {
        match left
            .iter()
            .position(|row| fields(one, row, case).is_empty())
        {
            Some(at) => {
                let row = left.remove(at);
                wrong.extend(identity_lost(one, row, case));
            }
            None => {
                wrong.push(format!("lost: {}", said(one)));
                let alike = left
                    .iter()
                    .find(|row| one.row.is_some_and(|was| was.title == row.title));
                wrong.extend(alike.map(|row| format!("  there is {:?}", fields(one, row, case))));
            }
        }
    }
    wrong.extend(
        left.iter()
            .map(|row| format!("invented: {} x {}", row.quantity, row.title)),
    );
    wrong.extend(order(case));
    wrong.extend(voids(case));
    wrong
}

fn said(one: &Expected<'_>) -> String {
    let who = one.row.map_or_else(
        || one.key.unwrap_or("new").to_owned(),
        |row| format!("row {} {}", row.uid, row.title),
    );
    format!(
        "{who}: {} of {} {:?} discount {} note {:?}",
        one.quantity, one.product, one.options, one.discount, one.note
    )
}

fn fields(one: &Expected<'_>, row: &Row, case: &Case<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let who = one.row.map_or_else(
        || Who::New(one.key.unwrap_or("").to_owned()),
        |row| Who::Row(row.uid),
    );
    let accepted = |loss: Loss| case.accepted.get(&(who.clone(), loss));
    let mut say = |what: &str, is: String, should: String| {
        wrong.push(format!("{}: {what} is {is}, should be {should}", said(one)));
    };
    if row.product != one.product && !same_to_everybody(one, row, case) {
        say("product", row.product.clone(), one.product.clone());
    }
    if row.quantity != one.quantity {
        say(
            "quantity",
            row.quantity.to_string(),
            one.quantity.to_string(),
        );
    }
    if row.discount != one.discount {
        say(
            "discount",
            row.discount.to_string(),
            one.discount.to_string(),
        );
    }
    let hidden = !case.house.consent && accepted(Loss::HiddenNote).is_some();
    if row.words() != one.note && !(hidden && row.words().is_empty()) {
        say(
            "note",
            format!("{:?}", row.words()),
            format!("{:?}", one.note),
        );
    }
    if case.fresh
        && let Some(vat) = one.vat
        && vat.is_some()
        && row.vat != vat
    {
        say("vat", format!("{:?}", row.vat), format!("{vat:?}"));
    }
    let today = expect::options_today(row, case.house.product(&row.product));
    let should = one.options.clone();
    let unsaid = one.row.is_some_and(|row| row.options_unsaid);
    let namesake = row.product != one.product;
    let shown = case.fresh && !namesake;
    let once = accepted(Loss::DuplicateOption).is_some() && each_once(&today, &should, shown);
    if !once && !same_options(&today, &should, case, namesake) && !unsaid {
        say("options", format!("{today:?}"), format!("{should:?}"));
    }
    wrong.extend(money(one, row, case));
    wrong
}

/// Namesakes at one price are the same product to everybody who is not shown an id (C:G.2 rung 4).
fn same_to_everybody(one: &Expected<'_>, row: &Row, case: &Case<'_>) -> bool {
    let house = case.house;
    let told = one.row.is_some_and(|was| {
        let alike = was.title.to_lowercase() == row.title.to_lowercase();
        let alike = alike && (was.unit == row.unit || !case.fresh);
        alike && case.told.contains(&was.uid)
    });
    if told {
        return true;
    }
    let gone = house.product(&one.product).is_none_or(|known| {
        one.row
            .is_some_and(|was| known.title != was.title || known.price != was.unit)
    });
    let title = one.row.is_some_and(|was| {
        was.title.to_lowercase() == row.title.to_lowercase() || gone && was.unit == row.unit
    });
    gone && title
}

/// Every option still there, but those of one title only once, or fewer times.
/// Each title at least once; at the price it was shown at, where the menu is the one that was shown.
fn each_once(is: &[Option_], should: &[Option_], fresh: bool) -> bool {
    let titled = |all: &[Option_], title: &str| all.iter().filter(|one| one.title == title).count();
    is.iter().all(|one| {
        should
            .iter()
            .any(|other| one.title == other.title && (!fresh || one.price == other.price))
    }) && should
        .iter()
        .all(|one| (1..=titled(should, &one.title)).contains(&titled(is, &one.title)))
}

/// Equal by title and price; by id, too, where this server can be told ids.
fn same_options(is: &[Option_], should: &[Option_], case: &Case<'_>, namesake: bool) -> bool {
    let plain = |options: &[Option_]| -> Vec<(String, i64)> {
        let mut plain: Vec<_> = options
            .iter()
            .map(|one| (one.title.clone(), one.price))
            .collect();
        plain.sort();
        plain
    };
    let (a, b) = (plain(is), plain(should));
    // A stale menu, and a namesake, know another price; the choice is the same.
    a == b || (namesake || !case.fresh) && a.iter().map(|one| &one.0).eq(b.iter().map(|one| &one.0))
}

/// Prices: what nobody changed may not cost otherwise without a yes; surcharges go only with a yes.
fn money(one: &Expected<'_>, row: &Row, case: &Case<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(was) = one.row else {
        return wrong;
    };
    let accepted = |loss: Loss| case.accepted.get(&(Who::Row(was.uid), loss));
    let surcharge = accepted(Loss::Surcharge).and_then(|shown| shown.as_ref());
    if was.extra != row.extra && surcharge.is_none_or(|shown| shown.extra != was.extra) {
        wrong.push(format!("{}: surcharge {} lost", said(one), was.extra));
    }
    let same_make = row.product == was.product && !one.touched;
    let today = crate::model::times(row.unit_in_all(), was.quantity);
    let then = crate::model::times(was.unit_in_all(), was.quantity);
    let repriced = (today - then).abs() > TOLERANCE;
    let yes = accepted(Loss::Reprice).and_then(|shown| shown.as_ref());
    let yes = yes.is_some_and(|shown| shown.unit_in_all() == was.unit_in_all());
    let once = accepted(Loss::DuplicateOption).is_some();
    if case.fresh && same_make && repriced && !yes && !once {
        wrong.push(format!(
            "{}: {then} became {today} and nobody was asked",
            said(one)
        ));
    }
    wrong
}

/// A row that is still itself keeps what others wrote on it, and carries our stamp.
fn identity_kept(one: &Expected<'_>, row: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(was) = one.row else {
        return wrong;
    };
    if expect::foreign(&was.items) != expect::foreign(&row.items) {
        wrong.push(format!("{}: other plugins' metadata changed", said(one)));
    }
    for item in was
        .items
        .iter()
        .filter(|item| item.ours() && item.key != "adisyon-pid")
    {
        let kept = row
            .items
            .iter()
            .any(|other| other.ours() && other.key == item.key && other.value == item.value);
        if !kept {
            wrong.push(format!("{}: our item {} lost", said(one), item.key));
        }
    }
    wrong
}

fn identity_lost(one: &Expected<'_>, row: &Row, case: &Case<'_>) -> Vec<String> {
    let Some(was) = one.row else {
        if case.house.newer() {
            return vec![format!(
                "{}: written under another id {}",
                said(one),
                row.id
            )];
        }
        return Vec::new();
    };
    let yes = case
        .accepted
        .contains_key(&(Who::Row(was.uid), Loss::Identity));
    let excused = !case.house.newer() || yes || case.hoped.contains(&was.uid);
    if excused {
        return Vec::new();
    }
    vec![format!(
        "{}: voided and born again, nobody accepted that",
        said(one)
    )]
}

/// Rows that stay keep their order.
fn order(case: &Case<'_>) -> Option<String> {
    let after: Vec<u64> = case.after.rows.iter().map(|row| row.uid).collect();
    let kept = |uid: &u64| *uid != 0 && after.contains(uid);
    let before: Vec<u64> = case
        .before
        .rows
        .iter()
        .map(|row| row.uid)
        .filter(kept)
        .collect();
    let still: Vec<u64> = after
        .iter()
        .copied()
        .filter(|uid| before.contains(uid))
        .collect();
    (before != still).then(|| format!("the order changed from {before:?} to {still:?}"))
}

/// What was voided by us before is still there.
fn voids(case: &Case<'_>) -> Option<String> {
    let lost = case.before.voids.len() > case.after.voids.len();
    lost.then(|| "voided rows vanished".to_owned())
}
