//! What was found, and how it is told.

/// One rule or one question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Where the contract speaks of it.
    pub section: &'static str,
    /// The rule as a sentence, or the question.
    pub says: &'static str,
    /// What came of it.
    pub answer: Answer,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// A rule that adisyon relies on holds.
    Holds,
    /// It does not; what happened instead.
    Broken(String),
    /// The answer to an open question.
    Open(String),
    /// It could not be asked here; why.
    Unasked(String),
}

impl Finding {
    /// A rule; `seen` is told where it does not hold.
    pub fn rule(
        section: &'static str,
        says: &'static str,
        holds: bool,
        seen: impl FnOnce() -> String,
    ) -> Finding {
        let answer = if holds {
            Answer::Holds
        } else {
            Answer::Broken(seen())
        };
        Finding {
            section,
            says,
            answer,
        }
    }

    /// An open question and its answer.
    pub fn open(section: &'static str, says: &'static str, answer: impl Into<String>) -> Finding {
        let answer = Answer::Open(answer.into());
        Finding {
            section,
            says,
            answer,
        }
    }

    /// A question that could not be asked.
    pub fn unasked(section: &'static str, says: &'static str, why: impl Into<String>) -> Finding {
        let answer = Answer::Unasked(why.into());
        Finding {
            section,
            says,
            answer,
        }
    }

    /// True for a rule that does not hold.
    pub fn is_broken(&self) -> bool {
        matches!(self.answer, Answer::Broken(_))
    }
}

/// Prints the findings; the number of broken rules.
pub fn tell(server: &str, findings: &[Finding]) -> usize {
    println!("{server}:");
    for Finding {
        section,
        says,
        answer,
    } in findings
    {
        match answer {
            Answer::Holds => println!("  holds   {section:<8} {says}"),
            Answer::Broken(seen) => println!("  BROKEN  {section:<8} {says}: {seen}"),
            Answer::Open(answer) => println!("  answer  {section:<8} {says} {answer}"),
            Answer::Unasked(why) => println!("  unasked {section:<8} {says} ({why})"),
        }
    }
    let broken = findings.iter().filter(|one| one.is_broken()).count();
    println!("{} findings, {broken} broken", findings.len());
    broken
}

/// Where the simulator answers otherwise than the server.
pub fn differences(real: &[Finding], simulated: &[Finding]) -> Vec<String> {
    let told = |answer: &Answer| match answer {
        Answer::Holds => "it holds".to_owned(),
        Answer::Broken(seen) => format!("it does not hold: {seen}"),
        Answer::Open(answer) => answer.clone(),
        Answer::Unasked(_) => String::new(),
    };
    let asked = |one: &&Finding| !matches!(one.answer, Answer::Unasked(_));
    let pairs = real.iter().filter(asked).filter_map(|one| {
        let mut same = simulated.iter().filter(asked);
        let other = same.find(|other| other.says == one.says)?;
        (other.answer != one.answer).then_some((one, other))
    });
    pairs
        .map(|(one, other)| {
            format!(
                "{} {} server: {}; simulator: {}",
                one.section,
                one.says,
                told(&one.answer),
                told(&other.answer)
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_with_both_answers_and_what_was_not_asked_is_none() {
        let real = [
            Finding::open("C:G.4", "Does a plain id match?", "yes"),
            Finding::open("C:L.2", "What of a discount above its line?", "refused"),
            Finding::unasked("C:G.8", "And payments?", "no method"),
        ];
        let simulated = [
            Finding::open("C:G.4", "Does a plain id match?", "no"),
            Finding::open("C:L.2", "What of a discount above its line?", "refused"),
            Finding::open("C:G.8", "And payments?", "yes"),
        ];
        let told = differences(&real, &simulated);
        assert_eq!(
            told,
            ["C:G.4 Does a plain id match? server: yes; simulator: no"]
        );
    }
}
