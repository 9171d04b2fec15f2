use super::*;

const KEBAB: &str = "8690000000012";
const AYRAN: &str = "8690000000029";
const ODD: &str = "owDow";

/// A person and a scanner at one keyboard, over a field that has the focus.
struct Counter {
    scanner: Scanner,
    at: f64,
    field: String,
    before: String,
    done: Vec<String>,
    enters: usize,
}

impl Counter {
    fn new(field: &str) -> Counter {
        Counter {
            scanner: Scanner::default(),
            at: 1_000.0,
            field: field.to_owned(),
            before: String::new(),
            done: Vec::new(),
            enters: 0,
        }
    }

    fn act(&mut self, acts: Vec<Act>) {
        for act in acts {
            match act {
                Act::Type(text) => self.field.push_str(&text),
                Act::Count(count) => self.done.push(format!("x{count}")),
                Act::Scan { code, landed } => {
                    if landed {
                        self.field = self.before.clone();
                    }
                    if [KEBAB, AYRAN, ODD].contains(&code.as_str()) {
                        self.scanner.await_count();
                    }
                    self.done.push(code);
                }
            }
        }
    }

    fn key(&mut self, key: Stroke) {
        let acts = self.scanner.wait_until(self.at);
        self.act(acts);
        if self.scanner.is_idle() {
            self.before = self.field.clone();
        }
        let known = |code: &str| [KEBAB, AYRAN, ODD].contains(&code);
        let heard = self.scanner.stroke(key, self.at, known);
        self.act(heard.acts);
        match key {
            Stroke::Sign(sign) if !heard.is_kept => self.field.push(sign),
            Stroke::Enter if !heard.is_kept => self.enters += 1,
            _ => {}
        }
    }

    /// Keys at a distance, then a rest.
    fn keys(mut self, text: &str, gap: f64) -> Counter {
        for sign in text.chars() {
            self.at += gap;
            if gap > GAP {
                let acts = self.scanner.let_go();
                self.act(acts);
            }
            self.key(match sign {
                '\n' => Stroke::Enter,
                '\t' => Stroke::Other,
                sign => Stroke::Sign(sign),
            });
        }
        self.at += 500.0;
        let acts = self.scanner.let_go();
        self.act(acts);
        self
    }

    /// Keys of a scanner that a busy browser hands on late: what is held is let go before each.
    fn late(mut self, text: &str) -> Counter {
        for sign in text.chars() {
            let acts = self.scanner.let_go();
            self.act(acts);
            self.at += 8.0;
            self.key(if sign == '\n' {
                Stroke::Enter
            } else {
                Stroke::Sign(sign)
            });
        }
        self.at += 500.0;
        self
    }

    fn scan(self, code: &str) -> Counter {
        self.keys(&format!("{code}\n"), 8.0)
    }

    fn types(self, text: &str) -> Counter {
        self.keys(text, 140.0)
    }

    #[track_caller]
    fn comes_to(&self, done: &[&str], field: &str, enters: usize) {
        assert_eq!(self.done, done);
        assert_eq!(self.field, field);
        assert_eq!(self.enters, enters, "Enter was heard elsewhere");
    }
}

#[test]
fn a_scan_adds_one_and_leaves_field_and_enter_alone() {
    Counter::new("12").scan(KEBAB).comes_to(&[KEBAB], "12", 0);
}

#[test]
fn what_a_person_types_arrives_whole_and_in_order() {
    let texts = ["1", "250,25", "8690000000012", "cig kof", "Masa 12", "0"];
    for text in texts {
        Counter::new("").types(text).comes_to(&[], text, 0);
    }
    Counter::new("")
        .types("8690000000012\n")
        .comes_to(&[], KEBAB, 1);
}

#[test]
fn a_text_that_a_program_types_fast_arrives_as_well() {
    for text in ["250,25", "1250\n", "lahmacun\n", "12345\n", "cig kof"] {
        let enters = usize::from(text.ends_with('\n'));
        Counter::new("")
            .keys(text, 2.0)
            .comes_to(&[], text.trim_end(), enters);
    }
}

#[test]
fn scan_two_scan_two_is_two_of_each() {
    Counter::new("abc")
        .scan(KEBAB)
        .types("2")
        .scan(AYRAN)
        .types("2")
        .comes_to(&[KEBAB, "x2", AYRAN, "x2"], "abc", 0);
}

#[test]
fn a_quantity_may_have_several_digits_and_enter_ends_it() {
    Counter::new("")
        .scan(KEBAB)
        .types("12\n")
        .types("3")
        .comes_to(&[KEBAB, "x1", "x12"], "3", 0);
    Counter::new("")
        .scan(KEBAB)
        .types("\n")
        .comes_to(&[KEBAB], "", 1);
}

#[test]
fn a_quantity_typed_right_before_the_next_scan_is_none_of_its_digits() {
    let at_once = |text: &str| Counter::new("abc").scan(KEBAB).keys(text, 8.0);
    at_once(&format!("2{AYRAN}\n2")).comes_to(&[KEBAB, "x2", AYRAN, "x2"], "abc", 0);
    at_once(&format!("12{KEBAB}\n")).comes_to(&[KEBAB, "x12", KEBAB], "abc", 0);
    Counter::new("abc")
        .scan(KEBAB)
        .types("1")
        .keys(&format!("2{AYRAN}\n"), 8.0)
        .comes_to(&[KEBAB, "x1", "x12", AYRAN], "abc", 0);
    // More digits than a quantity has, or no barcode behind them: somebody else's barcode.
    let long = format!("1234{AYRAN}");
    at_once(&format!("{long}\n")).comes_to(&[KEBAB, &long], "abc", 0);
    at_once("28699999999999\n").comes_to(&[KEBAB, "28699999999999"], "abc", 0);
    // Nothing was scanned before, so nothing is counted.
    let code = format!("2{AYRAN}");
    Counter::new("abc").scan(&code).comes_to(&[&code], "abc", 0);
}

#[test]
fn a_barcode_that_is_heard_late_leaves_no_quantity_behind() {
    let late = |text: &str| Counter::new("abc").scan(KEBAB).late(text);
    let again = format!("{AYRAN}\n");
    let counted = [KEBAB, "x8", "x86", "x869", "x1", AYRAN];
    late(&again).comes_to(&counted, "abc", 0);
    let two = format!("2{AYRAN}\n");
    let counted = [KEBAB, "x2", "x28", "x286", "x2", AYRAN];
    late(&two).comes_to(&counted, "abc", 0);
    let unknown = [KEBAB, "x8", "x86", "x869", "x1", "8699999999999"];
    late("8699999999999\n").comes_to(&unknown, "abc", 0);
}

#[test]
fn a_quantity_ends_at_any_other_key_and_never_grows_beyond_three_digits() {
    Counter::new("")
        .scan(KEBAB)
        .types("2\t5")
        .comes_to(&[KEBAB, "x2"], "5", 0);
    Counter::new("")
        .scan(KEBAB)
        .types("ab7")
        .comes_to(&[KEBAB], "ab7", 0);
    let slow = Counter::new("").scan(KEBAB).types("8690");
    slow.comes_to(&[KEBAB, "x8", "x86", "x869"], "0", 0);
    Counter::new("")
        .scan(KEBAB)
        .types("0")
        .comes_to(&[KEBAB], "", 0);
}

#[test]
fn an_unknown_barcode_is_told_and_lands_nowhere() {
    Counter::new("x")
        .scan("9999999999999")
        .comes_to(&["9999999999999"], "x", 0);
    Counter::new("x")
        .scan("123456")
        .comes_to(&["123456"], "x", 0);
    // Too short to be one: somebody's fast hand.
    Counter::new("x").scan("12345").comes_to(&[], "x12345", 1);
}

#[test]
fn a_barcode_with_letters_is_taken_out_of_its_field_again() {
    Counter::new("note ").scan(ODD).comes_to(&[ODD], "note ", 0);
    Counter::new("note ")
        .scan(KEBAB)
        .scan(ODD)
        .comes_to(&[KEBAB, ODD], "note ", 0);
}

#[test]
fn a_key_heard_late_still_belongs_to_its_burst() {
    let mut counter = Counter::new("7");
    for sign in KEBAB.chars() {
        counter.at += 9.0;
        counter.key(Stroke::Sign(sign));
        if sign == '1' {
            // The page was busy: the wait ran out before the next key was told.
            let acts = counter.scanner.let_go();
            counter.act(acts);
        }
    }
    counter.at += 9.0;
    counter.key(Stroke::Enter);
    counter.comes_to(&[KEBAB], "7", 0);
}

#[test]
fn the_gap_decides_at_its_limit() {
    Counter::new("")
        .keys(&format!("{KEBAB}\n"), GAP)
        .comes_to(&[KEBAB], "", 0);
    Counter::new("")
        .keys(&format!("{KEBAB}\n"), GAP + 1.0)
        .comes_to(&[], KEBAB, 1);
}

#[test]
fn two_scans_of_one_product_are_two() {
    Counter::new("")
        .scan(KEBAB)
        .scan(KEBAB)
        .comes_to(&[KEBAB, KEBAB], "", 0);
}

#[test]
fn a_barcode_means_every_product_on_sale_that_carries_it_and_only_then_those_that_are_not() {
    let product = |id: &str, code: Option<&str>, active| Product {
        id: id.into(),
        barcode: code.map(str::to_owned),
        active,
        ..adisyon_bill::notation::menu("1 Ayran @10").products()[0].clone()
    };
    let menu = |products: Vec<Product>| Catalogue::new(products, Vec::new(), Vec::new(), false);
    let found = |menu: &Catalogue| -> Vec<String> {
        let hits = with_code(menu, "869").into_iter();
        hits.map(|hit| hit.id.as_str().to_owned()).collect()
    };
    let off = product("off", Some("869"), false);
    let other = product("other", Some("8690"), true);
    let bare = product("bare", None, true);
    let (a, b) = (
        product("a", Some("869"), true),
        product("b", Some(" 869 "), true),
    );
    let all = menu(vec![off.clone(), other.clone(), a, b, bare.clone()]);
    assert_eq!(found(&all), ["a", "b"]);
    assert_eq!(found(&menu(vec![off, other, bare])), ["off"]);
}
