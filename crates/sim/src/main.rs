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
    // Whoever reads the ready line may signal at once: the ears are open before it is printed.
    let asked = match StopSignals::listen() {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!("restomenum-sim: cannot hear signals: {why}");
            return ExitCode::from(2);
        }
    };
    println!(
        "ready api=http://{} panel=http://{}",
        running.api, running.panel
    );
    asked.wait().await;
    running.stop().await;
    ExitCode::SUCCESS
}

/// Ctrl+C and, on Unix, the termination signal.
struct StopSignals {
    #[cfg(unix)]
    interrupted: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminated: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupted: signal(SignalKind::interrupt())?,
            terminated: signal(SignalKind::terminate())?,
        })
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl StopSignals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {})
    }

    async fn wait(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
