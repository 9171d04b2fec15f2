//! A mutant that no switch can express: built and run by itself.

use crate::list::{Mutant, Place};
use crate::outcome::Outcome;
use crate::runs;
use crate::stage::Stage;

/// Puts only this change into the copy. The switch of the other mutants is not there, so nothing ends the tests early.
pub fn decide(stage: &Stage, mutant: &Mutant) -> Result<Outcome, String> {
    stage.restore()?;
    let source = stage.source(&mutant.file)?;
    stage.write(&mutant.file, &changed(&source, mutant)?)?;
    match stage.build()? {
        Err(_) => Ok(Outcome::Unviable),
        Ok(tests) => runs::one(&tests, None, &[]),
    }
}

fn changed(source: &str, mutant: &Mutant) -> Result<String, String> {
    let place =
        |place| byte(source, place).ok_or_else(|| format!("{}: not in the source", mutant.name));
    let (start, mut end) = (place(mutant.span.start)?, place(mutant.span.end)?);
    if mutant.genre == crate::list::Genre::StructField && source[end..].starts_with(',') {
        end += 1;
    }
    Ok(format!(
        "{}{}{}",
        &source[..start],
        mutant.replacement,
        &source[end..]
    ))
}

fn byte(source: &str, place: Place) -> Option<usize> {
    let line: usize = source
        .split_inclusive('\n')
        .take(place.line - 1)
        .map(str::len)
        .sum();
    let text = source.get(line..)?;
    let before: usize = text
        .chars()
        .take(place.column - 1)
        .map(char::len_utf8)
        .sum();
    Some(line + before)
}
