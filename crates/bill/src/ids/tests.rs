use super::*;
use proptest::prelude::*;

#[test]
fn an_id_is_declared_only_in_the_platforms_alphabet() {
    let check = |text: &str, new: Result<(), NotDeclarable>, echo: Result<(), NotDeclarable>| {
        assert_eq!(DeclaredId::new(text).map(drop), new, "new {text:?}");
        assert_eq!(DeclaredId::echo(text).map(drop), echo, "echo {text:?}");
    };
    let refused = |why| (Err(why), Err(why));
    check("ads-01J9Z7K3Q4", Ok(()), Ok(()));
    check("1791400223345-20af", Ok(()), Ok(()));
    check("a.b_c:d-e", Ok(()), Ok(()));
    check("abcdefgh", Ok(()), Ok(()));
    check("abcdefg", Err(NotDeclarable::Weak), Ok(()));
    check("12345678901", Err(NotDeclarable::Weak), Ok(()));
    check("7", Err(NotDeclarable::Weak), Ok(()));
    for text in [
        "",
        "-abcdefgh",
        ".abcdefgh",
        "k%C3%B6-12345",
        "masa-7*-12ab",
        "çay-123456",
        "a b c d e f",
        "~0",
        "abc/defgh",
    ] {
        let (new, echo) = refused(NotDeclarable::Format);
        check(text, new, echo);
    }
    for text in ["kuver", "KUVER", "Kuver", "new", "NEW"] {
        let (new, echo) = refused(NotDeclarable::Reserved);
        check(text, new, echo);
    }
    check(&"a".repeat(64), Ok(()), Ok(()));
    let (new, echo) = refused(NotDeclarable::Format);
    check(&"a".repeat(65), new, echo);
}

#[test]
fn the_cover_charge_is_known_in_any_case() {
    assert!(is_cover("kuver") && is_cover("KUVER") && !is_cover("kuver1") && !is_cover("new"));
    assert!(is_reserved("New") && is_reserved("kUver") && !is_reserved("newer"));
}

#[test]
fn a_bill_ref_keeps_its_id_as_it_came() {
    let table = BillRef::Table("k%C3%B6\u{15f}e2*".into());
    assert_eq!((table.id(), table.is_table()), ("k%C3%B6\u{15f}e2*", true));
    let packet = BillRef::Packet("1791400223345".into());
    assert_eq!((packet.id(), packet.is_table()), ("1791400223345", false));
    assert_eq!(
        ProductId::new("mc-1").to_string(),
        ProductId::from("mc-1").as_str()
    );
}

proptest! {
    #[test]
    fn every_fresh_id_may_be_declared_and_differs_from_every_other(a: u128, b: u128) {
        for prefix in [LINE_PREFIX, PAYMENT_PREFIX] {
            let id = fresh(prefix, a);
            prop_assert_eq!(id.len(), prefix.len() + 27);
            prop_assert!(DeclaredId::new(&id).is_ok());
            prop_assert_eq!(id == fresh(prefix, b), a == b);
        }
        prop_assert_eq!(fresh("ads", a) < fresh("ads", b), a < b);
    }

    #[test]
    fn what_is_declared_is_what_was_given(text in "[A-Za-z0-9._:%*-]{0,70}") {
        if let Ok(id) = DeclaredId::echo(&text) {
            prop_assert_eq!(id.as_str(), text.as_str());
        }
        if let Ok(id) = DeclaredId::new(&text) {
            prop_assert_eq!(Ok(id), DeclaredId::echo(&text));
        }
    }
}
