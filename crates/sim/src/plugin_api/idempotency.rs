//! Creating once per key (C:E.3): the same key within 24 hours gives the same answer, whatever the body says then.

use super::{Call, Handled};
use crate::http::Request;
use crate::joi::{Checked, Fields};
use crate::json::Json;
use crate::refusal::Refusal;
use crate::world::Remembered;

const WINDOW_MS: u64 = 24 * 3_600_000;
const MAX_KEY: usize = 128;

/// Reads the optional field `idempotencyKey`.
pub fn key(fields: &Fields<'_>) -> Checked<Option<String>> {
    Ok(fields
        .optional_text("idempotencyKey", MAX_KEY)?
        .filter(|key| !key.is_empty())
        .map(str::to_owned))
}

/// Where the answer of a path and key is kept.
fn slot(path: &str, key: &str) -> String {
    format!("{path} {key}")
}

/// The slot of a request that is slow on its way, so that a second one with its key is told to wait.
pub fn slot_of(request: &Request) -> Option<String> {
    let body = Json::parse(&request.body)?;
    let key = body.get("idempotencyKey").and_then(Json::text)?;
    Some(slot(request.path.strip_prefix("/plugin-api/")?, key))
}

/// Does the work unless this key has been answered.
pub fn once(
    call: &mut Call<'_>,
    key: Option<String>,
    work: impl FnOnce(&mut Call<'_>) -> Handled,
) -> Handled {
    let Some(key) = key else { return work(call) };
    let slot = slot(call.path, &key);
    if !call.holds_slot && call.tenant.in_progress.contains(&slot) {
        return Err(Refusal::new(409, "Duplicate request already in progress"));
    }
    let now = call.now;
    call.tenant
        .idempotency
        .retain(|_, remembered| remembered.at + WINDOW_MS > now);
    if let Some(remembered) = call.tenant.idempotency.get(&slot) {
        return Ok(remembered.answer.clone());
    }
    let answer = work(call)?;
    call.tenant.idempotency.insert(
        slot,
        Remembered {
            at: now,
            answer: answer.clone(),
        },
    );
    Ok(answer)
}
