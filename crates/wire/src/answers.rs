//! What a person says a line is, told as soon as it is said: it changes nothing on the bill and is remembered for the restaurant.
use crate::edit::MAX_ID;
use crate::unreadable::Unreadable;
use adisyon_bill::{LineKey, ProductId};
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(AnswersRequest { answers });
form!(AnswersReply { taken });
form!(AnswerJson { line } may { product });

/// The most answers of one request: as many as a bill has lines.
pub const MAX_ANSWERS: usize = 200;

/// `POST` [`crate::routes::ANSWERS_TABLE`] and its twin: answers about lines of this bill.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswersRequest {
    /// Oldest first; of one line the last counts.
    pub answers: Vec<AnswerJson>,
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswerJson {
    /// Key of a line of the bill.
    pub line: String,
    /// What it is; none takes an earlier answer back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<String>,
}

/// What was done with them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswersReply {
    /// How many are remembered or taken back; those about lines or products that are not there (any more) are not.
    pub taken: u32,
}

/// An answer in the model's types: the line and its product, none if the answer is taken back.
pub type Answered = (LineKey, Option<ProductId>);

impl From<&Answered> for AnswerJson {
    fn from((line, product): &Answered) -> AnswerJson {
        AnswerJson {
            line: line.as_str().to_owned(),
            product: product.as_ref().map(|id| id.as_str().to_owned()),
        }
    }
}

impl TryFrom<AnswerJson> for Answered {
    type Error = Unreadable;

    fn try_from(json: AnswerJson) -> Result<Answered, Unreadable> {
        let bound = |text: String, field| {
            let fits = !text.is_empty() && text.chars().count() <= MAX_ID;
            fits.then_some(text).ok_or(Unreadable(field))
        };
        let product = json.product.map(|id| bound(id, "product")).transpose()?;
        Ok((
            LineKey::new(bound(json.line, "line")?),
            product.map(ProductId::new),
        ))
    }
}
