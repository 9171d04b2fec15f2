//! How each type reads and writes its JSON.
use crate::{Json, Text};

/// A value with a JSON form. It is the same as serde's, which the backend uses.
pub trait Form: Sized {
    /// Reads it; none if this is not one.
    fn read(json: Json) -> Option<Self>;
    /// Writes it.
    fn write(&self, text: &mut Text);
    /// What it is when its field is left out; none if it must be there.
    fn absent() -> Option<Self> {
        None
    }
    /// Whether its field may be left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// The fields of an object that is being read.
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// Those of this object; none if it is no object.
    pub fn of(json: Json) -> Option<Fields> {
        match json {
            Json::Object(fields) => Some(Fields(fields)),
            _ => None,
        }
    }

    /// Takes a field out; nothing if it is not there.
    pub fn take(&mut self, name: &str) -> Json {
        let found = self.0.iter_mut().find(|(field, _)| field == name);
        found
            .map(|(_, value)| std::mem::take(value))
            .unwrap_or_default()
    }

    /// A field that must be there.
    pub fn must<T: Form>(&mut self, name: &str) -> Option<T> {
        T::read(self.take(name))
    }

    /// A field that may be left out.
    pub fn may<T: Form>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            Json::Null => T::absent(),
            value => T::read(value),
        }
    }

    /// A field that is left out at this value.
    pub fn or<T: Form>(&mut self, name: &str, default: T) -> Option<T> {
        match self.take(name) {
            Json::Null => Some(default),
            value => T::read(value),
        }
    }
}

/// The name and content of a variant: a bare text, or an object with one field.
pub fn untagged(json: Json) -> Option<(String, Json)> {
    match json {
        Json::Text(name) => Some((name, Json::Null)),
        Json::Object(fields) if fields.len() == 1 => fields.into_iter().next(),
        _ => None,
    }
}

impl Form for String {
    fn read(json: Json) -> Option<String> {
        match json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    fn write(&self, text: &mut Text) {
        text.string(self);
    }

    fn absent() -> Option<String> {
        Some(String::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Form for bool {
    fn read(json: Json) -> Option<bool> {
        match json {
            Json::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    fn write(&self, text: &mut Text) {
        text.plain(if *self { "true" } else { "false" });
    }

    fn absent() -> Option<bool> {
        Some(false)
    }

    fn is_absent(&self) -> bool {
        !*self
    }
}

impl Form for i64 {
    fn read(json: Json) -> Option<i64> {
        match json {
            Json::Whole(number) => Some(number),
            _ => None,
        }
    }

    fn write(&self, text: &mut Text) {
        text.plain(&self.to_string());
    }

    fn absent() -> Option<i64> {
        Some(0)
    }

    fn is_absent(&self) -> bool {
        *self == 0
    }
}

impl Form for u32 {
    fn read(json: Json) -> Option<u32> {
        u32::try_from(i64::read(json)?).ok()
    }

    fn write(&self, text: &mut Text) {
        i64::from(*self).write(text);
    }

    fn absent() -> Option<u32> {
        Some(0)
    }

    fn is_absent(&self) -> bool {
        *self == 0
    }
}

impl<T: Form> Form for Option<T> {
    fn read(json: Json) -> Option<Option<T>> {
        match json {
            Json::Null => Some(None),
            value => T::read(value).map(Some),
        }
    }

    fn write(&self, text: &mut Text) {
        match self {
            Some(value) => value.write(text),
            None => text.plain("null"),
        }
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Form> Form for Vec<T> {
    fn read(json: Json) -> Option<Vec<T>> {
        match json {
            Json::List(values) => {
                let mut list = Vec::with_capacity(values.len());
                for value in values {
                    list.push(T::read(value)?);
                }
                Some(list)
            }
            _ => None,
        }
    }

    fn write(&self, text: &mut Text) {
        text.open('[');
        for value in self {
            value.write(text);
        }
        text.close(']');
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    fn read(json: Json) -> Option<(A, B)> {
        let Json::List(values) = json else {
            return None;
        };
        let [first, second] = <[Json; 2]>::try_from(values).ok()?;
        Some((A::read(first)?, B::read(second)?))
    }

    fn write(&self, text: &mut Text) {
        text.open('[');
        self.0.write(text);
        self.1.write(text);
        text.close(']');
    }
}
