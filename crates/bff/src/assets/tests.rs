#![allow(clippy::unwrap_used)]
use super::*;
use std::path::PathBuf;

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn assets(name: &str) -> (Assets, Folder) {
    let folder = std::env::temp_dir().join(format!("adisyon-assets-{}-{name}", std::process::id()));
    for inner in ["icons", "snippets/chunks-1d9dd1c4ab661968"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
    }
    for (file, content) in [
        ("index.html", "<html>"),
        ("index.html.br", "BR-html"),
        ("adisyon-426a48e8e24fbd6c_bg.wasm", "wasm"),
        ("adisyon-426a48e8e24fbd6c_bg.wasm.br", "BR-wasm"),
        ("adisyon-426a48e8e24fbd6c_bg.wasm.gz", "GZ-wasm"),
        ("boot-6402be65c1a3b676.js", "js"),
        ("snippets/chunks-1d9dd1c4ab661968/split_desk.wasm", "desk"),
        ("adisyon-590003eb523ea86.js", "one zero less"),
        ("robots.txt", "none"),
        ("icons/a.svg", "<svg>"),
    ] {
        fs::write(folder.join(file), content).unwrap();
    }
    (Assets::load(&folder).unwrap(), Folder(folder))
}

fn header(response: &Response<Body>, name: &str) -> String {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

fn asked(encoding: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(encoding).unwrap());
    headers
}

#[test]
fn hashed_names_are_kept_forever_and_the_page_never() {
    let (assets, _folder) = assets("keep");
    for (path, keep) in [
        (
            "/adisyon-426a48e8e24fbd6c_bg.wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/boot-6402be65c1a3b676.js",
            "public, max-age=31536000, immutable",
        ),
        (
            "/snippets/chunks-1d9dd1c4ab661968/split_desk.wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/adisyon-590003eb523ea86.js",
            "public, max-age=31536000, immutable",
        ),
        ("/robots.txt", "no-cache"),
        ("/icons/a.svg", "no-cache"),
        ("/index.html", "no-store"),
        ("/", "no-store"),
        ("/packet", "no-store"),
        ("/table", "no-store"),
    ] {
        let response = assets
            .answer(&Method::GET, path, &HeaderMap::new())
            .unwrap();
        assert_eq!(header(&response, "cache-control"), keep, "{path}");
    }
}

#[test]
fn the_smallest_accepted_form_is_sent_under_its_own_type() {
    let (assets, _folder) = assets("form");
    let path = "/adisyon-426a48e8e24fbd6c_bg.wasm";
    for (encoding, sent, length) in [
        ("gzip, deflate, br, zstd", "br", "7"),
        ("gzip", "gzip", "7"),
        ("br;q=0, gzip", "gzip", "7"),
        ("identity", "", "4"),
        ("", "", "4"),
    ] {
        let response = assets.answer(&Method::GET, path, &asked(encoding)).unwrap();
        assert_eq!(header(&response, "content-encoding"), sent, "{encoding}");
        assert_eq!(header(&response, "content-length"), length, "{encoding}");
        assert_eq!(header(&response, "content-type"), "application/wasm");
        assert_eq!(header(&response, "vary"), "accept-encoding");
    }
}

#[test]
fn only_what_was_read_at_start_can_be_asked_for() {
    let (assets, _folder) = assets("closed");
    for path in [
        "/../Cargo.toml",
        "/icons/../index.html",
        "/%2e%2e/x",
        "//etc/passwd",
        "/etc/passwd",
        "/index.html.br",
        "/icons",
        "/nothing",
        "/packet/",
        "",
    ] {
        assert!(
            assets
                .answer(&Method::GET, path, &HeaderMap::new())
                .is_none(),
            "{path}"
        );
    }
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let (assets, _folder) = assets("unchanged");
    let first = assets
        .answer(&Method::GET, "/robots.txt", &HeaderMap::new())
        .unwrap();
    let mut again = HeaderMap::new();
    let seen = format!("\"x\", W/{}", header(&first, "etag"));
    again.insert(IF_NONE_MATCH, HeaderValue::try_from(seen).unwrap());
    let second = assets.answer(&Method::GET, "/robots.txt", &again).unwrap();
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&second, "cache-control"), "no-cache");
}

#[test]
fn a_page_that_is_not_built_says_so() {
    let assets = Assets::load(Path::new("/no/such/folder")).unwrap();
    let response = assets
        .answer(&Method::GET, "/packet", &HeaderMap::new())
        .unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[test]
fn further_panels_stand_in_the_page_so_that_it_talks_to_them() {
    let (_, folder) = assets("panels");
    let page = "<html><meta name=\"adisyon-panels\" content=\"\">";
    fs::write(folder.0.join("index.html"), page).unwrap();
    let panels = ["https://panel.example", "http://localhost:8791"]
        .map(|origin| PanelOrigin::parse(origin).unwrap());
    let before = Assets::load(&folder.0).unwrap();
    let mut assets = Assets::load(&folder.0).unwrap();
    assets.name_panels(&panels);
    let file = &assets.files["/index.html"];
    assert_eq!(
        file.plain,
        "<html><meta name=\"adisyon-panels\" content=\"https://panel.example http://localhost:8791\">"
    );
    assert_ne!(file.etag, before.files["/index.html"].etag);
    let response = assets.answer(&Method::GET, "/", &asked("br")).unwrap();
    assert_eq!(
        header(&response, "content-encoding"),
        "",
        "the compressed twin is the old page"
    );
}
