//! Simulator and backend in release on free ports, and a plain HTTP client over a socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::places;
use crate::ports::{self, Ports};
use crate::run;
use crate::secrets::Secrets;
use crate::stop::{Outcome, Stop};

const TENANT: &str = "tn_lokanta";
const PLUGIN: &str = "5d0e7c1a-3b52-4f0e-9a61-8c2f4e7d9b10";
const SCOPES: &str =
    "orders:read,orders:write,products:read,payment_methods:read,customers:read,events:subscribe";
/// The table of the simulator's `--lines`.
pub const TABLE: &str = "masa-200";
/// How long a program may take to answer.
const READY: Duration = Duration::from_secs(60);

/// Everything that is measured. Dropping it ends the programs.
pub struct Stage {
    /// Where they listen; the backend on `backend`.
    pub ports: Ports,
    /// The backend's process.
    pub backend: u32,
    /// What the platform wants to see.
    pub api_key: String,
    /// For whatever a measurement needs to write.
    pub folder: PathBuf,
    running: Vec<Child>,
}

/// Builds both programs as they are delivered: a developer's incremental building would make others of them.
pub fn build() -> Outcome {
    let packages = ["--package", "restomenum-sim", "--package", "adisyon-bff"];
    let mut cargo = run::cargo();
    cargo.env("CARGO_INCREMENTAL", "0");
    run::check(cargo.args(["build", "--release"]).args(packages))
}

impl Stage {
    /// Starts both, with a bill of so many lines on [`TABLE`].
    pub fn open(lines: usize) -> Outcome<Self> {
        let ports = Ports::anywhere()?;
        let secrets = Secrets::draw()?;
        let folder = std::env::temp_dir().join(format!("adisyon-measure-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(Stop::while_(folder.display()))?;
        let api_key = format!("{TENANT}.{PLUGIN}.{}", secrets.api);
        let mut stage = Self {
            ports,
            backend: 0,
            api_key,
            folder,
            running: Vec::new(),
        };
        stage.start(simulator(&stage.ports, &secrets, &stage.api_key, lines))?;
        let backend = backend(&stage.ports, &secrets, &stage.api_key, &stage.folder);
        stage.backend = stage.start(backend)?;
        let end = Instant::now() + READY;
        while !stage.is_ready() {
            if Instant::now() > end {
                return Err(Stop::failed("simulator or backend did not start"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(stage)
    }

    fn is_ready(&self) -> bool {
        let (panel, backend) = (self.ports.panel, self.ports.backend);
        ports::answers(panel, "/") && ports::answers(backend, "/health/ready")
    }

    /// Starts one more program that ends with the stage.
    pub fn start(&mut self, mut command: Command) -> Outcome<u32> {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Stop::while_(format_args!(
                "{} could not be started",
                run::words(&command)
            )))?;
        let pid = child.id();
        self.running.push(child);
        Ok(pid)
    }

    /// A session token that outlives the measurement.
    pub fn token(&self) -> Outcome<String> {
        let path = "/_sim/token?role=manager&ttl=36000";
        let answer = get(self.ports.panel, path, "")?;
        let (_, rest) = answer
            .split_once("\"token\":\"")
            .ok_or_else(|| Stop::failed("the simulator gives no token"))?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// One GET; the body.
pub fn get(port: u16, path: &str, token: &str) -> Outcome<String> {
    whole(ask(port, path, token)?, path)
}

/// One POST of JSON; the body of the answer.
pub fn post(port: u16, path: &str, token: &str, body: &str) -> Outcome<String> {
    let head = format!(
        "Content-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    whole(
        send(port, "POST", path, token, &format!("{head}\r\n{body}"))?,
        path,
    )
}

fn whole(mut stream: TcpStream, path: &str) -> Outcome<String> {
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .map_err(Stop::while_(path))?;
    match answer.split_once("\r\n\r\n") {
        Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
        _ => Err(Stop::failed(format!(
            "{path}: {}",
            answer.lines().next().unwrap_or("no answer")
        ))),
    }
}

/// A stream that stays open once its first line was read.
pub fn follow(port: u16, token: &str) -> Outcome<BufReader<TcpStream>> {
    let path = format!("/api/live?board=1&table={TABLE}");
    let mut reader = BufReader::new(ask(port, &path, token)?);
    let mut line = String::new();
    reader.read_line(&mut line).map_err(Stop::while_(&path))?;
    match line.starts_with("HTTP/1.1 200") {
        true => Ok(reader),
        false => Err(Stop::failed(format!("{path}: {line}"))),
    }
}

fn ask(port: u16, path: &str, token: &str) -> Outcome<TcpStream> {
    send(port, "GET", path, token, "\r\n")
}

/// `rest` is further headers, the empty line, and the body.
fn send(port: u16, method: &str, path: &str, token: &str, rest: &str) -> Outcome<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(Stop::while_(path))?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{rest}"
    );
    stream
        .write_all(request.as_bytes())
        .map_err(Stop::while_(path))?;
    Ok(stream)
}

fn program(name: &str) -> Command {
    let programs = places::programs();
    // This program runs from the debug build's folder; what is measured stands beside it.
    let release = programs.parent().unwrap_or(programs).join("release");
    run::command(release.join(name))
}

fn simulator(ports: &Ports, secrets: &Secrets, api_key: &str, lines: usize) -> Command {
    let mut command = program("restomenum-sim");
    command
        .args(["--api", &format!("127.0.0.1:{}", ports.platform)])
        .args(["--panel", &format!("127.0.0.1:{}", ports.panel)])
        .args(["--plugin-id", PLUGIN, "--tenant", TENANT])
        .args(["--environment", "sandbox", "--limits", "off"])
        .args(["--lines", &lines.to_string(), "--api-key", api_key])
        .args(["--webhook-secret", &secrets.webhook])
        .args(["--client-secret", &secrets.client])
        .args([
            "--webhook-url",
            &format!("http://127.0.0.1:{}/webhook", ports.backend),
        ]);
    command
}

fn backend(ports: &Ports, secrets: &Secrets, api_key: &str, folder: &std::path::Path) -> Command {
    let database = folder.join("adisyon.sqlite");
    let mut command = program("adisyon-bff");
    command
        .env_clear()
        .env("ADISYON_LISTEN", format!("127.0.0.1:{}", ports.backend))
        .env(
            "ADISYON_DATABASE_URL",
            format!("sqlite://{}", database.display()),
        )
        .env("ADISYON_SECRET_KEY", &secrets.backend_key)
        .env("ADISYON_LOG", "warn")
        .env("ADISYON_READS_PER_MINUTE", "0")
        .env("ADISYON_WRITES_PER_MINUTE", "0")
        .env("RESTOMENUM_PLUGIN_ID", PLUGIN)
        .env(
            "RESTOMENUM_SANDBOX_BASE",
            format!("http://127.0.0.1:{}", ports.platform),
        )
        .env("RESTOMENUM_ENVIRONMENT", "sandbox")
        .env("RESTOMENUM_TENANT_ID", TENANT)
        .env("RESTOMENUM_API_KEY", api_key)
        .env("RESTOMENUM_WEBHOOK_SECRET", &secrets.webhook)
        .env("RESTOMENUM_SCOPES", SCOPES);
    command
}
