//! What is asked for once a conflict is answered.
use super::merge::Over;
use crate::judge::wishes::{Added, Names, RowWish, Wishes, kind_of};
use adisyon_bill::edit::{NewLine, NewPayment};
use adisyon_bill::line::Chosen;
use adisyon_bill::merge::{Answer, Conflict};
use adisyon_bill::problem::Place;
use adisyon_bill::resolve::OptionsFound;
use adisyon_bill::{Bill, Edit, LineKey, Money, PaymentKey, ProductId, Quantity};

impl Over<'_> {
    /// What is asked for after an answer.
    pub(super) fn answered(
        &mut self,
        mut wishes: Wishes,
        conflict: &Conflict,
        answer: Answer,
        born: &[&Edit],
    ) -> Wishes {
        match &conflict.place {
            Place::Line(key) => self.line_answered(&mut wishes, key, conflict, answer, born),
            Place::Payment(key) => self.pay_answered(&mut wishes, key, conflict.gone, answer, born),
            _ => self.wrong.push(format!("a conflict nowhere: {conflict:?}")),
        }
        wishes
    }

    fn line_answered(
        &mut self,
        wishes: &mut Wishes,
        key: &LineKey,
        conflict: &Conflict,
        answer: Answer,
        born: &[&Edit],
    ) {
        let gone = conflict.gone;
        let uid = self.row_in(conflict);
        let unwished = uid.is_none_or(|uid| !wishes.rows.contains_key(&uid));
        if let Some(new) = added(conflict, unwished) {
            return like_mine(wishes, new, gone, answer, born);
        }
        let wish = uid.and_then(|uid| wishes.rows.get(&uid).cloned());
        let mine_alone = wishes.added.iter().position(|new| new.line.key == *key);
        if answer == Answer::Mine && !gone {
            return;
        }
        // What stands there already, though the page cannot see it, is asked for by the conflict alone.
        let wish = match (wish, mine_alone) {
            (wish, None) if uid.is_some() => Some(asked_for(conflict, wish.unwrap_or_default())),
            (wish, _) => wish,
        };
        let wanted = match (&wish, mine_alone) {
            (Some(wish), _) => self.as_line(uid, wish),
            (None, Some(at)) => Some(wishes.added[at].line.clone()),
            (None, None) => None,
        };
        if answer != Answer::Theirs {
            let takes_off = wish.as_ref().is_some_and(|wish| wish.removed);
            let standing = |edit: &&&Edit| matches!(edit, Edit::Add(new) if wanted.as_ref().is_some_and(|wanted| same_line(new, wanted)));
            let free = |edit: &&&Edit| {
                let taken =
                    |new: &NewLine| wishes.added.iter().any(|known| known.line.key == new.key);
                standing(edit) && matches!(edit, Edit::Add(new) if !taken(new))
            };
            // Each answer has a line of its own, also of two just alike.
            let found = born
                .iter()
                .find(free)
                .or_else(|| born.iter().find(standing));
            match found {
                Some(Edit::Add(new)) => {
                    let taken = wishes.added.iter().any(|known| known.line.key == new.key);
                    if !taken {
                        wishes.added.push(Added {
                            line: new.clone(),
                            removed: false,
                        });
                    }
                }
                _ if !gone && !takes_off && !self.sayable(uid) => return,
                _ if takes_off || !self.sayable(uid) => {}
                _ => self
                    .wrong
                    .push(format!("{answer:?} at {key} gave no line of its own")),
            }
        }
        if let Some(uid) = uid {
            wishes.rows.remove(&uid);
        }
        if let Some(at) = mine_alone {
            wishes.added.remove(at);
        }
    }

    /// False where product or options are not known, so that no line of its own can be made of it.
    fn sayable(&self, uid: Option<u64>) -> bool {
        let says = |bill: &Bill, names: &Names| {
            let mut lines = bill.lines.iter();
            let line = lines.find(|line| names.rows.get(&line.key).copied() == uid);
            line.is_none_or(|line| {
                line.resolution.product().is_some()
                    && matches!(line.resolution.options, OptionsFound::All(_))
            })
        };
        says(self.bill, self.old_names)
    }

    /// My side as a line of its own.
    fn as_line(&self, uid: Option<u64>, wish: &RowWish) -> Option<NewLine> {
        if let Some(new) = &wish.replaced {
            return Some(new.clone());
        }
        let uid = uid?;
        let row = self.row_then(uid).or_else(|| self.is.row(uid))?;
        let options = wish.options.clone().unwrap_or_else(|| {
            let option = |option: &crate::model::Opt| Chosen {
                group: String::new(),
                id: option.id.clone(),
                title: option.title.clone(),
            };
            // What is not said is taken for none where the price agrees.
            let said = row.options.iter().filter(|_| !row.options_unsaid);
            said.map(option).collect()
        });
        Some(NewLine {
            key: LineKey::from(""),
            product: ProductId::new(wish.product.as_deref().unwrap_or(&row.product)),
            quantity: Quantity::from_thousandths(wish.quantity.unwrap_or(row.quantity)),
            options,
            // A hidden note cannot be copied.
            note: wish.note.clone().unwrap_or_else(|| {
                if self.notes {
                    row.words().to_owned()
                } else {
                    String::new()
                }
            }),
            discount: Money::from_minor(wish.discount_of(row.discount, row.quantity)),
            reason: None,
        })
    }

    fn pay_answered(
        &mut self,
        wishes: &mut Wishes,
        key: &PaymentKey,
        gone: bool,
        answer: Answer,
        born: &[&Edit],
    ) {
        let place = Place::Payment(key.clone());
        let Some(uid) = self.pay_of(&place) else {
            return self
                .wrong
                .push(format!("a conflict at a payment that never was: {key}"));
        };
        if answer == Answer::Mine && !gone {
            return;
        }
        let Some(wish) = wishes.pays.remove(&uid) else {
            return;
        };
        let row = self.pay_then(uid).or_else(|| self.is.pay(uid));
        let kind = wish.kind.clone().or_else(|| row.and_then(kind_of));
        if answer == Answer::Theirs || wish.removed {
            return;
        }
        let amount = wish.amount.or(row.map(|row| row.amount)).unwrap_or(0);
        let taken = |new: &NewPayment| wishes.paid.iter().any(|(known, _)| known.key == new.key);
        let alike: Vec<&NewPayment> = born
            .iter()
            .filter_map(|edit| match edit {
                Edit::Pay(new) => Some(new),
                _ => None,
            })
            .filter(|new| new.amount.minor() == amount && Some(&new.kind) == kind.as_ref())
            .collect();
        let free = alike
            .iter()
            .find(|new| !taken(new))
            .map(|new| (*new).clone());
        match alike.first() {
            Some(_) => wishes.paid.extend(free.map(|new| (new, false))),
            // Bound to no method: it stays as it is, with mine on top.
            None if kind.is_none() && !gone => {
                wishes.pays.insert(uid, wish);
            }
            None if kind.is_none() => {}
            None => self
                .wrong
                .push(format!("{answer:?} at {key} gave no payment of its own")),
        }
    }
}

/// A wish with what else my side of the conflict says.
fn asked_for(conflict: &Conflict, mut wish: RowWish) -> RowWish {
    for edit in &conflict.mine {
        match edit {
            Edit::Remove(_) => wish.removed = true,
            Edit::Replace(_, new) => wish.replaced = Some(new.clone()),
            Edit::Quantity(_, quantity) => wish.quantity = Some(quantity.thousandths()),
            Edit::Note(_, note) => wish.note = Some(note.clone()),
            Edit::Discount(_, discount) => wish.discount = Some(discount.minor()),
            Edit::Options(_, chosen) => wish.options = Some(chosen.clone()),
            _ => {}
        }
    }
    wish
}

/// The new line that a conflict is about, where servers show no ids.
fn added(conflict: &Conflict, unwished: bool) -> Option<&NewLine> {
    conflict.mine.iter().find_map(|edit| match edit {
        Edit::Add(new) => Some(new),
        // It was written, though nobody said so.
        Edit::Replace(_, new) if unwished => Some(new),
        _ => None,
    })
}

/// A line just like mine stands there: mine comes beside it only if I say so.
fn like_mine(wishes: &mut Wishes, new: &NewLine, gone: bool, answer: Answer, born: &[&Edit]) {
    wishes.added.retain(|known| known.line.key != new.key);
    let stands = match answer {
        Answer::Theirs => None,
        Answer::Mine if !gone => Some(new.clone()),
        Answer::Mine | Answer::Both => born.iter().find_map(|edit| match edit {
            Edit::Add(other) if same_line(other, new) => Some(other.clone()),
            _ => None,
        }),
    };
    wishes.added.extend(stands.map(|line| Added {
        line,
        removed: false,
    }));
}

fn same_line(new: &NewLine, wanted: &NewLine) -> bool {
    let titles = |options: &[Chosen]| {
        let mut titles: Vec<String> = options.iter().map(|one| one.title.clone()).collect();
        titles.sort();
        titles.dedup();
        titles
    };
    new.product == wanted.product
        && new.quantity == wanted.quantity
        && new.note.trim() == wanted.note.trim()
        && new.discount == wanted.discount
        && titles(&new.options) == titles(&wanted.options)
}
