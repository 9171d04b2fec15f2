//! What whoever runs the backend sees, and what it does not let in.
use crate::house::edits::more;
use crate::house::patience::PATIENCE;
use crate::house::{House, NEWEST};
use serde_json::json;
use std::collections::BTreeSet;
use std::process::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends bytes as they are; everything that comes until the connection ends.
async fn raw(house: &House, bytes: &str) -> String {
    let address = house.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    tokio::time::timeout(PATIENCE, read)
        .await
        .expect("the connection is closed")
        .ok();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_request_that_can_be_read_in_two_ways_is_refused_and_its_connection_closed() {
    let house = House::open().await;
    let smuggled = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    for headers in [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "Content-Length: +5\r\n\r\n",
        "Content-Length : 5\r\n\r\n",
    ] {
        let answer = raw(
            &house,
            &format!("POST /webhook HTTP/1.1\r\nHost: x\r\n{headers}{smuggled}"),
        )
        .await;
        assert!(!answer.contains("\"live\":true"), "{headers:?}: {answer}");
        let answers = answer.matches("HTTP/1.1 ").count();
        assert!(answers <= 1, "{headers:?}: {answer}");
        assert!(!answer.contains("HTTP/1.1 2"), "{headers:?}: {answer}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_read() {
    let house = House::open().await;
    let head = "x".repeat(200 << 10);
    let answer = raw(
        &house,
        &format!("GET / HTTP/1.1\r\nHost: x\r\nX-Y: {head}\r\n\r\n"),
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 431") || answer.is_empty(),
        "{answer}"
    );
    let path = "/api/tables/masa-3/save";
    let large = house.post(path, vec![b'x'; (256 << 10) + 1]).await;
    assert_eq!(large.status, 413);
}

#[tokio::test]
async fn who_asks_too_fast_is_told_to_wait_and_others_are_not() {
    let house = House::with(NEWEST, |variables| {
        variables.push(("ADISYON_READS_PER_MINUTE".into(), "12".into()));
    })
    .await;
    let wild = house.token_with("role=staff&user=u-wild&").await;
    let calm = house.token_with("role=staff&user=u-calm&").await;
    let mut last = house.get_as("/api/session", &wild).await;
    for _ in 0..200 {
        if last.status != 200 {
            break;
        }
        last = house.get_as("/api/session", &wild).await;
    }
    assert_eq!((last.status, last.code().as_str()), (429, "too_fast"));
    assert!(last.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(house.get_as("/api/session", &calm).await.status, 200);
}

#[tokio::test]
async fn the_figures_tell_what_happened_and_name_nobody() {
    let house = House::with(NEWEST, |variables| {
        variables.push(("ADISYON_READS_PER_MINUTE".into(), "600".into()));
        variables.push(("ADISYON_WRITES_PER_MINUTE".into(), "100".into()));
    })
    .await;
    let shown = house.show("table:masa-3").await;
    let title = shown.titles()[0].to_owned();
    house.save(&shown, &[more(&shown, &title, 9)]).await;
    // Made on what is not there any more: the one before was faster.
    house.save(&shown, &[more(&shown, &title, 8)]).await;
    house.get_as("/api/session", "x.y.z").await;
    house.get("/api/board").await;
    house.get("/api/board").await;
    let event = json!({ "type": "packet.updated", "url": format!("{}/webhook", house.url) });
    house.control("event", event).await;
    let answer = house
        .request("GET", &format!("{}/metrics", house.url), &[], vec![])
        .await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("text/plain"));
    let text = String::from_utf8(answer.bytes.to_vec()).unwrap();
    for part in [
        "adisyon_requests_seconds_count{route=\"/api/tables/{id}\",status=\"200\"}",
        "adisyon_refusals_total{route=\"/api/session\",code=\"session_refused\"}",
        "adisyon_upstream_seconds_count{resource=\"tables/get\",outcome=\"ok\"}",
        "adisyon_saves_total{outcome=\"saved\"}",
        "adisyon_saves_total{outcome=\"changed\"}",
        "adisyon_merges_total ",
        "adisyon_coalesced_reads_total ",
        "adisyon_webhooks_total{became=\"fresh\"}",
        "adisyon_webhook_lag_seconds_count ",
        "adisyon_budget_left{kind=\"reads\"}",
        "adisyon_budget_left{kind=\"writes\"}",
        "adisyon_live_pages 0",
        "adisyon_breakers_open 0",
        "# TYPE adisyon_limited_total counter",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    for name in [house.tenant_id(), "masa-3", "u-"] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
}

const CONFIGURATION: &str = include_str!("../../src/config/mod.rs");
const MANUAL: &str = include_str!("../../../../docs/deploy.md");
const UNIT: &str = include_str!("../../../../deploy/adisyon.service");

#[test]
fn every_setting_stands_in_the_operator_s_manual_and_no_other() {
    let named = |text: &str, quote: char| -> BTreeSet<String> {
        let words = text.split(quote).skip(1).step_by(2);
        let ours = |word: &&str| {
            let known = ["ADISYON_", "RESTOMENUM_", "OTEL_"];
            known.iter().any(|start| word.starts_with(start))
                && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        };
        words.filter(ours).map(str::to_owned).collect()
    };
    let (read, told) = (named(CONFIGURATION, '"'), named(MANUAL, '`'));
    assert!(read.len() > 15, "{read:?}");
    assert_eq!(
        read.difference(&told).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    // The tests' own settings are told where their figures stand.
    let unknown = told.difference(&read);
    let unknown: Vec<_> = unknown.filter(|name| !name.contains("CROWD")).collect();
    assert_eq!(unknown, Vec::<&String>::new());
}

#[test]
fn the_service_file_is_one_that_systemd_takes() {
    let folder = std::env::temp_dir().join(crate::house::database::fresh_name());
    std::fs::create_dir(&folder).unwrap();
    let unit = folder.join("adisyon.service");
    let here = UNIT.replace("/usr/local/bin/adisyon-bff", crate::house::program::PROGRAM);
    assert_ne!(here, UNIT);
    std::fs::write(&unit, here).unwrap();
    let verified = Command::new("systemd-analyze")
        .arg("verify")
        .arg(&unit)
        .output();
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(verified) = verified else {
        eprintln!("systemd-analyze is not here: the service file was not verified");
        return;
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    let about_us: Vec<_> = said
        .lines()
        .filter(|line| line.contains("adisyon"))
        .collect();
    assert!(about_us.is_empty(), "{about_us:#?}");
}
