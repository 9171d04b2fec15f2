//! Answers about lines on their way to the backend: one request at a time, of one line the last word, and none lost on the way.
use adisyon_bill::{LineKey, ProductId};

/// A line and what it is; none takes an earlier answer back.
pub type Answer = (LineKey, Option<ProductId>);

/// What waits to be told.
#[derive(Default, Debug)]
pub struct Pending {
    waiting: Vec<Answer>,
    on_its_way: Vec<Answer>,
}

impl Pending {
    /// More to tell.
    pub fn add(&mut self, answers: Vec<Answer>) {
        for answer in answers {
            self.waiting.retain(|(line, _)| *line != answer.0);
            self.waiting.push(answer);
        }
    }

    /// What is to be sent now; nothing while a request is on its way.
    pub fn take(&mut self) -> Vec<Answer> {
        if !self.on_its_way.is_empty() {
            return Vec::new();
        }
        self.on_its_way = std::mem::take(&mut self.waiting);
        self.on_its_way.clone()
    }

    /// The request came back. What did not arrive waits for the next, unless something newer was said about its line.
    pub fn came_back(&mut self, arrived: bool) {
        let sent = std::mem::take(&mut self.on_its_way);
        if arrived {
            return;
        }
        let newer = std::mem::take(&mut self.waiting);
        self.add(sent);
        self.add(newer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str, product: &str) -> Answer {
        (LineKey::from(line), Some(ProductId::from(product)))
    }

    #[test]
    fn one_request_at_a_time_and_of_one_line_the_last_word() {
        let mut pending = Pending::default();
        pending.add(vec![told("a", "1"), told("b", "1")]);
        pending.add(vec![told("a", "2")]);
        assert_eq!(pending.take(), [told("b", "1"), told("a", "2")]);
        pending.add(vec![(LineKey::from("a"), None)]);
        assert_eq!(pending.take(), []);
        pending.came_back(true);
        assert_eq!(pending.take(), [(LineKey::from("a"), None)]);
    }

    #[test]
    fn what_did_not_arrive_is_told_with_the_next_unless_something_newer_was_said() {
        let mut pending = Pending::default();
        pending.add(vec![told("a", "1"), told("b", "1")]);
        pending.take();
        pending.add(vec![told("a", "2")]);
        pending.came_back(false);
        assert_eq!(pending.take(), [told("b", "1"), told("a", "2")]);
    }
}
