//! Which line or row of theirs is which of the base.
use super::compare::{Renamed, alike_lines, touched_payment, towards, towards_payment};
use crate::bill::Bill;
use crate::catalogue::Catalogue;
use crate::draft::net::{new_line, new_payment};
use crate::draft::{WorkLine, WorkPayment, Working};
use crate::ids::is_mark;
use crate::line::{Identity, Line, Note};
use crate::map::Map;
use crate::order;
use crate::payment::Payment;

/// For each base line and row, its place in theirs.
pub(super) struct Pairs {
    pub(super) lines: Vec<Option<usize>>,
    pub(super) payments: Vec<Option<usize>>,
}

impl Pairs {
    /// By key; what has no lasting key by content, those that my draft touches first: of two alike, either is the other.
    /// `mine` is my draft on the base.
    pub(super) fn new(base: &Bill, theirs: &Bill, mine: &Working, catalogue: &Catalogue) -> Pairs {
        let works = mine
            .lines
            .iter()
            .filter_map(|work| Some((work.base?, &**work)));
        let works: Map<usize, &WorkLine> = works.collect();
        let rows = mine
            .payments
            .iter()
            .filter_map(|work| Some((work.base?, work)));
        let rows: Map<usize, &WorkPayment> = rows.collect();
        Pairs {
            lines: Matcher {
                base: &base.lines,
                theirs: &theirs.lines,
                touch: &|at| touch(works[&at].changed, works[&at].removed),
                landed: &|at, line| landed(works[&at], line),
                renamed: &|at, was, line| {
                    let said = works[&at].product.as_ref();
                    let renamed = Renamed {
                        was,
                        said,
                        catalogue,
                    };
                    renamed.is_alike(line)
                },
            }
            .pairs(),
            payments: Matcher {
                base: base.payments.rows(),
                theirs: theirs.payments.rows(),
                touch: &|at| touch(rows[&at].changed, rows[&at].removed),
                landed: &|at, row| landed_payment(rows[&at], row),
                renamed: &|_, _, _| false,
            }
            .pairs(),
        }
    }
}

/// What is matched.
trait Matched {
    fn key(&self) -> &str;
    /// Its key may not outlast a write.
    fn is_fleeting(&self) -> bool;
    fn is_like(&self, other: &Self) -> bool;
}

impl Matched for Line {
    fn key(&self) -> &str {
        self.key.as_str()
    }

    /// A server without ids names every line anew on each write, and a lost identity is lost then.
    fn is_fleeting(&self) -> bool {
        is_mark(self.key()) || matches!(self.identity, Identity::Lost | Identity::Unsupported)
    }

    fn is_like(&self, other: &Line) -> bool {
        alike_lines(self, other)
    }
}

impl Matched for Payment {
    fn key(&self) -> &str {
        self.key.as_str()
    }

    fn is_fleeting(&self) -> bool {
        is_mark(self.key()) || self.identity.is_none()
    }

    fn is_like(&self, other: &Payment) -> bool {
        !touched_payment(self, other)
    }
}

/// What my draft does to a line or row of the base.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touch {
    Not,
    Changes,
    TakesOff,
}

fn touch(changed: bool, removed: bool) -> Touch {
    match (changed, removed) {
        (_, true) => Touch::TakesOff,
        (true, false) => Touch::Changes,
        (false, false) => Touch::Not,
    }
}

struct Matcher<'a, T> {
    base: &'a [T],
    theirs: &'a [T],
    /// By place in the base.
    touch: &'a dyn Fn(usize) -> Touch,
    /// True if one of theirs is what my draft makes of that of the base.
    landed: &'a dyn Fn(usize, &T) -> bool,
    /// True if the other is that of the base, and only called otherwise.
    renamed: &'a dyn Fn(usize, &T, &T) -> bool,
}

impl<T: Matched> Matcher<'_, T> {
    fn pairs(&self) -> Vec<Option<usize>> {
        let places = self.theirs.iter().enumerate();
        let by_key: Map<&str, usize> = places.map(|(at, one)| (one.key(), at)).collect();
        let lasting = |one: &&T| !is_mark(one.key());
        let find = |one: &T| {
            Some(one)
                .filter(lasting)
                .and_then(|one| by_key.get(one.key()))
        };
        let own = |one: &T| find(one).filter(|&&place| !self.is_anothers(one, place));
        let mut found: Vec<Option<usize>> = self.base.iter().map(|one| own(one).copied()).collect();
        let mut free = vec![true; self.theirs.len()];
        for place in found.iter().flatten() {
            free[*place] = false;
        }
        let mut rest: Vec<usize> = (0..self.base.len())
            .filter(|&at| found[at].is_none() && self.base[at].is_fleeting())
            .collect();
        let written = self.is_written(&rest, &free);
        let done = |at: usize| match written {
            true => (self.touch)(at) != Touch::Not,
            false => self.is_done(at, &rest, &free),
        };
        let open: Vec<usize> = rest.iter().copied().filter(|&at| !done(at)).collect();
        rest = open;
        order::first(&mut rest, |&at| (self.touch)(at) != Touch::Not);
        let exact = |at: usize, other: &T| self.base[at].is_like(other);
        let likely = |at: usize, other: &T| self.is_like(at, other);
        for like in [&exact as &dyn Fn(usize, &T) -> bool, &likely] {
            for &at in &rest {
                if found[at].is_some() {
                    continue;
                }
                let here = by_key.get(self.base[at].key()).copied();
                found[at] = here
                    .into_iter()
                    .chain(0..self.theirs.len())
                    .find(|&place| free[place] && like(at, &self.theirs[place]));
                if let Some(place) = found[at] {
                    free[place] = false;
                }
            }
        }
        found
    }

    /// True if the one of theirs that bears this one's name is another, which bore the same name (its key was a mark then): where two
    /// have one id that nobody can declare, the one that is left is its only bearer. C:G.4 rule 10.
    fn is_anothers(&self, one: &T, place: usize) -> bool {
        let is = &self.theirs[place];
        let elsewhere = |was: &T| {
            let mut others = self.theirs.iter().enumerate();
            others.any(|(at, other)| at != place && was.is_like(other))
        };
        let mut others = self.base.iter().filter(|other| is_mark(other.key()));
        let shared = one.is_fleeting() && is.is_fleeting();
        shared && !one.is_like(is) && others.any(|was| was.is_like(is) && !elsewhere(was))
    }

    /// True if the other is just that of the base, whatever it is called.
    fn is_like(&self, at: usize, other: &T) -> bool {
        let was = &self.base[at];
        was.is_like(other) || (self.renamed)(at, was, other)
    }

    /// True if those without lasting keys are all as my draft makes them, none that it takes off among them, and not all as they
    /// were: my write, or its like, went through.
    fn is_written(&self, rest: &[usize], free: &[bool]) -> bool {
        let fits = |rest: &[usize], same: &dyn Fn(usize, &T) -> bool| {
            let mut free = free.to_vec();
            let all = rest.iter().all(|&at| {
                let place = (0..free.len()).find(|&p| free[p] && same(at, &self.theirs[p]));
                place.inspect(|&place| free[place] = false).is_some()
            });
            all.then_some(free)
        };
        let as_it_was = |at: usize, one: &T| self.is_like(at, one);
        let as_mine = |at: usize, one: &T| match (self.touch)(at) {
            Touch::Not => as_it_was(at, one),
            Touch::Changes => (self.landed)(at, one),
            Touch::TakesOff => false,
        };
        let stays = |at: &usize| (self.touch)(*at) != Touch::TakesOff;
        let mine: Vec<usize> = rest.iter().copied().filter(stays).collect();
        let left = |free: Vec<bool>| {
            let stands =
                |at: usize| (0..free.len()).any(|p| free[p] && as_it_was(at, &self.theirs[p]));
            rest.iter().any(|at| !stays(at) && stands(*at))
        };
        fits(&mine, &as_mine).is_some_and(|free| !left(free)) && fits(rest, &as_it_was).is_none()
    }

    /// True if theirs looks as if my draft's change had been made already: one fewer of the old, and one more of the new. Then
    /// its twin, if it has one, must not suffer the change again. What its key tells is left out of both counts.
    fn is_done(&self, at: usize, rest: &[usize], free: &[bool]) -> bool {
        let touch = (self.touch)(at);
        if touch == Touch::Not {
            return false;
        }
        let were = |is: &dyn Fn(&T) -> bool| rest.iter().filter(|&&at| is(&self.base[at])).count();
        let are = |is: &dyn Fn(&T) -> bool| {
            let places = 0..self.theirs.len();
            places.filter(|&p| free[p] && is(&self.theirs[p])).count()
        };
        let alike = |other: &T| self.is_like(at, other);
        let made = |other: &T| (self.landed)(at, other);
        are(&alike) < were(&alike) && (touch == Touch::TakesOff || are(&made) > were(&made))
    }
}

/// True if their line is what my draft makes of its own.
pub(super) fn landed(work: &WorkLine, theirs: &Line) -> bool {
    let new = new_line(work).filter(|_| !work.removed);
    new.is_some_and(|new| {
        theirs.resolution.product() == Some(&new.product) && towards(&new, theirs, None).is_empty()
    })
}

/// As [`landed`], and nothing of mine may be missing where it cannot be seen: where notes are hidden, a note of mine cannot be seen.
pub(super) fn surely_landed(work: &WorkLine, theirs: &Line) -> bool {
    let says = matches!(work.note, Note::Text(_));
    landed(work, theirs) && !(says && theirs.note == Note::Hidden)
}

/// The same for a payment row.
pub(super) fn landed_payment(work: &WorkPayment, theirs: &Payment) -> bool {
    let new = new_payment(work).filter(|_| !work.removed);
    new.is_some_and(|new| towards_payment(&new, theirs).is_empty())
}

#[cfg(test)]
mod tests;
