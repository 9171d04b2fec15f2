//! Secrets at rest: sealed with XChaCha20-Poly1305, bound to their restaurant and field. A row copied elsewhere does not open.
use super::StoreError;
use crate::installs::InstallKey;
use crate::secret::{Secret, SecretKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The bytes of a nonce: long enough to be random.
const NONCE: usize = 24;
/// The form of a sealed text: `v1.<key id>.<nonce and cipher text>`.
const FORM: &str = "v1";

/// The key that seals, and old ones that still open.
#[derive(Clone, Debug)]
pub struct Keyring {
    current: Option<Sealer>,
    old: Vec<Sealer>,
}

/// Which of a restaurant's secrets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The API key.
    ApiKey,
    /// The webhook secret.
    WebhookSecret,
}

#[derive(Clone, Debug)]
struct Sealer {
    /// A short public name, so that the right key is tried.
    id: String,
    key: SecretKey,
}

impl Keyring {
    /// A ring with `current` to seal and `old` to open what was sealed before.
    pub fn new(current: Option<&SecretKey>, old: &[SecretKey]) -> Keyring {
        Keyring {
            current: current.map(Sealer::new),
            old: old.iter().map(Sealer::new).collect(),
        }
    }

    /// A ring without keys: nothing can be sealed.
    pub fn none() -> Keyring {
        Keyring::new(None, &[])
    }

    pub(super) fn can_seal(&self) -> bool {
        self.current.is_some()
    }

    pub(super) fn seal(
        &self,
        text: &Secret,
        of: &InstallKey,
        field: Field,
    ) -> Result<String, StoreError> {
        let sealer = self.current.as_ref().ok_or(StoreError::NoKey)?;
        sealer.seal(text.reveal().as_bytes(), &bound_to(of, field))
    }

    pub(super) fn open(
        &self,
        sealed: &str,
        of: &InstallKey,
        field: Field,
    ) -> Result<Secret, StoreError> {
        let (id, body) = split(sealed).ok_or(StoreError::Sealed)?;
        let mut keys = self.current.iter().chain(&self.old);
        let sealer = keys.find(|sealer| sealer.id == id);
        let plain = sealer
            .ok_or(StoreError::Sealed)?
            .open(body, &bound_to(of, field))?;
        String::from_utf8(plain)
            .map(Secret::new)
            .map_err(|_| StoreError::Sealed)
    }

    /// True if this was sealed with an old key that can be replaced by the current one.
    pub(super) fn is_stale(&self, sealed: &str) -> bool {
        let Some(current) = &self.current else {
            return false;
        };
        split(sealed).is_some_and(|(id, _)| {
            id != current.id && self.old.iter().any(|sealer| sealer.id == id)
        })
    }
}

/// Seals under a key that is kept nowhere: only who brings the same key again can open it.
pub fn seal_under(key: &SecretKey, plain: &[u8]) -> Result<String, StoreError> {
    Sealer::new(key).seal(plain, &[])
}

/// Opens what was sealed so; another key is [`StoreError::Sealed`].
pub fn open_under(key: &SecretKey, sealed: &str) -> Result<Vec<u8>, StoreError> {
    let (_, body) = split(sealed).ok_or(StoreError::Sealed)?;
    Sealer::new(key).open(body, &[])
}

impl Sealer {
    /// The configured key is used for more than sealing: what seals is derived, and so is its name.
    fn new(key: &SecretKey) -> Sealer {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal()).expect("any length is a key");
        mac.update(b"adisyon: secrets at rest, v1");
        let derived: [u8; 32] = mac.finalize().into_bytes().into();
        let name = Sha256::digest([b"adisyon: key name".as_slice(), &derived].concat());
        Sealer {
            id: BASE64.encode(&name[..6]),
            key: SecretKey::new(derived),
        }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.key.reveal()))
    }

    fn seal(&self, plain: &[u8], bound: &[u8]) -> Result<String, StoreError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce)
            .map_err(|_| StoreError::Broken("no randomness to seal with".into()))?;
        let payload = Payload {
            msg: plain,
            aad: bound,
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| StoreError::Broken("sealing failed".into()))?;
        let body = BASE64.encode([nonce.as_slice(), &sealed].concat());
        Ok(format!("{FORM}.{}.{body}", self.id))
    }

    fn open(&self, body: &str, bound: &[u8]) -> Result<Vec<u8>, StoreError> {
        let bytes = BASE64.decode(body).map_err(|_| StoreError::Sealed)?;
        let (nonce, sealed) = bytes
            .split_first_chunk::<NONCE>()
            .ok_or(StoreError::Sealed)?;
        let payload = Payload {
            msg: sealed,
            aad: bound,
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| StoreError::Sealed)
    }
}

fn split(sealed: &str) -> Option<(&str, &str)> {
    let rest = sealed.strip_prefix(FORM)?.strip_prefix('.')?;
    rest.split_once('.')
}

/// What a sealed text belongs to. Each part carries its length, so that no two restaurants share one text.
fn bound_to(of: &InstallKey, field: Field) -> Vec<u8> {
    let field = match field {
        Field::ApiKey => "api_key",
        Field::WebhookSecret => "webhook_secret",
    };
    let mut bound = Vec::new();
    for part in [of.environment.as_str(), &of.tenant, field] {
        bound.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bound.extend_from_slice(part.as_bytes());
    }
    bound
}

#[cfg(test)]
mod tests;
