//! Addresses that configuration may name: the platform's bases and the panels' origins.
use std::fmt;

/// The platform's address: `https`, or `http` on loopback; no path of its own beyond a prefix, no query, no user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base(String);

impl Base {
    /// Reads an address; a trailing slash is dropped.
    pub fn parse(text: &str) -> Result<Base, String> {
        let text = text.trim_end_matches('/');
        let wrong = || "must be an https address, or http on loopback".to_owned();
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let (host, _) = host_and_port(authority).ok_or_else(wrong)?;
        let legal_path = path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~'));
        let safe = scheme == "https" || scheme == "http" && is_loopback(host);
        if safe && legal_path && !path.contains("..") {
            Ok(Base(text.to_owned()))
        } else {
            Err(wrong())
        }
    }

    /// The address without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The origin of a panel: it may frame our pages. C:B.3.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PanelOrigin(String);

impl PanelOrigin {
    /// Reads an origin: `https://host[:port]`, or `http` on loopback. Nothing that could widen the policy: no wildcard, path or space.
    pub fn parse(text: &str) -> Result<PanelOrigin, String> {
        let origin = text.strip_suffix('/').unwrap_or(text);
        let wrong =
            || "must be origins as in https://panel.example, or http on loopback".to_owned();
        let (scheme, authority) = origin.split_once("://").ok_or_else(wrong)?;
        let (host, _) = host_and_port(authority).ok_or_else(wrong)?;
        if scheme == "https" || scheme == "http" && is_loopback(host) {
            Ok(PanelOrigin(origin.to_owned()))
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for PanelOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Splits a plain authority; none for users, wildcards, brackets other than `[::1]`, and ports out of range.
fn host_and_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port.parse().ok()?)),
        _ => (authority, None),
    };
    let plain = !host.is_empty()
        && !host.starts_with(['.', '-'])
        && !host.contains("..")
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    (plain || host == "[::1]").then_some((host, port))
}

fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_https_or_loopback() {
        for good in [
            "https://plugins.restomenum.app",
            "https://plugins.restomenum.app/",
            "https://gateway.example:8443/restomenum",
            "http://127.0.0.1:8790",
            "http://localhost:1",
            "http://[::1]:8790",
        ] {
            assert!(Base::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "plugins.restomenum.app",
            "http://plugins.restomenum.app",
            "ftp://127.0.0.1",
            "https://user@host",
            "https://host?x=1",
            "https://host/#x",
            "https://ho st",
            "https://",
            "http://127.0.0.1.evil.example",
            "https://host:99999",
            "https://host/../x",
        ] {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_panel_origin_cannot_widen_the_policy() {
        for good in [
            "https://panel.example",
            "https://panel.example:444/",
            "http://127.0.0.1:9",
        ] {
            assert!(PanelOrigin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "https://*.example",
            "*",
            "https://panel.example/x",
            "http://panel.example",
            "https://a https://b",
            "https://a;script-src *",
            "'self'",
        ] {
            assert!(PanelOrigin::parse(bad).is_err(), "{bad}");
        }
    }
}
