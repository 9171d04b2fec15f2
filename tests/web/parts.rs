//! The parts every screen uses.
use crate::stage::{Mounted, dispatch, press, type_into, until};
use adisyon::i18n::{Locale, provide_i18n};
use adisyon::ui::{
    Dialog, Late, LiveRegion, MoneyField, Stepper, ToastLine, provide_live, provide_toasts,
};
use leptos::prelude::*;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

type Log = Arc<Mutex<Vec<String>>>;

fn log() -> (Log, impl Fn(String) + Clone + Send + Sync + 'static) {
    let log = Log::default();
    let into = log.clone();
    (log, move |line| into.lock().unwrap().push(line))
}

fn stepper(note: impl Fn(String) + Clone + Send + Sync + 'static) -> Mounted {
    Mounted::new(move || {
        provide_i18n(Locale::Tr);
        let text = note.clone();
        view! {
            <Stepper
                name="Ayran".to_owned()
                shown="2".to_owned()
                now="2".to_owned()
                on_step=Callback::new(move |step: i32| note(format!("step {step}")))
                on_text=Callback::new(move |typed: String| text(format!("typed {typed}")))
            />
        }
    })
}

#[wasm_bindgen_test]
async fn a_stepper_steps_by_buttons_and_arrows() {
    let (log, note) = log();
    let mounted = stepper(note);
    mounted.get("[data-testid=qty-inc]").await.click();
    mounted.get("[data-testid=qty-dec]").await.click();
    let field = mounted.get("[data-testid=qty]").await;
    press(&field, "ArrowUp");
    press(&field, "ArrowDown");
    assert_eq!(
        *log.lock().unwrap(),
        ["step 1", "step -1", "step 1", "step -1"]
    );
}

#[wasm_bindgen_test]
async fn a_stepper_names_the_thing_and_says_its_value() {
    let mounted = stepper(|_| {});
    let field = mounted.get("[data-testid=qty]").await;
    let says = |name| field.get_attribute(name).unwrap();
    assert_eq!(says("role"), "spinbutton");
    assert_eq!(says("aria-label"), "Ayran: adet");
    assert_eq!(says("aria-valuenow"), "2");
    let more = mounted.get("[data-testid=qty-inc]").await;
    assert_eq!(more.get_attribute("aria-label").unwrap(), "Ayran: artır");
}

#[wasm_bindgen_test]
async fn a_typed_quantity_is_told_once_and_escape_forgets_it() {
    let (log, note) = log();
    let mounted = stepper(note);
    let field = mounted.get("[data-testid=qty]").await;
    let input: HtmlInputElement = field.clone().unchecked_into();
    type_into(&field, "0,75");
    press(&field, "Enter");
    dispatch(&field, "change");
    assert_eq!(*log.lock().unwrap(), ["typed 0,75"]);
    assert_eq!(input.value(), "2", "shows the value until it changes");
    type_into(&field, "9");
    press(&field, "Escape");
    dispatch(&field, "change");
    assert_eq!(log.lock().unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let mounted = Mounted::new(move || {
        provide_i18n(Locale::Tr);
        view! {
            <button id="opener" on:click=move |_| open.set(true)>
                "aç"
            </button>
            {move || open.get().then(|| view! {
                <Dialog title="Not".to_owned() on_close=Callback::new(move |()| open.set(false))>
                    <p>"içerik"</p>
                </Dialog>
            })}
        }
    });
    let opener = mounted.get("#opener").await;
    opener.focus().unwrap();
    opener.click();
    let dialog = mounted.get("dialog").await;
    until("it is open", || dialog.has_attribute("open")).await;
    let inside = || dialog.contains(document().active_element().as_deref());
    until("focus inside", inside).await;
    let named = dialog.get_attribute("aria-labelledby").unwrap();
    let heading = document().get_element_by_id(&named).unwrap();
    assert_eq!(heading.text_content().unwrap().trim(), "Not");
    dispatch(&dialog, "cancel");
    until("it is gone", || mounted.find("dialog").is_none()).await;
    until("focus is back", || {
        document().active_element().as_deref() == Some(opener.unchecked_ref())
    })
    .await;
}

/// The styles of what stands in a dialog and on a bill.
const STYLE: [&str; 8] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/controls.css"),
    include_str!("../../style/dialog.css"),
    include_str!("../../style/paying.css"),
    include_str!("../../style/money.css"),
    include_str!("../../style/lines.css"),
    include_str!("../../style/bill.css"),
];

/// A window of 320 by 160 pixels with our styles and this in it, and a part of that.
async fn framed(html: &str, selector: &str) -> (web_sys::Element, web_sys::Element) {
    let frame = document().create_element("iframe").unwrap();
    let style = "width: 320px; height: 160px";
    frame.set_attribute("style", style).unwrap();
    let page = format!("<style>{}</style>{html}", STYLE.concat());
    frame.set_attribute("srcdoc", &page).unwrap();
    document().body().unwrap().append_child(&frame).unwrap();
    let inside: &web_sys::HtmlIFrameElement = frame.unchecked_ref();
    let part = || {
        let inside = inside.content_document()?;
        inside.query_selector(selector).ok().flatten()
    };
    until("the frame", || part().is_some()).await;
    let part = part().unwrap();
    (frame, part)
}

#[wasm_bindgen_test]
async fn a_name_without_blanks_breaks_inside_its_place() {
    let name = "Yemekkartıveticketvesodexovemultinetvesetcardödemesi";
    let rows = [
        format!(
            "<div class=methods><label class=method><svg class=i></svg><span>{name}</span></label></div>"
        ),
        format!(
            "<li class=pay-row><svg class=i></svg><div><p>{name}</p></div><span class=pay-sum>5,00</span><span></span></li>"
        ),
        format!(
            "<li class=line><div class=line-others><span class=mark><svg class=i></svg>{name}</span></div></li>"
        ),
        format!("<div class=dialog-head><h2 class=dialog-title>{name}</h2></div>"),
        format!(
            "<div class=pay-actions><button class=btn><svg class=i></svg>{name}</button></div>"
        ),
        format!(
            "<div class=dialog-foot><button class='btn btn-main'><span>{name}</span><span class=num>5,00</span></button></div>"
        ),
    ];
    for row in rows {
        let (frame, place) = framed(&row, "body > *").await;
        let inside = place.scroll_width();
        let room = place.client_width();
        frame.remove();
        assert!(inside <= room, "{inside} in {room}: {row}");
    }
}

#[wasm_bindgen_test]
async fn in_a_low_window_a_dialog_scrolls_to_the_button_at_its_foot() {
    let mounted = Mounted::new(|| {
        provide_i18n(Locale::Tr);
        let foot = || {
            view! {
                <div class="foot-told"><div class="change"><span class="change-sum">"₺15,00"</span></div></div>
                <button class="btn btn-main">"Nakit ekle"</button>
            }
        };
        view! {
            <Dialog title="Ödeme al".to_owned() on_close=Callback::new(|()| {}) foot=foot>
                <input class="input input-big" />
            </Dialog>
        }
    });
    let dialog = mounted.get("dialog").await.outer_html();
    let (frame, button) = framed(&dialog, "dialog .btn-main").await;
    let dialog = button.closest("dialog").unwrap().unwrap();
    let dialog: web_sys::HtmlDialogElement = dialog.unchecked_into();
    dialog.show_modal().unwrap();
    button.scroll_into_view();
    let place = button.get_bounding_client_rect();
    frame.remove();
    assert!(place.height() >= 44.0, "{} high", place.height());
    let seen = place.top() >= 0.0 && place.bottom() <= 160.0;
    assert!(seen, "from {} to {}", place.top(), place.bottom());
}

#[wasm_bindgen_test]
async fn a_money_field_is_plain_text_with_the_decimal_keypad_and_says_its_problem() {
    let value = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let mounted = Mounted::new(move || {
        provide_i18n(Locale::Tr);
        view! { <MoneyField id="sum" label="Tutar".to_owned() value problem=problem /> }
    });
    let field = mounted.get("#sum").await;
    assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
    assert_eq!(field.get_attribute("inputmode").as_deref(), Some("decimal"));
    type_into(&field, "12,5");
    assert_eq!(value.get_untracked(), "12,5");
    assert!(!field.has_attribute("aria-invalid"));
    problem.set(Some("İki türlü okunur".to_owned()));
    let said = mounted.get("[data-testid=problem]").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let about = field.get_attribute("aria-describedby").unwrap();
    let about = document().get_element_by_id(&about).unwrap();
    assert!(about.contains(Some(said.as_ref())));
}

#[wasm_bindgen_test]
async fn the_same_sentence_is_said_twice() {
    let mounted = Mounted::new(|| {
        let live = provide_live();
        view! {
            <button on:click=move |_| live.say("Toplam 5")>"."</button>
            <LiveRegion live />
        }
    });
    let button = mounted.get("button").await;
    let region = mounted.get("[data-testid=live]").await;
    button.click();
    until("said", || region.text_content().unwrap() == "Toplam 5").await;
    button.click();
    until("said again", || {
        let text = region.text_content().unwrap();
        text != "Toplam 5" && text.trim_end_matches('\u{a0}') == "Toplam 5"
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_toast_offers_one_thing_and_goes_when_it_is_taken() {
    let taken = RwSignal::new(false);
    let mounted = Mounted::new(move || {
        let toasts = provide_toasts();
        let act = Callback::new(move |()| taken.set(true));
        view! {
            <button id="say" on:click=move |_| toasts.offer("check", "Kaydedildi", "Geri al", act)>"."</button>
            <ToastLine toasts />
        }
    });
    mounted.get("#say").await.click();
    mounted.get("[data-testid=toast] button").await.click();
    until("it is gone", || {
        mounted.find("[data-testid=toast]").is_none()
    })
    .await;
    assert!(taken.get_untracked());
}

#[wasm_bindgen_test]
async fn a_short_wait_shows_nothing_and_a_long_one_after_three_hundred_milliseconds() {
    let hurry = crate::stage::Hurry::over(Duration::from_millis(300));
    let page = Mounted::new(|| view! { <Late><p id="bones">"…"</p></Late> });
    assert!(page.find("#bones").is_none(), "nothing flashes");
    assert_eq!(*hurry.asked.borrow(), [300]);
    page.get("#bones").await;
}
