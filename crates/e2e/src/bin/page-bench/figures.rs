//! Numbers that were taken often, and what is said of them.

use std::fmt;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Time,
    /// Megabytes of 1024 · 1024.
    Memory,
}

/// Median and 95th percentile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Half of the numbers are at most this.
    pub median: f64,
    /// 95 of a hundred are at most this.
    pub p95: f64,
}

impl Spread {
    /// Of numbers in any order; none of none.
    pub fn of(numbers: &[f64]) -> Option<Spread> {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        Some(Spread {
            median: median(&sorted)?,
            p95: ranked(&sorted, 95)?,
        })
    }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() % 2 {
        1 => sorted.get(middle).copied(),
        _ => Some(f64::midpoint(
            *sorted.get(middle.checked_sub(1)?)?,
            *sorted.get(middle)?,
        )),
    }
}

/// The smallest number that so many of a hundred do not exceed.
fn ranked(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// One against the other, by their medians; none against nothing.
pub fn ratio(one: Spread, other: Spread) -> Option<f64> {
    (other.median > 0.0).then(|| one.median / other.median)
}

/// What is hoped for: at most so many times the other page's median.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal(pub f64);

impl Goal {
    /// Whether a ratio reaches it. Two hundredths are noise.
    pub fn met(self, ratio: f64) -> bool {
        ratio <= self.0 + 0.02
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was measured, and under which conditions.
    pub name: String,
    /// What its numbers count.
    pub unit: Unit,
    /// Our page's.
    pub ours: Spread,
    /// The hand-written page's, where it has the like.
    pub plain: Option<Spread>,
    /// Against the hand-written page.
    pub goal: Option<Goal>,
}

impl Figure {
    /// The line: ours, the hand-written page's with the ratio and the goal, the previous release's with the ratio.
    pub fn line(&self, before: Option<Spread>) -> String {
        let plain = self.plain.map_or_else(
            || format!("{:>26}", ""),
            |plain| {
                let ratio = ratio(self.ours, plain);
                let said = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
                format!("{} {said:>6}", self.pair(plain))
            },
        );
        let before = before.map_or_else(String::new, |before| {
            let ratio = ratio(self.ours, before);
            let said = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            format!("{} {said:>6}", self.pair(before))
        });
        let line = format!(
            "{:<46}{} {plain}  {:<14}{before}",
            self.name,
            self.pair(self.ours),
            self.verdict()
        );
        line.trim_end().to_owned()
    }

    fn verdict(&self) -> String {
        let (Some(goal), Some(plain)) = (self.goal, self.plain) else {
            return String::new();
        };
        match ratio(self.ours, plain) {
            Some(ratio) if goal.met(ratio) => format!("met ({:.1})", goal.0),
            _ => format!("missed ({:.1})", goal.0),
        }
    }

    fn pair(&self, spread: Spread) -> String {
        match self.unit {
            Unit::Time => format!("{:>9.1} {:>9.1}", spread.median, spread.p95),
            Unit::Memory => format!("{:>9.2} {:>9.2}", spread.median, spread.p95),
        }
    }
}

/// The table's first two lines.
pub struct Headings<'a> {
    /// What the previous release is called; none if nothing was kept.
    pub before: Option<&'a str>,
}

impl fmt::Display for Headings<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.before.unwrap_or_default();
        writeln!(
            out,
            "{:<46}{:>19}  {:>19} {:>6}  {:<14}{before:>19}",
            "", "adisyon", "by hand", "ratio", "goal"
        )?;
        write!(
            out,
            "{:<46}{:>9} {:>9}  {:>9} {:>9}",
            "milliseconds, megabytes", "median", "p95", "median", "p95"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(median: f64, p95: f64) -> Spread {
        Spread { median, p95 }
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let check = |numbers: &[f64], median, p95| {
            assert_eq!(
                Spread::of(numbers),
                Some(spread(median, p95)),
                "{numbers:?}"
            );
        };
        check(&[7.0], 7.0, 7.0);
        check(&[9.0, 1.0], 5.0, 9.0);
        check(&[3.0, 1.0, 2.0], 2.0, 3.0);
        check(&[4.0, 1.0, 3.0, 2.0], 2.5, 4.0);
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn of_a_hundred_numbers_ninety_five_are_at_most_the_95th() {
        let numbers: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(Spread::of(&numbers), Some(spread(50.5, 95.0)));
        let twenty: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!(Spread::of(&twenty), Some(spread(10.5, 19.0)));
    }

    #[test]
    fn a_ratio_is_of_the_medians_and_none_of_nothing() {
        assert_eq!(ratio(spread(30.0, 99.0), spread(20.0, 21.0)), Some(1.5));
        assert_eq!(ratio(spread(30.0, 99.0), spread(0.0, 0.0)), None);
    }

    #[test]
    fn a_line_says_whether_its_goal_was_met() {
        let figure = |ours| Figure {
            name: "open".to_owned(),
            unit: Unit::Time,
            ours: spread(ours, ours),
            plain: Some(spread(100.0, 120.0)),
            goal: Some(Goal(1.2)),
        };
        assert!(figure(119.0).line(None).ends_with("1.19  met (1.2)"));
        assert!(figure(130.0).line(None).ends_with("1.30  missed (1.2)"));
        let before = figure(110.0).line(Some(spread(220.0, 230.0)));
        assert!(before.ends_with("0.50"), "{before}");
        let alone = Figure {
            plain: None,
            ..figure(5.0)
        };
        assert!(!alone.line(None).contains("met"));
    }
}
