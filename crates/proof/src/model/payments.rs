//! `update-payments`: the rows are replaced in full (C:E.3, C:G.8).
use super::orders::{legal, merged, own_metadata, weak};
use super::{Account, House, Pay, Refusal};

/// One row as it arrives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentRow {
    /// A method's id, or free text of a discount.
    pub id: String,
    /// Minor units.
    pub price: i64,
    /// A discount row.
    pub is_discount: bool,
    /// The discount's title.
    pub title: String,
    /// Declared identity.
    pub line_id: Option<String>,
    /// Own metadata.
    pub metadata: Vec<(String, String)>,
}

/// Replaces the rows, or refuses and leaves everything as it was.
pub fn update_payments(
    account: &mut Account,
    house: &House,
    sent: &[SentRow],
) -> Result<(), Refusal> {
    if sent.len() > 20 {
        return Err(Refusal::Schema("payments length".to_owned()));
    }
    for row in sent {
        if !house.newer() && (row.line_id.is_some() || !row.metadata.is_empty()) {
            return Err(Refusal::Schema(
                "a key that this server does not know".to_owned(),
            ));
        }
        if row.price < 0 || row.is_discount && row.title.is_empty() || row.id.is_empty() {
            return Err(Refusal::Schema("a payment row".to_owned()));
        }
        own_metadata(&row.metadata)?;
    }
    if house.methods.is_empty() && sent.iter().any(|row| !row.is_discount) {
        return Err(Refusal::NoMethods);
    }
    identities(account, sent)?;
    let mut after = account.clone();
    let mut before: Vec<Option<Pay>> = after.pays.drain(..).map(Some).collect();
    for row in sent.iter().filter(|row| row.price > 0) {
        let title = if row.is_discount {
            row.title.clone()
        } else {
            let method = house.method(&row.id);
            method
                .ok_or_else(|| Refusal::UnknownMethod(row.id.clone()))?
                .title
                .clone()
        };
        let kept = row.line_id.as_deref().and_then(|id| {
            let is = |old: &Option<Pay>| {
                old.as_ref()
                    .is_some_and(|old| old.identity.as_deref() == Some(id))
            };
            before.iter_mut().find(|old| is(old))?.take()
        });
        let uid = kept
            .as_ref()
            .map_or_else(|| after.draw_uid(), |old| old.uid);
        let generated = || format!("pay-{uid:08x}");
        after.pays.push(Pay {
            uid,
            identity: Some(row.line_id.clone().unwrap_or_else(generated)),
            method: Some(row.id.clone()),
            title,
            amount: row.price,
            is_discount: row.is_discount,
            items: merged(
                kept.map(|old| old.items).unwrap_or_default(),
                &row.metadata,
                house,
            ),
        });
    }
    after.void_pays.extend(before.into_iter().flatten());
    after.paid_beyond = 0;
    if after.paid() > after.total() {
        return Err(Refusal::PaidOverTotal);
    }
    *account = after;
    Ok(())
}

fn identities(account: &Account, sent: &[SentRow]) -> Result<(), Refusal> {
    let declared: Vec<&str> = sent
        .iter()
        .filter_map(|row| row.line_id.as_deref())
        .collect();
    for (at, id) in declared.iter().enumerate() {
        let is = |row: &Pay| row.identity.as_deref() == Some(*id);
        let active = account.pays.iter().any(is);
        let voided = account.void_pays.iter().any(is);
        if !legal(id) || weak(id) && !active && !voided {
            return Err(Refusal::InvalidLineId((*id).to_owned()));
        }
        if declared[..at].contains(id) {
            return Err(Refusal::DuplicateLineId((*id).to_owned()));
        }
        if voided {
            return Err(Refusal::Voided((*id).to_owned()));
        }
    }
    Ok(())
}
