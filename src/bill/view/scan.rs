//! Barcodes at the bill: each scan adds one of its product, wherever the focus is.
use super::actions::{Open, Way, add, set_quantity};
use crate::bill::run::Desk;
use crate::bill::scanner::{Act, GAP, Scanner, Stroke, with_code};
use crate::clock::Alarm;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Toasts, use_toasts};
use adisyon_bill::catalogue::Product;
use adisyon_bill::{LineKey, ProductId, Quantity};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// The most scans that wait for a dialog to close or for the menu: more were not meant.
const MOST: usize = 50;

/// The scanner's place at the desk.
#[derive(Clone, Copy)]
struct Counter {
    desk: Desk,
    open: RwSignal<Open>,
    i18n: I18n,
    toasts: Toasts,
    hand: StoredValue<Hand, LocalStorage>,
}

#[derive(Default)]
struct Hand {
    scanner: Scanner,
    /// The field as it was before the keys that are being listened to.
    field: Option<Field>,
    alarm: Option<Alarm>,
    /// What was scanned last, and how much of it there was before.
    last: Option<(LineKey, Quantity)>,
    /// Barcodes that wait.
    waiting: VecDeque<String>,
    /// Keys are pressed again that were heard already.
    is_deaf: bool,
}

/// Who is told which of several products with one barcode was meant.
#[derive(Clone, Copy)]
pub struct Chosen(pub Callback<ProductId>);

/// Listens as long as the screen stands.
pub fn listen(desk: Desk, open: RwSignal<Open>) {
    let counter = Counter {
        desk,
        open,
        i18n: use_i18n(),
        toasts: use_toasts(),
        hand: StoredValue::new_local(Hand::default()),
    };
    provide_context(Chosen(Callback::new(move |id| counter.chosen(&id))));
    // Before anybody else hears them: that is what the capturing phase is for.
    capture("keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            counter.pressed(event);
        }
    });
    capture("pointerdown", move |_| counter.touched());
    Effect::new(move || {
        desk.shows.catalogue.track();
        desk.shows.busy.track();
        open.track();
        untrack(|| counter.serve());
    });
}

impl Counter {
    fn pressed(self, event: &KeyboardEvent) {
        if self.hand.with_value(|hand| hand.is_deaf) {
            return;
        }
        let Some(stroke) = stroke(event) else { return };
        let at = event.time_stamp();
        let acts = self
            .hand
            .try_update_value(|hand| hand.scanner.wait_until(at));
        self.act(acts.unwrap_or_default(), event.is_trusted());
        let heard = self.hand.try_update_value(|hand| {
            if hand.scanner.is_idle() {
                hand.field = Field::focused();
            }
            hand.scanner.stroke(stroke, at, |code| self.is_known(code))
        });
        let Some(heard) = heard else { return };
        if heard.is_kept {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
        self.act(heard.acts, event.is_trusted());
        self.let_go_later(event.is_trusted());
    }

    /// A finger or the mouse: what is held goes where it was typed, before the focus moves.
    fn touched(self) {
        let acts = self.hand.try_update_value(|hand| {
            let acts = hand.scanner.let_go();
            hand.scanner.forget_count();
            acts
        });
        self.act(acts.unwrap_or_default(), true);
    }

    fn let_go_later(self, trusted: bool) {
        self.hand.update_value(|hand| {
            let wait = Duration::from_millis(GAP as u64);
            hand.alarm = hand.scanner.is_holding().then(|| {
                Alarm::after(wait, move || {
                    let acts = self.hand.try_update_value(|hand| hand.scanner.let_go());
                    self.act(acts.unwrap_or_default(), trusted);
                })
            });
        });
    }

    fn act(self, acts: Vec<Act>, trusted: bool) {
        for act in acts {
            match act {
                // The browser types nothing for keys that a program made up, so neither do we.
                Act::Type(text) if trusted && Field::focused().is_some() => insert(&text),
                Act::Type(text) => self.press_again(&text),
                Act::Count(count) => self.count(count),
                Act::Scan { code, landed } => self.scanned(code, landed),
            }
        }
    }

    /// Digits that mean something else than text: they are heard again where the focus is, and not by us.
    fn press_again(self, text: &str) {
        let Some(element) = document().active_element() else {
            return;
        };
        self.hand.update_value(|hand| hand.is_deaf = true);
        for sign in text.chars() {
            let init = KeyboardEventInit::new();
            init.set_bubbles(true);
            init.set_cancelable(true);
            init.set_key(sign.encode_utf8(&mut [0; 4]));
            if let Ok(event) = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init) {
                // An event that was just made can be dispatched.
                let _ = element.dispatch_event(&event);
            }
        }
        self.hand.update_value(|hand| hand.is_deaf = false);
    }

    fn is_known(self, code: &str) -> bool {
        let all = self.desk.shows.catalogue;
        all.with_untracked(|all| {
            all.as_ref()
                .is_some_and(|all| !with_code(all, code).is_empty())
        })
    }

    fn scanned(self, code: String, landed: bool) {
        self.hand.update_value(|hand| {
            if let (true, Some(field)) = (landed, &hand.field) {
                field.restore();
            }
            hand.last = None;
            if hand.waiting.len() < MOST {
                hand.waiting.push_back(code);
            }
        });
        self.serve();
    }

    /// Takes up what was scanned, in its order, as far as it can be done now.
    fn serve(self) {
        while let Some(code) = self
            .hand
            .try_with_value(|hand| hand.waiting.front().cloned())
            .flatten()
        {
            let Some(menu) = self.desk.shows.catalogue.get_untracked() else {
                return;
            };
            if self.desk.shows.busy.get_untracked() {
                return;
            }
            let is_closed = self
                .desk
                .shows
                .access
                .with_untracked(|access| access.cart.is_some());
            let products = with_code(&menu, &code);
            let asks = |product: &Product| !adisyon_bill::options::none_needed(product);
            match products[..] {
                _ if is_closed => self.say(Key::BillScanClosed, &[]),
                [] => self.say(Key::BillScanUnknown, &[("code", &code)]),
                [product] if asks(product) => {
                    if self.open.get_untracked() != Open::Nothing {
                        return;
                    }
                    self.open.set(Open::Product(product.id.clone(), Way::Add));
                }
                [product] => self.add(product),
                // Which of them it is, a person says.
                _ => {
                    if self.open.get_untracked() != Open::Nothing {
                        return;
                    }
                    self.open.set(Open::Code(code.clone()));
                }
            }
            self.hand.update_value(|hand| {
                hand.waiting.pop_front();
            });
        }
    }

    /// One of several with the same barcode was chosen.
    fn chosen(self, id: &ProductId) {
        let menu = self.desk.shows.catalogue.get_untracked();
        let Some(product) = menu.as_ref().and_then(|menu| menu.product(id)) else {
            return;
        };
        match adisyon_bill::options::none_needed(product) {
            true => {
                self.add(product);
                self.open.set(Open::Nothing);
            }
            false => self.open.set(Open::Product(id.clone(), Way::Add)),
        }
    }

    fn add(self, product: &Product) {
        let line = add(
            self.desk,
            product.id.clone(),
            Vec::new(),
            Quantity::ONE,
            String::new(),
        );
        self.hand.update_value(|hand| {
            hand.last = Some(line);
            hand.scanner.await_count();
        });
        let is_out = product.stock.is_some_and(|stock| stock <= 0);
        let said = match product.active {
            false => Key::BillScanPassive,
            true if is_out => Key::BillScanOut,
            true => Key::BillScanAdded,
        };
        self.say(said, &[("title", &product.title)]);
    }

    /// So many were scanned at once: on top of what was there before.
    fn count(self, count: u32) {
        let Some((key, before)) = self.hand.with_value(|hand| hand.last.clone()) else {
            return;
        };
        let Some(face) = self.desk.shows.face(&key) else {
            return;
        };
        let much = Quantity::from_thousandths(before.thousandths() + i64::from(count) * 1000);
        set_quantity(self.desk, &key, much);
        let title = face.with_untracked(|face| face.title.clone());
        self.say(
            Key::BillScanCount,
            &[("title", &title), ("n", &count.to_string())],
        );
    }

    fn say(self, key: Key, values: &[(&str, &str)]) {
        self.toasts.say("barcode", self.i18n.fill(key, values));
    }
}

/// A key as the scanner hears it; none for keys that only accompany others.
fn stroke(event: &KeyboardEvent) -> Option<Stroke> {
    let key = event.key();
    if matches!(key.as_str(), "Shift" | "CapsLock" | "AltGraph") {
        return None;
    }
    let plain = !event.ctrl_key()
        && !event.meta_key()
        && !event.alt_key()
        && !event.repeat()
        && !event.is_composing();
    let mut signs = key.chars();
    Some(match (signs.next(), signs.next()) {
        _ if !plain => Stroke::Other,
        (Some(sign), None) => Stroke::Sign(sign),
        _ if key == "Enter" => Stroke::Enter,
        _ => Stroke::Other,
    })
}

/// A field that had the focus, as it was.
struct Field {
    input: HtmlInputElement,
    value: String,
    selection: (Option<u32>, Option<u32>),
}

impl Field {
    fn focused() -> Option<Field> {
        let element = document().active_element()?;
        if !matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA") {
            return None;
        }
        // A text area has the same properties under the same names.
        let input: HtmlInputElement = element.unchecked_into();
        Some(Field {
            value: input.value(),
            // Refused by fields that have no text, such as radio buttons.
            selection: (
                input.selection_start().ok().flatten(),
                input.selection_end().ok().flatten(),
            ),
            input,
        })
    }

    fn restore(&self) {
        if self.input.value() == self.value {
            return;
        }
        self.input.set_value(&self.value);
        if let (Some(from), Some(to)) = self.selection {
            // The same positions were read from it.
            let _ = self.input.set_selection_range(from, to);
        }
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
            // An event that was just made can be dispatched.
            let _ = self.input.dispatch_event(&event);
        }
    }
}

/// Types into whatever has the focus, as if the keys had come through: selection, length limit and undo are the browser's.
fn insert(text: &str) {
    if let Some(document) = document().dyn_ref::<web_sys::HtmlDocument>() {
        // False where there is nothing to type into.
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Listens at the window before anything in it, as long as this scope lives.
fn capture(name: &'static str, heard: impl FnMut(Event) + 'static) {
    let call = StoredValue::new_local(Closure::<dyn FnMut(Event)>::new(heard));
    call.with_value(|call| {
        // A window takes any listener.
        let _ = window().add_event_listener_with_callback_and_bool(
            name,
            call.as_ref().unchecked_ref(),
            true,
        );
    });
    on_cleanup(move || {
        call.try_with_value(|call| {
            let _ = window().remove_event_listener_with_callback_and_bool(
                name,
                call.as_ref().unchecked_ref(),
                true,
            );
        });
    });
}
