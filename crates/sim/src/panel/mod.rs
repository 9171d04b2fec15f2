//! The pretend panel's files (C:B): a page on its own origin that frames the plugin.

use crate::http::Answer;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file of the panel by path.
pub fn file(path: &str) -> Answer {
    let (kind, text) = match path {
        "/" | "/index.html" => (HTML, include_str!("index.html")),
        "/panel.css" => (CSS, include_str!("panel.css")),
        "/panel.js" => (SCRIPT, include_str!("panel.js")),
        "/ask.js" => (SCRIPT, include_str!("ask.js")),
        "/bridge.js" => (SCRIPT, include_str!("bridge.js")),
        "/choices.js" => (SCRIPT, include_str!("choices.js")),
        "/control.js" => (SCRIPT, include_str!("control.js")),
        "/menu.js" => (SCRIPT, include_str!("menu.js")),
        "/tools.js" => (SCRIPT, include_str!("tools.js")),
        "/words.js" => (SCRIPT, include_str!("words.js")),
        _ => return Answer::html(404, "404"),
    };
    Answer::text(200, kind, text)
}
