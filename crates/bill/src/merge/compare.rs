//! Whether a line or row was touched, and what would make theirs mine.
use crate::Money;
use crate::catalogue::{Catalogue, Product};
use crate::draft::{kind_of, same_choices};
use crate::edit::{Edit, NewLine, NewPayment, PaymentKind};
use crate::fold::same_title;
use crate::ids::{LineKey, PaymentKey, ProductId};
use crate::line::{Chosen, Identity, Line, LineKind, Note, ReadOption};
use crate::options::choice;
use crate::payment::Payment;
use crate::resolve::{Evidence, Found, OptionsFound, share_a_word};

/// True if somebody changed what a write of the line carries.
pub(super) fn touched(base: &Line, theirs: &Line) -> bool {
    other_product(base, theirs) || altered(base, theirs)
}

/// True if anything but the product is another one.
fn altered(base: &Line, theirs: &Line) -> bool {
    base.quantity != theirs.quantity
        || base.discount != theirs.discount
        || base.extra != theirs.extra
        || base.kind != theirs.kind
        || other_note(&base.note, &theirs.note)
        || other_options(base.options.as_deref(), theirs.options.as_deref())
}

/// True if theirs is just what the base has, and of one title.
pub(super) fn alike_lines(base: &Line, theirs: &Line) -> bool {
    !touched(base, theirs) && same_title(&base.title, &theirs.title)
}

/// What a line that is not there any more may be called now: every write calls a line what its product is called on that day.
pub(super) struct Renamed<'a> {
    pub(super) was: &'a Line,
    /// What my draft takes it to be.
    pub(super) said: Option<&'a ProductId>,
    pub(super) catalogue: &'a Catalogue,
}

impl Renamed<'_> {
    /// True if theirs is just what the line was, but for the title.
    pub(super) fn is_alike(&self, theirs: &Line) -> bool {
        !altered(self.was, theirs) && self.may_be(theirs, |_, _| true)
    }

    /// The same also of a line that they changed, if it is the likeliest one or has a word of the old title.
    pub(super) fn is(&self, theirs: &Line) -> bool {
        let likely =
            |place, theirs: &Line| place == 0 || share_a_word(&self.was.title, &theirs.title);
        self.is_alike(theirs) || self.may_be(theirs, likely)
    }

    /// `likely` is asked about one of the candidates for a line that nobody knows, by its place among them.
    fn may_be(&self, theirs: &Line, likely: impl Fn(usize, &Line) -> bool) -> bool {
        // Who declares an id of his own makes a line; what a write names anew has none. C:G.4 rules 1 and 4.
        if matches!(theirs.identity, Identity::Declared(_)) {
            return false;
        }
        let Some(now) = theirs.resolution.product() else {
            return false;
        };
        match (self.said, &self.was.resolution.found) {
            (Some(product), _) => product == now,
            // A title that some product bears is no old one.
            (None, Found::Unresolved(all)) if self.catalogue.titled(&self.was.title).is_empty() => {
                let place = all.iter().position(|one| one == now);
                place.is_some_and(|place| likely(place, theirs))
            }
            (None, _) => false,
        }
    }
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

/// A renamed product is the same product, and what is known by its title alone, or guessed, says no more than the title: there another
/// product means another catalogue.
pub(super) fn other_product(base: &Line, theirs: &Line) -> bool {
    let product = |line: &Line| line.resolution.product().cloned();
    let certain = |line: &Line| matches!(line.resolution.found, Found::Certain(_, by) if by != Evidence::Title);
    match (product(base), product(theirs)) {
        (Some(a), Some(b)) if a == b => false,
        (Some(_), Some(_)) if certain(base) && certain(theirs) => true,
        _ => !same_title(&base.title, &theirs.title),
    }
}

/// What is hidden on one side cannot be compared.
pub(super) fn other_note(base: &Note, theirs: &Note) -> bool {
    match (base, theirs) {
        (Note::Text(a), Note::Text(b)) => a.trim() != b.trim(),
        _ => false,
    }
}

pub(super) fn other_options(base: Option<&[ReadOption]>, theirs: Option<&[ReadOption]>) -> bool {
    let mut left: Vec<&ReadOption> = base.unwrap_or_default().iter().collect();
    let mut free: Vec<&ReadOption> = theirs.unwrap_or_default().iter().collect();
    let likely = |a: &ReadOption, b: &ReadOption| match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        (None, None) => same_title(&a.title, &b.title),
        // A namesake at another price is another choice.
        _ => {
            same_title(&a.title, &b.title)
                && (a.price.is_none() || b.price.is_none() || a.price == b.price)
        }
    };
    // What is the very same first: a namesake must not take its partner away.
    for same in [
        &|a: &ReadOption, b: &ReadOption| a == b,
        &likely as &dyn Fn(&ReadOption, &ReadOption) -> bool,
    ] {
        left.retain(|option| {
            let at = free.iter().position(|other| same(option, other));
            at.map(|at| free.swap_remove(at)).is_none()
        });
    }
    !left.is_empty() || !free.is_empty()
}

/// What makes their line the new one of mine that already stands there: nothing if it is just that. `product` is what mine is of.
pub(super) fn towards(new: &NewLine, theirs: &Line, product: Option<&Product>) -> Vec<Edit> {
    let key = || LineKey::clone(&new.key);
    let mut edits = Vec::new();
    if new.quantity != theirs.quantity {
        edits.push(Edit::Quantity(key(), new.quantity));
    }
    let same_options = match &theirs.resolution.options {
        OptionsFound::All(chosen) => {
            same_choices(chosen, &new.options)
                || product.is_some_and(|product| alike(product, chosen, &new.options))
        }
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
        edits.extend(new.reason.map(|reason| Edit::Reason(key(), reason)));
    }
    edits
}

/// True if nobody can tell these choices from those: titles and prices agree, as where a server took a title that two choices of one
/// price bear. C:G.3.
pub(super) fn alike(product: &Product, a: &[Chosen], b: &[Chosen]) -> bool {
    let seen = |chosen: &[Chosen]| {
        let found = chosen.iter().map(|one| choice(product, one));
        let mut seen: Option<Vec<(String, Money)>> = found
            .map(|found| found.map(|found| (found.title.clone(), found.price)))
            .collect();
        seen.iter_mut().for_each(|seen| seen.sort_unstable());
        seen
    };
    seen(a).is_some_and(|a| seen(b) == Some(a))
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
