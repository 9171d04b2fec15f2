//! A failure on screen: its words, its details, its one way on.
use super::notice::{Empty, Notice, Tone};
use crate::api::Failure;
use crate::clock::Alarm;
use crate::i18n::failure::{Remedy, Said, said};
use crate::i18n::{Key, use_i18n};
use leptos::prelude::*;
use std::time::Duration;

/// A failure as a strip over what is still shown.
#[component]
pub fn FailureNotice(
    /// What failed.
    failure: Failure,
    /// Ask again.
    on_retry: Callback<()>,
    /// Back to the board.
    #[prop(optional, into)]
    on_back: Option<Callback<()>>,
    /// Stands before the words: what is still shown, and from when.
    #[prop(optional, into)]
    lead: String,
) -> impl IntoView {
    let Said {
        title,
        text,
        remedy,
        details,
    } = said(use_i18n().locale(), &failure);
    let (tone, title, text) = if lead.is_empty() {
        (Tone::Bad, title, text)
    } else {
        (Tone::Warn, lead, format!("{title}. {text}"))
    };
    view! {
        <Notice
            tone=tone
            icon=icon(&failure)
            title=title
            text=text
            actions=move || view! { <Way remedy on_retry on_back /> }
        >
            <Details lines=details />
        </Notice>
    }
}

/// A failure where there is nothing else to show.
#[component]
pub fn FailureEmpty(
    /// What failed.
    failure: Failure,
    /// Ask again.
    on_retry: Callback<()>,
    /// Back to the board.
    #[prop(optional, into)]
    on_back: Option<Callback<()>>,
) -> impl IntoView {
    let Said {
        title,
        text,
        remedy,
        details,
    } = said(use_i18n().locale(), &failure);
    view! {
        <div role="alert" data-testid="failure">
            <Empty
                icon=icon(&failure)
                title=title
                text=text
                actions=move || view! { <Way remedy on_retry on_back /> }
            >
                <Details lines=details />
            </Empty>
        </div>
    }
}

fn icon(failure: &Failure) -> &'static str {
    use crate::api::Fault;
    use adisyon_wire::refusal::RefusalCode as Code;
    match failure {
        Failure::Fault(Fault::Offline) => "offline",
        Failure::Fault(Fault::Timeout) => "clock",
        Failure::Fault(Fault::Unreadable(_) | Fault::NoToken) => "alert",
        Failure::Refused(refusal) => match refusal.code {
            Code::RateLimited | Code::TooFast => "gauge",
            Code::NotFound
            | Code::ScopeDenied
            | Code::RoleDenied
            | Code::SessionRefused
            | Code::InstallBroken => "lock",
            Code::PlatformTimeout | Code::Busy | Code::StoreDown | Code::OutcomeUnknown => "clock",
            _ => "alert",
        },
    }
}

#[component]
fn Details(lines: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    (!lines.is_empty()).then(move || {
        let lines = lines.into_iter().map(|line| view! { <p>{line}</p> });
        view! {
            <details class="small muted more">
                <summary>{i18n.t(Key::FaultsDetails)}</summary>
                <div data-testid="details">{lines.collect_view()}</div>
            </details>
        }
    })
}

/// The button of the remedy; while a limit lasts it counts down and says so.
#[component]
fn Way(remedy: Remedy, on_retry: Callback<()>, on_back: Option<Callback<()>>) -> impl IntoView {
    let i18n = use_i18n();
    let left = RwSignal::new(match remedy {
        Remedy::RetryIn(seconds) => seconds,
        _ => 0,
    });
    let tick = StoredValue::new_local(None);
    Effect::new(move || {
        let alarm = (left.get() > 0).then(|| {
            Alarm::after(Duration::from_secs(1), move || {
                left.update(|left| *left -= 1)
            })
        });
        tick.set_value(alarm);
    });
    let press = move |_| match remedy {
        Remedy::Reload => {
            // The page is ours to load again.
            let _ = window().location().reload();
        }
        Remedy::Back => on_back.unwrap_or(on_retry).run(()),
        Remedy::Retry | Remedy::RetryIn(_) if left.get_untracked() == 0 => on_retry.run(()),
        Remedy::Retry | Remedy::RetryIn(_) | Remedy::Nothing => {}
    };
    remedy.label().map(|label| {
        view! {
            <button
                class="btn"
                type="button"
                data-testid="remedy"
                aria-disabled=move || (left.get() > 0).then_some("true")
                on:click=press
            >
                {i18n.t(label)}
                {move || (left.get() > 0).then(|| view! { <span class="num">{left.get()}</span> })}
            </button>
        }
    })
}
