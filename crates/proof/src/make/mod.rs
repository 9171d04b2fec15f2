//! From a seed to a script: random restaurants, accounts, waiters, colleagues and roads.
mod account;
mod acts;
mod menu;

use crate::rng::Rng;
use crate::script::Script;

/// What the whole part cannot set up over HTTP is left out of its scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Everything the model can be.
    Pure,
    /// What the simulator can be told to be.
    Whole,
}

/// The script of a seed; the same for ever on every machine.
pub fn script(seed: u64, reach: Reach) -> Script {
    let mut rng = Rng::new(seed);
    let house = menu::house(&mut rng, reach);
    let account = account::account(&mut rng, &house, reach);
    let acts = acts::acts(&mut rng, reach);
    Script {
        seed,
        whole: reach == Reach::Whole,
        house,
        account,
        acts,
    }
}
