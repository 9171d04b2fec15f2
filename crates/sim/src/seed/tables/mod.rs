//! Open tables, each with one difficulty of its own (C:G). The names of the functions say which.

mod amounts;
mod identities;

use super::maker::{Maker, panel_payment};
use crate::money::Money;
use crate::restaurant::account::{Account, Line, Payment};

/// The table that carries the long bill.
pub const LONG_ID: &str = "masa-200";

/// All open tables.
pub fn open(maker: &mut Maker<'_>) -> Vec<Account> {
    vec![
        plain(maker),
        part_paid(maker),
        identities::with_voids(maker),
        paid_in_full(maker),
        identities::reopened(maker),
        amounts::with_surcharge(maker),
        with_a_deleted_product(maker),
        with_the_same_option_twice(maker),
        busy(maker),
        amounts::with_a_changed_price(maker),
        amounts::sample(maker),
        amounts::with_odd_payments(maker),
        identities::without_identities(maker),
        identities::with_weak_identities(maker),
        identities::percent_encoded(maker),
        amounts::with_cover(maker),
        identities::with_foreign_metadata(maker),
        amounts::with_discounts_and_a_tax_override(maker),
        amounts::weighed(maker),
        amounts::with_a_running_clock(maker),
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
