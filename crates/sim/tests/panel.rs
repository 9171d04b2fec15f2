//! The panel's files.
#![allow(clippy::unwrap_used)]

mod road;
use road::{Sim, request};

#[tokio::test]
async fn the_panel_frames_the_plugin_sandboxed_and_serves_what_it_imports() {
    let sim = Sim::start().await;
    let mut wanted = vec!["/".to_owned()];
    let mut seen = Vec::new();
    while let Some(path) = wanted.pop() {
        let got = request(sim.running.panel, "GET", &path, None, None)
            .await
            .unwrap();
        assert_eq!(got.status, 200, "{path}");
        for quote in got.text.split('"') {
            let file = quote
                .strip_prefix("./")
                .or_else(|| quote.strip_prefix('/'))
                .unwrap_or("");
            let linked = file.ends_with(".js") || file.ends_with(".css");
            if linked && !seen.contains(&file.to_owned()) {
                seen.push(file.to_owned());
                wanted.push(format!("/{file}"));
            }
        }
    }
    assert!(seen.len() >= 9, "{seen:?}");
    let script = request(sim.running.panel, "GET", "/panel.js", None, None)
        .await
        .unwrap();
    assert!(
        script
            .text
            .contains("\"allow-scripts allow-same-origin allow-forms\"")
    );
    assert!(script.text.contains("no-referrer") && script.text.contains("panelOrigin"));
    assert_eq!(
        script.header("content-type").as_deref(),
        Some("text/javascript; charset=utf-8")
    );
}

#[tokio::test]
async fn the_control_api_is_not_on_the_plugin_api_s_listener() {
    let sim = Sim::start().await;
    let got = request(sim.running.api, "GET", "/_sim/installs", None, None)
        .await
        .unwrap();
    assert_eq!(got.status, 401);
    assert!(!got.text.contains("sim-api-secret"));
}

#[tokio::test]
async fn both_restaurants_and_their_keys_are_told_to_whoever_runs_the_simulator() {
    let sim = Sim::start().await;
    let installs = sim.look("installs").await;
    let list = installs["installs"].as_array().unwrap();
    assert_eq!(
        (
            list[0]["generation"].as_str(),
            list[1]["generation"].as_str()
        ),
        (Some("newest"), Some("older"))
    );
    assert_eq!(list[1]["apiKey"].as_str(), Some(sim.older.as_str()));
}
