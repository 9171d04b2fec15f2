//! Answers to what stands in the way of a save.
use super::Waiter;
use crate::judge::compare::Who;
use crate::model::Row;
use crate::script::Temper;
use adisyon_bill::edit::PaymentKind;
use adisyon_bill::ids::MethodId;
use adisyon_bill::line::Chosen;
use adisyon_bill::problem::{Loss, Place, Trouble};
use adisyon_bill::{Edit, LineKey, Money, PaymentKey, Problem, ProductId, Quantity};

impl Waiter {
    /// Answers one problem; false if this waiter has no answer to it. `tries` counts the rounds, so that no answer is given for ever.
    pub fn answer(&mut self, problem: &Problem, temper: Temper, tries: usize) -> bool {
        if temper == Temper::Stubborn {
            return false;
        }
        if let Some(loss) = problem.trouble.acceptable() {
            return self.meet_loss(problem, loss, temper);
        }
        match &problem.place {
            Place::Line(key) => self.mend_line(key, &problem.trouble, tries),
            Place::Payment(key) => self.mend_payment(key, &problem.trouble),
            Place::Totals => self.mend_totals(&problem.trouble),
            Place::Payments | Place::Bill => false,
        }
    }

    fn meet_loss(&mut self, problem: &Problem, loss: Loss, temper: Temper) -> bool {
        if temper == Temper::Careful && loss != Loss::Reprice {
            return match &problem.place {
                Place::Line(key) => self.take_off(key),
                _ => false,
            };
        }
        self.draft.apply(Edit::Accept(problem.place.clone(), loss));
        self.since.push(Edit::Accept(problem.place.clone(), loss));
        let who = match &problem.place {
            Place::Line(key) => match self.names.rows.get(key) {
                Some(uid) => Who::Row(*uid),
                None => Who::New(key.as_str().to_owned()),
            },
            _ => Who::Totals,
        };
        let shown = match &who {
            Who::Row(uid) => self.base.row(*uid).cloned(),
            _ => None,
        };
        self.accepted.insert((who, loss), shown);
        true
    }

    fn mend_line(&mut self, key: &LineKey, trouble: &Trouble, tries: usize) -> bool {
        if tries > 3 {
            return self.take_off(key);
        }
        let row = self.row(key);
        match trouble {
            Trouble::Unresolved | Trouble::Probable => {
                let sold = row.filter(|row| self.house.product(&row.product).is_some());
                let Some(row) = sold else {
                    return self.take_off(key);
                };
                let product = ProductId::new(row.product.as_str());
                self.apply(Edit::Identify(key.clone(), product));
            }
            Trouble::ProductGone => match self.new_line(tries, 7, 1000, "") {
                Some(new) if row.is_some() && tries < 2 => {
                    self.apply(Edit::Replace(key.clone(), new));
                }
                _ => return self.take_off(key),
            },
            Trouble::OptionGone(_)
            | Trouble::OptionAmbiguous(_)
            | Trouble::OptionTwice(_)
            | Trouble::OptionsUnknown
            | Trouble::OptionMissing(..)
            | Trouble::OptionTooMany(..)
            | Trouble::TooManyOptions => return self.choose_again(key, tries),
            Trouble::NoteTooLong(_) => self.apply(Edit::Note(key.clone(), "kısaca".to_owned())),
            Trouble::QuantityRange(_) => self.apply(Edit::Quantity(key.clone(), Quantity::ONE)),
            Trouble::DiscountNegative | Trouble::DiscountOverLine(_) => {
                self.apply(Edit::Discount(key.clone(), Money::ZERO));
            }
            _ => return self.take_off(key),
        }
        true
    }

    /// First what truly is on the row, then whatever the product's rules allow.
    fn choose_again(&mut self, key: &LineKey, tries: usize) -> bool {
        let working = self.draft.working(&self.catalogue);
        let line = working.lines.iter().find(|line| line.key == *key);
        let Some(product) = line.and_then(|line| line.product.clone()) else {
            return self.take_off(key);
        };
        let asked = line.is_some_and(|line| line.options_changed);
        let true_ones = self
            .row(key)
            .filter(|_| tries == 0 && !asked)
            .and_then(|row| self.true_choices(&row));
        let drawn = || self.choices(&product, tries as u64 * 31 + 5);
        match true_ones.or_else(drawn) {
            Some(chosen) => {
                self.apply(Edit::Options(key.clone(), chosen));
                true
            }
            None => self.take_off(key),
        }
    }

    /// The row's options as choices of its product; none if one is gone.
    fn true_choices(&self, row: &Row) -> Option<Vec<Chosen>> {
        let product = self.house.product(&row.product)?;
        let mut chosen = Vec::new();
        for option in &row.options {
            let places = product.groups.iter().enumerate().flat_map(|(at, group)| {
                group.choices.iter().map(move |choice| (at, group, choice))
            });
            let fits: Vec<_> = places
                .filter(|(_, _, choice)| choice.title == option.title)
                .collect();
            let by_id = fits.iter().find(|(_, _, choice)| {
                option.id.is_some() && choice.id.map(|id| id.to_string()) == option.id
            });
            let by_price = fits
                .iter()
                .find(|(_, _, choice)| choice.price == option.price);
            let (at, group, choice) = by_id.or(by_price).or(fits.first())?;
            let one = Chosen {
                group: group.id.clone().unwrap_or_else(|| format!("#{at}")),
                id: choice.id.map(|id| id.to_string()),
                title: choice.title.clone(),
            };
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        Some(chosen)
    }

    fn mend_payment(&mut self, key: &PaymentKey, trouble: &Trouble) -> bool {
        let another = self
            .house
            .methods
            .first()
            .map(|method| MethodId::new(method.id.as_str()));
        match (trouble, another) {
            (Trouble::MethodUnknown | Trouble::Unbound, Some(method)) => {
                self.apply(Edit::Kind(key.clone(), PaymentKind::Method(method)));
            }
            (Trouble::TitleMissing, _) => {
                let kind = PaymentKind::Discount("İkram".to_owned());
                self.apply(Edit::Kind(key.clone(), kind));
            }
            _ => self.apply(Edit::Unpay(key.clone())),
        }
        true
    }

    /// Paid too much: the largest row gives.
    fn mend_totals(&mut self, trouble: &Trouble) -> bool {
        let Trouble::PaidOverTotal(over) = trouble else {
            return false;
        };
        // The platform knows better than any estimate by how much; nobody can answer that.
        if over.is_zero() {
            return false;
        }
        let rows = self.draft.working(&self.catalogue).payments;
        let largest = rows
            .iter()
            .filter(|row| !row.removed)
            .max_by_key(|row| row.amount);
        let Some(row) = largest else {
            return false;
        };
        let key = row.key.clone();
        let edit = if row.amount > *over {
            Edit::Amount(key, row.amount - *over)
        } else {
            Edit::Unpay(key)
        };
        self.apply(edit);
        true
    }

    /// The way out that always is: the line goes.
    fn take_off(&mut self, key: &LineKey) -> bool {
        let working = self.draft.working(&self.catalogue);
        let there = working
            .lines
            .iter()
            .any(|line| line.key == *key && !line.removed);
        if there {
            self.apply(Edit::Remove(key.clone()));
        }
        there
    }

    fn row(&self, key: &LineKey) -> Option<Row> {
        let uid = self.names.rows.get(key)?;
        self.base.row(*uid).cloned()
    }
}
