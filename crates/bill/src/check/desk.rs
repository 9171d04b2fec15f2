//! One line after the other is made ready to be sent, and every reason why it cannot be is said at it. C:G.4, C:G.5.
use crate::bill::Bill;
use crate::cart::{CartLine, MAX_NOTE};
use crate::catalogue::{Catalogue, Choice, Product};
use crate::draft::WorkLine;
use crate::ids::DeclaredId;
use crate::line::{Chosen, Identity, Line, Note};
use crate::options::{Declared, choice, declare, faults, find, find_once};
use crate::problem::{Loss, Place, Trouble};
use crate::resolve::{Found, OptionsFound, price};
use crate::totals::estimate_line;
use crate::{Money, Rate, Reason};

/// The largest difference between estimate and bill that is normal, in minor units. C:H.3.
pub(super) const TOLERANCE: i64 = 1;

/// Where lines are made ready. What is found of one line depends on no other line.
pub(super) struct Desk<'a> {
    bill: &'a Bill,
    catalogue: &'a Catalogue,
    /// Losses accepted by name.
    accepted: &'a [(Place, Loss)],
}

/// What was found of one line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Looked {
    /// As it is sent, if nothing else takes its identity; none, with at least one trouble, if it cannot be said at all.
    pub(super) line: Option<CartLine>,
    /// The identity that it declares.
    pub(super) id: Option<DeclaredId>,
    /// What is the matter with it, each once.
    pub(super) troubles: Vec<Trouble>,
    /// What the total will lose though no line says so.
    pub(super) drift: Money,
}

impl<'a> Desk<'a> {
    /// A desk for one bill on its menu.
    pub(super) fn new(
        bill: &'a Bill,
        catalogue: &'a Catalogue,
        accepted: &'a [(Place, Loss)],
    ) -> Desk<'a> {
        Desk {
            bill,
            catalogue,
            accepted,
        }
    }

    /// Looks at one line.
    pub(super) fn look(&self, work: &WorkLine) -> Looked {
        let mut look = Look {
            desk: self,
            work,
            base: work.base.map(|at| &self.bill.lines[at]),
            found: Looked::default(),
        };
        look.found.line = look.line();
        look.found
    }
}

/// One line under the eye.
struct Look<'a> {
    desk: &'a Desk<'a>,
    work: &'a WorkLine,
    base: Option<&'a Line>,
    found: Looked,
}

impl<'a> Look<'a> {
    fn line(&mut self) -> Option<CartLine> {
        let (work, base) = (self.work, self.base);
        let product = self.product();
        let options = product.and_then(|product| self.options(product));
        self.numbers(product);
        let note = self.note();
        self.found.id = self.identity();
        if let Some(line) = base {
            if !line.extra.is_zero() {
                self.say(Trouble::Surcharge(line.extra));
            }
            if let Some(product) = product.filter(|_| work.confirmed) {
                self.compare_price(line, product);
            }
        }
        let (product, (options, chosen)) = (product?, options?);
        let knows_metadata = self.desk.bill.dialect.identities;
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
            line_id: self.found.id.clone(),
            metadata,
            estimate: work.amount,
        })
    }

    fn accepted(&self, loss: Loss) -> bool {
        let here = |place: &Place| matches!(place, Place::Line(key) if *key == self.work.key);
        let mut accepted = self.desk.accepted.iter();
        accepted.any(|(place, named)| *named == loss && here(place))
    }

    /// Says a trouble, unless the loss it stands for was accepted at this line.
    fn say(&mut self, trouble: Trouble) {
        let loss = trouble.acceptable();
        let accepted = loss.is_some_and(|loss| self.accepted(loss));
        if !accepted && !self.found.troubles.contains(&trouble) {
            self.found.troubles.push(trouble);
        }
    }

    fn product(&mut self) -> Option<&'a Product> {
        let (work, base, catalogue) = (self.work, self.base, self.desk.catalogue);
        let product = work.product.as_ref().and_then(|id| catalogue.product(id));
        let gone =
            work.product.is_some() || base.is_some_and(|line| line.resolution.found == Found::Gone);
        match product {
            None if gone => self.say(Trouble::ProductGone),
            None => self.say(Trouble::Unresolved),
            Some(_) if !work.confirmed => self.say(Trouble::Probable),
            Some(_) => {}
        }
        product
    }

    /// The options as declared, and the choices that they are.
    fn options(&mut self, product: &'a Product) -> Option<(Vec<Declared>, Vec<&'a Choice>)> {
        let work = self.work;
        let Some(chosen) = &work.options else {
            let once = self.accepted(Loss::DuplicateOption);
            let doubt = match self.base {
                Some(line) if once => find_once(line, product),
                Some(line) => as_read(line, product),
                None => return None,
            };
            if let OptionsFound::Doubt(trouble) = doubt {
                self.say(trouble);
            }
            return None;
        };
        for fault in faults(product, chosen, work.options_changed) {
            self.say(fault);
        }
        match declare(product, chosen, self.desk.bill.dialect) {
            Ok(declared) => {
                let choices = chosen.iter().filter_map(|one| choice(product, one));
                Some((declared, choices.collect()))
            }
            Err(trouble) => {
                self.say(trouble);
                None
            }
        }
    }

    fn numbers(&mut self, product: Option<&Product>) {
        let (work, base) = (self.work, self.base);
        if !work.quantity.is_writable() {
            self.say(Trouble::QuantityRange(work.quantity));
        }
        if work.discount.is_negative() {
            self.say(Trouble::DiscountNegative);
        }
        if let (Some(product), Some(chosen)) = (product, &work.options) {
            let gross = estimate_line(product, chosen, work.quantity, Money::ZERO);
            // How the platform rounds is not known (C:H.3): of a line that nobody changed its own sum counts, while prices are the same.
            let then = base.filter(|_| !work.changed).map(price::gross);
            let same = |then: &Money| (*then - gross).minor().abs() <= TOLERANCE;
            let most = then.filter(same).unwrap_or(gross);
            // Upstream: C:L.2 row 15. Whether a line may cost less than nothing is not said, also of one that does already.
            if work.discount > most.or_zero() {
                self.say(Trouble::DiscountOverLine(most));
            }
        }
    }

    fn note(&mut self) -> String {
        let Note::Text(text) = &self.work.note else {
            self.say(Trouble::HiddenNote);
            return String::new();
        };
        // Upstream: C:E.3 counts "characters"; JavaScript's are UTF-16 units, the stricter reading.
        let length = text.encode_utf16().count();
        if length > MAX_NOTE {
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            self.say(Trouble::NoteTooLong(length));
        }
        text.clone()
    }

    /// C:G.4. An accepted loss of identity sends the line without its id, which is also the way out of the 409 (rule 9).
    fn identity(&mut self) -> Option<DeclaredId> {
        if !self.desk.bill.dialect.identities {
            return None;
        }
        let id = match self.base.map(|line| &line.identity) {
            None => DeclaredId::new(self.work.key.as_str()).ok(),
            Some(Identity::Unsupported) => return None,
            Some(Identity::Lost) => None,
            Some(Identity::Declared(id) | Identity::Plain(id)) => Some(id.clone()),
        };
        let id = id.filter(|_| !self.accepted(Loss::Identity));
        if id.is_none() {
            self.say(Trouble::IdentityLost);
        }
        id
    }

    /// What the line, as it was read, costs today. C:G.6 row 5.
    fn compare_price(&mut self, line: &Line, product: &Product) {
        let work = self.work;
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
            self.say(Trouble::Reprice(was, today));
        } else {
            self.found.drift = was - today;
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
