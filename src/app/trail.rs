//! The browser's history: which screens were gone through within the page.
use super::way::{Address, Way};
use crate::ui::{Door, provide_door};
use adisyon_bill::BillRef;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Where one is, and how one came there.
#[derive(Clone, Copy)]
pub struct Trail {
    /// Where one is; none until the panel answered.
    pub here: RwSignal<Option<Way>>,
    /// What the panel opened.
    first: StoredValue<Option<Way>>,
    /// The bill that was opened last.
    last: StoredValue<Option<BillRef>>,
    /// How far the board was scrolled.
    scrolled: StoredValue<f64>,
    /// Steps of ours that can be gone back.
    steps: StoredValue<u32>,
    /// Held shut by a screen with unsaved work.
    door: Door,
    /// The browser is on its way forward again, because the door was shut.
    returning: StoredValue<bool>,
}

impl Trail {
    /// Starts where the address says, if it says.
    pub fn start() -> Trail {
        let trail = Trail {
            here: RwSignal::new(address().way()),
            first: StoredValue::new(None),
            last: StoredValue::new(None),
            scrolled: StoredValue::new(0.0),
            steps: StoredValue::new(0),
            door: provide_door(),
            returning: StoredValue::new(false),
        };
        if let Ok(history) = window().history() {
            // The board restores its own place; only very old browsers lack the property.
            let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
        }
        let back = window_event_listener(leptos::ev::popstate, move |_| trail.went_back());
        on_cleanup(move || back.remove());
        trail
    }

    /// The panel said what it opened.
    pub fn opened_by_panel(self, way: Way) {
        self.first.set_value(Some(way.clone()));
        if self.here.with_untracked(Option::is_none) {
            self.here.set(Some(way));
        }
    }

    /// Opens a bill from the board.
    pub fn open(self, bill: BillRef) {
        self.scrolled.set_value(window().scroll_y().unwrap_or(0.0));
        self.last.set_value(Some(bill.clone()));
        self.push(&address().of_bill(&bill));
        self.here.set(Some(Way::Bill(bill)));
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Goes to a screen.
    pub fn go(self, way: Way) {
        self.scrolled.set_value(window().scroll_y().unwrap_or(0.0));
        self.push(&address().of(&way));
        self.here.set(Some(way));
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Goes to a screen that takes the place of this one: going back does not lead here.
    pub fn replace(self, way: Way) {
        if let (Way::Bill(bill), Ok(history)) = (&way, window().history()) {
            self.last.set_value(Some(bill.clone()));
            let address = address().of(&way);
            // A frame without an origin of its own may not: then the screen changes and the address does not.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        self.here.set(Some(way));
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Goes back to the screen that one came from, or there in place of this one.
    pub fn back_to(self, way: Way) {
        match window().history() {
            Ok(history) if self.steps.get_value() > 0 => {
                // Refused only in a page that may not run scripts.
                let _ = history.back();
            }
            _ => self.replace(way),
        }
    }

    /// The catalogue shows another tab or record: the address says so, without a step back to the one before.
    pub fn name_catalogue(self, tab: &str, id: Option<&str>) {
        if let Ok(history) = window().history() {
            let address = address().of_catalogue(tab, id);
            // A frame without an origin of its own may not: then the address stays.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }

    /// Goes to the board: back if one came from there.
    pub fn to_board(self) {
        let came_from_board = matches!(
            address().way(),
            Some(Way::Bill(_) | Way::Order | Way::Catalogue)
        );
        self.show_board();
        if came_from_board && self.steps.get_value() > 0 {
            if let Ok(history) = window().history() {
                // Refused only in a page that may not run scripts.
                let _ = history.back();
            }
        } else {
            self.push(&address().of_board());
        }
    }

    /// Where the way back leads: to the question before closing if that is what the panel opened, else to the board.
    fn home(self) -> Way {
        match self.first.get_value() {
            Some(Way::Gate(bill)) => Way::Gate(bill),
            _ => Way::Board,
        }
    }

    fn went_back(self) {
        if self.returning.get_value() {
            self.returning.set_value(false);
            return;
        }
        // The browser has gone already; where it may not, it goes forward again and nothing was left.
        let on_bill = |here: &Option<Way>| matches!(here, Some(Way::Bill(_) | Way::Order));
        if self.here.with_untracked(on_bill) && !self.door.is_open() {
            let forward = window().history().and_then(|history| history.forward());
            self.returning.set_value(forward.is_ok());
            return;
        }
        self.steps
            .update_value(|steps| *steps = steps.saturating_sub(1));
        let way = address().way().or_else(|| self.first.get_value());
        match way {
            Some(Way::Board | Way::BoardInstead) => self.show_board(),
            Some(Way::Gate(_)) => self.here.set(way),
            way if way != self.here.get_untracked() => self.here.set(way),
            _ => {}
        }
    }

    /// The board, where it was left, with the focus on the bill one comes from.
    fn show_board(self) {
        if self
            .here
            .with_untracked(|here| matches!(here, Some(Way::Board | Way::BoardInstead)))
        {
            return;
        }
        self.here.set(Some(self.home()));
        let (last, top) = (self.last.get_value(), self.scrolled.get_value());
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if let Some(bill) = last {
                focus_link(&address().of_bill(&bill));
            }
            window().scroll_to_with_x_and_y(0.0, top);
        });
    }

    fn push(self, address: &str) {
        let pushed = window()
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(address)));
        // A frame without an origin of its own may not: then the screen changes and the address does not.
        if pushed.is_ok() {
            self.steps.update_value(|steps| *steps += 1);
        }
    }
}

/// The page's address.
pub fn address() -> Address {
    let location = window().location();
    let query = location.search().unwrap_or_default();
    let params = web_sys::UrlSearchParams::new_with_str(&query).ok();
    let param = |name| params.as_ref().and_then(|params| params.get(name));
    Address {
        path: location.pathname().unwrap_or_default(),
        id: param("id"),
        view: param("view"),
        panel: param("panelOrigin"),
    }
}

fn focus_link(address: &str) {
    let Ok(links) = document().query_selector_all("a[href]") else {
        return;
    };
    for at in 0..links.length() {
        let link = links.item(at);
        let Some(link) = link.and_then(|link| wasm_bindgen::JsCast::dyn_into(link).ok()) else {
            continue;
        };
        let link: web_sys::HtmlElement = link;
        if link.get_attribute("href").as_deref() == Some(address) {
            // A link in the page takes focus.
            let _ = link.focus();
            return;
        }
    }
}
