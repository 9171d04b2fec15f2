use super::*;

#[test]
fn a_stamp_reads_back_as_the_id_it_was_made_of() {
    for id in ["mc-0042", "çay\"\\/%", "a\u{1}\nb", "17", "🍵"] {
        assert_eq!(stamped(&[stamp(&id.into())]), Some(id.into()), "{id:?}");
    }
}

#[test]
fn only_what_json_may_not_hold_is_escaped() {
    let value = |id: &str| stamp(&id.into()).value;
    assert_eq!(value("çay 2/3"), "\"çay 2/3\"");
    assert_eq!(value("a\u{1f}\"\\"), r#""a\u001f\"\\""#);
}

#[test]
fn a_stamp_is_read_however_its_json_was_written() {
    let check = |value: &str, expected: Option<&str>| {
        let other = OwnItem {
            key: "other".into(),
            value: "\"x\"".into(),
        };
        let item = OwnItem {
            key: STAMP_KEY.into(),
            value: value.into(),
        };
        assert_eq!(
            stamped(&[other, item]),
            expected.map(ProductId::from),
            "{value}"
        );
    };
    check(r#""mc\u002d1\/\t\b\f\n\r""#, Some("mc-1/\t\u{8}\u{c}\n\r"));
    check(r#""\ud83c\udf75""#, Some("🍵"));
    check("42", Some("42"));
    check(r#""""#, None);
    check("", None);
    check("true", None);
    check("-1", None);
    check(r#""\ud83c""#, None);
    check(r#""\ud83cx""#, None);
    check(r#""\ud83c\u0041""#, None);
    // Just behind the last that may follow.
    check(r#""\ud83c\ue000""#, None);
    check(r#""\ud83c\udfff""#, Some("\u{1f3ff}"));
    check(r#""\u00g0""#, None);
    check(r#""\x""#, None);
    check(r#""open"#, None);
    assert_eq!(stamped(&[]), None);
}
