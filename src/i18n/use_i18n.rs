//! The words of the page as its parts use them.
use super::currency::Currency;
use super::format;
use super::locale::Locale;
use super::words::{Key, fill};
use adisyon_bill::{Money, Quantity};
use leptos::prelude::*;

/// The chosen language with everything that depends on it.
///
/// The words read the language without subscribing to it: the app builds its screens anew when the language changes, so that
/// two hundred lines need not watch a signal that moves once.
#[derive(Clone, Copy)]
pub struct I18n {
    locale: RwSignal<Locale>,
    currency: StoredValue<Currency>,
}

/// Gives the words to everything below, and the handle that may change the language.
pub fn provide_i18n(locale: Locale) -> I18n {
    let i18n = I18n {
        locale: RwSignal::new(locale),
        currency: StoredValue::new(Currency::LIRA),
    };
    provide_context(i18n);
    i18n
}

/// The words of the page.
pub fn use_i18n() -> I18n {
    expect_context()
}

impl I18n {
    /// Text by key.
    pub fn t(self, key: Key) -> &'static str {
        key.text(self.locale())
    }

    /// Text with values in the place of `{name}`.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.t(key), values)
    }

    /// The form for this count, with `{n}` and other values filled in.
    pub fn plural(self, key: Key, n: i64, values: &[(&str, &str)]) -> String {
        let text = key.counted(self.locale(), n);
        let n = format::count(self.locale(), n);
        let mut all = Vec::with_capacity(values.len() + 1);
        all.extend_from_slice(values);
        all.push(("n", n.as_str()));
        fill(text, &all)
    }

    /// `₺1.231,00`
    pub fn money(self, money: Money) -> String {
        format::money(self.locale(), self.currency(), money)
    }

    /// `1.231,00`
    pub fn amount(self, money: Money) -> String {
        format::amount(self.locale(), money)
    }

    /// `1.231`, `1.231,50`: without places that say nothing, for buttons.
    pub fn short(self, money: Money) -> String {
        match money.minor() % 100 {
            0 => format::count(self.locale(), money.minor() / 100),
            _ => self.amount(money),
        }
    }

    /// `+225,00`, `−80,00`
    pub fn signed(self, money: Money) -> String {
        format::signed(self.locale(), money)
    }

    /// `2`, `0,75`
    pub fn quantity(self, quantity: Quantity) -> String {
        format::quantity(self.locale(), quantity)
    }

    /// The time of day in the browser's zone: `20.31`.
    pub fn time(self, ms: i64) -> String {
        let at = date(ms);
        format::time(self.locale(), at.get_hours(), at.get_minutes())
    }

    /// Date and time in the browser's zone: `22.11.2026 20.31`.
    pub fn date_time(self, ms: i64) -> String {
        let at = date(ms);
        let day = format::date(
            self.locale(),
            at.get_full_year(),
            at.get_month() + 1,
            at.get_date(),
        );
        format!("{day} {}", self.time(ms))
    }

    /// When something is to be, in the browser's zone: the time alone today, with its date on any other day.
    pub fn when(self, ms: i64) -> String {
        let today = js_sys::Date::new_0().to_date_string();
        match date(ms).to_date_string() == today {
            true => self.time(ms),
            false => self.date_time(ms),
        }
    }

    /// The sign of what money is counted in, to stand beside a field.
    pub fn sign(self) -> String {
        self.currency().sign().to_owned()
    }

    /// The least and the greatest note that guests pay with.
    pub fn notes(self) -> (i64, i64) {
        self.currency().notes()
    }

    /// What the restaurant sells in, as a bill or the board says; none if they do not. To be told before its amounts are shown.
    pub fn sells_in(self, code: Option<&str>) {
        if let Some(currency) = code.and_then(Currency::read) {
            self.currency.try_set_value(currency);
        }
    }

    /// Of a page that has gone, the lira.
    fn currency(self) -> Currency {
        self.currency.try_get_value().unwrap_or(Currency::LIRA)
    }

    /// What stands between whole and part.
    pub fn decimal_mark(self) -> char {
        self.locale().decimal_mark()
    }

    /// The language, without subscribing; of a page that has gone, the first.
    pub fn locale(self) -> Locale {
        self.locale.try_get_untracked().unwrap_or_default()
    }

    /// The language, subscribing: only for what must be built anew when it changes.
    pub fn watch(self) -> Locale {
        self.locale.get()
    }

    /// Changes the language of the page and of the document.
    pub fn speak(self, locale: Locale) {
        if self.locale() != locale {
            self.locale.set(locale);
        }
        if let Some(root) = document().document_element() {
            // A document element takes any attribute.
            let _ = root.set_attribute("lang", locale.code());
        }
        document().set_title(self.t(Key::AppTitle));
    }
}

fn date(ms: i64) -> js_sys::Date {
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms as f64))
}
