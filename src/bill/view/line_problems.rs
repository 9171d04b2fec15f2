//! What is the matter with a line, at the line, each with its way out.
use super::actions::{Open, Pick, use_open};
use crate::bill::face::LineFace;
use crate::bill::run::{Desk, use_desk};
use crate::bill::words::trouble;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use adisyon_bill::problem::{Loss, Trouble, Weight};
use adisyon_bill::{Edit, LineKey, Place, ProductId};
use leptos::prelude::*;

/// The most candidates offered at the line itself; the others are in the picker.
const CANDIDATES: usize = 4;

/// All problems of a line.
#[component]
pub fn LineProblems(face: Signal<LineFace>, key: LineKey, locked: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let open = use_open();
    let seen = Memo::new(move |_| face.with(|face| (face.problems.clone(), face.doubt.clone())));
    move || {
        let (problems, doubt) = seen.get();
        if let Some(doubt) = doubt.filter(|_| problems.is_empty() && !locked.get()) {
            return Some(doubted(desk, i18n, open, &key, &doubt, face));
        }
        (!problems.is_empty()).then(|| {
            let rows = problems.into_iter().map(|one| {
                let product = face.with_untracked(|face| face.product.clone());
                let product = product.and_then(|id| title(desk, &id));
                let warn = if one.weight() == Weight::Asks {
                    " problem-warn"
                } else {
                    ""
                };
                let icon = if one.weight() == Weight::Asks {
                    "info"
                } else {
                    "alert"
                };
                let words = trouble(i18n, &one, product.as_deref());
                let raw = match &one {
                    Trouble::Refused(words) if !words.is_empty() => Some(words.clone()),
                    _ => None,
                };
                view! {
                    <p class=format!("problem{warn}") data-testid="problem" data-code=one.code()>
                        <Icon name=icon size="i-s" />
                        <span>{words}</span>
                    </p>
                    {raw.map(|raw| view! {
                        <details class="small muted more">
                            <summary>{i18n.t(Key::BillDetails)}</summary>
                            <div>{raw}</div>
                        </details>
                    })}
                    {ways(desk, i18n, open, &key, &one, face)}
                }
            });
            view! { <div class="line-extra">{rows.collect_view()}</div> }.into_any()
        })
    }
}

/// What a save would ask: said quietly, with the ways to answer it once and for all.
fn doubted(
    desk: Desk,
    i18n: I18n,
    open: RwSignal<Open>,
    key: &LineKey,
    doubt: &Trouble,
    face: Signal<LineFace>,
) -> AnyView {
    let product = face.with_untracked(|face| face.product.clone());
    let product = product.and_then(|id| title(desk, &id));
    let ways = match doubt {
        Trouble::Unresolved => to_picker(i18n, open, key, Key::BillDoPickProduct),
        doubt => ways(desk, i18n, open, key, doubt, face),
    };
    view! {
        <div class="line-extra">
            <p class="doubt" data-testid="doubt" data-code=doubt.code()>
                <Icon name="info" size="i-s" />
                <span>{trouble(i18n, doubt, product.as_deref())}</span>
            </p>
            {ways}
        </div>
    }
    .into_any()
}

fn title(desk: Desk, id: &ProductId) -> Option<String> {
    desk.shows.catalogue.with_untracked(|all| {
        let product = all.as_ref().and_then(|all| all.product(id));
        product.map(|product| product.title.clone())
    })
}

/// The ways out of a problem.
fn ways(
    desk: Desk,
    i18n: I18n,
    open: RwSignal<Open>,
    key: &LineKey,
    trouble: &Trouble,
    face: Signal<LineFace>,
) -> AnyView {
    let line = key.clone();
    let button = move |label: String, act: Callback<()>| {
        view! { <button class="btn btn-tight" type="button" on:click=move |_| act.run(())>{label}</button> }
    };
    let show = {
        let line = line.clone();
        move |what: fn(LineKey) -> Open| {
            let line = line.clone();
            Callback::new(move |()| open.set(what(line.clone())))
        }
    };
    let edit = move |edit: Edit| Callback::new(move |()| desk.edit(edit.clone()));
    let remove = edit(Edit::Remove(line.clone()));
    let accept = |loss: Loss| edit(Edit::Accept(Place::Line(line.clone()), loss));
    let plain = |key| i18n.t(key).to_owned();
    let identify: fn(LineKey) -> Open = |line| Open::Pick(Pick::Identify(line));
    let replace: fn(LineKey) -> Open = |line| Open::Pick(Pick::Replace(line));
    let buttons = match trouble {
        Trouble::Unresolved => return candidates(desk, i18n, open, key),
        Trouble::Probable => {
            let product = face.with_untracked(|face| face.product.clone());
            let yes = product.map(|product| {
                button(
                    plain(Key::BillDoYes),
                    edit(Edit::Identify(line.clone(), product)),
                )
            });
            vec![
                yes.into_any(),
                button(plain(Key::BillDoOtherProduct), show(identify)).into_any(),
            ]
        }
        Trouble::ProductGone => vec![
            button(plain(Key::BillDoReplace), show(replace)).into_any(),
            button(plain(Key::BillEditorRemove), remove).into_any(),
        ],
        Trouble::Surcharge(amount) => {
            let label = i18n.fill(
                Key::BillDoDropSurcharge,
                &[("amount", &i18n.money(*amount))],
            );
            vec![button(label, accept(Loss::Surcharge)).into_any()]
        }
        Trouble::HiddenNote => {
            vec![button(plain(Key::BillDoDropNote), accept(Loss::HiddenNote)).into_any()]
        }
        Trouble::OptionTwice(_) => vec![
            button(plain(Key::BillDoOnce), accept(Loss::DuplicateOption)).into_any(),
            button(plain(Key::BillDoOptions), show(Open::Line)).into_any(),
        ],
        Trouble::OptionGone(_)
        | Trouble::OptionAmbiguous(_)
        | Trouble::OptionsUnknown
        | Trouble::OptionMissing(..)
        | Trouble::OptionTooMany(..)
        | Trouble::TooManyOptions => {
            vec![button(plain(Key::BillDoOptions), show(Open::Line)).into_any()]
        }
        Trouble::NoteTooLong(_)
        | Trouble::QuantityRange(_)
        | Trouble::DiscountNegative
        | Trouble::DiscountOverLine(_)
        | Trouble::DiscountOverLimit(_) => {
            vec![button(plain(Key::BillDoEdit), show(Open::Line)).into_any()]
        }
        Trouble::VoidedIdentity => vec![
            button(plain(Key::BillDoAsNew), accept(Loss::Identity)).into_any(),
            button(plain(Key::BillEditorRemove), remove).into_any(),
        ],
        Trouble::GroupImpossible(_) | Trouble::Refused(_) => {
            vec![button(plain(Key::BillEditorRemove), remove).into_any()]
        }
        _ => return ().into_any(),
    };
    view! { <div class="btn-row">{buttons}</div> }.into_any()
}

/// The likely products as buttons, and the way to all others.
fn candidates(desk: Desk, i18n: I18n, open: RwSignal<Open>, key: &LineKey) -> AnyView {
    let likely = super::picker::likely(desk, i18n, key);
    let rows = likely.into_iter().take(CANDIDATES).map(|(id, hint)| {
        let (line, name) = (key.clone(), title(desk, &id).unwrap_or_default());
        view! {
            <li>
                <button
                    class="pick-row"
                    type="button"
                    data-testid="candidate"
                    on:click=move |_| desk.edit(Edit::Identify(line.clone(), id.clone()))
                >
                    <Icon name="check" />
                    <span>{name}<span class="pick-hint">{hint}</span></span>
                    <span class="small muted">{i18n.t(Key::BillDoThisProduct)}</span>
                </button>
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="pick-list">{rows}</ul> });
    view! { <div class="pick">{list} {to_picker(i18n, open, key, Key::BillDoSearchProduct)}</div> }
        .into_any()
}

fn to_picker(i18n: I18n, open: RwSignal<Open>, key: &LineKey, label: Key) -> AnyView {
    let line = key.clone();
    view! {
        <div class="btn-row">
            <button
                class="btn btn-tight"
                type="button"
                data-testid="pick-product"
                on:click=move |_| open.set(Open::Pick(Pick::Identify(line.clone())))
            >
                <Icon name="search" />
                {i18n.t(label)}
            </button>
        </div>
    }
    .into_any()
}
