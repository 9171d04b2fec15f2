//! A PostgreSQL server for the tests of this process: the one that `ADISYON_TEST_POSTGRES_URL` names, else a throwaway one from the
//! system's package on a socket of its own. It ends with this process, however that ends.
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long the server may take to start on a busy machine.
const START: Duration = Duration::from_secs(60);

/// Runs the server until its own input ends, which is when the tests' process is gone; then cleans up.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=300 >"$2/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$2"
"#;

/// The server's address; none, said loudly, where there is no server.
pub(super) fn address() -> Option<&'static str> {
    static ADDRESS: OnceLock<Option<String>> = OnceLock::new();
    ADDRESS
        .get_or_init(|| match std::env::var("ADISYON_TEST_POSTGRES_URL") {
            Ok(url) if !url.is_empty() => Some(url),
            _ => started().map_err(|why| skipped(&why)).ok(),
        })
        .as_deref()
}

/// Straight to the terminal: what a passing test prints is not shown.
fn skipped(why: &str) {
    let told = format!("\n*** SKIPPED ON POSTGRESQL: {why} ***\n");
    let _ = std::io::stderr().write_all(told.as_bytes());
}

fn started() -> Result<String, String> {
    static KEEPER_PROCESS: OnceLock<Child> = OnceLock::new();
    let programs =
        programs().ok_or("no /usr/lib/postgresql/*/bin and no ADISYON_TEST_POSTGRES_URL")?;
    let folder = std::env::temp_dir().join(super::fresh_name());
    std::fs::create_dir(&folder).map_err(|error| error.to_string())?;
    let as_owner = owner_of(&folder)?;
    let data = folder.join("data");
    run(as_owner
        .command(&programs.join("initdb"))
        .arg("-D")
        .arg(&data)
        .args([
            "-U",
            "adisyon",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
    let keeper = as_owner
        .command(Path::new("/bin/sh"))
        .args(["-c", KEEPER, "keeper"])
        .arg(&programs)
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    KEEPER_PROCESS.get_or_init(|| keeper);
    ready(&programs, &folder)?;
    Ok(format!(
        "postgres://adisyon@localhost/postgres?host={}",
        folder.display()
    ))
}

/// The newest version installed.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|path| path.join("postgres").exists() && path.join("initdb").exists())
        .collect();
    found.sort();
    found.pop()
}

/// Who runs the server: it refuses to be run by root.
enum Owner {
    Me,
    Postgres,
}

impl Owner {
    fn command(&self, program: &Path) -> Command {
        match self {
            Owner::Me => Command::new(program),
            Owner::Postgres => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            }
        }
    }
}

fn owner_of(folder: &Path) -> Result<Owner, String> {
    let id = Command::new("id")
        .arg("-u")
        .output()
        .map_err(|error| error.to_string())?;
    if id.stdout.trim_ascii() != b"0" {
        let only_mine = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder, only_mine).map_err(|error| error.to_string())?;
        return Ok(Owner::Me);
    }
    run(Command::new("chown").arg("postgres").arg(folder))?;
    Ok(Owner::Postgres)
}

fn run(command: &mut Command) -> Result<(), String> {
    command.current_dir("/");
    let output = command.output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

fn ready(programs: &Path, folder: &Path) -> Result<(), String> {
    let end = Instant::now() + START;
    while Instant::now() < end {
        let mut asks = Command::new(programs.join("pg_isready"));
        if run(asks.arg("-q").arg("-h").arg(folder)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err("the server did not start".into())
}
