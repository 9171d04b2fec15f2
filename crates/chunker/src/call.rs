//! How trunk calls the tool: `--target=web --out-dir=DIR --out-name=NAME … INPUT`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// A call that makes something.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// The program as the compiler wrote it.
    pub input: PathBuf,
    /// Where the made files go.
    pub out_dir: PathBuf,
    /// Their name without ending.
    pub name: String,
    /// Everything else, as it came.
    rest: Vec<OsString>,
}

impl Call {
    /// None for a call that makes nothing.
    pub fn read(arguments: &[OsString]) -> Option<Call> {
        let value = |name: &str| {
            arguments.iter().find_map(|argument| {
                let text = argument.to_str()?;
                text.strip_prefix(name)?.strip_prefix('=')
            })
        };
        let input = arguments
            .iter()
            .find(|argument| Path::new(argument).extension() == Some(OsStr::new("wasm")))?;
        Some(Call {
            input: PathBuf::from(input),
            out_dir: PathBuf::from(value("--out-dir")?),
            name: value("--out-name")?.to_owned(),
            rest: arguments
                .iter()
                .filter(|argument| *argument != input)
                .cloned()
                .collect(),
        })
    }

    /// The arguments for another input. What the linker exported must stay: the chunks are bound to it.
    pub fn with_input(&self, input: &Path) -> Vec<OsString> {
        let mut all = self.rest.clone();
        for more in [
            "--keep-lld-exports",
            "--remove-name-section",
            "--remove-producers-section",
        ] {
            if !all.iter().any(|one| one == more) {
                all.push(more.into());
            }
        }
        all.push(input.into());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(all: &[&str]) -> Vec<OsString> {
        all.iter().map(OsString::from).collect()
    }

    #[test]
    fn a_call_of_trunk_names_input_folder_and_name() {
        let call = Call::read(&arguments(&[
            "--target=web",
            "--out-dir=/x/out",
            "--out-name=adisyon",
            "/x/adisyon.wasm",
            "--no-typescript",
        ]))
        .expect("it makes something");
        assert_eq!(call.input, Path::new("/x/adisyon.wasm"));
        assert_eq!(call.out_dir, Path::new("/x/out"));
        assert_eq!(call.name, "adisyon");
        let told = call.with_input(Path::new("/x/main.wasm"));
        assert_eq!(told.first(), Some(&OsString::from("--target=web")));
        assert_eq!(told.last(), Some(&OsString::from("/x/main.wasm")));
        assert!(told.contains(&OsString::from("--keep-lld-exports")));
        assert!(!told.contains(&OsString::from("/x/adisyon.wasm")));
    }

    #[test]
    fn asking_for_the_version_makes_nothing() {
        assert_eq!(Call::read(&arguments(&["--version"])), None);
    }
}
