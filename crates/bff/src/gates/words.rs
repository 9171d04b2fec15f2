//! What a cashier reads when something may not be done: plain text, what is so and what to do. C:J.
use super::verdict::Verdict;
use crate::connect::language::Language;
use adisyon_bill::Money;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    unpaid: String,
    overpaid: String,
    saving: String,
    unknown_button: String,
}

static WORDS: LazyLock<[Words; 4]> = LazyLock::new(|| {
    [
        include_str!("../../locales/gate/tr.json"),
        include_str!("../../locales/gate/en.json"),
        include_str!("../../locales/gate/de.json"),
        include_str!("../../locales/gate/ru.json"),
    ]
    // Invariant: a test reads every one of them.
    .map(|text| serde_json::from_str(text).expect("complete words"))
});

fn words(language: Language) -> &'static Words {
    let at = Language::ALL.iter().position(|known| *known == language);
    &WORDS[at.unwrap_or(0)]
}

/// Why not; none if it may.
pub(super) fn reason(language: Language, verdict: Verdict) -> Option<String> {
    let words = words(language);
    let (text, sum) = match verdict {
        Verdict::Allow => return None,
        Verdict::Unpaid(sum) => (&words.unpaid, sum),
        Verdict::Overpaid(sum) => (&words.overpaid, sum),
        Verdict::Saving => return Some(words.saving.clone()),
    };
    Some(text.replace("{sum}", &lira(language, sum)))
}

/// What is said to a button that is not ours.
pub(super) fn unknown_button(language: Language) -> &'static str {
    &words(language).unknown_button
}

/// `₺1.231,00`, as the page writes it.
fn lira(language: Language, sum: Money) -> String {
    let (group, mark) = match language {
        Language::Turkish | Language::German => ('.', ','),
        Language::English => (',', '.'),
        Language::Russian => ('\u{a0}', ','),
    };
    let minor = sum.minor().unsigned_abs();
    let whole = (minor / 100).to_string();
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    let number = format!("{text}{mark}{:02}", minor % 100);
    match language {
        Language::Turkish | Language::English => format!("₺{number}"),
        Language::German | Language::Russian => format!("{number}\u{a0}₺"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_reason_of_its_own_with_the_sum_as_it_writes_it() {
        let sum = Verdict::Unpaid(Money::from_minor(123_105));
        let said = Language::ALL.map(|language| reason(language, sum).unwrap_or_default());
        for (text, number) in said.iter().zip([
            "₺1.231,05",
            "₺1,231.05",
            "1.231,05\u{a0}₺",
            "1\u{a0}231,05\u{a0}₺",
        ]) {
            assert!(text.contains(number), "{text}");
            assert!(!text.contains('{') && text.len() > 40, "{text}");
        }
        for verdict in [
            Verdict::Saving,
            Verdict::Overpaid(Money::from_minor(5)),
            sum,
        ] {
            let said = Language::ALL.map(|language| reason(language, verdict));
            for (at, text) in said.iter().enumerate() {
                assert!(text.is_some() && !said[at + 1..].contains(text), "{text:?}");
            }
        }
        assert_eq!(reason(Language::English, Verdict::Allow), None);
        for language in Language::ALL {
            assert!(!unknown_button(language).is_empty());
        }
    }
}
