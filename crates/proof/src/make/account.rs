//! Accounts with every nasty case of C:F and C:G that a page can meet.
use super::Reach;
use crate::model::account::Kind;
use crate::model::{Account, House, Item, Opt, Pay, Product, Row, Void, orders, times};
use crate::rng::Rng;

/// An open account.
pub(super) fn account(rng: &mut Rng, house: &House, reach: Reach) -> Account {
    let table = rng.chance(55);
    let id = match (table, rng.below(6)) {
        (true, 0) => "k%C3%B6%C5%9Fe2".to_owned(),
        (true, 1) => "masa-7*".to_owned(),
        (true, _) => format!("masa-{}", 1 + rng.below(30)),
        (false, _) => format!("17914002{:05}", rng.below(100_000)),
    };
    let mut account = Account {
        kind: if table { Kind::Table } else { Kind::Packet },
        id,
        guests: if table { rng.between(0, 6) } else { 0 },
        marketplace: (!table && rng.rarely(14)).then(|| "yemeksepeti".to_owned()),
        rows: Vec::new(),
        voids: Vec::new(),
        pays: Vec::new(),
        void_pays: Vec::new(),
        residue: 0,
        paid_beyond: 0,
        next_uid: 0,
    };
    // Half of the bills are mostly calm, or hardly any save would go through.
    let calm = rng.chance(50);
    for _ in 0..how_many(rng) {
        let calm = calm && !rng.rarely(8);
        let row = row(rng, house, &mut account, reach, calm);
        account.rows.push(row);
    }
    voids(rng, &mut account);
    if reach == Reach::Pure && house.newer() && rng.rarely(25) {
        let timer = rng.below(account.rows.len());
        account.rows[timer].timer = Some(rng.between(1, 9000));
        account.rows[timer].without_amounts = false;
    }
    account
        .rows
        .extend(orders::cover(account.kind, account.guests, house));
    if rng.rarely(15) {
        account.residue = rng.between(1, 3000);
    }
    pays(rng, house, &mut account, reach);
    account
}

fn how_many(rng: &mut Rng) -> usize {
    match rng.below(200) {
        0 => 195 + rng.below(12),
        1..8 => 20 + rng.below(30),
        _ => 1 + rng.below(7),
    }
}

fn row(rng: &mut Rng, house: &House, account: &mut Account, reach: Reach, calm: bool) -> Row {
    let product = rng.pick(&house.products).clone();
    let uid = account.draw_uid();
    let quantity = quantity(rng);
    let newer = house.newer();
    let mut row = Row {
        uid,
        id: format!("{}-{:04x}", account.id, uid + 0x1a2b),
        product: product.id.clone(),
        title: product.title.clone(),
        quantity,
        unit: product.price,
        options: options(rng, &product),
        note: Some(note(rng)),
        vat: product.tax,
        ..Row::default()
    };
    name(rng, &mut row, newer);
    if rng.rarely(6) {
        let gross = times(row.unit_in_all(), row.quantity);
        row.discount = gross * rng.between(1, 100) / 100;
    }
    if !calm {
        nasty(rng, house, &mut row, reach);
    }
    if newer && rng.rarely(6) {
        row.items.push(foreign(rng));
    }
    if newer && row.identity.is_some() && rng.rarely(5) {
        let by = if house.quirks.by_prefix {
            format!("plugin:{}", crate::model::account::US)
        } else {
            crate::model::account::US.to_owned()
        };
        // Sometimes our stamp, sometimes an item of an earlier release of ours.
        let (key, value) = if rng.chance(70) {
            ("adisyon-pid", product.id.as_str())
        } else {
            ("adisyon-mark", "x1")
        };
        row.items.push(Item {
            key: key.to_owned(),
            value: format!("\"{value}\""),
            by,
        });
    }
    row
}

/// Whole pieces mostly, kilos sometimes.
pub(super) fn quantity(rng: &mut Rng) -> i64 {
    match rng.below(12) {
        0 => rng.between(1, 5000),
        1 => 750,
        2 => rng.between(1, 40) * 1000,
        _ => rng.between(1, 4) * 1000,
    }
}

/// Choices of a product; mostly such that its rules are kept.
pub(super) fn options(rng: &mut Rng, product: &Product) -> Vec<Opt> {
    let mut options = Vec::new();
    for group in &product.groups {
        let most = group
            .max
            .unwrap_or(9)
            .min(if group.multiple { 9 } else { 1 }) as usize;
        let wanted = (group.min as usize).max(rng.below(3)).min(most);
        let mut left: Vec<usize> = (0..group.choices.len()).collect();
        for _ in 0..wanted {
            if left.is_empty() {
                break;
            }
            let at = rng.below(left.len());
            let choice = &group.choices[left.remove(at)];
            options.push(Opt {
                id: choice.id.map(|id| id.to_string()),
                title: choice.title.clone(),
                price: choice.price,
                vat: None,
            });
        }
    }
    options
}

pub(super) fn note(rng: &mut Rng) -> String {
    match rng.below(12) {
        0 => "az pişmiş, acele".to_owned(),
        1 => "çocuk için \"tuzsuz\"".to_owned(),
        _ => String::new(),
    }
}

fn name(rng: &mut Rng, row: &mut Row, newer: bool) {
    if !newer {
        return;
    }
    row.identity = match rng.below(20) {
        0..8 => Some(format!("ads-{}", rng.hex(20))),
        8..10 => Some(row.id.clone()),
        // Weak ones, stored before the rule: legal as an echo.
        10 => Some(format!("{}", 100 + row.uid)),
        11 => Some(format!("k{}", row.uid)),
        _ => None,
    };
    // What reads show as `id` is the identity once there is one.
    if let Some(identity) = &row.identity {
        row.id = identity.clone();
    }
    if rng.rarely(60) {
        row.id = "NEW".to_owned();
        row.identity = None;
    }
}

/// What a naive client loses.
fn nasty(rng: &mut Rng, house: &House, row: &mut Row, reach: Reach) {
    if rng.rarely(25) {
        row.unit = (row.unit + rng.between(-500, 500)).max(1);
        row.discount = row.discount.min(times(row.unit_in_all(), row.quantity));
    }
    if rng.rarely(35) {
        row.extra = rng.between(1, 1500);
    }
    if rng.rarely(30) {
        row.note = None;
    }
    if rng.rarely(60) {
        row.note = Some("çok uzun bir not ".repeat(40));
    }
    if house.newer() && rng.rarely(12) {
        row.vat = Some(*rng.pick(&[0, 100, 800, 1000, 2000]));
    }
    if rng.rarely(30)
        && let Some(first) = row.options.first().cloned()
    {
        row.options.push(first);
    }
    if house.newer()
        && rng.rarely(25)
        && let Some(first) = row.options.first_mut()
    {
        first.vat = Some(2000);
    }
    if rng.rarely(40) {
        row.title = format!("{} (eski)", row.title);
    }
    if rng.rarely(60) {
        row.product = "gone-0001".to_owned();
        row.title = "Kaldırılmış Ürün".to_owned();
    }
    if rng.rarely(50) {
        row.options.iter_mut().for_each(|option| option.id = None);
    }
    if rng.rarely(60) {
        row.quantity = 0;
        row.discount = 0;
    }
    if reach == Reach::Pure && rng.rarely(50) {
        row.options_unsaid = true;
    }
    row.without_amounts = rng.rarely(10);
}

fn foreign(rng: &mut Rng) -> Item {
    Item {
        key: "courier-ref".to_owned(),
        value: format!("\"{}\"", rng.hex(6)),
        by: "0f-other-plugin".to_owned(),
    }
}

fn voids(rng: &mut Rng, account: &mut Account) {
    if rng.rarely(6) {
        let mut row = account.rows[0].clone();
        row.uid = account.draw_uid();
        row.id = format!("{}-{:04x}", account.id, row.uid + 0x9000);
        row.identity = None;
        row.items.clear();
        account.voids.push(Void { row, by_us: false });
    }
    if rng.rarely(8) {
        // A part of the first line was voided: its id lives on in both lists.
        let mut row = account.rows[0].clone();
        row.quantity = 1000;
        account.voids.push(Void { row, by_us: false });
    }
}

fn pays(rng: &mut Rng, house: &House, account: &mut Account, reach: Reach) {
    let rows = match rng.below(6) {
        0..3 => 0,
        3..5 => 1 + rng.below(2),
        _ => 1 + rng.below(4),
    };
    for _ in 0..rows {
        let open = account.total() - account.paid();
        let amount = match rng.below(4) {
            0 => open,
            _ => open * rng.between(1, 70) / 100,
        };
        if amount <= 0 {
            return;
        }
        let row = pay(rng, house, account, amount);
        account.pays.push(row);
    }
    if reach == Reach::Pure && house.newer() && rng.rarely(30) {
        let open = account.total() - account.paid();
        account.paid_beyond = open.clamp(0, 700);
    }
}

fn pay(rng: &mut Rng, house: &House, account: &mut Account, amount: i64) -> Pay {
    let uid = account.draw_uid();
    let identity = match rng.below(8) {
        0..4 if house.newer() => Some(format!("pay-{}", rng.hex(8))),
        4 if house.newer() => Some(format!("adp-{}", rng.hex(20))),
        5 if house.newer() => Some(format!("p{uid}")),
        _ => None,
    };
    let is_discount = rng.rarely(6);
    let method = match rng.below(30) {
        _ if is_discount => Some("discount".to_owned()),
        0 => None,
        1 => Some("7c-deleted".to_owned()),
        _ if house.methods.is_empty() => Some("7c-before".to_owned()),
        _ => Some(rng.pick(&house.methods).id.clone()),
    };
    let title = method.as_deref().and_then(|id| house.method(id));
    let title = title.map_or_else(|| "Eski yöntem".to_owned(), |method| method.title.clone());
    Pay {
        uid,
        items: if identity.is_some() && rng.rarely(6) {
            vec![foreign(rng)]
        } else {
            Vec::new()
        },
        identity,
        method,
        title: if is_discount {
            "Müdavim indirimi".to_owned()
        } else {
            title
        },
        amount,
        is_discount,
    }
}
