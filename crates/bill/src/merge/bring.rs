//! Sorts my edits by what happened to their line or row meanwhile.
use super::compare::{Renamed, alike, differs, touched, touched_payment, towards, towards_payment};
use super::pairs::{Pairs, landed, landed_payment, surely_landed};
use super::places::places;
use super::rekey::{on_line, on_payment};
use super::{Conflict, Merge};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::{Draft, Working};
use crate::edit::Edit;
use crate::fold::same_title;
use crate::ids::{LineKey, PaymentKey, is_mark};
use crate::line::Line;
use crate::map::Set;
use crate::problem::Place;
use crate::resolve::{Found, OptionsFound};
use std::sync::Arc;

/// Brings net edits of a base onto theirs.
pub(super) fn bring(
    base: &Bill,
    edits: Vec<Edit>,
    theirs: Arc<Bill>,
    catalogue: &Catalogue,
) -> Merge {
    let mine = Draft::with_edits(Arc::new(base.clone()), edits.clone()).working(catalogue);
    let mut desk = Desk {
        base,
        pairs: Pairs::new(base, &theirs, &mine, catalogue),
        mine: &mine,
        theirs: &theirs,
        catalogue,
        kept: Vec::new(),
        conflicts: Vec::new(),
        shared: Set::default(),
        settled: Set::default(),
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
    let (mut places, mut gone) = places(base, &theirs, &desk.pairs);
    places.retain(|place| !desk.shared.contains(place));
    gone.retain(|place| !desk.settled.contains(place));
    places.extend(gone);
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

/// True if the line's product is beyond doubt.
fn knows_better(line: &Line) -> bool {
    matches!(line.resolution.found, Found::Certain(..))
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
    /// My draft on the base.
    mine: &'a Working,
    kept: Vec<Edit>,
    conflicts: Vec<Conflict>,
    /// Where theirs is what I wanted: no news. Their keys.
    shared: Set<Place>,
    /// What went from the base as I wanted. Base keys: a mark may mean another row there than in theirs.
    settled: Set<Place>,
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
            let there = self.born_again(at, &edits);
            if let Some(there) = there.filter(|_| edits.iter().any(changes)) {
                let mine = edits.iter().filter(|edit| !is_acceptance(edit));
                let mine = mine.map(|edit| on_line(edit, &there)).collect();
                self.shared.insert(Place::Line(there.clone()));
                return self.conflict(Place::Line(there), mine, false);
            }
            return self.gone(Place::Line(key.clone()), edits);
        };
        let mut edits: Vec<Edit> = edits.iter().map(|edit| on_line(edit, &is.key)).collect();
        if knows_better(is) {
            // What a guess was taken for; theirs needs none.
            edits.retain(|edit| !matches!(edit, Edit::Identify(_, product) if is.resolution.product() != Some(product)));
        }
        if differs(was, is) {
            // Accepted for the line as it was.
            edits.retain(|edit| !matches!(edit, Edit::Accept(..)));
        }
        let by_content = was.key != is.key && !is_mark(was.key.as_str());
        if by_content && edits.iter().any(takes_off) {
            // It may be the same line under a new name, or another one just like it.
            self.conflict(Place::Line(is.key.clone()), edits, false);
        } else if !touched(was, is) {
            self.kept.extend(edits);
        } else if edits.iter().any(changes) {
            self.both(Place::Line(is.key.clone()), edits);
        } else if was.resolution.product() == is.resolution.product() {
            self.kept.extend(edits);
        }
    }

    /// A new line of theirs that may be this one of the base, which is gone: voided and born again under another name, as when
    /// its id had to be given up (C:G.4 rule 9) or servers name lines anew. One just like it; if mine is to take it off, also one
    /// that they changed, because what is still there must not pass for taken off. None that I made.
    fn born_again(&self, at: usize, edits: &[Edit]) -> Option<LineKey> {
        let was = &self.base.lines[at];
        let off = edits.iter().any(takes_off);
        let names_show = self.theirs.dialect.identities;
        let made_by_me = |line: &Line| {
            let mut mine = self.mine.lines.iter().filter(|work| work.base.is_none());
            mine.any(|work| work.key == line.key || !names_show && landed(work, line))
        };
        let titled =
            |line: &Line| same_title(&was.title, &line.title) && (off || !touched(was, line));
        let work = self.mine.lines.iter().find(|work| work.base == Some(at));
        let renamed = Renamed {
            was,
            said: work.and_then(|work| work.product.as_ref()),
            catalogue: self.catalogue,
        };
        let taken = |line: &Line| self.shared.contains(&Place::Line(line.key.clone()));
        let came: Vec<&Line> = unpaired(&self.theirs.lines, &self.pairs.lines)
            .filter(|line| !made_by_me(line) && !taken(line))
            .collect();
        let found = came.iter().find(|line| titled(line));
        let found = found.or_else(|| came.iter().find(|line| off && renamed.is(line)));
        found.map(|line| line.key.clone())
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
            let mine = towards(new, line, self.catalogue.product(&new.product));
            return self.conflict(place, mine, false);
        }
        let voided = self.theirs.voided.iter();
        if voided
            .into_iter()
            .any(|line| line.id.as_deref() == Some(key.as_str()))
        {
            return self.gone(place, edits);
        }
        match self.like_mine(key) {
            Some(there) => self.conflict(there, edits, false),
            None => self.kept.extend(edits),
        }
    }

    /// A new line of theirs that is just like the one I add, on a server that shows no ids: mine, after a write whose answer was
    /// lost, or a colleague's. Each of theirs stands for one of mine.
    fn like_mine(&mut self, key: &LineKey) -> Option<Place> {
        if self.theirs.dialect.identities {
            return None;
        }
        let work = self.mine.lines.iter().find(|work| work.key == *key)?;
        let found = unpaired(&self.theirs.lines, &self.pairs.lines)
            .filter(|line| landed(work, line))
            .map(|line| Place::Line(line.key.clone()))
            .find(|place| !self.shared.contains(place))?;
        self.shared.insert(found.clone());
        Some(found)
    }

    /// What is left of a replacement that already stands there; none if it does not.
    fn replacement_written(&mut self, at: usize, edits: &[Edit]) -> Option<Vec<Edit>> {
        let new = edits.iter().find_map(|edit| match edit {
            Edit::Replace(_, new) => Some(new),
            _ => None,
        })?;
        let line = self.theirs.line(&new.key)?;
        self.shared.insert(Place::Line(new.key.clone()));
        self.settled
            .insert(Place::Line(self.base.lines[at].key.clone()));
        let mine = towards(new, line, self.catalogue.product(&new.product));
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
        let taken_off = |edit: &Edit| matches!(edit, Edit::Remove(_) | Edit::Unpay(_));
        if edits.iter().any(taken_off) || self.stands_anew(&place) {
            self.settled.insert(place);
            return;
        }
        let mine = edits
            .into_iter()
            .filter(|edit| !is_acceptance(edit))
            .collect();
        self.conflict(place, mine, true);
    }

    /// True if what I made of it already stands there under a key of its own, as after a write whose answer was lost on a
    /// server that names lines and rows anew. Each of theirs stands for one of mine.
    fn stands_anew(&mut self, place: &Place) -> bool {
        let free = |place: &Place| !self.shared.contains(place);
        let found = match place {
            Place::Line(key) => {
                let work = self.mine.lines.iter().find(|work| work.key == *key);
                unpaired(&self.theirs.lines, &self.pairs.lines)
                    .filter(|line| work.is_some_and(|work| surely_landed(work, line)))
                    .map(|line| Place::Line(line.key.clone()))
                    .find(free)
            }
            Place::Payment(key) => {
                let work = self.mine.payments.iter().find(|work| work.key == *key);
                unpaired(self.theirs.payments.rows(), &self.pairs.payments)
                    .filter(|row| work.is_some_and(|work| landed_payment(work, row)))
                    .map(|row| Place::Payment(row.key.clone()))
                    .find(free)
            }
            _ => None,
        };
        found.map(|place| self.shared.insert(place)).is_some()
    }

    /// Both touched it: asked, unless mine adds nothing to theirs.
    fn both(&mut self, place: Place, edits: Vec<Edit>) {
        let mine: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !is_acceptance(edit))
            .collect();
        let open = mine.iter().filter(|edit| !self.stands_alike(edit)).cloned();
        let replayed =
            Draft::with_edits(self.theirs.clone(), open.collect()).working(self.catalogue);
        if replayed.cart_changed || replayed.payments_changed {
            self.conflict(place, mine, false);
        } else {
            self.shared.insert(place);
        }
    }

    /// True if theirs has choices that nobody can tell from those that I picked.
    fn stands_alike(&self, edit: &Edit) -> bool {
        let Edit::Options(key, mine) = edit else {
            return false;
        };
        let line = self.theirs.line(key);
        line.is_some_and(|line| {
            let product = line.resolution.product();
            match (
                product.and_then(|id| self.catalogue.product(id)),
                &line.resolution.options,
            ) {
                (Some(product), OptionsFound::All(there)) => alike(product, there, mine),
                _ => false,
            }
        })
    }

    fn conflict(&mut self, place: Place, mine: Vec<Edit>, gone: bool) {
        if mine.iter().any(changes) {
            self.conflicts.push(Conflict { place, mine, gone });
        }
    }
}

/// Those of theirs that are none of the base.
fn unpaired<'a, T>(theirs: &'a [T], pairs: &'a [Option<usize>]) -> impl Iterator<Item = &'a T> {
    let free = |at: &usize| !pairs.contains(&Some(*at));
    (0..theirs.len()).filter(free).map(|at| &theirs[at])
}

fn takes_off(edit: &Edit) -> bool {
    matches!(edit, Edit::Remove(_) | Edit::Replace(..))
}

/// True for what alters the bill; saying what a line is or what may be lost does not.
fn changes(edit: &Edit) -> bool {
    !matches!(edit, Edit::Identify(..) | Edit::Accept(..))
}

fn is_acceptance(edit: &Edit) -> bool {
    matches!(edit, Edit::Accept(..))
}
