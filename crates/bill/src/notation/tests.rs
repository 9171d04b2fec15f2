#![allow(clippy::unwrap_used)]
use super::{bill, menu, product_id, show};
use crate::Money;

#[test]
fn a_bill_reads_as_it_is_written() {
    for text in [
        "packet 7 | 2 Lahmacun[Acılı, Bol+5] @30 -4 #line-0001 \"az pişmiş\" | paid 50 cash #pay-0001",
        "table masa-7* | 0.75 Kıyma @400 =301 +1.5 %10 ~masa-7-20af | kuver 20 | total 400",
        "packet 7 | from getir | 1 Ayran @10 #line-0001 lost hidden | off 3 Müdavim #pay-0001 | paid 1 Çek anonymous unbound",
        "table b1 | old | 1 Ayran @10 #line-0001 probable | unshown 5 | void #line-0009 Şalgam",
        "packet 7 | timer 30 | 1 Ayran @10 #line-0002 unresolved | missing 5",
        "packet 7 | 1 Ayran @10 #line-0001 gone | 1 Pide @90 #line-0002 unknown",
    ] {
        let read = bill(text);
        let shown = show(&read);
        let strip = |text: &str| text.replace("old | 1 Ayran @10", "old | 1 Ayran @0 =10");
        assert_eq!(shown, strip(text));
        if !text.contains("old") {
            assert_eq!(bill(&shown), read);
        }
    }
}

#[test]
fn sums_come_from_the_rows() {
    let read = bill("2 Lahmacun[Acılı, Bol+5] @30 -4 | 1 Ayran @10 | paid 50 | off 6 Müdavim");
    let kurus = Money::from_minor;
    assert_eq!(read.total, kurus(7600));
    assert_eq!((read.paid, read.discount), (kurus(5600), kurus(600)));
}

#[test]
fn a_menu_sells_what_the_bill_has() {
    let menu = menu("1 Lahmacun[Acılı] @30 %10 | 1 Lahmacun[Bol+5] @30");
    let product = menu.product(&product_id("Lahmacun")).unwrap();
    assert_eq!(menu.products().len(), 1);
    assert_eq!(product.groups[0].choices.len(), 2);
    assert_eq!(menu.methods.len(), 2);
}
