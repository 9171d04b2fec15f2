//! Tables whose difficulty is what a line or a payment is worth (C:G.6, C:G.8, C:H).

use crate::cart::replace::cover_line;
use crate::money::{Money, Rate};
use crate::restaurant::account::{Account, Chosen, Payment, Timer};
use crate::seed::maker::{Maker, panel_payment};

/// A surcharge no write can carry (C:G.6 loss 4).
pub fn with_surcharge(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-8", "Masa 8", "Salon", 5, 48);
    maker.add(&mut table, &[("uz-0001", "1", &[]), ("ay-0007", "5", &[])]);
    table.lines[0].extra = Money::lira(150);
    table.lines[0].note = Some("Fazla tereyağı, ekstra ücretli".to_owned());
    table
}

/// Ordered before the price went up (C:G.6 loss 5).
pub fn with_a_changed_price(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-13", "Masa 13", "Salon", 2, 130);
    maker.add(&mut table, &[("is-0002", "2", &[]), ("ay-0007", "2", &[])]);
    table.lines[0].unit = Money::lira(380);
    table
}

/// A discount row, a row bound to no method, and a row of a method that was deleted since (C:G.8).
pub fn with_odd_payments(maker: &mut Maker<'_>) -> Account {
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

/// A line discount, a declared rate, an option with a rate of its own.
pub fn with_discounts_and_a_tax_override(maker: &mut Maker<'_>) -> Account {
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
pub fn weighed(maker: &mut Maker<'_>) -> Account {
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

/// A product sold by time (C:G.6 loss 11).
pub fn with_a_running_clock(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("bilardo-1", "Bilardo 1", "Oyun Salonu", 2, 75);
    maker.add(&mut table, &[("bl-0001", "1", &[]), ("cy-0001", "3", &[])]);
    table.lines[0].timer = Some(Timer {
        since: table.opened,
        per_hour: Money::lira(180),
    });
    table
}

/// Four guests on the terrace, with their cover charge.
pub fn with_cover(maker: &mut Maker<'_>) -> Account {
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

/// The table of the platform's documents, whose lines do not add up to its total.
pub fn sample(maker: &mut Maker<'_>) -> Account {
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
