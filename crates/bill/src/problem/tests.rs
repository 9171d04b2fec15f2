use super::*;
use crate::{Money, Quantity};

#[test]
fn what_an_answer_settles_asks_and_everything_else_blocks() {
    let money = Money::ZERO;
    for asks in [
        Trouble::Probable,
        Trouble::IdentityLost,
        Trouble::Reprice(money, money),
        Trouble::RepriceTotal(money, money),
    ] {
        assert_eq!(asks.weight(), Weight::Asks, "{asks:?}");
    }
    for blocks in [
        Trouble::Unresolved,
        Trouble::ProductGone,
        Trouble::VoidedIdentity,
        Trouble::Surcharge(money),
        Trouble::HiddenNote,
        Trouble::OptionTwice(String::new()),
        Trouble::QuantityRange(Quantity::ONE),
        Trouble::TooManyLines,
    ] {
        assert_eq!(blocks.weight(), Weight::Blocks, "{blocks:?}");
    }
}

#[test]
fn each_loss_that_may_be_accepted_has_its_name() {
    let money = Money::ZERO;
    let accepted = [
        (Trouble::Surcharge(money), Loss::Surcharge),
        (Trouble::HiddenNote, Loss::HiddenNote),
        (Trouble::IdentityLost, Loss::Identity),
        (Trouble::VoidedIdentity, Loss::Identity),
        (Trouble::Reprice(money, money), Loss::Reprice),
        (Trouble::RepriceTotal(money, money), Loss::Reprice),
        (Trouble::OptionTwice(String::new()), Loss::DuplicateOption),
    ];
    for (trouble, loss) in accepted {
        assert_eq!(trouble.acceptable(), Some(loss), "{trouble:?}");
    }
    for trouble in [
        Trouble::Unresolved,
        Trouble::Timer,
        Trouble::Marketplace,
        Trouble::Empty,
    ] {
        assert_eq!(trouble.acceptable(), None, "{trouble:?}");
    }
}
