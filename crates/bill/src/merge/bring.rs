//! Sorts my edits by what happened to their line or row meanwhile.
use super::pairs::{Pairs, differs, touched, touched_payment, towards, towards_payment};
use super::{Conflict, Merge};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::Draft;
use crate::edit::Edit;
use crate::ids::{LineKey, PaymentKey};
use crate::problem::Place;
use std::collections::HashSet;
use std::sync::Arc;

/// Brings net edits of a base onto theirs.
pub(super) fn bring(
    base: &Bill,
    edits: Vec<Edit>,
    theirs: Arc<Bill>,
    catalogue: &Catalogue,
) -> Merge {
    let mut desk = Desk {
        base,
        pairs: Pairs::new(base, &theirs),
        theirs: &theirs,
        catalogue,
        kept: Vec::new(),
        conflicts: Vec::new(),
        shared: HashSet::new(),
    };
    let mut totals = Vec::new();
    for (place, edits) in by_place(edits) {
        match place {
            Place::Line(key) => desk.line(&key, edits),
            Place::Payment(key) => desk.payment(&key, edits),
            // Accepted for the bill as it was.
            _ => totals.extend(edits),
        }
    }
    let places = desk.places();
    if places.is_empty() && base.total == theirs.total {
        desk.kept.extend(totals);
    }
    let (kept, conflicts) = (desk.kept, desk.conflicts);
    Merge {
        draft: rid_of_loose_acceptances(Draft::with_edits(theirs, kept)),
        conflicts,
        theirs: places,
    }
}

/// An acceptance at a line that waits for an answer has nothing to stand on.
fn rid_of_loose_acceptances(draft: Draft) -> Draft {
    let strays = draft.strays();
    if strays.is_empty() {
        return draft;
    }
    let loose = |edit: &&Edit| is_acceptance(edit) && strays.contains(edit);
    let edits = draft.edits().iter().filter(|edit| !loose(edit)).cloned();
    Draft::with_edits(draft.base().clone(), edits.collect())
}

/// Edits of one place together, places in order of their first edit.
fn by_place(edits: Vec<Edit>) -> Vec<(Place, Vec<Edit>)> {
    let mut places: Vec<(Place, Vec<Edit>)> = Vec::new();
    for edit in edits {
        let place = edit.place();
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, edits)) => edits.push(edit),
            None => places.push((place, vec![edit])),
        }
    }
    places
}

struct Desk<'a> {
    base: &'a Bill,
    theirs: &'a Arc<Bill>,
    catalogue: &'a Catalogue,
    pairs: Pairs,
    kept: Vec<Edit>,
    conflicts: Vec<Conflict>,
    /// Places where both did the same, and what I made that already stands there: not theirs alone. Base and own keys.
    shared: HashSet<Place>,
}

impl Desk<'_> {
    fn line(&mut self, key: &LineKey, edits: Vec<Edit>) {
        let Some(at) = self.base.lines.iter().position(|line| line.key == *key) else {
            return self.own_line(key, edits);
        };
        let was = &self.base.lines[at];
        if let Some(edits) = self.replacement_written(at, &edits) {
            return self.kept.extend(edits);
        }
        let Some(is) = self.pairs.lines[at].map(|place| &self.theirs.lines[place]) else {
            return self.gone(Place::Line(key.clone()), edits);
        };
        let mut edits: Vec<Edit> = edits.iter().map(|edit| on_line(edit, &is.key)).collect();
        if differs(was, is) {
            // Accepted for the line as it was.
            edits.retain(|edit| !matches!(edit, Edit::Accept(..)));
        }
        if !touched(was, is) {
            self.kept.extend(edits);
        } else if edits.iter().any(changes) {
            self.both(Place::Line(is.key.clone()), edits);
        } else if was.resolution.product() == is.resolution.product() {
            self.kept.extend(edits);
        }
    }

    /// A line that I added.
    fn own_line(&mut self, key: &LineKey, edits: Vec<Edit>) {
        let new = edits.iter().find_map(|edit| match edit {
            Edit::Add(new) => Some(new),
            _ => None,
        });
        let place = Place::Line(key.clone());
        if let (Some(new), Some(line)) = (new, self.theirs.line(key)) {
            self.shared.insert(place.clone());
            let mine = towards(new, line);
            return self.conflict(place, mine, false);
        }
        let voided = self.theirs.voided.iter();
        if voided
            .into_iter()
            .any(|line| line.id.as_deref() == Some(key.as_str()))
        {
            return self.gone(place, edits);
        }
        self.kept.extend(edits);
    }

    /// What is left of a replacement that already stands there; none if it does not.
    fn replacement_written(&mut self, at: usize, edits: &[Edit]) -> Option<Vec<Edit>> {
        let new = edits.iter().find_map(|edit| match edit {
            Edit::Replace(_, new) => Some(new),
            _ => None,
        })?;
        let line = self.theirs.line(&new.key)?;
        self.shared.insert(Place::Line(new.key.clone()));
        self.shared
            .insert(Place::Line(self.base.lines[at].key.clone()));
        let mine = towards(new, line);
        self.conflict(Place::Line(new.key.clone()), mine, false);
        let old = self.pairs.lines[at].map(|place| &self.theirs.lines[place]);
        Some(
            old.map(|old| Edit::Remove(old.key.clone()))
                .into_iter()
                .collect(),
        )
    }

    fn payment(&mut self, key: &PaymentKey, edits: Vec<Edit>) {
        let rows = self.base.payments.rows();
        let theirs = self.theirs.payments.rows();
        let place = Place::Payment(key.clone());
        let Some(at) = rows.iter().position(|row| row.key == *key) else {
            let new = edits.iter().find_map(|edit| match edit {
                Edit::Pay(new) => Some(new),
                _ => None,
            });
            let standing = theirs.iter().find(|row| row.key == *key);
            if let (Some(new), Some(row)) = (new, standing) {
                self.shared.insert(place.clone());
                let mine = towards_payment(new, row);
                return self.conflict(place, mine, false);
            }
            return self.kept.extend(edits);
        };
        let Some(is) = self.pairs.payments[at].map(|place| &theirs[place]) else {
            return self.gone(place, edits);
        };
        let edits = edits.iter().map(|edit| on_payment(edit, &is.key)).collect();
        if touched_payment(&rows[at], is) {
            self.both(Place::Payment(is.key.clone()), edits);
        } else {
            self.kept.extend(edits);
        }
    }

    /// They took it away: so did I, or it is asked.
    fn gone(&mut self, place: Place, edits: Vec<Edit>) {
        if edits
            .iter()
            .any(|edit| matches!(edit, Edit::Remove(_) | Edit::Unpay(_)))
        {
            self.shared.insert(place);
            return;
        }
        let mine = edits
            .into_iter()
            .filter(|edit| !is_acceptance(edit))
            .collect();
        self.conflict(place, mine, true);
    }

    /// Both touched it: asked, unless mine adds nothing to theirs.
    fn both(&mut self, place: Place, edits: Vec<Edit>) {
        let mine: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !is_acceptance(edit))
            .collect();
        let replayed = Draft::with_edits(self.theirs.clone(), mine.clone()).working(self.catalogue);
        if replayed.cart_changed || replayed.payments_changed {
            self.conflict(place, mine, false);
        } else {
            self.shared.insert(place);
        }
    }

    fn conflict(&mut self, place: Place, mine: Vec<Edit>, gone: bool) {
        if mine.iter().any(changes) {
            self.conflicts.push(Conflict { place, mine, gone });
        }
    }

    /// Everything that they changed, added or removed.
    fn places(&self) -> Vec<Place> {
        let (base, theirs) = (self.base, self.theirs);
        let line = |key: &LineKey| Place::Line(key.clone());
        let row = |key: &PaymentKey| Place::Payment(key.clone());
        let mut places = Vec::new();
        let partners = partners(&self.pairs.lines, theirs.lines.len());
        for (is, partner) in theirs.lines.iter().zip(partners) {
            if partner.is_none_or(|at| differs(&base.lines[at], is)) {
                places.push(line(&is.key));
            }
        }
        let gone = |(_, pair): &(_, &Option<usize>)| pair.is_none();
        let lost = base.lines.iter().zip(&self.pairs.lines).filter(gone);
        places.extend(lost.map(|(was, _)| line(&was.key)));
        let (rows, their_rows) = (base.payments.rows(), theirs.payments.rows());
        let partners = self::partners(&self.pairs.payments, their_rows.len());
        for (is, partner) in their_rows.iter().zip(partners) {
            if partner.is_none_or(|at| touched_payment(&rows[at], is)) {
                places.push(row(&is.key));
            }
        }
        let lost = rows.iter().zip(&self.pairs.payments);
        let lost = lost.filter(|(_, pair)| pair.is_none());
        places.extend(lost.map(|(was, _)| row(&was.key)));
        places.retain(|place| !self.shared.contains(place));
        places
    }
}

/// For each of theirs, its place in the base.
fn partners(pairs: &[Option<usize>], count: usize) -> Vec<Option<usize>> {
    let mut partners = vec![None; count];
    for (at, place) in pairs.iter().enumerate() {
        if let Some(place) = *place {
            partners[place] = Some(at);
        }
    }
    partners
}

/// True for what alters the bill; saying what a line is or what may be lost does not.
fn changes(edit: &Edit) -> bool {
    !matches!(edit, Edit::Identify(..) | Edit::Accept(..))
}

fn is_acceptance(edit: &Edit) -> bool {
    matches!(edit, Edit::Accept(..))
}

/// The edit at another line.
fn on_line(edit: &Edit, key: &LineKey) -> Edit {
    let key = key.clone();
    match edit.clone() {
        Edit::Quantity(_, quantity) => Edit::Quantity(key, quantity),
        Edit::Remove(_) => Edit::Remove(key),
        Edit::Restore(_) => Edit::Restore(key),
        Edit::Note(_, text) => Edit::Note(key, text),
        Edit::Discount(_, amount) => Edit::Discount(key, amount),
        Edit::Options(_, chosen) => Edit::Options(key, chosen),
        Edit::Identify(_, product) => Edit::Identify(key, product),
        Edit::Replace(_, new) => Edit::Replace(key, new),
        Edit::Accept(Place::Line(_), loss) => Edit::Accept(Place::Line(key), loss),
        other => other,
    }
}

/// The edit at another row.
fn on_payment(edit: &Edit, key: &PaymentKey) -> Edit {
    let key = key.clone();
    match edit.clone() {
        Edit::Amount(_, amount) => Edit::Amount(key, amount),
        Edit::Kind(_, kind) => Edit::Kind(key, kind),
        Edit::Unpay(_) => Edit::Unpay(key),
        Edit::Repay(_) => Edit::Repay(key),
        other => other,
    }
}
