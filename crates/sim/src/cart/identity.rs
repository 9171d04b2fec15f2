//! The rules of declared identities (C:E.3, C:G.4 rules 6 to 10), the same for lines and payments.

use crate::joi::Checked;
use crate::refusal::Refusal;

/// The longest identity, and the shortest that is not weak.
const MAX: usize = 64;
const STRONG: usize = 8;

/// What an account knows about identities before a write.
pub struct Known<'a> {
    /// Whether an active record is stored under this identity.
    pub active: &'a dyn Fn(&str) -> bool,
    /// Whether a cancelled record was stored under this identity.
    pub cancelled: &'a dyn Fn(&str) -> bool,
    /// Whether an identity that is both active and cancelled may be declared.
    pub partial_accepted: bool,
}

/// Checks all declared identities of one request.
pub fn check<'a>(
    declared: impl Iterator<Item = &'a str> + Clone,
    known: &Known<'_>,
) -> Checked<()> {
    for id in declared.clone() {
        if !legal_format(id) || reserved(id) {
            return Err(Refusal::bad(format!("Invalid lineId: {id}")));
        }
        if weak(id) && !(known.active)(id) && !(known.cancelled)(id) {
            return Err(Refusal::bad(format!("Invalid lineId: {id}")));
        }
    }
    for (index, id) in declared.clone().enumerate() {
        if declared.clone().take(index).any(|earlier| earlier == id) {
            return Err(Refusal::bad(format!("Duplicate lineId: {id}")));
        }
    }
    for id in declared {
        let forgiven = known.partial_accepted && (known.active)(id);
        if (known.cancelled)(id) && !forgiven {
            return Err(Refusal::new(409, "lineId belongs to a cancelled line"));
        }
    }
    Ok(())
}

/// First alphanumeric, then letters, digits and `. _ : -`. Bad format is never forgiven.
fn legal_format(id: &str) -> bool {
    let mut bytes = id.bytes();
    id.len() <= MAX
        && bytes
            .next()
            .is_some_and(|first| first.is_ascii_alphanumeric())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte))
}

fn reserved(id: &str) -> bool {
    id.eq_ignore_ascii_case("kuver") || id.eq_ignore_ascii_case("new")
}

/// Too short or digits only: taken only where the document already has it.
fn weak(id: &str) -> bool {
    id.len() < STRONG || id.bytes().all(|byte| byte.is_ascii_digit())
}
