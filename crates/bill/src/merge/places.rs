//! Where they changed anything.
use super::compare::{differs, touched_payment};
use super::pairs::Pairs;
use crate::bill::Bill;
use crate::ids::{LineKey, PaymentKey};
use crate::problem::Place;

/// Everything that they changed or added, by their keys, and everything that they removed, by the base's.
pub(super) fn places(base: &Bill, theirs: &Bill, pairs: &Pairs) -> (Vec<Place>, Vec<Place>) {
    let line = |key: &LineKey| Place::Line(key.clone());
    let row = |key: &PaymentKey| Place::Payment(key.clone());
    let (mut places, mut gone) = (Vec::new(), Vec::new());
    let partners = partners_of(&pairs.lines, theirs.lines.len());
    for (is, partner) in theirs.lines.iter().zip(partners) {
        if partner.is_none_or(|at| differs(&base.lines[at], is)) {
            places.push(line(&is.key));
        }
    }
    let lost = base.lines.iter().zip(&pairs.lines);
    let lost = lost.filter(|(_, pair)| pair.is_none());
    gone.extend(lost.map(|(was, _)| line(&was.key)));
    let (rows, their_rows) = (base.payments.rows(), theirs.payments.rows());
    let partners = partners_of(&pairs.payments, their_rows.len());
    for (is, partner) in their_rows.iter().zip(partners) {
        if partner.is_none_or(|at| touched_payment(&rows[at], is)) {
            places.push(row(&is.key));
        }
    }
    let lost = rows.iter().zip(&pairs.payments);
    let lost = lost.filter(|(_, pair)| pair.is_none());
    gone.extend(lost.map(|(was, _)| row(&was.key)));
    (places, gone)
}

/// For each of theirs, its place in the base.
fn partners_of(pairs: &[Option<usize>], count: usize) -> Vec<Option<usize>> {
    let mut partners = vec![None; count];
    for (at, place) in pairs.iter().enumerate() {
        if let Some(place) = *place {
            partners[place] = Some(at);
        }
    }
    partners
}
