#![allow(clippy::unwrap_used)]
mod apart;
mod cases;
mod names;
mod written;

use super::*;
use crate::arbitrary::{any_bill, deeds, house, script};
use crate::draft::Working;
use crate::notation::show;
use crate::pretend::{as_worked, content};
use proptest::prelude::*;

fn worked(bill: &Arc<Bill>, edits: &[Edit]) -> Arc<Bill> {
    let working = Draft::with_edits(bill.clone(), edits.to_vec()).working(&house());
    Arc::new(as_worked(bill, &working, &house()))
}

fn numbered() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("new-{number:05}")
    }
}

/// Two rows alike without ids: nobody can say which of them was meant.
fn has_twins(bill: &Bill) -> bool {
    let rows: Vec<_> = bill
        .payments
        .rows()
        .iter()
        .filter(|row| row.identity.is_none())
        .collect();
    let alike = |a: usize, b: usize| !compare::touched_payment(rows[a], rows[b]);
    (0..rows.len()).any(|a| (0..a).any(|b| alike(a, b)))
}

/// Their bill, with all that my draft makes of it.
fn outcome(merge: &Merge) -> Bill {
    as_worked(merge.draft.base(), &merge.draft.working(&house()), &house())
}

proptest! {
    #[test]
    fn two_waiters_who_touch_different_lines_end_with_both_in_either_order(
        (text, base) in any_bill(), ours in deeds(14), others in deeds(14),
    ) {
        prop_assume!(!has_twins(&base));
        let base = Arc::new(base);
        let mine = script(&base, &ours, "mine", |at| at % 2 == 0);
        let theirs = script(&base, &others, "theirs", |at| at % 2 == 1);
        let both: Vec<Edit> = mine.iter().chain(&theirs).cloned().collect();
        let expected = content(&worked(&base, &both));
        for (first, second) in [(&mine, &theirs), (&theirs, &mine)] {
            let now = worked(&base, first);
            let draft = Draft::with_edits(base.clone(), second.clone());
            let merged = merge(&draft, now.clone(), &house());
            // Without ids, a new line just like a new one of theirs is asked about.
            prop_assume!(base.dialect.identities || !merged.conflicts.iter().any(adds));
            prop_assert_eq!(&merged.conflicts, &vec![], "{}\nnow {}", text, show(&now));
            prop_assert_eq!(merged.draft.strays(), vec![]);
            prop_assert_eq!(content(&outcome(&merged)), expected.clone(), "{}\nnow {}", text, show(&now));
        }
    }

    #[test]
    fn a_save_whose_answer_was_lost_is_no_conflict_and_leaves_nothing_to_do(
        (text, base) in any_bill(), ours in deeds(14),
    ) {
        let base = Arc::new(base);
        let draft = Draft::with_edits(base.clone(), script(&base, &ours, "mine", |_| true));
        let now = worked(&base, draft.edits());
        let merged = merge(&draft, now.clone(), &house());
        // Without ids only the whole bill tells (`holds_cart`); here doubts are asked about.
        if base.dialect.identities {
            prop_assert_eq!(&merged.conflicts, &vec![], "{}\nnow {}", text, show(&now));
            prop_assert_eq!(content(&outcome(&merged)), content(&now), "{}\nnow {}", text, show(&now));
        }
        let steps = [Step::Cart, Step::Payments];
        let settled = after_save(&draft, now, &steps, &house());
        prop_assert_eq!(settled.draft.edits(), &[]);
        prop_assert_eq!(&settled.conflicts, &vec![]);
    }

    #[test]
    fn nobodys_work_is_lost_whatever_is_answered((text, base) in any_bill(), ours in deeds(14), others in deeds(14)) {
        let base = Arc::new(base);
        let draft = Draft::with_edits(base.clone(), script(&base, &ours, "mine", |_| true));
        let now = worked(&base, &script(&base, &others, "theirs", |_| true));
        let merged = merge(&draft, now.clone(), &house());
        let calm = merged.draft.working(&house());
        for conflict in &merged.conflicts {
            // What is gone is named as in the base, where a mark may mean another row.
            prop_assert!(conflict.gone || !conflict.mine.iter().any(|edit| merged.draft.edits().contains(edit)));
            prop_assert!(conflict.gone || !changed_at(&calm, &conflict.place));
        }
        let all = |answer| -> Vec<_> { merged.conflicts.iter().map(|c| (c.place.clone(), answer)).collect() };
        let answered = |answer| {
            let answers = all(answer);
            answered(merged.clone(), &answers, &base, &house(), &mut numbered())
        };
        prop_assert_eq!(answered(Answer::Theirs).working(&house()), calm.clone());
        let mine = answered(Answer::Mine);
        prop_assert_eq!(mine.strays(), vec![], "{}\nnow {}", &text, show(&now));
        for conflict in merged.conflicts.iter().filter(|conflict| !conflict.gone && !adds(conflict)) {
            prop_assert!(changed_at(&mine.working(&house()), &conflict.place), "{:?}", conflict);
        }
        let both = answered(Answer::Both);
        prop_assert_eq!(both.strays(), vec![]);
        let working = both.working(&house());
        let copies = merged.conflicts.iter().filter(|conflict| !takes_off(conflict)).count();
        let rows = |working: &Working| working.lines.len() + working.payments.len();
        prop_assert_eq!(rows(&working), rows(&calm) + copies, "{}\nnow {}", text, show(&now));
        for conflict in merged.conflicts.iter().filter(|conflict| !conflict.gone) {
            prop_assert!(!changed_at(&working, &conflict.place));
        }
    }

    #[test]
    fn what_they_did_is_listed_and_nothing_else((_, base) in any_bill(), others in deeds(14)) {
        let base = Arc::new(base);
        let working = Draft::with_edits(base.clone(), script(&base, &others, "theirs", |_| true)).working(&house());
        let now = Arc::new(as_worked(&base, &working, &house()));
        let merged = merge(&Draft::new(base.clone()), now, &house());
        prop_assert_eq!(merged.draft.edits(), &[]);
        let now = merged.draft.base();
        if merged.theirs.is_empty() {
            prop_assert_eq!(content(now), content(&base));
        } else {
            prop_assert!(working.cart_changed || working.payments_changed);
        }
        // Without ids, a line that was taken off and entered again is the same line.
        for line in working.lines.iter().filter(|line| line.changed && base.dialect.identities) {
            prop_assert!(merged.theirs.contains(&Place::Line(line.key.clone())));
        }
    }
}

/// True for a new line of mine beside one just like it.
fn adds(conflict: &Conflict) -> bool {
    conflict
        .mine
        .iter()
        .any(|edit| matches!(edit, Edit::Add(_)))
}

fn changed_at(working: &Working, place: &Place) -> bool {
    match place {
        Place::Line(key) => working
            .lines
            .iter()
            .any(|line| line.key == *key && line.changed),
        Place::Payment(key) => working
            .payments
            .iter()
            .any(|row| row.key == *key && row.changed),
        _ => false,
    }
}
