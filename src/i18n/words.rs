//! Texts by key. The tables are made from the locale files when the page is built.
use super::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl Key {
    /// The text in a language. A counted text gives its last form.
    pub fn text(self, locale: Locale) -> &'static str {
        TEXTS[locale as usize][self as usize]
    }

    /// The form of a counted text for this number; a text without forms is the same for all.
    pub fn counted(self, locale: Locale, n: i64) -> &'static str {
        match FORMS.binary_search_by_key(&self, |(key, _)| *key) {
            Ok(at) => FORMS[at].1[locale as usize][locale.form(n)],
            Err(_) => self.text(locale),
        }
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
        assert!(FORMS.is_sorted_by_key(|(key, _)| *key));
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
