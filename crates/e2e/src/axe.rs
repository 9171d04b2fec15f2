//! axe-core on the document the driver is in. Scripts of the driver do not fall under the page's content policy.

use std::fmt;

use serde_json::Value;
use thirtyfour::WebDriver;

use crate::paths;
use crate::trouble::{Outcome, Trouble};

const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] })
  .then(found => done({ violations: found.violations.map(rule => ({
    rule: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.map(node => node.target.join(' ')) })) }))
  .catch(error => done({ error: String(error) }));";

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

/// Every rule broken in the current document.
pub(crate) async fn barriers(web: &WebDriver) -> Outcome<Vec<Barrier>> {
    let script = std::fs::read_to_string(paths::axe()?)?;
    web.execute(
        format!("if (!window.axe) {{ {script}; window.axe = axe; }}"),
        Vec::new(),
    )
    .await?;
    let answer = web.execute_async(RUN, Vec::new()).await?;
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
