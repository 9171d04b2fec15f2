//! The road to the backend, with `fetch` answered here.
use crate::bill::{answer, reply};
use crate::stage::{Backend, Hurry, Reply, json, until};
use adisyon::api::{Api, Failure, Fault};
use adisyon_bill::BillRef;
use adisyon_bill::notation::bill;
use adisyon_wire::refusal::RefusalCode;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const BOARD: &str = r#"{"packets":[],"sections":[],"read_at":7}"#;
const EXPIRED: &str = r#"{"code":"session_refused","request_id":"r-1"}"#;

/// A road whose tokens are `t1`, `t2` …
fn api() -> Api {
    let given = Cell::new(0);
    Api::new(Rc::new(move || {
        given.set(given.get() + 1);
        let token = format!("t{}", given.get());
        Box::pin(async move { Some(token) })
    }))
}

#[wasm_bindgen_test]
async fn every_call_has_its_own_token() {
    let backend = Backend::script(vec![json(200, BOARD)]);
    let api = api();
    assert_eq!(api.board().await.unwrap().0.read_at, 7);
    api.board().await.unwrap();
    assert_eq!(backend.tokens(), ["Bearer t1", "Bearer t2"]);
}

#[wasm_bindgen_test]
async fn a_refused_session_is_tried_once_more_with_another_token() {
    let backend = Backend::script(vec![json(401, EXPIRED), json(200, BOARD)]);
    assert!(api().board().await.is_ok());
    assert_eq!(backend.tokens(), ["Bearer t1", "Bearer t2"]);
}

#[wasm_bindgen_test]
async fn a_session_refused_twice_is_told() {
    let backend = Backend::script(vec![json(401, EXPIRED)]);
    let failure = api().board().await.unwrap_err();
    assert_eq!(failure.code(), Some(RefusalCode::SessionRefused));
    assert_eq!(backend.tokens().len(), 2);
}

#[wasm_bindgen_test]
async fn other_refusals_are_told_at_once() {
    let body = r#"{"code":"scope_denied","request_id":"r-2","scope":"orders:read"}"#;
    let backend = Backend::script(vec![json(403, body)]);
    let failure = api().board().await.unwrap_err();
    assert_eq!(failure.code(), Some(RefusalCode::ScopeDenied));
    assert_eq!(failure.request_id(), Some("r-2"));
    assert_eq!(backend.tokens().len(), 1);
}

#[wasm_bindgen_test]
async fn what_is_not_ours_is_unreadable_and_keeps_the_request_s_name() {
    for reply in [
        json(502, "<html>Bad gateway</html>"),
        json(200, "<html>hello</html>"),
        json(200, "{}"),
        json(401, "no"),
        json(200, ""),
    ] {
        let _backend = Backend::script(vec![reply]);
        let failure = api().board().await.unwrap_err();
        let expected = Fault::Unreadable(Some("r-9".to_owned()));
        assert_eq!(failure, Failure::Fault(expected));
    }
}

#[wasm_bindgen_test]
async fn a_broken_road_is_offline_and_a_host_without_token_asks_nothing() {
    let backend = Backend::script(vec![Reply::Broken]);
    assert_eq!(api().board().await.unwrap_err(), Fault::Offline.into());
    let mute = Api::new(Rc::new(|| Box::pin(async { None })));
    assert_eq!(mute.board().await.unwrap_err(), Fault::NoToken.into());
    assert_eq!(backend.tokens().len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_that_does_not_come_is_given_up() {
    let backend = Backend::script(vec![Reply::Silence]);
    let _hurry = Hurry::over(Duration::from_secs(15));
    assert_eq!(api().board().await.unwrap_err(), Fault::Timeout.into());
    assert!(backend.seen.borrow()[0].signal.aborted());
}

#[wasm_bindgen_test]
async fn a_call_nobody_waits_for_is_ended() {
    let backend = Backend::script(vec![Reply::Silence]);
    let api = api();
    let waiting = RefCell::new(Some(Box::pin(async move { api.board().await })));
    // Polls until the request is on its way, then drops the call.
    let started = std::future::poll_fn(|context| {
        let mut waiting = waiting.borrow_mut();
        let call = waiting.as_mut().unwrap();
        assert!(std::future::Future::poll(call.as_mut(), context).is_pending());
        if backend.seen.borrow().is_empty() {
            return std::task::Poll::Pending;
        }
        std::task::Poll::Ready(())
    });
    started.await;
    assert!(!backend.seen.borrow()[0].signal.aborted());
    waiting.borrow_mut().take();
    assert!(backend.seen.borrow()[0].signal.aborted());
}

#[wasm_bindgen_test]
async fn the_catalogue_is_kept_while_it_has_not_changed() {
    let body = r#"{"products":[]}"#.to_owned();
    let first = Reply::Answer(200, vec![("etag", "\"c1\"")], body);
    let same = Reply::Answer(304, Vec::new(), String::new());
    let backend = Backend::script(vec![first, same]);
    let api = api();
    let one = api.catalogue().await.unwrap();
    let two = api.catalogue().await.unwrap();
    assert!(Arc::ptr_eq(&one, &two));
    let seen = backend.seen.borrow();
    assert_eq!(seen[0].etag, None);
    assert_eq!(seen[1].etag.as_deref(), Some("\"c1\""));
}

/// Leaves what first.js leaves: this text of the bill at this address.
fn left_by_first_js(path: &str, text: &str, aged: bool) {
    let told = js_sys::Object::new();
    let set = |of: &JsValue, name: &str, value: JsValue| {
        js_sys::Reflect::set(of, &name.into(), &value).unwrap();
    };
    set(&told, "text", text.into());
    set(&told, "request", "r-first".into());
    set(&told, "aged", aged.into());
    let first = js_sys::Object::new();
    set(&first, "path", path.into());
    set(&first, "read", js_sys::Promise::resolve(&told).into());
    set(&leptos::prelude::window(), "adisyonFirst", first.into());
}

#[wasm_bindgen_test]
async fn what_first_js_read_is_taken_over_once_and_with_its_age() {
    let table = BillRef::Table("masa-12".to_owned());
    let held = answer(&reply(&bill("1 Ayran @45"), "r1"));
    let Reply::Answer(_, _, text) = held.clone() else {
        panic!("an answer is one");
    };
    let backend = Backend::script(vec![held]);
    for is_aged in [true, false] {
        left_by_first_js("/api/tables/masa-12", &text, is_aged);
        let (_, revision, _, aged) = api().bill(&table).await.unwrap();
        assert_eq!((revision.as_str(), aged), ("r1", is_aged));
    }
    assert!(backend.seen.borrow().is_empty(), "nobody was asked again");
    // It is of its own time: the next look asks.
    api().bill(&table).await.unwrap();
    assert_eq!(backend.count("/api/tables/masa-12"), 1);
    // Nor is it taken for another bill's.
    left_by_first_js("/api/tables/masa-1", &text, true);
    let (_, _, _, aged) = api().bill(&table).await.unwrap();
    assert!(!aged);
    assert_eq!(backend.count("/api/tables/masa-12"), 2);
    js_sys::Reflect::delete_property(&leptos::prelude::window(), &"adisyonFirst".into()).unwrap();
}

#[wasm_bindgen_test]
async fn an_id_is_encoded_once_in_the_path() {
    let body = r#"{"code":"not_found","request_id":"r"}"#;
    let backend = Backend::script(vec![json(404, body)]);
    let id = "k%C3%B6\u{15f}e 2*".to_owned();
    assert!(api().bill(&BillRef::Table(id.clone())).await.is_err());
    assert!(api().bill(&BillRef::Packet(id)).await.is_err());
    until("both", || backend.seen.borrow().len() == 2).await;
    let encoded = "k%25C3%25B6%C5%9Fe%202%2A";
    assert_eq!(backend.count(&format!("/api/tables/{encoded}")), 1);
    assert_eq!(backend.count(&format!("/api/packets/{encoded}")), 1);
    assert_eq!(backend.seen.borrow()[0].method, "GET");
}
