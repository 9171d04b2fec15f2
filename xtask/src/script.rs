//! The page's own script from its parts: the few words that are needed before the program is here, what reads and draws the bill
//! with them, what starts the program.

use std::fs;

use crate::places;
use crate::stop::{Outcome, Stop};

/// Where the joined script goes; `index.html` names it.
const JOINED: &str = "target/page/boot.js";

/// In this order.
const PARTS: [&str; 2] = ["first.js", "boot.js"];

/// The platform's languages.
const LANGUAGES: [&str; 4] = ["tr", "en", "de", "ru"];

/// The words of `locales/<language>/bill.json` that first.js uses.
const WORDS: [&str; 18] = [
    "back",
    "title.packet",
    "title.packet-plain",
    "title.table",
    "doc-no",
    "lines",
    "discount-mark",
    "extra-mark",
    "note-hidden",
    "cover",
    "timer",
    "payments",
    "total",
    "paid",
    "discount",
    "remaining",
    "over",
    "ratio",
];

/// Joins the script. Trunk calls this before each build.
pub fn script() -> Outcome {
    let root = places::root();
    let mut joined = String::from("const WORDS = {\n");
    for language in LANGUAGES {
        let file = root.join("locales").join(language).join("bill.json");
        let text = fs::read_to_string(&file).map_err(Stop::while_(file.display()))?;
        joined.push_str(&format!("{language}: {{\n"));
        for key in WORDS {
            let word = word(&text, key)
                .ok_or_else(|| Stop::failed(format!("{} has no {key}", file.display())))?;
            joined.push_str(&format!("\"{key}\": {word},\n"));
        }
        joined.push_str("},\n");
    }
    joined.push_str("};\n");
    for part in PARTS {
        let file = root.join(part);
        let text = fs::read_to_string(&file).map_err(Stop::while_(file.display()))?;
        joined.push_str(&bare(&text));
    }
    let target = root.join(JOINED);
    // A write for nothing would make trunk's watch loop build again.
    if fs::read_to_string(&target).is_ok_and(|before| before == joined) {
        return Ok(());
    }
    fs::create_dir_all(target.parent().unwrap_or(&target))
        .map_err(Stop::while_(target.display()))?;
    fs::write(&target, joined).map_err(Stop::while_(target.display()))
}

/// The text of a key in a flat JSON object, in its quotes: what is a string of JSON is a string of JavaScript.
fn word<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let name = format!("\"{key}\":");
    let (_, rest) = text.split_once(&name)?;
    let rest = rest.trim_start();
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    rest.get(..=end?.0).filter(|word| word.starts_with('"'))
}

/// A script without its lines of comment and without indentation.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let kept = lines
        .filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/**"));
    kept.fold(String::new(), |kept, line| kept + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_quotes_and_escapes() {
        let text = "{\n  \"paid\": \"Ödenen\",\n  \"total\":\"a \\\"b\\\" c\\\\\",\n  \"n\": 7\n}";
        assert_eq!(word(text, "paid"), Some("\"Ödenen\""));
        assert_eq!(word(text, "total"), Some("\"a \\\"b\\\" c\\\\\""));
        assert_eq!(word(text, "n"), None);
        assert_eq!(word(text, "over"), None);
    }

    #[test]
    fn comments_go_and_what_looks_like_one_inside_a_line_stays() {
        let script = "// one\n/** two */\nconst a = \"http://x\"; // three\n\n  b();\n";
        assert_eq!(bare(script), "const a = \"http://x\"; // three\nb();\n");
    }

    #[test]
    fn every_language_has_every_word() {
        for language in LANGUAGES {
            let file = places::root()
                .join("locales")
                .join(language)
                .join("bill.json");
            let text = fs::read_to_string(&file).unwrap_or_default();
            for key in WORDS {
                assert!(word(&text, key).is_some(), "{language}: {key}");
            }
        }
    }
}
