//! JSON as plain values. The page reads and writes everything through this one tree: code made anew for each type, as the
//! backend has it, would be a third of the page.
#![forbid(unsafe_code)]

mod declare;
mod form;
mod parse;
mod text;

pub use form::{Fields, Form, untagged};
pub use parse::MAX_DEPTH;
pub use text::{Text, is_snake};

/// A JSON value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Json {
    /// `null`, and what is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number, as it was written: nothing here counts with it.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Fields in their order. Of two with one name the first counts.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads JSON text; none if it is not JSON, or nested deeper than [`MAX_DEPTH`].
    pub fn parse(text: &str) -> Option<Json> {
        parse::parse(text)
    }

    /// A field of an object; none if it is not there or this is no object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let Json::Object(fields) = self else {
            return None;
        };
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value)
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads JSON text as a value; none if it is not one.
pub fn read<T: Form>(text: &str) -> Option<T> {
    T::read(Json::parse(text)?)
}

/// A value as JSON text.
pub fn write<T: Form>(value: &T) -> String {
    let mut text = Text::default();
    value.write(&mut text);
    text.done()
}
