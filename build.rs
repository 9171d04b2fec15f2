//! Turns `locales/<language>/<room>.json` into the `Key` enum and its tables. A key that one language lacks, an empty text, or
//! placeholders that differ between languages stop the build.
use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::Path;
use std::{env, fs};

/// In the order of the platform's languages. C:J.
const LANGUAGES: [&str; 4] = ["tr", "en", "de", "ru"];
/// In the order of the tables that `src/i18n/words.rs` reads.
const FORMS: [&str; 4] = ["one", "few", "many", "other"];
/// The rooms whose Turkish words are needed before any screen is there.
const ALWAYS: [&str; 4] = ["app", "faults", "refusals", "ui"];
/// The forms a counted text must have in each language.
const NEEDED: [&[&str]; 4] = [
    &["other"],
    &["one", "other"],
    &["one", "other"],
    &["one", "few", "many"],
];

/// One key in one language: its only text, or one per form.
#[derive(Default, Clone)]
struct Text {
    plain: Option<String>,
    forms: [Option<String>; 4],
}

type Table = BTreeMap<String, Text>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    if env::var_os("CARGO_FEATURE_CHUNKS").is_some() {
        // The second linking step cuts the program along these.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let mut faults = Vec::new();
    let tables: Vec<Table> = LANGUAGES
        .iter()
        .map(|language| read(language, &mut faults))
        .collect();
    check(&tables, &mut faults);
    if !faults.is_empty() {
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        std::process::exit(1);
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("words.rs"), code(&tables)).expect("OUT_DIR is writable");
}

/// All rooms of one language; keys are `room.key`.
fn read(language: &str, faults: &mut Vec<String>) -> Table {
    let mut table = Table::new();
    let folder = Path::new("locales").join(language);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    for file in files {
        let room = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&file).unwrap_or_default();
        let Pairs(pairs) = match serde_json::Deserializer::from_str(&text).deserialize_map(Flat) {
            Ok(pairs) => pairs,
            Err(fault) => {
                faults.push(format!("{}: {fault}", file.display()));
                continue;
            }
        };
        for (key, text) in pairs {
            if text.trim().is_empty() {
                faults.push(format!("{}: {key} is empty", file.display()));
            }
            let (name, form) = match key.rsplit_once('.') {
                Some((name, form)) if FORMS.contains(&form) => (name, Some(form)),
                _ => (key.as_str(), None),
            };
            let entry = table.entry(format!("{room}.{name}")).or_default();
            let place = match form.and_then(|form| FORMS.iter().position(|f| *f == form)) {
                Some(at) => &mut entry.forms[at],
                None => &mut entry.plain,
            };
            if place.replace(text).is_some() {
                faults.push(format!("{}: {key} stands twice", file.display()));
            }
        }
    }
    table
}

/// Every language against the first.
fn check(tables: &[Table], faults: &mut Vec<String>) {
    let all: BTreeSet<&String> = tables.iter().flat_map(Table::keys).collect();
    let mut names = BTreeMap::new();
    for key in all {
        if let Some(other) = names.insert(variant(key), key) {
            faults.push(format!("{key} and {other} would be one name"));
        }
        let counted = tables
            .iter()
            .any(|t| t.get(key).is_some_and(|text| text.plain.is_none()));
        let expected = tables
            .iter()
            .find_map(|t| t.get(key))
            .map(placeholders)
            .unwrap_or_default();
        for ((language, table), needed) in LANGUAGES.iter().zip(tables).zip(NEEDED) {
            let Some(text) = table.get(key) else {
                faults.push(format!("{language}: {key} is missing"));
                continue;
            };
            if counted && text.plain.is_some() {
                faults.push(format!(
                    "{language}: {key} needs its forms, as in the other languages"
                ));
            }
            for form in needed.iter().filter(|_| counted) {
                if text.forms[FORMS.iter().position(|f| f == form).unwrap_or(3)].is_none() {
                    faults.push(format!("{language}: {key}.{form} is missing"));
                }
            }
            if placeholders(text) != expected {
                faults.push(format!("{language}: {key} has other placeholders"));
            }
        }
    }
}

/// The names in braces, `n` left out: a form may say "one" in letters.
fn placeholders(text: &Text) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in text.plain.iter().chain(text.forms.iter().flatten()) {
        for part in text.split('{').skip(1) {
            if let Some((name, _)) = part.split_once('}') {
                found.insert(name.to_owned());
            }
        }
    }
    if text.plain.is_none() {
        found.remove("n");
    }
    found
}

/// `bill.save-bar.title` becomes `BillSaveBarTitle`.
fn variant(key: &str) -> String {
    key.split(['.', '-', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                .unwrap_or_default()
        })
        .collect()
}

fn code(tables: &[Table]) -> String {
    let keys: Vec<&String> = tables[0].keys().collect();
    let mut code = String::from(
        "/// The name of a text; `Room` and its key in `locales/<language>/<room>.json`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n#[repr(u16)]\n#[allow(missing_docs)]\npub enum Key {\n",
    );
    for key in &keys {
        let _ = writeln!(code, "{},", variant(key));
    }
    code.push_str("}\n");
    let counted: Vec<String> = keys
        .iter()
        .filter(|key| tables[0][**key].plain.is_none())
        .map(|key| format!("Key::{}", variant(key)))
        .collect();
    let _ = writeln!(
        code,
        "/// The texts that have forms, in order.\nstatic COUNTED: &[Key] = &[{}];",
        counted.join(", ")
    );
    for (language, table) in LANGUAGES.iter().zip(tables).skip(1) {
        let name = language.to_uppercase();
        let _ = writeln!(code, "static {name}: Words = {};", words(&keys, table, 0));
    }
    code + &turkish(&keys, &tables[0])
}

/// The Turkish words, room by room: each comes with the code that speaks it.
fn turkish(keys: &[&String], table: &Table) -> String {
    let mut code = String::from(
        "/// The Turkish words of each room.\n#[allow(missing_docs)]\npub mod turkish {\nuse super::Words;\n",
    );
    let (mut starts, mut all, mut always) = (Vec::new(), Vec::new(), Vec::new());
    for (first, key) in keys.iter().enumerate() {
        let room = room(key);
        if first > 0 && room == self::room(keys[first - 1]) {
            continue;
        }
        let own: Vec<&String> = keys[first..]
            .iter()
            .take_while(|key| self::room(key) == room)
            .copied()
            .collect();
        let name = room.to_uppercase();
        let _ = writeln!(
            code,
            "pub static {name}: Words = {};",
            words(&own, table, first)
        );
        starts.push(first);
        all.push(format!("Some(&turkish::{name})"));
        always.push(match ALWAYS.contains(&room) {
            true => format!("Some(&turkish::{name})"),
            false => "None".to_owned(),
        });
    }
    let n = starts.len();
    let _ = writeln!(
        code,
        "}}\n/// Where each room's keys begin.\nstatic ROOMS: [u16; {n}] = {starts:?};\n\
         #[cfg(not(feature = \"chunks\"))]\nstatic HERE: [Option<&Words>; {n}] = [{}];\n\
         #[cfg(feature = \"chunks\")]\nstatic HERE: [Option<&Words>; {n}] = [{}];",
        all.join(", "),
        always.join(", ")
    );
    code
}

fn room(key: &str) -> &str {
    key.split('.').next().unwrap_or(key)
}

/// A table of these keys, of which the first has this number.
fn words(keys: &[&String], table: &Table, first: usize) -> String {
    let mut pool = String::new();
    let mut ends = Vec::new();
    let mut add = |text: &str| {
        pool.push_str(text);
        ends.push(pool.len());
    };
    for key in keys {
        let text = &table[*key];
        add(text
            .plain
            .as_ref()
            .or(last(text))
            .map_or("", String::as_str));
    }
    for key in keys.iter().filter(|key| table[**key].plain.is_none()) {
        let text = &table[*key];
        for form in &text.forms {
            add(form.as_ref().or(last(text)).map_or("", String::as_str));
        }
    }
    let count = keys.len();
    format!("Words {{ first: {first}, count: {count}, pool: {pool:?}, ends: &{ends:?} }}")
}

/// The form that stands in for the ones a language does not tell apart.
fn last(text: &Text) -> Option<&String> {
    text.forms.iter().rev().flatten().next()
}

/// Key and text in the order of the file; a map would hide a key that stands twice.
struct Pairs(Vec<(String, String)>);
struct Flat;

impl<'de> Visitor<'de> for Flat {
    type Value = Pairs;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a flat object of texts")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
