//! What a finished write teaches, as the backend keeps it. C:G.2 rung 3, C:G.4 rule 7.
use super::Pure;
use super::shape::answer_name;
use adisyon_bill::cart::CartLine;
use adisyon_bill::check::Wanted;
use adisyon_bill::fold::same_title;
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::{Identity, Line, LineKind};
use adisyon_bill::plan::Step;
use adisyon_bill::{Bill, Edit};

/// Only after a written cart: what was not written proves nothing.
pub(super) fn from(
    desk: &mut Pure,
    wanted: &Wanted,
    edits: &[Edit],
    wrote: &[Step],
    before: &Bill,
    after: &Bill,
) {
    let Some(cart) = wanted.cart().filter(|_| wrote.contains(&Step::Cart)) else {
        return;
    };
    for line in after
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Ordinary)
    {
        if let Some(product) = written_as(line, &cart.lines) {
            desk.memory
                .products
                .insert(line.key.as_str().to_owned(), product.clone());
        }
    }
    for edit in edits {
        if let Edit::Identify(key, product) = edit
            && let Some(name) = before.line(key).and_then(answer_name)
        {
            desk.memory.answers.insert(name, product.clone());
        }
    }
    if let Some(matches) = plain_echo(&cart.lines, before, after) {
        desk.memory.echo = Some(matches);
    }
}

/// By declared id, else by title where everything of that title is one product.
fn written_as<'a>(line: &Line, cart: &'a [CartLine]) -> Option<&'a ProductId> {
    let id = |wanted: &&CartLine| {
        wanted
            .line_id
            .as_ref()
            .is_some_and(|id| id.as_str() == line.key.as_str())
    };
    if let Some(wanted) = cart.iter().find(id) {
        return Some(&wanted.product);
    }
    let mut alike = cart
        .iter()
        .filter(|wanted| same_title(&wanted.title, &line.title));
    let product = &alike.next()?.product;
    alike
        .all(|other| other.product == *product)
        .then_some(product)
}

fn plain_echo(cart: &[CartLine], before: &Bill, after: &Bill) -> Option<bool> {
    let voids = |bill: &Bill, id: &str| {
        bill.voided
            .iter()
            .filter(|row| row.id.as_deref() == Some(id))
            .count()
    };
    let is_plain = |wanted: &&CartLine| {
        before
            .line(&wanted.key)
            .is_some_and(|line| matches!(line.identity, Identity::Plain(_)))
    };
    let mut echoed = cart
        .iter()
        .filter(is_plain)
        .filter_map(|wanted| wanted.line_id.as_ref())
        .peekable();
    echoed.peek()?;
    Some(echoed.all(|id| {
        let named = after
            .lines
            .iter()
            .any(|line| line.key.as_str() == id.as_str());
        named && voids(after, id.as_str()) <= voids(before, id.as_str())
    }))
}
