//! The signature of what the platform sends. C:D.5: over the raw bytes, in a window of time, compared in constant time.
use crate::secret::Secret;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The header that carries it.
pub const HEADER: &str = "x-restomenum-signature";
/// How far the signer's time may be from ours, in seconds.
pub const WINDOW: i64 = 300;
/// The longest header that is looked at.
const MAX_HEADER: usize = 1024;

/// The parts of the header that count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature<'a> {
    /// As sent: it is signed as text.
    time_text: &'a str,
    time: i64,
    digests: Vec<Vec<u8>>,
}

impl<'a> Signature<'a> {
    /// Reads `t=<unix seconds>,v1=<hex>`; unknown parts are ignored. None if a part is missing or unreadable.
    pub fn parse(header: &'a str) -> Option<Signature<'a>> {
        if header.len() > MAX_HEADER {
            return None;
        }
        let (mut time_text, mut digests) = (None, Vec::new());
        for part in header.split(',') {
            match part.trim().split_once('=') {
                Some(("t", value)) if time_text.is_none() => time_text = Some(value),
                // Two times: it is not clear which one was signed.
                Some(("t", _)) => return None,
                Some(("v1", value)) => digests.push(from_hex(value)?),
                _ => {}
            }
        }
        let time_text = time_text?;
        let digits = !time_text.is_empty() && time_text.bytes().all(|b| b.is_ascii_digit());
        let time = time_text.parse().ok().filter(|_| digits)?;
        (!digests.is_empty()).then_some(Signature {
            time_text,
            time,
            digests,
        })
    }

    /// True if it was signed around `now`, seconds since 1970.
    pub fn is_timely(&self, now: i64) -> bool {
        now.abs_diff(self.time) <= WINDOW.unsigned_abs()
    }

    /// True if this secret signed exactly these bytes.
    pub fn signs(&self, body: &[u8], secret: &Secret) -> bool {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()) else {
            return false;
        };
        mac.update(self.time_text.as_bytes());
        mac.update(b".");
        mac.update(body);
        let matches = |digest: &Vec<u8>| mac.clone().verify_slice(digest).is_ok();
        self.digests.iter().any(matches)
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    bytes
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

/// For tests: the header that the platform would send.
#[cfg(test)]
pub(crate) fn sign(body: &[u8], secret: &str, time: i64) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(format!("{time}.").as_bytes());
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_header_needs_one_time_and_a_digest() {
        for good in [
            "t=1791400000,v1=00ff",
            "v1=00FF,t=1791400000",
            "t=1791400000, v1=00ff ,v0=old,x",
            "t=1791400000,v1=00ff,v1=11ee",
        ] {
            assert!(Signature::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "t=1791400000",
            "v1=00ff",
            "t=,v1=00ff",
            "t=-5,v1=00ff",
            "t=1e9,v1=00ff",
            "t=99999999999999999999,v1=00ff",
            "t=1,t=2,v1=00ff",
            "t=1791400000,v1=",
            "t=1791400000,v1=0",
            "t=1791400000,v1=zz",
        ] {
            assert!(Signature::parse(bad).is_none(), "{bad}");
        }
        assert!(Signature::parse(&format!("t=1,v1=00,x={}", "a".repeat(MAX_HEADER))).is_none());
    }

    #[test]
    fn the_window_is_three_hundred_seconds_to_both_sides() {
        let signature = Signature::parse("t=1000,v1=00").unwrap();
        for (now, timely) in [
            (699, false),
            (700, true),
            (1000, true),
            (1300, true),
            (1301, false),
        ] {
            assert_eq!(signature.is_timely(now), timely, "{now}");
        }
    }

    #[test]
    fn only_the_same_bytes_time_and_secret_match() {
        let header = sign(b"{}", "wh_x", 1000);
        let signature = Signature::parse(&header).unwrap();
        assert!(signature.signs(b"{}", &Secret::new("wh_x")));
        assert!(!signature.signs(b"{} ", &Secret::new("wh_x")));
        assert!(!signature.signs(b"{}", &Secret::new("wh_y")));
        let later = header.replace("t=1000", "t=1001");
        assert!(
            !Signature::parse(&later)
                .unwrap()
                .signs(b"{}", &Secret::new("wh_x"))
        );
        let padded = header.replace("t=1000", "t=01000");
        assert!(
            !Signature::parse(&padded)
                .unwrap()
                .signs(b"{}", &Secret::new("wh_x"))
        );
        let short = header.get(..header.len() - 2).unwrap();
        assert!(
            !Signature::parse(short)
                .unwrap()
                .signs(b"{}", &Secret::new("wh_x"))
        );
    }
}
