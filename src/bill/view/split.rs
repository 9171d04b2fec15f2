//! The balance in parts: how it is divided, and what each part still has to pay. One closure draws it from data; its elements
//! keep their places while numbers change, so that the focus stays.
mod claims;
mod shares;

use super::actions::{Open, use_open};
use crate::bill::dividing::Divided;
use crate::bill::run::{Desk, use_desk};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Stepper};
use adisyon_bill::entry::{Typed, quantity};
use adisyon_bill::parts::{Parts, Share, Way};
use adisyon_bill::{LineKey, Money};
use claims::{lines, persons, sums, take_lines};
use leptos::prelude::*;
use shares::shares;
use std::sync::Arc;

/// The id of the panel.
pub const SPLIT: &str = "split";

const WAYS: [(Way, Key); 4] = [
    (Way::Equal, Key::BillSplitEqual),
    (Way::Lines, Key::BillSplitLines),
    (Way::People, Key::BillSplitPeople),
    (Way::Sums, Key::BillSplitSums),
];

/// What the panel's parts share.
#[derive(Clone, Copy)]
struct Table {
    desk: Desk,
    i18n: I18n,
    open: RwSignal<Open>,
    /// Thousandths of lines that are being picked for a part.
    picked: RwSignal<Vec<(LineKey, u32)>>,
    seen: Memo<Seen>,
}

/// The division and its amounts, as they are drawn.
#[derive(Clone, Default)]
struct Seen {
    parts: Parts,
    divided: Arc<Divided>,
    shares: Vec<Share>,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Seen) -> bool {
        let (mine, theirs) = (&self.divided, &other.divided);
        self.parts == other.parts
            && self.shares == other.shares
            && mine.pieces == theirs.pieces
            && mine.rows == theirs.rows
            && mine.titles == theirs.titles
    }
}

/// The panel.
pub fn panel() -> AnyView {
    let (desk, i18n) = (use_desk(), use_i18n());
    let seen = Memo::new(move |_| {
        // Whatever moves the bill moves one of these.
        desk.shows.sums.track();
        desk.shows.payments.track();
        desk.shows.bar.track();
        let parts = desk.parts.get().unwrap_or_default();
        let divided = desk.divided();
        Seen {
            shares: parts.shares(&divided.pieces, &divided.rows, divided.remaining),
            divided: Arc::new(divided),
            parts,
        }
    });
    let table = Table {
        desk,
        i18n,
        open: use_open(),
        picked: RwSignal::new(Vec::new()),
        seen,
    };
    let remaining = Memo::new(move |_| seen.with(|seen| seen.divided.remaining));
    let way = Memo::new(move |_| seen.with(|seen| seen.parts.way));
    let title = move || {
        i18n.fill(
            Key::BillSplitTitle,
            &[("amount", &i18n.money(remaining.get()))],
        )
    };
    view! {
        <section class="panel split" id=SPLIT tabindex="-1" aria-labelledby="split-title" data-testid="split-panel">
            <div class="panel-head">
                <h2 class="panel-title" id="split-title">{title}</h2>
                <button class="btn btn-plain btn-tight" type="button" data-testid="split-undo" on:click=move |_| desk.unite()>
                    <Icon name="undo" />
                    {i18n.t(Key::BillSplitUndo)}
                </button>
            </div>
            <div class="panel-pad">{move || ways(table, way.get())}</div>
            {move || controls(table, way.get())}
            <ul>{move || shares(table)}</ul>
            {foot(table)}
        </section>
    }
    .into_any()
}

fn ways(table: Table, now: Way) -> AnyView {
    let buttons = WAYS.map(|(way, word)| {
        let turn = move |_| {
            let rows = table.desk.divided().rows;
            table.picked.set(Vec::new());
            if table.seen.with_untracked(|seen| seen.parts.way) != way {
                table.desk.change_parts(|parts| parts.turn(way, &rows));
            }
        };
        let pressed = if way == now { "true" } else { "false" };
        view! {
            <button class="seg-btn" type="button" aria-pressed=pressed on:click=turn>{table.i18n.t(word)}</button>
        }
    });
    let label = table.i18n.t(Key::BillSplitWay);
    view! { <div class="seg seg-wide" role="group" aria-label=label>{buttons.into_iter().collect_view()}</div> }.into_any()
}

fn controls(table: Table, way: Way) -> AnyView {
    match way {
        Way::Equal => count(table),
        Way::People => view! {
            {count(table)}
            <ul data-testid="split-persons">{move || persons(table)}</ul>
        }
        .into_any(),
        Way::Lines => view! {
            <ul class="rows" data-testid="split-lines">{move || lines(table)}</ul>
            {move || take_lines(table)}
        }
        .into_any(),
        Way::Sums => sums(table),
    }
}

/// How many parts there are.
fn count(table: Table) -> AnyView {
    let Table {
        desk, i18n, seen, ..
    } = table;
    let now = Memo::new(move |_| seen.with(|seen| seen.parts.list.len()));
    let resize = move |count: i64| {
        let rows = desk.divided().rows;
        desk.change_parts(|parts| parts.resize(usize::try_from(count).unwrap_or(0), &rows));
    };
    let step = move |by: i32| resize(now.get_untracked() as i64 + i64::from(by));
    let typed = move |text: String| {
        if let Typed::Is(count) = quantity(&text) {
            resize(count.thousandths() / 1000);
        }
    };
    view! {
        <div class="panel-body due">
            <span aria-hidden="true">{i18n.t(Key::BillSplitCount)}</span>
            <Stepper
                name=i18n.t(Key::BillSplitCount).to_owned()
                shown=Signal::derive(move || now.get().to_string())
                now=Signal::derive(move || now.get().to_string())
                on_step=Callback::new(step)
                on_text=Callback::new(typed)
            />
        </div>
    }
    .into_any()
}

/// How many parts are open, and what they come to. Only their number is spoken: the sum is what remains of the bill, which is told
/// with its totals.
fn foot(table: Table) -> AnyView {
    let (i18n, seen) = (table.i18n, table.seen);
    let left = Memo::new(move |_| {
        seen.with(|seen| {
            let open = seen.shares.iter().filter(|share| !share.is_paid);
            let sum: Money = open.clone().map(|share| share.amount).sum();
            (i64::try_from(open.count()).unwrap_or(0), sum)
        })
    });
    view! {
        <p class="foot-sum" data-testid="split-left">
            <span role="status">{move || i18n.plural(Key::BillSplitLeft, left.get().0, &[])}</span>
            <span class="num strong">{move || i18n.money(left.get().1)}</span>
        </p>
    }
    .into_any()
}
