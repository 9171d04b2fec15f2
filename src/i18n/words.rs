//! Texts by key. The tables are made from the locale files when the page is built.
use super::locale::Locale;
use std::sync::OnceLock;

/// Texts of one language: all of them, or one room's.
pub struct Words {
    /// The number of its first key.
    first: u16,
    /// How many keys it has.
    count: u16,
    /// The texts one after the other: one for each key (of a counted text its last form), then one, few, many, other of each
    /// counted text, in the order of the keys.
    pool: &'static str,
    /// Where each of them ends. Numbers are smaller than pointers, and a text is in no other table.
    ends: &'static [u32],
}

impl Words {
    fn at(&self, place: usize) -> &'static str {
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.pool[begin as usize..self.ends[place] as usize]
    }
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Room by room, the Turkish words that came with a chunk.
static BROUGHT: [OnceLock<&'static Words>; ROOMS.len()] = [const { OnceLock::new() }; ROOMS.len()];

/// A chunk brings the Turkish words of its rooms.
pub fn bring(rooms: &[&'static Words]) {
    for words in rooms {
        if let Some(place) = BROUGHT.get(room(words.first)) {
            place.get_or_init(|| words);
        }
    }
}

/// The place of the room that this key belongs to.
fn room(key: u16) -> usize {
    ROOMS
        .partition_point(|first| *first <= key)
        .saturating_sub(1)
}

/// The words that hold a key: Turkish ones are here with their room, the others when they were fetched. Until then, Turkish
/// stands in. A room whose words nobody brought has none; `tests/house.rs` holds that each chunk brings what it speaks.
fn words(key: Key, locale: Locale) -> Option<&'static Words> {
    let other = match locale {
        Locale::Tr => None,
        other => others::words(other),
    };
    other.or_else(|| {
        let room = room(key as u16);
        HERE[room].or_else(|| BROUGHT[room].get().copied())
    })
}

/// Everything in one file: nothing has to be fetched.
#[cfg(not(feature = "chunks"))]
mod others {
    use super::{DE, EN, Locale, RU, Words};

    pub fn words(locale: Locale) -> Option<&'static Words> {
        match locale {
            Locale::Tr => None,
            Locale::En => Some(&EN),
            Locale::De => Some(&DE),
            Locale::Ru => Some(&RU),
        }
    }

    /// Nothing to do.
    #[cfg(target_arch = "wasm32")]
    pub async fn fetch(_: Locale) {}
}

/// Each language but Turkish is a chunk.
#[cfg(feature = "chunks")]
mod others {
    use super::{Locale, OnceLock, Words};
    use crate::chunk::NotFetched;

    static FETCHED: [OnceLock<&'static Words>; 3] = [const { OnceLock::new() }; 3];

    pub fn words(locale: Locale) -> Option<&'static Words> {
        let place = FETCHED.get((locale as usize).checked_sub(1)?)?;
        place.get().copied()
    }

    /// Fetches a language. Without it the page speaks Turkish rather than nothing.
    pub async fn fetch(locale: Locale) {
        let Some(place) = (locale as usize)
            .checked_sub(1)
            .and_then(|at| FETCHED.get(at))
        else {
            return;
        };
        let fetched = match locale {
            Locale::Tr => return,
            Locale::En => en::words().await,
            Locale::De => de::words().await,
            Locale::Ru => ru::words().await,
        };
        if let Ok(words) = fetched {
            place.get_or_init(|| words);
        }
    }

    macro_rules! language {
        ($module:ident, $file:ident, $words:ident) => {
            mod $module {
                use super::{NotFetched, Words};

                #[wasm_split_helpers::wasm_split($file, fallible)]
                pub fn words() -> Result<&'static Words, NotFetched> {
                    Ok(&crate::i18n::words::$words)
                }
            }
        };
    }
    language!(en, words_en, EN);
    language!(de, words_de, DE);
    language!(ru, words_ru, RU);
}

#[cfg(target_arch = "wasm32")]
pub use others::fetch;

impl Key {
    /// The text in a language. A counted text gives its last form.
    pub fn text(self, locale: Locale) -> &'static str {
        words(self, locale).map_or("", |words| {
            words.at(self as usize - usize::from(words.first))
        })
    }

    /// The form of a counted text for this number; a text without forms is the same for all.
    pub fn counted(self, locale: Locale, n: i64) -> &'static str {
        let Ok(at) = COUNTED.binary_search(&self) else {
            return self.text(locale);
        };
        words(self, locale).map_or("", |words| {
            let before = COUNTED.partition_point(|key| (*key as u16) < words.first);
            words.at(usize::from(words.count) + 4 * (at - before) + locale.form(n))
        })
    }
}

/// Puts values in the place of `{name}`. A name without a value stays as it is, so that the gap is seen.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let close = rest.find('}').map_or(rest.len(), |at| at + 1);
        let name = rest[..close].trim_matches(['{', '}']);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[..close]),
        }
        rest = &rest[close..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_the_place_of_their_names() {
        let values = [("table", "Masa {n}"), ("n", "3")];
        assert_eq!(fill("{table}: {n} kalem", &values), "Masa {n}: 3 kalem");
        assert_eq!(fill("hiçbiri", &values), "hiçbiri");
        assert_eq!(fill("{who} {n}", &values), "{who} 3");
        assert_eq!(fill("açık {", &values), "açık {");
    }

    #[test]
    fn a_count_picks_its_form_and_the_forms_are_in_order_for_the_search() {
        assert!(COUNTED.is_sorted());
        let said = |locale, n: i64| {
            fill(
                Key::BoardTablesOpen.counted(locale, n),
                &[("n", &n.to_string())],
            )
        };
        assert_eq!(said(Locale::Tr, 1), "1 masa açık");
        assert_eq!(said(Locale::En, 1), "1 table open");
        assert_eq!(said(Locale::En, 2), "2 tables open");
        assert_eq!(said(Locale::Ru, 1), "1 стол открыт");
        assert_eq!(said(Locale::Ru, 3), "3 стола открыты");
        assert_eq!(said(Locale::Ru, 5), "5 столов открыто");
    }

    #[test]
    fn a_plain_text_is_the_same_for_every_count() {
        assert_eq!(
            Key::AppTitle.counted(Locale::Ru, 4),
            Key::AppTitle.text(Locale::Ru)
        );
    }
}
