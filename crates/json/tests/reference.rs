//! What is JSON here is JSON for serde_json too, with the same content, and the other way round.
#![allow(clippy::unwrap_used, missing_docs)]
use adisyon_json::{Json, MAX_DEPTH, read, write};
use proptest::prelude::*;
use serde_json::Value;

/// The same values; of a number that is not whole only that it is one.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Whole(a), Value::Number(b)) => b.as_i64() == Some(*a),
        (Json::Number(_), Value::Number(b)) => b.as_i64().is_none(),
        (Json::Text(a), Value::String(b)) => a == b,
        (Json::List(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Value::Object(b)) => {
            let names: std::collections::BTreeSet<_> = a.iter().map(|(name, _)| name).collect();
            let twice = names.len() < a.len();
            names.len() == b.len()
                && (twice
                    || a.iter()
                        .all(|(name, a)| b.get(name).is_some_and(|b| same(a, b))))
        }
        _ => false,
    }
}

#[track_caller]
fn agrees(text: &str) {
    let ours = Json::parse(text);
    match serde_json::from_str::<Value>(text) {
        Ok(theirs) => assert!(ours.is_some_and(|ours| same(&ours, &theirs)), "{text}"),
        Err(_) => assert_eq!(ours, None, "{text}"),
    }
}

#[test]
fn the_edges_of_the_grammar_are_where_they_are_for_others() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "nulll",
        "true",
        "false",
        "tru",
        "0",
        "-0",
        "-",
        "01",
        "1.",
        ".5",
        "1.5",
        "1e3",
        "1e",
        "1E+2",
        "1e-2",
        "+1",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "1 2",
        "[]",
        "[ ]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "]",
        "{}",
        "{ }",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\" : 1 , \"b\":[{}]}",
        "\"\"",
        "\"",
        "\"a",
        "\"\n\"",
        "\"\\n\"",
        "\"\\x\"",
        "\"\\u0041\"",
        "\"\\u004\"",
        "\"\\u00zz\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83dx\"",
        "\"\\/\\b\\f\\r\\t\\\\\\\"\"",
        "\"\u{7f}ü😀\"",
        "\u{feff}1",
        "\0",
        "\"\0\"",
        "{\"a\":1,\"a\":2}",
        "\t\r\n 1 \t\r\n",
        "[\u{a0}1]",
        "{1:2}",
        "{\"a\":1 \"b\":2}",
    ] {
        agrees(text);
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::parse(&nested(usize::from(MAX_DEPTH))).is_some());
    assert_eq!(Json::parse(&nested(usize::from(MAX_DEPTH) + 1)), None);
    assert_eq!(Json::parse(&"[".repeat(1_000_000)), None);
}

#[test]
fn whole_numbers_have_bounds() {
    assert_eq!(read::<i64>("1.0"), None);
    assert_eq!(read::<u32>("4294967295"), Some(u32::MAX));
    assert_eq!(read::<u32>("4294967296"), None);
    assert_eq!(read::<u32>("-1"), None);
    assert_eq!(Json::parse("12.50"), Some(Json::Number("12.50".to_owned())));
}

proptest! {
    #[test]
    fn near_json_is_judged_alike(text in "[\\[\\]{}\",:0-9a\\\\u.eE+ -]{0,12}") {
        agrees(&text);
    }

    #[test]
    fn texts_survive(text in any::<String>(), list in proptest::collection::vec(any::<String>(), 0..4)) {
        let pair = (text, list);
        let written = write(&pair);
        prop_assert_eq!(&serde_json::from_str::<(String, Vec<String>)>(&written).unwrap(), &pair);
        prop_assert_eq!(read::<(String, Vec<String>)>(&written), Some(pair.clone()));
        prop_assert_eq!(read(&serde_json::to_string(&pair).unwrap()), Some(pair));
    }

    #[test]
    fn numbers_survive(number in any::<i64>(), maybe in any::<Option<u32>>(), flag in any::<bool>()) {
        let written = write(&(number, (maybe, flag)));
        prop_assert_eq!(serde_json::to_string(&(number, (maybe, flag))).unwrap(), written.clone());
        prop_assert_eq!(read(&written), Some((number, (maybe, flag))));
    }
}
