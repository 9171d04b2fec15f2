//! Open packets, each with one difficulty of its own.

use super::maker::{Maker, panel_payment};
use super::people::customer;
use crate::money::Money;
use crate::restaurant::account::{Account, Line, Payment};
use crate::restaurant::people::Customer;
use serde_json::json;

/// All open packets.
pub fn open(maker: &mut Maker<'_>) -> Vec<Account> {
    vec![
        phone(maker),
        yemeksepeti(maker),
        scheduled(maker),
        sample(maker),
        sample_summary(maker),
        without_personal_data(maker),
        long_notes(maker),
        of_a_plugin(maker),
        paid_take_away(maker),
    ]
}

fn phone(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400223345", "packet", 35);
    packet.doc_no = Some(58);
    packet.customer = customer("cu-5501");
    packet.note = Some("Yan kapıdan, zile basmayın".to_owned());
    packet.payment_note = Some("kapıda kart".to_owned());
    maker.add(
        &mut packet,
        &[
            ("mc-0042", "2", &["Acı sos"]),
            ("lm-0001", "4", &["Acılı"]),
            ("ay-0007", "4", &[]),
        ],
    );
    packet.lines[1].note = Some("Bol yeşillik".to_owned());
    packet.payments.push(Payment {
        identity: Some("pay-77c1d0e4".to_owned()),
        ..panel_payment("7c-card", "Kredi Kartı", Money::lira(100), false)
    });
    packet
}

/// Marketplace lines carry a product object of a title and prices of the marketplace's own (C:G.6 loss 6).
fn yemeksepeti(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400300012", "yemeksepeti", 21);
    packet.order_code = Some("YS-88-41".to_owned());
    packet.customer = customer("cu-5502").map(|known| Customer {
        phone: None,
        ..known
    });
    maker.add(
        &mut packet,
        &[
            ("dn-0001", "2", &["Sarımsaklı yoğurt"]),
            ("kl-0001", "2", &[]),
        ],
    );
    for (line, price) in packet.lines.iter_mut().zip([Money(18_990), Money(7490)]) {
        line.unit = price;
        line.identity = None;
        line.product_object = Some(json!({"title": line.title}));
    }
    let total = packet.total(maker.now);
    packet
        .payments
        .push(panel_payment("pm-online", "Online Ödeme", total, false));
    packet
}

fn scheduled(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400310777", "webstore", 90);
    packet.order_code = Some("WEB-1042".to_owned());
    packet.schedule = Some(Some(maker.now + 2 * 3_600_000));
    packet.status = Some("none".to_owned());
    packet.customer = customer("cu-5504");
    packet.note = Some("20.45'te teslim".to_owned());
    maker.add(
        &mut packet,
        &[("pz-0001", "1", &["Mısır"]), ("bk-0001", "0.5", &[])],
    );
    for line in &mut packet.lines {
        line.product_object = Some(json!({"title": line.title, "price": line.unit.json()}));
    }
    packet
}

/// The packet of the platform's documents.
fn sample(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1780950756501", "packet", 200);
    packet.doc_no = Some(9);
    packet.uuid = None;
    packet.service = None;
    packet.status = None;
    packet.legacy = true;
    packet.payment_note = Some("nakit".to_owned());
    packet.customer = customer("123456");
    maker.add(&mut packet, &[("smp-cortado", "1", &[])]);
    packet.lines[0].id = "1780950755436-de37".to_owned();
    packet.lines[0].identity = None;
    packet.residue = Money(1390);
    packet
}

fn sample_summary(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1780875081224", "packet", 240);
    packet.doc_no = Some(3);
    packet.legacy = true;
    packet.uuid = None;
    maker.add(&mut packet, &[("smp-simit", "2", &[])]);
    packet.lines[0].identity = None;
    packet
}

/// A customer whose personal fields are all null (C:F customer).
fn without_personal_data(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400355501", "getir", 14);
    packet.order_code = Some("GTR-5521".to_owned());
    packet.customer = Some(Customer {
        id: "gtr-99120".to_owned(),
        region: Some("Merkez".to_owned()),
        ..Customer::default()
    });
    maker.add(&mut packet, &[("ck-0001", "3", &[]), ("ay-0008", "3", &[])]);
    for line in &mut packet.lines {
        line.product_object = Some(json!({"title": line.title}));
    }
    packet
}

/// A stored note longer than a write may carry, and lines that never had the key (C:G.6 loss 23).
fn long_notes(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400360042", "packet", 18);
    packet.customer = customer("cu-5505");
    packet.note = Some("Sitenin arka girişinden, B blok. ".repeat(12));
    maker.add(
        &mut packet,
        &[
            ("km-0001", "1", &["Mısır", "Zeytin"]),
            ("is-0001", "1", &[]),
            ("ay-0007", "1", &[]),
        ],
    );
    packet.lines[0].note = Some("Turşusu bol, mayonezi ayrı, kutusu sıkı kapansın. ".repeat(11));
    packet.lines[1].note = None;
    packet
}

fn of_a_plugin(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("a1b2c3-uuid", "packet", 6);
    packet.customer = customer("cu-5503");
    packet.payment_note = Some("nakit".to_owned());
    maker.add(&mut packet, &[("3b5d-f6d0", "1", &["Peynir", "Sucuk"])]);
    packet
}

fn paid_take_away(maker: &mut Maker<'_>) -> Account {
    let mut packet = maker.packet("1791400366010", "packet", 4);
    packet.service = Some("takeaway".to_owned());
    packet.status = Some("Ready".to_owned());
    maker.add(
        &mut packet,
        &[("tk-0001", "1", &["Az şekerli"]), ("bk-0001", "0.25", &[])],
    );
    let total = packet
        .lines
        .iter()
        .map(|line: &Line| line.gross(maker.now))
        .sum::<Money>();
    packet.payments = vec![
        Payment {
            identity: Some("pay-indirim-2".to_owned()),
            is_discount: true,
            ..panel_payment("indirim", "Müdavim indirimi", Money::lira(20), false)
        },
        panel_payment("pm-nakit", "Nakit", total - Money::lira(20), true),
    ];
    packet
}
