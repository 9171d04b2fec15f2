//! The closed list of routes. Ids in paths are percent-encoded exactly once by the page and decoded exactly once by the backend.

/// `GET`: [`crate::session::Session`], who is looking and what they may do.
pub const SESSION: &str = "/api/session";
/// `GET`: [`crate::board::Board`], open packets, open tables, floor plan.
pub const BOARD: &str = "/api/board";
/// `GET`: a stream of [`crate::live::Told`], one line each. `?board=1` follows the board, `?packet=` or `?table=` one bill; the catalogue is
/// always followed. Under its name in `?page=` a page is seen by the others at its bill.
pub const LIVE: &str = "/api/live";
/// `POST` [`crate::live::Holding`]: 204. Which line a page that follows a bill has in hand.
pub const PRESENCE: &str = "/api/presence";
/// `GET`: [`crate::catalogue::CatalogueJson`]; carries an `ETag`, answers `If-None-Match` with 304.
pub const PRODUCTS: &str = "/api/products";
/// `GET`: [`crate::often::OftenReply`], for who may see the catalogue.
pub const OFTEN: &str = "/api/often";
/// `GET`: [`crate::bill::BillReply`] of a packet.
pub const PACKET: &str = "/api/packets/{id}";
/// `GET`: [`crate::bill::BillReply`] of a table.
pub const TABLE: &str = "/api/tables/{id}";
/// `POST` [`crate::save::SaveRequest`]: [`crate::save::SaveReply`].
pub const SAVE_PACKET: &str = "/api/packets/{id}/save";
/// `POST` [`crate::save::SaveRequest`]: [`crate::save::SaveReply`].
pub const SAVE_TABLE: &str = "/api/tables/{id}/save";
/// `POST` [`crate::answers::AnswersRequest`]: [`crate::answers::AnswersReply`].
pub const ANSWERS_PACKET: &str = "/api/packets/{id}/answers";
/// `POST` [`crate::answers::AnswersRequest`]: [`crate::answers::AnswersReply`].
pub const ANSWERS_TABLE: &str = "/api/tables/{id}/answers";
/// `POST` [`crate::seat::SeatRequest`]: [`crate::seat::Seated`]. Opens a free table.
pub const SEAT_TABLE: &str = "/api/tables/{id}/seat";
/// `POST` [`crate::packet::FieldsChange`]: [`crate::packet::FieldsReply`].
pub const PACKET_FIELDS: &str = "/api/packets/{id}/fields";
/// `POST` [`crate::order::OrderRequest`]: [`crate::order::OrderReply`]. Opens a packet.
pub const ORDERS: &str = "/api/orders";
/// `GET`: [`crate::order::OrderReply`] of an order by the name of its attempt; without a packet if none is known.
pub const ORDER: &str = "/api/orders/{id}";
/// `GET`: [`crate::people::CustomersReply`]; `?after=` where the page before ended.
pub const CUSTOMERS: &str = "/api/customers";
/// `GET`: [`crate::people::Person`].
pub const CUSTOMER: &str = "/api/customers/{id}";
/// `GET`: [`crate::people::StaffReply`].
pub const STAFF: &str = "/api/staff";
/// `GET`: [`crate::history::HistoryReply`] of a packet's address, for managers; `?format=csv` for a file.
pub const PACKET_HISTORY: &str = "/api/packets/{id}/history";
/// `GET`: [`crate::history::HistoryReply`] of a table's address, for managers; `?format=csv` for a file.
pub const TABLE_HISTORY: &str = "/api/tables/{id}/history";
/// `GET`: the whole restaurant's history as a CSV file, for managers; `?days=` back from now, 31 if not said.
pub const HISTORY: &str = "/api/history";
/// `GET`: [`crate::settings::Settings`]; `PUT` [`crate::settings::SettingsChange`]. For managers.
pub const SETTINGS: &str = "/api/settings";

/// `GET`: [`crate::manage::Shelf`] of a kind; `POST` [`crate::manage::Change`]: [`crate::manage::Reply`]. For managers.
pub const RECORDS: &str = "/api/catalogue/{kind}";
/// `GET`: [`crate::manage::Record`]; `POST` [`crate::manage::Change`]: [`crate::manage::Reply`]. For managers.
pub const RECORD: &str = "/api/catalogue/{kind}/{id}";
/// `POST` nothing: [`crate::manage::Reply`]. For managers.
pub const DELETE_RECORD: &str = "/api/catalogue/{kind}/{id}/delete";

/// A route of the catalogue for its kind; an id is put in by [`with_id`].
pub fn of_kind(route: &str, kind: crate::manage::Kind) -> String {
    route.replacen("{kind}", kind.path(), 1)
}

/// The path of a route with its id put in, percent-encoded once (everything but unreserved characters).
pub fn with_id(route: &str, id: &str) -> String {
    let mut encoded = String::with_capacity(id.len() * 3);
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => {
                use std::fmt::Write;
                // Writing to a String cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    route.replacen("{id}", &encoded, 1)
}
