//! The reader's language, from what the browser says. C:J.
use std::cmp::Reverse;

/// The platform's languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Turkish: also for everybody whose language we do not speak.
    Turkish,
    /// English.
    English,
    /// German.
    German,
    /// Russian.
    Russian,
}

impl Language {
    /// All, in the platform's order.
    pub const ALL: [Language; 4] = [
        Language::Turkish,
        Language::English,
        Language::German,
        Language::Russian,
    ];

    /// The code, as in `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Turkish => "tr",
            Language::English => "en",
            Language::German => "de",
            Language::Russian => "ru",
        }
    }

    /// The language that an `Accept-Language` header likes best; Turkish if it wants none of ours.
    pub fn of(accept: Option<&str>) -> Language {
        accept
            .and_then(Language::liked)
            .unwrap_or(Language::Turkish)
    }

    /// The language of a locale like `de-DE`; none if we do not speak it.
    pub fn spoken(locale: &str) -> Option<Language> {
        wish(locale).map(|(_, language)| language)
    }

    /// The best liked language that we speak; none if there is none.
    pub fn liked(accept: &str) -> Option<Language> {
        let mut wishes: Vec<(u32, Language)> =
            accept.split(',').take(20).filter_map(wish).collect();
        // Stable: of equal wishes the first one counts.
        wishes.sort_by_key(|(weight, _)| Reverse(*weight));
        wishes.first().map(|(_, language)| *language)
    }
}

/// One wish with its weight in thousandths; none if we do not speak it or it is not wanted.
fn wish(text: &str) -> Option<(u32, Language)> {
    let mut parts = text.split(';').map(str::trim);
    let code = parts.next()?.split(['-', '_']).next()?.to_ascii_lowercase();
    let language = Language::ALL
        .into_iter()
        .find(|language| language.code() == code)?;
    let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
        Some(weight) => thousandths(weight)?,
        None => 1000,
    };
    (weight > 0).then_some((weight, language))
}

/// `0.8` is 800.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = fraction.get(..fraction.len().min(3))?;
    let padded = format!("{digits:0<3}");
    let value = whole.parse::<u32>().ok()?.checked_mul(1000)?;
    Some(value.checked_add(padded.parse::<u32>().ok()?)?.min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_liked_language_that_we_speak_wins() {
        for (accept, code) in [
            ("", "tr"),
            ("fr", "tr"),
            ("de-DE,de;q=0.9,en;q=0.8", "de"),
            ("en;q=0.5, ru;q=0.8", "ru"),
            ("fr-FR, en-US;q=0.7", "en"),
            ("EN", "en"),
            ("en;q=0, de;q=0.1", "de"),
            ("en;q=x", "tr"),
            ("*;q=0.5", "tr"),
        ] {
            assert_eq!(Language::of(Some(accept)).code(), code, "{accept}");
        }
        assert_eq!(Language::of(None), Language::Turkish);
        assert_eq!(Language::liked("fr"), None);
        assert_eq!(Language::spoken("ru_RU"), Some(Language::Russian));
        assert_eq!(Language::spoken("fr"), None);
    }
}
