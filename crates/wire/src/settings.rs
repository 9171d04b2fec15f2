//! What managers decide for their restaurant, and what the platform says about it.
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(Settings { marketplace_carts } may { staff_discount, usual_discount, subscription, delivery, throttle });
form!(SettingsChange {} may { marketplace_carts, staff_discount });
form!(Standing { state, at });

/// `GET /api/settings`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// Managers may change carts of marketplace packets.
    pub marketplace_carts: bool,
    /// The most percent that staff may give away, if the restaurant decided; else the program's configuration holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staff_discount: Option<u32>,
    /// What holds as long as the restaurant decided nothing: the program's configuration, in percent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub usual_discount: Option<u32>,
    /// The subscription: `activated`, `past_due`, `canceled`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subscription: Option<Standing>,
    /// How the platform's messages reach us: `degraded`, `restored`, `disabled`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delivery: Option<Standing>,
    /// Messages that the platform dropped because they were too many: `throttled`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub throttle: Option<Standing>,
}

/// `PUT /api/settings`; answered with the whole settings. What is left out stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SettingsChange {
    /// Managers may change carts of marketplace packets.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub marketplace_carts: Option<bool>,
    /// The most percent that staff may give away: 0 to 100. The whole stays with managers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staff_discount: Option<u32>,
}

/// The platform's last word about something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// The word.
    pub state: String,
    /// When, milliseconds since 1970.
    pub at: i64,
}
