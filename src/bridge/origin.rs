//! Which windows are the panel. C:B.3.

/// The panels the platform publishes.
const FIXED: [&str; 2] = [
    "https://app.restomenum.com",
    "https://test-restomenu.web.app",
];

/// The origins this page talks to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panels {
    listed: Vec<String>,
}

impl Panels {
    /// The published panels and those of other brands, separated by spaces. What is not a plain https origin is left out.
    pub fn new(others: &str) -> Panels {
        let listed = FIXED
            .into_iter()
            .chain(others.split_whitespace().filter(|origin| is_https(origin)))
            .map(str::to_owned)
            .collect();
        Panels { listed }
    }

    /// True if messages from this origin are the panel's.
    pub fn trusts(&self, origin: &str) -> bool {
        self.listed.iter().any(|listed| listed == origin) || is_local(origin)
    }

    /// Where to post: to the origin the panel named if it is one we trust, else once to each listed one. Never `*`:
    /// the browser delivers only to the window whose origin it is.
    pub fn targets(&self, named: Option<&str>) -> Vec<String> {
        let named = named.map(|origin| origin.trim_end_matches('/'));
        match named.filter(|origin| self.trusts(origin)) {
            Some(origin) => vec![origin.to_owned()],
            None => self.listed.clone(),
        }
    }
}

/// The panel that runs on this machine: loopback by name or number, with or without a port; plain http is allowed here alone.
fn is_local(origin: &str) -> bool {
    let Some(rest) = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
    else {
        return false;
    };
    match rest.split_once(':') {
        Some((host, port)) => is_loopback(host) && is_port(port),
        None => is_loopback(rest),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "127.0.0.1"
}

/// One to five digits that are a port: a larger number would make `postMessage` throw.
fn is_port(port: &str) -> bool {
    (1..=5).contains(&port.len())
        && port.bytes().all(|b| b.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}

/// `https://`, a host of letters, digits, dots and hyphens, perhaps a port; nothing else.
fn is_https(origin: &str) -> bool {
    let Some(rest) = origin.strip_prefix("https://") else {
        return false;
    };
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    !host.is_empty()
        && host.bytes().all(legal)
        && host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_panels_and_loopback_are_trusted() {
        let panels = Panels::new("");
        for origin in [
            "https://app.restomenum.com",
            "https://test-restomenu.web.app",
            "http://localhost",
            "https://localhost",
            "http://localhost:3000",
            "http://127.0.0.1:5",
            "https://127.0.0.1:65535",
        ] {
            assert!(panels.trusts(origin), "{origin}");
        }
    }

    #[test]
    fn everything_else_is_not() {
        let panels = Panels::new("");
        for origin in [
            "",
            "null",
            "*",
            "http://app.restomenum.com",
            "https://app.restomenum.com.evil.example",
            "https://app.restomenum.com:443",
            "https://app.restomenum.com/",
            "https://evil.example/https://app.restomenum.com",
            "https://app.restomenum.comevil",
            "https://APP.restomenum.com",
            "https://user@app.restomenum.com",
            "http://localhost.evil.example",
            "http://localhost:",
            "http://localhost:123456",
            "http://localhost:65536",
            "http://localhost:+80",
            "http://localhost:80/",
            "http://localhost:80:80",
            "http://127.0.0.1.evil.example",
            "http://127.0.0.2",
            "http://[::1]",
            "http://evil@localhost",
            "ftp://localhost",
            "javascript:alert(1)",
            " http://localhost",
        ] {
            assert!(!panels.trusts(origin), "{origin}");
        }
    }

    #[test]
    fn a_named_origin_is_used_alone_if_it_is_a_panel_s_and_loses_its_slashes() {
        let panels = Panels::new("");
        let check = |named, expected: &[&str]| {
            assert_eq!(panels.targets(named), expected, "{named:?}");
        };
        check(
            Some("https://app.restomenum.com//"),
            &["https://app.restomenum.com"],
        );
        check(Some("http://localhost:8791/"), &["http://localhost:8791"]);
        check(Some("https://evil.example"), &FIXED);
        check(Some("*"), &FIXED);
        check(Some(""), &FIXED);
        check(None, &FIXED);
    }

    #[test]
    fn panels_of_other_brands_can_be_added_if_they_are_plain_https_origins() {
        let panels = Panels::new(
            "https://panel.lokanta.example https://kasa.example:8443 http://plain.example * https:// https://a.example/path https://*.example 'none'",
        );
        assert!(panels.trusts("https://panel.lokanta.example"));
        assert!(panels.trusts("https://kasa.example:8443"));
        assert_eq!(panels.targets(None).len(), FIXED.len() + 2);
    }
}
