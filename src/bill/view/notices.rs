//! What the person is told above the lines.
use crate::bill::access::Why;
use crate::bill::face::Tell;
use crate::bill::run::{Desk, use_desk};
use crate::bill::state::Event;
use crate::bill::words::{marketplace, trouble};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureNotice, Icon, Notice, Tone};
use adisyon_bill::merge::Unreturned;
use adisyon_wire::save::Wrote;
use leptos::prelude::*;

/// All notices.
#[component]
pub fn Notices() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    view! {
        <div class="desk-wide bill-notices" id="notices" tabindex="-1">
            {move || {
                let tells = desk.shows.tells.get();
                tells.into_iter().map(|tell| one(desk, i18n, tell)).collect_view()
            }}
        </div>
    }
}

fn one(desk: Desk, i18n: I18n, tell: Tell) -> AnyView {
    let plain = |key| i18n.t(key).to_owned();
    match tell {
        Tell::Closed(0) => told(
            Tone::Warn,
            "lock",
            plain(Key::BillClosedTitle),
            plain(Key::BillClosedPlain),
        ),
        Tell::Closed(count) => told(
            Tone::Bad,
            "lock",
            plain(Key::BillClosedTitle),
            i18n.plural(Key::BillClosedText, number(count), &[]),
        ),
        Tell::ReadOnly(why) => about(i18n, Key::BillReadOnlyTitle, &why),
        Tell::NoCart(why) => about(i18n, Key::BillNoCartTitle, &why),
        Tell::NoPayments(why) => about(i18n, Key::BillNoPaymentsTitle, &why),
        Tell::NoCatalogue(failure) => view! {
            <FailureNotice failure on_retry=retry(desk) lead=plain(Key::BillWhyCatalogueTitle) />
        }
        .into_any(),
        Tell::Failed(failure) => {
            view! { <FailureNotice failure on_retry=again(desk) /> }.into_any()
        }
        Tell::Stale(at, failure) => {
            let lead = i18n.fill(Key::BillStaleTitle, &[("time", &i18n.time(at))]);
            view! { <FailureNotice failure on_retry=retry(desk) lead=lead /> }.into_any()
        }
        Tell::Bill(one) => told(Tone::Bad, "alert", trouble(i18n, &one, None), String::new()),
        Tell::Dropped(count) => told(
            Tone::Warn,
            "info",
            i18n.plural(Key::BillDroppedTitle, number(count), &[]),
            plain(Key::BillDroppedText),
        ),
        Tell::NotSaved => told(
            Tone::Bad,
            "alert",
            plain(Key::BillNotSavedTitle),
            plain(Key::BillNotSavedText),
        ),
        Tell::FoundSaved(count) => told(
            Tone::Ok,
            "done",
            plain(Key::BillFoundTitle),
            i18n.plural(Key::BillFoundText, number(count), &[]),
        ),
        Tell::Off(estimate, total) => told(
            Tone::Warn,
            "info",
            plain(Key::BillOffTitle),
            i18n.fill(
                Key::BillOffText,
                &[
                    ("estimate", &i18n.money(estimate)),
                    ("total", &i18n.money(total)),
                ],
            ),
        ),
        Tell::Unreturned(what) => told(
            Tone::Warn,
            "info",
            plain(Key::BillUnreturnedTitle),
            i18n.fill(
                Key::BillUnreturnedText,
                &[("what", &unreturned(i18n, &what))],
            ),
        ),
        Tell::Aged(at) => calm(
            "offline",
            "aged",
            i18n.fill(Key::BillAged, &[("time", &i18n.time(at))]),
        ),
        Tell::OldMenu => calm("offline", "old-menu", plain(Key::BillOldMenu)),
        Tell::Tight(writes, refill) => calm("gauge", "tight", tight(i18n, writes, refill)),
        other => with_ways(desk, i18n, other),
    }
}

/// The names of what does not come back as it was.
fn unreturned(i18n: I18n, what: &[Unreturned]) -> String {
    let names = what.iter().map(|one| match one {
        Unreturned::Line(title) | Unreturned::Payment(title) => title.as_str(),
        Unreturned::Payments => i18n.t(Key::BillPayments),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn by_marketplace(i18n: I18n, key: Key, code: &str) -> String {
    i18n.fill(key, &[("name", &marketplace(i18n, code))])
}

/// Notices that can be answered.
fn with_ways(desk: Desk, i18n: I18n, tell: Tell) -> AnyView {
    let plain = |key| i18n.t(key).to_owned();
    match tell {
        Tell::Newer(count) => view! {
            <Notice
                icon="merge"
                title=plain(Key::BillNewerTitle)
                text=i18n.plural(Key::BillNewerText, number(count), &[])
                actions=move || view! {
                    {main(desk, i18n, Key::BillNewerMerge, "merge", |now| Event::MergePressed { now })}
                    {way(desk, i18n, Key::BillNewerLook, "merge-look", |_| Event::MergeLooked)}
                }
            />
        }
        .into_any(),
        Tell::Kept(count, at) => view! {
            <Notice
                icon="history"
                title=i18n.plural(Key::BillKeptTitle, number(count), &[])
                text=age(i18n, desk.now() - at)
                actions=move || view! {
                    {main(desk, i18n, Key::BillKeptTake, "kept-take", |_| Event::KeptTaken)}
                    {way(desk, i18n, Key::BillKeptDrop, "kept-drop", |_| Event::KeptDropped)}
                }
            />
        }
        .into_any(),
        Tell::Looking(stuck) => view! {
            <Notice
                tone=Tone::Warn
                icon="refresh"
                title=plain(Key::BillLookingTitle)
                text=plain(if stuck { Key::BillLookingStuck } else { Key::BillLookingText })
                actions=move || way(desk, i18n, Key::BillLookingNow, "look-now", |now| Event::RetryPressed { now })
            />
        }
        .into_any(),
        Tell::Waiting => waiting(desk, i18n).into_any(),
        Tell::CartsShut(code) => view! {
            <Notice
                icon="lock"
                title=plain(Key::BillNoCartTitle)
                text=by_marketplace(i18n, Key::BillWhyMarketplace, &code)
                actions=move || way(desk, i18n, Key::BillCartsOpenDo, "carts-open", |_| Event::CartsPressed { open: true })
            />
        }
        .into_any(),
        Tell::CartsOpen(code) => view! {
            <Notice
                icon="info"
                title=plain(Key::BillCartsOpenTitle)
                text=by_marketplace(i18n, Key::BillCartsOpenText, &code)
                actions=move || way(desk, i18n, Key::BillCartsShutDo, "carts-shut", |_| Event::CartsPressed { open: false })
            />
        }
        .into_any(),
        Tell::Partly(Wrote::Payments) => view! {
            <Notice
                tone=Tone::Bad
                icon="alert"
                title=plain(Key::BillPartlyPaymentsTitle)
                text=plain(Key::BillPartlyPaymentsText)
                actions=move || main(desk, i18n, Key::BillPartlyPaymentsDo, "save-rest", |now| Event::SavePressed { now })
            />
        }
        .into_any(),
        Tell::Partly(Wrote::Cart) => view! {
            <Notice
                tone=Tone::Bad
                icon="alert"
                title=plain(Key::BillPartlyCartTitle)
                text=plain(Key::BillPartlyCartText)
                actions=move || main(desk, i18n, Key::BillPartlyCartDo, "save-rest", |now| Event::SavePressed { now })
            />
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// The seconds are seen, not spoken: a voice that counts is noise.
fn waiting(desk: Desk, i18n: I18n) -> impl IntoView {
    let left = desk.shows.wait;
    let seen = move || i18n.plural(Key::BillWaitingText, i64::from(left.get()), &[]);
    view! {
        <div class="notice notice-warn" role="status" data-testid="problem">
            <Icon name="clock" />
            <div>
                <p class="notice-title">{i18n.t(Key::BillWaitingTitle)}</p>
                <p class="notice-text" aria-hidden="true">{seen}</p>
                <p class="vh">{i18n.t(Key::BillWaitingSaid)}</p>
            </div>
            <div class="notice-do">
                {way(desk, i18n, Key::BillWaitingCancel, "wait-cancel", |_| Event::WaitCancelled)}
            </div>
        </div>
    }
}

fn told(tone: Tone, icon: &'static str, title: String, text: String) -> AnyView {
    view! { <Notice tone icon title text /> }.into_any()
}

/// One line that asks for nothing.
fn calm(icon: &'static str, testid: &'static str, line: String) -> AnyView {
    view! {
        <p class="notice" role="status" data-testid=testid>
            <Icon name=icon />
            <span>{line}</span>
        </p>
    }
    .into_any()
}

fn tight(i18n: I18n, writes: u32, refill: u32) -> String {
    let seconds = refill.to_string();
    let more = [("seconds", seconds.as_str())];
    match writes {
        0 => i18n.fill(Key::BillTightNone, &more),
        _ => i18n.plural(Key::BillTight, i64::from(writes), &more),
    }
}

/// Why something is only shown.
fn about(i18n: I18n, title: Key, why: &Why) -> AnyView {
    let plain = |key| i18n.t(key).to_owned();
    let (icon, title, text) = match why {
        Why::NoRight => ("lock", title, plain(Key::BillWhyRight)),
        Why::NoProducts => ("lock", title, plain(Key::BillWhyProducts)),
        Why::NoCatalogue => ("list", title, plain(Key::BillWhyCatalogue)),
        Why::Marketplace(code) => (
            "lock",
            title,
            by_marketplace(i18n, Key::BillWhyMarketplace, code),
        ),
        Why::Timer => ("clock", title, plain(Key::BillWhyTimer)),
        Why::PaymentsUnknown(paid) => (
            "hidden",
            Key::BillWhyPaymentsUnknownTitle,
            i18n.fill(
                Key::BillWhyPaymentsUnknown,
                &[("amount", &i18n.money(*paid))],
            ),
        ),
        Why::PaymentsMismatch => ("hidden", title, plain(Key::BillWhyPaymentsMismatch)),
        Why::Unbound => ("lock", title, plain(Key::BillWhyUnbound)),
        Why::NoMethodsRight => ("lock", title, plain(Key::BillWhyMethods)),
        Why::Closed => return ().into_any(),
    };
    told(Tone::Info, icon, plain(title), text)
}

/// How long ago a kept draft was touched.
fn age(i18n: I18n, ms: i64) -> String {
    let minutes = ms / 60_000;
    match minutes {
        ..=0 => i18n.t(Key::BillKeptNow).to_owned(),
        1..=59 => i18n.plural(Key::BillKeptMinutes, minutes, &[]),
        _ => i18n.plural(Key::BillKeptHours, minutes / 60, &[]),
    }
}

fn retry(desk: Desk) -> Callback<()> {
    Callback::new(move |()| desk.happen(Event::RetryPressed { now: desk.now() }))
}

fn again(desk: Desk) -> Callback<()> {
    Callback::new(move |()| desk.happen(Event::SavePressed { now: desk.now() }))
}

fn main(
    desk: Desk,
    i18n: I18n,
    label: Key,
    testid: &'static str,
    event: fn(i64) -> Event,
) -> AnyView {
    button(desk, i18n, "btn btn-main btn-tight", label, testid, event)
}

fn way(
    desk: Desk,
    i18n: I18n,
    label: Key,
    testid: &'static str,
    event: fn(i64) -> Event,
) -> AnyView {
    button(desk, i18n, "btn btn-tight", label, testid, event)
}

fn button(
    desk: Desk,
    i18n: I18n,
    class: &'static str,
    label: Key,
    testid: &'static str,
    event: fn(i64) -> Event,
) -> AnyView {
    view! {
        <button class=class type="button" data-testid=testid on:click=move |_| desk.happen(event(desk.now()))>
            {i18n.t(label)}
        </button>
    }
    .into_any()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
