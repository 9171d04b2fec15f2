//! The four languages of the platform. C:J.

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Locale {
    /// Turkish: the base, and what an unknown language falls to.
    #[default]
    Tr,
    /// English.
    En,
    /// German.
    De,
    /// Russian.
    Ru,
}

impl Locale {
    /// All languages in the platform's order, which is also the order of the text tables.
    pub const ALL: [Locale; 4] = [Locale::Tr, Locale::En, Locale::De, Locale::Ru];

    /// The language the host asks for: lower-cased, cut at `-` or `_`; unknown ones are Turkish. C:J.
    pub fn from_host(asked: &str) -> Locale {
        let wanted = asked.trim().split(['-', '_']).next().unwrap_or_default();
        Locale::ALL
            .into_iter()
            .find(|locale| locale.code().eq_ignore_ascii_case(wanted))
            .unwrap_or_default()
    }

    /// The two letters of the document's `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Locale::Tr => "tr",
            Locale::En => "en",
            Locale::De => "de",
            Locale::Ru => "ru",
        }
    }

    /// What stands between whole and part.
    pub const fn decimal_mark(self) -> char {
        match self {
            Locale::En => '.',
            Locale::Tr | Locale::De | Locale::Ru => ',',
        }
    }

    /// What stands between thousands.
    pub const fn group_mark(self) -> char {
        match self {
            Locale::Tr | Locale::De => '.',
            Locale::En => ',',
            Locale::Ru => '\u{a0}',
        }
    }

    /// Which form a count takes: 0 one, 1 few, 2 many, 3 other.
    pub(super) const fn form(self, n: i64) -> usize {
        let n = n.unsigned_abs();
        match self {
            Locale::Tr => 3,
            Locale::En | Locale::De => {
                if n == 1 {
                    0
                } else {
                    3
                }
            }
            Locale::Ru => match (n % 10, n % 100) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_s_language_is_lower_cased_and_cut_and_an_unknown_one_is_turkish() {
        let check = |asked, expected| assert_eq!(Locale::from_host(asked), expected, "{asked}");
        check("tr", Locale::Tr);
        check("TR", Locale::Tr);
        check("en-US", Locale::En);
        check("de_AT", Locale::De);
        check(" ru ", Locale::Ru);
        check("fr", Locale::Tr);
        check("", Locale::Tr);
        check("english", Locale::Tr);
    }

    #[test]
    fn russian_counts_have_three_forms() {
        let check = |n, form| assert_eq!(Locale::Ru.form(n), form, "{n}");
        for n in [1, 21, 101, 1001] {
            check(n, 0);
        }
        for n in [2, 3, 4, 22, 104] {
            check(n, 1);
        }
        for n in [0, 5, 11, 12, 14, 20, 111, 112] {
            check(n, 2);
        }
    }

    #[test]
    fn one_is_special_in_english_and_german_and_never_in_turkish() {
        assert_eq!(Locale::En.form(1), 0);
        assert_eq!(Locale::De.form(-1), 0);
        assert_eq!(Locale::En.form(0), 3);
        assert_eq!(Locale::Tr.form(1), 3);
    }
}
