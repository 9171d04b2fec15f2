//! The platform's words. C:E.0 common failures, C:E.3 cart and payment messages.
use super::Refused;

/// The longest text of the platform that is kept.
const KEPT: usize = 200;

/// What a message means, if it is one that the platform documents. Codes are matched whole, texts by their beginning.
pub(super) fn known(message: &str, retry_after: Option<u32>) -> Option<Refused> {
    let message = message.trim();
    let code = match message {
        "unauthorized" => Some(Refused::Unauthorized),
        "plugin.scope.denied" => Some(Refused::ScopeDenied),
        "plugin.rateLimited" => Some(Refused::RateLimited(retry_after)),
        "unknown_payment_method" => Some(Refused::UnknownMethod),
        "no_payment_methods_configured" => Some(Refused::NoMethods),
        _ => None,
    };
    code.or_else(|| by_resource(message))
        .or_else(|| by_prefix(message))
}

/// `plugin.<resource>.notFound` and `.missingParams`.
fn by_resource(message: &str) -> Option<Refused> {
    let (_, what) = message.strip_prefix("plugin.")?.rsplit_once('.')?;
    match what {
        "notFound" => Some(Refused::NotFound),
        "missingParams" => Some(Refused::MissingParams),
        _ => None,
    }
}

fn by_prefix(message: &str) -> Option<Refused> {
    let after = |prefix: &str| {
        let rest = strip_prefix(message, prefix)?;
        let named = rest.trim_start_matches([':', ' ']);
        Some(clean(named))
    };
    if let Some(id) = after("Product not found") {
        return Some(Refused::ProductNotFound(id));
    }
    if let Some(rest) = after("Invalid option") {
        return Some(invalid_option(&rest));
    }
    if let Some(rest) = after("Invalid taxRate") {
        return Some(Refused::InvalidTaxRate(rest));
    }
    if let Some(id) = after("Invalid lineId") {
        return Some(Refused::InvalidLineId(id));
    }
    if let Some(id) = after("Duplicate lineId") {
        return Some(Refused::DuplicateLineId(id));
    }
    if let Some(id) = after("lineId belongs to a cancelled line") {
        return Some(Refused::VoidedLineId(id));
    }
    if ["Paid exceeds total", "Paid amount is greater than total"]
        .iter()
        .any(|prefix| strip_prefix(message, prefix).is_some())
    {
        return Some(Refused::PaidOverTotal);
    }
    if strip_prefix(message, "Duplicate request already in progress").is_some() {
        return Some(Refused::InProgress);
    }
    let lower = message.to_ascii_lowercase();
    if lower.starts_with("metadata must be") || lower.contains("metadata size") {
        return Some(Refused::Metadata(clean(message)));
    }
    None
}

/// `<product>: <reason> (<declared>)`; a product's title may itself hold a colon or brackets, so the ends are cut first.
fn invalid_option(rest: &str) -> Refused {
    let (before, declared) = match rest.strip_suffix(')').and_then(|cut| cut.rsplit_once(" (")) {
        Some((before, declared)) => (before, declared),
        None => (rest, ""),
    };
    let (product, reason) = before.rsplit_once(": ").unwrap_or((before, ""));
    Refused::InvalidOption {
        product: product.trim().to_owned(),
        reason: reason.trim().to_owned(),
        declared: declared.trim().to_owned(),
    }
}

/// Words that no document gives, sorted as far as they speak for themselves.
pub(super) fn unknown(message: &str) -> Refused {
    let lower = message.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // Upstream: the refusals for timer tables and for a total below what is paid have no documented text (C:L.2 rows 9 and 10).
    if any(&["timer", "süreli", "dakika bazlı"]) {
        return Refused::Timer;
    }
    if any(&["paid"]) && any(&["total"]) && any(&["exceed", "greater", "below", "less"]) {
        return Refused::PaidOverTotal;
    }
    // Upstream: joi quotes the key it refuses.
    if message.trim_start().starts_with('"') || any(&["\" is not allowed", "\" must be"]) {
        return Refused::Schema(clean(message));
    }
    if any(&["metadata"]) {
        return Refused::Metadata(clean(message));
    }
    Refused::Other(clean(message))
}

/// A text that says the account is not open any more.
pub(super) fn means_closed(message: &str) -> bool {
    let lower = message.to_lowercase();
    ["not found", "notfound", "not open", "closed"]
        .iter()
        .any(|word| lower.contains(word))
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// Without control characters, and not longer than what is kept.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(KEPT)
        .collect::<String>()
        .trim()
        .to_owned()
}
