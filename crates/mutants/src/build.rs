//! One build with all mutants in it. What the compiler refuses is taken out until it compiles.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use crate::list::Mutant;
use crate::sites::{self, Number};
use crate::stage::{Complaint, Stage};
use crate::weave::{self, Woven};

/// The compiler stops at the first kind of trouble it meets, so it takes a few rounds; each takes something out.
const ROUNDS: usize = 60;

/// The build and what became of each mutant.
pub struct Build {
    /// The tests' program.
    pub tests: PathBuf,
    /// Behind a switch in it.
    pub switched: Vec<Number>,
    /// No program with them compiles.
    pub unviable: Vec<Number>,
    /// To be built by themselves.
    pub alone: Vec<Number>,
}

/// Weaves the wanted mutants in.
pub fn all_that_compile(
    stage: &Stage,
    mutants: &[Mutant],
    wanted: &[Number],
) -> Result<Build, String> {
    let mut switched: BTreeSet<Number> = wanted.iter().copied().collect();
    let mut unviable = Vec::new();
    let mut alone = Vec::new();
    for _ in 0..ROUNDS {
        let (files, hopeless) = write(stage, mutants, &switched)?;
        switched.retain(|number| !hopeless.contains(number));
        unviable.extend(hopeless);
        let known: BTreeSet<Number> = files
            .values()
            .flat_map(|woven| woven.own.iter().map(|own| own.1))
            .collect();
        alone.extend(switched.difference(&known));
        switched = known;
        println!("building {} mutants", switched.len());
        let complaints = match stage.build()? {
            Ok(tests) => {
                return Ok(Build {
                    tests,
                    switched: switched.into_iter().collect(),
                    unviable,
                    alone,
                });
            }
            Err(complaints) => complaints,
        };
        let before = switched.len();
        for complaint in &complaints {
            match blamed(complaint, &files) {
                Some(Blame::Own(number)) if switched.remove(&number) => unviable.push(number),
                Some(Blame::Around(numbers)) => {
                    alone.extend(numbers.into_iter().filter(|number| switched.remove(number)))
                }
                _ => {}
            }
        }
        if switched.len() == before {
            return Err(format!("no mutant is to blame for\n{}", complaints[0].text));
        }
    }
    Err(format!("does not compile after {ROUNDS} rounds"))
}

/// Writes all files that have mutants, and the root of the crate for the switch. With those that no program can hold.
fn write(
    stage: &Stage,
    mutants: &[Mutant],
    switched: &BTreeSet<Number>,
) -> Result<(BTreeMap<String, Woven>, Vec<Number>), String> {
    let (mut files, mut hopeless) = (BTreeMap::new(), Vec::new());
    stage.write(&stage.lib(), &stage.source(&stage.lib())?)?;
    let names: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.file.as_str()).collect();
    for name in names {
        let source = stage.source(name)?;
        let here = switched
            .iter()
            .map(|number| (*number, &mutants[*number]))
            .filter(|(_, mutant)| mutant.file == name);
        let found = sites::find(&source, here).map_err(|error| format!("{name}: {error}"))?;
        let woven = weave::weave(&source, &found.sites);
        hopeless.extend(found.hopeless);
        stage.write(name, &woven.text)?;
        files.insert(name.to_owned(), woven);
    }
    Ok((files, hopeless))
}

enum Blame {
    /// What it puts in does not compile.
    Own(Number),
    /// It compiles for itself, perhaps, but the switch does not.
    Around(Vec<Number>),
}

/// The innermost text of a mutant in which the compiler points, else the innermost site.
fn blamed(complaint: &Complaint, files: &BTreeMap<String, Woven>) -> Option<Blame> {
    let places = || {
        complaint
            .places
            .iter()
            .filter_map(|(file, bytes)| Some((files.get(file)?, bytes)))
    };
    let own = places().find_map(|(woven, bytes)| innermost(&woven.own, bytes));
    let around = || places().find_map(|(woven, bytes)| innermost(&woven.around, bytes));
    own.map(|number| Blame::Own(*number))
        .or_else(|| around().map(|numbers| Blame::Around(numbers.clone())))
}

fn innermost<'a, T>(texts: &'a [(Range<usize>, T)], bytes: &Range<usize>) -> Option<&'a T> {
    texts
        .iter()
        .filter(|(text, _)| text.start <= bytes.start && bytes.end <= text.end)
        .min_by_key(|(text, _)| text.len())
        .map(|(_, what)| what)
}
