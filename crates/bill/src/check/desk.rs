//! One line after the other is made ready to be sent, and every reason why it cannot be is said at it. C:G.4, C:G.5.
use crate::bill::Bill;
use crate::cart::{CartLine, MAX_NOTE};
use crate::catalogue::{Catalogue, Choice, Product};
use crate::draft::{WorkLine, Working};
use crate::ids::DeclaredId;
use crate::line::{Chosen, Identity, Line, Note};
use crate::options::{Declared, choice, declare, faults, find, find_once};
use crate::problem::{Loss, Place, Problem, Trouble};
use crate::resolve::{Found, OptionsFound, price};
use crate::totals::{estimate_line, lasting_residue, residue};
use crate::{Money, Rate, Reason};
use std::collections::HashSet;

/// The largest difference between estimate and bill that is normal, in minor units. C:H.3.
const TOLERANCE: i64 = 1;

/// Where lines are made ready.
pub(super) struct Desk<'a> {
    bill: &'a Bill,
    working: &'a Working,
    catalogue: &'a Catalogue,
    problems: &'a mut Vec<Problem>,
    /// Identities that earlier lines took: the same twice is refused.
    declared: HashSet<DeclaredId>,
    /// What the total will lose though no single line says so.
    drift: Money,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub(super) fn new(
        bill: &'a Bill,
        working: &'a Working,
        catalogue: &'a Catalogue,
        problems: &'a mut Vec<Problem>,
    ) -> Desk<'a> {
        Desk {
            bill,
            working,
            catalogue,
            problems,
            declared: HashSet::new(),
            drift: residue(bill) - lasting_residue(bill),
        }
    }

    /// The line as it is sent; none, with at least one problem, if it cannot be said at all.
    pub(super) fn line(&mut self, work: &WorkLine) -> Option<CartLine> {
        let base = work.base.map(|at| &self.bill.lines[at]);
        let product = self.product(work, base);
        let options = product.and_then(|product| self.options(work, base, product));
        self.numbers(work, base, product);
        let note = self.note(work);
        let line_id = self.identity(work, base);
        if let Some(line) = base {
            if !line.extra.is_zero() {
                self.say(work, Trouble::Surcharge(line.extra));
            }
            if let Some(product) = product.filter(|_| work.confirmed) {
                self.compare_price(work, line, product);
            }
        }
        let (product, (options, chosen)) = (product?, options?);
        let knows_metadata = self.bill.dialect.identities;
        let newer = base.filter(|_| knows_metadata);
        let mut metadata = newer.map(|line| line.own.clone()).unwrap_or_default();
        if knows_metadata && (base.is_none() || work.changed) {
            Reason::put(work.reason, &mut metadata);
        }
        Some(CartLine {
            key: work.key.clone(),
            born: base.is_none(),
            product: product.id.clone(),
            title: product.title.clone(),
            quantity: work.quantity,
            options,
            option_titles: chosen.iter().map(|one| one.title.clone()).collect(),
            discount: work.discount,
            note,
            note_unseen: base.is_some_and(|line| line.note == Note::Hidden)
                && work.note != Note::Hidden,
            tax: newer.and_then(|line| tax(line, product)),
            line_id,
            metadata,
            estimate: work.amount,
        })
    }

    /// Asks about a total that would change by more than its lines say. C:G.6 row 5.
    pub(super) fn compare_total(&mut self) {
        let accepted = (Place::Totals, Loss::Reprice);
        if self.drift.minor().abs() > TOLERANCE && !self.working.accepted.contains(&accepted) {
            let (old, new) = (self.bill.total, self.bill.total - self.drift);
            let trouble = Trouble::RepriceTotal(old, new);
            self.problems.push(Problem::new(Place::Totals, trouble));
        }
    }

    fn accepted(&self, work: &WorkLine, loss: Loss) -> bool {
        let here = |place: &Place| matches!(place, Place::Line(key) if *key == work.key);
        let mut accepted = self.working.accepted.iter();
        accepted.any(|(place, named)| *named == loss && here(place))
    }

    /// Says a trouble, unless the loss it stands for was accepted at this line.
    fn say(&mut self, work: &WorkLine, trouble: Trouble) {
        let loss = trouble.acceptable();
        let accepted = loss.is_some_and(|loss| self.accepted(work, loss));
        let problem = Problem::at_line(&work.key, trouble);
        if !accepted && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn product(&mut self, work: &WorkLine, base: Option<&Line>) -> Option<&'a Product> {
        let catalogue = self.catalogue;
        let product = work.product.as_ref().and_then(|id| catalogue.product(id));
        let gone =
            work.product.is_some() || base.is_some_and(|line| line.resolution.found == Found::Gone);
        match product {
            None if gone => self.say(work, Trouble::ProductGone),
            None => self.say(work, Trouble::Unresolved),
            Some(_) if !work.confirmed => self.say(work, Trouble::Probable),
            Some(_) => {}
        }
        product
    }

    /// The options as declared, and the choices that they are.
    fn options(
        &mut self,
        work: &WorkLine,
        base: Option<&Line>,
        product: &'a Product,
    ) -> Option<(Vec<Declared>, Vec<&'a Choice>)> {
        let Some(chosen) = &work.options else {
            let once = self.accepted(work, Loss::DuplicateOption);
            let doubt = match base {
                Some(line) if once => find_once(line, product),
                Some(line) => as_read(line, product),
                None => return None,
            };
            if let OptionsFound::Doubt(trouble) = doubt {
                self.say(work, trouble);
            }
            return None;
        };
        for fault in faults(product, chosen, work.options_changed) {
            self.say(work, fault);
        }
        match declare(product, chosen, self.bill.dialect) {
            Ok(declared) => {
                let choices = chosen.iter().filter_map(|one| choice(product, one));
                Some((declared, choices.collect()))
            }
            Err(trouble) => {
                self.say(work, trouble);
                None
            }
        }
    }

    fn numbers(&mut self, work: &WorkLine, base: Option<&Line>, product: Option<&Product>) {
        if !work.quantity.is_writable() {
            self.say(work, Trouble::QuantityRange(work.quantity));
        }
        if work.discount.is_negative() {
            self.say(work, Trouble::DiscountNegative);
        }
        if let (Some(product), Some(chosen)) = (product, &work.options) {
            let gross = estimate_line(product, chosen, work.quantity, Money::ZERO);
            // How the platform rounds is not known (C:H.3): of a line that nobody changed its own sum counts, while prices are the same.
            let then = base.filter(|_| !work.changed).map(price::gross);
            let same = |then: &Money| (*then - gross).minor().abs() <= TOLERANCE;
            let most = then.filter(same).unwrap_or(gross);
            // Upstream: C:L.2 row 15. Whether a line may cost less than nothing is not said, also of one that does already.
            if work.discount > most.or_zero() {
                self.say(work, Trouble::DiscountOverLine(most));
            }
        }
    }

    fn note(&mut self, work: &WorkLine) -> String {
        let Note::Text(text) = &work.note else {
            self.say(work, Trouble::HiddenNote);
            return String::new();
        };
        // Upstream: C:E.3 counts "characters"; JavaScript's are UTF-16 units, the stricter reading.
        let length = text.encode_utf16().count();
        if length > MAX_NOTE {
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            self.say(work, Trouble::NoteTooLong(length));
        }
        text.clone()
    }

    /// C:G.4. An accepted loss of identity sends the line without its id, which is also the way out of the 409 (rule 9).
    fn identity(&mut self, work: &WorkLine, base: Option<&Line>) -> Option<DeclaredId> {
        if !self.bill.dialect.identities {
            return None;
        }
        let id = match base.map(|line| &line.identity) {
            None => DeclaredId::new(work.key.as_str()).ok(),
            Some(Identity::Unsupported) => return None,
            Some(Identity::Lost) => None,
            Some(Identity::Declared(id) | Identity::Plain(id)) => Some(id.clone()),
        };
        let id = id.filter(|_| !self.accepted(work, Loss::Identity));
        let id = id.filter(|id| self.declared.insert(id.clone()));
        if id.is_none() {
            self.say(work, Trouble::IdentityLost);
        }
        id
    }

    /// What the line, as it was read, costs today. C:G.6 row 5.
    fn compare_price(&mut self, work: &WorkLine, line: &Line, product: &Product) {
        let found = match (&work.options, work.options_changed) {
            (Some(chosen), false) => Some(chosen.clone()),
            (_, false) => None,
            (_, true) => match as_read(line, product) {
                OptionsFound::All(chosen) => Some(chosen),
                OptionsFound::Doubt(_) => None,
            },
        };
        let (was, today) = match prices(line, product, found.as_deref()) {
            Some(prices) => prices,
            None => return,
        };
        if (today - was).minor().abs() > TOLERANCE {
            self.say(work, Trouble::Reprice(was, today));
        } else {
            self.drift += was - today;
        }
    }
}

/// The read line's sum without its surcharge, then and now; without its options only the bare price can be compared.
fn prices(line: &Line, product: &Product, options: Option<&[Chosen]>) -> Option<(Money, Money)> {
    match (options, line.unit) {
        (Some(chosen), _) => Some((
            line.amount - line.extra,
            estimate_line(product, chosen, line.quantity, line.discount),
        )),
        (None, Some(unit)) => Some((
            line.quantity.times(unit),
            line.quantity.times(product.price),
        )),
        (None, None) => None,
    }
}

/// The read options in this product.
fn as_read(line: &Line, product: &Product) -> OptionsFound {
    if line.resolution.product() == Some(&product.id) {
        line.resolution.options.clone()
    } else {
        find(line, product)
    }
}

/// The line's VAT where leaving it out would change it. C:G.5 `taxRate`.
fn tax(line: &Line, product: &Product) -> Option<Rate> {
    line.vat
        .filter(|vat| !line.vat_mixed && vat.is_writable() && product.tax != Some(*vat))
}
