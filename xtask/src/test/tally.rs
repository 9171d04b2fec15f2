//! Counting what test programs say about themselves.

/// How one suite ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests, or checks, that passed.
    pub passed: usize,
    /// Tests, or checks, that failed.
    pub failed: usize,
    /// Names of failed tests and other things to know, for the summary.
    pub remarks: Vec<String>,
}

impl Tally {
    /// The suite could not begin.
    pub fn not_run(why: String) -> Self {
        Self {
            failed: 1,
            remarks: vec![format!("not run: {why}")],
            ..Self::default()
        }
    }

    /// One check that either passed or failed.
    pub fn check(passed: bool, what: &str) -> Self {
        if passed {
            return Self {
                passed: 1,
                ..Self::default()
            };
        }
        Self {
            failed: 1,
            remarks: vec![format!("failed: {what}")],
            ..Self::default()
        }
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.remarks.extend(other.remarks);
    }

    /// Reads one line of a test program's output.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        } else if let Some(test) = line.strip_prefix("test ").and_then(failed) {
            self.remarks.push(format!("failed: {test}"));
        }
    }

    /// A command that ends badly has failed, whatever its output counted: it may not even have compiled.
    pub fn ended(&mut self, well: bool, what: &str) {
        if !well && self.failed == 0 {
            self.failed = 1;
            self.remarks.push(format!("failed: {what}"));
        }
    }

    /// A suite that ran nothing has not passed.
    pub fn must_have_run(&mut self) {
        if self.passed == 0 && self.failed == 0 {
            self.failed = 1;
            self.remarks.push("ran no test".to_owned());
        }
    }
}

fn failed(test: &str) -> Option<&str> {
    test.strip_suffix(" ... FAILED")
        .or_else(|| test.strip_suffix(" ... FAIL"))
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text
        .split(word)
        .next()
        .filter(|before| before.len() < text.len())
        .unwrap_or_default();
    before
        .rsplit(' ')
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// The line without the terminal's colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        rest = rest[at..].find('m').map_or("", |end| &rest[at + end + 1..]);
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn results_of_several_programs_add_up() {
        let tally = read(&[
            "test money::tests::rounds ... ok",
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "test result: ok. 2 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.11s",
        ]);
        assert_eq!(
            tally,
            Tally {
                passed: 14,
                ..Tally::default()
            }
        );
    }

    #[test]
    fn failed_tests_are_counted_and_named_also_in_colour() {
        let tally = read(&[
            "test plan::never_stuck ... \u{1b}[31mFAILED\u{1b}[0m",
            "test web::opens ... FAIL",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored",
        ]);
        assert_eq!((tally.passed, tally.failed), (1, 2));
        assert_eq!(
            tally.remarks,
            ["failed: plan::never_stuck", "failed: web::opens"]
        );
    }

    #[test]
    fn a_bad_ending_without_a_failed_test_is_one_failure() {
        let mut tally = Tally::default();
        tally.ended(false, "cargo test");
        assert_eq!(tally.failed, 1);
        let mut counted = Tally {
            passed: 4,
            failed: 2,
            ..Tally::default()
        };
        counted.ended(false, "cargo test");
        assert_eq!(counted.failed, 2);
    }

    #[test]
    fn a_suite_without_a_test_fails() {
        let mut tally = read(&[
            "running 0 tests",
            "test result: ok. 0 passed; 0 failed; 0 ignored",
        ]);
        tally.must_have_run();
        assert_eq!(tally.failed, 1);
        assert_eq!(tally.remarks, ["ran no test"]);
    }
}
