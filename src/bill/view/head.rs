//! What stands above the lines: which bill, where it came from, in which state.
use super::hands::use_hands;
use crate::bill::run::{Desk, use_desk};
use crate::bill::state::Event;
use crate::bill::words::{is_web, marketplace};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark};
use adisyon_bill::bill::{Channel, Head};
use adisyon_wire::session::Rights;
use leptos::prelude::*;
use std::sync::Arc;

/// What others put into the head of a bill: given by whoever shows the screen.
#[derive(Clone, Copy)]
pub struct HeadTools(pub Callback<Tools, AnyView>);

/// What they may know and do.
#[derive(Clone, Copy)]
pub struct Tools {
    /// What stands above the lines.
    pub head: RwSignal<Option<Arc<Head>>>,
    /// What this session may do; none until known.
    pub rights: RwSignal<Option<Rights>>,
    /// Something about the bill was changed elsewhere: it is read again.
    pub changed: Callback<()>,
    /// True if the screen may be left; else the person is asked.
    pub may_leave: Callback<(), bool>,
}

impl Tools {
    fn of(desk: Desk) -> Tools {
        Tools {
            head: desk.shows.head,
            rights: desk.shows.rights,
            changed: Callback::new(move |()| desk.changed_elsewhere()),
            may_leave: Callback::new(move |()| desk.may_leave()),
        }
    }
}

/// The head bar. It stands before the bill is here, so that the way back always works.
#[component]
pub fn HeadBar() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let hands = use_hands();
    let head = desk.shows.head;
    let title = move || head.with(|head| head.as_deref().map(|head| title(i18n, head)));
    let parts = move || {
        let parts = head.with(|head| {
            head.as_deref()
                .map(|head| parts(i18n, head))
                .unwrap_or_default()
        });
        parts
            .into_iter()
            .map(|part| view! { <span class="num">{part}</span> })
            .collect_view()
    };
    let marks = move || head.with(|head| head.as_deref().map(|head| marks(i18n, head)));
    view! {
        <header class="head">
            <button
                class="icon-btn"
                type="button"
                data-testid="back"
                aria-label=i18n.t(Key::BillBack)
                on:click=move |_| desk.happen(Event::LeavePressed)
            >
                <Icon name="back" />
            </button>
            <div class="head-text">
                <h1 class="head-title"><span class="clip">{move || title().unwrap_or_else(|| i18n.t(Key::AppTitle).to_owned())}</span></h1>
                <p class="head-sub">{parts}</p>
            </div>
            <div class="head-side">
                {move || hands.get().map(|hands| (hands.others)())}
                {marks}
                {use_context::<HeadTools>().map(|tools| tools.0.run(Tools::of(desk)))}
            </div>
        </header>
    }
}

/// The table's name; the customer's, else the number of a packet.
pub fn title(i18n: I18n, head: &Head) -> String {
    if head.bill.is_table() {
        let name = head.table.clone().filter(|name| !name.trim().is_empty());
        return name.unwrap_or_else(|| i18n.t(Key::BillTitleTable).to_owned());
    }
    let named = head
        .customer
        .as_ref()
        .and_then(|customer| customer.name.clone());
    named
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| match (&head.channel, &head.order_code) {
            (Channel::Marketplace(code), Some(order)) => {
                format!("{} {order}", marketplace(i18n, code))
            }
            (Channel::Marketplace(code), None) => marketplace(i18n, code),
            _ => packet(i18n, head),
        })
}

fn packet(i18n: I18n, head: &Head) -> String {
    head.doc_no.as_ref().map_or_else(
        || i18n.t(Key::BillTitlePacketPlain).to_owned(),
        |no| i18n.fill(Key::BillTitlePacket, &[("no", no)]),
    )
}

/// What else is known of it, most telling first.
pub fn parts(i18n: I18n, head: &Head) -> Vec<String> {
    let mut parts = Vec::new();
    if head.bill.is_table() {
        parts.extend(head.section.clone());
        parts.extend(
            head.doc_no
                .as_ref()
                .map(|no| i18n.fill(Key::BillDocNo, &[("no", no)])),
        );
    } else {
        let packet = packet(i18n, head);
        if packet != title(i18n, head) {
            parts.push(packet);
        }
        if let Channel::Marketplace(code) = &head.channel {
            parts.push(match &head.order_code {
                Some(order) => format!("{} {order}", marketplace(i18n, code)),
                None => marketplace(i18n, code),
            });
        }
        let service = match head.service.as_deref() {
            Some("dine_in") => Some(Key::BillServiceDineIn),
            Some("takeaway") => Some(Key::BillServiceTakeaway),
            Some("delivery") => Some(Key::BillServiceDelivery),
            _ => None,
        };
        parts.extend(service.map(|key| i18n.t(key).to_owned()));
    }
    let guests = head.guests.filter(|guests| *guests > 0);
    parts.extend(guests.map(|n| i18n.plural(Key::BillGuests, i64::from(n), &[])));
    let scheduled = head.scheduled.map(|at| i18n.when(at));
    parts.extend(scheduled.map(|time| i18n.fill(Key::BillScheduled, &[("time", &time)])));
    parts.dedup();
    parts
}

/// Where it came from and its state, as marks.
pub fn marks(i18n: I18n, head: &Head) -> AnyView {
    let is_market = matches!(&head.channel, Channel::Marketplace(code) if !is_web(code));
    let market = is_market
        .then(|| view! { <Mark icon="store" text=i18n.t(Key::BillMarketplace).to_owned() /> });
    let status = status(i18n, head.status.as_deref().unwrap_or_default());
    let status = status.map(|(tone, icon, text)| view! { <Mark tone icon text=text /> });
    let any = market.is_some() || status.is_some();
    any.then(|| view! { <span class="head-marks">{market} {status}</span> })
        .into_any()
}

/// The state of an order; one that we do not know is shown as it came. C:F `status`.
fn status(i18n: I18n, raw: &str) -> Option<(&'static str, &'static str, String)> {
    let (tone, icon, key) = match raw {
        "" | "none" => return None,
        "Approved" => ("mark-change", "check", Key::BillStatusApproved),
        "Ready" => ("mark-ok", "done", Key::BillStatusReady),
        "OnDelivery" => ("mark-warn", "bike", Key::BillStatusOnDelivery),
        "Delivered" => ("mark-ok", "done", Key::BillStatusDelivered),
        "Rejected" => ("mark-bad", "ban", Key::BillStatusRejected),
        other => return Some(("", "info", other.to_owned())),
    };
    Some((tone, icon, i18n.t(key).to_owned()))
}
