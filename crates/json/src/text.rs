//! From values to text.
use crate::Form;

/// JSON text being written. Commas come by themselves.
#[derive(Default)]
pub struct Text(String);

impl Text {
    /// What was written.
    pub fn done(self) -> String {
        self.0
    }

    /// What comes next is another value: a comma, unless it is the first, or its field's name stands before it.
    fn next(&mut self) {
        if !matches!(
            self.0.as_bytes().last(),
            None | Some(b'{' | b'[' | b':' | b',')
        ) {
            self.0.push(',');
        }
    }

    /// Begins a list or an object, `[` or `{`.
    pub fn open(&mut self, bracket: char) {
        self.next();
        self.0.push(bracket);
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// The name of a field; its value follows.
    pub fn name(&mut self, name: &str) {
        self.string(name);
        self.0.push(':');
    }

    /// A field.
    pub fn field<T: Form>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.write(self);
    }

    /// A field, unless it may be left out.
    pub fn maybe<T: Form>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.field(name, value);
        }
    }

    /// A variant's name in snake case, as a text; with a value to follow, in an object to be closed.
    pub fn tag(&mut self, variant: &str, bare: bool) {
        let mut name = String::new();
        for letter in variant.chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        if bare {
            return self.string(&name);
        }
        self.open('{');
        self.name(&name);
    }

    /// A number, `true`, `false` or `null`.
    pub fn plain(&mut self, written: &str) {
        self.next();
        self.0.push_str(written);
    }

    /// A text.
    pub fn string(&mut self, text: &str) {
        self.next();
        self.0.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(letter);
                }
                '\0'..='\u{1f}' => {
                    self.0.push_str("\\u00");
                    for half in [u32::from(letter) >> 4, u32::from(letter) & 15] {
                        self.0.push(char::from_digit(half, 16).unwrap_or('0'));
                    }
                }
                _ => self.0.push(letter),
            }
        }
        self.0.push('"');
    }
}

/// Whether a text is a variant's name in snake case.
pub fn is_snake(text: &str, variant: &str) -> bool {
    let mut letters = text.bytes();
    let mut first = true;
    for letter in variant.bytes() {
        if letter.is_ascii_uppercase() && !first && letters.next() != Some(b'_') {
            return false;
        }
        first = false;
        if letters.next() != Some(letter.to_ascii_lowercase()) {
            return false;
        }
    }
    letters.next().is_none()
}
