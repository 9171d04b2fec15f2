//! Broken roads, armed through the control API and used up by the requests they match.

use crate::json::Json;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// Answers a status without handling; 429 carries `Retry-After`.
    Status(u16),
    /// Only slow.
    Delay,
    /// Drops the connection before handling.
    Drop,
    /// Never handles and never answers.
    Hang,
    /// Handles, then drops the connection: the answer is lost.
    Lost,
    /// Handles, then never answers.
    Silent,
    /// Handles the same request twice.
    Twice,
    /// Answers a page that is not JSON, without handling.
    Garbage,
    /// Handles, then answers a page that is not JSON.
    GarbageAfter,
    /// Handles, then answers this status as a broken gateway would.
    StatusAfter(u16),
}

/// An armed fault.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Only this tenant.
    pub tenant: Option<String>,
    /// Only this HTTP method.
    pub method: Option<String>,
    /// Only paths that contain this text.
    pub path: String,
    /// What goes wrong.
    pub harm: Harm,
    /// Seconds for `Retry-After`.
    pub retry_after: u64,
    /// Waits so long before handling.
    pub delay_ms: u64,
    /// Waits so long before answering.
    pub answer_delay_ms: u64,
    /// How often it still strikes.
    pub times: u64,
}

/// The longest wait a fault may ask for.
const MAX_DELAY_MS: u64 = 600_000;

impl Harm {
    /// The word used in the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Delay => "delay",
            Self::Drop => "drop",
            Self::Hang => "hang",
            Self::Lost => "lost",
            Self::Silent => "silent",
            Self::Twice => "twice",
            Self::Garbage => "garbage",
            Self::GarbageAfter => "garbage-after",
            Self::StatusAfter(_) => "status-after",
        }
    }
}

impl Fault {
    /// Reads what the control API was sent. The error says what is wrong with it.
    pub fn read(body: &Json) -> Result<Self, String> {
        const KNOWN: [&str; 9] = [
            "tenant",
            "method",
            "path",
            "kind",
            "status",
            "retryAfter",
            "delayMs",
            "answerDelayMs",
            "times",
        ];
        let Json::Map(fields) = body else {
            return Err("a fault is an object".to_owned());
        };
        if let Some(key) = fields.keys().find(|key| !KNOWN.contains(&key.as_str())) {
            return Err(format!("unknown key {key}; known: {}", KNOWN.join(", ")));
        }
        let text = |key: &str| body.get(key).and_then(Json::text).map(str::to_owned);
        let whole = |key: &str| body.get(key).and_then(Json::whole);
        let status = match whole("status") {
            None => 500,
            Some(status @ 200..=599) => u16::try_from(status).map_err(|error| error.to_string())?,
            Some(_) => return Err("status must be 200 to 599".to_owned()),
        };
        let kind = text("kind").unwrap_or_else(|| {
            let only_slow = body.get("status").is_none() && body.get("delayMs").is_some();
            if only_slow {
                "delay".to_owned()
            } else {
                "status".to_owned()
            }
        });
        let harm = match kind.as_str() {
            "status" => Harm::Status(status),
            "delay" => Harm::Delay,
            "drop" => Harm::Drop,
            "hang" => Harm::Hang,
            "lost" => Harm::Lost,
            "silent" => Harm::Silent,
            "twice" => Harm::Twice,
            "garbage" => Harm::Garbage,
            "garbage-after" => Harm::GarbageAfter,
            "status-after" => Harm::StatusAfter(status),
            other => return Err(format!("unknown kind {other}")),
        };
        Ok(Self {
            tenant: text("tenant"),
            method: text("method"),
            path: text("path").unwrap_or_default(),
            harm,
            retry_after: whole("retryAfter").unwrap_or(7),
            delay_ms: whole("delayMs").unwrap_or(0).min(MAX_DELAY_MS),
            answer_delay_ms: whole("answerDelayMs").unwrap_or(0).min(MAX_DELAY_MS),
            times: whole("times").unwrap_or(1).max(1),
        })
    }

    fn strikes(&self, method: &str, path: &str, tenant: Option<&str>) -> bool {
        path.contains(&self.path)
            && self
                .method
                .as_deref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self
                .tenant
                .as_deref()
                .is_none_or(|wanted| Some(wanted) == tenant)
    }
}

/// Takes the first armed fault that matches, once.
pub fn take(
    faults: &mut Vec<Fault>,
    method: &str,
    path: &str,
    tenant: Option<&str>,
) -> Option<Fault> {
    let index = faults
        .iter()
        .position(|fault| fault.strikes(method, path, tenant))?;
    let fault = faults[index].clone();
    if fault.times <= 1 {
        faults.remove(index);
    } else {
        faults[index].times -= 1;
    }
    Some(fault)
}
