//! What happened in all scripts together: a proof in which nobody was ever asked proves nothing.
use crate::desk::Outcome;
use std::collections::BTreeMap;
use std::fmt;

/// Counts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Whether a play tells what happens.
    pub talkative: bool,
    /// Scripts played.
    pub scripts: usize,
    /// Saves sent.
    pub saves: usize,
    /// Drafts brought over to a bill that had changed.
    pub merges: usize,
    /// Those of them in which nobody could tell which row is which.
    pub unclear: usize,
    /// Pairs of saves at the same moment.
    pub races: usize,
    /// Saves that a waiter gave up.
    pub gave_up: usize,
    /// Outcomes by name.
    pub outcomes: BTreeMap<&'static str, usize>,
    /// What went wrong on the road, by name.
    pub struck: BTreeMap<&'static str, usize>,
    /// Problems by code.
    pub troubles: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Counts an outcome.
    pub fn outcome(&mut self, outcome: Outcome) {
        let name = match outcome {
            Outcome::Saved => "saved",
            Outcome::Partly => "partly",
            Outcome::NotSaved => "not saved",
            Outcome::Changed => "changed",
            Outcome::Unknown => "unknown",
            Outcome::Crashed => "crashed",
        };
        *self.outcomes.entry(name).or_default() += 1;
    }

    /// Adds what happened elsewhere.
    pub fn add(&mut self, other: &Tally) {
        self.scripts += other.scripts;
        self.saves += other.saves;
        self.merges += other.merges;
        self.unclear += other.unclear;
        self.races += other.races;
        self.gave_up += other.gave_up;
        for (name, count) in &other.outcomes {
            *self.outcomes.entry(name).or_default() += count;
        }
        for (name, count) in &other.struck {
            *self.struck.entry(name).or_default() += count;
        }
        for (code, count) in &other.troubles {
            *self.troubles.entry(code).or_default() += count;
        }
    }

    /// Counts what went wrong on the road of one save.
    pub fn struck(&mut self, names: &[&'static str]) {
        for name in names {
            *self.struck.entry(name).or_default() += 1;
        }
    }

    /// Counts a problem.
    pub fn trouble(&mut self, code: &'static str) {
        *self.troubles.entry(code).or_default() += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} scripts, {} saves, {} merges ({} unclear), {} races, {} given up\n  outcomes:",
            self.scripts, self.saves, self.merges, self.unclear, self.races, self.gave_up
        )?;
        for (name, count) in &self.outcomes {
            write!(f, " {name} {count}")?;
        }
        let deaths = self.outcomes.get("crashed").copied().unwrap_or_default();
        let percent = deaths as f64 * 100.0 / self.saves.max(1) as f64;
        write!(
            f,
            "\n  the backend died in {deaths} saves ({percent:.1} %); on the road:"
        )?;
        for (name, count) in &self.struck {
            write!(f, " {name} {count}")?;
        }
        write!(f, "\n  problems:")?;
        for (code, count) in &self.troubles {
            write!(f, " {code} {count}")?;
        }
        Ok(())
    }
}
