//! What happens: one to three waiters, colleagues in the panel, a manager at the menu, and a bad road.
use super::{Reach, account};
use crate::model::panel::{Change, Shift};
use crate::rng::Rng;
use crate::script::{Act, Answered, Intent, Road, Temper, WAITERS};

/// The acts of a script; the last ones are saves of everybody.
pub(super) fn acts(rng: &mut Rng, reach: Reach) -> Vec<Act> {
    let waiters = 1 + rng.below(WAITERS);
    let mut acts: Vec<Act> = (0..waiters).map(|waiter| Act::Open { waiter }).collect();
    for _ in 0..2 + rng.below(14) {
        let waiter = rng.below(waiters);
        let act = match rng.below(20) {
            0..12 => Act::Do {
                waiter,
                intent: intent(rng),
            },
            12..15 => save(rng, waiter, reach),
            15..17 => Act::Panel(change(rng)),
            17 if rng.chance(40) => Act::Menu {
                shift: shift(rng),
                heard: rng.chance(50),
            },
            18 if rng.chance(40) => Act::Restart,
            19 if rng.chance(30) => Act::Open { waiter },
            19 if reach == Reach::Whole && waiters > 1 => Act::Together {
                first: 0,
                second: 1,
            },
            _ => Act::Do {
                waiter,
                intent: intent(rng),
            },
        };
        acts.push(act);
    }
    acts.extend((0..waiters).map(|waiter| save(rng, waiter, reach)));
    acts
}

fn save(rng: &mut Rng, waiter: usize, reach: Reach) -> Act {
    let temper = match rng.below(10) {
        0 => Temper::Stubborn,
        1..4 => Temper::Careful,
        _ => Temper::Accepts,
    };
    let answers = (0..4)
        .map(|_| *rng.pick(&[Answered::Mine, Answered::Theirs, Answered::Both]))
        .collect();
    let roads = (0..2).map(|_| match reach {
        Reach::Pure if rng.chance(30) => road(rng),
        Reach::Whole if rng.chance(20) => death(rng),
        Reach::Whole if rng.chance(25) => road(rng),
        _ => Road::Clear,
    });
    Act::Save {
        waiter,
        temper,
        answers,
        roads: roads.collect(),
    }
}

fn road(rng: &mut Rng) -> Road {
    *rng.pick(&[
        Road::CutBefore,
        Road::CutAfter,
        Road::Error,
        Road::ErrorAfter,
        Road::Limited,
        Road::Twice,
        Road::CrashBefore,
        Road::CrashAfter,
    ])
}

/// What only the whole part can show: a process that ends, and what is left of it.
fn death(rng: &mut Rng) -> Road {
    *rng.pick(&[Road::CrashBefore, Road::CrashAfter, Road::CrashReading])
}

fn any(rng: &mut Rng) -> usize {
    rng.below(1000)
}

fn intent(rng: &mut Rng) -> Intent {
    let line = any(rng);
    match rng.below(26) {
        0..5 => Intent::Quantity {
            line,
            quantity: account::quantity(rng),
        },
        5..7 => Intent::Remove { line },
        7 => Intent::Restore { line },
        8..10 => Intent::Note {
            line,
            note: wish_note(rng),
        },
        10 => Intent::Discount {
            line,
            percent: rng.between(0, 110),
        },
        11..13 => Intent::Options {
            line,
            draw: rng.bits() >> 16,
        },
        13 => Intent::Replace {
            line,
            product: any(rng),
            draw: rng.bits() >> 16,
            quantity: account::quantity(rng),
        },
        14..18 => Intent::Add {
            product: any(rng),
            draw: rng.bits() >> 16,
            quantity: account::quantity(rng),
            note: account::note(rng),
        },
        18..20 => Intent::Pay {
            method: any(rng),
            percent: if rng.rarely(8) {
                101
            } else {
                rng.between(1, 100)
            },
        },
        20 => Intent::Rebate {
            percent: rng.between(1, 30),
        },
        21 => Intent::Amount {
            row: any(rng),
            percent: rng.between(0, 120),
        },
        22 => Intent::Method {
            row: any(rng),
            method: any(rng),
        },
        23 => Intent::Unpay { row: any(rng) },
        24 => Intent::Repay { row: any(rng) },
        _ if rng.chance(60) => Intent::Undo,
        _ => Intent::Redo,
    }
}

fn wish_note(rng: &mut Rng) -> String {
    match rng.below(8) {
        0 => String::new(),
        1 => "not ".repeat(126),
        2 => "not ".repeat(125),
        _ => format!("masa {}", rng.below(40)),
    }
}

fn change(rng: &mut Rng) -> Change {
    let row = any(rng);
    match rng.below(16) {
        0..4 => Change::Add {
            product: any(rng),
            quantity: rng.between(1, 3) * 1000,
            options: rng.below(3),
        },
        4..6 => Change::Quantity {
            row,
            quantity: rng.between(1, 5) * 1000,
        },
        6 => Change::Void { row },
        7 => Change::VoidPart { row },
        8 => Change::Note {
            row,
            note: "mutfak: hazır".to_owned(),
        },
        9 => Change::Discount {
            row,
            percent: rng.between(0, 50),
        },
        10 if rng.rarely(3) => Change::Extra {
            row,
            amount: rng.between(1, 500),
        },
        11..13 => Change::Pay {
            method: any(rng),
            percent: rng.between(1, 100),
        },
        13 => Change::Unpay { row },
        14 => Change::Guests(rng.between(0, 8)),
        _ => Change::Quantity {
            row,
            quantity: 1000,
        },
    }
}

fn shift(rng: &mut Rng) -> Shift {
    let product = any(rng);
    match rng.below(8) {
        0..3 => Shift::Price {
            product,
            by: rng.between(-400, 600),
        },
        3 => Shift::ChoicePrice {
            product,
            by: rng.between(-50, 100),
        },
        4 => Shift::Tax {
            product,
            tax: *rng.pick(&[100, 1000, 2000]),
        },
        5 => Shift::Delete { product },
        6 => Shift::Passive { product },
        _ => Shift::DeleteMethod { method: any(rng) },
    }
}
