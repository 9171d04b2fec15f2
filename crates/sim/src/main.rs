//! `restomenum-sim`: the simulator as a program.

mod flags;

use flags::{Asked, USAGE, read};
use std::process::ExitCode;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let config = match read(std::env::args().skip(1)) {
        Ok(Asked::Run(config)) => *config,
        Ok(Asked::Help) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("restomenum-sim: {why}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let running = match restomenum_sim::start(config).await {
        Ok(running) => running,
        Err(why) => {
            eprintln!("restomenum-sim: cannot listen on {why}");
            return ExitCode::from(2);
        }
    };
    println!(
        "ready api=http://{} panel=http://{}",
        running.api, running.panel
    );
    stop_asked().await;
    running.stop().await;
    ExitCode::SUCCESS
}

/// Waits for Ctrl+C or a termination signal.
async fn stop_asked() {
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
