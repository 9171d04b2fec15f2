//! The figures of a release, in a file of the repository: `name`, median and 95th percentile, one line each.

use std::fmt::Write as _;

use crate::figures::{Figure, Spread};

/// What was measured of a release.
#[derive(Debug, Default, PartialEq)]
pub struct Kept {
    /// The release, and on which machine it was measured.
    pub said: String,
    figures: Vec<(String, Spread)>,
}

impl Kept {
    /// Reads the file; what cannot be read is left out.
    pub fn read(text: &str) -> Kept {
        let mut kept = Kept::default();
        for line in text.lines() {
            if let Some(said) = line.strip_prefix("# ") {
                kept.said = said.to_owned();
            } else if let Some(figure) = figure(line) {
                kept.figures.push(figure);
            }
        }
        kept
    }

    /// The file's text for these figures.
    pub fn write(said: &str, figures: &[Figure]) -> String {
        let mut text = format!("# {said}\n");
        for Figure { name, ours, .. } in figures {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{name}\t{:.3}\t{:.3}", ours.median, ours.p95);
        }
        text
    }

    /// What a figure was; none if it was not measured then.
    pub fn of(&self, name: &str) -> Option<Spread> {
        let found = self.figures.iter().find(|(kept, _)| kept == name);
        found.map(|(_, spread)| *spread)
    }

    /// The release's name alone.
    pub fn release(&self) -> Option<&str> {
        self.said.split(',').next().filter(|name| !name.is_empty())
    }
}

fn figure(line: &str) -> Option<(String, Spread)> {
    let mut fields = line.split('\t');
    let name = fields.next()?.to_owned();
    let (median, p95) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((name, Spread { median, p95 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Unit;

    #[test]
    fn what_is_kept_is_read_again() {
        let spread = Spread {
            median: 12.5,
            p95: 20.0,
        };
        let figures = [Figure {
            name: "open, cold".to_owned(),
            unit: Unit::Time,
            ours: spread,
            plain: None,
            goal: None,
        }];
        let kept = Kept::read(&Kept::write("0.1.0, a machine", &figures));
        assert_eq!(kept.release(), Some("0.1.0"));
        assert_eq!(kept.of("open, cold"), Some(spread));
        assert_eq!(kept.of("open, warm"), None);
    }

    #[test]
    fn nothing_kept_is_no_release() {
        assert_eq!(Kept::read("").release(), None);
        assert_eq!(Kept::read("broken\tx\ty\n"), Kept::default());
    }
}
