//! The page of a closing gate, on answers of the backend.
use crate::bill::{answer, house, reply};
use crate::stage::{Backend, Mounted, Reply, fetched, refused, screen, until};
use adisyon::gate;
use adisyon::gate::state::Said;
use adisyon_bill::BillRef;
use adisyon_bill::notation::bill;
use adisyon_wire::session::Session;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

struct Gate {
    page: Mounted,
    /// What was said to the panel.
    said: RwSignal<Vec<Said>>,
    /// The bill was opened; true with its payment dialog.
    opened: RwSignal<Option<bool>>,
}

async fn gate() -> Gate {
    let room = fetched(gate::room()).await;
    let owner = Owner::new();
    let (said, opened) = owner.with(|| (RwSignal::new(Vec::new()), RwSignal::new(None)));
    // What was said outlives the page.
    std::mem::forget(owner);
    let page = screen(move |api| {
        let panel = Callback::new(move |(_, word)| said.update(|said| said.push(word)));
        let open = Callback::new(move |(_, paying)| opened.set(Some(paying)));
        let bill = BillRef::Table("masa-12".to_owned());
        (room.screen)(bill, api, panel, open)
    });
    Gate { page, said, opened }
}

/// A backend with this bill.
fn with(text: &'static str) -> Backend {
    let house = house(text);
    Backend::new(move |seen| match seen.path.as_str() {
        "/api/session" => {
            let house = house.borrow();
            answer(&Session {
                role: house.role,
                rights: house.rights,
                environment: "sandbox".to_owned(),
                draft_space: house.space.clone(),
            })
        }
        _ => answer(&reply(&bill(text), "r1")),
    })
}

#[wasm_bindgen_test]
async fn the_sums_are_in_the_currency_of_the_bill() {
    let mut euros = bill("1 Ayran @45");
    euros.head.currency = Some("EUR".to_owned());
    let _backend = Backend::new(move |_| answer(&reply(&euros, "r1")));
    let gate = gate().await;
    let rest = gate.page.get("[data-testid=bill-remaining]").await;
    assert_eq!(rest.inner_text(), "€45,00");
    assert!(!gate.page.text().contains('₺'), "{}", gate.page.text());
}

#[wasm_bindgen_test]
async fn a_settled_bill_may_be_closed_and_the_panel_is_told_once() {
    let _backend = with("1 Ayran @45 | paid 45 cash");
    let gate = gate().await;
    let close = gate.page.get("[data-testid=gate-allow]").await;
    assert!(gate.page.find("[data-testid=gate-settle]").is_none());
    close.click();
    close.click();
    assert_eq!(gate.said.get_untracked(), [Said::Done]);
}

#[wasm_bindgen_test]
async fn an_open_balance_is_named_and_leads_to_the_payment() {
    let _backend = with("2 Ayran @45 | paid 45 cash");
    let gate = gate().await;
    gate.page.get("[data-testid=gate-settle]").await.click();
    assert_eq!(gate.opened.get_untracked(), Some(true));
    assert!(gate.page.text().contains("₺45,00"), "{}", gate.page.text());
    assert!(
        gate.page.find("[data-testid=gate-allow]").is_none(),
        "closing would be refused"
    );
}

#[wasm_bindgen_test]
async fn a_bill_that_cannot_be_read_says_so_and_leaves_both_answers() {
    let _backend = Backend::script(vec![refused(503, "busy")]);
    let gate = gate().await;
    gate.page.get("[data-testid=failure]").await;
    gate.page.get("[data-testid=gate-allow]").await;
    gate.page.get("[data-testid=gate-deny]").await.click();
    assert_eq!(gate.said.get_untracked(), [Said::NotNow]);
}

#[wasm_bindgen_test]
async fn a_long_wait_shows_itself() {
    let _backend = Backend::script(vec![Reply::Silence]);
    let gate = gate().await;
    assert!(gate.page.find(".waiting").is_none(), "a short one does not");
    until("the wait", || gate.page.find(".waiting").is_some()).await;
}
