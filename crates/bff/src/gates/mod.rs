//! What the platform asks before something is done, and what buttons of the panel ask for: signed like webhooks, answered within
//! their time. C:B.2, C:D.8.
mod question;
mod tongues;
mod verdict;
mod words;

pub use tongues::Tongues;

use crate::connect::language::Language;
use crate::installs::Install;
use crate::save::Saves;
use crate::upstream::client::Client;
use crate::upstream::read;
use adisyon_bill::BillRef;
use question::{Asked, Question};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::time::timeout;
use verdict::{Sums, Verdict};

/// Who answers questions.
pub struct Gates {
    /// The road to the platform, for questions that come without the bill.
    pub client: Arc<Client>,
    /// Who is writing at this moment.
    pub saves: Arc<Saves>,
    /// The languages of those who ask.
    pub tongues: Arc<Tongues>,
}

/// True for a body that wants an answer instead of being an event. Without an address for actions the platform sends them where
/// webhooks go. C:B.6.
pub fn is_question(body: &Value) -> bool {
    matches!(body["type"].as_str(), Some("hook" | "action"))
}

impl Gates {
    /// The answer to a verified question. `wish` is the `Accept-Language` it came with. Nothing wrong that is known of means yes: the
    /// platform checks a closing itself, and a till must not stand still because we cannot look.
    pub async fn answer(&self, install: &Install, body: &Value, wish: Option<&str>) -> Value {
        let question = Question::read(body);
        let language = self.language(install, &question, wish);
        match question.asked {
            Asked::Closing(ref bill) => {
                let verdict = timeout(question.time, self.judge(install, bill, &question));
                // Out of time with nothing found: a save that was running when we began is the only thing waited for.
                let verdict = verdict.await.unwrap_or_else(|_| self.late(install, bill));
                decision(language, verdict)
            }
            Asked::Other => json!({ "decision": "allow" }),
            Asked::Button => json!({
                "success": false,
                "message": words::unknown_button(language),
                "level": "warning",
                "display": "toast",
            }),
        }
    }

    /// What the question itself shows is the newest there is, unless a save was under way: then the bill is read after it.
    async fn judge(&self, install: &Install, bill: &BillRef, question: &Question) -> Verdict {
        let waited = self.saves.quiet(&install.key, bill).await;
        let shown = question.sums.filter(|_| !waited);
        let sums = match shown {
            Some(sums) => Some(sums),
            None => match read::account(&self.client, install, bill).await {
                Ok(account) => Sums::of(&account),
                Err(_) => {
                    tracing::warn!("a gate's bill could not be read");
                    None
                }
            },
        };
        sums.map_or(Verdict::Allow, Sums::verdict)
    }

    fn late(&self, install: &Install, bill: &BillRef) -> Verdict {
        match self.saves.is_busy(&install.key, bill) {
            true => Verdict::Saving,
            false => Verdict::Allow,
        }
    }

    fn language(&self, install: &Install, question: &Question, wish: Option<&str>) -> Language {
        let said = question.locale.as_deref().and_then(Language::spoken);
        said.or_else(|| self.tongues.of(&install.key, question.user.as_deref()))
            .unwrap_or_else(|| Language::of(wish))
    }
}

fn decision(language: Language, verdict: Verdict) -> Value {
    match words::reason(language, verdict) {
        None => json!({ "decision": "allow" }),
        Some(message) => json!({ "decision": "deny", "message": message }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hooks_and_actions_are_questions_and_events_are_not() {
        assert!(is_question(&json!({ "type": "hook" })));
        assert!(is_question(&json!({ "type": "action" })));
        assert!(!is_question(&json!({ "type": "packet.updated" })));
        assert!(!is_question(&json!({})));
    }

    #[test]
    fn a_yes_needs_no_words_and_a_no_has_some() {
        assert_eq!(
            decision(Language::Turkish, Verdict::Allow),
            json!({ "decision": "allow" })
        );
        let no = decision(Language::English, Verdict::Saving);
        assert_eq!(no["decision"], "deny");
        assert!(no["message"].as_str().is_some_and(|text| !text.is_empty()));
    }
}
