//! What the platform does with a write, written down again from its rules and with arithmetic of its own, to hold the plan, the
//! merge and the read-back against. Nothing of the product calls it.
use crate::bill::Bill;
use crate::cart::{Cart, CartLine, PaymentRow};
use crate::catalogue::{Catalogue, Product};
use crate::check::Wanted;
use crate::draft::{WorkLine, Working};
use crate::edit::PaymentKind;
use crate::ids::{DeclaredId, LineKey, PaymentKey};
use crate::line::{Chosen, Identity, Line, LineKind, Note, ReadOption, Voided};
use crate::options::Declared;
use crate::payment::{Payment, Payments};
use crate::plan::Step;
use crate::resolve::{Evidence, Found, OptionsFound, Resolution};
use crate::{Money, Quantity};

/// The bill after a write, or the platform's refusal.
pub(crate) fn write(
    bill: &Bill,
    wanted: &Wanted,
    step: Step,
    catalogue: &Catalogue,
) -> Result<Bill, String> {
    let after = match step {
        Step::Cart => with_cart(bill, wanted.cart().ok_or("no cart asked for")?, catalogue)?,
        Step::Payments => with_rows(bill, wanted.payments().ok_or("no payments asked for")?)?,
    };
    if after.paid > after.total {
        return Err(format!("Paid exceeds total after {step:?}"));
    }
    Ok(after)
}

fn with_cart(bill: &Bill, cart: &Cart, catalogue: &Catalogue) -> Result<Bill, String> {
    if cart.lines.is_empty() || cart.lines.len() > 200 {
        return Err("1 to 200 lines".to_owned());
    }
    let ids: Vec<&str> = cart
        .lines
        .iter()
        .filter_map(|l| l.line_id.as_ref())
        .map(DeclaredId::as_str)
        .collect();
    if let Some(twice) = (1..ids.len()).find(|&at| ids[..at].contains(&ids[at])) {
        return Err(format!("Duplicate lineId: {}", ids[twice]));
    }
    if bill
        .voided
        .iter()
        .any(|line| line.id.as_deref().is_some_and(|id| ids.contains(&id)))
    {
        return Err("lineId belongs to a cancelled line".to_owned());
    }
    let sent = |(at, line): (usize, &CartLine)| sold(bill, at, line, catalogue);
    let mut lines = cart
        .lines
        .iter()
        .enumerate()
        .map(sent)
        .collect::<Result<Vec<_>, _>>()?;
    lines.extend(
        bill.lines
            .iter()
            .filter(|line| line.kind == LineKind::Cover)
            .cloned(),
    );
    let mut after = Bill {
        lines,
        ..bill.clone()
    };
    for line in bill
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Ordinary)
    {
        if !ids.contains(&line.key.as_str()) {
            after.voided.push(Voided {
                id: Some(line.key.as_str().to_owned()),
                title: line.title.clone(),
                quantity: line.quantity,
                amount: line.amount,
                reason: None,
                at: None,
            });
        }
    }
    after.total = after.lines.iter().map(|line| line.amount).sum();
    Ok(after)
}

fn sold(bill: &Bill, at: usize, line: &CartLine, catalogue: &Catalogue) -> Result<Line, String> {
    let product = catalogue
        .product(&line.product)
        .ok_or_else(|| format!("Product not found: {}", line.product))?;
    let mut chosen = Vec::new();
    for option in &line.options {
        let group = &product.groups[0];
        let named = |choice: &&crate::catalogue::Choice| match option {
            Declared::Title(title) => choice.title == *title,
            Declared::Id(id) => choice.id.as_ref() == Some(id),
        };
        let choice = group
            .choices
            .iter()
            .find(named)
            .ok_or_else(|| format!("Invalid option: {option:?}"))?;
        chosen.push(Chosen {
            group: group.key.clone(),
            id: choice.id.clone(),
            title: choice.title.clone(),
        });
    }
    let key = match &line.line_id {
        Some(id) => LineKey::from(id.as_str()),
        None => LineKey::new(format!(
            "{}-{:04x}",
            bill.head.bill.id(),
            0xa000 + at + 16 * bill.voided.len()
        )),
    };
    Ok(row(
        bill,
        key,
        product,
        &chosen,
        line.quantity,
        &line.note,
        line.discount,
    ))
}

/// A line as it is read back.
fn row(
    bill: &Bill,
    key: LineKey,
    product: &Product,
    chosen: &[Chosen],
    quantity: Quantity,
    note: &str,
    discount: Money,
) -> Line {
    let price = |one: &Chosen| {
        product.groups[0]
            .choices
            .iter()
            .find(|c| c.id == one.id)
            .map_or(0, |c| c.price.minor())
    };
    let unit = product.price.minor() + chosen.iter().map(price).sum::<i64>();
    // Halves go up: nothing here is negative.
    let gross = (2 * unit * quantity.thousandths() + 1000) / 2000;
    let newer = bill.dialect.identities;
    let read = |one: &Chosen| ReadOption {
        id: newer.then(|| one.id.clone()).flatten(),
        title: one.title.clone(),
        price: newer.then(|| Money::from_minor(price(one))),
    };
    Line {
        identity: match DeclaredId::echo(key.as_str()) {
            Ok(id) if newer => Identity::Declared(id),
            _ => Identity::Unsupported,
        },
        key,
        kind: LineKind::Ordinary,
        title: product.title.clone(),
        quantity,
        options: Some(chosen.iter().map(read).collect()),
        note: Note::Text(note.trim().to_owned()),
        discount,
        extra: Money::ZERO,
        amount: Money::from_minor(gross) - discount,
        unit: newer.then_some(product.price),
        vat: None,
        vat_mixed: false,
        own: Vec::new(),
        product_hint: None,
        resolution: Resolution {
            found: Found::Certain(product.id.clone(), Evidence::Title),
            options: OptionsFound::All(chosen.to_vec()),
        },
    }
}

fn with_rows(bill: &Bill, rows: &[PaymentRow]) -> Result<Bill, String> {
    let mut shown = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if row.amount <= Money::ZERO {
            return Err("a row of nothing".to_owned());
        }
        let id = row.line_id.as_ref().map(|id| id.as_str().to_owned());
        let newer = bill.dialect.identities;
        let id = id.or_else(|| newer.then(|| format!("pay-gen-{at}")));
        shown.push(Payment {
            key: PaymentKey::new(id.clone().unwrap_or_else(|| format!("~{at}"))),
            identity: id.and_then(|id| DeclaredId::echo(&id).ok()),
            method: (!row.is_discount).then(|| row.id.clone()),
            title: row.title.clone(),
            amount: row.amount,
            cash: None,
            is_discount: row.is_discount,
            own: Vec::new(),
        });
    }
    Ok(paid_with(bill, shown))
}

fn paid_with(bill: &Bill, shown: Vec<Payment>) -> Bill {
    let mut after = bill.clone();
    after.paid = shown.iter().map(|row| row.amount).sum();
    after.discount = shown
        .iter()
        .filter(|row| row.is_discount)
        .map(|row| row.amount)
        .sum();
    after.payments = Payments::Known(shown);
    after
}

/// The bill as somebody else's hands would leave it, whatever order they took: no checks, no plan.
pub(crate) fn as_worked(bill: &Bill, working: &Working, catalogue: &Catalogue) -> Bill {
    let line = |work: &WorkLine| match work.base.map(|at| &bill.lines[at]) {
        Some(line) if !work.changed => line.clone(),
        _ => {
            let product = work
                .product
                .as_ref()
                .and_then(|id| catalogue.product(id))
                .expect("a product");
            let Note::Text(note) = &work.note else {
                panic!("a hidden note")
            };
            let chosen = work.options.as_deref().expect("options");
            row(
                bill,
                work.key.clone(),
                product,
                chosen,
                work.quantity,
                note,
                work.discount,
            )
        }
    };
    let mut after = bill.clone();
    let sold = working.lines.iter().filter(|work| !work.removed);
    after.lines = sold.map(|work| line(work)).collect();
    after.total = after.lines.iter().map(|line| line.amount).sum();
    let standing = working.payments.iter().filter(|row| !row.removed);
    let rows = standing.enumerate().map(|(at, work)| {
        let (method, is_discount) = match &work.kind {
            Some(PaymentKind::Discount(_)) => (None, true),
            Some(PaymentKind::Method(id)) => (Some(id.clone()), false),
            None => (None, false),
        };
        let own = DeclaredId::new(work.key.as_str()).ok();
        let identity = match work.base.map(|at| &bill.payments.rows()[at]) {
            Some(row) => row.identity.clone(),
            None => own.filter(|_| bill.dialect.identities),
        };
        // A row without an id is known by its position alone.
        let key = match &identity {
            Some(id) => PaymentKey::from(id.as_str()),
            None => PaymentKey::new(format!("~{at}")),
        };
        Payment {
            key,
            identity,
            method,
            title: work.title.clone(),
            amount: work.amount,
            cash: None,
            is_discount,
            own: Vec::new(),
        }
    });
    let rows = rows.collect();
    paid_with(&after, rows)
}

/// What a bill holds, in no order and without names: two bills that hold the same are the same to the restaurant.
pub(crate) fn content(bill: &Bill) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in &bill.lines {
        let options: Vec<&str> = line
            .options
            .iter()
            .flatten()
            .map(|o| o.title.as_str())
            .collect();
        all.push(format!(
            "{} {} {options:?} {:?} -{}",
            line.quantity.to_decimal(),
            line.title,
            line.note,
            line.discount.to_decimal()
        ));
    }
    for row in bill.payments.rows() {
        all.push(format!(
            "{} {:?} {}",
            row.amount.to_decimal(),
            row.method,
            row.title
        ));
    }
    all.sort();
    all
}
