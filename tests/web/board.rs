//! The board's screen on answers of the backend.
use crate::stage::{Backend, Mounted, Reply, json, press, type_into, until};
use adisyon::api::Api;
use adisyon::board::rows::Search;
use adisyon::board::run::Desk;
use adisyon::board::state::Event;
use adisyon::board::{board_screen, tile::Opener};
use adisyon::i18n::{Locale, provide_i18n};
use adisyon::ui::provide_live;
use adisyon_bill::BillRef;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const HOUSE: &str = r#"{"read_at":1790000000000,
 "packets":[{"id":"9","order_code":"YS 88-41","channel":"yemeksepeti","items":2,"total":42000,"paid":42000}],
 "sections":[{"id":"b","title":"Bahçe","tables":[
  {"id":"masa-12","title":"Masa 12","open":{"guests":4,"items":9,"total":123100,"paid":50000}},
  {"id":"masa-2","title":"Masa 2"},
  {"id":"masa-1","title":"Masa 1","open":{"guests":2,"items":3,"total":64000,"paid":0}}]}]}"#;
const LATER: &str = r#"{"read_at":1790000015000,"packets":[],
 "sections":[{"id":"b","title":"Bahçe","tables":[
  {"id":"masa-12","title":"Masa 12","open":{"guests":4,"items":11,"total":131700,"paid":50000}},
  {"id":"masa-1","title":"Masa 1","open":{"guests":2,"items":3,"total":64000,"paid":0}}]}]}"#;

struct Stage {
    mounted: Mounted,
    desk: Desk,
    /// A new packet was asked for.
    ordered: RwSignal<bool>,
    opened: Rc<RefCell<Vec<BillRef>>>,
}

fn stage() -> Stage {
    let api = Api::new(Rc::new(|| Box::pin(async { Some("t".to_owned()) })));
    let owner = Owner::new();
    let (desk, ordered) = owner.with(|| (Desk::new(api), RwSignal::new(false)));
    // The board outlives its screen, as in the app.
    std::mem::forget(owner);
    let opened = Rc::new(RefCell::new(Vec::new()));
    let into = send_wrapper::SendWrapper::new(opened.clone());
    let shown = send_wrapper::SendWrapper::new(opened.clone());
    desk.shows(Callback::new(move |(bill, _): (BillRef, bool)| {
        shown.borrow_mut().push(bill);
    }));
    let mounted = Mounted::new(move || {
        provide_i18n(Locale::Tr);
        provide_live();
        let opener = Opener {
            address: Callback::new(|bill: BillRef| format!("/x?id={}", bill.id())),
            open: Callback::new(move |bill| into.borrow_mut().push(bill)),
            seat: Callback::new(move |(table, title)| desk.ask_seat(table, title)),
            seating: Callback::new(adisyon::board::seat_dialog),
            keys: Callback::new(adisyon::board::key_dialog),
            order: Callback::new(move |()| ordered.set(true)),
        };
        let search = RwSignal::new(Search::default());
        board_screen(desk, search, opener, None)
    });
    Stage {
        mounted,
        desk,
        ordered,
        opened,
    }
}

fn house(body: &'static str) -> impl FnMut(&crate::stage::Seen) -> Reply {
    move |seen| match seen.path.as_str() {
        "/api/board" => json(200, body),
        _ => json(500, r#"{"code":"internal","request_id":"r"}"#),
    }
}

#[wasm_bindgen_test]
async fn while_the_platform_is_away_the_board_says_from_when_it_is() {
    let aged = |body: &str| Reply::Answer(200, vec![("age", "75")], body.to_owned());
    let _backend = Backend::new(boards(vec![aged(HOUSE), aged(HOUSE), json(200, LATER)]));
    let stage = stage();
    let line = stage.mounted.get("[data-testid=aged]").await;
    let said = line.text_content().unwrap();
    assert!(said.contains("Restomenum şu an yanıt vermiyor"), "{said}");
    assert!(stage.mounted.find("a.seat").is_some(), "it is shown");
    stage.desk.tell(Event::RetryPressed);
    stage.desk.tell(Event::RetryPressed);
    until("the notice is gone", || {
        stage.desk.look();
        stage.mounted.find("[data-testid=aged]").is_none()
    })
    .await;
}

/// One board after the other; the last one again and again.
fn boards(replies: Vec<Reply>) -> impl FnMut(&crate::stage::Seen) -> Reply {
    let mut at = 0;
    move |seen| match seen.path.as_str() {
        "/api/board" => {
            at += 1;
            replies[(at - 1).min(replies.len() - 1)].clone()
        }
        _ => json(500, r#"{"code":"internal","request_id":"r"}"#),
    }
}

fn titles(stage: &Stage) -> Vec<String> {
    let found = stage.mounted.all(".seat-title, .pack-code");
    found.iter().filter_map(|e| e.text_content()).collect()
}

#[wasm_bindgen_test]
async fn tables_and_packets_show_what_is_left_and_how_they_stand() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    assert_eq!(titles(&stage), ["Masa 1", "Masa 2", "Masa 12", "YS 88-41"]);
    let text = stage.mounted.text();
    for words in [
        "2 masa açık",
        "₺1.371,00 kalan",
        "3 masa, 2 dolu",
        "731,00",
        "Kısmen ödendi",
        "Boş",
        "Yemeksepeti",
        "Ödendi",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[wasm_bindgen_test]
async fn touching_a_table_opens_it_and_a_free_one_is_no_link() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    let seat = stage.mounted.get("a.seat").await;
    assert_eq!(seat.get_attribute("href").as_deref(), Some("/x?id=masa-1"));
    seat.click();
    assert_eq!(
        *stage.opened.borrow(),
        [BillRef::Table("masa-1".to_owned())]
    );
    assert_eq!(stage.mounted.all("a.seat").len(), 2);
    assert_eq!(stage.mounted.all("a.seat.is-free").len(), 0);
}

#[wasm_bindgen_test]
async fn typing_a_number_and_enter_opens_the_table() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let field = stage.mounted.get("[data-testid=board-search]").await;
    type_into(&field, "12");
    until("one table", || titles(&stage) == ["Masa 12"]).await;
    press(&field, "Enter");
    assert_eq!(
        *stage.opened.borrow(),
        [BillRef::Table("masa-12".to_owned())]
    );
    press(&field, "Escape");
    until("all", || titles(&stage).len() == 4).await;
}

#[wasm_bindgen_test]
async fn slash_leads_to_the_search() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    let field = stage.mounted.get("[data-testid=board-search]").await;
    press(&document().body().unwrap(), "/");
    assert_eq!(document().active_element(), Some(field.into()));
}

#[wasm_bindgen_test]
async fn a_filter_shows_one_standing_and_nothing_found_offers_all() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let chips = stage.mounted.all(".chip");
    let paid: &web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_ref(&chips[5]);
    paid.click();
    until("the paid", || titles(&stage) == ["YS 88-41"]).await;
    assert_eq!(paid.get_attribute("aria-pressed").as_deref(), Some("true"));
    let field = stage.mounted.get("[data-testid=board-search]").await;
    type_into(&field, "bodrum");
    stage.mounted.get(".empty .btn").await.click();
    until("all", || titles(&stage).len() == 4).await;
}

#[wasm_bindgen_test]
async fn a_new_read_marks_what_changed_and_keeps_the_focus_where_it_is() {
    let mut reads = 0;
    let _backend = Backend::new(move |seen| match seen.path.as_str() {
        "/api/board" => {
            reads += 1;
            json(200, if reads == 1 { HOUSE } else { LATER })
        }
        _ => json(500, "{}"),
    });
    let stage = stage();
    let seat = stage.mounted.get("a[href='/x?id=masa-12']").await;
    seat.focus().unwrap();
    stage.desk.tell(Event::RetryPressed);
    until("the news", || stage.mounted.text().contains("+2 kalem")).await;
    assert!(stage.mounted.text().contains("+86,00"));
    assert!(seat.is_connected(), "the tile is the same one");
    assert_eq!(document().active_element(), Some(seat.clone().into()));
    assert!(seat.class_name().contains("is-moved"));
    assert_eq!(titles(&stage), ["Masa 1", "Masa 12"]);
}

#[wasm_bindgen_test]
async fn a_failure_says_what_and_tries_again() {
    let mut reads = 0;
    let _backend = Backend::new(move |seen| match (seen.path.as_str(), reads) {
        ("/api/board", 0) => {
            reads = 1;
            let body = r#"{"code":"platform_timeout","request_id":"r-44","detail":"upstream"}"#;
            json(504, body)
        }
        ("/api/board", _) => json(200, HOUSE),
        _ => json(500, "{}"),
    });
    let stage = stage();
    let failure = stage.mounted.get("[data-testid=failure]").await;
    let text = failure.text_content().unwrap();
    assert!(text.contains("Restomenum yanıt vermiyor"), "{text}");
    let details = stage.mounted.get("[data-testid=details]").await;
    assert!(details.text_content().unwrap().contains("r-44"));
    stage.mounted.get("[data-testid=remedy]").await.click();
    stage.mounted.get(".seat").await;
}

#[wasm_bindgen_test]
async fn a_failed_refresh_keeps_the_old_numbers_and_says_from_when() {
    let mut reads = 0;
    let _backend = Backend::new(move |seen| match seen.path.as_str() {
        "/api/board" => {
            reads += 1;
            if reads == 1 {
                json(200, HOUSE)
            } else {
                Reply::Broken
            }
        }
        _ => json(500, "{}"),
    });
    let stage = stage();
    stage.mounted.get(".seat").await;
    stage.desk.tell(Event::RetryPressed);
    let notice = stage.mounted.get(".notice").await;
    assert!(
        notice
            .text_content()
            .unwrap()
            .contains("bilgisi gösteriliyor")
    );
    assert_eq!(titles(&stage).len(), 4);
}

/// A board on which masa-2 is free, and opening it as the answer says.
fn seating(answer: Reply) -> Backend {
    Backend::new(move |seen| match seen.path.as_str() {
        "/api/board" => json(200, HOUSE),
        "/api/tables/masa-2/seat" => answer.clone(),
        _ => json(500, r#"{"code":"internal","request_id":"r"}"#),
    })
}

#[wasm_bindgen_test]
async fn a_free_table_asks_for_guests_and_opens() {
    let backend = seating(json(200, r#"{"table":"masa-2","fresh":true}"#));
    let stage = stage();
    stage.mounted.get("button.seat.is-free").await.click();
    let dialog = stage.mounted.get("dialog[open]").await;
    assert!(dialog.inner_text().contains("Masa 2"));
    let four = stage.mounted.all("dialog .chip")[3].clone();
    let four: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(four);
    four.click();
    let open = stage.mounted.get("[data-testid=seat-open]").await;
    until("four guests", || open.inner_text().contains("4 kişi")).await;
    open.click();
    open.click();
    until("the bill", || !stage.opened.borrow().is_empty()).await;
    assert_eq!(
        *stage.opened.borrow(),
        [BillRef::Table("masa-2".to_owned())]
    );
    assert_eq!(backend.count("/api/tables/masa-2/seat"), 1);
    let sent = backend
        .seen
        .borrow()
        .iter()
        .find_map(|seen| seen.body.clone());
    let body = wasm_bindgen_futures::JsFuture::from(sent.unwrap());
    let body = body.await.unwrap().as_string().unwrap();
    assert!(body.contains("\"guests\":4"), "{body}");
    until("it is closed", || stage.mounted.find("dialog").is_none()).await;
}

#[wasm_bindgen_test]
async fn a_table_that_does_not_open_says_why_and_can_be_tried_again() {
    let refusal = r#"{"code":"not_offered","request_id":"r-1"}"#;
    let _backend = seating(json(501, refusal));
    let stage = stage();
    stage.mounted.get("button.seat.is-free").await.click();
    stage.mounted.get("[data-testid=seat-open]").await.click();
    stage.mounted.get("dialog [data-testid=problem]").await;
    assert!(stage.opened.borrow().is_empty());
    let open = stage.mounted.get("[data-testid=seat-open]").await;
    assert_eq!(open.get_attribute("aria-disabled"), None);
}

#[wasm_bindgen_test]
async fn digits_typed_anywhere_begin_a_search() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let field = stage.mounted.get("[data-testid=board-search]").await;
    press(&document().body().unwrap(), "1");
    assert_eq!(document().active_element(), Some(field.into()));
}

#[wasm_bindgen_test]
async fn enter_on_a_free_table_asks_for_its_guests() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let field = stage.mounted.get("[data-testid=board-search]").await;
    type_into(&field, "masa 2");
    until("one table", || titles(&stage) == ["Masa 2"]).await;
    press(&field, "Enter");
    stage.mounted.get("dialog[open]").await;
    assert!(stage.opened.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_new_packet_is_one_touch_away() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get("[data-testid=new-packet]").await.click();
    assert!(stage.ordered.get_untracked());
}

#[wasm_bindgen_test]
async fn a_question_mark_shows_the_keys_unless_it_is_typed() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let field = stage.mounted.get("[data-testid=board-search]").await;
    field.focus().unwrap();
    press(&field, "?");
    assert!(
        stage.mounted.find("dialog").is_none(),
        "a letter like others"
    );
    field.blur().unwrap();
    press(&document().body().unwrap(), "?");
    let keys = stage.mounted.get("dialog[open] [data-testid=keys]").await;
    assert!(keys.inner_text().contains("Masa ya da paket ara"));
    // Behind the list no key does anything.
    press(&document().body().unwrap(), "1");
    assert_ne!(document().active_element(), Some(field.into()));
    stage.mounted.get("dialog .icon-btn").await.click();
    until("it is closed", || stage.mounted.find("dialog").is_none()).await;
}

#[wasm_bindgen_test]
async fn single_keys_can_be_switched_off_and_the_list_is_still_found() {
    let _backend = Backend::new(house(HOUSE));
    let stage = stage();
    stage.mounted.get(".seat").await;
    let body = document().body().unwrap();
    press(&body, "F1");
    stage.mounted.get("[data-testid=single-keys]").await.click();
    stage.mounted.get("dialog .icon-btn").await.click();
    until("it is closed", || stage.mounted.find("dialog").is_none()).await;
    let before = document().active_element();
    for key in ["?", "/", "1"] {
        press(&body, key);
        assert!(stage.mounted.find("dialog").is_none(), "{key}");
        assert_eq!(document().active_element(), before, "{key}");
    }
    press(&body, "F1");
    stage.mounted.get("[data-testid=single-keys]").await.click();
    stage.mounted.get("dialog .icon-btn").await.click();
    until("it is closed", || stage.mounted.find("dialog").is_none()).await;
    press(&body, "?");
    stage.mounted.get("dialog[open] [data-testid=keys]").await;
}
