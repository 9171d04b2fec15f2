//! The question before a save that does more than what was typed: one yes for all of it.
use super::summary::PaymentsAlone;
use crate::bill::face::{QuestionFace, RepriceRow};
use crate::bill::run::use_desk;
use crate::bill::state::Event;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Dialog;
use adisyon_bill::Money;
use leptos::prelude::*;

/// The question, while it is open.
pub fn question() -> AnyView {
    asked().into_any()
}

fn asked() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    move || {
        desk.shows.question.get().map(|face| {
            let close = Callback::new(move |()| desk.happen(Event::Dismissed));
            let prices = !face.reprice.is_empty() || face.total.is_some();
            let yes = if prices { Key::BillAskYesPrices } else { Key::BillAskYes };
            let foot = move || view! {
                <button
                    class="btn btn-main"
                    type="button"
                    data-testid="agree"
                    on:click=move |_| desk.happen(Event::Agreed { now: desk.now() })
                >
                    <span>{i18n.t(yes)}</span>
                </button>
                <button class="btn" type="button" on:click=move |_| close.run(())>{i18n.t(Key::BillAskNo)}</button>
            };
            let title = title(i18n, &face);
            view! {
                <Dialog title=title on_close=close foot=foot>
                    <div class="stack" data-testid="question">
                        {prices.then(|| reprice(i18n, &face))}
                        {list(i18n, Key::BillAskProbable, probable(i18n, &face))}
                        {list(i18n, Key::BillAskReborn, face.reborn.clone())}
                    </div>
                </Dialog>
            }
        })
    }
}

fn title(i18n: I18n, face: &QuestionFace) -> String {
    if face.reprice.is_empty() {
        i18n.t(Key::BillAskGeneral).to_owned()
    } else {
        let n = i64::try_from(face.reprice.len()).unwrap_or(0);
        i18n.plural(Key::BillAskReprice, n, &[])
    }
}

fn reprice(i18n: I18n, face: &QuestionFace) -> impl IntoView + use<> {
    let difference = face
        .total
        .map(|(old, new)| new - old)
        .filter(|by| !by.is_zero());
    let by = difference.map(|by| {
        let key = if by > Money::ZERO {
            Key::BillAskUp
        } else {
            Key::BillAskDown
        };
        i18n.fill(key, &[("amount", &i18n.money(by.abs()))])
    });
    let rows = face.reprice.iter().map(|row| {
        view! {
            <tr>
                <td>{name(i18n, row)}</td>
                <td class="old">{i18n.amount(row.old)}</td>
                <td>{i18n.amount(row.new)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let total = face.total.map(|(old, new)| {
        view! {
            <tfoot>
                <tr>
                    <td>{i18n.t(Key::BillTotal)}</td>
                    <td class="old">{i18n.money(old)}</td>
                    <td>{i18n.money(new)}</td>
                </tr>
            </tfoot>
        }
    });
    view! {
        <p class="muted">{i18n.t(Key::BillAskRecount)} " " {by}</p>
        <table class="old-new">
            <thead>
                <tr>
                    <th scope="col">{i18n.t(Key::BillAskLine)}</th>
                    <th scope="col">{i18n.t(Key::BillAskOld)}</th>
                    <th scope="col">{i18n.t(Key::BillAskNew)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            {total}
        </table>
        <p class="small faint">{i18n.t(Key::BillAskPaymentsOnly)}</p>
        <PaymentsAlone />
    }
}

fn name(i18n: I18n, row: &RepriceRow) -> String {
    format!("{} {}", i18n.quantity(row.quantity), row.title)
}

fn probable(i18n: I18n, face: &QuestionFace) -> Vec<String> {
    let rows = face.probable.iter();
    rows.map(|(title, product)| {
        i18n.fill(
            Key::BillAskProbableRow,
            &[("title", title), ("product", product)],
        )
    })
    .collect()
}

fn list(i18n: I18n, lead: Key, rows: Vec<String>) -> Option<impl IntoView + use<>> {
    (!rows.is_empty()).then(|| {
        let rows = counted(rows)
            .into_iter()
            .map(|row| view! { <li class="strong" data-testid="asked">{row}</li> })
            .collect_view();
        view! {
            <div>
                <p class="muted">{i18n.t(lead)}</p>
                <ul>{rows}</ul>
            </div>
        }
    })
}

/// Forty lines of the same are said once.
fn counted(rows: Vec<String>) -> Vec<String> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for row in rows {
        match kinds.iter_mut().find(|(kind, _)| *kind == row) {
            Some((_, count)) => *count += 1,
            None => kinds.push((row, 1)),
        }
    }
    let said = |(row, count)| match count {
        1 => row,
        _ => format!("{count} × {row}"),
    };
    kinds.into_iter().map(said).collect()
}
