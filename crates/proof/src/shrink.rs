//! Makes a failing script shorter while it still fails.
use crate::desk::Desk;
use crate::model::orders;
use crate::play::{Failure, play};
use crate::script::Script;
use crate::tally::Tally;

/// The most plays spent on it: of the pure part, and of the whole, where each takes a while.
const PLAYS: usize = 300;
const WHOLE_PLAYS: usize = 40;

/// The shortest failing script that dropping acts, rows and payments one by one leads to, and how it fails.
pub fn shrink(desk: &mut dyn Desk, script: &Script, failure: Failure) -> (Script, Failure) {
    let mut best = (script.clone(), failure);
    best.0.acts.truncate(best.1.act + 1);
    let most = if script.whole { WHOLE_PLAYS } else { PLAYS };
    let mut plays = 0;
    loop {
        let size = weight(&best.0);
        for part in [Part::Acts, Part::Rows, Part::Pays, Part::Products] {
            let mut at = part.length(&best.0);
            while at > 0 && plays < most {
                at -= 1;
                let mut shorter = best.0.clone();
                part.drop(&mut shorter, at);
                if !is_sound(&shorter) {
                    continue;
                }
                plays += 1;
                if let Err(failure) = play(desk, &shorter, &mut Tally::default())
                    && same_kind(&failure, &best.1)
                {
                    shorter.acts.truncate(failure.act + 1);
                    best = (shorter, failure);
                    at = at.min(part.length(&best.0));
                }
            }
        }
        if weight(&best.0) == size || plays >= most {
            return best;
        }
    }
}

/// Another failure must not pass for the one that was found.
fn same_kind(a: &Failure, b: &Failure) -> bool {
    let kind = |failure: &Failure| -> String {
        let first = failure.wrong.first().map_or("", String::as_str);
        let words = first.chars().filter(|c| !c.is_ascii_digit());
        // What stands behind a colon names the thing, what stands before it the kind; some say it the other way round.
        words
            .take(12)
            .chain(first.chars().rev().take(12))
            .filter(|c| c.is_alphabetic())
            .collect()
    };
    kind(a) == kind(b)
}

/// An account that the platform could hold.
fn is_sound(script: &Script) -> bool {
    let account = &script.account;
    let cover = orders::cover(account.kind, account.guests, &script.house);
    let listed = account.rows.iter().any(|row| row.is_cover());
    account.paid() <= account.total()
        && listed == cover.is_some()
        && !script.house.products.is_empty()
        && account.rows.iter().any(|row| !row.is_cover())
}

fn weight(script: &Script) -> usize {
    script.acts.len()
        + script.account.rows.len()
        + script.account.pays.len()
        + script.house.products.len()
}

#[derive(Clone, Copy)]
enum Part {
    Acts,
    Rows,
    Pays,
    Products,
}

impl Part {
    fn length(self, script: &Script) -> usize {
        match self {
            Part::Acts => script.acts.len(),
            Part::Rows => script.account.rows.len(),
            Part::Pays => script.account.pays.len(),
            Part::Products => script.house.products.len(),
        }
    }

    fn drop(self, script: &mut Script, at: usize) {
        match self {
            Part::Acts => drop(script.acts.remove(at)),
            Part::Rows => drop(script.account.rows.remove(at)),
            Part::Pays => drop(script.account.pays.remove(at)),
            Part::Products => drop(script.house.products.remove(at)),
        }
    }
}
