//! Which product and choices a read line was found to be.
use crate::mirror::mirror;
use crate::problem::TroubleJson;
use crate::unreadable::Unreadable;
use adisyon_bill::ProductId;
use adisyon_bill::line::Chosen;
use adisyon_bill::resolve::{Found, OptionsFound, Resolution};
use adisyon_json::{form, tagged};
use serde::{Deserialize, Serialize};

form!(ChosenJson { group, title } may { id });
tagged!(FoundJson { Certain(id, by), Probable(id, by), Gone, Unresolved(candidates) });
form!(ResolutionJson { found } may { options, doubt });

mirror!(
    EvidenceJson,
    adisyon_bill::resolve::Evidence {
        Hint,
        Stamp,
        Memory,
        Title,
        Narrowed,
        Person
    }
);

/// A choice of a known product.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct ChosenJson {
    pub(crate) group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) title: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FoundJson {
    Certain(String, EvidenceJson),
    Probable(String, EvidenceJson),
    Gone,
    Unresolved(Vec<String>),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct ResolutionJson {
    found: FoundJson,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<ChosenJson>,
    /// The first reason why the options could not be found; `options` is empty then.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<TroubleJson>,
}

impl From<&Resolution> for ResolutionJson {
    fn from(resolution: &Resolution) -> ResolutionJson {
        let text = |id: &ProductId| id.as_str().to_owned();
        let (options, doubt) = match &resolution.options {
            OptionsFound::All(chosen) => (chosen.iter().map(ChosenJson::from).collect(), None),
            OptionsFound::Doubt(trouble) => (Vec::new(), Some(TroubleJson::from(trouble))),
        };
        ResolutionJson {
            found: match &resolution.found {
                Found::Certain(id, by) => FoundJson::Certain(text(id), (*by).into()),
                Found::Probable(id, by) => FoundJson::Probable(text(id), (*by).into()),
                Found::Gone => FoundJson::Gone,
                Found::Unresolved(candidates) => {
                    FoundJson::Unresolved(candidates.iter().map(text).collect())
                }
            },
            options,
            doubt,
        }
    }
}

impl TryFrom<ResolutionJson> for Resolution {
    type Error = Unreadable;

    fn try_from(json: ResolutionJson) -> Result<Resolution, Unreadable> {
        Ok(Resolution {
            found: match json.found {
                FoundJson::Certain(id, by) => Found::Certain(ProductId::new(id), by.into()),
                FoundJson::Probable(id, by) => Found::Probable(ProductId::new(id), by.into()),
                FoundJson::Gone => Found::Gone,
                FoundJson::Unresolved(candidates) => {
                    Found::Unresolved(candidates.into_iter().map(ProductId::new).collect())
                }
            },
            options: match json.doubt {
                Some(trouble) => OptionsFound::Doubt(trouble.try_into()?),
                None => OptionsFound::All(json.options.into_iter().map(Chosen::from).collect()),
            },
        })
    }
}

impl From<&Chosen> for ChosenJson {
    fn from(chosen: &Chosen) -> ChosenJson {
        ChosenJson {
            group: chosen.group.clone(),
            id: chosen.id.clone(),
            title: chosen.title.clone(),
        }
    }
}

impl From<ChosenJson> for Chosen {
    fn from(json: ChosenJson) -> Chosen {
        Chosen {
            group: json.group,
            id: json.id,
            title: json.title,
        }
    }
}
