//! `bench bff`: one authenticated bill read and its like beside nginx as a bare proxy, in the same run.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::run;
use crate::stop::{Outcome, Stop};
use crate::system::{self, NGINX};

use super::proc::{memory_kb, memory_of_all_kb, time_ms};
use super::stage::{self, Stage, TABLE};
use super::wrk;

/// How long each is asked.
const SECONDS: u32 = 8;
/// How long before, so that caches and connections are warm.
const WARM: u32 = 1;
/// Connections at once: pages that look at one bill, which share reads.
const TOGETHER: u32 = 16;
/// One connection: every request is a read of its own at the platform.
const ALONE: u32 = 1;
/// Pages that follow at once.
const PAGES: usize = 100;

/// Measures and prints.
pub fn bench() -> Outcome {
    system::install(&[NGINX])?;
    stage::build()?;
    println!(
        "{:<34} {:>9} {:>9} {:>9} {:>9} {:>7}",
        "", "req/s", "p50", "p99", "CPU µs", "errors"
    );
    for lines in [50, 200] {
        let mut stage = Stage::open(lines)?;
        let token = stage.token()?;
        let idle = memory_kb(stage.backend);
        let proxy = nginx(&mut stage)?;
        let bill = format!("/api/tables/{TABLE}");
        let ours = (stage.ports.backend, stage.backend);
        for (how, connections) in [("together", TOGETHER), ("one by one", ALONE)] {
            let name = format!("bill, {lines} lines, {how}");
            let read = row(&name, ours, &bill, &token, connections)?;
            let name = format!("nginx, {lines} lines, {how}");
            let bare = row(&name, (stage.ports.page, proxy), "/", &token, connections)?;
            println!(
                "{:<34} {:>29.2} times nginx's CPU, {:.2} times its p99",
                "",
                read.cpu / bare.cpu,
                read.p99 / bare.p99
            );
        }
        if lines == 200 {
            row("catalogue", ours, "/api/products", &token, TOGETHER)?;
            row("a rejected token", ours, &bill, "x.y.z", TOGETHER)?;
            let loaded = memory_kb(stage.backend);
            let followed = with_pages(&stage, &token)?;
            println!(
                "\nmemory: idle {}, after the load {}, with {PAGES} live pages {}; nginx {}",
                mb(idle),
                mb(loaded),
                mb(followed),
                mb(memory_of_all_kb(proxy))
            );
        }
    }
    Ok(())
}

/// What is compared.
struct Cost {
    /// Processor time of one request, in microseconds.
    cpu: f64,
    /// Of a hundred answers all but one took at most so many milliseconds.
    p99: f64,
}

/// One line of figures about a program that listens here.
fn row(
    name: &str,
    (port, pid): (u16, u32),
    path: &str,
    token: &str,
    connections: u32,
) -> Outcome<Cost> {
    let url = format!("http://127.0.0.1:{port}{path}");
    wrk::run(&url, token, connections, WARM)?;
    let before = time_ms(pid);
    let run = wrk::run(&url, token, connections, SECONDS)?;
    let spent = time_ms(pid) - before;
    let each = spent as f64 * 1000.0 / run.requests.max(1) as f64;
    println!(
        "{name:<34} {:>9.0} {:>9} {:>9} {each:>9.1} {:>7}",
        run.per_second, run.p50, run.p99, run.errors
    );
    let p99 = wrk::milliseconds(&run.p99)
        .ok_or_else(|| Stop::failed(format!("{} is no time", run.p99)))?;
    Ok(Cost { cpu: each, p99 })
}

/// A bare proxy in front of the platform's own answer, with the key put in.
fn nginx(stage: &mut Stage) -> Outcome<u32> {
    let folder = stage.folder.display().to_string();
    let conf = format!(
        "daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; \
         uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n\
         upstream platform {{ server 127.0.0.1:{}; keepalive 32; }}\n\
         server {{ listen 127.0.0.1:{}; location / {{ proxy_http_version 1.1; proxy_set_header Connection \"\"; \
         proxy_set_header Authorization \"Bearer {}\"; proxy_pass http://platform/plugin-api/tables/get?id={TABLE}; }} }} }}\n",
        stage.ports.platform, stage.ports.page, stage.api_key
    );
    let file = stage.folder.join("nginx.conf");
    fs::write(&file, conf).map_err(Stop::while_(file.display()))?;
    let program = NGINX.find().ok_or_else(|| Stop::failed("no nginx"))?;
    let mut command: Command = run::command(program);
    command.arg("-p").arg(&stage.folder).arg("-c").arg(&file);
    let pid = stage.start(command)?;
    for _ in 0..600 {
        if crate::ports::answers(stage.ports.page, "/") {
            return Ok(pid);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(Stop::failed("nginx did not start"))
}

/// Memory with many pages that follow the bill and the board.
fn with_pages(stage: &Stage, token: &str) -> Outcome<u64> {
    let pages: Outcome<Vec<_>> = (0..PAGES)
        .map(|_| stage::follow(stage.ports.backend, token))
        .collect();
    let pages = pages?;
    std::thread::sleep(Duration::from_secs(3));
    let memory = memory_kb(stage.backend);
    drop(pages);
    Ok(memory)
}

fn mb(kb: u64) -> String {
    format!("{:.1} MB", kb as f64 / 1024.0)
}
