//! Pre-compression of the built page: brotli 11 and gzip 9 beside each file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::stop::{Outcome, Stop};

/// Kinds of files that shrink. Pictures and fonts are compressed already.
const SHRINKS: [&str; 7] = ["html", "js", "wasm", "css", "svg", "json", "txt"];

/// Brotli at its slowest and smallest.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)
        .expect("memory takes every write");
    small
}

/// Gzip at its smallest.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut small = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    small
        .write_all(bytes)
        .and_then(|()| small.finish())
        .expect("memory takes every write")
}

/// Writes `file.br` and `file.gz` beside every file under `folder` that shrinks.
pub fn folder(folder: &Path) -> Outcome {
    for file in files(folder)? {
        if !file
            .extension()
            .is_some_and(|kind| SHRINKS.iter().any(|shrinks| kind == *shrinks))
        {
            continue;
        }
        let bytes = fs::read(&file).map_err(Stop::while_(file.display()))?;
        for (ending, small) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
            let beside = beside(&file, ending);
            fs::write(&beside, small).map_err(Stop::while_(beside.display()))?;
        }
    }
    Ok(())
}

/// The name of a file's compressed twin.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Every file under a folder, in a stable order.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(&next).map_err(Stop::while_(next.display()))? {
            let path = entry.map_err(Stop::while_(next.display()))?.path();
            if path.is_dir() {
                left.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_pressed_unpacks_to_the_same_bytes() {
        let page = "<p>Çiğ köfte</p>".repeat(500).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&page).as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, page);
        let mut unzipped = Vec::new();
        flate2::read::GzDecoder::new(gzip(&page).as_slice())
            .read_to_end(&mut unzipped)
            .unwrap();
        assert_eq!(unzipped, page);
    }

    #[test]
    fn the_twin_of_a_file_keeps_the_whole_name() {
        assert_eq!(
            beside(Path::new("dist/app-1.wasm"), "br"),
            Path::new("dist/app-1.wasm.br")
        );
    }
}
