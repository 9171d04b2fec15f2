//! Building the page: trunk, then the compressed twins; nothing at all when nothing changed.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;

use crate::places;
use crate::press;
use crate::run;
use crate::stop::{Outcome, Stop};
use crate::tools;

/// Folders whose files end up in the page.
const FOLDERS: [&str; 7] = [
    "crates/chunker",
    "src",
    "style",
    "locales",
    "crates/bill",
    "crates/json",
    "crates/wire",
];
/// Single files that do.
const FILES: [&str; 9] = [
    "index.html",
    "first.js",
    "boot.js",
    "build.rs",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
];

/// Installs what is missing and builds the page into `dist/`, unless what lies there was built from the same sources.
pub fn build() -> Outcome {
    tools::install(&tools::FOR_BUILDING)?;
    if stamp().is_some_and(|written| Some(written) == current()) {
        eprintln!("dist/ is up to date");
        return Ok(());
    }
    // Before anything is built: what is written meanwhile is not in it.
    let sources = sources();
    run::check(run::cargo().args(["fetch", "--locked"]))?;
    run::check(&mut in_chunks(&[
        "build",
        "--release",
        "--features",
        "chunks",
    ])?)?;
    let index = places::dist().join("index.html");
    let html = fs::read_to_string(&index).map_err(Stop::while_(index.display()))?;
    fs::write(&index, without_chunks(&html)).map_err(Stop::while_(index.display()))?;
    eprintln!("compressing dist/");
    press::folder(&places::dist())?;
    let Some(now) = stamp_of(sources) else {
        return Err(Stop::failed("dist/ cannot be read"));
    };
    let stamp = stamp_file();
    fs::create_dir_all(stamp.parent().unwrap_or(&stamp)).map_err(Stop::while_(stamp.display()))?;
    fs::write(&stamp, now).map_err(Stop::while_(stamp.display()))
}

/// A trunk command that finds this program for its hook, so that the hook waits for no other cargo.
pub fn trunk(arguments: &[&str]) -> std::process::Command {
    let mut trunk = run::command("trunk");
    trunk
        .args(arguments)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    // trunk takes only "true" and "false" here, and CI systems set the variable to what they like.
    trunk.env_remove("NO_COLOR");
    trunk.env("ADISYON_XTASK", places::this_program());
    trunk
}

/// A trunk command that finds our chunker where it looks for wasm-bindgen.
fn in_chunks(arguments: &[&str]) -> Outcome<std::process::Command> {
    let tool = places::find(&program("wasm-bindgen"))
        .ok_or_else(|| Stop::failed("wasm-bindgen was installed and is gone"))?;
    run::check(run::cargo().args([
        "build",
        "--profile",
        "tools",
        "--package",
        "adisyon-chunker",
    ]))?;
    let bin = places::root().join("target/page/bin");
    fs::create_dir_all(&bin).map_err(Stop::while_(bin.display()))?;
    let built = places::programs()
        .with_file_name("tools")
        .join(program("chunker"));
    let stand_in = bin.join(program("wasm-bindgen"));
    fs::copy(&built, &stand_in).map_err(Stop::while_(built.display()))?;
    let ours = places::path();
    let path = env::join_paths(std::iter::once(bin).chain(env::split_paths(&ours)))
        .map_err(|error| Stop::failed(error.to_string()))?;
    let mut trunk = trunk(arguments);
    trunk
        .env("PATH", path)
        .env("ADISYON_WASM_BINDGEN", tool)
        // The chunker needs the names that the linker would strip, and strips them itself.
        .env("CARGO_PROFILE_WASM_RELEASE_STRIP", "none");
    Ok(trunk)
}

/// The page without the links that would load every chunk at once: trunk takes all that lies in `snippets/` for modules.
fn without_chunks(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    for (at, part) in html.split("<link ").enumerate() {
        let end = part.find('>').map_or(part.len(), |end| end + 1);
        let (link, rest) = part.split_at(end);
        if at > 0 && link.contains("modulepreload") && link.contains(".wasm") {
            kept.push_str(rest);
        } else {
            if at > 0 {
                kept.push_str("<link ");
            }
            kept.push_str(part);
        }
    }
    kept
}

/// Takes an earlier build's chunks away: trunk would put them into the page of a build that has none.
pub fn forget_chunks() -> Outcome {
    let made = places::programs().with_file_name("wasm-bindgen");
    for profile in ["debug", "release"] {
        let chunks = made.join(profile).join("snippets");
        match fs::remove_dir_all(&chunks) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Stop::while_(chunks.display())(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A program's file name on this system.
fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

fn stamp_file() -> PathBuf {
    places::root().join("target/page/built")
}

fn stamp() -> Option<String> {
    fs::read_to_string(stamp_file()).ok()
}

/// One number for the sources and one for `dist/`: both must be as they were for the last build and after it.
fn current() -> Option<String> {
    stamp_of(sources())
}

fn stamp_of(sources: Option<u64>) -> Option<String> {
    let built = press::files(&places::dist()).ok()?;
    Some(format!("{:016x} {:016x}", sources?, digest(&built)?))
}

fn sources() -> Option<u64> {
    let root = places::root();
    let mut sources: Vec<PathBuf> = FILES
        .iter()
        .map(|file| root.join(file))
        .filter(|file| file.is_file())
        .collect();
    for folder in FOLDERS
        .map(|folder| root.join(folder))
        .iter()
        .filter(|folder| folder.is_dir())
    {
        sources.extend(press::files(folder).ok()?);
    }
    digest(&sources)
}

fn digest(files: &[PathBuf]) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file).ok()?;
        hasher.write(file.as_os_str().as_encoded_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_not_loaded_with_the_page_and_nothing_else_is_lost() {
        let html = r#"<head><link rel="modulepreload" href="/a-1.js" x><link rel="modulepreload" href="/snippets/c/split_x.wasm" x><link rel="preload" href="/a_bg.wasm" x></head><b>"#;
        assert_eq!(
            without_chunks(html),
            r#"<head><link rel="modulepreload" href="/a-1.js" x><link rel="preload" href="/a_bg.wasm" x></head><b>"#
        );
    }
}
