//! A line's discount: how much, and why.
use super::money_entry::{Entry, MoneyEntry};
use crate::bill::words;
use crate::i18n::{Key, use_i18n};
use adisyon_bill::{Edit, LineKey, Money, Reason};
use leptos::prelude::*;

/// A discount being typed.
#[derive(Clone, Copy)]
pub(super) struct Discount {
    /// How much.
    pub(super) amount: Entry,
    /// Why, as far as it was said.
    reason: RwSignal<Option<Reason>>,
    /// As it was when the dialog opened.
    was: Money,
    /// What stands on the bill, in proportion to the line's quantity: it was given before, with its reason.
    on_bill: Money,
}

impl Discount {
    /// From the line as it stands.
    pub(super) fn new(amount: Entry, was: (Money, Option<Reason>), on_bill: Money) -> Discount {
        Discount {
            amount,
            reason: RwSignal::new(was.1),
            was: was.0,
            on_bill,
        }
    }

    fn typed(self) -> Money {
        self.amount.amount().unwrap_or(Money::ZERO)
    }

    /// A discount is given here, and not only one from before kept.
    fn is_given(self) -> bool {
        let typed = self.typed();
        typed > Money::ZERO && typed != self.on_bill
    }

    /// It has no reason yet, and needs one.
    pub(super) fn lacks_reason(self) -> bool {
        self.is_given() && self.reason.get().is_none()
    }

    /// What was changed, as edits of this line.
    pub(super) fn edits(self, key: &LineKey, was_reason: Option<Reason>) -> Vec<Edit> {
        let (typed, reason) = (untrack(|| self.typed()), self.reason.get_untracked());
        let mut edits = Vec::new();
        // A discount that follows the quantity is left to follow it unless it was typed anew.
        if typed != self.was {
            edits.push(Edit::Discount(key.clone(), typed));
        }
        if let Some(reason) = reason.filter(|_| untrack(|| self.is_given()))
            && Some(reason) != was_reason
        {
            edits.push(Edit::Reason(key.clone(), reason));
        }
        edits
    }
}

/// The fields.
pub(super) fn fields(discount: Discount, on_enter: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <MoneyEntry
            id="line-discount"
            label=Signal::stored(i18n.t(Key::BillEditorDiscount).to_owned())
            entry=discount.amount
            on_enter=on_enter
        />
        {move || (discount.typed() > Money::ZERO).then(|| why(discount))}
    }
    .into_any()
}

/// The reasons to choose from; of a discount from before only what was said then.
fn why(discount: Discount) -> AnyView {
    let i18n = use_i18n();
    if !discount.is_given() {
        let said = discount.reason.get_untracked().map(words::reason);
        return said
            .map(|key| view! { <p class="small muted" data-testid="reason-said">{i18n.t(key)}</p> })
            .into_any();
    }
    let choices = Reason::ALL.map(|reason| {
        let is_it = move || discount.reason.get() == Some(reason);
        view! {
            <option value=reason.code() prop:selected=is_it>
                {i18n.t(words::reason(reason))}
            </option>
        }
    });
    let picked = move |event: leptos::ev::Event| {
        discount
            .reason
            .set(Reason::named(&event_target_value(&event)));
    };
    view! {
        <div class="field">
            <label class="field-label" for="line-reason">{i18n.t(Key::BillPayDiscountTitle)}</label>
            <select class="input" id="line-reason" on:change=picked>
                <option value="" prop:selected=move || discount.reason.get().is_none()>
                    {i18n.t(Key::BillReasonPick)}
                </option>
                {choices.into_iter().collect_view()}
            </select>
        </div>
    }
    .into_any()
}
