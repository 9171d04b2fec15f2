#![allow(clippy::unwrap_used)]
use super::*;
use crate::Money;
use crate::arbitrary::{any_bill, deeds, house, script};
use crate::check::{Policy, Wanted, check};
use crate::ids::fresh as named;
use crate::notation::{bill, menu, show};
use crate::plan::{Next, next};
use crate::pretend::{content, write};
use proptest::prelude::*;

/// The bill after a whole save, and which writes it took; none if it may not be saved.
fn saved(base: &Arc<Bill>, draft: &Draft, sold: &Catalogue) -> Option<(Arc<Bill>, Vec<Step>)> {
    let wanted: Wanted = check(draft, sold, Policy::default()).ok()?;
    let (mut now, mut wrote) = (Bill::clone(base), Vec::new());
    while let Next::Write(step) = next(&now, &wanted) {
        if wrote.contains(&step) {
            break;
        }
        now = write(&now, &wanted, step, sold).ok()?;
        wrote.push(step);
    }
    Some((Arc::new(now), wrote))
}

fn keys() -> impl FnMut(Step) -> String {
    let mut drawn = 0;
    move |_| {
        drawn += 1;
        named("back", drawn)
    }
}

#[track_caller]
fn check_back(before: &str, after: &str, edits: usize, unreturned: &[&str]) -> Back {
    let sold = menu("1 Lahmacun[Acılı, Bol+5] @30 | 1 Ayran @10");
    let (before, after) = (Arc::new(bill(before)), Arc::new(bill(after)));
    let wrote = [Step::Cart, Step::Payments];
    let back = back(&before, &after, &wrote, &sold, &mut keys());
    assert_eq!(back.edits.len(), edits, "{:?}", back.edits);
    let titles: Vec<&str> = back
        .unreturned
        .iter()
        .map(|one| match one {
            Unreturned::Line(title) | Unreturned::Payment(title) => title.as_str(),
            Unreturned::Payments => "payments",
        })
        .collect();
    assert_eq!(titles, unreturned);
    back
}

proptest! {
    #[test]
    fn the_way_back_leads_to_the_bill_of_before((text, base) in any_bill(), mine in deeds(10)) {
        let base = Arc::new(base);
        let draft = Draft::with_edits(base.clone(), script(&base, &mine, "mine", |_| true));
        // A script that may not be saved has no way back to look at.
        let Some((after, wrote)) = saved(&base, &draft, &house()) else {
            return Ok(());
        };
        let way = back(&base, &after, &wrote, &house(), &mut keys());
        let undo = Draft::with_edits(after.clone(), way.edits.clone());
        prop_assert_eq!(undo.strays(), vec![]);
        prop_assert_eq!(&way.unreturned, &vec![], "{}\nafter {}", text, show(&after));
        match saved(&after, &undo, &house()) {
            Some((again, _)) => prop_assert_eq!(content(&again), content(&base), "{}\nafter {}", text, show(&after)),
            // What could not be said before cannot be said again either; it was not touched then.
            None => prop_assert!(check(&undo, &house(), Policy::default()).is_err()),
        }
    }

    #[test]
    fn nothing_to_take_back_is_no_edit((_, base) in any_bill()) {
        let base = Arc::new(base);
        let way = back(&base, &base, &[Step::Cart, Step::Payments], &house(), &mut keys());
        prop_assert_eq!(way, Back::default());
    }
}

#[test]
fn each_field_goes_back_by_itself() {
    let before = "2 Lahmacun[Acılı] @30 -6 \"az\" | 1 Ayran @10 | paid 20";
    check_back(before, before, 0, &[]);
    check_back(
        before,
        "3 Lahmacun[Acılı] @30 -9 \"az\" | 1 Ayran @10 | paid 20",
        1,
        &[],
    );
    check_back(
        before,
        "2 Lahmacun[Acılı] @30 -1 \"çok\" | 1 Ayran @10 | paid 20",
        2,
        &[],
    );
    check_back(
        before,
        "2 Lahmacun[Acılı, Bol+5] @30 -6 \"az\" | 1 Ayran @10 | paid 25",
        2,
        &[],
    );
}

#[test]
fn what_was_taken_off_is_born_anew_under_another_name() {
    let before = "2 Lahmacun[Acılı] @30 \"az\" #lahmacun-1 | 1 Ayran @10 #ayran-001 | paid 5 #pay-0001 | off 3 Müdavim #off-0001";
    let after = "1 Ayran @10 #ayran-001 | void #lahmacun-1 Lahmacun";
    let way = check_back(before, after, 3, &[]);
    let Edit::Add(new) = &way.edits[0] else {
        panic!("{:?}", way.edits)
    };
    assert_ne!(new.key.as_str(), "lahmacun-1");
    assert_eq!((new.note.as_str(), new.options.len()), ("az", 1));
}

#[test]
fn only_what_the_save_wrote_is_taken_back() {
    let sold = menu("1 Ayran @10");
    let before = Arc::new(bill("1 Ayran @10"));
    // The payment is a colleague's, who was quick.
    let after = Arc::new(bill("2 Ayran @10 | paid 10"));
    let way = back(&before, &after, &[Step::Cart], &sold, &mut keys());
    assert_eq!(
        way.edits,
        [Edit::Quantity(
            LineKey::from("line-0001"),
            crate::Quantity::ONE
        )]
    );
}

#[test]
fn what_no_write_can_bring_back_is_named() {
    let ayran = "1 Ayran @10 #ayran-001";
    for (was, is) in [
        (
            "1 Lahmacun @30 +5 #lahmacun-1",
            "1 Lahmacun @30 #lahmacun-1",
        ),
        (
            "1 Lahmacun @30 hidden #lahmacun-1",
            "1 Lahmacun @30 #lahmacun-1",
        ),
    ] {
        let (before, after) = (format!("{was} | {ayran}"), format!("{is} | {ayran}"));
        check_back(&before, &after, 0, &["Lahmacun"]);
    }
    for gone in [
        "1 Lahmacun @30 unresolved #lahmacun-1",
        "1 Lahmacun @30 probable #lahmacun-1",
        "1 Lahmacun @30 hidden #lahmacun-1",
    ] {
        check_back(&format!("{gone} | {ayran}"), ayran, 0, &["Lahmacun"]);
    }
    // A price of yesterday, a surcharge, and a row of no method.
    check_back(
        &format!("1 Lahmacun @25 #lahmacun-1 | {ayran}"),
        ayran,
        1,
        &["Lahmacun"],
    );
    check_back(
        &format!("1 Lahmacun @30 +5 #lahmacun-1 | {ayran}"),
        ayran,
        1,
        &["Lahmacun"],
    );
    check_back(
        "1 Ayran @10 | paid 5 unbound #pay-0001",
        "1 Ayran @10",
        0,
        &["Nakit"],
    );
    check_back(
        "1 Ayran @10 | old",
        "1 Ayran @10 | old | unshown 5",
        0,
        &["payments"],
    );
}

#[test]
fn sums_of_lines_that_stay_do_not_matter() {
    // Sold at another price than today's, and not touched by the way back.
    let way = check_back(
        "1 Ayran @8 #ayran-001 | 1 Lahmacun @30 #lahmacun-1",
        "1 Ayran @8 #ayran-001 | 2 Lahmacun @30 #lahmacun-1",
        1,
        &[],
    );
    assert!(
        matches!(&way.edits[0], Edit::Quantity(_, to) if to.times(Money::from_minor(1)) == Money::from_minor(1))
    );
}

#[test]
fn a_line_that_changed_and_got_another_name_is_the_same_line() {
    let ayran = "1 Ayran @10 #ayran-001";
    let way = check_back(
        &format!("2 Lahmacun @30 ~1791-aaaa | kuver 5 | {ayran}"),
        &format!("kuver 5 | 3 Lahmacun @30 ~1791-bbbb | {ayran}"),
        1,
        &[],
    );
    let two = crate::Quantity::pieces(2);
    assert_eq!(way.edits, [Edit::Quantity("1791-bbbb".into(), two)]);
    // Of another product it is another line.
    check_back(
        &format!("2 Lahmacun @30 ~1791-aaaa | {ayran}"),
        &format!("3 Lahmacun @30 unresolved ~1791-bbbb | {ayran}"),
        2,
        &[],
    );
}

#[test]
fn a_rate_of_its_own_does_not_come_back() {
    let ayran = "1 Ayran @10 #ayran-001";
    check_back(
        &format!("1 Lahmacun @30 %18 #lahmacun-1 | {ayran}"),
        ayran,
        1,
        &["Lahmacun"],
    );
}

#[test]
fn a_kurus_is_rounding_and_a_surcharge_is_no_price() {
    let ayran = "1 Ayran @10 #ayran-001";
    let born_anew = |before: &str, unreturned: &[&str]| {
        check_back(
            &format!("1 Lahmacun @30 {before} #lahmacun-1 | {ayran}"),
            ayran,
            1,
            unreturned,
        );
    };
    born_anew("=29.99", &[]);
    born_anew("=30.01", &[]);
    born_anew("=29.98", &["Lahmacun"]);
    check_back(
        "1 Lahmacun @30 +5 #lahmacun-1",
        "2 Lahmacun @30 +5 #lahmacun-1",
        1,
        &[],
    );
}

#[test]
fn a_discount_comes_back_with_its_reason() {
    let sold = menu("1 Lahmacun @30 | 1 Ayran @10");
    let mut before = bill("1 Ayran @10 -5 #ayran-01 | 1 Lahmacun @30 #lahmacun-1");
    before.lines[0].own = vec![Reason::Treat.item()];
    let before = Arc::new(before);
    let led = |after: &str| {
        let after = Arc::new(bill(after));
        back(&before, &after, &[Step::Cart], &sold, &mut keys()).edits
    };
    let key = || LineKey::from("ayran-01");
    assert_eq!(
        led("1 Ayran @10 #ayran-01 | 1 Lahmacun @30 #lahmacun-1"),
        [
            Edit::Discount(key(), Money::from_minor(500)),
            Edit::Reason(key(), Reason::Treat)
        ]
    );
    let gone = led("1 Lahmacun @30 #lahmacun-1");
    assert!(
        matches!(&gone[..], [Edit::Add(new)] if new.reason == Some(Reason::Treat)),
        "{gone:?}"
    );
}
