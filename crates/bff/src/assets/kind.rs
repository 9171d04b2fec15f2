//! Content types by file ending.
use axum::http::HeaderValue;

/// The type of a file; unknown endings are bytes, which no browser runs.
pub fn of(path: &str) -> HeaderValue {
    let ending = path.rsplit('.').next().unwrap_or("");
    HeaderValue::from_static(match ending {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    })
}
