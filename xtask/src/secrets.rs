//! Random secrets for one run on loopback.

use crate::stop::{Outcome, Stop};

/// Secrets nobody has seen and nobody keeps.
#[derive(Clone)]
pub struct Secrets {
    /// Encrypts the backend's secrets at rest: 32 bytes, base64.
    pub backend_key: String,
    /// The last part of the API key.
    pub api: String,
    /// Signs webhooks and session tokens.
    pub webhook: String,
    /// The plugin's own secret.
    pub client: String,
}

impl Secrets {
    /// Draws them.
    pub fn draw() -> Outcome<Self> {
        Ok(Self {
            backend_key: base64(&random()?),
            api: hex(&random()?),
            webhook: hex(&random()?),
            client: hex(&random()?),
        })
    }
}

fn random() -> Outcome<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Stop::failed(format!("the system gives no randomness: {error}")))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk
            .iter()
            .fold(0u32, |sum, byte| sum << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(whole >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn base64_is_padded_to_fours() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn two_draws_share_no_secret() {
        let (one, two) = (Secrets::draw().unwrap(), Secrets::draw().unwrap());
        assert_ne!(one.api, two.api);
        assert_ne!(one.webhook, one.client);
        assert_eq!(one.backend_key.len(), 44);
    }
}
