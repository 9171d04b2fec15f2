//! One stylesheet from many: the page's first paint waits for a single request.

use std::fs;
use std::path::Path;

use crate::places;
use crate::press;
use crate::stop::{Outcome, Stop};

/// Where the joined stylesheet goes; `index.html` names it.
const JOINED: &str = "target/page/adisyon.css";

/// What any screen may use comes first, in this order; the sheets of the rooms follow by name and may say otherwise.
const FIRST: [&str; 12] = [
    "tokens.css",
    "base.css",
    "controls.css",
    "frame.css",
    "lines.css",
    "money.css",
    "save.css",
    "trouble.css",
    "dialog.css",
    "picker.css",
    "paying.css",
    "states.css",
];

/// Joins `style/*.css` into one file without comments. Trunk calls this before each build.
pub fn style() -> Outcome {
    let folder = places::root().join("style");
    let mut sheets: Vec<_> = press::files(&folder)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "css"))
        .collect();
    sheets.sort_by_key(|file| (turn(file), file.clone()));
    let mut joined = String::new();
    for sheet in sheets {
        joined.push_str(&bare(
            &fs::read_to_string(&sheet).map_err(Stop::while_(sheet.display()))?,
        ));
    }
    let target = places::root().join(JOINED);
    // A write for nothing would make trunk's watch loop build again.
    if fs::read_to_string(&target).is_ok_and(|before| before == joined) {
        return Ok(());
    }
    fs::create_dir_all(target.parent().unwrap_or(&target))
        .map_err(Stop::while_(target.display()))?;
    fs::write(&target, joined).map_err(Stop::while_(target.display()))
}

fn turn(file: &Path) -> usize {
    FIRST
        .iter()
        .position(|name| file.ends_with(name))
        .unwrap_or(FIRST.len())
}

/// A stylesheet without comments, indentation and empty lines. Strings are left alone.
fn bare(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut quote = None;
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest[2..].find("*/").map_or("", |end| &rest[end + 4..]);
            continue;
        }
        let mut taken = next.len_utf8();
        match (quote, next) {
            (Some(_), '\\') => taken += rest[1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), next) if next == open => quote = None,
            (None, '"' | '\'') => quote = Some(next),
            _ => {}
        }
        kept.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_rules_stay() {
        assert_eq!(
            bare("/* one */\n.a {\n  color: red; /* two\n lines */\n}\n"),
            ".a {\ncolor: red;\n}\n"
        );
    }

    #[test]
    fn what_looks_like_a_comment_inside_a_string_stays() {
        assert_eq!(
            bare(".a::before { content: \"/* \\\" */\"; }"),
            ".a::before { content: \"/* \\\" */\"; }\n"
        );
    }

    #[test]
    fn an_unclosed_comment_swallows_the_rest_as_a_browser_does() {
        assert_eq!(bare(".a {}\n/* .b {}"), ".a {}\n");
    }

    #[test]
    fn what_any_screen_uses_comes_before_the_rooms() {
        let mut sheets = [
            "style/bill.css",
            "style/states.css",
            "style/base.css",
            "style/board.css",
            "style/tokens.css",
        ]
        .map(Path::new);
        sheets.sort_by_key(|file| (turn(file), file.to_path_buf()));
        assert_eq!(
            sheets,
            [
                "style/tokens.css",
                "style/base.css",
                "style/states.css",
                "style/bill.css",
                "style/board.css"
            ]
            .map(Path::new)
        );
    }

    #[test]
    fn whatever_is_named_to_come_first_is_there() {
        for name in FIRST {
            assert!(places::root().join("style").join(name).exists(), "{name}");
        }
    }
}
