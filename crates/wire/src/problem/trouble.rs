//! What is the matter: the stable code, and what its words need.
use crate::unreadable::Unreadable;
use adisyon_bill::problem::Trouble;
use adisyon_bill::{Money, Quantity};
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(TroubleJson { code } may { text, count, quantity, was, amount });

/// A trouble by [`Trouble::code`]; each code has some of the other fields.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TroubleJson {
    code: String,
    /// Title of an option or a group, or the platform's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    /// Thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<i64>,
    /// Minor units: the old sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<i64>,
    /// Minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<i64>,
}

impl From<&Trouble> for TroubleJson {
    fn from(trouble: &Trouble) -> TroubleJson {
        let mut json = TroubleJson {
            code: trouble.code().to_owned(),
            ..TroubleJson::default()
        };
        match trouble {
            Trouble::OptionGone(text)
            | Trouble::OptionAmbiguous(text)
            | Trouble::OptionTwice(text)
            | Trouble::GroupImpossible(text)
            | Trouble::Refused(text) => json.text = Some(text.clone()),
            Trouble::OptionMissing(text, count) | Trouble::OptionTooMany(text, count) => {
                json.text = Some(text.clone());
                json.count = Some(*count);
            }
            Trouble::NoteTooLong(count) | Trouble::DiscountOverLimit(count) => {
                json.count = Some(*count);
            }
            Trouble::QuantityRange(quantity) => json.quantity = Some(quantity.thousandths()),
            Trouble::Surcharge(amount)
            | Trouble::DiscountOverLine(amount)
            | Trouble::PaymentsUnknown(amount)
            | Trouble::PaidOverTotal(amount) => json.amount = Some(amount.minor()),
            Trouble::Reprice(was, now) | Trouble::RepriceTotal(was, now) => {
                json.was = Some(was.minor());
                json.amount = Some(now.minor());
            }
            // Named one by one, so that a new trouble with content does not lose it here.
            Trouble::Unresolved
            | Trouble::Probable
            | Trouble::ProductGone
            | Trouble::OptionsUnknown
            | Trouble::TooManyOptions
            | Trouble::HiddenNote
            | Trouble::DiscountNegative
            | Trouble::IdentityLost
            | Trouble::VoidedIdentity
            | Trouble::TaxRefused
            | Trouble::MethodUnknown
            | Trouble::NoMethods
            | Trouble::Unbound
            | Trouble::AmountNotPositive
            | Trouble::TitleMissing
            | Trouble::TooManyPayments
            | Trouble::PaymentsMismatch
            | Trouble::Timer
            | Trouble::Marketplace
            | Trouble::Empty
            | Trouble::TooManyLines => {}
        }
        json
    }
}

impl TryFrom<TroubleJson> for Trouble {
    type Error = Unreadable;

    fn try_from(json: TroubleJson) -> Result<Trouble, Unreadable> {
        let text = json.text.ok_or(Unreadable("text"));
        let count = json.count.ok_or(Unreadable("count"));
        let quantity = json.quantity.ok_or(Unreadable("quantity"));
        let was = json.was.map(Money::from_minor).ok_or(Unreadable("was"));
        let amount = json
            .amount
            .map(Money::from_minor)
            .ok_or(Unreadable("amount"));
        Ok(match json.code.as_str() {
            "unresolved" => Trouble::Unresolved,
            "probable" => Trouble::Probable,
            "product_gone" => Trouble::ProductGone,
            "option_gone" => Trouble::OptionGone(text?),
            "option_ambiguous" => Trouble::OptionAmbiguous(text?),
            "option_twice" => Trouble::OptionTwice(text?),
            "options_unknown" => Trouble::OptionsUnknown,
            "option_missing" => Trouble::OptionMissing(text?, count?),
            "option_too_many" => Trouble::OptionTooMany(text?, count?),
            "group_impossible" => Trouble::GroupImpossible(text?),
            "too_many_options" => Trouble::TooManyOptions,
            "hidden_note" => Trouble::HiddenNote,
            "note_too_long" => Trouble::NoteTooLong(count?),
            "surcharge" => Trouble::Surcharge(amount?),
            "quantity_range" => Trouble::QuantityRange(Quantity::from_thousandths(quantity?)),
            "discount_negative" => Trouble::DiscountNegative,
            "discount_over_line" => Trouble::DiscountOverLine(amount?),
            "discount_over_limit" => Trouble::DiscountOverLimit(count?),
            "identity_lost" => Trouble::IdentityLost,
            "voided_identity" => Trouble::VoidedIdentity,
            "reprice" => Trouble::Reprice(was?, amount?),
            "reprice_total" => Trouble::RepriceTotal(was?, amount?),
            "tax_refused" => Trouble::TaxRefused,
            "method_unknown" => Trouble::MethodUnknown,
            "no_methods" => Trouble::NoMethods,
            "unbound" => Trouble::Unbound,
            "amount_not_positive" => Trouble::AmountNotPositive,
            "title_missing" => Trouble::TitleMissing,
            "too_many_payments" => Trouble::TooManyPayments,
            "payments_unknown" => Trouble::PaymentsUnknown(amount?),
            "payments_mismatch" => Trouble::PaymentsMismatch,
            "paid_over_total" => Trouble::PaidOverTotal(amount?),
            "timer" => Trouble::Timer,
            "marketplace" => Trouble::Marketplace,
            "empty" => Trouble::Empty,
            "too_many_lines" => Trouble::TooManyLines,
            "refused" => Trouble::Refused(text?),
            _ => return Err(Unreadable("code")),
        })
    }
}
