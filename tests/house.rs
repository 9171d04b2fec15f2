//! The house rules that the compiler cannot hold: who may use whom, how long a file may be, that every word and icon has its use.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms each room may use besides itself. `app` may use all; only it may.
const MAY_USE: [(&str, &[&str]); 16] = [
    ("clock", &[]),
    ("chunk", &[]),
    ("first", &[]),
    ("bridge", &["clock"]),
    ("api", &["clock", "first"]),
    ("i18n", &["api", "chunk"]),
    ("ui", &["api", "chunk", "clock", "i18n"]),
    ("catalogue", &["api", "clock", "i18n", "ui"]),
    ("live", &["api", "chunk", "clock"]),
    (
        "bill",
        &["api", "catalogue", "chunk", "clock", "i18n", "live", "ui"],
    ),
    ("board", &["api", "chunk", "clock", "i18n", "live", "ui"]),
    ("packet", &["api", "i18n", "ui"]),
    ("order", &["api", "bill", "i18n", "packet", "ui"]),
    ("history", &["api", "bill", "i18n", "ui"]),
    ("manage", &["api", "chunk", "clock", "i18n", "ui"]),
    ("gate", &["api", "bill", "chunk", "clock", "i18n", "ui"]),
];

/// The rooms whose words are always here.
const SPOKEN_ALWAYS: [&str; 4] = ["app", "faults", "refusals", "ui"];

/// No file is longer: it would be two nouns.
const LONGEST: usize = 400;

struct File {
    path: PathBuf,
    text: String,
}

impl File {
    /// The room: the first part of its path below `src`.
    fn room(&self) -> &str {
        let below = self.path.strip_prefix("src").unwrap();
        let first = below.iter().next().unwrap().to_str().unwrap();
        first.trim_end_matches(".rs")
    }

    fn is(&self, name: &str) -> bool {
        self.path.ends_with(name)
    }

    /// The words of the code, its tests left out.
    fn words(&self) -> impl Iterator<Item = &str> {
        let code = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        code.split(|c: char| !c.is_alphanumeric() && c != '_')
    }

    /// The code without comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.lines();
        lines.filter(|line| !line.trim_start().starts_with("//"))
    }

    /// Every name that stands after `prefix`, also inside braces: `crate::{a, b::c}` gives `a` and `b`.
    fn after(&self, prefix: &str) -> BTreeSet<String> {
        // What a macro names is used where it is called.
        let code = self
            .code()
            .collect::<Vec<_>>()
            .join("\n")
            .replace("$crate::", "");
        let mut names = BTreeSet::new();
        for part in code.split(prefix).skip(1) {
            match part.strip_prefix('{') {
                Some(group) => names.extend(top_level(group)),
                None => names.extend(first_name(part)),
            }
        }
        names
    }
}

fn first_name(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    let name = &text[..end.unwrap_or(text.len())];
    (!name.is_empty()).then(|| name.to_owned())
}

/// The first names of a group's members, up to its closing brace.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut member, mut members) = (1, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                members.push(std::mem::take(&mut member));
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        member.push(c);
    }
    members.push(member);
    members
        .iter()
        .filter_map(|m| first_name(m.trim()))
        .collect()
}

fn files(folder: &str) -> Vec<File> {
    let all = sources::files(folder, "rs").into_iter();
    all.map(|(path, text)| File { path, text }).collect()
}

/// The rule's breaches, each with its file.
#[track_caller]
fn none(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn a_room_uses_only_the_rooms_it_may() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut breaches = Vec::new();
    for file in files("src") {
        let Some(may) = table.get(file.room()) else {
            assert!(
                ["app", "lib", "main"].contains(&file.room()),
                "{} stands in a room without a rule",
                file.path.display()
            );
            continue;
        };
        for used in file.after("crate::") {
            if used != file.room() && !may.contains(&used.as_str()) {
                breaches.push(format!("{} uses {used}", file.path.display()));
            }
        }
    }
    none(breaches);
}

#[test]
fn the_host_s_window_and_the_parts_know_no_bill() {
    let mut breaches = Vec::new();
    for file in files("src") {
        let banned: &[&str] = match file.room() {
            "bridge" => &["adisyon_bill", "adisyon_wire"],
            "ui" => &["adisyon_bill"],
            _ => continue,
        };
        for name in banned {
            if file.code().any(|line| line.contains(name)) {
                breaches.push(format!("{} knows {name}", file.path.display()));
            }
        }
    }
    none(breaches);
}

#[test]
fn only_run_asks_the_backend() {
    let mut breaches = Vec::new();
    for file in files("src") {
        let asks = ["api::Api", "use_api", "Api,", "{Api", " Api}"]
            .iter()
            .any(|name| file.code().any(|line| line.contains(name)));
        let runs = file.is("run.rs") || file.path.iter().any(|part| part == "run");
        let may = runs || ["api", "app"].contains(&file.room());
        // A screen, and the chunk it lies in, hand the road to their run.
        let hands_on = ["screen.rs", "room.rs", "later.rs"]
            .iter()
            .any(|name| file.is(name));
        if asks && !may && !hands_on {
            breaches.push(format!("{} asks the backend", file.path.display()));
        }
    }
    none(breaches);
}

#[test]
fn a_state_is_plain() {
    let is_state =
        |file: &File| file.is("state.rs") || file.path.iter().any(|part| part == "state");
    let mut breaches = Vec::new();
    for file in files("src").iter().filter(|file| is_state(file)) {
        for name in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "serde"] {
            if file.code().any(|line| line.contains(&format!("{name}::"))) {
                breaches.push(format!("{} uses {name}", file.path.display()));
            }
        }
        for line in file.code().filter(|line| line.contains("crate::")) {
            let own = format!("crate::{}", file.room());
            if !line.contains("crate::api::failure") && !line.contains(&own) {
                breaches.push(format!("{}: {}", file.path.display(), line.trim()));
            }
        }
    }
    none(breaches);
}

#[test]
fn no_file_is_longer_than_one_noun() {
    let breaches = ["src", "tests"]
        .into_iter()
        .flat_map(files)
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{} has {lines} lines", path.display()))
        .collect();
    none(breaches);
}

#[test]
fn no_inline_style_which_the_content_policy_would_refuse() {
    let breaches = files("src")
        .iter()
        .filter(|file| {
            file.code()
                .any(|line| line.contains("style=\"") || line.contains(" style="))
        })
        .map(|file| file.path.display().to_string())
        .collect();
    none(breaches);
}

#[test]
fn every_text_is_used_somewhere() {
    let code: String = files("src").into_iter().map(|file| file.text).collect();
    let used: BTreeSet<&str> = code
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let mut breaches = Vec::new();
    for entry in fs::read_dir("locales/tr").unwrap().flatten() {
        let path = entry.path();
        let room = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let texts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        for key in texts.keys() {
            let name = format!("{room}.{}", key.trim_end_matches(".other"));
            if !used.contains(variant(&name).as_str()) {
                breaches.push(format!("{}: {key}", path.display()));
            }
        }
    }
    none(breaches);
}

/// The locale rooms that a room of the page speaks from, itself and through the rooms it uses.
fn spoken(room: &str, files: &[File], texts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let own: Vec<&File> = files.iter().filter(|file| file.room() == room).collect();
    let mut spoken: BTreeSet<String> = own
        .iter()
        .flat_map(|file| file.words())
        .filter_map(|word| texts.get(word).cloned())
        .collect();
    let may = MAY_USE.iter().find(|(name, _)| *name == room);
    for used in may.map_or(&[][..], |(_, may)| may) {
        if own.iter().any(|file| file.after("crate::").contains(*used)) {
            spoken.extend(self::spoken(used, files, texts));
        }
    }
    spoken
}

/// Which locale room each key belongs to.
fn rooms_of_keys() -> BTreeMap<String, String> {
    let mut rooms = BTreeMap::new();
    for entry in fs::read_dir("locales/tr").unwrap().flatten() {
        let path = entry.path();
        let room = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let texts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        for key in texts.keys() {
            let name = format!("{room}.{}", key.trim_end_matches(".other"));
            rooms.insert(variant(&name), room.clone());
        }
    }
    rooms
}

#[test]
fn each_chunk_brings_the_words_it_speaks_and_the_start_needs_none_of_them() {
    let (files, texts) = (files("src"), rooms_of_keys());
    let always = |room: &String| SPOKEN_ALWAYS.contains(&room.as_str());
    let mut breaches = Vec::new();
    let mut chunks = 0;
    for file in files.iter().filter(|file| file.room() != "chunk") {
        for call in file.text.split("chunk!(").skip(1) {
            chunks += 1;
            let list = call.split(']').next().unwrap().rsplit('[').next().unwrap();
            let brought: BTreeSet<String> = list
                .split(',')
                .map(|name| name.trim().to_lowercase())
                .collect();
            let mut said = spoken(file.room(), &files, &texts);
            if file.room() == "app" {
                // It may use every room: what its chunk speaks is what the rooms named in the file speak.
                for used in file.after("crate::") {
                    said.extend(spoken(&used, &files, &texts));
                }
            }
            for room in said {
                if !always(&room) && !brought.contains(&room) {
                    breaches.push(format!("{}: a chunk lacks {room}", file.path.display()));
                }
            }
        }
    }
    assert!(chunks > 3);
    // What stands outside the chunks may only speak what is always here.
    for room in [
        "app", "api", "bridge", "chunk", "clock", "i18n", "live", "ui",
    ] {
        let own = files.iter().filter(|file| file.room() == room);
        for word in own.flat_map(File::words) {
            if let Some(spoken) = texts.get(word).filter(|spoken| !always(spoken)) {
                breaches.push(format!("{room} speaks {word} of {spoken}"));
            }
        }
    }
    none(breaches);
}

/// The name that the build gives a key.
fn variant(key: &str) -> String {
    let parts = key.split(['.', '-', '_']).map(|part| {
        let (first, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    });
    parts.collect()
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite = fs::read_to_string("style/icons.svg").unwrap();
    let mut breaches = Vec::new();
    for file in files("src") {
        for mark in ["<Icon name=\"", "icon=\""] {
            for part in file.text.split(mark).skip(1) {
                let name = part.split('"').next().unwrap();
                if !sprite.contains(&format!("id=\"i-{name}\"")) {
                    breaches.push(format!("{}: {name}", file.path.display()));
                }
            }
        }
    }
    none(breaches);
}

#[test]
fn both_dark_blocks_of_the_tokens_are_equal() {
    let tokens = fs::read_to_string("style/tokens.css").unwrap();
    let block = |start: &str| -> Vec<String> {
        let rest = tokens.split_once(start).unwrap().1;
        let inside = rest.split_once('}').unwrap().0;
        inside.lines().map(|line| line.trim().to_owned()).collect()
    };
    let by_system: Vec<String> = block(":root:not([data-scheme=\"light\"]) {");
    let by_choice: Vec<String> = block(":root[data-scheme=\"dark\"] {");
    let kept = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    };
    let (by_system, by_choice) = (kept(by_system), kept(by_choice));
    assert!(by_system.len() > 20);
    assert_eq!(by_system, by_choice);
}

#[test]
fn the_rules_themselves_see_what_they_look_for() {
    let file = File {
        path: Path::new("src/board/state.rs").to_path_buf(),
        text: "use crate::{api::{Api, Failure}, ui};\n// crate::clock\nuse crate::bill::Desk;"
            .to_owned(),
    };
    let used: Vec<String> = file.after("crate::").into_iter().collect();
    assert_eq!(used, ["api", "bill", "ui"]);
    assert_eq!(file.room(), "board");
    assert_eq!(variant("bill.save-bar.title"), "BillSaveBarTitle");
}
