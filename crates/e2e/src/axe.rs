//! axe-core on the document the driver is in. Scripts of the driver do not fall under the page's content policy.

use std::fmt;

use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::paths;
use crate::trouble::{Outcome, Trouble};

const RUN: &str = "const done = arguments[arguments.length - 1];
const asked = arguments[0] ? { runOnly: { type: 'rule', values: arguments[0] } } : {};
axe.run(document, { resultTypes: ['violations'], ...asked })
  .then(found => done({ violations: found.violations.map(rule => ({
    rule: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.map(node => node.target.join(' ')) })) }))
  .catch(error => done({ error: String(error) }));";

/// The rules that colours can break.
const OF_COLOUR: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// Which rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// All of them.
    All,
    /// Those that only the colours decide.
    OfColour,
}

/// A rule of accessibility that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barrier {
    /// axe's name for the rule.
    pub rule: String,
    /// minor, moderate, serious or critical.
    pub impact: String,
    /// What to do, in axe's words.
    pub help: String,
    /// Selectors of the parts that break it.
    pub nodes: Vec<String>,
}

impl fmt::Display for Barrier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} ({}): {} at {}",
            self.rule,
            self.impact,
            self.help,
            self.nodes.join(", ")
        )
    }
}

/// Every one of these rules that is broken in the current document.
pub(crate) async fn barriers(web: &WebDriver, rules: Rules) -> Outcome<Vec<Barrier>> {
    let there = web.execute("return !!window.axe", Vec::new()).await?;
    if there.json() != &json!(true) {
        let script = std::fs::read_to_string(paths::axe()?)?;
        web.execute(format!("{script}; window.axe = axe;"), Vec::new())
            .await?;
    }
    let asked = match rules {
        Rules::All => Value::Null,
        Rules::OfColour => json!(OF_COLOUR),
    };
    let answer = web.execute_async(RUN, vec![asked]).await?;
    let answer = answer.json();
    let Some(violations) = answer["violations"].as_array() else {
        return Err(Trouble::new(format!("axe-core could not run: {answer}")));
    };
    Ok(violations.iter().map(barrier).collect())
}

fn barrier(found: &Value) -> Barrier {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().into_iter().flatten();
    Barrier {
        rule: text("rule"),
        impact: text("impact"),
        help: text("help"),
        nodes: nodes.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
