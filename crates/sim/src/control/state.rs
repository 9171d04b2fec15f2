//! The inside of the simulator for tests and the panel: what no plugin ever sees.

use super::Surroundings;
use crate::restaurant::account::{Account, Item, Line, Payment};
use crate::restaurant::people::Customer;
use crate::shape::catalogue as shape;
use crate::world::{Logged, Tenant, World};
use serde_json::{Value, json};

/// `GET /_sim/state`: install, switches, floor, accounts in full, request log.
pub fn state(world: &World, index: usize, with_log: bool, now: u64) -> Value {
    let tenant = &world.tenants[index];
    let restaurant = &tenant.restaurant;
    let sections = restaurant.sections.iter().map(|section| {
        let tables = section.tables.iter().map(|table| json!({"id": table.id, "title": table.title, "active": table.active}));
        let cover = section.cover.map(|cover| cover.json());
        json!({"id": section.id, "title": section.title, "cover": cover, "tables": tables.collect::<Vec<_>>()})
    });
    json!({
        "tenant": tenant.id,
        "name": tenant.name,
        "environment": tenant.environment,
        "generation": tenant.generation.word(),
        "pluginId": tenant.plugin_id,
        "pluginUrl": world.config.plugin_url,
        "scopes": tenant.scopes,
        "consent": tenant.consent,
        "limits": tenant.limits,
        "installed": tenant.installed,
        "sections": sections.collect::<Vec<_>>(),
        "methods": restaurant.methods.iter().map(shape::method).collect::<Vec<_>>(),
        "users": restaurant.users.iter().map(|user| json!({"id": user.id, "name": user.name, "role": user.role})).collect::<Vec<_>>(),
        "accounts": restaurant.accounts.iter().map(|one| account(one, now)).collect::<Vec<_>>(),
        "faults": world.faults.len(),
        "log": if with_log { log(world, Some(&tenant.id))["log"].take() } else { json!([]) },
    })
}

/// `GET /_sim/catalogue`: products, categories and methods as reads show them.
pub fn catalogue(tenant: &Tenant) -> Value {
    let restaurant = &tenant.restaurant;
    json!({
        "products": restaurant.products.iter().map(shape::product).collect::<Vec<_>>(),
        "categories": restaurant.categories.iter().map(shape::category).collect::<Vec<_>>(),
        "methods": restaurant.methods.iter().map(shape::method).collect::<Vec<_>>(),
    })
}

/// `GET /_sim/log`: requests of one tenant, or of all.
pub fn log(world: &World, tenant: Option<&str>) -> Value {
    let wanted = |entry: &&Logged| {
        tenant.is_none() || entry.tenant.as_deref() == tenant || entry.tenant.is_none()
    };
    let entries = world.log.iter().filter(wanted).map(|entry| {
        json!({
            "number": entry.number, "at": entry.at, "tookMs": entry.took_ms, "method": entry.method,
            "path": entry.path, "tenant": entry.tenant, "status": entry.status, "message": entry.refused,
            "fault": entry.fault,
        })
    });
    json!({"log": entries.collect::<Vec<_>>()})
}

/// `GET /_sim/deliveries`: webhook attempts of one tenant, or of all.
pub fn deliveries(world: &World, tenant: Option<&str>) -> Value {
    let wanted = world
        .deliveries
        .iter()
        .filter(|one| tenant.is_none_or(|tenant| one.tenant == tenant));
    let shown = wanted.map(|one| {
        json!({"id": one.id, "type": one.kind, "tenant": one.tenant, "attempt": one.attempt, "status": one.status, "at": one.at})
    });
    json!({"deliveries": shown.collect::<Vec<_>>()})
}

/// `GET /_sim/installs`: keys and secrets of the pretend installs.
pub fn installs(world: &World, surroundings: &Surroundings) -> Value {
    let installs = world.tenants.iter().map(|tenant| {
        json!({
            "tenantId": tenant.id, "name": tenant.name, "environment": tenant.environment,
            "generation": tenant.generation.word(), "pluginId": tenant.plugin_id, "apiKey": tenant.api_key,
            "webhookSecret": tenant.webhook_secret, "scopes": tenant.scopes,
        })
    });
    json!({
        "api": format!("http://{}", surroundings.api),
        "panel": format!("http://{}", surroundings.panel),
        "clientSecret": world.config.client_secret,
        "installs": installs.collect::<Vec<_>>(),
    })
}

/// One account with everything known inside.
pub fn account(account: &Account, now: u64) -> Value {
    json!({
        "kind": account.kind.word(), "id": account.id, "uuid": account.uuid, "docNo": account.doc_no,
        "type": account.service, "entegrasyon": account.entegrasyon, "status": account.status, "note": account.note,
        "paymentNote": account.payment_note, "orderCode": account.order_code, "scheduledDate": account.schedule,
        "tableName": account.name, "section": account.section, "guests": account.guests,
        "customer": account.customer.as_ref().map(customer),
        "lines": account.lines.iter().map(|one| line(one, now)).collect::<Vec<_>>(),
        "cancels": account.cancels.iter().map(|void| {
            let mut shown = line(&void.line, now);
            shown["reason"] = json!(void.reason);
            shown["cancelledAt"] = json!(void.at);
            shown
        }).collect::<Vec<_>>(),
        "payments": account.payments.iter().map(payment).collect::<Vec<_>>(),
        "cancelPayments": account.cancel_payments.iter().map(payment).collect::<Vec<_>>(),
        "residue": account.residue.json(), "opened": account.opened, "sequence": account.sequence,
        "invoiceNumber": account.invoice.0, "invoiceUrl": account.invoice.1, "owner": account.owner,
        "legacy": account.legacy,
        "total": account.total(now).json(), "paid": account.paid().json(),
        "totalDiscount": account.total_discount().json(),
    })
}

fn customer(customer: &Customer) -> Value {
    json!({
        "id": customer.id, "name": customer.name, "phone": customer.phone, "call": customer.call,
        "address": customer.address, "addressDescription": customer.address_description, "region": customer.region,
    })
}

fn line(line: &Line, now: u64) -> Value {
    let options = line.options.iter().map(|chosen| {
        json!({
            "id": chosen.id, "title": chosen.title, "price": chosen.price.json(),
            "vatRate": chosen.vat.map(|rate| rate.json()),
        })
    });
    json!({
        "id": line.id, "lineId": line.identity, "product": line.product, "title": line.title,
        "quantity": line.quantity.json(), "unit": line.unit.json(), "options": options.collect::<Vec<_>>(),
        "extra": line.extra.json(), "discount": line.discount.json(), "note": line.note,
        "vat": line.vat.map(|rate| rate.json()), "vatDeclared": line.vat_declared,
        "metadata": items(&line.metadata), "created": line.created, "sentToKitchen": line.sent_to_kitchen,
        "timer": line.timer.is_some(), "timerSince": line.timer.map(|timer| timer.since),
        "perHour": line.timer.map(|timer| timer.per_hour.json()), "productObject": line.product_object,
        "quantityText": line.quantity_text, "withoutAmounts": line.without_amounts, "by": line.by,
        "total": line.gross(now).json(),
    })
}

fn payment(row: &Payment) -> Value {
    json!({
        "lineId": row.identity, "metadata": items(&row.metadata), "methodId": row.method, "title": row.title,
        "amount": row.amount.json(), "cash": row.cash, "isDiscount": row.is_discount, "created": row.created,
        "by": row.by,
    })
}

fn items(items: &[Item]) -> Value {
    Value::from(
        items
            .iter()
            .map(|item| json!({"key": item.key, "value": item.value, "by": item.by}))
            .collect::<Vec<_>>(),
    )
}
