//! Text as letters with their marks apart, in Turkish lower case: what every comparison of titles is made of. It makes composed and
//! decomposed Unicode equal without tables beyond the Latin and Cyrillic letters that menus use.
use std::iter::Peekable;
use std::str::Chars;

/// Precomposed small letters by the mark they carry: mark, letters, the letters without it. Turkish marks first, as they are met most.
const COMPOSED: [(char, &str, &str); 14] = [
    ('\u{300}', "àèìòùѐѝ", "aeiouеи"),
    ('\u{301}', "áéíóúýćĺńŕśźѓќ", "aeiouyclnrszгк"),
    ('\u{302}', "âêîôûĉĝĥĵŝŵŷ", "aeioucghjswy"),
    ('\u{303}', "ãñõĩũ", "anoiu"),
    ('\u{304}', "āēīōū", "aeiou"),
    ('\u{306}', "ăĕğĭŏŭйў", "aegiouиу"),
    ('\u{307}', "ċėġżȧȯ", "cegzao"),
    ('\u{308}', "äëïöüÿёї", "aeiouyеі"),
    ('\u{30a}', "åů", "au"),
    ('\u{30b}', "őű", "ou"),
    ('\u{30c}', "čďěľňřšťžǎǐǒǔ", "cdelnrstzaiou"),
    ('\u{326}', "șț", "st"),
    ('\u{327}', "çģķļņŗşţȩ", "cgklnrste"),
    ('\u{328}', "ąęįų", "aeiu"),
];

/// A letter without mark.
pub(super) const PLAIN: char = '\0';

/// Each character in Turkish lower case with its first mark or [`PLAIN`]. Surrounding space is gone, inner space is one blank.
pub(super) fn letters(text: &str) -> Letters<'_> {
    Letters {
        chars: text.trim().chars().peekable(),
        more: None,
    }
}

pub(super) struct Letters<'a> {
    chars: Peekable<Chars<'a>>,
    // The rest of a character whose small form is two characters long.
    more: Option<char>,
}

impl Iterator for Letters<'_> {
    type Item = (char, char);

    fn next(&mut self) -> Option<(char, char)> {
        if let Some(rest) = self.more.take() {
            return Some((rest, PLAIN));
        }
        let c = self.chars.next()?;
        if c.is_ascii() && self.chars.peek().is_none_or(char::is_ascii) {
            if c.is_ascii_whitespace() {
                return Some(self.blank());
            }
            return Some((
                if c == 'I' {
                    'ı'
                } else {
                    c.to_ascii_lowercase()
                },
                PLAIN,
            ));
        }
        if c.is_whitespace() {
            return Some(self.blank());
        }
        let (base, mark) = parted(self.small(c));
        let mark = match self.chars.next_if(|&c| is_mark(c)) {
            Some(following) if mark == PLAIN => following,
            _ => mark,
        };
        // A dot on an i is the letter itself: I with a combining dot is İ.
        Some(match (base, mark) {
            ('ı' | 'i', '\u{307}') => ('i', PLAIN),
            other => other,
        })
    }
}

impl Letters<'_> {
    fn blank(&mut self) -> (char, char) {
        while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
        (' ', PLAIN)
    }

    fn small(&mut self, c: char) -> char {
        match c {
            'I' => 'ı',
            'İ' => 'i',
            _ => {
                let mut small = c.to_lowercase();
                let first = small.next().unwrap_or(c);
                self.more = small.next();
                first
            }
        }
    }
}

pub(super) fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn parted(c: char) -> (char, char) {
    if c.is_ascii() {
        return (c, PLAIN);
    }
    for (mark, composed, plain) in COMPOSED {
        if let Some(at) = composed.chars().position(|known| known == c) {
            return (plain.chars().nth(at).unwrap_or(c), mark);
        }
    }
    (c, PLAIN)
}
