//! The lines of a bill as they stand while nobody touches them, worked out once: an edit then costs the lines it touches, not the
//! whole bill.
use super::{WorkLine, shown};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use std::sync::{Arc, OnceLock};

/// A bill on a menu.
#[derive(Debug)]
pub struct Rest {
    bill: Arc<Bill>,
    catalogue: Arc<Catalogue>,
    lines: Vec<Untouched>,
}

/// A line that no edit touches: as it is shown while the cart is not written, and while it is.
#[derive(Debug, Default)]
struct Untouched {
    read: OnceLock<Arc<WorkLine>>,
    priced: OnceLock<Arc<WorkLine>>,
}

impl Rest {
    /// Nothing worked out yet.
    pub fn new(bill: Arc<Bill>, catalogue: Arc<Catalogue>) -> Rest {
        let lines = bill.lines.iter().map(|_| Untouched::default()).collect();
        Rest {
            bill,
            catalogue,
            lines,
        }
    }

    /// The bill.
    pub fn bill(&self) -> &Arc<Bill> {
        &self.bill
    }

    /// The menu.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// The line at a place of the bill while the cart is not written.
    pub(super) fn read(&self, at: usize) -> Arc<WorkLine> {
        let read = || Arc::new(shown::untouched(at, &self.bill.lines[at], &self.catalogue));
        self.lines[at].read.get_or_init(read).clone()
    }

    /// The line as a write of the cart would price it, if this is the one that nobody touches. Of a line at which a loss was
    /// accepted this is not to be asked.
    pub(super) fn priced(&self, work: &Arc<WorkLine>) -> Option<Arc<WorkLine>> {
        let line = self.lines.get(work.base?)?;
        if !Arc::ptr_eq(line.read.get()?, work) {
            return None;
        }
        let priced = || {
            let mut work = WorkLine::clone(work);
            shown::price(&mut work, &self.bill, &[], &self.catalogue);
            Arc::new(work)
        };
        Some(line.priced.get_or_init(priced).clone())
    }

    /// True if this is a line that nobody touches.
    pub(crate) fn holds(&self, work: &Arc<WorkLine>) -> bool {
        let line = work.base.and_then(|at| self.lines.get(at));
        line.is_some_and(|line| {
            let mut forms = [&line.read, &line.priced].into_iter();
            forms.any(|form| form.get().is_some_and(|form| Arc::ptr_eq(form, work)))
        })
    }

    /// The place of a line in the bill, if this is the priced one that nobody touches and at which no loss was accepted.
    pub(crate) fn place(&self, work: &Arc<WorkLine>) -> Option<usize> {
        let at = work.base?;
        let priced = self.lines.get(at)?.priced.get()?;
        Arc::ptr_eq(priced, work).then_some(at)
    }
}
