//! The fields of a packet, on answers of the backend.
use crate::bill::{answer, reply};
use crate::stage::{Backend, Mounted, Reply, refused, screen, type_into, until};
use adisyon::packet::fields_dialog;
use adisyon_bill::BillRef;
use adisyon_bill::notation::bill;
use adisyon_wire::packet::FieldsReply;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

struct Fields {
    page: Mounted,
    closed: RwSignal<bool>,
    changed: RwSignal<bool>,
}

fn fields() -> Fields {
    let owner = Owner::new();
    let (closed, changed) = owner.with(|| (RwSignal::new(false), RwSignal::new(false)));
    // What became of it outlives the dialog.
    std::mem::forget(owner);
    let page = screen(move |_| {
        let mut head = bill("1 Ayran @45").head;
        head.bill = BillRef::Packet("1791".to_owned());
        head.note = Some("eski not".to_owned());
        fields_dialog(
            &head,
            Callback::new(move |()| closed.set(true)),
            Callback::new(move |()| changed.set(true)),
        )
    });
    Fields {
        page,
        closed,
        changed,
    }
}

fn written() -> Reply {
    answer(&FieldsReply {
        bill: reply(&bill("1 Ayran @45"), "r2"),
        problems: Vec::new(),
        reread: false,
    })
}

fn is_off(page: &Mounted) -> bool {
    let save = page.find("[data-testid=fields-save]").unwrap();
    save.get_attribute("aria-disabled").as_deref() == Some("true")
}

async fn type_note(fields: &Fields, text: &str) {
    type_into(&fields.page.get("#packet-note").await, text);
    until("something to save", || !is_off(&fields.page)).await;
}

#[wasm_bindgen_test]
async fn only_what_was_edited_is_sent_and_then_the_dialog_closes() {
    let backend = Backend::script(vec![written()]);
    let fields = fields();
    type_note(&fields, "kapıda arayın").await;
    fields.page.get("[data-testid=fields-save]").await.click();
    until("the end", || fields.closed.get_untracked()).await;
    assert!(fields.changed.get_untracked());
    let sent = backend.seen.borrow()[0].clone();
    assert_eq!(
        (sent.method.as_str(), sent.path.as_str()),
        ("POST", "/api/packets/1791/fields")
    );
    let body = JsFuture::from(sent.body.unwrap()).await.unwrap();
    let body = body.as_string().unwrap();
    assert!(
        body.contains("kapıda arayın") && !body.contains("status"),
        "{body}"
    );
}

#[wasm_bindgen_test]
async fn nothing_edited_is_nothing_to_save() {
    let backend = Backend::script(vec![written()]);
    let fields = fields();
    fields.page.get("#packet-note").await;
    assert!(is_off(&fields.page));
    fields.page.get("[data-testid=fields-save]").await.click();
    assert_eq!(backend.seen.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn a_refusal_keeps_what_was_typed_and_can_be_tried_again() {
    let mut asked = 0;
    let _backend = Backend::new(move |_| {
        asked += 1;
        match asked {
            1 => refused(503, "busy"),
            _ => written(),
        }
    });
    let fields = fields();
    type_note(&fields, "yeni not").await;
    fields.page.get("[data-testid=fields-save]").await.click();
    let again = fields.page.get("[data-testid=remedy]").await;
    assert!(!fields.closed.get_untracked());
    let note = fields.page.get("#packet-note").await;
    assert_eq!(
        js_sys::Reflect::get(&note, &"value".into()).unwrap(),
        "yeni not"
    );
    again.click();
    until("the end", || fields.closed.get_untracked()).await;
}

#[wasm_bindgen_test]
async fn while_it_is_on_its_way_the_button_waits_and_nothing_closes() {
    let backend = Backend::script(vec![Reply::Silence]);
    let fields = fields();
    type_note(&fields, "yeni not").await;
    let save = fields.page.get("[data-testid=fields-save]").await;
    save.click();
    until("the wait", || save.get_attribute("aria-busy").is_some()).await;
    save.click();
    fields.page.get(".dialog-head .icon-btn").await.click();
    assert!(!fields.closed.get_untracked());
    until("one request", || backend.seen.borrow().len() == 1).await;
}
