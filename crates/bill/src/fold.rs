//! Folding Turkish and other Latin letters so that search finds what a hurried thumb means: `cig`, `ÇİĞ` find Çiğ; `ispanak`, `ISPANAK`, `ıspanak` find Ispanak.
mod index;
mod letters;
#[cfg(test)]
mod tests;

pub use index::Index;

use letters::{PLAIN, is_mark, letters};

/// Lower case without marks: I, İ, ı, i are one letter, ç ğ ö ş ü lose their marks, runs of spaces are one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (base, _) in letters(text) {
        match base {
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ə' => folded.push('e'),
            mark if is_mark(mark) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// A title as resolution compares it: trimmed, spaces collapsed, Turkish case folded, marks kept.
pub fn title_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for (base, mark) in letters(text) {
        key.push(base);
        if mark != PLAIN {
            key.push(mark);
        }
    }
    key
}

/// Equality of titles for resolution: trimmed, spaces collapsed, Turkish case folded, but marks kept (Çay is not Cay). C:G.2 rung 4.
pub fn same_title(a: &str, b: &str) -> bool {
    a == b || letters(a).eq(letters(b))
}

/// Turkish dictionary order with numbers by value: Masa 2 before Masa 10, Ç after C.
pub fn order(a: &str, b: &str) -> std::cmp::Ordering {
    order_key(a).cmp(&order_key(b)).then_with(|| a.cmp(b))
}

/// What [`order`] compares first: for sorting long lists, where it should be made once per text.
pub fn order_key(text: &str) -> Vec<u32> {
    const ALPHABET: &str = "abcçdefgğhıijklmnoöpqrsştuüvwxyz";
    const SIGN: u32 = 1 << 24;
    const NUMBER: u32 = 2 << 24;
    const LETTER: u32 = 3 << 24;
    let mut key = Vec::with_capacity(text.len());
    let mut letters = letters(text).peekable();
    while let Some((base, mark)) = letters.next() {
        if let Some(digit) = base.to_digit(10) {
            let mut digits = vec![digit];
            while let Some((next, _)) = letters.next_if(|(c, _)| c.is_ascii_digit()) {
                digits.push(next.to_digit(10).unwrap_or(0));
            }
            let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
            let digits = &digits[zeros..];
            // More digits are a larger number; equally many compare from the left.
            key.push(NUMBER | u32::try_from(digits.len()).unwrap_or(u32::MAX >> 8));
            key.extend(digits.iter().map(|digit| NUMBER | digit));
        } else if base == ' ' {
            key.push(0);
        } else if base.is_alphabetic() {
            let letter = match (base, mark) {
                ('c', '\u{327}') => 'ç',
                ('g', '\u{306}') => 'ğ',
                ('o', '\u{308}') => 'ö',
                ('s', '\u{327}') => 'ş',
                ('u', '\u{308}') => 'ü',
                ('и', '\u{306}') => 'й',
                (base, _) => base,
            };
            let weight = match ALPHABET.chars().position(|known| known == letter) {
                Some(at) => u32::try_from(at).unwrap_or(0),
                None => u32::from(letter),
            };
            key.push(LETTER | weight);
        } else {
            key.push(SIGN | u32::from(base));
        }
    }
    key
}
