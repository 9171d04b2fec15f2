//! Open tables, each with one difficulty of its own (C:G). The names of the functions say which.

use super::maker::{Maker, foreign_item, panel_payment};
use crate::cart::replace::cover_line;
use crate::money::{Money, Quantity, Rate};
use crate::restaurant::account::{Account, Chosen, Line, Payment, Timer, Void};

/// The table that carries the long bill.
pub const LONG_ID: &str = "masa-200";

/// All open tables.
pub fn open(maker: &mut Maker<'_>) -> Vec<Account> {
    vec![
        plain(maker),
        part_paid(maker),
        with_voids(maker),
        paid_in_full(maker),
        reopened(maker),
        with_surcharge(maker),
        with_a_deleted_product(maker),
        with_the_same_option_twice(maker),
        busy(maker),
        with_a_changed_price(maker),
        sample(maker),
        with_odd_payments(maker),
        without_identities(maker),
        with_weak_identities(maker),
        percent_encoded(maker),
        with_cover(maker),
        with_foreign_metadata(maker),
        with_discounts_and_a_tax_override(maker),
        weighed(maker),
        with_a_running_clock(maker),
    ]
}

fn plain(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-1", "Masa 1", "Salon", 2, 25);
    maker.add(
        &mut table,
        &[
            ("lm-0001", "2", &["Acılı"]),
            ("ay-0007", "2", &[]),
            ("iz-0001", "1", &[]),
        ],
    );
    table
}

fn part_paid(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-3", "Masa 3", "Salon", 4, 70);
    maker.add(
        &mut table,
        &[
            ("ad-0001", "2", &["1 porsiyon", "Bulgur pilavı"]),
            ("is-0002", "1", &[]),
            ("sk-0001", "3", &[]),
        ],
    );
    table
        .payments
        .push(panel_payment("pm-nakit", "Nakit", Money::lira(500), true));
    table
}

/// One line voided whole, one in part: the partly voided id stands in both lists (C:G.4 rule 9).
fn with_voids(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-5", "Masa 5", "Salon", 3, 95);
    maker.add(
        &mut table,
        &[
            ("mc-0042", "2", &["Acı sos"]),
            ("ck-0001", "1", &[]),
            ("kl-0001", "2", &[]),
        ],
    );
    let gone = table.lines.pop();
    let part = table.lines.first().map(|line| Line {
        quantity: Quantity::units(1),
        ..line.clone()
    });
    let at = table.opened + 600_000;
    let reasons = ["Yanlış girildi", "Müşteri vazgeçti"];
    let voids = gone.into_iter().chain(part).zip(reasons);
    table.cancels = voids
        .map(|(line, reason)| Void {
            line,
            reason: reason.to_owned(),
            at,
        })
        .collect();
    table
}

fn paid_in_full(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-6", "Masa 6", "Salon", 2, 50);
    maker.add(
        &mut table,
        &[
            ("lm-0001", "3", &["Acısız", "Közlenmiş biber"]),
            ("ay-0008", "3", &[]),
        ],
    );
    let total = table.total(maker.now);
    table
        .payments
        .push(panel_payment("7c-card", "Kredi Kartı", total, false));
    table
}

/// A reopened table: its id carries the mark, and so do the ids of its lines (C:G.4 rule 8).
fn reopened(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-7*", "Masa 7", "Salon", 2, 15);
    maker.add(&mut table, &[("is-0001", "2", &[]), ("cy-0001", "4", &[])]);
    table
}

fn with_surcharge(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-8", "Masa 8", "Salon", 5, 48);
    maker.add(&mut table, &[("uz-0001", "1", &[]), ("ay-0007", "5", &[])]);
    table.lines[0].extra = Money::lira(150);
    table.lines[0].note = Some("Fazla tereyağı, ekstra ücretli".to_owned());
    table
}

fn with_a_deleted_product(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-9", "Masa 9", "Salon", 2, 33);
    maker.add(&mut table, &[("ck-0001", "2", &[]), ("ay-0007", "2", &[])]);
    let gone = Line {
        product: Some("silinmis-01".to_owned()),
        title: "Kaymaklı Ekmek Kadayıfı".to_owned(),
        unit: Money::lira(160),
        ..maker.line(&table, "cy-0001", "1", &[])
    };
    table.lines.push(gone);
    table
}

/// The panel recorded one option twice: a cart cannot say that (C:G.6 loss 8).
fn with_the_same_option_twice(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-10", "Masa 10", "Salon", 1, 12);
    maker.add(
        &mut table,
        &[("dn-0001", "1", &["Kaşar", "Kaşar"]), ("ay-0007", "1", &[])],
    );
    table
}

/// An ordinary busy table: options, notes, a line discount, two payments.
fn busy(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-12", "Masa 12", "Salon", 4, 62);
    maker.add(
        &mut table,
        &[
            ("mc-0042", "4", &["Acı sos", "Limonsuz"]),
            (
                "ad-0001",
                "2",
                &["1,5 porsiyon", "Bulgur pilavı", "Acılı ezme"],
            ),
            ("iz-0001", "1", &[]),
            ("lm-0001", "2", &["Acılı", "Bol limon"]),
            ("sk-0001", "2", &[]),
            ("tk-0001", "4", &["Orta", "Lokum"]),
        ],
    );
    table.lines[1].note = Some("Biri az acılı, lavaş ayrı gelsin".to_owned());
    table.lines[2].discount = Money(2450);
    table.payments.push(panel_payment(
        "7c-card",
        "Kredi Kartı",
        Money(60_000),
        false,
    ));
    table.payments.push(Payment {
        identity: Some("pay-4c19aa02".to_owned()),
        ..panel_payment("pm-nakit", "Nakit", Money(25_050), true)
    });
    table
}

/// Ordered before the price went up (C:G.6 loss 5).
fn with_a_changed_price(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-13", "Masa 13", "Salon", 2, 130);
    maker.add(&mut table, &[("is-0002", "2", &[]), ("ay-0007", "2", &[])]);
    table.lines[0].unit = Money::lira(380);
    table
}

/// The table of the platform's documents, whose lines do not add up to its total.
fn sample(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bah%C3%A7e1", "Bahçe1", "Bahçe", 0, 80);
    table.doc_no = Some(7);
    maker.add(
        &mut table,
        &[("smp-hypatia", "1", &[]), ("smp-kori", "1", &[])],
    );
    for (line, id) in table
        .lines
        .iter_mut()
        .zip(["bah%C3%A7e1-7c08", "bah%C3%A7e1-9624"])
    {
        line.id = id.to_owned();
        line.identity = None;
    }
    table.lines[1].discount = Money(650);
    table.residue = Money(36_050) - Money(16_000) - Money(5850);
    table
        .payments
        .push(panel_payment("pm-nakit", "Nakit", Money::lira(50), true));
    table.legacy = true;
    table.uuid = None;
    table
}

/// A discount row, a row bound to no method, and a row of a method that was deleted since (C:G.8).
fn with_odd_payments(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bah%C3%A7e2", "Bahçe2", "Bahçe", 2, 40);
    maker.add(
        &mut table,
        &[
            ("iz-0001", "2", &[]),
            ("li-0001", "1", &[]),
            ("li-0002", "1", &[]),
        ],
    );
    table.payments = vec![
        panel_payment("pm-nakit", "Nakit", Money::lira(100), true),
        Payment {
            identity: Some("pay-indirim-1".to_owned()),
            is_discount: true,
            ..panel_payment("indirim", "Esnaf indirimi", Money(4550), false)
        },
        Payment {
            method: None,
            ..panel_payment("", "Eski kasa", Money::lira(20), false)
        },
    ];
    table
}

fn without_identities(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bah%C3%A7e3", "Bahçe3", "Bahçe", 2, 22);
    maker.add(
        &mut table,
        &[
            ("lm-0001", "1", &["Acısız"]),
            ("ck-0001", "2", &[]),
            ("cy-0001", "2", &[]),
        ],
    );
    table
        .lines
        .iter_mut()
        .zip(1_791_400_551_201_u64..)
        .for_each(|(line, stamp)| {
            line.identity = None;
            line.id = format!("{stamp}-{}", &line.id[line.id.len() - 4..]);
        });
    table
}

/// Ids of an earlier time: too short, digits only. Echoed they are taken, new ones would not be (C:G.4 rule 6).
fn with_weak_identities(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bah%C3%A7e4", "Bahçe4", "Bahçe", 3, 18);
    maker.add(
        &mut table,
        &[
            ("is-0001", "1", &[]),
            ("kb-0001", "0.25", &[]),
            ("sk-0001", "1", &[]),
        ],
    );
    for (line, id) in table
        .lines
        .iter_mut()
        .zip(["ab-1", "1791400551999", "adisyon.satir:0003"])
    {
        line.id = id.to_owned();
        line.identity = Some(id.to_owned());
    }
    table
}

/// Line ids with `%` can be read but never declared (C:G.4 rule 8).
fn percent_encoded(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("k%C3%B6%C5%9Fe2", "Köşe 2", "Teras", 3, 28);
    maker.add(&mut table, &[("iz-0001", "1", &[]), ("ay-0008", "3", &[])]);
    table.lines[0].id = "k%C3%B6%C5%9Fe2-9b11".to_owned();
    table.lines[0].identity = Some(table.lines[0].id.clone());
    table.lines[0].discount = Money::lira(10);
    table
        .lines
        .extend(cover_line(3, Some(Money::lira(10)), table.opened));
    table
}

fn with_cover(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("teras-1", "Teras 1", "Teras", 4, 55);
    maker.add(
        &mut table,
        &[
            ("ad-0001", "4", &["1 porsiyon", "Közlenmiş sebze"]),
            ("mc-0042", "4", &[]),
            ("ay-0007", "4", &[]),
        ],
    );
    table
        .lines
        .extend(cover_line(4, Some(Money::lira(10)), table.opened));
    table
}

fn with_foreign_metadata(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("teras-2", "Teras 2", "Teras", 2, 37);
    maker.add(
        &mut table,
        &[("pz-0001", "1", &["Mantar"]), ("li-0002", "2", &[])],
    );
    table.lines[0].metadata = vec![
        foreign_item("kds-station", "firin-2"),
        foreign_item("loyalty", 12),
        foreign_item("gift", false),
    ];
    table
        .lines
        .extend(cover_line(2, Some(Money::lira(10)), table.opened));
    table.payments.push(Payment {
        identity: Some("pay-9f20bb71".to_owned()),
        metadata: vec![foreign_item("terminal", "T-204")],
        ..panel_payment("7c-card", "Kredi Kartı", Money::lira(120), false)
    });
    table
}

fn with_discounts_and_a_tax_override(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("teras-3", "Teras 3", "Teras", 0, 44);
    maker.add(
        &mut table,
        &[
            ("is-0002", "1", &[]),
            ("rk-0001", "2", &[]),
            ("tk-0001", "1", &["Sade", "Nane likörü"]),
        ],
    );
    table.lines[0].discount = Money(4200);
    table.lines[0].vat = Some(Rate::percent(1));
    table.lines[0].vat_declared = true;
    table.lines[1].vat = Some(Rate::percent(20));
    table
}

/// Weighed goods, a quantity an older server writes with a comma, an option whose title has two prices.
fn weighed(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("teras-4", "Teras 4", "Teras", 0, 9);
    maker.add(
        &mut table,
        &[
            ("bk-0001", "0.75", &[]),
            ("kb-0001", "1.5", &[]),
            ("dn-0001", "1", &[]),
        ],
    );
    table.lines[0].quantity_text = Some("0,75".to_owned());
    table.lines[1].quantity_text = Some("1.5".to_owned());
    table.lines[1].without_amounts = true;
    let dear = Chosen {
        id: Some("1791000000123".to_owned()),
        title: "Acı sos".to_owned(),
        price: Money(1200),
        vat: None,
    };
    table.lines[2].options.push(dear);
    table
}

fn with_a_running_clock(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bilardo-1", "Bilardo 1", "Oyun Salonu", 2, 75);
    maker.add(&mut table, &[("bl-0001", "1", &[]), ("cy-0001", "3", &[])]);
    table.lines[0].timer = Some(Timer {
        since: table.opened,
        per_hour: Money::lira(180),
    });
    table
}

/// A bill of `lines` lines over the ordinary menu.
pub fn long(maker: &mut Maker<'_>, lines: usize) -> Account {
    let mut table = maker.table(LONG_ID, "Masa 200", "Salon", 0, 180);
    let some: [(&str, &str, &[&str]); 5] = [
        ("lm-0001", "2", &["Acılı"]),
        ("cy-0001", "6", &[]),
        ("bk-0001", "0.4", &[]),
        ("ad-0001", "1", &["1 porsiyon", "Bulgur pilavı"]),
        ("sk-0001", "2", &[]),
    ];
    for index in 0..lines {
        maker.add(&mut table, &[some[index % some.len()]]);
        if let Some(line) = table.lines.last_mut() {
            // Four hexadecimal digits may repeat among hundreds of lines; identities may not.
            line.id = format!("{LONG_ID}-{index:04}");
            line.identity = Some(line.id.clone());
            line.note = Some(if index % 9 == 0 {
                format!("{}. servis", index / 9 + 1)
            } else {
                String::new()
            });
        }
    }
    table
}
