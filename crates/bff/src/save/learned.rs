//! What a finished write teaches: which product each line is, and whether a plain id may be echoed. C:G.7 step 8, C:G.4 rule 7.
use super::progress::Progress;
use super::{Job, Saves};
use crate::memory::{Capability, SaleKey, answer_name};
use adisyon_bill::cart::CartLine;
use adisyon_bill::fold::same_title;
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::{Identity, Line, LineKind};
use adisyon_bill::plan::Step;
use adisyon_bill::{Bill, Edit};

/// Remembers what the bill shows now. Only after a written cart: what was not written proves nothing.
pub(super) async fn from(saves: &Saves, job: &Job, progress: &Progress) {
    let Some(cart) = progress
        .wanted
        .cart()
        .filter(|_| progress.wrote.contains(&Step::Cart))
    else {
        return;
    };
    let (before, after) = (&*progress.base.bill, &*progress.now.bill);
    let memory = &saves.tools.memory;
    let install = &job.install.key;
    let lines = products(&cart.lines, after);
    memory
        .remember(&SaleKey::of(install, &after.head), lines)
        .await;
    memory
        .remember(&SaleKey::answers(install), answers(&job.edits, before))
        .await;
    if let Some(matches) = plain_echo(&cart.lines, before, after) {
        let known = memory.capability(install).await;
        let learned = Capability {
            plain_echo: Some(matches),
            ..known
        };
        memory.set_capability(install, learned).await;
    }
}

/// The lines of the bill whose product is proven by what was written.
pub(crate) fn products(cart: &[CartLine], bill: &Bill) -> Vec<(String, ProductId)> {
    let ordinary = bill
        .lines
        .iter()
        .filter(|line| line.kind == LineKind::Ordinary);
    ordinary
        .filter_map(|line| {
            Some((
                line.key.as_str().to_owned(),
                written_as(line, cart)?.clone(),
            ))
        })
        .collect()
}

/// By declared id, else by content where everything of that content is one product (older servers name lines anew on each write).
fn written_as<'a>(line: &Line, cart: &'a [CartLine]) -> Option<&'a ProductId> {
    let by_id = cart.iter().find(|wanted| {
        let declared = wanted.line_id.as_ref().map(|id| id.as_str());
        declared == Some(line.key.as_str())
    });
    if let Some(wanted) = by_id {
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

/// What a person said about a read line, under the line's title and price. C:G.2 rung 6.
fn answers(edits: &[Edit], before: &Bill) -> Vec<(String, ProductId)> {
    edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Identify(key, product) => {
                let line = before.line(key)?;
                Some((answer_name(line)?, product.clone()))
            }
            _ => None,
        })
        .collect()
}

/// True if every plain id that was echoed still names its line; false if one was voided all the same; none if none was echoed.
fn plain_echo(cart: &[CartLine], before: &Bill, after: &Bill) -> Option<bool> {
    let voids = |bill: &Bill, id: &str| {
        bill.voided
            .iter()
            .filter(|row| row.id.as_deref() == Some(id))
            .count()
    };
    let mut echoed = cart
        .iter()
        .filter(|wanted| {
            let line = before.line(&wanted.key);
            line.is_some_and(|line| matches!(line.identity, Identity::Plain(_)))
        })
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
