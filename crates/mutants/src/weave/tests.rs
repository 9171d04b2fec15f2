#![allow(clippy::unwrap_used)]

use super::*;
use crate::list::{Genre, Mutant, Place, Span};
use crate::sites;

/// A mutant at the first place of `source` that reads like this.
fn mutant(source: &str, genre: Genre, at: &str, replacement: &str) -> Mutant {
    let place = |byte: usize| {
        let before = &source[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        Place { line, column }
    };
    let start = source.find(at).unwrap();
    Mutant {
        name: String::new(),
        file: String::new(),
        genre,
        replacement: replacement.to_owned(),
        span: Span {
            start: place(start),
            end: place(start + at.len()),
        },
    }
}

fn woven(source: &str, mutants: &[(Genre, &str, &str)]) -> Woven {
    let mutants: Vec<Mutant> = mutants
        .iter()
        .map(|(genre, at, replacement)| mutant(source, *genre, at, replacement))
        .collect();
    let woven = weave(
        source,
        &sites::find(source, mutants.iter().enumerate())
            .unwrap()
            .sites,
    );
    assert!(syn::parse_file(&woven.text).is_ok(), "{}", woven.text);
    woven
}

/// The text with short switches and single blanks.
fn text(source: &str, mutants: &[(Genre, &str, &str)]) -> String {
    let text = woven(source, mutants)
        .text
        .replace("crate::switch::on", "on");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_body_returns_something_else() {
    assert_eq!(
        text("fn f() -> u8 { g(); 1 }", &[(Genre::FnValue, "g();", "7")]),
        "fn f() -> u8 { if on(0) { return 7; } g(); 1 }"
    );
}

#[test]
fn an_operator_is_another_one_between_the_same_operands() {
    let source = "fn f() -> u8 { a + b * c }";
    let others = [
        (Genre::BinaryOperator, "+", "-"),
        (Genre::BinaryOperator, "*", "/"),
        (Genre::BinaryOperator, "+", "*"),
    ];
    assert_eq!(
        text(source, &others),
        "fn f() -> u8 { (if on(0) { (a) - (b * c) } else if on(2) { (a) * (b * c) } \
         else { a + (if on(1) { (b) / (c) } else { b * c }) }) }"
    );
}

#[test]
fn an_assigning_operator_keeps_its_place() {
    assert_eq!(
        text(
            "fn f() { self.a += 1; }",
            &[(Genre::BinaryOperator, "+=", "-=")]
        ),
        "fn f() { (if on(0) { self.a -= (1) } else { self.a += 1 }); }"
    );
}

#[test]
fn a_sign_is_taken_away() {
    assert_eq!(
        text(
            "fn f() -> bool { !g() }",
            &[(Genre::UnaryOperator, "!", "")]
        ),
        "fn f() -> bool { (if on(0) { g() } else { !g() }) }"
    );
}

#[test]
fn a_guard_is_always_or_never_true_and_its_arm_can_go() {
    let source = "fn f() { match a { 1 if b == c => d, _ => e } }";
    let changes = [
        (Genre::MatchArmGuard, "b == c", "false"),
        (Genre::MatchArmGuard, "b == c", "true"),
        (Genre::MatchArm, "1 if b == c => d", ""),
        (Genre::BinaryOperator, "==", "!="),
    ];
    assert_eq!(
        text(source, &changes),
        "fn f() { match a { 1 if (!on(2) && (on(1) || !on(0) && \
         ((if on(3) { (b) != (c) } else { b == c })))) => d, _ => e } }"
    );
}

#[test]
fn an_arm_without_guard_gets_one() {
    assert_eq!(
        text(
            "fn f() { match a { 1 => d, _ => e } }",
            &[(Genre::MatchArm, "1 =>", "")]
        ),
        "fn f() { match a { 1 if !on(0) => d, _ => e } }"
    );
}

#[test]
fn a_field_takes_its_value_from_the_rest() {
    let field = (Genre::StructField, "b", "");
    assert_eq!(
        text("fn f() { A { b: c + d, ..e() } }", &[field]),
        "fn f() { A { b: (if on(0) { (e()).b } else { c + d }), ..e() } }"
    );
    assert_eq!(
        text("fn f() { A { b, ..e } }", &[field]),
        "fn f() { A { b: (if on(0) { (e).b } else { b }), ..e } }"
    );
}

#[test]
fn an_operator_beside_a_binding_is_no_program() {
    let source = "fn f() { if let Some(a) = b && a { c() } }";
    let change = mutant(source, Genre::BinaryOperator, "&&", "||");
    let found = sites::find(source, [(7, &change)].into_iter()).unwrap();
    assert_eq!((found.sites.len(), found.hopeless), (0, vec![7]));
}

#[test]
fn a_constant_function_becomes_an_ordinary_one() {
    assert_eq!(
        text(
            "pub const fn f() -> u8 { 1 }",
            &[(Genre::FnValue, "1 }", "7")]
        ),
        "pub fn f() -> u8 { if on(0) { return 7; } 1 }"
    );
}

#[test]
fn what_a_switch_cannot_express_is_left_as_it_is() {
    for (source, change) in [
        ("const A: u8 = 1 + 2;", (Genre::BinaryOperator, "+", "-")),
        (
            "fn f() -> impl Iterator<Item = u8> { g() }",
            (Genre::FnValue, "g()", "::std::iter::empty()"),
        ),
    ] {
        assert_eq!(text(source, &[change]), source);
    }
}

#[test]
fn a_text_put_in_is_known_by_its_mutant() {
    let woven = woven(
        "fn çay() -> u8 { a - b }",
        &[
            (Genre::BinaryOperator, "- b", "+"),
            (Genre::FnValue, "a - b", "1"),
        ],
    );
    let put: Vec<(&str, Number)> = woven
        .own
        .iter()
        .map(|(bytes, number)| (&woven.text[bytes.clone()], *number))
        .collect();
    assert_eq!(put, [("1", 1), ("(a) + (b)", 0)]);
}
