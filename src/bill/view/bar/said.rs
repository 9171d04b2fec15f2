//! What the bar says: what will change, else what was saved last.
use super::texts;
use crate::bill::face::{BarFace, Ready};
use crate::bill::run::use_desk;
use crate::bill::state::Event;
use crate::bill::words::change;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use crate::ui::node::keep_written;
use adisyon_bill::plan::Step;
use leptos::prelude::*;
use web_sys::Element;

/// What will change, folded into one sentence.
#[component]
pub fn Say() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let bar = desk.shows.bar;
    let said = move |summary: Element| {
        let [mut count, mut first] = texts(&summary, ["save-count", "save-first clip"]);
        keep_written(move || {
            bar.with(|bar| {
                let n = bar.as_ref().map_or(0, |bar| bar.changes.len());
                let n = i64::try_from(n).unwrap_or(0);
                count.say(i18n.plural(Key::BillSaveChanges, n, &[]));
                let sentence = bar.as_ref().map(|bar| sentence(i18n, bar));
                first.say(sentence.unwrap_or_default());
            });
        });
    };
    // Only for who looks: a click on a long bill would draw a row for every change so far.
    let is_open = RwSignal::new(false);
    let rows = move || {
        let listed = |bar: &Option<BarFace>| {
            let bar = bar.as_ref().filter(|_| is_open.get());
            bar.map(|bar| (bar.changes.clone(), bar.reprice.clone()))
        };
        let (changes, reprice) = bar.with(listed).unwrap_or_default();
        let rows = changes.iter().map(|one| {
            let said = change(i18n, one);
            row(said.icon, said.text, said.amount)
        });
        let mut rows: Vec<_> = rows.collect();
        rows.extend(reprice.into_iter().map(|one| {
            let values = [
                ("title", one.title),
                ("old", i18n.amount(one.old)),
                ("new", i18n.amount(one.new)),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            row(
                "tag",
                i18n.fill(Key::BillChangeReprice, &values),
                i18n.signed(one.new - one.old),
            )
        }));
        rows
    };
    view! {
        <details
            class="save-say"
            data-testid="changes"
            on:toggle:target=move |event| is_open.set(event.target().open())
        >
            <summary use:said>
                <Icon name="down" />
            </summary>
            <ul class="save-list" tabindex="0" aria-label=i18n.t(Key::BillSaveRegion)>{rows}</ul>
        </details>
    }
}

fn row(icon: &'static str, text: String, amount: String) -> AnyView {
    view! {
        <li>
            <Icon name=icon size="i-s" />
            <span>{text}</span>
            <span class="num">{amount}</span>
        </li>
    }
    .into_any()
}

/// What stands in the way, else what stays.
fn sentence(i18n: I18n, bar: &BarFace) -> String {
    match bar.ready {
        Ready::Blocked(n) => i18n.plural(Key::BillSaveBlocked, i64::try_from(n).unwrap_or(0), &[]),
        Ready::Asks => i18n.t(Key::BillSaveAsks).to_owned(),
        Ready::Awaiting => i18n.t(Key::BillSaveAwaiting).to_owned(),
        Ready::ReadOnly => i18n.t(Key::BillSaveReadOnly).to_owned(),
        _ if bar.kept == 0 => String::new(),
        _ => i18n.plural(Key::BillSaveKept, i64::try_from(bar.kept).unwrap_or(0), &[]),
    }
}

/// Nothing to save: what was saved last, or which writes run.
#[component]
pub fn Quiet() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let can_undo_save = Memo::new(move |_| {
        let can = |bar: &BarFace| bar.can_undo_save;
        desk.shows.bar.with(|bar| bar.as_ref().is_some_and(can))
    });
    let said = Memo::new(move |_| {
        desk.shows.bar.with(|bar| {
            let Some(bar) = bar else {
                return (false, String::new());
            };
            match (&bar.ready, bar.saved_at) {
                (Ready::Running(course), _) => (false, i18n.t(running(course)).to_owned()),
                (Ready::ReadOnly, _) => (false, i18n.t(Key::BillSaveReadOnly).to_owned()),
                (_, Some(at)) => (
                    true,
                    i18n.fill(Key::BillSaveSaved, &[("time", &i18n.time(at))]),
                ),
                _ => (false, i18n.t(Key::BillSaveNothing).to_owned()),
            }
        })
    });
    view! {
        <div class="save-said">
            <p class="save-quiet" role="status" data-testid="save-state">
                {move || if said.get().0 {
                    view! { <Icon name="check" /> }.into_any()
                } else {
                    view! { <Icon name="info" /> }.into_any()
                }}
                <span>{move || said.get().1}</span>
            </p>
            {move || can_undo_save.get().then(|| {
                view! {
                    <button
                        class="btn btn-plain btn-tight"
                        type="button"
                        data-testid="undo-save"
                        on:click=move |_| desk.happen(Event::SaveUndone { now: desk.now() })
                    >
                        <Icon name="undo" size="i-s" />
                        {i18n.t(Key::BillSaveUndoSave)}
                    </button>
                }
            })}
        </div>
    }
}

fn running(course: &[Step]) -> Key {
    match course {
        [Step::Payments, Step::Cart] => Key::BillSaveCoursePaymentsFirst,
        [Step::Cart, Step::Payments] => Key::BillSaveCourseCartFirst,
        [Step::Payments] => Key::BillSaveCoursePayments,
        [Step::Cart] => Key::BillSaveCourseCart,
        _ => Key::BillSaveRunning,
    }
}
