//! `pictures`: every screen in light and dark at three widths, for people to look at.

use crate::places;
use crate::press;
use crate::run;
use crate::stop::{Outcome, Stop};

use super::provisions::Provisions;
use super::stream;
use super::suite::{Suite, e2e};

/// Where the pictures are left.
const FOLDER: &str = "target/pictures";

/// The languages, and what ends the names of the tests that walk in them.
const LANGUAGES: [(&str, &str); 5] = [
    ("tr", "in_turkish"),
    ("en", "in_english"),
    ("de", "in_german"),
    ("ru", "in_russian"),
    ("all", "in_"),
];

/// Walks over all screens in a language and leaves their pictures.
pub fn pictures(arguments: &[String]) -> Outcome {
    let tests = walks(arguments)?;
    run::without_progress_bars();
    stream::end_with_us()?;
    Provisions::begin(&[Suite::E2e]).wait(Suite::E2e.needs())?;
    let tally = e2e(&[tests], &[], &[("ADISYON_E2E_PICTURES", "1")]);
    let left = press::files(&places::root().join(FOLDER))?.len();
    println!("{left} pictures in {FOLDER}/");
    if tally.failed > 0 {
        return Err(Stop::failed("not every screen could be reached"));
    }
    Ok(())
}

fn walks(arguments: &[String]) -> Outcome<&'static str> {
    let asked = match arguments {
        [] => "tr",
        [one] => one,
        _ => return Err(wrong()),
    };
    let known = LANGUAGES.iter().find(|(name, _)| *name == asked);
    known.map(|(_, tests)| *tests).ok_or_else(wrong)
}

fn wrong() -> Stop {
    Stop::usage("pictures takes one language: tr, en, de, ru or all")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn turkish_unless_another_language_is_named() {
        assert_eq!(walks(&[]).unwrap(), "in_turkish");
        assert_eq!(walks(&["ru".to_owned()]).unwrap(), "in_russian");
        assert_eq!(walks(&["fr".to_owned()]).unwrap_err().code, 2);
    }
}
