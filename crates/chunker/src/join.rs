//! Binds the chunks to the program: the loader needs the running program's exports, and each file a name that changes with it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::lean::lean;
use crate::small;

/// The file that fetches chunks.
pub const LOADER: &str = "chunks.js";
/// What the loader imports to reach the program.
pub const PROGRAM: &str = "./program.js";

/// `program.js`: a place where the program leaves its exports, so that the loader need not know the program's hashed name.
const PLACE: &str =
    "export const program = {};\nexport const initSync = () => program.exports();\n";

/// A folder name that is another one for every other program.
pub fn folder(program: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(program);
    format!("chunks-{:016x}", hasher.finish())
}

/// Moves the chunks into their folder and tells the program where to leave its exports.
pub fn gather(call: &Call, folder: &Path, chunks: &[PathBuf]) -> crate::Outcome<()> {
    let mut names = small::Names::new();
    let program = call.out_dir.join(format!("{}_bg.wasm", call.name));
    fs::write(&program, small::module(&fs::read(&program)?, &mut names)?)?;
    for chunk in chunks {
        let name = chunk.file_name().ok_or("a chunk without a name")?;
        let bytes = small::module(&fs::read(chunk)?, &mut names)?;
        fs::remove_file(chunk)?;
        fs::write(folder.join(name), bytes)?;
    }
    let name = Path::new(PROGRAM)
        .file_name()
        .ok_or("a program without a name")?;
    fs::write(folder.join(name), PLACE)?;
    let script = call.out_dir.join(format!("{}.js", call.name));
    let folder = folder.file_name().ok_or("a folder without a name")?;
    let text = small::script(&fs::read_to_string(&script)?, &names);
    let text = bound(&lean(&text), &folder.to_string_lossy());
    fs::write(script, text)?;
    Ok(())
}

/// The program's script, leaving a way to its exports. `wasm` is what wasm-bindgen calls them.
fn bound(script: &str, folder: &str) -> String {
    format!(
        "import {{ program }} from './snippets/{folder}/program.js';\n{script}\nprogram.exports = () => wasm;\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_program_gets_another_folder() {
        assert_ne!(folder(b"one"), folder(b"other"));
        assert_eq!(folder(b"one"), folder(b"one"));
    }

    #[test]
    fn the_script_leaves_its_exports_where_the_loader_looks() {
        let script = bound("let wasm;", "chunks-1");
        assert!(script.starts_with("import { program } from './snippets/chunks-1/program.js';"));
        assert!(script.ends_with("program.exports = () => wasm;\n"));
    }
}
