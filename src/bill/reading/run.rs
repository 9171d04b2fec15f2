//! Finds out what an id names.
use crate::api::{Api, Failure};
use adisyon_bill::BillRef;
use adisyon_wire::refusal::RefusalCode;

/// A packet if there is one of this id, else a table. Costs up to two reads. C:B.4.
pub async fn which(api: Api, id: String) -> Result<BillRef, Failure> {
    let packet = BillRef::Packet(id);
    match api.there_is(&packet).await {
        Ok(()) => Ok(packet),
        Err(failure) if failure.code() == Some(RefusalCode::NotFound) => {
            let table = BillRef::Table(packet.id().to_owned());
            api.there_is(&table).await.map(|()| table)
        }
        Err(failure) => Err(failure),
    }
}
