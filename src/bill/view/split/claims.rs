//! Who takes what: persons in lines, some of a line, a named sum.
use super::Table;
use crate::bill::view::money_entry::{Entry, MoneyEntry};
use crate::i18n::{I18n, Key};
use crate::ui::Stepper;
use adisyon_bill::entry::{Typed, quantity};
use adisyon_bill::{LineKey, Money, Quantity};
use leptos::prelude::*;

/// Who had a share in which line.
pub(super) fn persons(table: Table) -> Vec<AnyView> {
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
            let is_paid = person.is_paid(&seen.divided.rows);
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
pub(super) fn lines(table: Table) -> Vec<AnyView> {
    let (i18n, picked) = (table.i18n, table.picked);
    let seen = table.seen.get();
    let chosen = picked.get();
    let row = |at: usize| {
        let piece = &seen.divided.pieces[at];
        let (left, costs) = (seen.parts.left_of(piece), seen.parts.left_amount(piece));
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
                    <span class="pay-sum">{i18n.amount(costs)}</span>
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
                    <span class="num strong">{i18n.amount(costs)}</span>
                </label>
            </li>
        }
        .into_any()
    };
    (0..seen.divided.pieces.len()).map(row).collect()
}

/// Makes what is picked a part.
pub(super) fn take_lines(table: Table) -> AnyView {
    let (desk, i18n, picked) = (table.desk, table.i18n, table.picked);
    let seen = table.seen.get();
    // What was picked may have been taken off the bill since, or become less.
    let left = |line: &LineKey| {
        let mut pieces = seen.divided.pieces.iter();
        let piece = pieces.find(|piece| piece.key == *line);
        piece.map_or(0, |piece| seen.parts.left_of(piece))
    };
    let claims: Vec<_> = picked
        .get()
        .into_iter()
        .map(|(line, much)| {
            let left = left(&line);
            (line, much.min(left))
        })
        .filter(|(_, much)| *much > 0)
        .collect();
    let mut next = seen.parts.clone();
    next.take_lines(claims.clone());
    let all = &seen.divided;
    let shares = next.shares(&all.pieces, &all.rows, all.remaining);
    let amount = shares.get(next.list.len() - 1).map(|share| share.amount);
    let amount = i18n.money(amount.filter(|_| !claims.is_empty()).unwrap_or_default());
    let is_off = claims.is_empty() || seen.parts.is_full(&all.rows);
    let take = move |_| {
        if !is_off {
            desk.change_parts(|parts| parts.take_lines(claims.clone()));
            picked.set(Vec::new());
        }
    };
    let off = is_off.then_some("true");
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
pub(super) fn sums(table: Table) -> AnyView {
    let (desk, i18n) = (table.desk, table.i18n);
    let entry = Entry::new(i18n, None);
    let rest = Memo::new(move |_| {
        table.seen.with(|seen| {
            let rest = seen.shares.iter().find(|share| share.part.is_none());
            rest.map_or(Money::ZERO, |share| share.amount)
        })
    });
    let is_full = Memo::new(move |_| {
        table
            .seen
            .with(|seen| seen.parts.is_full(&seen.divided.rows))
    });
    let fits = move || {
        entry
            .amount()
            .filter(|sum| *sum > Money::ZERO && *sum <= rest.get() && !is_full.get())
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

/// `2 Adana`
fn said(i18n: I18n, title: &str, quantity: Quantity) -> String {
    format!("{} {title}", i18n.quantity(quantity))
}
