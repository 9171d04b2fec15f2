//! Ports on loopback, and whether something answers there.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

use crate::stop::{Outcome, Stop};

/// The panel's port when none is asked for.
pub const PANEL: u16 = 8780;

/// Where the three listen, all on 127.0.0.1. As long as it lives, the system gives these ports to nobody who asks for any.
#[derive(Debug)]
pub struct Ports {
    /// The pretend panel: the one address a person opens.
    pub panel: u16,
    /// The page: the backend, or trunk in the watch loop.
    pub page: u16,
    /// The pretend platform.
    pub platform: u16,
    /// The backend, when the page is trunk's.
    pub backend: u16,
    _held: Vec<Socket>,
}

impl Ports {
    /// The panel's port as asked, the others beside it, or anywhere when those are taken.
    pub fn beside(panel: u16) -> Outcome<Self> {
        if !is_free(panel) {
            return Err(Stop::usage(format!(
                "port {panel} is taken by another program; choose another with --port, for example --port {}",
                panel.checked_add(100).unwrap_or(PANEL)
            )));
        }
        let beside = |step| panel.checked_add(step).filter(|port| is_free(*port));
        Self::held([Some(panel), beside(1), beside(2), beside(3)])
    }

    /// Wherever there is room.
    pub fn anywhere() -> Outcome<Self> {
        Self::held([None; 4])
    }

    /// These ports, or any where there is none.
    fn held(wanted: [Option<u16>; 4]) -> Outcome<Self> {
        let mut held = Vec::new();
        let mut next = |wanted: Option<u16>| -> io::Result<u16> {
            let socket = hold(wanted.unwrap_or(0))?;
            let port = socket.local_addr()?.as_socket().map(|at| at.port());
            held.push(socket);
            port.ok_or_else(|| io::Error::other("a socket without a port"))
        };
        let ports: io::Result<Vec<u16>> = wanted.into_iter().map(&mut next).collect();
        let ports = ports.map_err(Stop::while_("no free port"))?;
        if !cfg!(unix) {
            // Elsewhere nobody could listen beside us.
            held.clear();
        }
        let [panel, page, platform, backend] = ports[..] else {
            return Err(Stop::failed("no free port"));
        };
        Ok(Self {
            panel,
            page,
            platform,
            backend,
            _held: held,
        })
    }
}

/// The arguments of `demo` and `dev`: nothing, `--port N` or `--port=N`.
pub fn asked(arguments: &[String]) -> Outcome<u16> {
    let value = match arguments {
        [] => return Ok(PANEL),
        [flag, value] if flag == "--port" => value,
        [flag] if flag.starts_with("--port=") => &flag["--port=".len()..],
        _ => {
            return Err(Stop::usage(format!(
                "unknown: {}. The only option is --port N",
                arguments.join(" ")
            )));
        }
    };
    match value.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(Stop::usage(format!(
            "--port {value}: a port is a number from 1 to 65535"
        ))),
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Bound and never listening: whoever is told the port may listen there.
fn hold(port: u16) -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    Ok(socket)
}

/// Whether `GET path` on a loopback port answers with 200.
pub fn answers(port: u16, path: &str) -> bool {
    status_line(port, path).is_some_and(|line| line.contains(" 200 "))
}

fn status_line(port: u16, path: &str) -> Option<String> {
    let limit = Duration::from_secs(2);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, limit).ok()?;
    stream.set_read_timeout(Some(limit)).ok()?;
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut start = [0; 64];
    let mut read = 0;
    while read < start.len() {
        match stream.read(&mut start[read..]) {
            Ok(0) | Err(_) => break,
            Ok(more) => read += more,
        }
    }
    let text = String::from_utf8_lossy(&start[..read]);
    text.lines().next().map(|line| format!("{line} "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn words(arguments: &[&str]) -> Vec<String> {
        arguments.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_port_is_read_in_both_spellings_and_has_a_default() {
        assert_eq!(asked(&[]).unwrap(), PANEL);
        assert_eq!(asked(&words(&["--port", "9000"])).unwrap(), 9000);
        assert_eq!(asked(&words(&["--port=9000"])).unwrap(), 9000);
    }

    #[test]
    fn a_port_that_is_none_is_a_wrong_call() {
        for wrong in [
            &["--port"][..],
            &["--port", "0"],
            &["--port", "70000"],
            &["--prot", "9000"],
            &["--port", "x"],
        ] {
            assert_eq!(asked(&words(wrong)).unwrap_err().code, 2, "{wrong:?}");
        }
    }

    #[test]
    fn a_busy_panel_port_is_named_and_a_busy_neighbour_is_walked_around() {
        let busy = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = busy.local_addr().unwrap().port();
        let stop = Ports::beside(port).unwrap_err();
        assert_eq!(stop.code, 2);
        assert!(stop.says.contains(&port.to_string()));
        if is_free(port - 1) {
            let ports = Ports::beside(port - 1).unwrap();
            assert_ne!(ports.page, port);
        }
    }

    #[test]
    fn who_is_told_a_port_may_listen_there_and_nobody_else_is_given_it() {
        let ports = Ports::anywhere().unwrap();
        let all = [ports.panel, ports.page, ports.platform, ports.backend];
        for port in all {
            assert_eq!(all.iter().filter(|one| **one == port).count(), 1);
            // Again after it was ended.
            for _ in 0..2 {
                drop(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap());
            }
        }
    }

    #[test]
    fn only_an_answer_of_200_counts_as_an_answer() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            for line in ["HTTP/1.1 503 Service Unavailable", "HTTP/1.1 200 OK"] {
                let (mut stream, _) = listener.accept().unwrap();
                assert!(stream.read(&mut [0; 512]).unwrap() > 0);
                write!(stream, "{line}\r\nContent-Length: 0\r\n\r\n").unwrap();
            }
        });
        assert!(!answers(port, "/health/ready"));
        assert!(answers(port, "/health/ready"));
        server.join().unwrap();
        assert!(!answers(port, "/health/ready"));
    }
}
