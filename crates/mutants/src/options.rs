//! What the command line asks for.

/// The request of one call.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// Decide everything anew, not only what lived or was never run.
    pub all: bool,
    /// Only mutants whose name has this in it, such as `merge/bring.rs`.
    pub part: String,
    /// How many test runs at once.
    pub workers: usize,
}

impl Options {
    /// Reads the arguments after the program's name.
    pub fn read(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            all: false,
            part: String::new(),
            workers: std::thread::available_parallelism().map_or(1, usize::from),
        };
        while let Some(word) = args.next() {
            match word.as_str() {
                "--all" => options.all = true,
                "--workers" => {
                    let count = args.next().and_then(|count| count.parse().ok());
                    options.workers = count.filter(|count| *count > 0).ok_or("--workers N")?;
                }
                part if !part.starts_with('-') => options.part = part.to_owned(),
                other => {
                    return Err(format!(
                        "{other}? cargo run -p adisyon-mutants -- [--all] [--workers N] [part of a name]"
                    ));
                }
            }
        }
        Ok(options)
    }
}
