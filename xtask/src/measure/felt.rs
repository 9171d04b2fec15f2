//! `bench page`: how fast the page is felt, in Chromium, beside the same page written by hand (`bench/plain`).

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::page;
use crate::places;
use crate::press;
use crate::run;
use crate::stop::{Outcome, Stop};
use crate::system::{self, CHROMEDRIVER, CHROMIUM};

/// The hand-written page.
const PLAIN: &str = "bench/plain";
/// Where it is made ready to be served.
const SERVED: &str = "target/page/plain";
/// Looks as ours: the same style sheet, joined for our page before.
const SHEET: &str = "target/page/adisyon.css";
/// The same icons, which stand in the page at this mark.
const ICONS: &str = "style/icons.svg";
const ICONS_MARK: &str = "<!-- icons -->";
/// The previous release's figures.
const RELEASE: &str = "bench/release.txt";

/// Builds what is needed, measures and prints. `--keep` keeps the figures as the release's, `--quick` takes a few samples only.
pub fn page(options: &[String]) -> Outcome {
    system::install(&[CHROMIUM, CHROMEDRIVER])?;
    page::build()?;
    let root = places::root();
    let served = root.join(SERVED);
    serve(root, &served)?;
    run::check(run::cargo().args(["build", "--release", "--package", "adisyon-bff"]))?;
    let bench = ["--package", "adisyon-e2e", "--bin", "page-bench"];
    run::check(
        run::cargo()
            .args(["build", "--profile", "tools"])
            .args(bench),
    )?;
    let programs = places::programs();
    let built = |profile: &str, name: &str| {
        let folder = programs.with_file_name(profile);
        folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    run::check(
        run::command(built("tools", "page-bench"))
            .arg(served)
            .arg(root.join(RELEASE))
            .args(options)
            .env("ADISYON_E2E_BFF", built("release", "adisyon-bff"))
            .env("ADISYON_E2E_DIST", places::dist()),
    )
}

/// The files as our own page's are served: under names that change with the content, with compressed twins beside them. Style sheet
/// and icons are ours.
fn serve(root: &Path, served: &Path) -> Outcome {
    let read = |file: &Path| fs::read_to_string(file).map_err(Stop::while_(file.display()));
    let icons = read(&root.join(ICONS))?;
    let mut sources = press::files(&root.join(PLAIN))?;
    sources.push(root.join(SHEET));
    let mut files: Vec<(String, String)> = Vec::new();
    for file in sources {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        files.push((name.into_owned(), read(&file)?.replace(ICONS_MARK, &icons)));
    }
    if served.is_dir() {
        fs::remove_dir_all(served).map_err(Stop::while_(served.display()))?;
    }
    fs::create_dir_all(served).map_err(Stop::while_(served.display()))?;
    for (name, text) in named(&files) {
        let file: PathBuf = served.join(name);
        fs::write(&file, text).map_err(Stop::while_(file.display()))?;
    }
    press::folder(served)
}

/// Every file but the page itself under a name with a hash, and every mention of it alike.
fn named(files: &[(String, String)]) -> Vec<(String, String)> {
    let mut hasher = DefaultHasher::new();
    for (_, text) in files {
        hasher.write(text.as_bytes());
    }
    let hash = format!("{:016x}", hasher.finish());
    let hashed = |name: &str| match name.rsplit_once('.') {
        Some((stem, ending)) if ending != "html" => format!("{stem}-{hash}.{ending}"),
        _ => name.to_owned(),
    };
    let renamed = |text: &str| {
        files.iter().fold(text.to_owned(), |text, (name, _)| {
            text.replace(&format!("/{name}\""), &format!("/{}\"", hashed(name)))
        })
    };
    let files = files.iter();
    files
        .map(|(name, text)| (hashed(name), renamed(text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_s_name_changes_with_the_content_wherever_it_is_mentioned() {
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let made = |script| {
            named(&[
                file("index.html", "<script src=\"/page.js\">"),
                file("page.js", script),
            ])
        };
        let (one, other) = (made("a"), made("b"));
        assert_eq!(one[0].0, "index.html");
        assert_ne!(one[1].0, other[1].0);
        assert_eq!(one[0].1, format!("<script src=\"/{}\">", one[1].0));
        let name = one[1]
            .0
            .strip_prefix("page-")
            .and_then(|name| name.strip_suffix(".js"));
        assert_eq!(name.map(str::len), Some(16));
    }
}
