//! Whether a bill already holds what a write would send. Decides between saved and not saved when an answer was lost, so it
//! never says yes on hope: what cannot be seen does not hold.
use super::{Cart, CartLine, PaymentRow};
use crate::Money;
use crate::bill::Bill;
use crate::fold::same_title;
use crate::ids::{DeclaredId, is_mark};
use crate::line::{Identity, Line, LineKind, Note, ReadOption};
use crate::options::Declared;
use crate::payment::{Payment, Payments};
use crate::resolve::Found;

/// True if the bill holds exactly these lines (cover aside): the write is done, whoever did it. Lines are matched by declared
/// id where there is one, else by product, title, quantity, options, note and discount; each bill line at most once. A line
/// that was new is only recognised by its own id where the server shows ids (C:G.6 row 22).
pub fn holds_cart(bill: &Bill, cart: &Cart) -> bool {
    is_on(bill, cart, |wanted, line| {
        let note = match &line.note {
            Note::Text(_) => same_note(&wanted.note, &line.note),
            // What is there may be anything, so only the note of a line that is kept, and that nobody set, can pass for it.
            Note::Hidden => !wanted.born && !wanted.note_unseen && wanted.note.trim().is_empty(),
        };
        // Under one title another product may stand there, which is the one that somebody replaced.
        note && line.resolution.product() == Some(&wanted.product)
    })
}

/// As [`holds_cart`], but a note that is hidden from us may be the wanted one, and so may a product that only its title shows: all
/// that the bill shows is as wanted. Together with the sight that something was written since, it tells that this was.
pub fn shows_cart(bill: &Bill, cart: &Cart) -> bool {
    is_on(bill, cart, |wanted, line| {
        line.note == Note::Hidden || same_note(&wanted.note, &line.note)
    })
}

fn is_on(bill: &Bill, cart: &Cart, sure: impl Fn(&CartLine, &Line) -> bool) -> bool {
    let lines: Vec<&Line> = bill
        .lines
        .iter()
        .filter(|line| line.kind != LineKind::Cover)
        .collect();
    let stands = |line: &&Line| cart.off.contains(&line.key) && !is_mark(line.key.as_str());
    if lines.iter().any(stands) {
        return false;
    }
    let by_id = |wanted: &CartLine, line: &Line| declared(line) == wanted.line_id.as_ref();
    each_once(
        &cart.lines,
        &lines,
        |wanted| wanted.line_id.is_some(),
        by_id,
        |wanted, line| same_line(wanted, line) && sure(wanted, line),
        |wanted, line| may_stand_for(wanted, line) && same_product(wanted, line),
    )
}

/// True if the bill holds exactly these payment rows. A server that shows no rows holds them if their sums agree: nothing
/// more can be known there, and such a bill is only ever written from "nothing paid" (C:G.8).
pub fn holds_payments(bill: &Bill, rows: &[PaymentRow]) -> bool {
    match &bill.payments {
        Payments::Mismatch(_) => false,
        Payments::Unknown => {
            let sum = |discounts_only: bool| -> Money {
                let counted = rows.iter().filter(|row| row.is_discount || !discounts_only);
                counted.map(|row| row.amount).sum()
            };
            bill.paid == sum(false) && bill.discount == sum(true)
        }
        Payments::Known(shown) => {
            let shown: Vec<&Payment> = shown.iter().collect();
            let shows_ids = bill.dialect.identities;
            each_once(
                rows,
                &shown,
                |wanted| wanted.line_id.is_some(),
                |wanted, row| row.identity == wanted.line_id,
                same_row,
                |wanted, row| {
                    wanted.line_id.is_none() || !wanted.born || !shows_ids && row.identity.is_none()
                },
            )
        }
    }
}

/// True if wanted and shown pair up one to one: first by id, then the rest by content where `may_stand_for` allows it.
fn each_once<W, S>(
    wanted: &[W],
    shown: &[&S],
    has_id: impl Fn(&W) -> bool,
    same_id: impl Fn(&W, &S) -> bool,
    same_content: impl Fn(&W, &S) -> bool,
    may_stand_for: impl Fn(&W, &S) -> bool,
) -> bool {
    if wanted.len() != shown.len() {
        return false;
    }
    let mut free = vec![true; shown.len()];
    let mut rest = Vec::new();
    for one in wanted {
        let by_id = (0..shown.len()).find(|&at| has_id(one) && free[at] && same_id(one, shown[at]));
        match by_id {
            Some(at) if same_content(one, shown[at]) => free[at] = false,
            Some(_) => return false,
            None => rest.push(one),
        }
    }
    rest.into_iter().all(|one| {
        let stand_in = (0..shown.len())
            .find(|&at| free[at] && may_stand_for(one, shown[at]) && same_content(one, shown[at]));
        stand_in.inspect(|&at| free[at] = false).is_some()
    })
}

fn declared(line: &Line) -> Option<&DeclaredId> {
    match &line.identity {
        Identity::Declared(id) | Identity::Plain(id) => Some(id),
        Identity::Lost | Identity::Unsupported => None,
    }
}

/// Whether a line may be the wanted one though their ids do not meet: the platform may name a kept line anew (C:G.4 rule 7),
/// but another line of the same content is not the new one that we asked for.
fn may_stand_for(wanted: &CartLine, line: &Line) -> bool {
    wanted.line_id.is_none() || !wanted.born || line.identity == Identity::Unsupported
}

fn same_product(wanted: &CartLine, line: &Line) -> bool {
    match &line.resolution.found {
        Found::Certain(id, _) => *id == wanted.product,
        Found::Probable(id, _) if *id == wanted.product => true,
        _ => same_title(&line.title, &wanted.title),
    }
}

fn same_line(wanted: &CartLine, line: &Line) -> bool {
    line.kind == LineKind::Ordinary
        && line.quantity == wanted.quantity
        && line.discount == wanted.discount
        && same_options(wanted, line.options.as_deref())
}

/// Servers trim, and leave an empty note out.
fn same_note(wanted: &str, note: &Note) -> bool {
    matches!(note, Note::Text(text) if text.trim() == wanted.trim())
}

fn same_options(wanted: &CartLine, read: Option<&[ReadOption]>) -> bool {
    let Some(read) = read else {
        return wanted.options.is_empty();
    };
    if read.len() != wanted.options.len() {
        return false;
    }
    let mut free: Vec<&ReadOption> = read.iter().collect();
    let mut take = |same: &dyn Fn(&ReadOption) -> bool| {
        let at = free.iter().position(|option| same(option));
        at.map(|at| free.swap_remove(at)).is_some()
    };
    let titled = |at: usize| wanted.option_titles.get(at).map_or("", String::as_str);
    // Those named by id first: they are the pickier ones.
    let (by_id, by_title): (Vec<_>, Vec<_>) = wanted
        .options
        .iter()
        .enumerate()
        .partition(|(_, option)| matches!(option, Declared::Id(_)));
    by_id
        .into_iter()
        .chain(by_title)
        .all(|(at, option)| match option {
            Declared::Id(id) => {
                // Only a bare title may stand for an id: where more is shown, the choice's id would be, too.
                let bare = |read: &ReadOption| read.id.is_none() && read.price.is_none();
                take(&|read| read.id.as_ref() == Some(id))
                    || take(&|read| bare(read) && same_title(&read.title, titled(at)))
            }
            Declared::Title(title) => take(&|read| same_title(&read.title, title)),
        })
}

fn same_row(wanted: &PaymentRow, row: &Payment) -> bool {
    let same_kind = match (wanted.is_discount, row.is_discount) {
        // A discount's id is free text that the platform need not keep.
        (true, true) => wanted.title.trim() == row.title.trim(),
        (false, false) => row.method.as_ref() == Some(&wanted.id),
        _ => false,
    };
    same_kind && row.amount == wanted.amount
}

#[cfg(test)]
mod tests;
