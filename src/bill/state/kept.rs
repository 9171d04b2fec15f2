//! A draft of an earlier visit: offered again, brought onto the bill of today, or asked after if it was being saved.
use super::merging::Cause;
use super::saving::Sent;
use super::{Ask, Editing, Event, Notice, Read};
use adisyon_bill::{Bill, Draft, Edit};
use std::sync::Arc;

/// A draft of an earlier visit, without anything personal.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// When it was last touched, milliseconds since 1970.
    pub at: i64,
    /// The stamp of the bill it was made on.
    pub revision: String,
    /// That bill, as far as it is kept: no customer, notes only as marks.
    pub base: Bill,
    /// What was done.
    pub edits: Vec<Edit>,
    /// The attempt under which it was sent, if nobody learnt what came of it.
    pub sent: Option<Sent>,
}

impl Editing {
    /// Once bill and catalogue are here: a draft that was being saved when the page went away is asked after.
    pub(super) fn resume(&mut self) -> Vec<Ask> {
        let ready = self.setting.catalogue().is_some() && self.draft.edits().is_empty();
        if !ready || self.saving.is_busy() {
            return Vec::new();
        }
        let Some(kept) = self.setting.kept.take_if(|kept| kept.sent.is_some()) else {
            return Vec::new();
        };
        let Some(sent) = kept.sent.clone() else {
            return Vec::new();
        };
        let base = restored(&kept.base, self.base());
        let revision = kept.revision.clone();
        let read = Read {
            bill: Arc::new(base),
            revision,
            at: kept.at,
        };
        self.rebase(read, kept.edits);
        self.saving = super::Saving::Looking {
            sent: sent.clone(),
            tries: 0,
            until: None,
            left: 0,
        };
        vec![Ask::Save(sent)]
    }

    pub(super) fn step_kept(&mut self, event: Event) -> Vec<Ask> {
        match event {
            Event::KeptFound(kept) => {
                self.setting.kept = Some(*kept);
                self.resume()
            }
            Event::KeptTaken if !self.saving.is_busy() => self.take_kept(),
            Event::KeptDropped => {
                self.setting.kept = None;
                if self.is_changed() {
                    Vec::new()
                } else {
                    vec![Ask::Forget]
                }
            }
            _ => Vec::new(),
        }
    }

    /// Brings the kept draft onto the bill as it is; what was done meanwhile goes on top.
    fn take_kept(&mut self) -> Vec<Ask> {
        let Some(kept) = self.setting.kept.clone() else {
            return Vec::new();
        };
        let now = Read {
            bill: self.base().clone(),
            revision: self.revision.clone(),
            at: self.read_at,
        };
        let mut edits = kept.edits;
        edits.extend(self.draft.edits().iter().cloned());
        if kept.revision == self.revision {
            self.rebase(now, edits);
            let strays = self.draft.strays().len();
            self.notice = (strays > 0).then_some(Notice::Dropped(strays));
        } else {
            let base = restored(&kept.base, self.base());
            let mine = Draft::with_edits(Arc::new(base), edits);
            self.bring(mine, now, Cause::Kept);
        }
        if self.merging.is_some() {
            // Still kept and offered again, should the questions be put off.
            return Vec::new();
        }
        self.setting.kept = None;
        vec![Ask::Keep]
    }
}

/// The kept bill with the notes and the head of today's where the marks agree: a note that nobody touched is no difference.
fn restored(kept: &Bill, today: &Bill) -> Bill {
    let mut base = kept.clone();
    base.head = today.head.clone();
    for line in &mut base.lines {
        if let Some(now) = today.line(&line.key)
            && crate::bill::kept::marked(&now.note) == line.note
        {
            line.note = now.note.clone();
        }
    }
    base
}
