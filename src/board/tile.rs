//! One table on the floor plan, one packet in the list.
use super::rows::{Row, Standing};
use super::run::Desk;
use super::state::Moved;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark};
use adisyon_bill::{BillRef, Money};
use leptos::ev;
use leptos::prelude::*;

/// How bills are opened: the address for the link, and what a touch does.
#[derive(Clone, Copy)]
pub struct Opener {
    /// The address of a bill.
    pub address: Callback<BillRef, String>,
    /// Opens it within the page.
    pub open: Callback<BillRef>,
    /// Opens a free table: its id and name.
    pub seat: Callback<(String, String)>,
    /// What asks how many sit down at the table that is to be opened.
    pub seating: Callback<Desk, AnyView>,
    /// What shows the keys of the board, as long as the signal says so.
    pub keys: Callback<RwSignal<bool>, AnyView>,
    /// Leads to a new packet.
    pub order: Callback<()>,
}

/// How managers open the catalogue.
#[derive(Clone)]
pub struct Manage {
    /// Its address.
    pub address: String,
    /// Opens it within the page.
    pub open: Callback<()>,
}

impl Opener {
    /// Does what a touch on this row does.
    pub(super) fn enter(self, row: &Row) {
        if row.standing == Standing::Free {
            self.seat.run((row.bill.id().to_owned(), row.title.clone()));
        } else {
            self.open.run(row.bill.clone());
        }
    }

    fn follow(self, event: &ev::MouseEvent, bill: BillRef) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        self.open.run(bill);
    }
}

/// A table.
#[component]
pub fn Seat(
    /// What is known of it.
    row: Memo<Row>,
    /// How it is opened.
    opener: Opener,
    /// Free tables may be opened.
    may_open: Memo<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let free = Memo::new(move |_| row.with(|row| row.standing == Standing::Free));
    move || {
        if free.get() && may_open.get() {
            return view! {
                <button
                    class="seat is-free"
                    type="button"
                    data-testid="seat"
                    on:click=move |_| opener.enter(&row.get_untracked())
                >
                    <Face row />
                </button>
            }
            .into_any();
        }
        if free.get() {
            return view! {
                <div class="seat is-free" data-testid="seat">
                    <Face row />
                </div>
            }
            .into_any();
        }
        let bill = row.with_untracked(|row| row.bill.clone());
        let address = opener.address.run(bill.clone());
        view! {
            <a
                class=move || row.with(seat_class)
                data-testid="seat"
                href=address
                on:click=move |event| opener.follow(&event, bill.clone())
            >
                <Face row />
                <span class="seat-sum">{move || i18n.amount(row.with(Row::remaining))}</span>
                <Share row />
            </a>
        }
        .into_any()
    }
}

#[component]
fn Face(row: Memo<Row>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="seat-name">
            <span class="seat-title">{move || row.with(|row| row.title.clone())}</span>
            // Read aloud, name and number would run together.
            " "
            {move || guests(i18n, row.with(|row| row.guests))}
        </span>
        <span class="seat-state">
            {move || row.with(|row| {
                let (icon, word) = says(i18n, row);
                view! {
                    <Icon name=icon />
                    <span>{word}</span>
                }
            })}
        </span>
    }
}

fn guests(i18n: I18n, guests: u32) -> Option<impl IntoView> {
    (guests > 0).then(|| {
        view! {
            <span class="seat-guests">
                <Icon name="users" />
                <span class="num" aria-hidden="true">
                    {guests}
                </span>
                <span class="vh">{i18n.plural(Key::BoardGuests, guests.into(), &[])}</span>
            </span>
        }
    })
}

/// How much of a part paid bill is paid: a picture of what state and sum already say, so nothing is read aloud twice.
#[component]
fn Share(row: Memo<Row>) -> impl IntoView {
    move || {
        row.with(|row| {
            (row.standing == Standing::Part).then(|| {
                view! {
                    <progress
                        class="bar bar-thin"
                        value=row.paid.minor().to_string()
                        max=row.total.minor().max(1).to_string()
                        aria-hidden="true"
                    ></progress>
                }
            })
        })
    }
}

/// A packet.
#[component]
pub fn Pack(
    /// What is known of it.
    row: Memo<Row>,
    /// How it is opened.
    opener: Opener,
) -> impl IntoView {
    let i18n = use_i18n();
    let bill = row.with_untracked(|row| row.bill.clone());
    let address = opener.address.run(bill.clone());
    let icon = move || row.with(|row| channel_icon(row.channel.as_deref()));
    let title = move || {
        row.with(|row| {
            if row.title.is_empty() {
                i18n.t(Key::BoardPacket).to_owned()
            } else {
                row.title.clone()
            }
        })
    };
    view! {
        <a
            class="pack"
            data-testid="pack"
            href=address
            on:click=move |event| opener.follow(&event, bill.clone())
        >
            {move || view! { <Icon name=icon() /> }}
            <div>
                <p class="clip">
                    <span class="pack-code num">{title}</span>
                </p>
                <p class="small muted">{move || row.with(|row| about(i18n, row))}</p>
            </div>
            <div class="pack-sum">
                <p>{move || i18n.amount(row.with(Row::remaining))}</p>
                {move || row.with(|row| {
                    let (icon, word) = match says(i18n, row) {
                        ("table", word) => ("bag", word),
                        other => other,
                    };
                    view! { <Mark tone=mark_tone(row) icon=icon text=word /> }
                })}
            </div>
        </a>
    }
}

fn seat_class(row: &Row) -> &'static str {
    match (row.moved, row.standing) {
        (Some(_), _) => "seat is-open is-moved",
        (None, Standing::Free) => "seat is-free",
        (None, Standing::Open) => "seat is-open",
        (None, Standing::Part) => "seat is-part",
        (None, Standing::Paid) => "seat is-paid",
    }
}

fn mark_tone(row: &Row) -> &'static str {
    match (row.moved, row.standing) {
        (Some(_), _) => "mark-change",
        (None, Standing::Paid) => "mark-ok",
        (None, Standing::Part) => "mark-warn",
        (None, Standing::Free | Standing::Open) => "",
    }
}

/// Icon and word of what there is to know.
fn says(i18n: I18n, row: &Row) -> (&'static str, String) {
    match row.moved {
        Some(moved) => ("refresh", news(i18n, moved)),
        None => (standing_icon(row.standing), stands(i18n, row)),
    }
}

/// How it stands, and since when.
fn stands(i18n: I18n, row: &Row) -> String {
    let word = i18n.t(standing_key(row.standing));
    match row.minutes {
        None => word.to_owned(),
        Some(minutes) => format!("{word} · {}", lasting(i18n, minutes)),
    }
}

/// `25 dk`, `1 sa`.
fn lasting(i18n: I18n, minutes: i64) -> String {
    let (key, n) = if minutes < 60 {
        (Key::BoardMinutes, minutes)
    } else {
        (Key::BoardHours, minutes / 60)
    };
    i18n.fill(key, &[("n", &n.to_string())])
}

fn news(i18n: I18n, moved: Moved) -> String {
    let sum = if moved.total == Money::ZERO {
        String::new()
    } else {
        i18n.signed(moved.total)
    };
    let items = if moved.items > 0 {
        i18n.plural(Key::BoardMoved, moved.items, &[])
    } else {
        i18n.t(Key::BoardChanged).to_owned()
    };
    format!("{items} {sum}").trim_end().to_owned()
}

/// The icon of a standing.
pub fn standing_icon(standing: Standing) -> &'static str {
    match standing {
        Standing::Free => "open",
        Standing::Open => "table",
        Standing::Part => "half",
        Standing::Paid => "done",
    }
}

/// The word of a standing.
pub fn standing_key(standing: Standing) -> Key {
    match standing {
        Standing::Free => Key::BoardStateFree,
        Standing::Open => Key::BoardStateOpen,
        Standing::Part => Key::BoardStatePart,
        Standing::Paid => Key::BoardStatePaid,
    }
}

/// Channel and planned time.
fn about(i18n: I18n, row: &Row) -> String {
    let channel = channel(i18n, row.channel.as_deref());
    match row.scheduled {
        Some(at) => {
            let due = i18n.fill(Key::BoardDueAt, &[("time", &i18n.when(at))]);
            format!("{channel} · {due}")
        }
        None => channel,
    }
}

fn channel_icon(code: Option<&str>) -> &'static str {
    match code {
        None | Some("packet") => "phone",
        Some("webstore") => "window",
        Some(_) => "store",
    }
}

/// A channel by its own name; an unknown one as the platform writes it. C:A `entegrasyon`.
pub(super) fn channel(i18n: I18n, code: Option<&str>) -> String {
    let lower = code.map(str::to_lowercase);
    match lower.as_deref() {
        None | Some("packet") => i18n.t(Key::BoardChannelHouse).to_owned(),
        Some("webstore") => i18n.t(Key::BoardChannelWeb).to_owned(),
        Some("yemeksepeti" | "deliveryhero") => "Yemeksepeti".to_owned(),
        Some("getir") => "Getir".to_owned(),
        Some("trendyol") => "Trendyol".to_owned(),
        Some("migros") => "Migros".to_owned(),
        Some("fuudy") => "Fuudy".to_owned(),
        Some(_) => code.unwrap_or_default().to_owned(),
    }
}
