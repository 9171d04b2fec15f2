//! The one table from what the platform answered to what it means. C:E.0: the body first, then the status; both generations.
mod phrase;

use serde_json::Value;

/// The platform said no.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// The API key is missing, wrong or revoked.
    Unauthorized,
    /// The scope of this endpoint is not granted.
    ScopeDenied,
    /// No such record, or it is closed.
    NotFound,
    /// The endpoint is not there (yet). C:E.1.
    NotOffered,
    /// The bucket is empty; seconds to wait, if said.
    RateLimited(Option<u32>),
    /// A query parameter is missing or malformed.
    MissingParams,
    /// This product does not exist.
    ProductNotFound(String),
    /// An option of this product (id or title) was refused: why, and what was declared.
    InvalidOption {
        /// As the platform names it.
        product: String,
        /// Its reason.
        reason: String,
        /// What was declared.
        declared: String,
    },
    /// Tax rates of these products were refused; the platform's list as it came.
    InvalidTaxRate(String),
    /// A declared id was refused; empty if not named.
    InvalidLineId(String),
    /// A declared id stands twice in the request.
    DuplicateLineId(String),
    /// A declared id belongs to a cancelled line; empty if not named.
    VoidedLineId(String),
    /// A text about metadata.
    Metadata(String),
    /// A payment names a method that is not defined.
    UnknownMethod,
    /// The restaurant has no payment method.
    NoMethods,
    /// Paid would be above the total.
    PaidOverTotal,
    /// The table has a product priced by time.
    Timer,
    /// The same creation is on its way: its answer comes later.
    InProgress,
    /// The body did not fit the platform's schema: its words.
    Schema(String),
    /// Words that we do not know.
    Other(String),
}

impl Refused {
    /// The platform's words, where it is a text and no code: for the details area.
    pub fn words(&self) -> Option<String> {
        match self {
            Refused::ProductNotFound(id) => Some(format!("Product not found: {id}")),
            Refused::InvalidOption {
                product,
                reason,
                declared,
            } => Some(format!("Invalid option: {product}: {reason} ({declared})")),
            Refused::InvalidTaxRate(rest) => Some(format!("Invalid taxRate {rest}")),
            Refused::InvalidLineId(id) => Some(format!("Invalid lineId: {id}")),
            Refused::DuplicateLineId(id) => Some(format!("Duplicate lineId: {id}")),
            Refused::VoidedLineId(id) => Some(format!("lineId belongs to a cancelled line {id}")),
            Refused::UnknownMethod => Some("unknown_payment_method".into()),
            Refused::NoMethods => Some("no_payment_methods_configured".into()),
            Refused::PaidOverTotal => Some("Paid exceeds total".into()),
            Refused::Timer => Some("timer product".into()),
            Refused::Metadata(text) | Refused::Schema(text) | Refused::Other(text) => {
                Some(text.clone())
            }
            _ => None,
        }
    }
}

/// The road broke: it is not known whether the platform did anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No connection: nothing was sent, nothing was done.
    NotSent,
    /// No whole answer in time.
    Timeout,
    /// The connection broke.
    Reset,
    /// An internal error of the platform, with its status.
    Internal(u16),
    /// An answer that is none: not JSON, too large, or without what it must have.
    Unreadable(&'static str),
}

/// Why there is no answer to work with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The platform said no: it did nothing.
    Refused(Refused),
    /// Something broke on the way.
    Fault(Fault),
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Failure {
        Failure::Refused(refused)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}

/// Judges an answer: the whole body if it is a success. `body` is none if it was not JSON.
pub fn judge(status: u16, retry_after: Option<u32>, body: Option<Value>) -> Result<Value, Failure> {
    if status == 429 {
        return Err(Refused::RateLimited(retry_after).into());
    }
    let Some(body) = body else {
        return Err(without_json(status));
    };
    let denied = said_no(&body);
    if status < 300 && !denied {
        return Ok(body);
    }
    let message = message(&body);
    if let Some(refused) = phrase::known(message, retry_after) {
        return Err(refused.into());
    }
    Err(by_status(status, denied, message))
}

/// `success: false` or `ok: false`, whatever the status says. C:E.0.
fn said_no(body: &Value) -> bool {
    let no = |name| body.get(name) == Some(&Value::Bool(false));
    no("success") || no("ok")
}

/// Where the platform's words stand.
const WORDS: [&str; 3] = ["message", "error_description", "error"];

/// Takes these secrets out of the platform's words, should it ever repeat them: before anything is cut or kept.
pub fn blind(body: &mut Value, secrets: &[&str]) {
    for name in WORDS {
        let Some(Value::String(text)) = body.get_mut(name) else {
            continue;
        };
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            *text = text.replace(secret, "***");
        }
    }
}

fn message(body: &Value) -> &str {
    WORDS
        .iter()
        .find_map(|name| body.get(name).and_then(Value::as_str))
        .unwrap_or("")
}

/// What a status means when the words are unknown.
fn by_status(status: u16, denied: bool, message: &str) -> Failure {
    match status {
        401 => Refused::Unauthorized.into(),
        // An envelope shows that the endpoint itself spoke; a bare 404 is the server's router. C:E.1.
        404 if denied && phrase::means_closed(message) => Refused::NotFound.into(),
        404 | 405 | 501 => Refused::NotOffered.into(),
        408 | 504 => Fault::Timeout.into(),
        500.. => Fault::Internal(status).into(),
        300..=399 => Fault::Unreadable("redirect").into(),
        _ => phrase::unknown(message).into(),
    }
}

fn without_json(status: u16) -> Failure {
    match status {
        401 => Refused::Unauthorized.into(),
        404 | 405 | 501 => Refused::NotOffered.into(),
        408 | 504 => Fault::Timeout.into(),
        500.. => Fault::Internal(status).into(),
        _ => Fault::Unreadable("not JSON").into(),
    }
}

#[cfg(test)]
mod tests;
