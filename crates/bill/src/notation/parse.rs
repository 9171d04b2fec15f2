//! Reads the notation. Wrong text panics with the segment: it is a mistake in a test.
use super::line::{Parts, line, rate, special};
use super::{GROUP, METHODS};
use crate::bill::{Bill, Channel, Dialect, Head};
use crate::catalogue::{Catalogue, Choice, Method, OptionGroup, Product};
use crate::ids::{BillRef, DeclaredId, MethodId, PaymentKey, ProductId};
use crate::line::{LineKind, Voided};
use crate::payment::{Payment, Payments};
use crate::{Money, Quantity};

/// The bill that the text says.
pub fn bill(text: &str) -> Bill {
    let old = segments(text).any(|segment| segment == "old");
    let mut bill = empty(old);
    let (mut shown, mut missing, mut unshown) = (Vec::new(), Money::ZERO, None);
    let mut total = None;
    for segment in segments(text) {
        let (word, rest) = segment.split_once(' ').unwrap_or((segment, ""));
        match word {
            "old" => {}
            "table" => bill.head = head(BillRef::Table(rest.to_owned())),
            "packet" => bill.head = head(BillRef::Packet(rest.to_owned())),
            "from" => bill.head.channel = Channel::Marketplace(rest.to_owned()),
            "total" => total = Some(money(rest)),
            "unshown" => unshown = Some(money(rest)),
            "missing" => missing = money(rest),
            "void" => bill.voided.push(voided(rest)),
            "kuver" => bill
                .lines
                .push(special(LineKind::Cover, "kuver", "Kuver", rest)),
            "timer" => bill
                .lines
                .push(special(LineKind::Timer, "timer-0001", "Bilardo", rest)),
            "paid" | "off" => shown.push(payment(word == "off", rest, shown.len(), old)),
            _ => bill.lines.push(line(segment, bill.lines.len(), old)),
        }
    }
    let sum = bill.lines.iter().map(|line| line.amount).sum();
    bill.total = total.unwrap_or(sum);
    bill.paid = shown.iter().map(|row| row.amount).sum::<Money>() + missing;
    let discounts = shown.iter().filter(|row| row.is_discount);
    bill.discount = discounts.map(|row| row.amount).sum();
    bill.payments = match unshown {
        Some(paid) => {
            bill.paid = paid;
            Payments::Unknown
        }
        None if missing.is_zero() => Payments::Known(shown),
        None => Payments::Mismatch(shown),
    };
    bill
}

/// A catalogue that sells every line of the text at its price, with its options in one group (none needed, any number allowed).
pub fn menu(text: &str) -> Catalogue {
    let mut products: Vec<Product> = Vec::new();
    for segment in segments(text).filter(|segment| segment.contains('@')) {
        let parts = Parts::of(segment);
        let at = products.iter().position(|known| known.title == parts.title);
        let at = at.unwrap_or_else(|| {
            products.push(product(&parts));
            products.len() - 1
        });
        for (title, price) in parts.options {
            let choices = &mut products[at].groups[0].choices;
            if choices.iter().all(|choice| choice.title != title) {
                choices.push(Choice {
                    id: Some(format!("o-{title}")),
                    title,
                    price,
                });
            }
        }
    }
    let method = |(id, title, cash): (&str, &str, bool)| Method {
        id: MethodId::from(id),
        title: title.to_owned(),
        description: String::new(),
        cash,
        noreport: false,
    };
    Catalogue::new(products, Vec::new(), METHODS.map(method).to_vec(), false)
}

/// The id that a title has in every [`menu`].
pub fn product_id(title: &str) -> ProductId {
    ProductId::new(format!("p-{}", title.to_lowercase().replace(' ', "-")))
}

fn segments(text: &str) -> impl Iterator<Item = &str> {
    text.split('|')
        .map(str::trim)
        .filter(|segment| !segment.is_empty())
}

pub(super) fn money(text: &str) -> Money {
    Money::parse_decimal(text).unwrap_or_else(|_| panic!("not an amount: {text:?}"))
}

fn empty(old: bool) -> Bill {
    let dialect = Dialect {
        identities: !old,
        option_ids: !old,
    };
    Bill::unopened(BillRef::Packet("1791400223345".to_owned()), dialect)
}

fn head(bill: BillRef) -> Head {
    Bill::unopened(bill, Dialect::default()).head
}

fn product(parts: &Parts<'_>) -> Product {
    Product {
        id: product_id(parts.title),
        title: parts.title.to_owned(),
        names: Vec::new(),
        category: None,
        price: parts.unit,
        tax: rate(parts),
        active: true,
        barcode: None,
        stock: None,
        image: None,
        groups: vec![OptionGroup {
            key: GROUP.to_owned(),
            title: "Seçenekler".to_owned(),
            min: 0,
            max: None,
            multiple: true,
            choices: Vec::new(),
        }],
    }
}

fn payment(is_discount: bool, text: &str, at: usize, old: bool) -> Payment {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut take = |found: &dyn Fn(&str) -> bool| {
        let at = words.iter().position(|word| found(word));
        at.map(|at| words.remove(at))
    };
    let anonymous = take(&|word| word == "anonymous").is_some();
    let unbound = take(&|word| word == "unbound").is_some();
    let key = match take(&|word| word.starts_with('#')) {
        Some(id) => id[1..].to_owned(),
        None if anonymous || old => format!("~{at}"),
        None => format!("pay-{:04}", at + 1),
    };
    let (amount, name) = words
        .split_first()
        .unwrap_or_else(|| panic!("no amount: {text:?}"));
    let name = name.join(" ");
    let id = if name.is_empty() { "cash" } else { &name };
    let known = METHODS.iter().find(|(known, ..)| *known == id);
    Payment {
        identity: (!old && !anonymous)
            .then(|| DeclaredId::echo(&key).ok())
            .flatten(),
        key: PaymentKey::new(key),
        method: (!is_discount && !unbound).then(|| MethodId::from(id)),
        title: match known {
            Some((_, title, _)) if !is_discount => (*title).to_owned(),
            _ => name.clone(),
        },
        amount: money(amount),
        cash: known.map(|(.., cash)| *cash),
        is_discount,
        own: Vec::new(),
    }
}

fn voided(text: &str) -> Voided {
    let (id, title) = text.split_once(' ').unwrap_or((text, ""));
    Voided {
        id: id.strip_prefix('#').map(str::to_owned),
        title: title.to_owned(),
        quantity: Quantity::ONE,
        amount: Money::ZERO,
        reason: None,
        at: None,
    }
}
