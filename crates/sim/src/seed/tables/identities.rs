//! Tables whose difficulty is who a line is (C:G.4).

use crate::cart::replace::cover_line;
use crate::money::{Money, Quantity};
use crate::restaurant::account::{Account, Line, Payment, Void};
use crate::seed::maker::{Maker, foreign_item, panel_payment};

/// One line voided whole, one in part: the partly voided id stands in both lists (C:G.4 rule 9).
pub fn with_voids(maker: &mut Maker<'_>) -> Account {
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

/// A reopened table: its id carries the mark, and so do the ids of its lines (C:G.4 rule 8).
pub fn reopened(maker: &mut Maker<'_>) -> Account {
    let mut table = maker.table("masa-7*", "Masa 7", "Salon", 2, 15);
    maker.add(&mut table, &[("is-0001", "2", &[]), ("cy-0001", "4", &[])]);
    table
}

/// Entered in the panel: no line has an identity.
pub fn without_identities(maker: &mut Maker<'_>) -> Account {
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
pub fn with_weak_identities(maker: &mut Maker<'_>) -> Account {
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
pub fn percent_encoded(maker: &mut Maker<'_>) -> Account {
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

/// Items of another plugin on a line and on a payment.
pub fn with_foreign_metadata(maker: &mut Maker<'_>) -> Account {
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
