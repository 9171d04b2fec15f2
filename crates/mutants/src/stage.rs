//! A copy of the crate, in a workspace of its own under `target/`, where its source may be changed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The crate's folder in the workspace.
const FOLDER: &str = "crates/bill";

/// What a switch is: read from the environment once, so that the tests' threads agree.
const SWITCH: &str = r#"
#[allow(dead_code)]
mod switch {
    /// Whether this mutant is the one that is on. With one on, the first panic ends the tests: they have seen it.
    pub(crate) fn on(mutant: u32) -> bool {
        static ON: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
        mutant == *ON.get_or_init(|| {
            let Some(on) = std::env::var("MUTANT").ok().and_then(|on| on.parse().ok()) else {
                return u32::MAX;
            };
            std::panic::set_hook(Box::new(|_| {
                use std::io::Write;
                let test = std::thread::current().name().unwrap_or_default().to_owned();
                let _ = writeln!(std::io::stderr(), "seen by {test}");
                std::process::exit(101);
            }));
            on
        })
    }
}
"#;

/// The copy.
pub struct Stage {
    root: PathBuf,
    origin: PathBuf,
}

/// What the compiler says about a place of the source.
#[derive(Debug)]
pub struct Complaint {
    /// For people.
    pub text: String,
    /// File from the workspace's root and bytes in it; the places that matter most come first.
    pub places: Vec<(String, std::ops::Range<usize>)>,
}

impl Stage {
    /// Copies the crate and what its manifest inherits.
    pub fn set(origin: &Path) -> Result<Stage, String> {
        let stage = Stage {
            root: origin.join("target/mutants"),
            origin: origin.to_owned(),
        };
        stage
            .fill()
            .map_err(|error| format!("{}: {error}", stage.root.display()))?;
        Ok(stage)
    }

    fn fill(&self) -> io::Result<()> {
        let _ = fs::remove_dir_all(self.root.join(FOLDER));
        copy(&self.origin.join(FOLDER), &self.root.join(FOLDER))?;
        fs::copy(self.origin.join("Cargo.lock"), self.root.join("Cargo.lock"))?;
        let manifest = fs::read_to_string(self.origin.join("Cargo.toml"))?;
        fs::write(self.root.join("Cargo.toml"), inherited(&manifest))
    }

    /// The file as it is in the workspace.
    pub fn source(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.origin.join(file)).map_err(|error| format!("{file}: {error}"))
    }

    /// Puts another text in the copy's file, for the root of the crate with the switch.
    pub fn write(&self, file: &str, text: &str) -> Result<(), String> {
        let root = format!("{FOLDER}/src/lib.rs");
        let text = if file == root {
            format!("{text}{SWITCH}")
        } else {
            text.to_owned()
        };
        fs::write(self.root.join(file), text).map_err(|error| format!("{file}: {error}"))
    }

    /// Takes every change back.
    pub fn restore(&self) -> Result<(), String> {
        self.fill()
            .map_err(|error| format!("{}: {error}", self.root.display()))
    }

    /// The file that everything else hangs on.
    pub fn lib(&self) -> String {
        format!("{FOLDER}/src/lib.rs")
    }

    /// Builds the tests: their program, or what the compiler has against it.
    pub fn build(&self) -> Result<Result<PathBuf, Vec<Complaint>>, String> {
        let said = Command::new(env!("CARGO"))
            .args([
                "test",
                "--no-run",
                "--lib",
                "--offline",
                "--profile",
                "mutants",
            ])
            .args(["--package", crate::list::CRATE, "--message-format", "json"])
            .current_dir(&self.root)
            .env("RUSTFLAGS", "--cap-lints allow")
            .output()
            .map_err(|error| format!("cargo: {error}"))?;
        let mut program = None;
        let mut complaints = Vec::new();
        for message in serde_json::Deserializer::from_slice(&said.stdout).into_iter::<Value>() {
            let message = message.map_err(|error| format!("what cargo says: {error}"))?;
            if let Some(path) = message["executable"].as_str() {
                program = Some(PathBuf::from(path));
            }
            if message["message"]["level"] == "error" {
                complaints.push(complaint(&message["message"]));
            }
        }
        match program {
            Some(program) if said.status.success() => Ok(Ok(program)),
            _ if !complaints.is_empty() => Ok(Err(complaints)),
            _ => Err(String::from_utf8_lossy(&said.stderr).into_owned()),
        }
    }
}

fn complaint(message: &Value) -> Complaint {
    let spans = message["spans"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let (first, further): (Vec<&Value>, Vec<&Value>) =
        spans.iter().partition(|span| span["is_primary"] == true);
    let place = |span: &&Value| {
        let byte = |key: &str| usize::try_from(span[key].as_u64()?).ok();
        Some((
            span["file_name"].as_str()?.to_owned(),
            byte("byte_start")?..byte("byte_end")?,
        ))
    };
    Complaint {
        text: message["rendered"].as_str().unwrap_or_default().to_owned(),
        places: first.iter().chain(&further).filter_map(place).collect(),
    }
}

/// The parts of the workspace's manifest that the crate refers to, with the crate as the only member.
fn inherited(manifest: &str) -> String {
    let mut kept = format!("[workspace]\nmembers = [\"{FOLDER}\"]\nresolver = \"3\"\n");
    let mut keep = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            keep = line.starts_with("[workspace.") || line == "[profile.mutants]";
        }
        if keep {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
