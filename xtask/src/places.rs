//! Where things lie: the repository, the tools folder, the built programs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The root of the repository. Asked of cargo at run time: two clones may share one target folder, and then one program.
pub fn root() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| {
        let ours = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .filter(|folder| folder.ends_with("xtask"));
        let folder = ours.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        folder.parent().map(Path::to_path_buf).unwrap_or(folder)
    })
}

/// The project's own tools folder: `$ADISYON_TOOLS`, else `~/.cache/adisyon/tools`.
pub fn tools() -> PathBuf {
    if let Some(chosen) = env::var_os("ADISYON_TOOLS").filter(|value| !value.is_empty()) {
        return root().join(chosen);
    }
    match env::home_dir() {
        Some(home) => home.join(".cache/adisyon/tools"),
        None => root().join("target/tools"),
    }
}

/// `axe.min.js` in the tools folder.
pub fn axe() -> PathBuf {
    tools().join("npm/node_modules/axe-core/axe.min.js")
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Throw-away state of the demo and the watch loop.
pub fn demo() -> PathBuf {
    root().join(".demo")
}

/// This very program, as it was found at the start: a later build may replace the file and with it what the system says.
pub fn this_program() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| env::current_exe().unwrap_or_else(|_| root().join("target/debug/xtask")))
}

/// The folder cargo puts this profile's programs in: the one this program runs from.
pub fn programs() -> &'static Path {
    this_program().parent().unwrap_or(root())
}

/// PATH with the project's tools first, so that a person's own versions are never touched and never used by mistake.
pub fn path() -> OsString {
    let ours = tools().join("bin");
    let theirs = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(ours).chain(env::split_paths(&theirs))).unwrap_or(theirs)
}

/// Finds a program on `path()`.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&path())
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}
