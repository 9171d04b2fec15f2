//! What was found before is worth nothing if it is not the truth.
use crate::arbitrary::{any_bill, house, moves, script};
use crate::bill::Bill;
use crate::check::desk::Desk;
use crate::check::{Ground, Policy, problems};
use crate::draft::{Draft, Working};
use crate::edit::Edit;
use crate::line::{Identity, Note};
use crate::notation::{bill, menu};
use crate::problem::{Loss, Place, Trouble};
use crate::resolve::{Evidence, Found, OptionsFound};
use crate::{Money, Quantity};
use proptest::prelude::*;
use std::sync::Arc;

fn policies() -> impl Strategy<Value = Policy> {
    (any::<bool>(), prop::option::of(0..101_u32)).prop_map(|(marketplace_carts, discount_cap)| {
        Policy {
            marketplace_carts,
            discount_cap,
        }
    })
}

/// Makes lines harder: each number is one hazard of the line at its place.
fn endangered(mut bill: Bill, hazards: &[u8]) -> Bill {
    let first = bill.lines[0].identity.clone();
    for (line, hazard) in bill.lines.iter_mut().zip(hazards) {
        match hazard {
            0 => line.extra = Money::from_minor(250),
            1 => line.note = Note::Hidden,
            2 => line.identity = Identity::Lost,
            3 => line.identity = first.clone(),
            4 => line.resolution.found = Found::Unresolved(Vec::new()),
            5 => line.resolution.found = Found::Gone,
            6 => {
                if let Found::Certain(id, _) = &line.resolution.found {
                    line.resolution.found = Found::Probable(id.clone(), Evidence::Title);
                }
            }
            7 => {
                let twice = Trouble::OptionTwice("Acılı".to_owned());
                line.resolution.options = OptionsFound::Doubt(twice);
            }
            8 => line.amount += Money::from_minor(1),
            9 => line.discount = line.amount + Money::from_minor(100),
            _ => {}
        }
    }
    bill
}

/// Losses agreed to at lines, between the other edits.
fn agreed(bill: &Bill, mut edits: Vec<Edit>, losses: &[(u8, u8)]) -> Vec<Edit> {
    const LOSSES: [Loss; 6] = [
        Loss::Surcharge,
        Loss::Identity,
        Loss::HiddenNote,
        Loss::Reprice,
        Loss::DuplicateOption,
        Loss::Reprice,
    ];
    for &(at, loss) in losses {
        let place = match loss {
            5 => Place::Totals,
            _ => Place::Line(bill.lines[usize::from(at) % bill.lines.len()].key.clone()),
        };
        let loss = Edit::Accept(place, LOSSES[usize::from(loss)]);
        edits.insert(usize::from(at) % (edits.len() + 1), loss);
    }
    edits
}

proptest! {
    #[test]
    fn what_is_worked_out_step_by_step_is_what_is_worked_out_at_once(
        (text, bill) in any_bill(),
        hazards in prop::collection::vec(0..20_u8, 7),
        moves in moves(16),
        losses in prop::collection::vec((any::<u8>(), 0..6_u8), 0..4),
        policy in policies(),
        back in 0..8_usize,
    ) {
        let base = Arc::new(endangered(bill, &hazards));
        let menu = Arc::new(house());
        let ground = Ground::new(base.clone(), menu.clone());
        let mut draft = Draft::new(base.clone());
        let holds = |draft: &Draft| {
            let working = ground.working(draft);
            prop_assert_eq!(&working, &draft.working(&menu), "{}", text);
            let found = ground.problems(draft, &working, policy);
            prop_assert_eq!(found, problems(draft, &menu, policy), "{}", text);
            Ok(())
        };
        holds(&draft)?;
        for edit in agreed(&base, script(&base, &moves, "ads", |_| true), &losses) {
            draft.apply(edit);
            holds(&draft)?;
        }
        for _ in 0..back {
            draft.undo();
            holds(&draft)?;
        }
        // A draft of another bill finds nothing of this one's.
        let mut other = Bill::clone(&base);
        other.lines.reverse();
        let mut other = Draft::new(Arc::new(other));
        other.apply(Edit::Remove(base.lines[0].key.clone()));
        holds(&other)?;
    }
}

#[test]
fn a_line_that_is_not_touched_again_is_the_very_same() {
    let text = "7 Lahmacun @30 | 2 Çay @10 | 1 Ayran @10";
    let base = Arc::new(bill(text));
    let menu = Arc::new(menu(text));
    let ground = Ground::new(base.clone(), menu);
    let key = |at: usize| base.lines[at].key.clone();
    let mut draft = Draft::new(base.clone());
    draft.apply(Edit::Quantity(key(0), Quantity::pieces(8)));
    let before = ground.working(&draft);
    draft.apply(Edit::Quantity(key(1), Quantity::pieces(3)));
    let after = ground.working(&draft);
    let same = |at: usize| Arc::ptr_eq(&before.lines[at], &after.lines[at]);
    assert_eq!([same(0), same(1), same(2)], [true, false, true]);
    // Nor is it looked at again, until a loss is accepted at it.
    let found = |working: &Working| {
        let desk = Desk::new(&base, ground.rest.catalogue(), &working.accepted);
        ground.look(&desk, working, &working.lines[0])
    };
    assert!(Arc::ptr_eq(&found(&before), &found(&after)));
    draft.apply(Edit::Accept(Place::Line(key(0)), Loss::Reprice));
    let accepted = ground.working(&draft);
    assert!(!Arc::ptr_eq(&found(&after), &found(&accepted)));
}
