//! What the style sheets promise: nothing is told by a pointer alone, every rule has its use, a sheet has one purpose.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod sources;

use sources::files;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// No sheet is longer: it would have two purposes.
const LONGEST: usize = 200;

/// What a pointer over something may change: how it looks, never what is there or where.
const BY_POINTER: [&str; 3] = ["background", "color", "text-decoration"];

/// A rule: its selectors and its declarations, whatever it stands in.
struct Rule {
    selectors: String,
    declarations: String,
}

fn without_comments(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |kept, piece| {
        kept + piece.split_once("*/").map_or("", |(_, after)| after)
    })
}

/// The rules of a sheet; those inside `@media` and `@container` too.
fn rules(sheet: &str) -> Vec<Rule> {
    let mut found = Vec::new();
    let mut head = String::new();
    let mut rest = without_comments(sheet);
    while let Some(at) = rest.find(['{', '}', ';']) {
        let sign = rest.as_bytes()[at];
        head.push_str(&rest[..at]);
        rest = rest[at + 1..].to_owned();
        let selectors = std::mem::take(&mut head).trim().to_owned();
        if sign != b'{' || selectors.starts_with("@media") || selectors.starts_with("@container") {
            continue;
        }
        // What stands in `@keyframes` is no rule.
        let is_rule = !selectors.starts_with('@');
        let (inside, after) = block(&rest);
        if is_rule {
            found.push(Rule {
                selectors,
                declarations: inside,
            });
        }
        rest = after;
    }
    found
}

/// What stands before the brace that closes this block, and what follows it.
fn block(text: &str) -> (String, String) {
    let mut depth = 1;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (text[..at].to_owned(), text[at + 1..].to_owned());
        }
    }
    (text.to_owned(), String::new())
}

impl Rule {
    fn properties(&self) -> impl Iterator<Item = &str> {
        let declarations = self.declarations.split(';');
        declarations.filter_map(|one| one.split_once(':').map(|(name, _)| name.trim()))
    }

    fn classes(&self) -> BTreeSet<String> {
        let pieces = self.selectors.split('.').skip(1);
        let ends = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
        let names = pieces.filter_map(|piece| piece.split(ends).next());
        names
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The rule's breaches, each with its file.
#[track_caller]
fn none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn a_pointer_over_something_reveals_nothing_and_moves_nothing() {
    let mut breaches = Vec::new();
    let mut seen = 0;
    for (path, sheet) in files("style", "css") {
        assert!(
            !sheet.contains("(hover"),
            "{} asks whether there is a pointer",
            path.display()
        );
        for rule in rules(&sheet) {
            if !rule.selectors.contains(":hover") {
                continue;
            }
            seen += 1;
            for name in rule.properties() {
                if !BY_POINTER.contains(&name) {
                    breaches.push(format!("{}: {} {name}", path.display(), rule.selectors));
                }
            }
        }
    }
    assert!(seen > 10, "{seen} rules for a pointer");
    none(breaches);
}

#[test]
fn no_screen_listens_to_a_pointer_that_only_passes_or_hides_a_meaning_in_a_title() {
    let passing = [
        "on:mouseenter",
        "on:mouseover",
        "on:mouseleave",
        "on:pointerenter",
        "on:pointerover",
        "attr:title",
    ];
    let elements = [
        "<button", "<a", "<span", "<p", "<div", "<li", "<input", "<summary",
    ];
    let mut breaches = Vec::new();
    for (path, code) in files("src", "rs") {
        for word in passing.iter().filter(|word| code.contains(**word)) {
            breaches.push(format!("{}: {word}", path.display()));
        }
        for element in elements {
            let tags = code.split(element).skip(1);
            for tag in tags.filter(|tag| tag.starts_with([' ', '\n'])) {
                let tag = tag.split('>').next().unwrap_or_default();
                if tag
                    .split_whitespace()
                    .any(|word| word.starts_with("title="))
                {
                    breaches.push(format!("{}: {element} with a title", path.display()));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn no_number_is_typed_into_a_spinner_that_a_wheel_turns() {
    let spins = |(path, code): (PathBuf, String)| {
        let spins = code.contains("type=\"number\"");
        spins.then(|| path.display().to_string())
    };
    none(files("src", "rs").into_iter().filter_map(spins).collect());
}

#[test]
fn every_class_of_the_sheets_is_worn_by_something() {
    let code: String = files("src", "rs")
        .into_iter()
        .map(|(_, text)| text)
        .chain([
            fs::read_to_string("first.js").unwrap(),
            fs::read_to_string("index.html").unwrap(),
        ])
        .collect();
    let worn: BTreeSet<&str> = code
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .collect();
    let mut breaches = Vec::new();
    for (path, sheet) in files("style", "css") {
        for class in rules(&sheet).iter().flat_map(Rule::classes) {
            if !worn.contains(class.as_str()) {
                breaches.push(format!("{}: .{class}", path.display()));
            }
        }
    }
    none(breaches);
}

#[test]
fn a_sheet_has_one_purpose() {
    let long = |(path, text): (PathBuf, String)| {
        let lines = text.lines().count();
        (lines > LONGEST).then(|| format!("{} has {lines} lines", path.display()))
    };
    none(files("style", "css").into_iter().filter_map(long).collect());
}

#[test]
fn the_rules_themselves_are_read_as_a_browser_does() {
    let sheet = "/* .no { } */ .a:hover, .b > .c { color: red; --x: 1 }\n@keyframes k { from { opacity: 0 } }\n\
        @media (min-width: 1rem) { .d:hover { display: block } } .e { top: 0 }";
    let read = rules(sheet);
    let selectors: Vec<&str> = read.iter().map(|rule| rule.selectors.as_str()).collect();
    assert_eq!(selectors, [".a:hover, .b > .c", ".d:hover", ".e"]);
    assert_eq!(read[0].properties().collect::<Vec<_>>(), ["color", "--x"]);
    assert_eq!(
        read[0].classes().into_iter().collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    assert!(Path::new("style/tokens.css").exists());
}
