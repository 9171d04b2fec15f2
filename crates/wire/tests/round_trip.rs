//! Whatever the model can say survives the way through JSON text, also where numbers are kept as text.
#![allow(clippy::unwrap_used, missing_docs)]
mod any;

use adisyon_bill::{Bill, Catalogue, Edit, Problem};
use adisyon_wire::bill::BillJson;
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::edit::EditJson;
use adisyon_wire::problem::ProblemJson;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Through text, and through a parsed value as a test server might hold it.
fn through<J: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(json: &J) -> J {
    let text = serde_json::to_string(json).unwrap();
    let back: J = serde_json::from_str(&text).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::from_value::<J>(value).unwrap(), back);
    back
}

proptest! {
    #[test]
    fn a_bill_survives(bill in any::bill::bill()) {
        let back = through(&BillJson::from(&bill));
        prop_assert_eq!(Bill::try_from(back).unwrap(), bill);
    }

    #[test]
    fn a_catalogue_survives(catalogue in any::catalogue::catalogue()) {
        let back = through(&CatalogueJson::from(&catalogue));
        prop_assert_eq!(Catalogue::from(back), catalogue);
    }

    #[test]
    fn an_edit_survives(edit in any::edit::edit()) {
        let back = through(&EditJson::from(&edit));
        prop_assert_eq!(Edit::try_from(back).unwrap(), edit);
    }

    #[test]
    fn a_problem_survives(problem in any::problem::problem()) {
        let back = through(&ProblemJson::from(&problem));
        prop_assert_eq!(Problem::try_from(back).unwrap(), problem);
    }
}
