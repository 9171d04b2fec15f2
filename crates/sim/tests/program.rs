//! The program: its ready line, its signals, its refusals.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

fn program(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_restomenum-sim"));
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    line
}

#[test]
fn it_says_once_where_it_listens_and_ends_on_a_termination_signal() {
    let mut child = program(&["--api", "127.0.0.1:0", "--panel", "127.0.0.1:0"]);
    let line = first_line(&mut child);
    assert!(
        line.starts_with("ready api=http://127.0.0.1:")
            && line.contains(" panel=http://127.0.0.1:"),
        "{line}"
    );
    assert!(!line.contains("sim-api-secret"));
    let killed = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success() && child.wait().unwrap().success());
}

#[test]
fn wrong_flags_end_with_a_sentence_and_code_2() {
    for (arguments, sentence) in [
        (&["--frob"][..], "unknown flag --frob"),
        (&["--api"], "--api needs a value"),
        (&["--api", "here"], "--api is an address"),
        (
            &["--products", "2501"],
            "--products is a whole number up to 2500",
        ),
        (
            &["--environment", "moon"],
            "--environment is sandbox or production",
        ),
        (&["--scopes", "orders:read,all"], "unknown scope all"),
        (
            &["--generation=gen1"],
            "--generation is newest, older or mixed",
        ),
    ] {
        let ended = program(arguments).wait_with_output().unwrap();
        let words = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2));
        assert!(words.contains(sentence), "{words}");
    }
}

#[test]
fn a_busy_port_ends_with_a_sentence_and_code_2() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = program(&["--api", &address, "--panel", "127.0.0.1:0"])
        .wait_with_output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let words = String::from_utf8(ended.stderr).unwrap();
    assert!(
        words.contains(&format!("cannot listen on {address}")),
        "{words}"
    );
}
