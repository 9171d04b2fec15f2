//! Finds out what an id names when the panel does not say.
use crate::api::{Api, Failure};
use adisyon_bill::BillRef;
use adisyon_wire::refusal::RefusalCode;

/// A packet if there is one of this id, else a table. Costs up to two reads. C:B.4.
pub async fn which(api: &Api, id: String) -> Result<BillRef, Failure> {
    let packet = BillRef::Packet(id);
    match api.bill(&packet).await {
        Ok(_) => Ok(packet),
        Err(failure) if failure.code() == Some(RefusalCode::NotFound) => {
            let table = BillRef::Table(packet.id().to_owned());
            api.bill(&table).await.map(|_| table)
        }
        Err(failure) => Err(failure),
    }
}
