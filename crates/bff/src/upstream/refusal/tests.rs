use super::*;
use serde_json::json;

fn refused(status: u16, message: &str) -> Failure {
    let body = json!({ "success": false, "message": message });
    judge(status, Some(7), Some(body))
        .err()
        .unwrap_or(Fault::NotSent.into())
}

#[test]
fn documented_messages_mean_the_same_in_both_generations() {
    use Refused::*;
    let option = |product: &str, reason: &str, declared: &str| InvalidOption {
        product: product.into(),
        reason: reason.into(),
        declared: declared.into(),
    };
    for (message, status, expected) in [
        ("unauthorized", 401, Unauthorized),
        ("plugin.scope.denied", 403, ScopeDenied),
        ("plugin.packets.notFound", 404, NotFound),
        ("plugin.tables.notFound", 404, NotFound),
        ("plugin.products.missingParams", 400, MissingParams),
        ("plugin.rateLimited", 429, RateLimited(Some(7))),
        (
            "Product not found: 3b5d-f6d0",
            400,
            ProductNotFound("3b5d-f6d0".into()),
        ),
        (
            "Invalid option: mc-1: not in catalogue (Acı sos)",
            400,
            option("mc-1", "not in catalogue", "Acı sos"),
        ),
        (
            "Invalid option: Çay: demli: ambiguous title (Şeker (iki))",
            400,
            option("Çay: demli", "ambiguous title (Şeker", "iki)"),
        ),
        ("Invalid option", 400, option("", "", "")),
        (
            "Invalid taxRate (0-100 expected): mc-1, mc-2",
            400,
            InvalidTaxRate("(0-100 expected): mc-1, mc-2".into()),
        ),
        ("Invalid lineId", 400, InvalidLineId("".into())),
        ("Invalid lineId: kuver", 400, InvalidLineId("kuver".into())),
        (
            "Duplicate lineId: ads-1",
            400,
            DuplicateLineId("ads-1".into()),
        ),
        (
            "lineId belongs to a cancelled line",
            409,
            VoidedLineId("".into()),
        ),
        (
            "lineId belongs to a cancelled line: ads-1",
            409,
            VoidedLineId("ads-1".into()),
        ),
        ("unknown_payment_method", 400, UnknownMethod),
        ("no_payment_methods_configured", 400, NoMethods),
        ("Duplicate request already in progress", 409, InProgress),
        ("Paid exceeds total", 400, PaidOverTotal),
        (
            "Paid amount is greater than total (120 > 100)",
            400,
            PaidOverTotal,
        ),
        (
            "metadata must be an array of {key, value}",
            400,
            Metadata("metadata must be an array of {key, value}".into()),
        ),
        (
            "Total metadata size after merge (a 1, b 2) exceeds 102400 bytes",
            400,
            Metadata("Total metadata size after merge (a 1, b 2) exceeds 102400 bytes".into()),
        ),
        (
            "\"cart[0].price\" is not allowed",
            400,
            Schema("\"cart[0].price\" is not allowed".into()),
        ),
        ("Table has a timer product", 400, Timer),
        ("something new", 400, Other("something new".into())),
    ] {
        assert_eq!(
            refused(status, message),
            expected.clone().into(),
            "{status} {message}"
        );
        if status != 429 {
            assert_eq!(refused(200, message), expected.into(), "200 {message}");
        }
    }
}

#[test]
fn a_flat_no_is_a_no() {
    let body = json!({ "ok": false, "message": "unknown_payment_method" });
    assert_eq!(
        judge(200, None, Some(body)),
        Err(Refused::UnknownMethod.into())
    );
}

#[test]
fn a_success_is_given_back_whole() {
    for body in [
        json!({ "success": true, "data": [] }),
        json!({ "ok": true, "packetId": "1" }),
        json!({ "packetId": "1" }),
    ] {
        assert_eq!(judge(200, None, Some(body.clone())), Ok(body));
    }
}

#[test]
fn a_status_speaks_where_words_do_not() {
    let html = |status| judge(status, None, None);
    let bare = |status| {
        judge(
            status,
            None,
            Some(json!({ "message": "Not Found", "statusCode": status })),
        )
    };
    for (name, result, expected) in [
        ("no such page", html(404), Refused::NotOffered.into()),
        ("a router's 404", bare(404), Refused::NotOffered.into()),
        ("405", html(405), Refused::NotOffered.into()),
        ("501", bare(501), Refused::NotOffered.into()),
        ("401", html(401), Refused::Unauthorized.into()),
        ("500", html(500), Fault::Internal(500).into()),
        ("502 with JSON", bare(502), Fault::Internal(502).into()),
        ("504", html(504), Fault::Timeout.into()),
        (
            "429 without JSON",
            html(429),
            Refused::RateLimited(None).into(),
        ),
        (
            "200 without JSON",
            html(200),
            Fault::Unreadable("not JSON").into(),
        ),
        (
            "a redirect",
            html(302),
            Fault::Unreadable("not JSON").into(),
        ),
    ] {
        let expected: Failure = expected;
        assert_eq!(result, Err(expected), "{name}");
    }
}

#[test]
fn a_closed_table_is_not_found_and_not_a_missing_endpoint() {
    assert_eq!(refused(404, "Table is not open"), Refused::NotFound.into());
    assert_eq!(refused(404, "No such thing"), Refused::NotOffered.into());
}

#[test]
fn a_known_code_counts_even_with_an_internal_error() {
    assert_eq!(
        refused(500, "plugin.packets.notFound"),
        Refused::NotFound.into()
    );
    assert_eq!(refused(500, "boom"), Fault::Internal(500).into());
}

#[test]
fn long_texts_are_cut_and_control_characters_dropped() {
    let long = format!("a\u{1b}[31m{}", "x".repeat(500));
    let Failure::Refused(Refused::Other(kept)) = refused(400, &long) else {
        panic!("not kept");
    };
    assert!(kept.chars().count() <= 200 && !kept.contains('\u{1b}'));
}

#[test]
fn a_secret_that_the_platform_repeats_is_taken_out() {
    let mut body =
        json!({ "success": false, "message": format!("{} tn.pl.k9 (wh_x)", "x".repeat(195)) });
    blind(&mut body, &["tn.pl.k9", "wh_x", ""]);
    let shown = format!("{:?}", judge(400, None, Some(body)));
    assert!(shown.contains("***") && !shown.contains("tn."), "{shown}");
}
