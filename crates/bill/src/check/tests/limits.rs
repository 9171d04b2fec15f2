//! How much of a discount a role may give, and that its reason goes along.
use super::*;
use crate::Reason;

#[test]
fn a_discount_beyond_the_role_s_limit_asks_for_somebody_else_at_its_place() {
    let says = |text: &str, cap, edits: Vec<Edit>, expected: &[&str]| {
        let policy = Policy {
            discount_cap: cap,
            ..Policy::default()
        };
        let draft = Draft::with_edits(Arc::new(bill(text)), edits);
        assert_eq!(
            codes(check(&draft, &menu(MENU), policy)),
            expected,
            "{text}"
        );
    };
    let off = |minor| Edit::Discount(line(1), Money::from_minor(minor));
    let row = |minor| pay(PaymentKind::Discount("Müdavim".to_owned()), minor);
    let text = "1 Ayran @10 | 1 Çay @5";
    says(text, None, vec![off(1000)], &[]);
    says(text, Some(20), vec![off(200)], &[]);
    says(
        text,
        Some(20),
        vec![off(201)],
        &["line-0001:discount_over_limit"],
    );
    says(text, Some(100), vec![off(999)], &[]);
    says(
        text,
        Some(100),
        vec![off(1000)],
        &["line-0001:discount_over_limit"],
    );
    says(text, Some(20), vec![row(300)], &[]);
    says(
        text,
        Some(20),
        vec![row(301)],
        &["adp-00001:discount_over_limit"],
    );
    says(
        text,
        Some(100),
        vec![row(1500)],
        &["adp-00001:discount_over_limit"],
    );
    // What was given before is not taken back, also when the line grows.
    let given = "1 Ayran @10 -5 | 1 Çay @5";
    says(given, Some(20), vec![more_tea()], &[]);
    says(
        given,
        Some(20),
        vec![Edit::Quantity(line(1), Quantity::pieces(2))],
        &[],
    );
    says(
        given,
        Some(20),
        vec![off(501)],
        &["line-0001:discount_over_limit"],
    );
    // Rows count together.
    let one_row = "1 Ayran @10 | off 2 Komşu";
    says(one_row, Some(20), vec![cash(100)], &[]);
    says(
        one_row,
        Some(20),
        vec![row(1)],
        &["adp-00001:discount_over_limit"],
    );
    // So do a line's discount and a row's that are given together, whichever stood there first.
    says(text, Some(20), vec![off(200), row(100)], &[]);
    says(
        text,
        Some(20),
        vec![off(200), row(101)],
        &["adp-00001:discount_over_limit"],
    );
    says(
        one_row,
        Some(20),
        vec![off(1)],
        &["line-0001:discount_over_limit"],
    );
    says(
        one_row,
        Some(20),
        vec![off(300)],
        &["line-0001:discount_over_limit"],
    );
    says("1 Ayran @10 | off 1 Komşu", Some(20), vec![off(100)], &[]);
    // Without rows each line stands for itself.
    let tea = Edit::Discount(line(2), Money::from_minor(50));
    says(
        text,
        Some(20),
        vec![off(999), tea],
        &["line-0001:discount_over_limit"],
    );
    // Money that is taken is no discount.
    let card = Edit::Pay(NewPayment {
        key: PaymentKey::from("adp-00002"),
        kind: PaymentKind::Method(MethodId::from("card")),
        amount: Money::from_minor(500),
    });
    says(
        text,
        Some(20),
        vec![row(301), card],
        &["adp-00001:discount_over_limit"],
    );
}

#[test]
fn the_reason_of_a_discount_goes_along_where_the_server_keeps_metadata() {
    let edits = |minor| {
        let off = Edit::Discount(line(1), Money::from_minor(minor));
        vec![off, Edit::Reason(line(1), Reason::Late)]
    };
    let sent = |bill: Bill, minor| {
        let wanted = checked(bill, &menu(MENU), edits(minor)).unwrap();
        Reason::of(&wanted.cart().unwrap().lines[0].metadata)
    };
    assert_eq!(sent(bill("1 Ayran @10"), 200), Some(Reason::Late));
    assert_eq!(sent(bill("old | 1 Ayran @10"), 200), None);
    // What is taken off takes its reason along.
    let mut given = bill("1 Ayran @10 -5");
    given.lines[0].own = vec![Reason::Treat.item()];
    assert_eq!(sent(given, 0), None);
}
