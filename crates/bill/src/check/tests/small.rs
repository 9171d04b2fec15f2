//! What only shows in a corner: sums of small differences, a second trouble behind an accepted one, names of discount rows.
use super::*;
use crate::payment::Payments;
use crate::problem::Trouble;

#[test]
fn small_differences_of_many_lines_are_asked_about_as_one_with_both_totals() {
    let outcome = |text: &str| checked(bill(text), &menu(MENU), vec![more_tea()]).unwrap_err();
    let total = |old, new| {
        let trouble = Trouble::RepriceTotal(Money::from_minor(old), Money::from_minor(new));
        vec![Problem::new(Place::Totals, trouble)]
    };
    // Dearer today, line by line by one kuruş.
    let cheaper_then = "1 Ayran @10 =9.99 | 1 Ayran @10 =9.99 | 1 Ayran @10 =9.99";
    assert_eq!(outcome(cheaper_then), total(2997, 3000));
    let dearer_then = "1 Ayran @10 =10.01 | 1 Ayran @10 =10.01 | 1 Ayran @10 =10.01";
    assert_eq!(outcome(dearer_then), total(3003, 3000));
}

#[test]
fn behind_an_accepted_double_the_next_trouble_is_said() {
    let accept = Edit::Accept(Place::Line(line(1)), Loss::DuplicateOption);
    says(
        "1 Lahmacun[Acılı, Acılı, Yok] @30",
        vec![more_tea(), accept],
        &["line-0001:option_gone"],
    );
}

#[test]
fn a_discount_that_is_too_large_without_the_surcharge_is_said_beside_it() {
    let both = &["line-0001:discount_over_line", "line-0001:surcharge"];
    says("1 Ayran @10 -12 +5", vec![more_tea()], both);
    let accept = Edit::Accept(Place::Line(line(1)), Loss::Surcharge);
    says("1 Ayran @10 -12 +5", vec![more_tea(), accept], &both[..1]);
}

#[test]
fn a_discount_row_keeps_the_id_it_has() {
    let id = |method: Option<&str>, row: &str| {
        let mut bill = bill(&format!("9 Ayran @10 | off 5 Müdavim {row}"));
        if let Payments::Known(rows) = &mut bill.payments {
            rows[0].method = method.map(MethodId::from);
        }
        let wanted = checked(bill, &menu(MENU), vec![cash(100)]).unwrap();
        wanted.payments().unwrap()[0].id.as_str().to_owned()
    };
    assert_eq!(id(Some("mudavim"), "#pay-0007"), "mudavim");
    assert_eq!(id(Some(""), "#pay-0007"), "pay-0007");
    assert_eq!(id(None, "#pay-0007"), "pay-0007");
    assert_eq!(id(None, "anonymous"), "discount");
}
