use super::*;
use crate::edit::{NewLine, NewPayment, PaymentKind};
use crate::ids::{LineKey, MethodId, PaymentKey};
use crate::notation::{bill, chosen, menu, product_id};
use crate::problem::Loss;
use crate::{Catalogue, Money, Quantity};

fn house() -> Catalogue {
    menu("1 Lahmacun[Acılı, Bol+5] @30 | 1 Ayran @10")
}

pub(super) fn line() -> LineKey {
    LineKey::from("line-0001")
}

pub(super) fn quantity(pieces: i64) -> Edit {
    Edit::Quantity(line(), Quantity::pieces(pieces))
}

fn note(text: &str) -> Edit {
    Edit::Note(line(), text.to_owned())
}

pub(super) fn new(key: &str, title: &str) -> NewLine {
    NewLine {
        key: LineKey::from(key),
        product: product_id(title),
        quantity: Quantity::ONE,
        options: Vec::new(),
        note: String::new(),
        discount: Money::ZERO,
        reason: None,
    }
}

pub(super) fn brought(base: &str, mine: Vec<Edit>, theirs: &str) -> Merge {
    let draft = Draft::with_edits(Arc::new(bill(base)), mine);
    merge(&draft, Arc::new(bill(theirs)), &house())
}

const BASE: &str = "2 Lahmacun @30 | 1 Ayran @10";

/// What is kept, and whether each conflict is about something gone.
#[track_caller]
fn check(mine: Vec<Edit>, theirs: &str, kept: Vec<Edit>, conflicts: &[bool]) {
    let merged = brought(BASE, mine, theirs);
    assert_eq!(merged.draft.edits(), kept, "{theirs}");
    let gone: Vec<bool> = merged
        .conflicts
        .iter()
        .map(|conflict| conflict.gone)
        .collect();
    assert_eq!(gone, conflicts, "{theirs}");
}

#[test]
fn only_what_both_touched_is_asked() {
    let remove = || Edit::Remove(line());
    let replace = || Edit::Replace(line(), new("ads-00001", "Ayran"));
    let touched = "3 Lahmacun @30 | 1 Ayran @10";
    let gone = "1 Ayran @10 #line-0002";
    check(
        vec![quantity(4)],
        "2 Lahmacun @30 | 5 Ayran @10",
        vec![quantity(4)],
        &[],
    );
    check(vec![quantity(4)], touched, vec![], &[false]);
    check(vec![note("x")], touched, vec![], &[false]);
    check(vec![quantity(3)], touched, vec![], &[]);
    check(vec![quantity(3), note("x")], touched, vec![], &[false]);
    check(vec![remove()], touched, vec![], &[false]);
    check(vec![replace()], touched, vec![], &[false]);
    check(vec![quantity(4)], gone, vec![], &[true]);
    check(vec![replace()], gone, vec![], &[true]);
    check(vec![remove()], gone, vec![], &[]);
    check(
        vec![Edit::Add(new("ads-00001", "Ayran"))],
        gone,
        vec![Edit::Add(new("ads-00001", "Ayran"))],
        &[],
    );
}

#[test]
fn a_new_price_is_news_but_no_touch() {
    let merged = brought(BASE, vec![quantity(4)], "2 Lahmacun @35 | 1 Ayran @10");
    assert_eq!(merged.draft.edits(), [quantity(4)]);
    assert_eq!(merged.theirs, [Place::Line(line())]);
}

#[test]
fn a_loss_accepted_at_a_line_that_changed_is_asked_again() {
    let accept = || Edit::Accept(Place::Line(line()), Loss::Reprice);
    let total = || Edit::Accept(Place::Totals, Loss::Reprice);
    let mine = || vec![quantity(4), accept(), total()];
    let same = brought(BASE, mine(), BASE);
    assert_eq!(same.draft.edits(), mine());
    let dearer = brought(BASE, mine(), "2 Lahmacun @35 | 1 Ayran @10");
    assert_eq!(dearer.draft.edits(), [quantity(4)]);
    let elsewhere = brought(BASE, mine(), "2 Lahmacun @30 | 2 Ayran @10");
    assert_eq!(elsewhere.draft.edits(), [quantity(4), accept()]);
    let total_only = brought(BASE, mine(), "2 Lahmacun @30 | 1 Ayran @10 | total 75");
    assert_eq!(total_only.draft.edits(), [quantity(4), accept()]);
}

#[test]
fn an_acceptance_goes_with_the_line_that_waits_for_an_answer() {
    let accept = Edit::Accept(Place::Line("ads-00001".into()), Loss::Reprice);
    let replace = Edit::Replace(line(), new("ads-00001", "Ayran"));
    let merged = brought(BASE, vec![replace, accept], "3 Lahmacun @30 | 1 Ayran @10");
    assert_eq!(merged.draft.edits(), []);
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn what_was_accepted_at_another_line_stays() {
    let accept = |key: &str| Edit::Accept(Place::Line(key.into()), Loss::Reprice);
    let replace = Edit::Replace(line(), new("ads-00001", "Ayran"));
    let mine = vec![replace, accept("ads-00001"), accept("line-0002")];
    let merged = brought(BASE, mine, "3 Lahmacun @30 | 1 Ayran @10");
    assert_eq!(merged.draft.edits(), [accept("line-0002")]);
}

#[test]
fn a_line_of_mine_that_was_written_and_changed_since_is_asked() {
    let add = || Edit::Add(new("ads-00001", "Ayran"));
    let written = brought(
        BASE,
        vec![add()],
        "2 Lahmacun @30 | 1 Ayran @10 | 1 Ayran @10 #ads-00001",
    );
    assert_eq!(
        (
            written.draft.edits(),
            &written.conflicts[..],
            &written.theirs[..]
        ),
        (&[][..], &[][..], &[][..])
    );
    let changed = brought(
        BASE,
        vec![add()],
        "2 Lahmacun @30 | 1 Ayran @10 | 3 Ayran @10 #ads-00001",
    );
    assert_eq!(
        changed.conflicts[0].mine,
        [Edit::Quantity("ads-00001".into(), Quantity::ONE)]
    );
    let voided = brought(
        BASE,
        vec![add()],
        "2 Lahmacun @30 | 1 Ayran @10 | void #ads-00001 Ayran",
    );
    assert!(voided.conflicts[0].gone);
}

#[test]
fn a_replacement_that_was_written_is_done() {
    let replace = Edit::Replace(line(), new("ads-00001", "Ayran"));
    let merged = brought(
        BASE,
        vec![replace],
        "1 Ayran @10 #ads-00001 | 1 Ayran @10 #line-0002",
    );
    assert_eq!(
        (
            merged.draft.edits(),
            &merged.conflicts[..],
            &merged.theirs[..]
        ),
        (&[][..], &[][..], &[][..])
    );
}

fn answer(mine: Vec<Edit>, theirs: &str, answer: Answer) -> Vec<Edit> {
    let merged = brought(BASE, mine, theirs);
    let place = merged.conflicts[0].place.clone();
    let mut number = 0;
    let mut fresh = || {
        number += 1;
        format!("new-{number:05}")
    };
    let draft = answered(
        merged,
        &[(place, answer)],
        &bill(BASE),
        &house(),
        &mut fresh,
    );
    draft.edits().to_vec()
}

#[test]
fn mine_goes_on_top_of_theirs() {
    let touched = "3 Lahmacun @30 \"az\" | 1 Ayran @10";
    assert_eq!(
        answer(vec![quantity(4)], touched, Answer::Mine),
        [quantity(4)]
    );
    assert_eq!(answer(vec![quantity(4)], touched, Answer::Theirs), []);
}

#[test]
fn a_line_that_they_took_away_comes_back_as_a_new_one() {
    let back = NewLine {
        quantity: Quantity::pieces(4),
        note: "x".into(),
        ..new("new-00001", "Lahmacun")
    };
    for how in [Answer::Mine, Answer::Both] {
        let edits = answer(vec![quantity(4), note("x")], "1 Ayran @10 #line-0002", how);
        assert_eq!(edits, [Edit::Add(back.clone())]);
    }
    assert_eq!(
        answer(vec![quantity(4)], "1 Ayran @10 #line-0002", Answer::Theirs),
        []
    );
}

#[test]
fn both_makes_mine_a_line_of_its_own() {
    let touched = "3 Lahmacun @30 | 1 Ayran @10";
    let mine = vec![quantity(4), Edit::Options(line(), vec![chosen("Acılı")])];
    let copy = NewLine {
        quantity: Quantity::pieces(4),
        options: vec![chosen("Acılı")],
        ..new("new-00001", "Lahmacun")
    };
    assert_eq!(answer(mine, touched, Answer::Both), [Edit::Add(copy)]);
    assert_eq!(
        answer(vec![Edit::Remove(line())], touched, Answer::Both),
        []
    );
}

#[test]
fn a_line_without_a_product_cannot_be_copied_so_mine_goes_on_top() {
    let base = "2 Pide @90 unresolved";
    let theirs = "3 Pide @90 unresolved";
    let merged = brought(base, vec![note("x")], theirs);
    let answers = [(Place::Line(line()), Answer::Both)];
    let draft = answered(merged, &answers, &bill(base), &house(), &mut || {
        "new-00001".into()
    });
    assert_eq!(draft.edits(), [note("x")]);
}

#[test]
fn a_line_that_is_gone_and_cannot_be_copied_stays_gone() {
    let base = "2 Lahmacun @30 unresolved | 1 Ayran @10";
    for said in [Answer::Mine, Answer::Both, Answer::Theirs] {
        let merged = brought(base, vec![quantity(3)], "1 Ayran @10 #line-0002");
        assert!(merged.conflicts[0].gone);
        let answers = [(merged.conflicts[0].place.clone(), said)];
        let draft = answered(merged, &answers, &bill(base), &house(), &mut String::new);
        assert_eq!(draft.edits(), [], "{said:?}");
    }
}

fn cash(key: &str, lira: i64) -> Edit {
    Edit::Pay(NewPayment {
        key: PaymentKey::from(key),
        kind: PaymentKind::Method(MethodId::from("cash")),
        amount: Money::from_minor(lira * 100),
    })
}

#[test]
fn two_cashiers_who_each_add_a_payment_end_with_both() {
    let merged = brought(
        "9 Ayran @10",
        vec![cash("adp-00001", 20)],
        "9 Ayran @10 | paid 20 #adp-00002",
    );
    assert_eq!(merged.draft.edits(), [cash("adp-00001", 20)]);
    assert_eq!(merged.draft.working(&house()).payments.len(), 2);
}

#[test]
fn rows_without_ids_are_followed_to_their_new_position() {
    let base = "9 Ayran @10 | paid 5 anonymous | paid 7 anonymous";
    let mine = vec![Edit::Amount("~1".into(), Money::from_minor(800))];
    let merged = brought(base, mine, "9 Ayran @10 | paid 7 anonymous");
    assert_eq!(
        merged.draft.edits(),
        [Edit::Amount("~0".into(), Money::from_minor(800))]
    );
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.theirs, [Place::Payment("~0".into())]);
}

#[test]
fn a_server_that_names_lines_anew_does_not_make_every_line_a_conflict() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa | 1 Ayran @10 #1791-bbbb";
    let theirs = "old | 2 Lahmacun @30 #1791-cccc | 4 Ayran @10 #1791-dddd";
    let edits = vec![Edit::Quantity("1791-aaaa".into(), Quantity::pieces(3))];
    let merged = brought(base, edits, theirs);
    assert_eq!(
        merged.draft.edits(),
        [Edit::Quantity("1791-cccc".into(), Quantity::pieces(3))]
    );
    let removed = brought(base, vec![Edit::Remove("1791-aaaa".into())], theirs);
    assert_eq!(
        removed.conflicts[0].mine,
        [Edit::Remove("1791-cccc".into())]
    );
    let lost_answer = brought(
        base,
        vec![Edit::Quantity("1791-bbbb".into(), Quantity::pieces(4))],
        theirs,
    );
    assert_eq!(
        (lost_answer.draft.edits(), &lost_answer.conflicts[..]),
        (&[][..], &[][..])
    );
}

#[test]
fn a_half_written_save_leaves_the_other_half() {
    let base = Arc::new(bill("old | 2 Lahmacun @30"));
    let mine = Draft::with_edits(
        base,
        vec![Edit::Add(new("ads-00001", "Ayran")), cash("adp-00001", 20)],
    );
    let fresh = Arc::new(bill(
        "old | 2 Lahmacun @30 #1791-cccc | 1 Ayran @10 #1791-dddd",
    ));
    let rest = after_save(&mine, fresh, &[Step::Cart], &house());
    assert_eq!(rest.draft.edits(), [cash("adp-00001", 20)]);
}

#[test]
fn a_surcharge_or_a_discount_of_theirs_is_a_touch() {
    for theirs in [
        "2 Lahmacun @30 +5 | 1 Ayran @10",
        "2 Lahmacun @30 -5 | 1 Ayran @10",
        "2 Lahmacun[Acılı] @30 | 1 Ayran @10",
        "2 Lahmacun @30 \"x\" | 1 Ayran @10",
    ] {
        check(vec![quantity(4)], theirs, vec![], &[false]);
    }
}

#[test]
fn twins_without_ids_are_not_paid_twice_after_a_lost_answer() {
    let base = "9 Ayran @10 | paid 5 anonymous | paid 5 anonymous";
    let lower = vec![Edit::Amount("~0".into(), Money::from_minor(100))];
    let written = brought(
        base,
        lower.clone(),
        "9 Ayran @10 | paid 1 anonymous | paid 5 anonymous",
    );
    assert_eq!(
        (written.draft.edits(), &written.conflicts[..]),
        (&[][..], &[][..])
    );
    // With another cashier's payment beside it.
    let written = brought(
        base,
        lower.clone(),
        "9 Ayran @10 | paid 1 anonymous | paid 5 anonymous | paid 7 card",
    );
    assert_eq!(
        (written.draft.edits(), &written.conflicts[..]),
        (&[][..], &[][..])
    );
    // One row became what another was.
    let chain = "9 Ayran @10 | paid 5 cash anonymous | paid 5 card anonymous";
    let cash = PaymentKind::Method(MethodId::from("cash"));
    let edits = vec![
        Edit::Amount("~0".into(), Money::from_minor(100)),
        Edit::Kind("~1".into(), cash),
    ];
    let written = brought(
        chain,
        edits,
        "9 Ayran @10 | paid 1 anonymous | paid 5 anonymous",
    );
    assert_eq!(
        (written.draft.edits(), &written.conflicts[..]),
        (&[][..], &[][..])
    );
    let unwritten = brought(base, lower.clone(), base);
    assert_eq!(unwritten.draft.edits(), lower);
    // They took one of the two: mine is about the other.
    let fewer = brought(
        base,
        vec![Edit::Amount("~1".into(), Money::from_minor(100))],
        "9 Ayran @10 | paid 5 anonymous",
    );
    assert_eq!(
        (fewer.draft.edits(), &fewer.conflicts[..]),
        (&lower[..], &[][..])
    );
}

#[test]
fn a_line_i_took_off_is_not_forgotten_because_another_went_meanwhile() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa | 1 Ayran @10 #1791-bbbb";
    let mine = vec![
        Edit::Remove("1791-aaaa".into()),
        Edit::Remove("1791-bbbb".into()),
    ];
    let merged = brought(base, mine, "old | 1 Ayran @10 #1791-dddd");
    let asked: Vec<_> = merged.conflicts.iter().map(|one| &one.mine[..]).collect();
    assert_eq!(asked, [[Edit::Remove("1791-dddd".into())]]);
}

#[test]
fn without_ids_a_new_line_just_like_mine_is_asked_about_once() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa";
    let add = |key: &str| Edit::Add(new(key, "Ayran"));
    let theirs = "old | 2 Lahmacun @30 #1791-cccc | 1 Ayran @10 #1791-dddd";
    let merged = brought(base, vec![add("ads-00001"), add("ads-00002")], theirs);
    assert_eq!(merged.draft.edits(), [add("ads-00002")]);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].mine, [add("ads-00001")]);
    assert_eq!(merged.conflicts[0].place, Place::Line("1791-dddd".into()));
    // Both of them is a line more, under a name of its own.
    let places = [(merged.conflicts[0].place.clone(), Answer::Both)];
    let both = answered(merged, &places, &bill(base), &house(), &mut || {
        "new-00001".into()
    });
    assert_eq!(both.edits(), [add("ads-00002"), add("new-00001")]);
    // Where servers show ids, mine would be known by its own.
    let newer = brought(
        "2 Lahmacun @30",
        vec![add("ads-00001")],
        "2 Lahmacun @30 | 1 Ayran @10 #line-0009",
    );
    assert_eq!(newer.conflicts, []);
}

#[test]
fn a_line_that_was_born_again_under_another_name_is_not_taken_for_gone() {
    let base = "2 Lahmacun @30 #line-0001 | 1 Ayran @10 #line-0002";
    let theirs = "2 Lahmacun @30 #line-0009 | 1 Ayran @10 #line-0002";
    for mine in [Edit::Remove(line()), quantity(4)] {
        let merged = brought(base, vec![mine.clone()], theirs);
        assert_eq!(merged.draft.edits(), []);
        assert_eq!(merged.conflicts.len(), 1, "{mine:?}");
        let conflict = &merged.conflicts[0];
        assert_eq!(conflict.place, Place::Line("line-0009".into()));
        assert!(!conflict.gone);
    }
}

#[test]
fn a_line_taken_off_that_came_back_changed_under_another_name_is_asked_about() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa | 1 Ayran @10 #1791-bbbb";
    let theirs = "old | 2 Lahmacun @30 #1791-cccc | 3 Ayran @10 #1791-dddd";
    let merged = brought(base, vec![Edit::Remove("1791-bbbb".into())], theirs);
    assert_eq!(merged.conflicts[0].mine, [Edit::Remove("1791-dddd".into())]);
    // What I put in its place is not what I took off.
    let mine = vec![
        Edit::Remove("1791-bbbb".into()),
        Edit::Add(NewLine {
            quantity: Quantity::pieces(3),
            ..new("ads-00001", "Ayran")
        }),
    ];
    let merged = brought(base, mine, theirs);
    let asked: Vec<_> = merged.conflicts.iter().map(|one| &one.mine[0]).collect();
    assert!(matches!(asked[..], [Edit::Add(_)]), "{asked:?}");
}

#[test]
fn a_guess_that_became_certain_is_no_touch() {
    let theirs = "2 Lahmacun @30 | 1 Ayran @10";
    check_from("2 Lahmacun @30 probable | 1 Ayran @10", quantity(4), theirs);
    check_from(
        "2 Lahmacun @30 unresolved | 1 Ayran @10",
        quantity(4),
        theirs,
    );
}

#[track_caller]
fn check_from(base: &str, mine: Edit, theirs: &str) {
    let merged = brought(base, vec![mine.clone()], theirs);
    assert_eq!(merged.conflicts, [], "{base}");
    assert_eq!(merged.draft.edits(), [mine], "{base}");
}
