//! The balance in parts: how it is divided, and what each part still has to pay. One closure draws it from data; its elements
//! keep their places while numbers change, so that the focus stays.
use super::actions::{Open, Pay, use_open};
use super::money_entry::{Entry, MoneyEntry};
use crate::bill::dividing::Divided;
use crate::bill::run::{Desk, use_desk};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark, Stepper};
use adisyon_bill::entry::{Typed, quantity};
use adisyon_bill::parts::{Parts, Share, Way};
use adisyon_bill::{LineKey, Money, Quantity};
use leptos::prelude::*;

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
    divided: std::sync::Arc<Divided>,
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
            divided: std::sync::Arc::new(divided),
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
            <p class="foot-sum" role="status" data-testid="split-left">{move || foot(table)}</p>
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

/// Who had a share in which line.
fn persons(table: Table) -> Vec<AnyView> {
    let Table { desk, i18n, .. } = table;
    let seen = table.seen.get();
    let row = |at: usize| {
        let piece = &seen.divided.pieces[at];
        let title = said(i18n, &seen.divided.titles[at], piece.quantity);
        let sharers = seen.parts.claimed(&piece.key);
        let each = (sharers > 1).then(|| {
            let part = adisyon_bill::split::split(piece.amount, &vec![1; sharers as usize]);
            let least = part.last().copied().unwrap_or_default();
            i18n.fill(Key::BillSplitEach, &[("amount", &i18n.amount(least))])
        });
        let dots = seen.parts.list.iter().enumerate().map(|(part, person)| {
            let (is_on, key) = (seen.parts.shares_in(part, &piece.key), piece.key.clone());
            let n = (part + 1).to_string();
            let label = i18n.fill(Key::BillSplitPerson, &[("n", &n)]);
            let is_paid = person.paid_by(&seen.divided.rows).is_some();
            let touch = move |_| {
                if !is_paid {
                    desk.change_parts(|parts| parts.toggle(part, &key));
                }
            };
            view! {
                <button
                    class="dot-btn"
                    type="button"
                    aria-pressed=if is_on { "true" } else { "false" }
                    aria-disabled=is_paid.then_some("true")
                    aria-label=label
                    on:click=touch
                >
                    {n}
                </button>
            }
        });
        let dots = dots.collect_view();
        let who = i18n.fill(Key::BillSplitWho, &[("title", &title)]);
        view! {
            <li class="share">
                <span class="share-who" aria-hidden="true">{sharers.to_string()}</span>
                <div><p>{title}</p><p class="small muted">{each}</p></div>
                <span class="pay-sum">{i18n.amount(piece.amount)}</span>
                <div class="dots share-extra" role="group" aria-label=who>{dots}</div>
            </li>
        }
        .into_any()
    };
    (0..seen.divided.pieces.len()).map(row).collect()
}

/// What can be picked of each line for the next part.
fn lines(table: Table) -> Vec<AnyView> {
    let (i18n, picked) = (table.i18n, table.picked);
    let seen = table.seen.get();
    let chosen = picked.get();
    let row = |at: usize| {
        let piece = &seen.divided.pieces[at];
        let left = seen.parts.left_of(piece);
        let now = chosen.iter().find(|(key, _)| *key == piece.key);
        let now = now.map_or(0, |(_, much)| *much).min(left);
        let title = seen.divided.titles[at].clone();
        let whole = i18n.quantity(Quantity::from_thousandths(left.into()));
        let some = i18n.quantity(Quantity::from_thousandths(now.into()));
        let key = piece.key.clone();
        let put = move |much: u32| {
            picked.update(|all| {
                all.retain(|(line, _)| *line != key);
                all.push((key.clone(), much));
            });
        };
        if left > 1000 {
            let more = put.clone();
            let step = move |by: i32| more(now.saturating_add_signed(by * 1000).min(left));
            let typed = move |text: String| {
                if let Typed::Is(much) = quantity(&text) {
                    put(u32::try_from(much.thousandths()).unwrap_or(0).min(left));
                }
            };
            let hint = i18n.fill(Key::BillSplitOf, &[("n", &some), ("of", &whole)]);
            return view! {
                <li class="share">
                    <Stepper
                        name=title.clone()
                        shown=some.clone()
                        now=Quantity::from_thousandths(now.into()).to_decimal()
                        on_step=Callback::new(step)
                        on_text=Callback::new(typed)
                    />
                    <div><p>{title}</p><p class="small muted">{hint}</p></div>
                    <span class="pay-sum">{i18n.amount(piece.amount)}</span>
                </li>
            }
            .into_any();
        }
        let touch = move |_| put(if now == 0 { left } else { 0 });
        view! {
            <li hidden={left == 0}>
                <label class="pick-row">
                    <input type="checkbox" prop:checked={now > 0} on:change=touch />
                    <span>{said(i18n, &title, Quantity::from_thousandths(left.into()))}</span>
                    <span class="num strong">{i18n.amount(piece.amount)}</span>
                </label>
            </li>
        }
        .into_any()
    };
    (0..seen.divided.pieces.len()).map(row).collect()
}

/// Makes what is picked a part.
fn take_lines(table: Table) -> AnyView {
    let (desk, i18n, picked) = (table.desk, table.i18n, table.picked);
    let seen = table.seen.get();
    let claims: Vec<_> = picked
        .get()
        .into_iter()
        .filter(|(_, much)| *much > 0)
        .collect();
    let mut next = seen.parts.clone();
    next.take_lines(claims.clone());
    let all = &seen.divided;
    let shares = next.shares(&all.pieces, &all.rows, all.remaining);
    let amount = shares.get(next.list.len() - 1).map(|share| share.amount);
    let amount = i18n.money(amount.filter(|_| !claims.is_empty()).unwrap_or_default());
    let take = move |_| {
        if !claims.is_empty() {
            desk.change_parts(|parts| parts.take_lines(claims.clone()));
            picked.set(Vec::new());
        }
    };
    let off = picked
        .with(|all| all.iter().all(|(_, much)| *much == 0))
        .then_some("true");
    view! {
        <div class="panel-body btn-row btn-row-fill">
            <button class="btn" type="button" data-testid="split-take" aria-disabled=off on:click=take>
                {i18n.fill(Key::BillSplitTake, &[("amount", &amount)])}
            </button>
        </div>
    }
    .into_any()
}

/// A sum for the next part.
fn sums(table: Table) -> AnyView {
    let (desk, i18n) = (table.desk, table.i18n);
    let entry = Entry::new(i18n, None);
    let rest = Memo::new(move |_| {
        table.seen.with(|seen| {
            let rest = seen.shares.iter().find(|share| share.part.is_none());
            rest.map_or(Money::ZERO, |share| share.amount)
        })
    });
    let fits = move || {
        entry
            .amount()
            .filter(|sum| *sum > Money::ZERO && *sum <= rest.get())
    };
    let over = move || {
        let over = entry.amount().map_or(Money::ZERO, |sum| sum - rest.get());
        (over > Money::ZERO).then(|| i18n.fill(Key::BillPayOver, &[("amount", &i18n.money(over))]))
    };
    let take = Callback::new(move |()| {
        if let Some(sum) = untrack(fits) {
            desk.change_parts(|parts| parts.take_sum(sum));
            entry.text.set(String::new());
        }
    });
    view! {
        <div class="panel-body">
            <MoneyEntry
                id="split-sum"
                label=Signal::stored(i18n.t(Key::BillSplitSum).to_owned())
                entry=entry
                hint=Signal::derive(over)
                on_enter=take
            />
            <div class="btn-row">
                <button
                    class="btn"
                    type="button"
                    data-testid="split-take"
                    aria-disabled=move || fits().is_none().then_some("true")
                    on:click=move |_| take.run(())
                >
                    {i18n.t(Key::BillSplitTakeSum)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The parts with what they pay, and last what no part takes.
fn shares(table: Table) -> Vec<AnyView> {
    let seen = table.seen.get();
    let row = |share: &Share| share_row(table, &seen, share);
    seen.shares.iter().map(row).collect()
}

fn share_row(table: Table, seen: &Seen, share: &Share) -> AnyView {
    let Table {
        desk, i18n, open, ..
    } = table;
    let at = share.part.unwrap_or(seen.parts.list.len());
    let n = (at + 1).to_string();
    let name = match (share.part, seen.parts.way) {
        (None, _) => i18n.t(Key::BillSplitRest).to_owned(),
        (_, Way::People) => i18n.fill(Key::BillSplitPerson, &[("n", &n)]),
        _ => i18n.fill(Key::BillSplitPart, &[("n", &n)]),
    };
    let amount = i18n.amount(share.amount);
    let about = if share.is_paid {
        let key = seen.parts.list.get(at).and_then(|part| part.paid.clone());
        let row = desk.shows.payments.with_untracked(|all| {
            let row = all.rows.iter().find(|row| Some(&row.key) == key.as_ref());
            row.map(|row| row.title.clone())
        });
        row.unwrap_or_default()
    } else if share.odd > Money::ZERO {
        i18n.plural(Key::BillSplitOdd, share.odd.minor(), &[])
    } else {
        String::new()
    };
    let (class, who) = if share.is_paid {
        (
            "share is-paid",
            view! { <Icon name="check" size="i-s" /> }.into_any(),
        )
    } else {
        ("share", n.into_any())
    };
    let values = [("name", name.as_str()), ("amount", amount.as_str())];
    let due = share.amount;
    let act = if share.is_paid {
        view! { <Mark tone="mark-ok" icon="check" text=i18n.t(Key::BillSplitPaid).to_owned() /> }
            .into_any()
    } else {
        let label = i18n.fill(Key::BillSplitPayLabel, &values);
        let off = (due <= Money::ZERO).then_some("true");
        let pay = move |_| {
            if due > Money::ZERO {
                open.set(Open::Pay(Pay::Part(at, due)));
            }
        };
        view! {
            <button class="btn btn-tight" type="button" data-testid="share-pay" aria-label=label aria-disabled=off on:click=pay>
                {i18n.t(Key::BillSplitPay)}
            </button>
        }
        .into_any()
    };
    let can_drop =
        share.part.is_some() && !share.is_paid && matches!(seen.parts.way, Way::Lines | Way::Sums);
    let drop = can_drop.then(|| {
        let label = i18n.fill(Key::BillSplitDrop, &values);
        let take_away = move |_| {
            let rows = desk.divided().rows;
            desk.change_parts(|parts| parts.drop_part(at, &rows));
        };
        view! {
            <button class="icon-btn" type="button" data-testid="share-drop" aria-label=label on:click=take_away><Icon name="x" /></button>
        }
    });
    view! {
        <li class=class data-testid="share">
            <span class="share-who" aria-hidden="true">{who}</span>
            <div><p>{name}</p><p class="small muted">{about}</p></div>
            <span class="share-do">
                <span class="pay-sum" data-testid="share-amount">{amount}</span>
                {drop}
                {act}
            </span>
        </li>
    }
    .into_any()
}

/// How many parts are open, and what they come to.
fn foot(table: Table) -> AnyView {
    let i18n = table.i18n;
    table.seen.with(|seen| {
        let open = seen.shares.iter().filter(|share| !share.is_paid);
        let sum: Money = open.clone().map(|share| share.amount).sum();
        let n = i64::try_from(open.count()).unwrap_or(0);
        view! {
            <span>{i18n.plural(Key::BillSplitLeft, n, &[])}</span>
            <span class="num strong">{i18n.money(sum)}</span>
        }
        .into_any()
    })
}

/// `2 Adana`
fn said(i18n: I18n, title: &str, quantity: Quantity) -> String {
    format!("{} {title}", i18n.quantity(quantity))
}
