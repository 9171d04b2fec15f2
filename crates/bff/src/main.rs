//! The program: reads its configuration, listens, and stops when told to.
#![forbid(unsafe_code)]
use adisyon_bff::config::Config;
use adisyon_bff::{log, serve};
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// The exit code for a configuration that cannot be used.
const MISCONFIGURED: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(faults) => return refuse_to_start(&faults),
    };
    log::quiet_panics();
    if let Err(error) = log::start(config.log.clone(), std::io::stderr) {
        return refuse_to_start(&error);
    }
    let listener = match TcpListener::bind(config.listen).await {
        Ok(listener) => listener,
        Err(error) => {
            return refuse_to_start(&format!("ADISYON_LISTEN {}: {error}", config.listen));
        }
    };
    if let Ok(address) = listener.local_addr() {
        tracing::info!(%address, "listening");
    }
    match serve(config, listener, told_to_stop()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse_to_start(&error),
    }
}

fn refuse_to_start(why: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("adisyon-bff: {why}");
    ExitCode::from(MISCONFIGURED)
}

/// SIGTERM or Ctrl+C.
async fn told_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
