//! Who else is at the bill: which words stand for them, who has which line in hand, and what is worth saying aloud.
use adisyon_bill::LineKey;
pub use adisyon_wire::live::Other;
use std::collections::{BTreeMap, BTreeSet};

/// Who comes back sooner is not said again, in milliseconds: a reload is no visit.
pub const QUIET: i64 = 60_000;

/// A person by name; none is somebody without one.
pub type Who = Option<String>;

/// A name as it is shown: the first word, and the first letter of the last.
pub fn short(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (
        words.next(),
        words.next_back().and_then(|last| last.chars().next()),
    ) {
        (Some(first), Some(letter)) => format!("{first} {letter}."),
        (Some(first), None) => first.to_owned(),
        (None, _) => String::new(),
    }
}

/// The first letters of the first and the last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let letter = |word: &str| word.chars().next();
    first.into_iter().chain(last).filter_map(letter).collect()
}

/// Who has this line in hand.
pub fn holders(others: &[Other], line: &LineKey) -> Vec<Who> {
    let here = others.iter();
    let here = here.filter(|other| other.line.as_deref() == Some(line.as_str()));
    here.map(|other| other.name.clone()).collect()
}

/// What was said already.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// Present, or gone since when.
    people: BTreeMap<Who, Option<i64>>,
    lines: BTreeMap<(Who, String), Option<i64>>,
}

/// Something worth saying, once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Say {
    /// Somebody came.
    Came(Who),
    /// Somebody took this line in hand.
    Took(Who, LineKey),
}

impl Said {
    /// What is to be said now that these are here. Who comes with a line in hand is one sentence.
    pub fn hear(&mut self, others: &[Other], now: i64) -> Vec<Say> {
        let people = others.iter().map(|other| other.name.clone()).collect();
        let lines = others.iter();
        let lines = lines.filter_map(|other| Some((other.name.clone(), other.line.clone()?)));
        let came = arrivals(&mut self.people, people, now);
        let took = arrivals(&mut self.lines, lines.collect(), now);
        let busy: BTreeSet<Who> = took.iter().map(|(who, _)| who.clone()).collect();
        let came = came.into_iter().filter(|who| !busy.contains(who));
        let took = took.iter();
        let took = took.map(|(who, line)| Say::Took(who.clone(), LineKey::new(line.clone())));
        came.map(Say::Came).chain(took).collect()
    }
}

/// Who is here now and was not a while ago.
fn arrivals<K: Ord + Clone>(
    known: &mut BTreeMap<K, Option<i64>>,
    here: BTreeSet<K>,
    now: i64,
) -> Vec<K> {
    for (_, gone) in known.iter_mut().filter(|(key, _)| !here.contains(key)) {
        gone.get_or_insert(now);
    }
    known.retain(|_, gone| gone.is_none_or(|gone| now - gone < QUIET));
    here.into_iter()
        .filter(|key| known.insert(key.clone(), None).is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name/line`, `-` for none.
    fn others(text: &str) -> Vec<Other> {
        let part = |part: &str| (part != "-").then(|| part.to_owned());
        let one = |one: &str| {
            let (name, line) = one.split_once('/').expect("name/line");
            Other {
                name: part(name),
                line: part(line),
            }
        };
        text.split_whitespace().map(one).collect()
    }

    fn heard(said: &mut Said, text: &str, now: i64) -> Vec<String> {
        let name = |who: Who| who.unwrap_or_else(|| "-".into());
        let said = said.hear(&others(text), now).into_iter();
        said.map(|say| match say {
            Say::Came(who) => name(who),
            Say::Took(who, line) => format!("{}/{line}", name(who)),
        })
        .collect()
    }

    #[test]
    fn a_name_is_shortened_to_what_colleagues_call_each_other() {
        for (name, shown, letters) in [
            ("Elif Şahin", "Elif Ş.", "EŞ"),
            ("  Çağla  İpek Öz ", "Çağla Ö.", "ÇÖ"),
            ("Murat", "Murat", "M"),
            ("", "", ""),
        ] {
            assert_eq!(
                (short(name), initials(name)),
                (shown.into(), letters.into())
            );
        }
    }

    #[test]
    fn a_line_knows_who_has_it_in_hand() {
        let here = others("Elif/a Murat/b -/a Ece/-");
        let who = |line: &str| holders(&here, &LineKey::new(line));
        assert_eq!(who("a"), [Some("Elif".to_owned()), None]);
        assert_eq!(who("b"), [Some("Murat".to_owned())]);
        assert_eq!(who("c"), [None; 0]);
    }

    #[test]
    fn each_arrival_and_each_line_is_said_once() {
        let mut said = Said::default();
        assert_eq!(heard(&mut said, "", 0), [""; 0]);
        assert_eq!(heard(&mut said, "Elif/-", 1), ["Elif"]);
        assert_eq!(heard(&mut said, "Elif/-", 2), [""; 0]);
        assert_eq!(heard(&mut said, "Elif/a", 3), ["Elif/a"]);
        assert_eq!(heard(&mut said, "Elif/-", 4), [""; 0]);
        assert_eq!(heard(&mut said, "Elif/a", 5), [""; 0], "the same again");
        assert_eq!(heard(&mut said, "Elif/b", 6), ["Elif/b"]);
        assert_eq!(heard(&mut said, "Elif/b -/c", 7), ["-/c"], "one sentence");
    }

    #[test]
    fn who_was_away_for_a_while_is_said_again_and_after_a_moment_is_not() {
        let mut said = Said::default();
        let long = 10 * QUIET;
        assert_eq!(heard(&mut said, "Elif/-", 0), ["Elif"]);
        assert_eq!(heard(&mut said, "", long), [""; 0]);
        assert_eq!(heard(&mut said, "Elif/-", long + QUIET - 1), [""; 0]);
        assert_eq!(heard(&mut said, "", 2 * long), [""; 0]);
        assert_eq!(heard(&mut said, "Elif/-", 2 * long + QUIET), ["Elif"]);
    }
}
