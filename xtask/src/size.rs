//! What opening loads, in bytes, against the budget.

use std::fs;
use std::path::{Path, PathBuf};

use crate::page;
use crate::places;
use crate::press;
use crate::stop::{Outcome, Stop};

/// The most that the first load of a bill may be before the desk that edits it, in bytes after brotli.
const BUDGET: usize = 160_000;

/// Bytes of one file, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl std::ops::AddAssign for Weight {
    fn add_assign(&mut self, more: Weight) {
        self.raw += more.raw;
        self.gzip += more.gzip;
        self.brotli += more.brotli;
    }
}

/// Builds the page if need be and prints the table; over the budget is a failure.
pub fn size() -> Outcome {
    page::build()?;
    let dist = places::dist();
    println!("{:<52} {:>9} {:>9} {:>9}", "", "raw", "gzip", "brotli");
    let first = first_open(&dist)?;
    let start = sum(&dist, "before anything is shown", &first)?;
    let later: Vec<PathBuf> = press::files(&dist)?
        .into_iter()
        .filter(|file| !first.contains(file) && !is_twin(file))
        .collect();
    sum(
        &dist,
        "fetched when it is wanted or when there is time",
        &later,
    )?;
    let loader = first.iter().find(|file| file.ends_with("chunks.js"));
    let loader = loader.map_or(Ok(String::new()), fs::read_to_string);
    let loader = loader.map_err(Stop::while_("chunks.js"))?;
    let until = |entry| -> Outcome<usize> {
        let mut weight = start;
        for chunk in later.iter().filter(|file| belongs(file, &loader, entry)) {
            weight += weigh(chunk)?;
        }
        Ok(weight.brotli)
    };
    println!("the board: {} bytes of brotli", until("board")?);
    let bill = until("reading")?;
    println!(
        "a bill that can be edited: {} bytes of brotli",
        until("desk")?
    );
    println!(
        "a bill, first load: {bill} bytes of brotli, {:.1} % of the budget of {BUDGET}",
        bill as f64 * 100.0 / BUDGET as f64
    );
    if bill > BUDGET {
        return Err(Stop::failed(format!(
            "the first open is {} bytes over the budget",
            bill - BUDGET
        )));
    }
    Ok(())
}

/// Prints one row per file and their sum.
fn sum(dist: &Path, title: &str, files: &[PathBuf]) -> Outcome<Weight> {
    let mut total = Weight::default();
    println!("{title}");
    for file in files {
        let weight = weigh(file)?;
        let name = file
            .strip_prefix(dist)
            .unwrap_or(file)
            .display()
            .to_string();
        print_row(&format!("  {name}"), weight);
        total += weight;
    }
    print_row("  total", total);
    Ok(total)
}

fn print_row(name: &str, weight: Weight) {
    println!(
        "{name:<52} {:>9} {:>9} {:>9}",
        weight.raw, weight.gzip, weight.brotli
    );
}

/// `index.html`, what it names, what the scripts among these import, and the icons.
fn first_open(dist: &Path) -> Outcome<Vec<PathBuf>> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(Stop::while_(index.display()))?;
    let mut files = vec![index];
    let mut named: Vec<PathBuf> = local_names(&html)
        .iter()
        .map(|name| dist.join(name))
        .collect();
    named.extend(
        press::files(dist)?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|kind| kind == "svg")),
    );
    while let Some(file) = named.pop() {
        if files.contains(&file) || !file.is_file() {
            continue;
        }
        if file.extension().is_some_and(|kind| kind == "js") {
            let script = fs::read_to_string(&file).map_err(Stop::while_(file.display()))?;
            let beside = file.parent().unwrap_or(dist);
            named.extend(imported(&script).iter().map(|name| beside.join(name)));
        }
        files.push(file);
    }
    Ok(files)
}

/// The files that `href` and `src` attributes name on this very server.
fn local_names(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in ["href=", "src="] {
        for rest in html.split(attribute).skip(1) {
            let value = rest.trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ' ', '>']).unwrap_or(value.len());
            let name = value[..end]
                .trim_start_matches("./")
                .trim_start_matches('/');
            if !name.is_empty() && !name.contains(':') {
                names.push(name.to_string());
            }
        }
    }
    names
}

/// The files beside it that a script imports before it runs.
fn imported(script: &str) -> Vec<String> {
    script
        .lines()
        .filter(|line| line.starts_with("import "))
        .filter_map(|line| {
            let from = line.rsplit(" from ").next()?.trim().trim_end_matches(';');
            let name = from.trim_matches(['"', '\'']).strip_prefix("./")?;
            Some(name.to_string())
        })
        .collect()
}

fn is_twin(file: &Path) -> bool {
    file.extension()
        .is_some_and(|kind| kind == "br" || kind == "gz")
}

/// A file that this entry needs, alone or with others. The loader says in a comment which entries share a file.
fn belongs(file: &Path, loader: &str, entry: &str) -> bool {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    if file.extension().is_none_or(|kind| kind != "wasm") {
        return false;
    }
    let place = format!("const __{name} ");
    name == format!("split_{entry}")
        || loader
            .lines()
            .zip(loader.lines().skip(1))
            .filter(|(_, line)| line.starts_with(&place))
            .any(|(said, _)| {
                said.trim_matches(['/', '*', ' '])
                    .split(", ")
                    .any(|one| one == entry)
            })
}

fn weigh(file: &Path) -> Outcome<Weight> {
    let bytes = fs::read(file).map_err(Stop::while_(file.display()))?;
    let twin = |ending, press: fn(&[u8]) -> Vec<u8>| {
        fs::metadata(press::beside(file, ending))
            .map_or_else(|_| press(&bytes).len(), |twin| twin.len() as usize)
    };
    Ok(Weight {
        raw: bytes.len(),
        gzip: twin("gz", press::gzip),
        brotli: twin("br", press::brotli),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_this_server_are_named() {
        let html = r#"<link rel="stylesheet" href="/a-1.css"><link href="data:,"><script src='./boot-2.js'></script><a href="">x</a><a href="https://example.test/x">"#;
        assert_eq!(local_names(html), ["a-1.css", "boot-2.js"]);
    }

    #[test]
    fn what_a_script_imports_belongs_to_its_weight() {
        let script = "import { program } from './snippets/chunks-1/program.js';\nimport * as c from \"./snippets/chunks-1/chunks.js\"\nlet x = 'import y from z';\n";
        assert_eq!(
            imported(script),
            [
                "snippets/chunks-1/program.js",
                "snippets/chunks-1/chunks.js"
            ]
        );
    }

    #[test]
    fn an_entry_needs_its_own_file_and_those_it_shares() {
        let loader = "/* board, desk */\nconst __chunk_7 = makeLoad(() => {\n/* desk, hands */\nconst __chunk_70 = makeLoad(() => {\n";
        let needs = |file: &str, entry| belongs(Path::new(file), loader, entry);
        assert!(needs("/d/split_board.wasm", "board"));
        assert!(needs("/d/chunk_7.wasm", "board"));
        assert!(needs("/d/chunk_7.wasm", "desk"));
        assert!(needs("/d/chunk_70.wasm", "hands"));
        assert!(!needs("/d/chunk_70.wasm", "board"));
        assert!(!needs("/d/split_desk.wasm", "board"));
        assert!(!needs("/d/chunks.js", "board"));
    }
}
