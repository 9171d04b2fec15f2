//! The tree that the browser gives to assistive technology, as Chromium's own protocol tells it.

use std::collections::HashMap;
use std::fmt;

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::trouble::{Outcome, Trouble};

/// Parts of the tree that say nothing by themselves.
const SILENT: [&str; 7] = [
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "Iframe",
    "RootWebArea",
    "LabelText",
];

/// States and relations worth saying.
const STATES: [&str; 11] = [
    "busy", "checked", "disabled", "expanded", "invalid", "live", "modal", "pressed", "required",
    "selected", "level",
];

/// One part, as it is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How deep it stands among the parts that say something.
    pub depth: usize,
    /// What it is: `button`, `spinbutton`, `heading` ...; `text` for words that stand alone.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// What is said after the name.
    pub description: String,
    /// What stands in it.
    pub value: String,
    /// `pressed=true`, `invalid=true` ...
    pub states: Vec<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:1$}{2}", "", self.depth * 2, self.role)?;
        for text in [&self.name, &self.value, &self.description] {
            if !text.is_empty() {
                write!(out, " “{text}”")?;
            }
        }
        if !self.states.is_empty() {
            write!(out, " ({})", self.states.join(", "))?;
        }
        Ok(())
    }
}

impl Desk {
    /// What a screen reader is told of the framed page, in reading order. Chromium only.
    pub async fn tree(&self) -> Outcome<Vec<Told>> {
        let frames = self
            .browser
            .protocol("Page.getFrameTree", json!({}))
            .await?;
        let origin = self.page_origin();
        let frame = frame_at(&frames["frameTree"], &origin)
            .ok_or_else(|| Trouble::new("the page's frame is not in the panel"))?;
        let whole = json!({ "frameId": frame });
        let told = self
            .browser
            .protocol("Accessibility.getFullAXTree", whole)
            .await?;
        let nodes = told["nodes"].as_array().cloned().unwrap_or_default();
        let by_id: HashMap<&str, &Value> = nodes
            .iter()
            .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
            .collect();
        let mut said = Vec::new();
        if let Some(root) = nodes.first() {
            walk(root, &by_id, 0, "", &mut said);
        }
        Ok(said)
    }
}

/// The id of the frame whose document is of this origin.
fn frame_at(tree: &Value, origin: &str) -> Option<String> {
    let frame = &tree["frame"];
    if frame["url"].as_str()?.starts_with(origin) {
        return frame["id"].as_str().map(str::to_owned);
    }
    let inner = tree["childFrames"].as_array().into_iter().flatten();
    inner.into_iter().find_map(|child| frame_at(child, origin))
}

fn walk(
    node: &Value,
    all: &HashMap<&str, &Value>,
    depth: usize,
    above: &str,
    said: &mut Vec<Told>,
) {
    let mut depth = depth;
    let mut above = above.to_owned();
    if let Some(told) = told(node, depth, &above) {
        above.clone_from(&told.name);
        said.push(told);
        depth += 1;
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(Value::as_str) {
        if let Some(child) = all.get(child) {
            walk(child, all, depth, &above, said);
        }
    }
}

fn told(node: &Value, depth: usize, above: &str) -> Option<Told> {
    if node["ignored"] == json!(true) {
        return None;
    }
    let text = |field: &str| {
        let value = &node[field]["value"];
        let text = value.as_str().map(str::trim).map(str::to_owned);
        text.unwrap_or_else(|| {
            value
                .as_number()
                .map(ToString::to_string)
                .unwrap_or_default()
        })
    };
    let role = text("role");
    let name = text("name");
    if SILENT.contains(&role.as_str()) {
        return None;
    }
    let is_text = role == "StaticText";
    // Words that only make up the name of what they stand in are not read again.
    if is_text && (name.is_empty() || above.contains(&name)) {
        return None;
    }
    let properties = node["properties"].as_array().into_iter().flatten();
    let states = properties.filter_map(|property| {
        let name = property["name"].as_str()?;
        let value = &property["value"]["value"];
        let plain = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let is_worth = STATES.contains(&name) && !["false", "off", ""].contains(&plain.as_str());
        is_worth.then(|| format!("{name}={plain}"))
    });
    Some(Told {
        depth,
        states: states.collect(),
        role: if is_text { "text".to_owned() } else { role },
        name,
        description: text("description"),
        value: text("value"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silent_parts_and_words_already_in_a_name_are_not_told_again() {
        let node = |id: &str, role: &str, name: &str, children: &[&str]| {
            json!({ "nodeId": id, "role": { "value": role }, "name": { "value": name }, "childIds": children,
                "properties": [{ "name": "pressed", "value": { "value": "true" } }] })
        };
        let nodes = [
            node("1", "RootWebArea", "", &["2"]),
            node("2", "generic", "", &["3", "5"]),
            node("3", "button", "Kaydet", &["4"]),
            node("4", "StaticText", "Kaydet", &[]),
            node("5", "StaticText", "₺12,00", &[]),
        ];
        let all = nodes
            .iter()
            .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
            .collect();
        let mut said = Vec::new();
        walk(&nodes[0], &all, 0, "", &mut said);
        let said: Vec<String> = said.iter().map(Told::to_string).collect();
        assert_eq!(
            said,
            [
                "button “Kaydet” (pressed=true)",
                "text “₺12,00” (pressed=true)"
            ]
        );
    }
}
