//! `soak`: steady load for minutes. Memory must stay flat, connections must come back, nothing may fail.

use std::time::{Duration, Instant};

use crate::stop::{Outcome, Stop};

use super::proc::{memory_kb, open_files};
use super::stage::{self, Stage, TABLE};
use super::wrk;

/// How long between two lines of figures.
const EVERY: u32 = 15;
/// Connections that read all the while.
const CONNECTIONS: u32 = 16;
/// Pages that follow all the while.
const PAGES: usize = 50;
/// The table that is saved every time.
const SAVED: &str = "/api/tables/masa-3";
/// Memory may grow so much from the first quarter to the end, in kilobytes: what an allocator keeps back.
const FLAT_KB: u64 = 8 * 1024;
/// So many open files may be more at the end: a connection that is just being closed.
const FLAT_FILES: usize = 16;

/// `--minutes N`.
pub fn soak(arguments: &[String]) -> Outcome {
    let minutes: u64 = match arguments {
        [flag, value] if flag == "--minutes" => value.parse().ok(),
        [] => Some(10),
        _ => None,
    }
    .ok_or_else(|| Stop::usage("usage: cargo xtask soak [--minutes N]"))?;
    stage::build()?;
    let stage = Stage::open(50)?;
    let token = stage.token()?;
    let paths = [
        format!("/api/tables/{TABLE}"),
        "/api/board".into(),
        "/api/products".into(),
        "/api/session".into(),
    ];
    let pages: Outcome<Vec<_>> = (0..PAGES)
        .map(|_| stage::follow(stage.ports.backend, &token))
        .collect();
    let mut pages = pages?;
    let (began, length) = (Instant::now(), Duration::from_secs(minutes * 60));
    println!(
        "{:>7} {:>10} {:>10} {:>10} {:>7} {:>9} {:>7}",
        "minute", "requests", "req/s", "p99", "files", "memory", "errors"
    );
    let (mut round, mut errors) = (0_usize, 0);
    let (mut early, mut last) = ((0, 0), (0, 0));
    while began.elapsed() < length {
        // Pages come and go, a colleague changes the bill they look at, somebody saves another one.
        pages.rotate_left(1);
        if let Some(page) = pages.last_mut() {
            *page = stage::follow(stage.ports.backend, &token)?;
        }
        change(&stage, round)?;
        save(&stage, &token, round)?;
        let path = &paths[round % paths.len()];
        let url = format!("http://127.0.0.1:{}{path}", stage.ports.backend);
        let run = wrk::run(&url, &token, CONNECTIONS, EVERY)?;
        round += 1;
        errors += run.errors;
        last = (memory_kb(stage.backend), open_files(stage.backend));
        if began.elapsed() <= length / 4 || early.0 == 0 {
            early = last;
        }
        println!(
            "{:>7.1} {:>10} {:>10.0} {:>10} {:>7} {:>6.1} MB {:>7}",
            began.elapsed().as_secs_f64() / 60.0,
            run.requests,
            run.per_second,
            run.p99,
            last.1,
            last.0 as f64 / 1024.0,
            run.errors
        );
    }
    if errors > 0 {
        return Err(Stop::failed(format!("{errors} requests failed")));
    }
    if last.1 > early.1 + FLAT_FILES {
        return Err(Stop::failed("connections stay open"));
    }
    match last.0 > early.0 + FLAT_KB {
        true => Err(Stop::failed("memory grows")),
        false => Ok(()),
    }
}

/// A colleague at the till: a webhook comes, and every page that follows gets the bill anew.
fn change(stage: &Stage, round: usize) -> Outcome {
    let guests = round % 2 + 2;
    let body = format!("{{\"account\":\"table:{TABLE}\",\"op\":\"guests\",\"count\":{guests}}}");
    stage::post(stage.ports.panel, "/_sim/staff", "", &body).map(drop)
}

/// Saves another quantity of the first line.
fn save(stage: &Stage, token: &str, round: usize) -> Outcome {
    let shown = stage::get(stage.ports.backend, SAVED, token)?;
    let after = |name: &str| {
        let rest = shown.split_once(&format!("\"{name}\":\""))?.1;
        rest.split('"').next()
    };
    let (Some(line), Some(revision)) = (after("key"), after("revision")) else {
        return Err(Stop::failed(format!("{SAVED} has no line")));
    };
    let quantity = (round % 9 + 2) * 1000;
    let body = format!(
        "{{\"revision\":\"{revision}\",\"attempt\":\"an-attempt-of-the-soak-{round:06}\",\"edits\":[{{\"quantity\":[\"{line}\",{quantity}]}}]}}"
    );
    let saved = stage::post(stage.ports.backend, &format!("{SAVED}/save"), token, &body)?;
    match saved.starts_with("{\"outcome\":\"saved\"") {
        true => Ok(()),
        false => Err(Stop::failed(format!("not saved: {saved}"))),
    }
}
