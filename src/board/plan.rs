//! A section of the floor plan.
use super::rows::{Group, Plan, Row, Rows};
use super::tile::{Opener, Pack, Seat, channel};
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use leptos::prelude::*;

/// A section with its tables.
#[component]
pub(super) fn Section(
    found: Memo<Rows>,
    id: String,
    opener: Opener,
    may_open: Memo<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = Memo::new(move |before: Option<&Plan>| {
        let now = found.with(|f| f.plans.iter().find(|plan| plan.id == id).cloned());
        now.or(before.cloned()).unwrap_or_else(Plan::nowhere)
    });
    let title = Memo::new(move |_| {
        plan.with(|plan| {
            if plan.title.is_empty() {
                i18n.t(Key::BoardSectionOther).to_owned()
            } else {
                plan.title.clone()
            }
        })
    });
    let sum = move || {
        plan.with(|plan| {
            let open = plan.open.to_string();
            i18n.plural(Key::BoardSectionSum, plan.tables, &[("open", &open)])
        })
    };
    view! {
        <section aria-label=title>
            <div class="section-head">
                <h2 class="section-title">{title}</h2>
                <span class="small muted num">{sum}</span>
            </div>
            <ul class="floor">
                <For each=move || plan.with(|plan| ids(&plan.rows)) key=Clone::clone let:id>
                    <li><Seat row=row_of(|plan: &Plan| &plan.rows, plan, id) opener may_open /></li>
                </For>
            </ul>
        </section>
    }
}

/// The packets, by channel; the channels are named where there are several.
#[component]
pub(super) fn Packets(found: Memo<Rows>, opener: Opener, may_open: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || found.with(Rows::packets_len);
    let channels = move || {
        found.with(|found| {
            let groups = found.packets.iter();
            groups
                .map(|group| group.channel.clone())
                .collect::<Vec<_>>()
        })
    };
    let several = Memo::new(move |_| found.with(|found| found.packets.len() > 1));
    let title = move |code: Option<String>| {
        several.get().then(|| {
            view! { <h3 class="pack-channel">{channel(i18n, code.as_deref())}</h3> }
        })
    };
    view! {
        <div class="panel-head">
            <h2 class="panel-title" id="board-packets">
                {i18n.t(Key::BoardPackets)}
                " "
                <span class="faint num">{count}</span>
            </h2>
            <Show when=move || may_open.get()>
                <NewPacket opener />
            </Show>
        </div>
        <For each=channels key=Clone::clone let:code>
            {
                let (mine, titled) = (code.clone(), code);
                let group = Memo::new(move |before: Option<&Vec<Row>>| {
                    let rows = found.with(|found| rows_of(found, &mine));
                    rows.or(before.cloned()).unwrap_or_default()
                });
                view! {
                    {move || title(titled.clone())}
                    <ul>
                        <For each=move || group.with(|rows| ids(rows)) key=Clone::clone let:id>
                            <li><Pack row=row_of(|rows: &Vec<Row>| rows, group, id) opener /></li>
                        </For>
                    </ul>
                }
            }
        </For>
    }
}

fn rows_of(found: &Rows, channel: &Option<String>) -> Option<Vec<Row>> {
    let group = |group: &&Group| group.channel == *channel;
    found
        .packets
        .iter()
        .find(group)
        .map(|group| group.rows.clone())
}

/// The way to a new packet.
#[component]
pub(super) fn NewPacket(opener: Opener) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <button
            class="btn btn-plain btn-tight small"
            type="button"
            data-testid="new-packet"
            on:click=move |_| opener.order.run(())
        >
            <Icon name="plus" />
            {i18n.t(Key::BoardNewPacket)}
        </button>
    }
}

/// Their ids: what a list is keyed by, so that a tile keeps its place and its focus.
pub(super) fn ids(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.bill.id().to_owned()).collect()
}

/// The row with this id, as it was last seen if it has just gone.
pub(super) fn row_of<T: Send + Sync + 'static>(
    rows: impl Fn(&T) -> &Vec<Row> + Send + Sync + 'static,
    whole: Memo<T>,
    id: String,
) -> Memo<Row> {
    Memo::new(move |before: Option<&Row>| {
        let now = whole.with(|w| rows(w).iter().find(|row| row.bill.id() == id).cloned());
        now.or(before.cloned()).unwrap_or_else(Row::nowhere)
    })
}
