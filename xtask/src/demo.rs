//! `demo` and `dev`: the whole desk on loopback, behind one address.

use crate::children::Children;
use crate::desk;
use crate::page;
use crate::ports::{self, Ports};
use crate::stop::Outcome;
use crate::tools;

/// Builds everything, starts it, prints one address and runs until Ctrl+C.
pub fn demo(arguments: &[String]) -> Outcome {
    // Asked before the long build, and again after it, when another program may have come.
    let asked = ports::asked(arguments)?;
    Ports::beside(asked)?;
    page::build()?;
    desk::build()?;
    let ports = Ports::beside(asked)?;
    let mut children = Children::new()?;
    desk::start(&mut children, &ports, ports.page)?;
    invite(&ports);
    children.watch()
}

/// The watch loop: trunk serves the page and rebuilds it on every change, `/api` goes to the backend.
pub fn dev(arguments: &[String]) -> Outcome {
    let asked = ports::asked(arguments)?;
    Ports::beside(asked)?;
    tools::install(&tools::FOR_BUILDING)?;
    desk::build()?;
    let ports = Ports::beside(asked)?;
    let mut children = Children::new()?;
    desk::start(&mut children, &ports, ports.backend)?;
    let page = ports.page.to_string();
    let api = format!("http://127.0.0.1:{}/api/", ports.backend);
    let arguments = [
        "serve",
        "--release=false",
        "--dist",
        "target/page/dev",
        "--port",
        &page,
        "--proxy-backend",
        &api,
    ];
    children.start("trunk", &mut page::trunk(&arguments))?;
    invite(&ports);
    eprintln!("The page appears after the first build; reload it after a change.");
    children.watch()
}

fn invite(ports: &Ports) {
    println!(
        "\n  Open http://localhost:{}/\n\n  Ctrl+C stops everything.\n",
        ports.panel
    );
}
