//! The page's files, read once at start: nothing outside that table can ever be asked for.
mod kind;

use crate::config::PanelOrigin;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{Method, Response, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

/// Paths that show the page itself. C:B.4: the kind of bill is in the path.
pub const PAGES: &[&str] = &[
    "/",
    "/packet",
    "/table",
    "/catalogue",
    "/people",
    "/gate/packet",
    "/gate/table",
];

/// Where the page reads the origins of further panels.
const PANELS: &str = "<meta name=\"adisyon-panels\" content=\"";

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
const NEVER_KEEP: HeaderValue = HeaderValue::from_static("no-store");

/// The files by path.
#[derive(Default)]
pub struct Assets {
    files: HashMap<String, File>,
}

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    kind: HeaderValue,
    keep: HeaderValue,
    etag: HeaderValue,
}

impl Assets {
    /// Reads a folder. A missing folder is an empty one: the page may still have to be built.
    pub fn load(folder: &Path) -> io::Result<Assets> {
        let mut assets = Assets::default();
        if folder.is_dir() {
            assets.add(folder, "")?;
        }
        if !assets.files.contains_key("/index.html") {
            tracing::warn!("the page is not built: no index.html in ADISYON_DIST");
        }
        Ok(assets)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // Invariant: names that are no text cannot be asked for.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = format!("{prefix}/{name}");
            if entry.file_type()?.is_dir() {
                self.add(&entry.path(), &path)?;
            } else if !name.ends_with(".br") && !name.ends_with(".gz") {
                let file = File::read(&entry.path(), &path)?;
                self.files.insert(path, file);
            }
        }
        Ok(())
    }

    /// Tells the page which further panels it may talk to: it trusts no other windows. C:B.3.
    pub fn name_panels(&mut self, panels: &[PanelOrigin]) {
        let Some(page) = self.files.get_mut("/index.html") else {
            return;
        };
        if panels.is_empty() {
            return;
        }
        let names: Vec<String> = panels.iter().map(ToString::to_string).collect();
        // Invariant: an origin was checked when it was read and holds no quote.
        let named = format!("{PANELS}{}\"", names.join(" "));
        let text = String::from_utf8_lossy(&page.plain).replace(&format!("{PANELS}\""), &named);
        page.etag = stamp(text.as_bytes());
        page.plain = Bytes::from(text);
        page.brotli = None;
        page.gzip = None;
    }

    /// The file or page at a path; none if there is none.
    pub fn answer(&self, method: &Method, path: &str, asked: &HeaderMap) -> Option<Response<Body>> {
        let page = PAGES.contains(&path);
        let file = self.files.get(if page { "/index.html" } else { path });
        if page && file.is_none() {
            return Some(not_built());
        }
        let file = file?;
        if asked
            .get(IF_NONE_MATCH)
            .is_some_and(|seen| matches(seen, &file.etag))
        {
            return Some(file.unchanged());
        }
        Some(file.answer(asked, *method == Method::HEAD))
    }

    /// True if something answers at this path.
    pub fn has(&self, path: &str) -> bool {
        PAGES.contains(&path) || self.files.contains_key(path)
    }
}

impl File {
    fn read(place: &Path, path: &str) -> io::Result<File> {
        let plain = Bytes::from(fs::read(place)?);
        let beside = |suffix: &str| {
            let mut name = place.as_os_str().to_owned();
            name.push(suffix);
            fs::read(name).ok().map(Bytes::from)
        };
        Ok(File {
            brotli: beside(".br"),
            gzip: beside(".gz"),
            kind: kind::of(path),
            keep: keep(path),
            etag: stamp(&plain),
            plain,
        })
    }

    fn answer(&self, asked: &HeaderMap, head: bool) -> Response<Body> {
        let (body, encoding) = match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if accepts(asked, "br") => (bytes, Some("br")),
            (_, Some(bytes)) if accepts(asked, "gzip") => (bytes, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = Response::new(if head {
            Body::empty()
        } else {
            Body::from(body.clone())
        });
        let headers = response.headers_mut();
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.insert(CONTENT_TYPE, self.kind.clone());
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        self.mark(headers);
        response
    }

    fn unchanged(&self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        self.mark(response.headers_mut());
        response
    }

    fn mark(&self, headers: &mut HeaderMap) {
        headers.insert(CACHE_CONTROL, self.keep.clone());
        headers.insert(ETAG, self.etag.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
}

/// The stamp of a file's content.
fn stamp(content: &[u8]) -> HeaderValue {
    let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(content)[..16]);
    // Invariant: base64 in quotes.
    HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Names with a content hash, their own or their folder's, never change; the page itself names them, so it is never kept.
fn keep(path: &str) -> HeaderValue {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.ends_with(".html") {
        NEVER_KEEP
    } else if path.split('/').any(is_hashed) {
        FOREVER
    } else {
        ASK_EACH_TIME
    }
}

/// `name-0123456789abcdef.js`, `name-0123456789abcdef_bg.wasm`: sixteen hex digits between a dash and a dot or underscore, a few
/// less where the builder left out leading zeros.
fn is_hashed(name: &str) -> bool {
    name.split(['.', '_', '-']).skip(1).any(|part| {
        (12..=16).contains(&part.len())
            && part
                .bytes()
                .all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
    })
}

/// True if the list names this encoding and does not forbid it.
pub fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    asked
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|item| {
            let mut parts = item.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let forbidden =
                parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            named && !forbidden
        })
}

/// True if an `If-None-Match` list holds this stamp.
pub fn matches(seen: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(seen), Ok(etag)) = (seen.to_str(), etag.to_str()) else {
        return false;
    };
    seen.split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == "*" || one == etag)
}

fn not_built() -> Response<Body> {
    let mut response = Response::new(Body::from("the page is not built\n"));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

#[cfg(test)]
mod tests;
