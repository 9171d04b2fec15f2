//! The first read of a bill.
use crate::api::{Api, Failure, use_api};
use crate::bill::Room;
use crate::bill::painted::painted;
use crate::chunk::Chunk;
use adisyon_bill::{Bill, BillRef};
use adisyon_wire::refusal::RefusalCode;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

/// Reads a bill while the desk that edits it is not here yet, and fetches the desk as soon as there is something to read. The desk
/// takes the same answer over, also a refusal.
pub fn ahead(bill: BillRef, room: Chunk<Room>) -> RwSignal<Option<Bill>, LocalStorage> {
    let read = RwSignal::new_local(None);
    if !room.is_here() {
        let api = use_api();
        spawn_local(async move {
            if let Some(found) = api.bill_ahead(&bill).await {
                // Somebody may have left.
                drop(read.try_set(Some(found)));
                painted();
                tick().await;
            }
            room.want();
        });
    }
    read
}

/// A packet if there is one of this id, else a table. Costs up to two reads. C:B.4.
pub async fn which(api: Api, id: String) -> Result<BillRef, Failure> {
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
