//! Writes the notation.
use crate::bill::{Bill, Channel};
use crate::ids::BillRef;
use crate::line::{Identity, Line, LineKind, Note, ReadOption};
use crate::payment::{Payment, Payments};
use crate::resolve::{Found, OptionsFound};
use crate::{Money, Rate};

/// The bill as one line of text. Units and option prices are left at zero where a server does not say them.
pub fn show(bill: &Bill) -> String {
    let mut segments = Vec::new();
    match &bill.head.bill {
        BillRef::Table(id) => segments.push(format!("table {id}")),
        BillRef::Packet(id) => segments.push(format!("packet {id}")),
    }
    if let Channel::Marketplace(code) = &bill.head.channel {
        segments.push(format!("from {code}"));
    }
    if !bill.dialect.identities {
        segments.push("old".to_owned());
    }
    segments.extend(bill.lines.iter().map(line));
    segments.extend(bill.payments.rows().iter().map(payment));
    let shown: Money = bill.payments.rows().iter().map(|row| row.amount).sum();
    match &bill.payments {
        Payments::Known(_) => {}
        Payments::Unknown => segments.push(format!("unshown {}", bill.paid.to_decimal())),
        Payments::Mismatch(_) => {
            segments.push(format!("missing {}", (bill.paid - shown).to_decimal()));
        }
    }
    for void in &bill.voided {
        let id = void.id.as_deref().map(|id| format!("#{id} "));
        segments.push(format!("void {}{}", id.unwrap_or_default(), void.title));
    }
    if bill.total != bill.lines.iter().map(|line| line.amount).sum() {
        segments.push(format!("total {}", bill.total.to_decimal()));
    }
    segments.join(" | ")
}

fn line(line: &Line) -> String {
    match line.kind {
        LineKind::Cover => return format!("kuver {}", line.amount.to_decimal()),
        LineKind::Timer => return format!("timer {}", line.amount.to_decimal()),
        LineKind::Ordinary => {}
    }
    let options = line.options.as_deref().unwrap_or_default();
    let unit = line.unit.unwrap_or(Money::ZERO);
    let mut text = format!("{} {}", line.quantity.to_decimal(), line.title);
    if !options.is_empty() {
        let options: Vec<String> = options.iter().map(option).collect();
        text += &format!("[{}]", options.join(", "));
    }
    text += &format!(" @{}", unit.to_decimal());
    let with_options = unit + options.iter().filter_map(|option| option.price).sum();
    if line.amount != line.quantity.times(with_options) - line.discount + line.extra {
        text += &format!(" ={}", line.amount.to_decimal());
    }
    for (mark, amount) in [('-', line.discount), ('+', line.extra)] {
        if !amount.is_zero() {
            text += &format!(" {mark}{}", amount.to_decimal());
        }
    }
    if let Some(vat) = line.vat.map(Rate::to_decimal) {
        text += &format!(" %{vat}");
    }
    match &line.identity {
        Identity::Plain(id) => text += &format!(" ~{}", id.as_str()),
        Identity::Lost => text += &format!(" #{} lost", line.key),
        Identity::Declared(_) | Identity::Unsupported => text += &format!(" #{}", line.key),
    }
    match &line.note {
        Note::Hidden => text += " hidden",
        Note::Text(note) if note.is_empty() => {}
        Note::Text(note) => text += &format!(" \"{note}\""),
    }
    text += match &line.resolution.found {
        Found::Certain(..) => "",
        Found::Probable(..) => " probable",
        Found::Gone => " gone",
        Found::Unresolved(_) => " unresolved",
    };
    if line.options.is_none() && matches!(line.resolution.options, OptionsFound::Doubt(_)) {
        text += " unknown";
    }
    text
}

fn option(option: &ReadOption) -> String {
    match option.price {
        Some(price) if !price.is_zero() => format!("{}+{}", option.title, price.to_decimal()),
        _ => option.title.clone(),
    }
}

fn payment(row: &Payment) -> String {
    let word = if row.is_discount { "off" } else { "paid" };
    let name = match &row.method {
        Some(method) if !row.is_discount => method.as_str(),
        _ => &row.title,
    };
    let id = match &row.identity {
        Some(id) => format!("#{}", id.as_str()),
        None => "anonymous".to_owned(),
    };
    let unbound = row.method.is_none() && !row.is_discount;
    let unbound = if unbound { " unbound" } else { "" };
    format!("{word} {} {name} {id}{unbound}", row.amount.to_decimal())
}
