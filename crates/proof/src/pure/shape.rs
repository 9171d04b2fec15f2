//! The account as a page would hold it: what the platform shows of the model, read by the rules of C:F and C:G into the bill model's
//! types. The product's own reader of JSON is proven by the whole part; this one feeds the rules behind it.
use crate::model::account::{COVER, Kind};
use crate::model::{Account, Generation, House, Item, Pay, Row};
use adisyon_bill::bill::{Channel, Dialect, Head};
use adisyon_bill::catalogue::{Choice, Method, OptionGroup, Product};
use adisyon_bill::ids::{DeclaredId, MethodId};
use adisyon_bill::line::{Identity, Line, LineKind, Note, OwnItem, ReadOption, Voided};
use adisyon_bill::payment::{Payment, Payments, VoidedPayment};
use adisyon_bill::resolve::{Resolution, answer_fits, resolve};
use adisyon_bill::{
    Bill, BillRef, Catalogue, LineKey, Money, PaymentKey, ProductId, Quantity, Rate,
};
use std::collections::{HashMap, HashSet};

/// What the backend remembers of an install. C:G.2 rung 3, C:G.4 rules 7 and 11.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Which product a line is, by its name on the bill.
    pub products: HashMap<String, ProductId>,
    /// What persons said about lines of a title and unit price.
    pub answers: HashMap<String, ProductId>,
    /// Whether a plain id echoed as `lineId` was found again; none while nobody measured.
    pub echo: Option<bool>,
    /// Option objects were seen.
    pub option_ids: bool,
}

impl Memory {
    /// What is remembered of this line.
    pub fn of(&self, line: &Line, catalogue: &Catalogue) -> Option<&ProductId> {
        let answer = || {
            let said = self.answers.get(&answer_name(line)?)?;
            answer_fits(line, catalogue, said).then_some(said)
        };
        self.products.get(line.key.as_str()).or_else(answer)
    }
}

/// Under what a person's answer about a line is kept.
pub fn answer_name(line: &Line) -> Option<String> {
    Some(format!("{}@{}", line.title, line.unit?.minor()))
}

/// A menu as the bill model holds it.
pub fn catalogue(house: &House) -> Catalogue {
    let products = house.products.iter().map(|product| Product {
        id: ProductId::new(product.id.as_str()),
        title: product.title.clone(),
        names: product
            .english
            .iter()
            .map(|name| ("US".to_owned(), name.clone()))
            .collect(),
        category: None,
        price: Money::from_minor(product.price),
        tax: product.tax.map(Rate::from_hundredths),
        active: product.active,
        barcode: None,
        stock: None,
        image: None,
        groups: product
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| OptionGroup {
                key: group.id.clone().unwrap_or_else(|| format!("#{at}")),
                title: group.title.clone(),
                min: group.min,
                max: group.max.filter(|max| *max >= group.min),
                multiple: group.multiple,
                choices: group
                    .choices
                    .iter()
                    .map(|choice| Choice {
                        id: choice.id.map(|id| id.to_string()),
                        title: choice.title.clone(),
                        price: Money::from_minor(choice.price),
                    })
                    .collect(),
            })
            .collect(),
    });
    let methods = house.methods.iter().map(|method| Method {
        id: MethodId::new(method.id.as_str()),
        title: method.title.clone(),
        description: String::new(),
        cash: method.cash,
        noreport: false,
    });
    Catalogue::new(
        products.collect(),
        Vec::new(),
        methods.collect(),
        house.truncated,
    )
}

/// The bill as read. Its lines and payment rows stand in the account's order.
pub fn bill(account: &Account, house: &House, catalogue: &Catalogue, memory: &Memory) -> Bill {
    let mut keys = HashSet::new();
    let lines = account.rows.iter().enumerate().map(|(at, row)| {
        let declared = row.identity.as_deref().filter(|_| house.newer());
        let (key, is_unique) = named(&mut keys, at, declared.or(Some(&row.id)));
        line(row, key, is_unique, house, catalogue, memory)
    });
    let lines = lines.collect();
    let head = Head {
        bill: match account.kind {
            Kind::Packet => BillRef::Packet(account.id.clone()),
            Kind::Table => BillRef::Table(account.id.clone()),
        },
        uuid: None,
        doc_no: None,
        channel: match (&account.marketplace, account.kind) {
            (Some(code), _) => Channel::Marketplace(code.clone()),
            (None, Kind::Packet) => Channel::House,
            (None, Kind::Table) => Channel::Table,
        },
        status: None,
        service: None,
        order_code: None,
        scheduled: None,
        table: None,
        section: None,
        guests: None,
        currency: None,
        note: None,
        payment_note: None,
        customer: None,
    };
    let discounts = account.pays.iter().filter(|row| row.is_discount);
    Bill {
        head,
        lines,
        voided: account
            .voids
            .iter()
            .map(|void| Voided {
                id: Some(void.row.id.clone()),
                title: void.row.title.clone(),
                quantity: Quantity::from_thousandths(void.row.quantity),
                amount: Money::from_minor(void.row.amount()),
                reason: None,
                at: None,
            })
            .collect(),
        payments: payments(account, house),
        voided_payments: account
            .void_pays
            .iter()
            .map(|row| VoidedPayment {
                title: row.title.clone(),
                amount: Money::from_minor(row.amount),
            })
            .collect(),
        total: Money::from_minor(account.total()),
        paid: Money::from_minor(account.paid()),
        discount: discounts.map(|row| Money::from_minor(row.amount)).sum(),
        dialect: Dialect {
            identities: house.newer(),
            option_ids: memory.option_ids || shows_option_ids(account, house),
        },
    }
}

/// True if a read of this account proves that `{ "id": … }` is understood. C:G.3.
pub fn shows_option_ids(account: &Account, house: &House) -> bool {
    house.newer()
        && account
            .rows
            .iter()
            .any(|row| row.options.iter().any(|one| one.id.is_some()))
}

/// The name of a row inside its bill; the second of two equal names is a position mark.
fn named(taken: &mut HashSet<String>, at: usize, name: Option<&str>) -> (String, bool) {
    match name.filter(|name| !name.is_empty() && taken.insert((*name).to_owned())) {
        Some(name) => (name.to_owned(), true),
        None => (format!("~{at}"), false),
    }
}

fn line(
    row: &Row,
    key: String,
    is_unique: bool,
    house: &House,
    catalogue: &Catalogue,
    memory: &Memory,
) -> Line {
    let newer = house.newer();
    let amounts = house.generation == Generation::Newest && !row.without_amounts;
    let kind = match row.timer {
        _ if row.id.eq_ignore_ascii_case(COVER) => LineKind::Cover,
        Some(amount) if amounts && amount != 0 => LineKind::Timer,
        _ => LineKind::Ordinary,
    };
    let options = row.options.iter().map(|option| ReadOption {
        id: option.id.clone().filter(|_| newer),
        title: option.title.clone(),
        price: newer.then(|| Money::from_minor(option.price)),
    });
    let mut line = Line {
        key: LineKey::new(key),
        kind,
        identity: identity(row, is_unique, house, memory),
        title: row.title.clone(),
        quantity: Quantity::from_thousandths(row.quantity),
        options: (!row.options_unsaid).then(|| options.collect()),
        note: match &row.note {
            _ if !house.consent => Note::Hidden,
            Some(text) => Note::Text(text.clone()),
            None => Note::Text(String::new()),
        },
        discount: Money::from_minor(row.discount),
        extra: Money::from_minor(row.extra),
        amount: Money::from_minor(row.amount()),
        unit: unit(row, house),
        vat: row.vat.filter(|_| newer).map(Rate::from_hundredths),
        // Without the block nothing tells the mix but the options' own rates.
        vat_mixed: newer && row.vat_mixed(),
        own: if newer { own(&row.items) } else { Vec::new() },
        product_hint: house
            .quirks
            .product_ids
            .then(|| ProductId::new(row.product.as_str())),
        resolution: Resolution::none(),
    };
    line.resolution = resolve(&line, catalogue, memory.of(&line, catalogue));
    line
}

fn identity(row: &Row, is_unique: bool, house: &House, memory: &Memory) -> Identity {
    if !house.newer() {
        return Identity::Unsupported;
    }
    if !is_unique {
        return Identity::Lost;
    }
    match &row.identity {
        Some(id) => DeclaredId::echo(id).map_or(Identity::Lost, Identity::Declared),
        None if memory.echo == Some(false) => Identity::Lost,
        None => DeclaredId::echo(&row.id).map_or(Identity::Lost, Identity::Plain),
    }
}

/// C:G.2 "unit price of a line".
fn unit(row: &Row, house: &House) -> Option<Money> {
    if row.quantity <= 0 || row.timer.is_some() {
        return None;
    }
    let per_unit = |amount: i64| {
        let (amount, quantity) = (i128::from(amount) * 1000, i128::from(row.quantity));
        let half = if amount < 0 { -1 } else { 1 } * quantity;
        Money::from_minor(((2 * amount + half) / (2 * quantity)) as i64)
    };
    match house.generation {
        Generation::Older => None,
        Generation::Newest if !row.without_amounts => {
            Some(per_unit(crate::model::times(row.unit, row.quantity)))
        }
        _ if row.options_unsaid => None,
        _ => {
            let options: i64 = row.options.iter().map(|option| option.price).sum();
            Some(per_unit(row.amount() + row.discount - row.extra) - Money::from_minor(options))
        }
    }
}

fn own(items: &[Item]) -> Vec<OwnItem> {
    let ours = items.iter().filter(|item| item.ours());
    ours.map(|item| OwnItem {
        key: item.key.clone(),
        value: item.value.clone(),
    })
    .collect()
}

fn payments(account: &Account, house: &House) -> Payments {
    if !house.newer() {
        let nothing = account.paid() == 0 && account.pays.iter().all(|row| !row.is_discount);
        return if nothing {
            Payments::Known(Vec::new())
        } else {
            Payments::Unknown
        };
    }
    let mut keys = HashSet::new();
    let rows = account.pays.iter().enumerate().map(|(at, row)| {
        let (key, is_unique) = named(&mut keys, at, row.identity.as_deref());
        payment(row, key, is_unique, house)
    });
    let rows = rows.collect();
    if account.paid_beyond == 0 {
        Payments::Known(rows)
    } else {
        Payments::Mismatch(rows)
    }
}

fn payment(row: &Pay, key: String, is_unique: bool, house: &House) -> Payment {
    let id = row
        .identity
        .as_deref()
        .filter(|_| is_unique)
        .map(DeclaredId::echo);
    Payment {
        key: PaymentKey::new(key),
        identity: id.and_then(Result::ok),
        method: row.method.as_deref().map(MethodId::from),
        title: row.title.clone(),
        amount: Money::from_minor(row.amount),
        cash: row
            .method
            .as_deref()
            .and_then(|id| house.method(id))
            .map(|method| method.cash),
        is_discount: row.is_discount,
        own: own(&row.items),
    }
}
