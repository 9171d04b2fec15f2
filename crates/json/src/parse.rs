//! From text to values.
use crate::Json;

/// The deepest nesting that is read.
pub const MAX_DEPTH: u8 = 64;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

pub(crate) fn parse(text: &str) -> Option<Json> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(MAX_DEPTH)?;
    parser.blank();
    (parser.at == text.len()).then_some(value)
}

impl Parser<'_> {
    fn peek(&self) -> u8 {
        // Zero stands for the end: nowhere outside a text is it allowed, and inside one neither.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let there = self.peek() == byte;
        self.at += usize::from(there);
        there
    }

    fn blank(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += word.len();
        rest.starts_with(word.as_bytes()).then_some(value)
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        self.blank();
        match self.peek() {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(depth.checked_sub(1)?),
            b'{' => self.object(depth.checked_sub(1)?),
            _ => self.number(),
        }
    }

    fn list(&mut self, depth: u8) -> Option<Json> {
        self.at += 1;
        let mut values = Vec::new();
        self.blank();
        if self.takes(b']') {
            return Some(Json::List(values));
        }
        loop {
            values.push(self.value(depth)?);
            self.blank();
            if self.takes(b']') {
                return Some(Json::List(values));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn object(&mut self, depth: u8) -> Option<Json> {
        self.at += 1;
        let mut fields = Vec::new();
        self.blank();
        if self.takes(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            self.blank();
            let name = (self.peek() == b'"').then(|| self.string())??;
            self.blank();
            self.takes(b':').then_some(())?;
            fields.push((name, self.value(depth)?));
            self.blank();
            if self.takes(b'}') {
                return Some(Json::Object(fields));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn number(&mut self) -> Option<Json> {
        let from = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        let written = self.text.get(from..self.at)?;
        let number = || Json::Number(written.to_owned());
        Some(written.parse().map_or_else(|_| number(), Json::Whole))
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            string.push_str(self.text.get(from..self.at)?);
            if self.takes(b'"') {
                return Some(string);
            }
            self.takes(b'\\').then_some(())?;
            string.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let letter = self.peek();
        self.at += 1;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode()?,
            _ => return None,
        })
    }

    /// A character by its number; two halves where it has no place in one. A half alone is no character.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        (self.takes(b'\\') && self.takes(b'u')).then_some(())?;
        let second = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn hex(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            number = number * 16 + char::from(self.peek()).to_digit(16)?;
            self.at += 1;
        }
        Some(number)
    }
}
