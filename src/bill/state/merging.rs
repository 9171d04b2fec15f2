//! The bill changed meanwhile: mine is brought onto theirs, and only what both touched is asked.
use super::{Ask, Editing, Event, Notice, Read, Saved};
use adisyon_bill::ids;
use adisyon_bill::merge::{self, Answer, Merge};
use adisyon_bill::{Draft, Edit, Place};
use adisyon_wire::save::Outcome;

/// Why a merge is going on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// Others changed the open bill.
    Newer,
    /// A draft of an earlier visit is brought back.
    Kept,
}

/// A merge with questions.
#[derive(Clone, PartialEq, Debug)]
pub struct Merging {
    /// Why.
    pub cause: Cause,
    /// Mine, on the bill it was made on.
    pub mine: Draft,
    /// Theirs.
    pub read: Read,
    /// What can be brought over, and the questions.
    pub merge: Merge,
    /// Answers so far.
    pub answers: Vec<(Place, Answer)>,
}

impl Merging {
    /// The answer given at a place.
    pub fn answer(&self, place: &Place) -> Option<Answer> {
        self.answers
            .iter()
            .find(|(at, _)| at == place)
            .map(|(_, answer)| *answer)
    }

    /// How many questions have no answer yet.
    pub fn left(&self) -> usize {
        let open = |place: &Place| self.answer(place).is_none();
        let conflicts = self.merge.conflicts.iter();
        conflicts.filter(|conflict| open(&conflict.place)).count()
    }

    /// True if nothing is left to ask.
    pub fn is_answered(&self) -> bool {
        self.left() == 0
    }
}

impl Editing {
    pub(super) fn step_merging(&mut self, event: Event) -> Vec<Ask> {
        if self.saving.is_busy() {
            return Vec::new();
        }
        match event {
            Event::MergePressed { now } => self.take_newer(now),
            Event::MergeLooked => {
                self.bring_newer();
                vec![Ask::Keep]
            }
            Event::Answered(place, answer) => {
                if let Some(merging) = &mut self.merging {
                    merging.answers.retain(|(at, _)| *at != place);
                    merging.answers.push((place, answer));
                }
                Vec::new()
            }
            Event::MergeConfirmed { now } => self.confirm(now),
            _ => Vec::new(),
        }
    }

    /// Brings the draft onto the newer bill and saves it, unless something has to be asked.
    pub(super) fn take_newer(&mut self, now: i64) -> Vec<Ask> {
        let Some(read) = &self.newer else {
            return Vec::new();
        };
        if !self.is_changed() {
            // Nothing of mine to bring over: theirs is simply shown.
            self.bring_newer();
            return vec![Ask::Forget];
        }
        if self.is_held_by(&read.bill) {
            let saved = Saved {
                outcome: Outcome::Saved,
                read: read.clone(),
                wrote: Vec::new(),
                problems: Vec::new(),
                estimate: None,
                retry_after: None,
                reread: true,
                left: None,
            };
            let count = self.changes.len();
            return self.all_saved(saved, count, now);
        }
        self.bring_newer();
        let mut asks = vec![Ask::Keep];
        if self.merging.is_none() {
            asks.extend(self.save(now));
        }
        asks
    }

    /// Brings the draft onto the newer bill, or opens the questions.
    fn bring_newer(&mut self) {
        if let Some(read) = self.newer.take() {
            let mine = self.draft.clone();
            self.bring(mine, read, Cause::Newer);
        }
    }

    /// Brings a draft onto a bill, or opens the questions.
    pub(super) fn bring(&mut self, mine: Draft, read: Read, cause: Cause) {
        let empty = adisyon_bill::Catalogue::default();
        let catalogue = self.setting.catalogue().map_or(&empty, |here| &**here);
        let merge = merge::merge(&mine, read.bill.clone(), catalogue);
        if merge.conflicts.is_empty() {
            let theirs = merge.theirs;
            let edits = merge.draft.edits().to_vec();
            self.settle(read, edits, theirs);
            return;
        }
        if cause == Cause::Newer {
            self.newer = Some(read.clone());
        }
        self.notice = None;
        self.merging = Some(Merging {
            cause,
            mine,
            read,
            merge,
            answers: Vec::new(),
        });
    }

    /// What is done while questions are open is mine like the rest: it is merged too, and answers that still fit stay.
    pub(super) fn merge_again(&mut self, edit: Option<&Edit>) {
        let catalogue = self.setting.catalogue().cloned().unwrap_or_default();
        let Some(merging) = &mut self.merging else {
            return;
        };
        match (merging.cause, edit) {
            (Cause::Newer, _) => merging.mine = self.draft.clone(),
            (Cause::Kept, Some(edit)) => merging.mine.apply(edit.clone()),
            (Cause::Kept, None) => return,
        }
        let theirs = merging.read.bill.clone();
        merging.merge = merge::merge(&merging.mine, theirs, &catalogue);
        let conflicts = &merging.merge.conflicts;
        let asked = |place: &Place| conflicts.iter().any(|one| one.place == *place);
        merging.answers.retain(|(place, _)| asked(place));
        if conflicts.is_empty() && merging.cause == Cause::Newer {
            self.merging = None;
        }
    }

    fn settle(&mut self, read: Read, edits: Vec<adisyon_bill::Edit>, theirs: Vec<Place>) {
        self.rebase(read, edits);
        self.notice = None;
        self.fresh = theirs;
        let strays = self.draft.strays().len();
        if strays > 0 {
            self.notice = Some(Notice::Dropped(strays));
        }
    }

    pub(super) fn confirm(&mut self, now: i64) -> Vec<Ask> {
        let Some(merging) = self.merging.take_if(|merging| merging.is_answered()) else {
            return Vec::new();
        };
        let Some(catalogue) = self.setting.catalogue().cloned() else {
            return Vec::new();
        };
        let mut drawn = 0_u128;
        let start = self.setting.draw();
        let mut fresh = || {
            drawn += 1;
            ids::fresh(ids::LINE_PREFIX, start.wrapping_add(drawn))
        };
        let theirs = merging.merge.theirs.clone();
        let draft = merge::answered(
            merging.merge,
            &merging.answers,
            merging.mine.base(),
            &catalogue,
            &mut fresh,
        );
        self.settle(merging.read, draft.edits().to_vec(), theirs);
        let mut asks = vec![Ask::Keep];
        match merging.cause {
            Cause::Newer => asks.extend(self.save(now)),
            Cause::Kept => self.setting.kept = None,
        }
        asks
    }
}
