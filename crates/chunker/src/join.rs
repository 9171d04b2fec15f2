//! Binds the chunks to the program: the loader needs the running program's exports, and each file a name that changes with it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::call::Call;

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
    for chunk in chunks {
        let name = chunk.file_name().ok_or("a chunk without a name")?;
        let bytes = fs::read(chunk)?;
        fs::remove_file(chunk)?;
        fs::write(folder.join(name), without_names(&bytes)?)?;
    }
    let name = Path::new(PROGRAM)
        .file_name()
        .ok_or("a program without a name")?;
    fs::write(folder.join(name), PLACE)?;
    let script = call.out_dir.join(format!("{}.js", call.name));
    let folder = folder.file_name().ok_or("a folder without a name")?;
    let text = bound(&fs::read_to_string(&script)?, &folder.to_string_lossy());
    fs::write(script, text)?;
    Ok(())
}

/// The program's script, leaving a way to its exports. `wasm` is what wasm-bindgen calls them.
fn bound(script: &str, folder: &str) -> String {
    format!(
        "import {{ program }} from './snippets/{folder}/program.js';\n{script}\nprogram.exports = () => wasm;\n"
    )
}

/// A module without its custom sections: names are for debuggers.
fn without_names(module: &[u8]) -> crate::Outcome<Vec<u8>> {
    const HEAD: usize = 8;
    let mut kept = module.get(..HEAD).ok_or("not a module")?.to_vec();
    let mut rest = &module[HEAD..];
    while let Some((&kind, after)) = rest.split_first() {
        let (length, digits) = leb128(after).ok_or("a section without a length")?;
        let end = 1 + digits + length;
        let section = rest.get(..end).ok_or("a section that is cut off")?;
        if kind != 0 {
            kept.extend_from_slice(section);
        }
        rest = &rest[end..];
    }
    Ok(kept)
}

/// An unsigned number and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
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
    fn custom_sections_are_left_out_and_all_others_kept() {
        let head = b"\0asm\x01\0\0\0";
        let types = [1, 2, 0, 0];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let module = [&head[..], &types, &names, &types].concat();
        let bare = [&head[..], &types, &types].concat();
        assert_eq!(without_names(&module).expect("a module"), bare);
        assert!(without_names(&module[..module.len() - 1]).is_err());
    }

    #[test]
    fn the_script_leaves_its_exports_where_the_loader_looks() {
        let script = bound("let wasm;", "chunks-1");
        assert!(script.starts_with("import { program } from './snippets/chunks-1/program.js';"));
        assert!(script.ends_with("program.exports = () => wasm;\n"));
    }
}
