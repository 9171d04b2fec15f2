//! Which line this page has in hand, and when that is to be said: when it rests, again and again while it lasts, and no longer than
//! somebody does something. Its time is an argument.
use adisyon_wire::live::AGAIN;

/// A hand that only passes over lines tells nobody, in milliseconds.
pub const REST: i64 = 400;
/// After so long without any touch the line is let go.
pub const IDLE: i64 = 120_000;

/// What is in hand, and what was said of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holding {
    line: Option<String>,
    told: Option<String>,
    /// The last touch.
    touched: i64,
    /// When there is something to say.
    due: Option<i64>,
}

/// What an asked-for time brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Due {
    /// Say this now, and come again at this time.
    Tell(Option<String>, Option<i64>),
    /// Come again at this time.
    Wait(Option<i64>),
}

impl Holding {
    /// The person does something with this line, or with none. When to come, if that is sooner than was asked for.
    pub fn touch(&mut self, line: Option<String>, now: i64) -> Option<i64> {
        self.touched = now;
        if self.line == line {
            return None;
        }
        self.line = line;
        self.due = Some(now + REST);
        self.due
    }

    /// An asked-for time came.
    pub fn woke(&mut self, now: i64) -> Due {
        if self.line.is_some() && now >= self.touched + IDLE {
            self.line = None;
        }
        match self.due {
            Some(due) if now >= due => {}
            due => return Due::Wait(due),
        }
        let again = now + i64::from(AGAIN) * 1000;
        self.due = self.line.is_some().then_some(again);
        if self.line.is_none() && self.told.is_none() {
            return Due::Wait(None);
        }
        self.told.clone_from(&self.line);
        Due::Tell(self.line.clone(), self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: i64 = AGAIN as i64 * 1000;

    fn line(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn a_line_is_said_when_the_hand_rests_and_again_while_it_stays() {
        let mut holding = Holding::default();
        assert_eq!(holding.touch(line("a"), 0), Some(REST));
        assert_eq!(holding.touch(line("a"), 100), None, "the same");
        assert_eq!(holding.touch(line("b"), 200), Some(200 + REST));
        assert_eq!(holding.woke(REST), Due::Wait(Some(200 + REST)), "moved on");
        let said = 200 + REST;
        let next = said + EVERY;
        assert_eq!(holding.woke(said), Due::Tell(line("b"), Some(next)));
        assert_eq!(holding.woke(next), Due::Tell(line("b"), Some(next + EVERY)));
    }

    #[test]
    fn letting_go_is_said_once_and_a_hand_that_never_rested_says_nothing() {
        let mut holding = Holding::default();
        holding.touch(line("a"), 0);
        assert_eq!(holding.touch(None, 100), Some(100 + REST));
        assert_eq!(holding.woke(100 + REST), Due::Wait(None));
        holding.touch(line("a"), 1000);
        holding.woke(1000 + REST);
        holding.touch(None, 5000);
        assert_eq!(holding.woke(5000 + REST), Due::Tell(None, None));
        assert_eq!(holding.woke(9000), Due::Wait(None));
    }

    #[test]
    fn a_line_that_nobody_touches_is_let_go() {
        let mut holding = Holding::default();
        holding.touch(line("a"), 0);
        let mut now = REST;
        let mut said = Vec::new();
        while let Due::Tell(line, next) = holding.woke(now) {
            said.push(line);
            let Some(next) = next else { break };
            now = next;
        }
        assert!(now < IDLE + EVERY, "{now}");
        assert_eq!(said.last(), Some(&None));
        assert_eq!(holding.touch(line("a"), now), Some(now + REST), "taken up");
    }

    #[test]
    fn a_touch_keeps_the_line() {
        let mut holding = Holding::default();
        holding.touch(line("a"), 0);
        holding.woke(REST);
        holding.touch(line("a"), IDLE - 1);
        let still = holding.woke(IDLE + EVERY);
        assert!(matches!(still, Due::Tell(Some(_), Some(_))), "{still:?}");
    }
}
