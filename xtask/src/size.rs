//! What the first open loads, in bytes, against the budget.

use std::fs;
use std::path::{Path, PathBuf};

use crate::page;
use crate::places;
use crate::press;
use crate::stop::{Outcome, Stop};

/// The most that the first open may load, in bytes after brotli.
const BUDGET: usize = 200_000;

/// Bytes of one file, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the page if need be and prints the table; over the budget is a failure.
pub fn size() -> Outcome {
    page::build()?;
    let dist = places::dist();
    let mut total = Weight::default();
    println!(
        "{:<44} {:>9} {:>9} {:>9}",
        "first open", "raw", "gzip", "brotli"
    );
    for file in first_open(&dist)? {
        let weight = weigh(&file)?;
        let name = file
            .strip_prefix(&dist)
            .unwrap_or(&file)
            .display()
            .to_string();
        print_row(&name, weight);
        total.raw += weight.raw;
        total.gzip += weight.gzip;
        total.brotli += weight.brotli;
    }
    print_row("total", total);
    println!(
        "budget: {BUDGET} bytes of brotli, {:.1} % used",
        total.brotli as f64 * 100.0 / BUDGET as f64
    );
    if total.brotli > BUDGET {
        return Err(Stop::failed(format!(
            "the first open is {} bytes over the budget",
            total.brotli - BUDGET
        )));
    }
    Ok(())
}

fn print_row(name: &str, weight: Weight) {
    println!(
        "{name:<44} {:>9} {:>9} {:>9}",
        weight.raw, weight.gzip, weight.brotli
    );
}

/// `index.html`, what it names, and the icons.
fn first_open(dist: &Path) -> Outcome<Vec<PathBuf>> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(Stop::while_(index.display()))?;
    let named: Vec<PathBuf> = local_names(&html)
        .into_iter()
        .map(|name| dist.join(name))
        .collect();
    let mut files: Vec<PathBuf> = press::files(dist)?
        .into_iter()
        .filter(|file| named.contains(file) || file.extension().is_some_and(|kind| kind == "svg"))
        .collect();
    files.insert(0, index);
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
}
