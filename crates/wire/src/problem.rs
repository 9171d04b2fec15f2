//! A problem on the wire, with its place.
mod trouble;

pub(crate) use trouble::TroubleJson;

use crate::mirror::mirror;
use crate::unreadable::Unreadable;
use adisyon_bill::{LineKey, PaymentKey, Place, Problem};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

tagged!(PlaceJson { Line(key), Payment(key), Payments, Totals, Bill });
form!(ProblemJson { place, trouble });

mirror!(
    /// A loss that a person may accept.
    LossJson,
    adisyon_bill::problem::Loss { Surcharge, HiddenNote, Identity, Reprice, DuplicateOption }
);

/// Where a problem shows: `{"line":"key"}`, `{"payment":"key"}`, `"payments"`, `"totals"`, `"bill"`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceJson {
    Line(String),
    Payment(String),
    Payments,
    Totals,
    Bill,
}

/// A problem; see [`adisyon_bill::Problem`]. One that an older page does not know still parses, and is then [`Unreadable`] by
/// itself: the reply around it is not lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProblemJson {
    place: PlaceJson,
    trouble: TroubleJson,
}

impl From<&Problem> for ProblemJson {
    fn from(problem: &Problem) -> ProblemJson {
        ProblemJson {
            place: PlaceJson::from(&problem.place),
            trouble: TroubleJson::from(&problem.trouble),
        }
    }
}

impl TryFrom<ProblemJson> for Problem {
    type Error = Unreadable;

    fn try_from(json: ProblemJson) -> Result<Problem, Unreadable> {
        Ok(Problem::new(json.place.into(), json.trouble.try_into()?))
    }
}

impl From<&Place> for PlaceJson {
    fn from(place: &Place) -> PlaceJson {
        match place {
            Place::Line(key) => PlaceJson::Line(key.as_str().to_owned()),
            Place::Payment(key) => PlaceJson::Payment(key.as_str().to_owned()),
            Place::Payments => PlaceJson::Payments,
            Place::Totals => PlaceJson::Totals,
            Place::Bill => PlaceJson::Bill,
        }
    }
}

impl From<PlaceJson> for Place {
    fn from(json: PlaceJson) -> Place {
        match json {
            PlaceJson::Line(key) => Place::Line(LineKey::new(key)),
            PlaceJson::Payment(key) => Place::Payment(PaymentKey::new(key)),
            PlaceJson::Payments => Place::Payments,
            PlaceJson::Totals => Place::Totals,
            PlaceJson::Bill => Place::Bill,
        }
    }
}
