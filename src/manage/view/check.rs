//! The check of the menu.
use super::super::run::Desk;
use super::super::state::audit::{Finding, Report, check};
use super::super::state::table::{Only, Query};
use super::super::state::{Event, Tab};
use super::super::words;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, Icon, Notice, Tone, long_wait};
use adisyon_wire::manage::Kind;
use leptos::prelude::*;

/// The most faults that are drawn at once.
const SHOWN: usize = 200;

/// What was found in the menu.
pub(super) fn report(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let products = Memo::new(move |_| {
        desk.state
            .with(|state| state.list(Kind::Products).known.clone())
    });
    let failure = Memo::new(move |_| {
        desk.state
            .with(|state| state.list(Kind::Products).failure.clone())
    });
    let retry = Callback::new(move |()| desk.tell(Event::Refreshed));
    view! {
        <section class="panel desk-wide" aria-labelledby="check" data-testid="check">
            <div class="panel-head">
                <h2 class="panel-title" id="check">{i18n.t(Key::ManageCheck)}</h2>
                <span class="small muted">
                    {move || products.get().map(|known| {
                        i18n.fill(Key::ManageCheckedAt, &[("time", &i18n.time(known.shelf.read_at))])
                    })}
                </span>
            </div>
            {move || match (products.get(), failure.get()) {
                (Some(known), _) => {
                    let cut = known.shelf.truncated.then(|| view! {
                        <Notice tone=Tone::Warn icon="alert" title=i18n.t(Key::ManageCheckCut) />
                    });
                    view! { {cut} {findings(desk, i18n, check(&known.shelf.records))} }.into_any()
                }
                (None, Some(failure)) => view! { <FailureEmpty failure on_retry=retry on_back=desk.leave /> }.into_any(),
                (None, None) => long_wait(i18n.t(Key::AppOpening)),
            }}
        </section>
    }
    .into_any()
}

fn findings(desk: Desk, i18n: I18n, report: Report) -> AnyView {
    if report.is_clean() {
        return view! {
            <Notice tone=Tone::Ok icon="check" title=i18n.t(Key::ManageCheckClean) />
        }
        .into_any();
    }
    let more = report.findings.len().saturating_sub(SHOWN);
    let rows = report.findings.iter().take(SHOWN);
    let rows = rows.map(|one| fault(desk, i18n, one)).collect_view();
    let counted = [
        (
            report.no_tax,
            Key::ManageCheckNoTax,
            Key::ManageCheckNoTaxText,
            Only::NoTax,
        ),
        (
            report.no_barcode,
            Key::ManageCheckNoBarcode,
            Key::ManageCheckNoBarcodeText,
            Only::NoBarcode,
        ),
    ];
    let counted = counted.into_iter().filter(|(count, ..)| *count > 0);
    let counted = counted.map(|(count, title, text, only)| {
        let list = move |_| {
            desk.show(Tab::Records(Kind::Products));
            desk.query.set(Query { only, ..Query::default() });
        };
        let title = i18n.plural(title, i64::try_from(count).unwrap_or(0), &[]);
        view! {
            <li data-testid="finding">
                <span class="is-warn-ink"><Icon name="info" /></span>
                <div><p>{title}</p><p class="small muted">{i18n.t(text)}</p></div>
                <button class="btn btn-small" type="button" on:click=list>{i18n.t(Key::ManageList)}</button>
            </li>
        }
    });
    let counted = counted.collect_view();
    let more = (more > 0).then(|| {
        let n = i64::try_from(more).unwrap_or(0);
        view! { <p class="panel-pad muted">{i18n.plural(Key::ManageCheckMore, n, &[])}</p> }
    });
    view! { <ul class="checks">{rows} {counted}</ul> {more} }.into_any()
}

fn fault(desk: Desk, i18n: I18n, finding: &Finding) -> AnyView {
    let (title, text) = words::finding(i18n, finding);
    let (id, label) = (
        finding.id.clone(),
        format!("{}: {}", finding.title, i18n.t(Key::ManageMend)),
    );
    view! {
        <li data-testid="finding">
            <span class="is-bad-ink"><Icon name="alert" /></span>
            <div><p>{title}</p><p class="small muted">{text}</p></div>
            <button class="btn btn-small" type="button" aria-label=label
                on:click=move |_| desk.pick(Kind::Products, Some(id.clone()))>
                {i18n.t(Key::ManageMend)}
            </button>
        </li>
    }
    .into_any()
}
