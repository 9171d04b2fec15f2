//! Pricing a cart from today's catalogue (C:E.3): nothing the caller says about prices counts.

use super::body::{Declared, Wanted};
use crate::config::Generation;
use crate::joi::Checked;
use crate::money::Rate;
use crate::refusal::Refusal;
use crate::restaurant::Restaurant;
use crate::restaurant::account::{Chosen, Line};
use crate::restaurant::catalogue::{Choice, Product};

/// Prices every line. All products must exist; that is checked before tax rates, those before options.
pub fn price(
    wanted: &[Wanted],
    restaurant: &Restaurant,
    generation: Generation,
    name_by_title: bool,
) -> Checked<Vec<Line>> {
    let mut products = Vec::with_capacity(wanted.len());
    for line in wanted {
        let product = restaurant.product(&line.product);
        products.push(
            product.ok_or_else(|| Refusal::bad(format!("Product not found: {}", line.product)))?,
        );
    }
    check_rates(wanted)?;
    let pairs = wanted.iter().zip(products);
    pairs
        .map(|(line, product)| priced(line, product, generation, name_by_title))
        .collect()
}

fn check_rates(wanted: &[Wanted]) -> Checked<()> {
    let outside = |rate: Rate| rate < Rate(0) || rate > Rate::percent(100);
    let bad: Vec<&str> = wanted
        .iter()
        .filter(|line| line.tax_rate.is_some_and(outside))
        .map(|line| line.product.as_str())
        .collect();
    if bad.is_empty() {
        return Ok(());
    }
    Err(Refusal::bad(format!(
        "Invalid taxRate (0-100 expected): {}",
        bad.join(", ")
    )))
}

fn priced(
    wanted: &Wanted,
    product: &Product,
    generation: Generation,
    name_by_title: bool,
) -> Checked<Line> {
    if product.per_hour.is_some() {
        return Err(timer_refused());
    }
    let options = choose(wanted, product, generation).map_err(|(reason, declared)| {
        let name = if name_by_title {
            &product.title
        } else {
            &product.id
        };
        Refusal::bad(format!("Invalid option: {name}: {reason} ({declared})"))
    })?;
    let line = Line {
        product: Some(product.id.clone()),
        title: product.title.clone(),
        quantity: wanted.quantity,
        unit: product.price,
        options,
        discount: wanted.discount,
        note: Some(wanted.note.clone().unwrap_or_default()),
        vat: wanted.tax_rate.or(product.tax),
        vat_declared: wanted.tax_rate.is_some(),
        ..Line::default()
    };
    // What a discount above the line does is unknown (C:L.2 row 15); refusing is the harsher answer.
    if line.discount > line.base() + line.options_amount() {
        return Err(Refusal::bad(format!(
            "Discount exceeds line total: {}",
            product.id
        )));
    }
    Ok(line)
}

/// Text and status of the real refusal are not known (C:L.2 row 9).
pub fn timer_refused() -> Refusal {
    Refusal::bad("Timer products are not supported")
}

type Rejected = (&'static str, String);

fn choose(
    wanted: &Wanted,
    product: &Product,
    generation: Generation,
) -> Result<Vec<Chosen>, Rejected> {
    let mut taken: Vec<*const Choice> = Vec::new();
    let mut chosen = Vec::new();
    for declared in &wanted.options {
        let choice = find(declared, product, generation)?;
        if taken.contains(&std::ptr::from_ref(choice)) {
            return Err(("declared twice", declared.label().to_owned()));
        }
        taken.push(std::ptr::from_ref(choice));
        chosen.push(Chosen {
            id: choice.id.map(|id| id.to_string()),
            title: choice.title.clone(),
            price: choice.price,
            vat: choice.vat,
        });
    }
    Ok(chosen)
}

/// By id when one is declared, else by title. A title with several prices is ambiguous on newer servers; an older
/// one takes the first group that has it, which is the quiet wrong price of C:G.6 loss 9.
fn find<'a>(
    declared: &Declared,
    product: &'a Product,
    generation: Generation,
) -> Result<&'a Choice, Rejected> {
    let rejected = |reason| (reason, declared.label().to_owned());
    if let Some(id) = &declared.id {
        let mut choices = product.choices();
        let found = choices.find(|choice| choice.id.is_some_and(|known| known.to_string() == *id));
        return found.ok_or_else(|| rejected("not found"));
    }
    let title = declared.title.as_deref().unwrap_or("");
    let mut named = product.choices().filter(|choice| choice.title == title);
    let first = named.next().ok_or_else(|| rejected("not found"))?;
    if generation != Generation::Older && named.any(|other| other.price != first.price) {
        return Err(rejected("ambiguous title, use id"));
    }
    Ok(first)
}
