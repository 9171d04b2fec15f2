//! Stands in for `wasm-bindgen` while trunk builds the page: cuts the program at its chunk boundaries first, then runs the real
//! tool on what the first open needs.
//!
//! The chunks and the loader that knows their names lie in `snippets/`, which trunk takes over as it is. `ADISYON_WASM_BINDGEN`
//! names the real tool.
#![forbid(unsafe_code)]

mod call;
mod join;
mod lean;
mod small;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use call::Call;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("chunker: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<ExitCode> {
    let tool =
        env::var_os("ADISYON_WASM_BINDGEN").ok_or("ADISYON_WASM_BINDGEN names no program")?;
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let Some(call) = Call::read(&arguments) else {
        // Asked for its version, or for something else that cuts nothing.
        return pass(&tool, &arguments);
    };
    let program = std::fs::read(&call.input)?;
    let name = join::folder(&program);
    let folder = call.out_dir.join("snippets").join(&name);
    clear(&call.out_dir.join("snippets"))?;
    std::fs::create_dir_all(&folder)?;
    let main = call.input.with_extension("main.wasm");
    let loader = format!("./snippets/{name}/{}", join::LOADER);
    let cut = {
        let mut options = wasm_split_cli_support::Options::new(&program);
        options.output_dir = &call.out_dir;
        options.main_out_path = &main;
        options.link_name = &loader;
        options.main_module = join::PROGRAM;
        wasm_split_cli_support::transform(options)?
    };
    let code = pass(&tool, &call.with_input(&main))?;
    join::gather(&call, &folder, &cut.split_modules)?;
    Ok(code)
}

/// Chunks of earlier builds would be served for ever.
fn clear(folder: &Path) -> Outcome<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn pass(tool: &OsString, arguments: &[OsString]) -> Outcome<ExitCode> {
    let status = Command::new(tool).args(arguments).status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
