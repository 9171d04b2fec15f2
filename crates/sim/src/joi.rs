//! Body validation in the manner and the words of the platform's schema library (joi): strict, unknown keys refused.
//! Where the platform's leniency is unknown it is strict: numbers must be numbers, money has two decimals (C:H.3).

use crate::json::Json;
use crate::money::{DecimalError, Money, Quantity, Rate};
use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// An object being validated, with the path its messages name.
pub struct Fields<'a> {
    at: String,
    fields: &'a BTreeMap<String, Json>,
}

/// The outcome of one check.
pub type Checked<T> = Result<T, Refusal>;

impl<'a> Fields<'a> {
    /// Takes an object; `at` is empty for the body itself.
    pub fn of(json: &'a Json, at: &str) -> Checked<Self> {
        match json {
            Json::Map(fields) => Ok(Self {
                at: at.to_owned(),
                fields,
            }),
            _ if at.is_empty() => Err(refuse("value", "must be of type object")),
            _ => Err(refuse(at, "must be of type object")),
        }
    }

    /// The path of a field as messages write it.
    pub fn path(&self, name: &str) -> String {
        if self.at.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.at)
        }
    }

    /// Refuses every key that is not listed.
    pub fn only(&self, known: &[&str]) -> Checked<()> {
        match self
            .fields
            .keys()
            .find(|key| !known.contains(&key.as_str()))
        {
            Some(key) => Err(refuse(&self.path(key), "is not allowed")),
            None => Ok(()),
        }
    }

    /// Whether the key was sent.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// The raw value of a key.
    pub fn get(&self, name: &str) -> Option<&'a Json> {
        self.fields.get(name)
    }

    /// A refusal that names a field.
    pub fn refuse(&self, name: &str, why: &str) -> Refusal {
        refuse(&self.path(name), why)
    }

    /// The value of a required key.
    pub fn required(&self, name: &str) -> Checked<&'a Json> {
        self.get(name)
            .ok_or_else(|| self.refuse(name, "is required"))
    }

    /// A required, non-empty string of at most `max` characters.
    pub fn text(&self, name: &str, max: usize) -> Checked<&'a str> {
        self.required(name)?;
        match self.optional_text(name, max)? {
            Some("") => Err(self.refuse(name, "is not allowed to be empty")),
            Some(text) => Ok(text),
            None => Err(self.refuse(name, "is required")),
        }
    }

    /// An optional string, possibly empty.
    pub fn optional_text(&self, name: &str, max: usize) -> Checked<Option<&'a str>> {
        let Some(json) = self.get(name) else {
            return Ok(None);
        };
        let text = json
            .text()
            .ok_or_else(|| self.refuse(name, "must be a string"))?;
        if text.chars().count() > max {
            return Err(self.refuse(
                name,
                &format!("length must be less than or equal to {max} characters long"),
            ));
        }
        Ok(Some(text))
    }

    /// An optional string out of a closed set.
    pub fn optional_one_of(&self, name: &str, allowed: &[&str]) -> Checked<Option<&'a str>> {
        let text = self.optional_text(name, 64)?;
        match text {
            Some(text) if !allowed.contains(&text) => {
                Err(self.refuse(name, &format!("must be one of [{}]", allowed.join(", "))))
            }
            other => Ok(other),
        }
    }

    /// An optional boolean.
    pub fn optional_bool(&self, name: &str) -> Checked<Option<bool>> {
        match self.get(name) {
            None => Ok(None),
            Some(json) => json
                .bool()
                .map(Some)
                .ok_or_else(|| self.refuse(name, "must be a boolean")),
        }
    }

    /// An optional whole number within bounds.
    pub fn optional_whole(&self, name: &str, max: u64) -> Checked<Option<u64>> {
        let Some(json) = self.get(name) else {
            return Ok(None);
        };
        match json {
            Json::Number(text) => match text.parse::<u64>() {
                Ok(value) if value <= max => Ok(Some(value)),
                Ok(_) => Err(self.refuse(name, &format!("must be less than or equal to {max}"))),
                Err(_) => Err(self.refuse(name, "must be an integer")),
            },
            _ => Err(self.refuse(name, "must be a number")),
        }
    }

    /// An optional amount that is not negative.
    pub fn optional_money(&self, name: &str) -> Checked<Option<Money>> {
        let Some(text) = self.number(name)? else {
            return Ok(None);
        };
        let amount = Money::parse(text).map_err(|error| self.decimal(name, error, 2))?;
        if amount < Money::ZERO {
            return Err(self.refuse(name, "must be greater than or equal to 0"));
        }
        Ok(Some(amount))
    }

    /// A required amount that is not negative.
    pub fn money(&self, name: &str) -> Checked<Money> {
        self.required(name)?;
        self.optional_money(name)?
            .ok_or_else(|| self.refuse(name, "is required"))
    }

    /// A required quantity: 0.001 to 9999 (C:E.3; the seeds' 0 is not taken).
    pub fn quantity(&self, name: &str) -> Checked<Quantity> {
        self.required(name)?;
        let text = self
            .number(name)?
            .ok_or_else(|| self.refuse(name, "is required"))?;
        let quantity = Quantity::parse(text).map_err(|error| self.decimal(name, error, 3))?;
        if quantity < Quantity(1) {
            return Err(self.refuse(name, "must be greater than or equal to 0.001"));
        }
        if quantity > Quantity::units(9999) {
            return Err(self.refuse(name, "must be less than or equal to 9999"));
        }
        Ok(quantity)
    }

    /// An optional rate; its bounds are the caller's business because their message differs by endpoint.
    pub fn optional_rate(&self, name: &str) -> Checked<Option<Rate>> {
        let Some(text) = self.number(name)? else {
            return Ok(None);
        };
        Rate::parse(text)
            .map(Some)
            .map_err(|error| self.decimal(name, error, 2))
    }

    /// An optional rate of 0 to 100.
    pub fn optional_percent(&self, name: &str) -> Checked<Option<Rate>> {
        match self.optional_rate(name)? {
            Some(rate) if rate < Rate(0) => {
                Err(self.refuse(name, "must be greater than or equal to 0"))
            }
            Some(rate) if rate > Rate::percent(100) => {
                Err(self.refuse(name, "must be less than or equal to 100"))
            }
            rate => Ok(rate),
        }
    }

    /// An optional stock level that is not negative.
    pub fn optional_level(&self, name: &str) -> Checked<Option<Quantity>> {
        let Some(text) = self.number(name)? else {
            return Ok(None);
        };
        let level = Quantity::parse(text).map_err(|error| self.decimal(name, error, 3))?;
        if level < Quantity(0) {
            return Err(self.refuse(name, "must be greater than or equal to 0"));
        }
        Ok(Some(level))
    }

    /// A list of `min` to `max` items.
    pub fn list(&self, name: &str, min: usize, max: usize) -> Checked<&'a [Json]> {
        let items = self
            .required(name)?
            .list()
            .ok_or_else(|| self.refuse(name, "must be an array"))?;
        if items.len() < min {
            return Err(self.refuse(name, &format!("must contain at least {min} items")));
        }
        if items.len() > max {
            return Err(self.refuse(
                name,
                &format!("must contain less than or equal to {max} items"),
            ));
        }
        Ok(items)
    }

    fn number(&self, name: &str) -> Checked<Option<&'a str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Json::Number(text)) => Ok(Some(text)),
            Some(_) => Err(self.refuse(name, "must be a number")),
        }
    }

    fn decimal(&self, name: &str, error: DecimalError, places: usize) -> Refusal {
        match error {
            DecimalError::NotANumber => self.refuse(name, "must be a safe number"),
            DecimalError::TooPrecise => self.refuse(
                name,
                &format!("must have no more than {places} decimal places"),
            ),
        }
    }
}

/// A schema refusal that names a path.
pub fn refuse(path: &str, why: &str) -> Refusal {
    Refusal::bad(format!("\"{path}\" {why}"))
}
