use crate::Money;
use crate::notation::bill;

#[test]
fn what_is_left_to_pay_is_the_total_without_what_is_paid() {
    let check =
        |text, kurus| assert_eq!(bill(text).remaining(), Money::from_minor(kurus), "{text}");
    check("2 Lahmacun @30 | 1 Ayran @10 | paid 50", 2_000);
    check("2 Lahmacun @30", 6_000);
    // Too much is paid.
    check("1 Ayran @10 | paid 50", -4_000);
}
