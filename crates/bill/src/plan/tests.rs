#![allow(clippy::unwrap_used)]
use super::*;
use crate::arbitrary::{any_bill, house};
use crate::catalogue::Catalogue;
use crate::check::{Policy, check};
use crate::draft::{Draft, kind_of};
use crate::edit::{Edit, NewLine, NewPayment};
use crate::ids::{LineKey, PaymentKey};
use crate::line::{Line, LineKind, Note};
use crate::notation::{bill, menu, show};
use crate::pretend;
use crate::resolve::OptionsFound;
use proptest::prelude::*;
use std::sync::Arc;

fn as_new(line: &Line, key: String) -> NewLine {
    let OptionsFound::All(options) = line.resolution.options.clone() else {
        panic!("doubtful options")
    };
    let Note::Text(note) = line.note.clone() else {
        panic!("a hidden note")
    };
    NewLine {
        key: LineKey::new(key),
        product: line.resolution.product().unwrap().clone(),
        quantity: line.quantity,
        options,
        note,
        discount: line.discount,
        reason: None,
    }
}

/// Edits that turn the lines of one bill into those of another: kept ones where the product is the same.
fn lines_towards(start: &Bill, goal: &Bill) -> Vec<Edit> {
    let sold = |bill: &Bill| -> Vec<Line> {
        let sold = bill
            .lines
            .iter()
            .filter(|line| line.kind == LineKind::Ordinary);
        sold.cloned().collect()
    };
    let (from, to) = (sold(start), sold(goal));
    let mut edits = Vec::new();
    for at in 0..from.len().max(to.len()) {
        let key = format!("ads-{at:05}");
        match (from.get(at), to.get(at)) {
            (Some(was), Some(is)) if was.title == is.title => {
                let new = as_new(is, key);
                edits.push(Edit::Quantity(was.key.clone(), new.quantity));
                edits.push(Edit::Options(was.key.clone(), new.options));
                edits.push(Edit::Note(was.key.clone(), new.note));
                edits.push(Edit::Discount(was.key.clone(), new.discount));
            }
            (Some(was), Some(is)) => edits.push(Edit::Replace(was.key.clone(), as_new(is, key))),
            (Some(was), None) => edits.push(Edit::Remove(was.key.clone())),
            (None, Some(is)) => edits.push(Edit::Add(as_new(is, key))),
            (None, None) => {}
        }
    }
    edits
}

fn payments_towards(start: &Bill, goal: &Bill) -> Vec<Edit> {
    let old = start.payments.rows().iter();
    let off = old.map(|row| Edit::Unpay(row.key.clone()));
    let new = goal.payments.rows().iter().enumerate();
    let on = new.map(|(at, row)| {
        Edit::Pay(NewPayment {
            key: PaymentKey::new(format!("adp-{at:05}")),
            kind: kind_of(row).unwrap(),
            amount: row.amount,
        })
    });
    off.chain(on).collect()
}

/// Saves as the backend does; gives the steps and the bill they end at.
fn save(start: &Bill, wanted: &Wanted, platform: &Catalogue) -> Result<(Vec<Step>, Bill), String> {
    let (mut now, mut steps) = (start.clone(), Vec::new());
    loop {
        match next(&now, wanted) {
            Next::Done => return Ok((steps, now)),
            Next::Blocked(problems) => {
                return Err(format!("{steps:?}, then blocked: {problems:?}"));
            }
            Next::Write(step) if steps.len() < 2 => {
                now = pretend::write(&now, wanted, step, platform)
                    .map_err(|why| format!("{steps:?}, then {step:?}: {why}"))?;
                steps.push(step);
            }
            Next::Write(step) => {
                return Err(format!("{steps:?}, and still {step:?}: {}", show(&now)));
            }
        }
    }
}

#[track_caller]
fn check_order(start: &str, goal: &str, steps: &[Step]) {
    let (start, goal, menu) = (bill(start), bill(goal), menu("1 Ayran @10 | 1 Pide @90"));
    let mut edits = lines_towards(&start, &goal);
    edits.extend(payments_towards(&start, &goal));
    let draft = Draft::with_edits(Arc::new(start.clone()), edits);
    let wanted = check(&draft, &menu, Policy::default()).unwrap();
    assert_eq!(save(&start, &wanted, &menu).unwrap().0, steps);
}

#[test]
fn payments_go_first_exactly_when_the_new_total_is_below_what_is_paid() {
    use Step::{Cart, Payments};
    check_order(
        "9 Ayran @10 | paid 80",
        "7 Ayran @10 | paid 70",
        &[Payments, Cart],
    );
    check_order(
        "9 Ayran @10 | paid 70",
        "7 Ayran @10 | paid 60",
        &[Cart, Payments],
    );
    check_order(
        "7 Ayran @10 | paid 70",
        "9 Ayran @10 | paid 90",
        &[Cart, Payments],
    );
    check_order(
        "1 Pide @90 | paid 90",
        "1 Ayran @10 | off 10 x",
        &[Payments, Cart],
    );
    check_order(
        "9 Ayran @10 | paid 80",
        "9 Ayran @10 | paid 80 card",
        &[Payments],
    );
    check_order("9 Ayran @10", "8 Ayran @10", &[Cart]);
    check_order(
        "9 Ayran @10 | paid 10",
        "9 Ayran @10 | paid 10",
        &[Payments],
    );
    check_order("9 Ayran @10", "9 Ayran @10", &[]);
}

#[test]
fn a_kurus_too_much_is_blocked_at_the_totals_with_the_amount_over() {
    let start = bill("1 Ayran @10");
    let rows = |amount: &str| {
        let row = format!("1 Ayran @10 | paid {amount}");
        let draft = Draft::with_edits(
            Arc::new(start.clone()),
            payments_towards(&start, &bill(&row)),
        );
        check(&draft, &menu("1 Ayran @10"), Policy::default())
    };
    let over = Problem::new(Place::Totals, Trouble::PaidOverTotal(Money::from_minor(1)));
    assert_eq!(rows("10.01").unwrap_err(), vec![over.clone()]);
    // The bill shrank since: the platform's own total counts.
    let shrunk = bill("1 Ayran @10 =9.99");
    assert_eq!(
        next(&shrunk, &rows("10").unwrap()),
        Next::Blocked(vec![over])
    );
}

#[test]
fn rows_that_are_not_shown_are_never_overwritten() {
    let start = bill("1 Ayran @10");
    let edits = payments_towards(&start, &bill("1 Ayran @10 | paid 5"));
    let draft = Draft::with_edits(Arc::new(start), edits);
    let wanted = check(&draft, &menu("1 Ayran @10"), Policy::default()).unwrap();
    let blocked = |now: &str, trouble| {
        let problem = Problem::new(Place::Payments, trouble);
        assert_eq!(next(&bill(now), &wanted), Next::Blocked(vec![problem]));
    };
    blocked(
        "1 Ayran @10 | unshown 3",
        Trouble::PaymentsUnknown(Money::from_minor(300)),
    );
    blocked(
        "1 Ayran @10 | paid 5 | missing 3",
        Trouble::PaymentsMismatch,
    );
    assert_eq!(
        next(&bill("1 Ayran @10 | unshown 0"), &wanted),
        Next::Write(Step::Payments)
    );
    let mut discounted = bill("1 Ayran @10 | unshown 0");
    discounted.discount = Money::from_minor(100);
    assert!(matches!(next(&discounted, &wanted), Next::Blocked(_)));
}

#[test]
fn a_timer_that_started_since_blocks_the_lines_before_anything_is_written() {
    let start = bill("1 Ayran @10 | paid 10");
    let mut edits = lines_towards(&start, &bill("2 Ayran @10"));
    edits.extend(payments_towards(&start, &bill("2 Ayran @10 | paid 20")));
    let draft = Draft::with_edits(Arc::new(start), edits);
    let wanted = check(&draft, &menu("1 Ayran @10"), Policy::default()).unwrap();
    let now = bill("1 Ayran @10 | timer 30 | paid 10");
    let timer = Problem::new(Place::Bill, Trouble::Timer);
    assert_eq!(next(&now, &wanted), Next::Blocked(vec![timer]));
}

#[test]
fn an_overpaid_bill_is_mended_by_lowering_what_is_paid() {
    let start = bill("1 Ayran @10 | paid 12");
    let edits = payments_towards(&start, &bill("1 Ayran @10 | paid 10"));
    let draft = Draft::with_edits(Arc::new(start.clone()), edits);
    let wanted = check(&draft, &menu("1 Ayran @10"), Policy::default()).unwrap();
    assert_eq!(next(&start, &wanted), Next::Write(Step::Payments));
}

#[test]
fn no_order_is_legal_from_an_overpaid_bill_towards_more_of_both() {
    let cart = |text: &str| {
        let start = bill("1 Pide @90");
        let edits = lines_towards(&start, &bill(text));
        let draft = Draft::with_edits(Arc::new(start), edits);
        check(&draft, &menu("1 Ayran @10"), Policy::default())
            .unwrap()
            .cart()
            .cloned()
    };
    let goal = bill("8 Ayran @10 | paid 75");
    let rows = payments_towards(&bill("1 Pide @90"), &goal);
    let draft = Draft::with_edits(Arc::new(bill("1 Pide @90")), rows);
    let rows = check(&draft, &menu("1 Ayran @10"), Policy::default()).unwrap();
    let wanted = Wanted::raw(cart("8 Ayran @10"), rows.payments().map(<[_]>::to_vec));
    let over = Problem::new(
        Place::Totals,
        Trouble::PaidOverTotal(Money::from_minor(1000)),
    );
    let now = bill("7 Ayran @10 | paid 90");
    assert_eq!(next(&now, &wanted), Next::Blocked(vec![over]));
}

proptest! {
    #[test]
    fn no_valid_start_and_goal_is_ever_stuck(
        (start_text, start) in any_bill(), (goal_text, goal) in any_bill(), cart in any::<bool>(), payments in any::<bool>(),
    ) {
        let mut edits = Vec::new();
        if cart { edits.extend(lines_towards(&start, &goal)); }
        if payments { edits.extend(payments_towards(&start, &goal)); }
        let draft = Draft::with_edits(Arc::new(start.clone()), edits);
        let wanted = match check(&draft, &house(), Policy::default()) {
            Ok(wanted) => wanted,
            Err(problems) => {
                // The goal's payments may be too much for the lines asked for: that is all that may stop it.
                prop_assert!(matches!(&problems[..], [Problem { trouble: Trouble::PaidOverTotal(_), .. }]), "{:?}", problems);
                return Ok(());
            }
        };
        let (steps, end) = save(&start, &wanted, &house())
            .map_err(|why| TestCaseError::fail(format!("{start_text}\n{goal_text}\n{why}")))?;
        prop_assert!(steps.len() <= 2 && (steps.len() < 2 || steps[0] != steps[1]));
        prop_assert!(wanted.cart().is_none_or(|cart| holds_cart(&end, cart) && cart.estimate == end.total));
        prop_assert!(wanted.payments().is_none_or(|rows| holds_payments(&end, rows)));
        prop_assert_eq!(end.paid, wanted.paid(&start));
        if steps.len() == 2 {
            prop_assert_eq!(steps[0] == Step::Payments, wanted.total(&start) < start.paid, "{} to {}", start_text, goal_text);
        }
        if wanted.cart().is_none() { prop_assert_eq!(&end.lines, &start.lines); }
        if wanted.payments().is_none() { prop_assert_eq!(&end.payments, &start.payments); }
    }

    #[test]
    fn a_wrong_estimate_ends_too((_, start) in any_bill(), (_, goal) in any_bill(), dearer in any::<bool>()) {
        let mut edits = lines_towards(&start, &goal);
        edits.extend(payments_towards(&start, &goal));
        let draft = Draft::with_edits(Arc::new(start.clone()), edits);
        let Ok(wanted) = check(&draft, &house(), Policy::default()) else { return Ok(()) };
        let price = if dearer { 3 } else { 0 };
        let text: Vec<String> = house().products().iter().map(|product| {
            let options: Vec<&str> = product.groups[0].choices.iter().map(|choice| choice.title.as_str()).collect();
            let price = Money::from_minor(product.price.minor() * price);
            format!("1 {}[{}] @{}", product.title, options.join(","), price.to_decimal())
        }).collect();
        match save(&start, &wanted, &menu(&text.join("|"))) {
            Ok((steps, _)) => prop_assert!(steps.len() <= 2),
            Err(why) => prop_assert!(why.contains("Paid exceeds total") || why.contains("PaidOverTotal"), "{}", why),
        }
    }
}
