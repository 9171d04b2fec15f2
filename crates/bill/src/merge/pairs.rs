//! Which line or row of theirs is which of the base, and whether they touched it.
use crate::bill::Bill;
use crate::draft::{kind_of, same_choices};
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::fold::same_title;
use crate::ids::{LineKey, PaymentKey};
use crate::line::{Line, LineKind, Note, ReadOption};
use crate::payment::Payment;
use crate::resolve::OptionsFound;

/// For each base line and row, its place in theirs.
pub(super) struct Pairs {
    pub(super) lines: Vec<Option<usize>>,
    pub(super) payments: Vec<Option<usize>>,
}

impl Pairs {
    /// By key. A position mark says nothing, so marked ones are matched by content: of two alike, either is the other.
    pub(super) fn new(base: &Bill, theirs: &Bill) -> Pairs {
        Pairs {
            lines: pair(
                &base.lines,
                &theirs.lines,
                |line| line.key.as_str(),
                |a, b| !touched(a, b) && same_title(&a.title, &b.title),
            ),
            payments: pair(
                base.payments.rows(),
                theirs.payments.rows(),
                |row| row.key.as_str(),
                |a, b| !touched_payment(a, b),
            ),
        }
    }
}

fn pair<T>(
    base: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> &str,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Option<usize>> {
    let marked = |one: &T| key(one).starts_with('~');
    let mut free = vec![true; theirs.len()];
    let mut found: Vec<Option<usize>> = vec![None; base.len()];
    let mut claim = |at: usize, place: Option<usize>, free: &mut Vec<bool>| {
        if let Some(place) = place {
            free[place] = false;
            found[at] = Some(place);
        }
    };
    let by_key: std::collections::HashMap<&str, usize> = theirs
        .iter()
        .enumerate()
        .map(|(place, one)| (key(one), place))
        .collect();
    for (at, one) in base.iter().enumerate().filter(|(_, one)| !marked(one)) {
        claim(at, by_key.get(key(one)).copied(), &mut free);
    }
    for (at, one) in base.iter().enumerate().filter(|(_, one)| marked(one)) {
        let here = by_key.get(key(one)).copied();
        let place = here
            .into_iter()
            .chain(0..theirs.len())
            .find(|&place| free[place] && same(one, &theirs[place]));
        claim(at, place, &mut free);
    }
    found
}

/// True if somebody changed what a write of the line carries.
pub(super) fn touched(base: &Line, theirs: &Line) -> bool {
    base.quantity != theirs.quantity
        || base.discount != theirs.discount
        || base.extra != theirs.extra
        || base.kind != theirs.kind
        || other_product(base, theirs)
        || other_note(&base.note, &theirs.note)
        || other_options(base.options.as_deref(), theirs.options.as_deref())
}

/// True if the line shows anything else than before, re-pricing included. Time passing is no change.
pub(super) fn differs(base: &Line, theirs: &Line) -> bool {
    let ticking = base.kind == LineKind::Timer && theirs.kind == LineKind::Timer;
    touched(base, theirs)
        || base.title != theirs.title
        || base.vat != theirs.vat
        || base.amount != theirs.amount && !ticking
}

/// True if somebody changed the row.
pub(super) fn touched_payment(base: &Payment, theirs: &Payment) -> bool {
    base.amount != theirs.amount
        || base.is_discount != theirs.is_discount
        || !base.is_discount && base.method != theirs.method
        || (base.is_discount || base.method.is_none()) && base.title.trim() != theirs.title.trim()
}

/// A renamed product is the same product.
fn other_product(base: &Line, theirs: &Line) -> bool {
    match (base.resolution.product(), theirs.resolution.product()) {
        (Some(a), Some(b)) => a != b,
        _ => !same_title(&base.title, &theirs.title),
    }
}

/// What is hidden on one side cannot be compared.
fn other_note(base: &Note, theirs: &Note) -> bool {
    match (base, theirs) {
        (Note::Text(a), Note::Text(b)) => a.trim() != b.trim(),
        _ => false,
    }
}

fn other_options(base: Option<&[ReadOption]>, theirs: Option<&[ReadOption]>) -> bool {
    let (base, theirs) = (base.unwrap_or_default(), theirs.unwrap_or_default());
    let mut free: Vec<&ReadOption> = theirs.iter().collect();
    let same = |a: &ReadOption, b: &ReadOption| match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => same_title(&a.title, &b.title),
    };
    base.len() != theirs.len()
        || !base.iter().all(|option| {
            let at = free.iter().position(|other| same(option, other));
            at.map(|at| free.swap_remove(at)).is_some()
        })
}

/// What makes their line the new one of mine that already stands there: nothing if it is just that.
pub(super) fn towards(new: &NewLine, theirs: &Line) -> Vec<Edit> {
    let key = || LineKey::clone(&new.key);
    let mut edits = Vec::new();
    if new.quantity != theirs.quantity {
        edits.push(Edit::Quantity(key(), new.quantity));
    }
    let same_options = match &theirs.resolution.options {
        OptionsFound::All(chosen) => same_choices(chosen, &new.options),
        OptionsFound::Doubt(_) => {
            let named = |title: &String| ReadOption {
                id: None,
                title: title.clone(),
                price: None,
            };
            let mine: Vec<_> = new.options.iter().map(|one| named(&one.title)).collect();
            !other_options(Some(&mine), theirs.options.as_deref())
        }
    };
    if !same_options {
        edits.push(Edit::Options(key(), new.options.clone()));
    }
    if other_note(&Note::Text(new.note.clone()), &theirs.note) {
        edits.push(Edit::Note(key(), new.note.clone()));
    }
    if new.discount != theirs.discount {
        edits.push(Edit::Discount(key(), new.discount));
    }
    edits
}

/// The same for a payment row.
pub(super) fn towards_payment(new: &NewPayment, theirs: &Payment) -> Vec<Edit> {
    let key = || PaymentKey::clone(&new.key);
    let same_kind = match (&new.kind, kind_of(theirs)) {
        (PaymentKind::Discount(a), Some(PaymentKind::Discount(b))) => a.trim() == b.trim(),
        (a, b) => Some(a) == b.as_ref(),
    };
    let kind = (!same_kind).then(|| Edit::Kind(key(), new.kind.clone()));
    let amount = (new.amount != theirs.amount).then(|| Edit::Amount(key(), new.amount));
    kind.into_iter().chain(amount).collect()
}
