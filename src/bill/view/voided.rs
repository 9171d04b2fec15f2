//! What was voided: shown folded, never sent.
use crate::bill::run::use_desk;
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::Money;
use leptos::prelude::*;

/// The voided lines, if there are any.
#[component]
pub fn VoidedLines() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    move || {
        let voided = desk.shows.voided.get();
        (!voided.is_empty()).then(|| {
            let n = i64::try_from(voided.len()).unwrap_or(0);
            let sum: Money = voided.iter().map(|line| line.amount).sum();
            let rows = voided.into_iter().map(|line| {
                let when = line.at.map(|at| i18n.time(at));
                let about = [line.reason, when].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                view! {
                    <li class="line is-void" data-testid="voided">
                        <span class="qty-fixed">{i18n.quantity(line.quantity)}</span>
                        <div class="line-open">
                            <span class="line-title">{line.title}</span>
                            <span class="line-detail"><span class="line-options">{about}</span></span>
                            <span class="line-amount">{i18n.amount(line.amount)}</span>
                        </div>
                        <span class="line-more"></span>
                    </li>
                }
            });
            view! {
                <details class="fold panel">
                    <summary>
                        <Icon name="ban" />
                        <span class="fold-text">{i18n.plural(Key::BillVoided, n, &[])}</span>
                        <span class="num faint">{i18n.amount(sum)}</span>
                        <Icon name="down" />
                    </summary>
                    <ul class="lines">{rows.collect_view()}</ul>
                </details>
            }
        })
    }
}
