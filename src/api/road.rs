//! The calls of the page, one function each.
use super::failure::{Failure, Fault};
use super::fetch::{Ask, Reply, fetch};
use crate::first;
use adisyon_bill::{Bill, BillRef, Catalogue};
use adisyon_json::Form;
use adisyon_wire::answers::{AnswerJson, Answered, AnswersReply, AnswersRequest};
use adisyon_wire::bill::BillReply;
use adisyon_wire::board::Board;
use adisyon_wire::catalogue::CatalogueJson;
use adisyon_wire::field::FieldProblem;
use adisyon_wire::history::HistoryReply;
use adisyon_wire::live::Holding;
use adisyon_wire::manage::{Change, Kind, Record, Reply as Written, Shelf};
use adisyon_wire::often::OftenReply;
use adisyon_wire::order::{OrderReply, OrderRequest};
use adisyon_wire::packet::{FieldsChange, FieldsReply};
use adisyon_wire::people::{CustomersReply, Person, StaffReply};
use adisyon_wire::refusal::{Refusal, RefusalCode};
use adisyon_wire::routes;
use adisyon_wire::save::{SaveReply, SaveRequest};
use adisyon_wire::seat::{SeatRequest, Seated};
use adisyon_wire::session::Session;
use adisyon_wire::settings::{Settings, SettingsChange};
use leptos::prelude::{expect_context, provide_context};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How long a read may take.
const READ: Duration = Duration::from_secs(15);
/// How long a save may take: the backend reads, writes twice and reads back.
const SAVE: Duration = Duration::from_secs(45);

/// A session token on its way; none if the host gives none.
pub type Token = Pin<Box<dyn Future<Output = Option<String>>>>;
/// Gives a fresh session token for each call. C:B.2: never kept.
pub type TokenSource = Rc<dyn Fn() -> Token>;

/// The road to the backend. Cloning shares it.
#[derive(Clone)]
pub struct Api(SendWrapper<Rc<Inner>>);

struct Inner {
    token: TokenSource,
    catalogue: RefCell<Option<(Arc<Catalogue>, Option<String>)>>,
    old_menu: Cell<bool>,
}

/// A bill, the stamp of its content, when it was read, in milliseconds since 1970, and whether the platform could not be asked now.
type ReadBill = (Bill, String, i64, bool);

/// Gives the road to everything below.
pub fn provide_api(token: TokenSource) -> Api {
    let api = Api::new(token);
    provide_context(api.clone());
    api
}

/// The road to the backend.
pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// A road that takes its tokens here.
    pub fn new(token: TokenSource) -> Api {
        Api(SendWrapper::new(Rc::new(Inner {
            token,
            catalogue: RefCell::new(None),
            old_menu: Cell::new(false),
        })))
    }

    /// Who is looking and what they may do.
    pub async fn session(&self) -> Result<Session, Failure> {
        read(self.get(routes::SESSION, None).await?)
    }

    /// Everything that is open, and whether the platform could not be asked now.
    pub async fn board(&self) -> Result<(Board, bool), Failure> {
        let reply = self.get(routes::BOARD, None).await?;
        let aged = reply.aged;
        Ok((read(reply)?, aged))
    }

    /// The catalogue: asked again each time, read again only when it changed.
    pub async fn catalogue(&self) -> Result<Arc<Catalogue>, Failure> {
        let kept = self.0.catalogue.borrow().clone();
        let etag = kept.as_ref().and_then(|(_, etag)| etag.as_deref());
        let reply = self.get(routes::PRODUCTS, etag).await?;
        self.0.old_menu.set(reply.aged);
        if let (304, Some((catalogue, _))) = (reply.status, kept) {
            return Ok(catalogue);
        }
        let etag = reply.etag.clone();
        let json: CatalogueJson = read(reply)?;
        let catalogue = Catalogue::from(json);
        let catalogue = Arc::new(catalogue);
        *self.0.catalogue.borrow_mut() = Some((catalogue.clone(), etag));
        Ok(catalogue)
    }

    /// What the restaurant sells often.
    pub async fn often(&self) -> Result<OftenReply, Failure> {
        read(self.get(routes::OFTEN, None).await?)
    }

    /// True if the platform could not be asked when the catalogue was read last.
    pub fn has_old_menu(&self) -> bool {
        self.0.old_menu.get()
    }

    /// Whether there is a bill of this name; why not, if there is none.
    pub async fn there_is(&self, bill: &BillRef) -> Result<(), Failure> {
        let reply = self.get(&bill_path(bill), None).await?;
        match reply.status {
            200 => Ok(()),
            _ => Err(refusal(&reply)),
        }
    }

    /// A bill, the stamp of its content, when it was read, and whether the platform could not be asked now.
    pub async fn bill(&self, bill: &BillRef) -> Result<ReadBill, Failure> {
        let path = bill_path(bill);
        let reply = match first::bill(&path).await {
            Some(told) => Reply {
                status: 200,
                body: told.text,
                etag: None,
                request_id: told.request,
                aged: told.aged,
            },
            None => self.get(&path, None).await?,
        };
        let (request_id, aged) = (reply.request_id.clone(), reply.aged);
        let json: BillReply = read(reply)?;
        let bill = Bill::try_from(json.bill).map_err(|_| Fault::Unreadable(request_id))?;
        Ok((bill, json.revision, json.read_at, aged))
    }

    /// Saves. Sending the same attempt again never writes twice.
    pub async fn save(&self, bill: &BillRef, save: &SaveRequest) -> Result<SaveReply, Failure> {
        let route = if bill.is_table() {
            routes::SAVE_TABLE
        } else {
            routes::SAVE_PACKET
        };
        let path = routes::with_id(route, bill.id());
        let body = adisyon_json::write(save);
        read(self.call("POST", &path, Some(&body), None, SAVE).await?)
    }

    /// Tells what lines of a bill are.
    pub async fn tell(&self, bill: &BillRef, answers: &[Answered]) -> Result<(), Failure> {
        let route = if bill.is_table() {
            routes::ANSWERS_TABLE
        } else {
            routes::ANSWERS_PACKET
        };
        let path = routes::with_id(route, bill.id());
        let answers = answers.iter().map(AnswerJson::from).collect();
        let body = adisyon_json::write(&AnswersRequest { answers });
        let reply = self.call("POST", &path, Some(&body), None, READ).await?;
        read::<AnswersReply>(reply).map(drop)
    }

    /// What managers decided for the restaurant. For managers.
    pub async fn settings(&self) -> Result<Settings, Failure> {
        read(self.get(routes::SETTINGS, None).await?)
    }

    /// Decides something for the restaurant; everything as it is then. For managers.
    pub async fn change_settings(&self, change: &SettingsChange) -> Result<Settings, Failure> {
        let body = adisyon_json::write(change);
        let path = routes::SETTINGS;
        read(self.call("PUT", path, Some(&body), None, READ).await?)
    }

    /// Hears the lines of a stream until it ends or `closed` is; `heard` says from where it goes on.
    pub async fn follow(
        &self,
        path: &str,
        heard: &str,
        closed: futures_channel::oneshot::Receiver<()>,
        on_line: impl FnMut(&str),
    ) {
        if let Some(token) = (self.0.token)().await {
            super::stream::lines(path, &token, heard, closed, on_line).await;
        }
    }

    /// Says which line this page has in hand. Whether that arrived matters little: it is said again, and forgotten soon.
    pub async fn hold(&self, holding: &Holding) {
        let body = adisyon_json::write(holding);
        let path = routes::PRESENCE;
        drop(self.call("POST", path, Some(&body), None, READ).await);
    }

    /// Opens a free table. Sending the same attempt again opens nothing twice.
    pub async fn seat(&self, table: &str, request: &SeatRequest) -> Result<Seated, Failure> {
        self.post(&routes::with_id(routes::SEAT_TABLE, table), request)
            .await
    }

    /// Changes fields of a packet; the bill as it is then, and what is wrong.
    pub async fn change_fields(
        &self,
        packet: &str,
        change: &FieldsChange,
    ) -> Result<Vec<FieldProblem>, Failure> {
        let path = routes::with_id(routes::PACKET_FIELDS, packet);
        let reply: FieldsReply = self.post(&path, change).await?;
        Ok(reply.problems)
    }

    /// Opens a packet. Sending the same order again gives the same packet.
    pub async fn order(&self, order: &OrderRequest) -> Result<OrderReply, Failure> {
        self.post(routes::ORDERS, order).await
    }

    /// What came of an order of this name.
    pub async fn ordered(&self, name: &str) -> Result<OrderReply, Failure> {
        read(
            self.get(&routes::with_id(routes::ORDER, name), None)
                .await?,
        )
    }

    /// A page of customers.
    pub async fn customers(&self, after: Option<&str>) -> Result<CustomersReply, Failure> {
        let path = match after {
            Some(after) => {
                let query = routes::with_id("?after={id}", after);
                format!("{}{query}", routes::CUSTOMERS)
            }
            None => routes::CUSTOMERS.to_owned(),
        };
        read(self.get(&path, None).await?)
    }

    /// A customer.
    pub async fn customer(&self, id: &str) -> Result<Person, Failure> {
        read(
            self.get(&routes::with_id(routes::CUSTOMER, id), None)
                .await?,
        )
    }

    /// Who works here.
    pub async fn staff(&self) -> Result<StaffReply, Failure> {
        read(self.get(routes::STAFF, None).await?)
    }

    /// What was done to the bill at this address.
    pub async fn history(&self, bill: &BillRef) -> Result<HistoryReply, Failure> {
        let route = if bill.is_table() {
            routes::TABLE_HISTORY
        } else {
            routes::PACKET_HISTORY
        };
        read(self.get(&routes::with_id(route, bill.id()), None).await?)
    }

    /// The catalogue's records of a kind.
    pub async fn records(&self, kind: Kind) -> Result<Shelf, Failure> {
        let path = routes::of_kind(routes::RECORDS, kind);
        read(self.get(&path, None).await?)
    }

    /// One record, as new as the platform gives it.
    pub async fn record(&self, kind: Kind, id: &str) -> Result<Record, Failure> {
        let path = routes::with_id(&routes::of_kind(routes::RECORD, kind), id);
        read(self.get(&path, None).await?)
    }

    /// Creates a record, or changes the one of this id.
    pub async fn change_record(
        &self,
        kind: Kind,
        id: Option<&str>,
        change: &Change,
    ) -> Result<Written, Failure> {
        let path = match id {
            Some(id) => routes::with_id(&routes::of_kind(routes::RECORD, kind), id),
            None => routes::of_kind(routes::RECORDS, kind),
        };
        self.post(&path, change).await
    }

    /// Deletes a record.
    pub async fn delete_record(&self, kind: Kind, id: &str) -> Result<Written, Failure> {
        let path = routes::with_id(&routes::of_kind(routes::DELETE_RECORD, kind), id);
        read(self.call("POST", &path, Some("{}"), None, SAVE).await?)
    }

    async fn post<T: Form>(&self, path: &str, body: &impl Form) -> Result<T, Failure> {
        let body = adisyon_json::write(body);
        read(self.call("POST", path, Some(&body), None, SAVE).await?)
    }

    async fn get(&self, path: &str, etag: Option<&str>) -> Result<Reply, Failure> {
        self.call("GET", path, None, etag, READ).await
    }

    /// One call with a fresh token; one more, silently, if the backend did not accept it: it may have run out on the way. C:C.2.
    async fn call(
        &self,
        method: &'static str,
        path: &str,
        body: Option<&str>,
        etag: Option<&str>,
        patience: Duration,
    ) -> Result<Reply, Failure> {
        let reply = self.once(method, path, body, etag, patience).await?;
        let refused = reply.status == 401
            && matches!(refusal(&reply), Failure::Refused(r) if r.code == RefusalCode::SessionRefused);
        if refused {
            return Ok(self.once(method, path, body, etag, patience).await?);
        }
        Ok(reply)
    }

    async fn once(
        &self,
        method: &'static str,
        path: &str,
        body: Option<&str>,
        etag: Option<&str>,
        patience: Duration,
    ) -> Result<Reply, Fault> {
        let token = (self.0.token)().await.ok_or(Fault::NoToken)?;
        fetch(Ask {
            method,
            path,
            token: &token,
            body,
            etag,
            patience,
        })
        .await
    }
}

fn bill_path(bill: &BillRef) -> String {
    let route = if bill.is_table() {
        routes::TABLE
    } else {
        routes::PACKET
    };
    routes::with_id(route, bill.id())
}

/// The answer's value, or why there is none.
fn read<T: Form>(reply: Reply) -> Result<T, Failure> {
    if reply.status != 200 {
        return Err(refusal(&reply));
    }
    adisyon_json::read(&reply.body).ok_or_else(|| Fault::Unreadable(reply.request_id).into())
}

fn refusal(reply: &Reply) -> Failure {
    match adisyon_json::read::<Refusal>(&reply.body) {
        Some(refusal) => Failure::Refused(refusal),
        None => Fault::Unreadable(reply.request_id.clone()).into(),
    }
}
