//! `soak`: steady load for minutes. Memory must stay flat, connections must come back, nothing may fail.

use std::time::{Duration, Instant};

use crate::stop::{Outcome, Stop};

use super::proc::{memory_kb, open_files};
use super::stage::{self, Stage, TABLE};
use super::wrk;

/// How long between two lines of figures.
const EVERY: u32 = 15;
/// Pages that follow all the while.
const PAGES: usize = 50;
/// Memory may grow so much from the first quarter to the end, in kilobytes: what an allocator keeps back.
const FLAT_KB: u64 = 8 * 1024;

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
    let url = |path: &str| format!("http://127.0.0.1:{}{path}", stage.ports.backend);
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
        "{:>7} {:>10} {:>10} {:>7} {:>9} {:>7}",
        "minute", "requests", "req/s", "files", "memory", "errors"
    );
    let (mut round, mut errors, mut early, mut last) = (0_usize, 0, 0, 0);
    while began.elapsed() < length {
        // Pages come and go.
        pages.rotate_left(1);
        if let Some(page) = pages.last_mut() {
            *page = stage::follow(stage.ports.backend, &token)?;
        }
        let run = wrk::run(&url(&paths[round % paths.len()]), &token, EVERY)?;
        round += 1;
        errors += run.errors;
        last = memory_kb(stage.backend);
        if began.elapsed() <= length / 4 || early == 0 {
            early = last;
        }
        println!(
            "{:>7.1} {:>10} {:>10.0} {:>7} {:>6.1} MB {:>7}",
            began.elapsed().as_secs_f64() / 60.0,
            run.requests,
            run.per_second,
            open_files(stage.backend),
            last as f64 / 1024.0,
            run.errors
        );
    }
    if errors > 0 {
        return Err(Stop::failed(format!("{errors} requests failed")));
    }
    match last > early + FLAT_KB {
        true => Err(Stop::failed("memory grows")),
        false => Ok(()),
    }
}
