//! An address on loopback that is ours before anything listens there.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpSocket;

use crate::trouble::Outcome;

/// A reserved address. The system gives its port to nobody who asks for any; a program that is told to listen there may, also
/// again after it was killed.
#[derive(Debug, Clone)]
pub struct Place {
    address: SocketAddr,
    /// Bound and never listening.
    _held: Arc<TcpSocket>,
}

impl Place {
    /// A free one.
    pub fn reserve() -> Outcome<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_reuseaddr(true)?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self {
            address: socket.local_addr()?,
            _held: Arc::new(socket),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Place;
    use tokio::net::{TcpListener, TcpStream};

    #[tokio::test]
    async fn who_is_told_the_address_may_listen_there_again_and_again() {
        let place = Place::reserve().unwrap();
        for _ in 0..3 {
            let listener = TcpListener::bind(place.to_string()).await.unwrap();
            let client = TcpStream::connect(place.to_string()).await.unwrap();
            let (server, _) = listener.accept().await.unwrap();
            // The side that closes first leaves the port waiting.
            drop(server);
            drop(client);
        }
    }
}
