//! From an intent to an edit of what stands on the page.
use super::Waiter;
use crate::model::Product;
use crate::rng::Rng;
use crate::script::Intent;
use adisyon_bill::draft::{WorkLine, WorkPayment};
use adisyon_bill::edit::{NewLine, NewPayment, PaymentKind};
use adisyon_bill::ids::MethodId;
use adisyon_bill::line::{Chosen, LineKind};
use adisyon_bill::totals::totals;
use adisyon_bill::{Edit, LineKey, Money, PaymentKey, ProductId, Quantity};
use std::sync::Arc;

impl Waiter {
    /// Does what is meant, as far as there is something to do it to.
    pub fn act(&mut self, intent: &Intent) {
        match intent {
            Intent::Undo => self.undo(),
            Intent::Redo => self.redo(),
            intent => {
                if let Some(edit) = self.edit(intent) {
                    self.apply(edit);
                }
            }
        }
    }

    fn undo(&mut self) {
        // What a merge brought over is one piece; only what came after it is taken back step by step.
        if let Some(edit) = self.since.pop() {
            self.draft.undo();
            self.undone.push(edit);
        }
    }

    fn redo(&mut self) {
        if let Some(edit) = self.undone.pop() {
            self.draft.redo();
            self.since.push(edit);
        }
    }

    fn edit(&mut self, intent: &Intent) -> Option<Edit> {
        let key = |line: Arc<WorkLine>| line.key.clone();
        Some(match intent {
            Intent::Quantity { line, quantity } => Edit::Quantity(
                key(self.line(*line)?),
                Quantity::from_thousandths(*quantity),
            ),
            Intent::Remove { line } => Edit::Remove(key(self.line(*line)?)),
            Intent::Restore { line } => Edit::Restore(self.removed(*line)?),
            Intent::Note { line, note } => Edit::Note(key(self.line(*line)?), note.clone()),
            Intent::Discount { line, percent } => {
                let line = self.line(*line)?;
                let gross = (line.amount + line.discount).minor().max(0);
                Edit::Discount(line.key.clone(), Money::from_minor(gross * percent / 100))
            }
            Intent::Options { line, draw } => {
                let line = self.line(*line)?;
                let product = line.product.as_ref()?;
                let chosen = self.choices(product, *draw)?;
                Edit::Options(line.key.clone(), chosen)
            }
            Intent::Replace {
                line,
                product,
                draw,
                quantity,
            } => {
                let line = self.line(*line)?;
                let new = self.new_line(*product, *draw, *quantity, "")?;
                Edit::Replace(line.key.clone(), new)
            }
            Intent::Add {
                product,
                draw,
                quantity,
                note,
            } => Edit::Add(self.new_line(*product, *draw, *quantity, note)?),
            Intent::Pay { method, percent } => {
                let methods = &self.house.methods;
                let method = methods.get(method % methods.len().max(1))?.id.clone();
                let kind = PaymentKind::Method(MethodId::new(method));
                Edit::Pay(self.new_payment(kind, *percent)?)
            }
            Intent::Rebate { percent } => {
                let kind = PaymentKind::Discount("İkram".to_owned());
                Edit::Pay(self.new_payment(kind, *percent)?)
            }
            Intent::Amount { row, percent } => {
                let row = self.payment(*row)?;
                Edit::Amount(
                    row.key,
                    Money::from_minor(row.amount.minor() * percent / 100),
                )
            }
            Intent::Method { row, method } => {
                let methods = &self.house.methods;
                let method = methods.get(method % methods.len().max(1))?.id.clone();
                let row = self.payment(*row)?;
                Edit::Kind(row.key, PaymentKind::Method(MethodId::new(method)))
            }
            Intent::Unpay { row } => Edit::Unpay(self.payment(*row)?.key),
            Intent::Repay { row } => Edit::Repay(self.unpaid(*row)?),
            Intent::Undo | Intent::Redo => return None,
        })
    }

    /// A line that stands on the page.
    fn line(&self, number: usize) -> Option<Arc<WorkLine>> {
        let bill = &self.opened.bill;
        let kind = |line: &WorkLine| {
            line.base
                .map_or(LineKind::Ordinary, |at| bill.lines[at].kind)
        };
        let mut lines = self.draft.working(&self.catalogue).lines;
        lines.retain(|line| !line.removed && kind(line) == LineKind::Ordinary);
        (!lines.is_empty()).then(|| lines.swap_remove(number % lines.len()))
    }

    fn removed(&self, number: usize) -> Option<LineKey> {
        let lines = self.draft.working(&self.catalogue).lines;
        let removed: Vec<_> = lines.iter().filter(|line| line.removed).collect();
        let line = removed.get(number % removed.len().max(1))?;
        Some(line.key.clone())
    }

    fn payment(&self, number: usize) -> Option<WorkPayment> {
        let mut rows = self.draft.working(&self.catalogue).payments;
        rows.retain(|row| !row.removed);
        (!rows.is_empty()).then(|| rows.swap_remove(number % rows.len()))
    }

    fn unpaid(&self, number: usize) -> Option<PaymentKey> {
        let rows = self.draft.working(&self.catalogue).payments;
        let off: Vec<&WorkPayment> = rows.iter().filter(|row| row.removed).collect();
        let row = off.get(number % off.len().max(1))?;
        Some(row.key.clone())
    }

    pub(super) fn new_line(
        &mut self,
        product: usize,
        draw: u64,
        quantity: i64,
        note: &str,
    ) -> Option<NewLine> {
        let products = &self.house.products;
        let product = products.get(product % products.len().max(1))?;
        let id = ProductId::new(product.id.as_str());
        let options = self.choices(&id, draw)?;
        Some(NewLine {
            key: LineKey::new(self.fresh()),
            product: id,
            quantity: Quantity::from_thousandths(quantity),
            options,
            note: note.to_owned(),
            discount: Money::ZERO,
            reason: None,
        })
    }

    fn new_payment(&mut self, kind: PaymentKind, percent: i64) -> Option<NewPayment> {
        let working = self.draft.working(&self.catalogue);
        let open = totals(&self.opened.bill, &working).remaining.minor();
        let amount = (open > 0).then(|| open * percent / 100)?;
        Some(NewPayment {
            key: PaymentKey::new(self.fresh()),
            kind,
            amount: Money::from_minor(amount),
        })
    }

    /// Choices of a product such that its rules are kept, if they can be.
    pub(super) fn choices(&self, product: &ProductId, draw: u64) -> Option<Vec<Chosen>> {
        let product = self.house.product(product.as_str())?;
        Some(drawn(product, &mut Rng::new(draw)))
    }
}

fn drawn(product: &Product, rng: &mut Rng) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for (at, group) in product.groups.iter().enumerate() {
        let max = group.max.filter(|max| *max >= group.min).unwrap_or(9);
        let most = if group.multiple { max } else { max.min(1) } as usize;
        let wanted = (group.min as usize).max(rng.below(3)).min(most);
        let mut left: Vec<usize> = (0..group.choices.len()).collect();
        for _ in 0..wanted.min(left.len()) {
            let choice = &group.choices[left.remove(rng.below(left.len()))];
            chosen.push(Chosen {
                group: group.id.clone().unwrap_or_else(|| format!("#{at}")),
                id: choice.id.map(|id| id.to_string()),
                title: choice.title.clone(),
            });
        }
    }
    chosen
}
