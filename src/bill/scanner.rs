//! A barcode scanner types like a person, only faster, and ends with Enter. This tells the two apart by the time between keys.
//!
//! Digits are held back until it is known whose they are, so that none of a barcode lands in a field; a person's digit arrives
//! [`GAP`] late, which nobody sees. Letters are let through at once, since few barcodes have them and everybody types them; a known
//! barcode that has some is taken out of its field again. After a scan the next typed digits are its quantity.
#[cfg(test)]
mod tests;

use adisyon_bill::Catalogue;
use adisyon_bill::catalogue::Product;

/// Keys closer together than this, in milliseconds, are a scanner's.
pub const GAP: f64 = 50.0;
/// How many digits a barcode has at least to be called unknown; fewer that are unknown were typed.
pub const CODE: usize = 6;
/// How many digits a quantity after a scan has at most: a slow scanner must not order a thousand.
pub const COUNT: usize = 3;

/// A key as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stroke {
    /// A letter, a digit or a sign.
    Sign(char),
    /// Enter.
    Enter,
    /// Anything else that does something.
    Other,
}

/// What is to be done, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A person typed this: it goes where the focus is.
    Type(String),
    /// So many of what was scanned last.
    Count(u32),
    /// This barcode was scanned; `landed` if some of it reached the field that had the focus.
    Scan {
        /// The barcode.
        code: String,
        /// Some of it reached the field.
        landed: bool,
    },
}

/// What a key comes to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heard {
    /// What is to be done.
    pub acts: Vec<Act>,
    /// The key goes no further.
    pub is_kept: bool,
}

/// The products with this barcode: those on sale, else those that are not.
pub fn with_code<'a>(menu: &'a Catalogue, code: &str) -> Vec<&'a Product> {
    let products = menu.products().iter();
    let mut hits: Vec<&Product> = products
        .filter(|product| product.barcode.as_deref().map(str::trim) == Some(code))
        .collect();
    if hits.iter().any(|product| product.active) {
        hits.retain(|product| product.active);
    }
    hits
}

/// Listens to keys.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scanner {
    /// Keys that came close together.
    burst: String,
    /// The end of it that no field has seen yet.
    held: String,
    /// Some of it reached the field.
    landed: bool,
    /// When the last key came, in milliseconds.
    last: f64,
    /// The digits of the quantity after a scan; none if none is awaited.
    count: Option<String>,
    /// The same before the keys that came close together.
    begun: Option<String>,
    /// Some of them were taken for a quantity.
    has_counted: bool,
}

impl Scanner {
    /// The next digits are the quantity of what was scanned.
    pub fn await_count(&mut self) {
        self.count = Some(String::new());
    }

    /// No quantity is awaited any more.
    pub fn forget_count(&mut self) {
        self.count = None;
    }

    /// True if the next sign begins anew.
    pub fn is_idle(&self) -> bool {
        self.burst.is_empty()
    }

    /// True if something is held back: after [`GAP`] it should be let go.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Before a key that comes at `at`: what came too long ago to belong to it was typed.
    pub fn wait_until(&mut self, at: f64) -> Vec<Act> {
        if self.is_idle() || at - self.last <= GAP {
            return Vec::new();
        }
        let acts = self.let_go();
        self.burst.clear();
        acts
    }

    /// Time passed, or something else than a key happened: what is held was typed. A key that was pressed in time and is only heard
    /// late still continues the burst.
    pub fn let_go(&mut self) -> Vec<Act> {
        if self.held.is_empty() {
            return Vec::new();
        }
        self.landed = true;
        let held = std::mem::take(&mut self.held);
        let Some(count) = &mut self.count else {
            return vec![Act::Type(held)];
        };
        if count.len() + held.len() > COUNT {
            self.count = None;
            return vec![Act::Type(held)];
        }
        count.push_str(&held);
        match count.parse() {
            Ok(0) | Err(_) => Vec::new(),
            Ok(count) => {
                self.has_counted = true;
                vec![Act::Count(count)]
            }
        }
    }

    /// A key at `at` milliseconds; `known` tells barcodes of the menu.
    pub fn stroke(&mut self, key: Stroke, at: f64, known: impl Fn(&str) -> bool) -> Heard {
        let mut acts = self.wait_until(at);
        let is_kept = match key {
            Stroke::Sign(sign) if sign.is_ascii_graphic() => self.sign(sign, at, &mut acts),
            Stroke::Enter => self.enter(known, &mut acts),
            Stroke::Sign(_) | Stroke::Other => {
                acts.extend(self.let_go());
                self.burst.clear();
                self.count = None;
                false
            }
        };
        Heard { acts, is_kept }
    }

    fn sign(&mut self, sign: char, at: f64, acts: &mut Vec<Act>) -> bool {
        if self.burst.is_empty() {
            self.landed = false;
            self.has_counted = false;
            self.begun.clone_from(&self.count);
        }
        self.last = at;
        if sign.is_ascii_digit() && (!self.landed || self.count.is_some()) {
            self.burst.push(sign);
            self.held.push(sign);
            return true;
        }
        acts.extend(self.let_go());
        self.burst.push(sign);
        self.landed = true;
        if !sign.is_ascii_digit() {
            self.count = None;
        }
        false
    }

    /// How many digits before a barcode are the quantity of the scan before: a hand may be as fast as the scanner after it.
    fn counted(&self, code: &str, known: impl Fn(&str) -> bool) -> usize {
        let Some(begun) = self.begun.as_ref().filter(|_| !known(code)) else {
            return 0;
        };
        let most = (COUNT - begun.len()).min(code.len().saturating_sub(1));
        let found = (1..=most).find(|&at| known(&code[at..]));
        found.unwrap_or(0)
    }

    fn enter(&mut self, known: impl Fn(&str) -> bool, acts: &mut Vec<Act>) -> bool {
        let mut code = std::mem::take(&mut self.burst);
        let is_whole = self.held == code;
        let digits = self.counted(&code, &known);
        let barcode = code.split_off(digits);
        let is_number = barcode.len() >= CODE && barcode.bytes().all(|byte| byte.is_ascii_digit());
        if !barcode.is_empty() && (known(&barcode) || is_number) {
            if let Some(begun) = self.begun.take()
                && (digits > 0 || self.has_counted)
            {
                // What was let go meanwhile counted the barcode's own digits.
                let count = format!("{begun}{code}").parse().ok();
                acts.push(Act::Count(count.filter(|count| *count > 0).unwrap_or(1)));
            }
            self.held.clear();
            self.count = None;
            acts.push(Act::Scan {
                code: barcode,
                landed: !is_whole,
            });
            return true;
        }
        acts.extend(self.let_go());
        // Enter after a typed quantity ends it and presses nothing.
        let count = self.count.take();
        count.is_some_and(|count| !count.is_empty())
    }
}
