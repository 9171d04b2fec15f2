//! packets/create and tables/create (C:E.3).

use super::accounts::{self, writer};
use super::{Call, Handled, idempotency, reply};
use crate::cart::{body, price, replace};
use crate::config::Generation;
use crate::joi::{Checked, Fields};
use crate::money::Money;
use crate::payments;
use crate::refusal::Refusal;
use crate::restaurant::account::{Account, Kind};
use crate::restaurant::people::Customer;
use serde_json::json;

/// What a new account starts with.
struct Start {
    cart: Vec<body::Wanted>,
    rows: Vec<payments::Wanted>,
}

/// packets/create: entegrasyon `packet`, status `Approved` unless `none` is asked for.
pub fn packet(call: &mut Call<'_>) -> Handled {
    let generation = call.tenant.generation;
    let fields = Fields::of(call.body, "")?;
    let older = generation == Generation::Older;
    let known = [
        "customer",
        "cart",
        "paymentNote",
        "payments",
        "note",
        "status",
        "restaurantDelivery",
        "idempotencyKey",
        "callbackUrl",
        "type",
    ];
    fields.only(if older {
        &known[..known.len() - 1]
    } else {
        &known
    })?;
    let customer = customer(&fields)?;
    let start = Start {
        cart: body::cart(&fields, 1, generation)?,
        rows: rows(&fields, generation)?,
    };
    let payment_note = fields.text("paymentNote", 1000)?.to_owned();
    let note = fields.optional_text("note", 1000)?.map(str::to_owned);
    let status = fields
        .optional_one_of("status", &["none", "Approved"])?
        .unwrap_or("Approved")
        .to_owned();
    let service = fields
        .optional_one_of("type", &SERVICES)?
        .map(str::to_owned);
    fields.optional_bool("restaurantDelivery")?;
    callback(&fields, call.tenant.webhook_url.as_deref())?;
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        let id = call.tenant.restaurant.rng.uuid();
        let mut account = Account::new(Kind::Packet, &id, call.now);
        account.uuid = Some(id.clone());
        account.service = service.or_else(|| Some("delivery".to_owned()));
        account.entegrasyon = Some("packet".to_owned());
        account.status = Some(status);
        account.note = note;
        account.payment_note = Some(payment_note);
        account.customer = Some(customer);
        fill(call, &mut account, &start)?;
        account.doc_no = Some(call.tenant.restaurant.draw_doc_no());
        account.owner = Some(call.tenant.plugin_id.clone());
        accounts::opened_now(call, account);
        Ok(if older {
            reply::data(json!({"packetId": id}))
        } else {
            json!({"ok": true, "uuid": id})
        })
    })
}

/// The kinds of service a packet may have.
pub const SERVICES: [&str; 3] = ["dine_in", "takeaway", "delivery"];

/// tables/create: an unknown or inactive table is 400, an open one 409 and untouched; without lines no cover charge.
pub fn table(call: &mut Call<'_>) -> Handled {
    if !call.tenant.scopes.contains("orders:read") {
        return Err(Refusal::scope_denied());
    }
    let generation = call.tenant.generation;
    let fields = Fields::of(call.body, "")?;
    fields.only(&[
        "tableId",
        "personCount",
        "cart",
        "payments",
        "idempotencyKey",
    ])?;
    let id = fields.text("tableId", 200)?.to_owned();
    if id.contains('/') {
        return Err(fields.refuse("tableId", "must not contain /"));
    }
    let guests = fields.optional_whole("personCount", 999)?.unwrap_or(0);
    let cart = if fields.has("cart") {
        body::cart(&fields, 0, generation)?
    } else {
        Vec::new()
    };
    let start = Start {
        cart,
        rows: rows(&fields, generation)?,
    };
    let key = idempotency::key(&fields)?;
    idempotency::once(call, key, |call| {
        let (section, name) = place(call, &id)?;
        let mut account = Account::new(Kind::Table, &id, call.now);
        account.uuid = Some(call.tenant.restaurant.rng.uuid());
        account.service = Some("dine_in".to_owned());
        account.name = Some(name);
        account.section = Some(section);
        account.guests = guests;
        account.owner = Some(call.tenant.plugin_id.clone());
        fill(call, &mut account, &start)?;
        let doc_no = call.tenant.restaurant.draw_doc_no();
        account.doc_no = Some(doc_no);
        let (total, paid) = (account.total(call.now).json(), account.paid().json());
        accounts::opened_now(call, account);
        let fields = json!({"tableId": id, "docNo": doc_no, "total": total, "paid": paid});
        Ok(reply::written(fields, generation))
    })
}

/// Section and name of a free, active table. A reopened account still occupies the table it was opened on.
fn place(call: &Call<'_>, id: &str) -> Checked<(String, String)> {
    let restaurant = &call.tenant.restaurant;
    let mut places = restaurant.sections.iter().flat_map(|section| {
        let tables = section.tables.iter().filter(|table| table.active);
        tables.map(move |table| (section, table))
    });
    let (section, table) = places
        .find(|(_, table)| table.id == id)
        .ok_or_else(|| Refusal::bad("Table not found or inactive"))?;
    let mut tables = restaurant
        .accounts
        .iter()
        .filter(|account| account.kind == Kind::Table);
    if tables.any(|account| account.name.as_ref() == Some(&table.title)) {
        return Err(Refusal::new(409, "Table is already open"));
    }
    Ok((section.title.clone(), table.title.clone()))
}

fn rows(fields: &Fields<'_>, generation: Generation) -> Checked<Vec<payments::Wanted>> {
    if fields.has("payments") {
        payments::rows(fields, generation)
    } else {
        Ok(Vec::new())
    }
}

/// Lines and payments of a new account; payments are checked before a document number is drawn.
fn fill(call: &mut Call<'_>, account: &mut Account, start: &Start) -> Checked<()> {
    let writer = writer(call);
    let restaurant = &mut call.tenant.restaurant;
    let names_title = writer.switches.option_errors_name_title;
    let priced = price::price(&start.cart, restaurant, call.tenant.generation, names_title)?;
    let bound = payments::bind(&start.rows, restaurant)?;
    let cover = restaurant
        .cover_of(account.section.as_deref())
        .filter(|_| !start.cart.is_empty());
    replace::replace(
        account,
        &start.cart,
        priced,
        cover,
        &writer,
        &mut restaurant.rng,
    )?;
    payments::replace(account, &start.rows, bound, &writer, &mut restaurant.rng)?;
    if account.paid() > account.total(call.now) {
        return Err(Refusal::bad("Paid amount is greater than total amount"));
    }
    Ok(())
}

fn customer(fields: &Fields<'_>) -> Checked<Customer> {
    let fields = Fields::of(fields.required("customer")?, "customer")?;
    fields.only(&[
        "id",
        "name",
        "address",
        "region",
        "addressDescription",
        "phone",
        "call",
    ])?;
    let optional = |name: &str| Ok(fields.optional_text(name, 500)?.map(str::to_owned));
    Ok(Customer {
        id: fields.text("id", 200)?.to_owned(),
        name: Some(fields.text("name", 200)?.to_owned()),
        address: Some(fields.text("address", 500)?.to_owned()),
        region: optional("region")?,
        address_description: optional("addressDescription")?,
        phone: optional("phone")?,
        call: optional("call")?,
        total: Money::ZERO,
    })
}

/// https, at most 500 characters, the domain of the webhook address. Nothing is called, so no name is resolved.
fn callback(fields: &Fields<'_>, webhook_url: Option<&str>) -> Checked<()> {
    let Some(url) = fields.optional_text("callbackUrl", 500)? else {
        return Ok(());
    };
    let host = |url: &str| {
        url.split("://")
            .nth(1)
            .and_then(|rest| rest.split(['/', ':']).next())
            .map(str::to_owned)
    };
    if !url.starts_with("https://") {
        return Err(fields.refuse(
            "callbackUrl",
            "must be a valid uri with a scheme matching the https pattern",
        ));
    }
    if host(url) != webhook_url.and_then(host) {
        return Err(Refusal::bad(
            "callbackUrl must be under the same domain as webhookUrl",
        ));
    }
    Ok(())
}
