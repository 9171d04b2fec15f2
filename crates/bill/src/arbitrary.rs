//! Random bills and scripts of edits for property tests.
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::ids::{LineKey, MethodId, PaymentKey};
use crate::notation::{bill, chosen, menu, product_id};
use crate::problem::{Loss, Place};
use crate::{Money, Quantity, Reason};
use proptest::prelude::*;

/// What the house of all random bills sells: title, price, options.
const MENU: [(&str, &str, &[&str]); 5] = [
    ("Lahmacun", "30", &["Acılı", "Bol+5", "Soğansız"]),
    ("Ayran", "10", &["Soğuk"]),
    ("Kıyma", "399.99", &[]),
    ("Çay", "0.05", &["Demli+0.01"]),
    ("Iskender", "185.5", &["Yoğurtsuz", "Porsiyon+92.75"]),
];
const QUANTITIES: [i64; 6] = [1000, 2000, 3000, 750, 1005, 1];
const NOTES: [&str; 3] = ["", "az pişmiş", "kapıya bırak"];

/// The catalogue of all random bills.
pub(crate) fn house() -> Catalogue {
    let lines: Vec<String> = MENU
        .iter()
        .map(|(title, price, options)| format!("1 {title}[{}] @{price}", options.join(",")))
        .collect();
    menu(&lines.join("|"))
}

/// A bill of up to seven lines, valid: no more paid than owed. The text is what a failure shows.
pub(crate) fn any_bill() -> impl Strategy<Value = (String, Bill)> {
    let line = (
        0..MENU.len(),
        0..QUANTITIES.len(),
        any::<u8>(),
        0..NOTES.len(),
        0..4i64,
    );
    let paid = prop::collection::vec((0..100i64, 0..3usize), 0..4);
    (
        prop::collection::vec(line, 1..7),
        paid,
        any::<bool>(),
        0..4u8,
    )
        .prop_map(|(lines, paid, old, table)| {
            let mut text: Vec<String> = lines
                .iter()
                .map(|&(at, quantity, options, note, discount)| {
                    let (title, price, all) = MENU[at];
                    let quantity = Quantity::from_thousandths(QUANTITIES[quantity]);
                    let options: Vec<&str> = all
                        .iter()
                        .enumerate()
                        .filter(|(bit, _)| options >> bit & 1 == 1)
                        .map(|(_, text)| *text)
                        .collect();
                    let off = Money::from_minor(
                        quantity
                            .times(Money::parse_decimal(price).expect("a price"))
                            .minor()
                            * discount
                            / 10,
                    );
                    format!(
                        "{} {title}[{}] @{price} -{} \"{}\"",
                        quantity.to_decimal(),
                        options.join(","),
                        off.to_decimal(),
                        NOTES[note]
                    )
                })
                .collect();
            if table == 0 {
                text.push("kuver 20".to_owned());
            }
            if old {
                text.push("old".to_owned());
            }
            let total = bill(&text.join("|")).total.minor();
            for (share, kind) in &paid {
                let amount = Money::from_minor(total * share / 100 / paid.len() as i64);
                if amount > Money::ZERO {
                    text.push(
                        format!("{} {}", ["paid", "paid", "off"][*kind], amount.to_decimal())
                            + [" cash", " card anonymous", " Müdavim"][*kind],
                    );
                }
            }
            let text = text.join(" | ");
            let bill = bill(&text);
            (text, bill)
        })
}

/// One move: what, on which line or row, how. Becomes an edit once the bill is known.
pub(crate) type Move = (u8, u8, u16);

/// A script of up to `most` moves.
pub(crate) fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    prop::collection::vec((0..17u8, any::<u8>(), any::<u16>()), 0..most)
}

/// The same without saying what a read line is: that changes no bill.
pub(crate) fn deeds(most: usize) -> impl Strategy<Value = Vec<Move>> {
    moves(most).prop_map(|mut moves| {
        moves.retain(|(what, ..)| *what != 9);
        moves
    })
}

/// The moves as edits of this bill. New keys begin with `who`. Only lines and rows that `mine` lets through, and own new ones,
/// are named.
pub(crate) fn script(
    bill: &Bill,
    moves: &[Move],
    who: &str,
    mine: impl Fn(usize) -> bool,
) -> Vec<Edit> {
    let own = |at: usize| mine(at).then_some(at);
    let mut lines: Vec<LineKey> = (0..bill.lines.len())
        .filter_map(own)
        .map(|at| bill.lines[at].key.clone())
        .filter(|key| key.as_str() != "kuver")
        .collect();
    let rows = bill.payments.rows();
    let mut payments: Vec<PaymentKey> = (0..rows.len())
        .filter_map(own)
        .map(|at| rows[at].key.clone())
        .collect();
    let mut edits = Vec::new();
    for (number, &(what, target, how)) in moves.iter().enumerate() {
        let target = usize::from(target);
        let line = (!lines.is_empty()).then(|| lines[target % lines.len()].clone());
        let payment = (!payments.is_empty()).then(|| payments[target % payments.len()].clone());
        let edit = match (what, line, payment) {
            (11, ..) => {
                let new = new_line(&format!("{who}-line-{number}"), target, how);
                lines.push(new.key.clone());
                Edit::Add(new)
            }
            (12, Some(line), _) => {
                let new = new_line(&format!("{who}-line-{number}"), target, how);
                lines.push(new.key.clone());
                Edit::Replace(line, new)
            }
            (13, ..) => {
                let key = PaymentKey::new(format!("{who}-pay-{number}"));
                payments.push(key.clone());
                Edit::Pay(NewPayment {
                    key,
                    kind: kind(how),
                    amount: amount(how),
                })
            }
            (14, _, Some(row)) => Edit::Amount(row, amount(how)),
            (15, _, Some(row)) => Edit::Kind(row, kind(how)),
            (16, _, Some(row)) => {
                if how % 3 == 0 {
                    Edit::Repay(row)
                } else {
                    Edit::Unpay(row)
                }
            }
            (what, Some(line), _) if what < 11 => on_line(what, line, how),
            _ => continue,
        };
        edits.push(edit);
    }
    edits
}

fn on_line(what: u8, line: LineKey, how: u16) -> Edit {
    let at = usize::from(how);
    match what {
        0..=2 => Edit::Quantity(
            line,
            Quantity::from_thousandths(QUANTITIES[at % 6] * i64::from(!how.is_multiple_of(7))),
        ),
        3 => Edit::Remove(line),
        4 | 5 => Edit::Restore(line),
        6 => Edit::Note(line, NOTES[at % 3].to_owned()),
        7 => Edit::Discount(line, Money::from_minor(i64::from(how % 4) * 50)),
        8 if how % 5 == 4 => Edit::Reason(line, Reason::ALL[at % 7]),
        8 => Edit::Options(line, options(at % MENU.len(), at / 5)),
        9 => Edit::Identify(line, product_id(MENU[at % MENU.len()].0)),
        _ => Edit::Accept(Place::Line(line), [Loss::Surcharge, Loss::Reprice][at % 2]),
    }
}

fn new_line(key: &str, product: usize, how: u16) -> NewLine {
    let at = product % MENU.len();
    NewLine {
        key: LineKey::from(key),
        product: product_id(MENU[at].0),
        quantity: Quantity::from_thousandths(QUANTITIES[usize::from(how) % 6]),
        options: options(at, usize::from(how)),
        note: NOTES[usize::from(how / 6) % 3].to_owned(),
        discount: Money::ZERO,
        reason: None,
    }
}

fn options(product: usize, mask: usize) -> Vec<crate::line::Chosen> {
    let (.., all) = MENU[product];
    let picked = all
        .iter()
        .enumerate()
        .filter(|(bit, _)| mask >> bit & 1 == 1);
    picked
        .map(|(_, text)| chosen(text.split('+').next().unwrap_or(text)))
        .collect()
}

fn kind(how: u16) -> PaymentKind {
    match how % 3 {
        0 => PaymentKind::Method(MethodId::from("cash")),
        1 => PaymentKind::Method(MethodId::from("card")),
        _ => PaymentKind::Discount("Müdavim".to_owned()),
    }
}

fn amount(how: u16) -> Money {
    Money::from_minor(i64::from(how % 500) + 1)
}
