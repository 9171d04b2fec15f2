//! The one place where a fault or a refusal becomes words and a way on.
use super::format;
use super::locale::Locale;
use super::words::{Key, fill};
use crate::api::failure::{Failure, Fault};
use adisyon_wire::refusal::{Refusal, RefusalCode};

/// A failure in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What happened.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// The way on.
    pub remedy: Remedy,
    /// For the details area: the request's name, the platform's own words.
    pub details: Vec<String>,
}

/// The way on, as one button.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// Ask again now.
    Retry,
    /// Ask again after so many seconds.
    RetryIn(u32),
    /// Load the page anew.
    Reload,
    /// Back to the board.
    Back,
    /// Somebody else has to act.
    Nothing,
}

impl Remedy {
    /// What its button says; none if there is nothing to press.
    pub fn label(self) -> Option<Key> {
        match self {
            Remedy::Retry | Remedy::RetryIn(_) => Some(Key::FaultsRetry),
            Remedy::Reload => Some(Key::FaultsReload),
            Remedy::Back => Some(Key::FaultsBack),
            Remedy::Nothing => None,
        }
    }
}

/// A failure in the words of a language.
pub fn said(locale: Locale, failure: &Failure) -> Said {
    let (title, text, remedy) = match failure {
        Failure::Fault(fault) => fault_keys(fault),
        Failure::Refused(refusal) => refusal_keys(refusal),
    };
    let scope = match failure {
        Failure::Refused(refusal) => scope(locale, refusal.scope.as_deref()),
        Failure::Fault(_) => String::new(),
    };
    let seconds = match remedy {
        Remedy::RetryIn(seconds) => i64::from(seconds),
        _ => 0,
    };
    let n = format::count(locale, seconds);
    let values = [("scope", scope.as_str()), ("n", n.as_str())];
    Said {
        title: fill(title.text(locale), &values),
        text: fill(text.counted(locale, seconds), &values),
        remedy,
        details: details(locale, failure),
    }
}

fn fault_keys(fault: &Fault) -> (Key, Key, Remedy) {
    match fault {
        Fault::Offline => (
            Key::FaultsOfflineTitle,
            Key::FaultsOfflineText,
            Remedy::Retry,
        ),
        Fault::Timeout => (
            Key::FaultsTimeoutTitle,
            Key::FaultsTimeoutText,
            Remedy::Retry,
        ),
        Fault::Unreadable(_) => (
            Key::FaultsUnreadableTitle,
            Key::FaultsUnreadableText,
            Remedy::Retry,
        ),
        Fault::NoToken => (
            Key::FaultsNoTokenTitle,
            Key::FaultsNoTokenText,
            Remedy::Retry,
        ),
    }
}

fn refusal_keys(refusal: &Refusal) -> (Key, Key, Remedy) {
    use Key as K;
    use RefusalCode as Code;
    match refusal.code {
        Code::SessionRefused => (
            K::RefusalsSessionTitle,
            K::RefusalsSessionText,
            Remedy::Retry,
        ),
        Code::RoleDenied => (K::RefusalsRoleTitle, K::RefusalsRoleText, Remedy::Nothing),
        Code::ScopeDenied => (K::RefusalsScopeTitle, K::RefusalsScopeText, Remedy::Retry),
        Code::NotFound => (
            K::RefusalsNotFoundTitle,
            K::RefusalsNotFoundText,
            Remedy::Back,
        ),
        // The page asked for something this backend does not know: they are not of one release.
        Code::NoRoute | Code::NotAllowed | Code::BadRequest | Code::NotJson => (
            K::RefusalsOutdatedTitle,
            K::RefusalsOutdatedText,
            Remedy::Reload,
        ),
        Code::TooLarge => (
            K::RefusalsTooLargeTitle,
            K::RefusalsTooLargeText,
            Remedy::Nothing,
        ),
        Code::RateLimited => match refusal.retry_after {
            Some(seconds) if seconds > 0 => (
                K::RefusalsRateTitle,
                K::RefusalsRateText,
                Remedy::RetryIn(seconds),
            ),
            _ => (K::RefusalsRateTitle, K::RefusalsRateSoon, Remedy::Retry),
        },
        Code::InstallBroken => (
            K::RefusalsInstallTitle,
            K::RefusalsInstallText,
            Remedy::Retry,
        ),
        Code::PlatformFault => (
            K::RefusalsPlatformFaultTitle,
            K::RefusalsPlatformFaultText,
            Remedy::Retry,
        ),
        Code::PlatformRefused => (
            K::RefusalsPlatformRefusedTitle,
            K::RefusalsPlatformRefusedText,
            Remedy::Retry,
        ),
        Code::NotOffered => (
            K::RefusalsNotOfferedTitle,
            K::RefusalsNotOfferedText,
            Remedy::Nothing,
        ),
        Code::PlatformTimeout => (
            K::RefusalsPlatformTimeoutTitle,
            K::RefusalsPlatformTimeoutText,
            Remedy::Retry,
        ),
        Code::OutcomeUnknown => (
            K::RefusalsUnknownTitle,
            K::RefusalsUnknownText,
            Remedy::Retry,
        ),
        Code::Busy => (K::RefusalsBusyTitle, K::RefusalsBusyText, Remedy::Retry),
        Code::StoreDown => (K::RefusalsStoreTitle, K::RefusalsStoreText, Remedy::Retry),
        Code::TooFast => (
            K::RefusalsFastTitle,
            K::RefusalsFastText,
            Remedy::RetryIn(refusal.retry_after.unwrap_or(1).max(1)),
        ),
        Code::Internal => (
            K::RefusalsInternalTitle,
            K::RefusalsInternalText,
            Remedy::Retry,
        ),
    }
}

/// The missing right by its name on screen; an unknown one as the platform writes it.
pub fn scope(locale: Locale, scope: Option<&str>) -> String {
    let key = match scope {
        Some("orders:read") => Key::RefusalsScopeOrdersRead,
        Some("orders:write") => Key::RefusalsScopeOrdersWrite,
        Some("products:read") => Key::RefusalsScopeProductsRead,
        Some("payment_methods:read") => Key::RefusalsScopeMethodsRead,
        Some(other) => return other.to_owned(),
        None => return "?".to_owned(),
    };
    key.text(locale).to_owned()
}

fn details(locale: Locale, failure: &Failure) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(id) = failure.request_id() {
        lines.push(fill(Key::FaultsRequest.text(locale), &[("id", id)]));
    }
    if let Failure::Refused(Refusal {
        detail: Some(words),
        ..
    }) = failure
    {
        lines.push(fill(Key::FaultsPlatform.text(locale), &[("words", words)]));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [RefusalCode; 20] = [
        RefusalCode::SessionRefused,
        RefusalCode::RoleDenied,
        RefusalCode::ScopeDenied,
        RefusalCode::NotFound,
        RefusalCode::NoRoute,
        RefusalCode::NotAllowed,
        RefusalCode::BadRequest,
        RefusalCode::TooLarge,
        RefusalCode::NotJson,
        RefusalCode::RateLimited,
        RefusalCode::InstallBroken,
        RefusalCode::PlatformFault,
        RefusalCode::PlatformRefused,
        RefusalCode::NotOffered,
        RefusalCode::PlatformTimeout,
        RefusalCode::OutcomeUnknown,
        RefusalCode::Busy,
        RefusalCode::StoreDown,
        RefusalCode::TooFast,
        RefusalCode::Internal,
    ];

    fn refusal(code: RefusalCode) -> Refusal {
        Refusal {
            code,
            request_id: "r-1".to_owned(),
            scope: None,
            retry_after: None,
            detail: None,
        }
    }

    #[test]
    fn every_failure_has_words_without_gaps_in_every_language() {
        let faults = [
            Fault::Offline,
            Fault::Timeout,
            Fault::Unreadable(None),
            Fault::NoToken,
        ];
        let failures = CODES
            .into_iter()
            .map(|code| Failure::Refused(refusal(code)))
            .chain(faults.into_iter().map(Failure::Fault));
        for failure in failures {
            for locale in Locale::ALL {
                let said = said(locale, &failure);
                for text in [&said.title, &said.text] {
                    assert!(
                        !text.contains(['{', '}', '!']),
                        "{locale:?} {failure:?}: {text}"
                    );
                    assert!(text.chars().count() > 3, "{locale:?} {failure:?}");
                }
                assert_ne!(said.title, said.text);
            }
        }
    }

    #[test]
    fn a_missing_right_is_named_in_words_and_an_unknown_one_as_it_is() {
        let name = |scope: Option<&str>| {
            let refusal = Refusal {
                scope: scope.map(str::to_owned),
                ..refusal(RefusalCode::ScopeDenied)
            };
            said(Locale::Tr, &Failure::Refused(refusal)).title
        };
        assert_eq!(name(Some("orders:write")), "İzin eksik: adisyonlara yazma");
        assert_eq!(name(Some("tables:fly")), "İzin eksik: tables:fly");
    }

    #[test]
    fn a_limit_says_when_it_ends_and_waits_so_long() {
        let refusal = Refusal {
            retry_after: Some(38),
            ..refusal(RefusalCode::RateLimited)
        };
        let failure = Failure::Refused(refusal);
        let turkish = said(Locale::Tr, &failure);
        assert_eq!(turkish.remedy, Remedy::RetryIn(38));
        assert!(turkish.text.contains("38 saniye"), "{}", turkish.text);
        let russian = said(Locale::Ru, &failure);
        assert!(russian.text.ends_with("38 секунд."), "{}", russian.text);
    }

    #[test]
    fn the_platform_s_words_and_the_request_s_name_stand_in_the_details_alone() {
        let refusal = Refusal {
            detail: Some("\"cart[0].note\" is too long".to_owned()),
            ..refusal(RefusalCode::PlatformRefused)
        };
        let said = said(Locale::Tr, &Failure::Refused(refusal));
        assert_eq!(said.details.len(), 2);
        assert!(said.details[0].ends_with("r-1"));
        assert!(said.details[1].contains("cart[0].note"));
        assert!(!said.text.contains("cart[0]") && !said.title.contains("cart[0]"));
    }

    #[test]
    fn a_closed_bill_leads_back_and_an_old_page_is_reloaded() {
        let remedy = |code| said(Locale::Tr, &Failure::Refused(refusal(code))).remedy;
        assert_eq!(remedy(RefusalCode::NotFound), Remedy::Back);
        assert_eq!(remedy(RefusalCode::NoRoute), Remedy::Reload);
        assert_eq!(remedy(RefusalCode::RoleDenied), Remedy::Nothing);
    }
}
