//! What became of the mutants, kept in a file so that only what lived is run again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::list::Mutant;

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A test failed; which, where that is known.
    Caught(String),
    /// All tests passed.
    Missed,
    /// The tests did not end.
    Timeout,
    /// It does not compile.
    Unviable,
}

/// All outcomes so far, by the mutant's name.
pub struct Outcomes {
    path: PathBuf,
    known: BTreeMap<String, Outcome>,
}

impl Outcomes {
    /// The outcomes of earlier runs, of mutants that there still are.
    pub fn open(path: PathBuf, mutants: &[Mutant], anew: bool) -> Result<Outcomes, String> {
        let text = if anew {
            String::new()
        } else {
            fs::read_to_string(&path).unwrap_or_default()
        };
        let mut known: BTreeMap<String, Outcome> = text.lines().filter_map(read).collect();
        known.retain(|name, _| mutants.iter().any(|mutant| mutant.name == *name));
        Ok(Outcomes { path, known })
    }

    /// Whether it was never run, or lived.
    pub fn is_open(&self, mutant: &Mutant) -> bool {
        matches!(self.known.get(&mutant.name), None | Some(Outcome::Missed))
    }

    /// Writes one down, and says so if it lived.
    pub fn add(&mut self, mutant: &Mutant, outcome: Outcome) -> Result<(), String> {
        if outcome == Outcome::Missed {
            println!("MISSED {}", mutant.name);
        }
        self.known.insert(mutant.name.clone(), outcome);
        let text: String = self
            .known
            .iter()
            .map(|(name, outcome)| write(name, outcome))
            .collect();
        fs::write(&self.path, text).map_err(|error| format!("{}: {error}", self.path.display()))
    }

    /// How many lived.
    pub fn lived(&self) -> usize {
        self.known
            .values()
            .filter(|outcome| **outcome == Outcome::Missed)
            .count()
    }

    /// A table by room of the crate, as it stands in the documents.
    pub fn table(&self, mutants: &[Mutant]) -> String {
        let mut rooms: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
        for mutant in mutants {
            let column = match self.known.get(&mutant.name) {
                Some(Outcome::Caught(_)) => 0,
                Some(Outcome::Missed) => 1,
                Some(Outcome::Timeout) => 2,
                Some(Outcome::Unviable) => 3,
                None => 4,
            };
            for room in [room(&mutant.file), "all"] {
                rooms.entry(room).or_default()[column] += 1;
            }
        }
        let all = rooms.remove("all");
        let mut table = "| room | caught | lived | no end | does not compile | not run |\n|---|---|---|---|---|---|\n".to_owned();
        for (room, [caught, lived, no_end, not, open]) in
            rooms.into_iter().chain(all.map(|all| ("**all**", all)))
        {
            let _ = writeln!(
                table,
                "| {room} | {caught} | {lived} | {no_end} | {not} | {open} |"
            );
        }
        table
    }
}

/// `merge` for `crates/bill/src/merge/bring.rs` and `crates/bill/src/merge.rs`.
pub fn room(file: &str) -> &str {
    let inner = file.rsplit_once("src/").map_or(file, |(_, inner)| inner);
    inner.split(['/', '.']).next().unwrap_or(inner)
}

fn write(name: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Caught(test) => format!("caught\t{name}\t{test}\n"),
        Outcome::Missed => format!("missed\t{name}\t\n"),
        Outcome::Timeout => format!("timeout\t{name}\t\n"),
        Outcome::Unviable => format!("unviable\t{name}\t\n"),
    }
}

fn read(line: &str) -> Option<(String, Outcome)> {
    let mut columns = line.split('\t');
    let (outcome, name) = (columns.next()?, columns.next()?);
    let outcome = match outcome {
        "caught" => Outcome::Caught(columns.next().unwrap_or_default().to_owned()),
        "missed" => Outcome::Missed,
        "timeout" => Outcome::Timeout,
        "unviable" => Outcome::Unviable,
        _ => return None,
    };
    Some((name.to_owned(), outcome))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_a_module_of_the_crate_with_all_in_it() {
        assert_eq!(room("crates/bill/src/merge/bring.rs"), "merge");
        assert_eq!(room("crates/bill/src/merge.rs"), "merge");
    }

    #[test]
    fn an_outcome_is_read_as_it_was_written() {
        let outcomes = [
            Outcome::Caught("a_test".to_owned()),
            Outcome::Missed,
            Outcome::Timeout,
            Outcome::Unviable,
        ];
        for outcome in outcomes {
            let line = write("a: replace b with c", &outcome);
            assert_eq!(
                read(line.trim_end_matches('\n')),
                Some(("a: replace b with c".to_owned(), outcome))
            );
        }
    }
}
