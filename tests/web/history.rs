//! A bill's history, on answers of the backend.
use crate::bill::answer;
use crate::stage::{Backend, Mounted, Reply, json, refused, screen, until};
use adisyon::history::history_screen;
use adisyon_bill::BillRef;
use adisyon_wire::history::{Entry, HistoryReply, LineChange, LineState, Span};
use adisyon_wire::people::{StaffMember, StaffReply};
use adisyon_wire::save::{Outcome, Wrote};
use adisyon_wire::session::Role;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn history() -> Mounted {
    screen(|_| {
        let bill = BillRef::Table("masa-12".to_owned());
        history_screen(bill, Callback::new(|()| {}))
    })
}

fn entry() -> Entry {
    let state = |discount: i64, amount: i64| LineState {
        quantity: 1000,
        amount,
        discount,
        reason: (discount > 0).then(|| "late".to_owned()),
        options: Vec::new(),
    };
    Entry {
        at: 1_790_000_000_000,
        kind: "table".to_owned(),
        bill: "masa-12".to_owned(),
        sale: None,
        user: "u-elif".to_owned(),
        role: Role::Manager,
        outcome: Outcome::Saved,
        wrote: vec![Wrote::Cart],
        reread: false,
        unknown: false,
        total: Span {
            before: 4500,
            after: 4000,
        },
        paid: Span {
            before: 0,
            after: 0,
        },
        lines: vec![LineChange {
            title: "Ayran".to_owned(),
            before: Some(state(0, 4500)),
            after: Some(state(500, 4000)),
            note: false,
        }],
        untouched: 0,
        payments: Vec::new(),
    }
}

#[wasm_bindgen_test]
async fn who_did_what_is_told_with_names_and_reasons() {
    let _backend = Backend::new(|seen| match seen.path.as_str() {
        "/api/staff" => answer(&StaffReply {
            staff: vec![StaffMember {
                id: "u-elif".to_owned(),
                name: Some("Elif Şahin".to_owned()),
            }],
        }),
        _ => answer(&HistoryReply {
            entries: vec![entry()],
            more: false,
        }),
    });
    let page = history();
    page.get("[data-testid=history-entry]").await;
    until("the name", || page.text().contains("Elif Şahin")).await;
    let text = page.text();
    assert!(text.contains("Ayran") && text.contains("Gecikme"), "{text}");
}

#[wasm_bindgen_test]
async fn nothing_done_yet_is_said_in_words() {
    let _backend = Backend::script(vec![json(200, r#"{"entries":[]}"#)]);
    let page = history();
    page.get(".empty-title").await;
    assert!(page.find("[data-testid=history-entry]").is_none());
}

#[wasm_bindgen_test]
async fn a_history_that_did_not_come_can_be_asked_for_again() {
    let mut asked = 0;
    let _backend = Backend::new(move |_| {
        asked += 1;
        match asked {
            1 => refused(503, "store_down"),
            _ => answer(&HistoryReply {
                entries: vec![entry()],
                more: false,
            }),
        }
    });
    let page = history();
    page.get("[data-testid=failure]").await;
    page.get("[data-testid=remedy]").await.click();
    page.get("[data-testid=history-entry]").await;
}

#[wasm_bindgen_test]
async fn a_long_wait_shows_itself() {
    let _backend = Backend::script(vec![Reply::Silence]);
    let page = history();
    until("the wait", || page.find(".waiting").is_some()).await;
}
