//! The page a manager lands on after connecting, well or not: plain HTML without script, in the reader's language.
use super::Trouble;
use super::language::Language;
use serde::Deserialize;
use std::sync::LazyLock;

/// Its style, under the same policy as every page.
pub const STYLE: &str = include_str!("page.css");
/// Where its style is.
pub const STYLE_PATH: &str = "/connect/page.css";

/// The words of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    connected: Said,
    not_set_up: Said,
    no_code: Said,
    no_environment: Said,
    declined: Said,
    code_used: Said,
    wrong_client: Said,
    unreachable: Said,
    unreadable: Said,
    not_kept: Said,
}

/// A heading, what happened, and what to do now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    title: String,
    text: String,
    next: String,
}

static WORDS: LazyLock<[Words; 4]> = LazyLock::new(|| {
    [
        include_str!("../../locales/tr.json"),
        include_str!("../../locales/en.json"),
        include_str!("../../locales/de.json"),
        include_str!("../../locales/ru.json"),
    ]
    // Invariant: a test reads every one of them.
    .map(|text| serde_json::from_str(text).expect("complete words"))
});

fn words(language: Language) -> &'static Words {
    let at = Language::ALL.iter().position(|known| *known == language);
    &WORDS[at.unwrap_or(0)]
}

/// The page for a restaurant that is connected.
pub fn connected(language: Language) -> String {
    page(language, &words(language).connected, "well")
}

/// The page for what went wrong.
pub fn trouble(language: Language, trouble: Trouble) -> String {
    let words = words(language);
    let said = match trouble {
        Trouble::NotSetUp => &words.not_set_up,
        Trouble::NoCode => &words.no_code,
        Trouble::NoEnvironment => &words.no_environment,
        Trouble::Declined => &words.declined,
        Trouble::CodeUsed => &words.code_used,
        Trouble::WrongClient => &words.wrong_client,
        Trouble::Unreachable => &words.unreachable,
        Trouble::Unreadable | Trouble::Refused => &words.unreadable,
        Trouble::NotKept => &words.not_kept,
    };
    page(language, said, "ill")
}

/// Holds nothing that was sent: there is nothing to escape.
fn page(language: Language, said: &Said, mood: &str) -> String {
    let Said { title, text, next } = said;
    let code = language.code();
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · adisyon</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n</head>\n<body>\n<main class=\"{mood}\">\n\
         <p class=\"name\">adisyon</p>\n<h1>{title}</h1>\n<p>{text}</p>\n<p class=\"next\">{next}</p>\n</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TROUBLES: [Trouble; 10] = [
        Trouble::NotSetUp,
        Trouble::NoCode,
        Trouble::NoEnvironment,
        Trouble::Declined,
        Trouble::CodeUsed,
        Trouble::WrongClient,
        Trouble::Unreachable,
        Trouble::Unreadable,
        Trouble::Refused,
        Trouble::NotKept,
    ];

    #[test]
    fn every_language_says_everything_in_words_of_its_own() {
        for trouble in TROUBLES {
            let pages = Language::ALL.map(|language| super::trouble(language, trouble));
            for (at, page) in pages.iter().enumerate() {
                assert!(
                    page.contains("<h1>") && !page.contains("<h1></h1>"),
                    "{page}"
                );
                assert!(!page.contains("<p></p>"), "{page}");
                assert!(!pages[at + 1..].contains(page), "{page}");
            }
        }
    }

    #[test]
    fn a_page_has_no_script_and_no_style_of_its_own() {
        let page = connected(Language::English);
        for forbidden in ["<script", "style=", "<style", "http"] {
            assert!(!page.contains(forbidden), "{forbidden}: {page}");
        }
        assert!(page.contains("lang=\"en\""));
    }
}
