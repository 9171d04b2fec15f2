//! The option groups of a product, each with its rule said.
use super::choosing::{Choosing, is_impossible, is_single};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Mark, Notice, Tone};
use adisyon_bill::catalogue::{Choice, OptionGroup, Product};
use adisyon_bill::problem::Trouble;
use leptos::prelude::*;
use std::sync::Arc;

/// All groups.
#[component]
pub fn Choices(
    /// Whose.
    product: Arc<Product>,
    /// What is chosen.
    choosing: RwSignal<Choosing>,
    /// Starts the names of the radio groups; unique in the page.
    id: &'static str,
) -> impl IntoView {
    let groups = 0..product.groups.len();
    groups
        .map(|at| view! { <Group product=product.clone() choosing at id /> })
        .collect_view()
}

#[component]
fn Group(
    product: Arc<Product>,
    choosing: RwSignal<Choosing>,
    at: usize,
    id: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let group = &product.groups[at];
    let name = group_name(i18n, &group.title);
    if is_impossible(group) {
        let text = i18n.fill(Key::CatalogueImpossibleText, &[("group", &name)]);
        return view! {
            <Notice tone=Tone::Warn icon="alert" title=i18n.t(Key::CatalogueImpossibleTitle).to_owned() text=text />
        }.into_any();
    }
    let single = is_single(group);
    let (legend, hint) = (rule(i18n, group, &name), hint(i18n, group));
    let state = {
        let product = product.clone();
        move || {
            mark(
                i18n,
                &product.groups[at],
                choosing.with(|now| now.count(at)),
            )
        }
    };
    let choices = group.choices.iter().enumerate().map(|(choice, one)| {
        let on = move || choosing.with(|now| now.is_on(at, choice));
        let off = {
            let product = product.clone();
            Memo::new(move |_| {
                choosing.with(|now| now.is_full(&product, at) && !now.is_on(at, choice))
            })
        };
        let touch = {
            let product = product.clone();
            move |_| choosing.update(|now| now.touch(&product, at, choice))
        };
        let kind = if single { "radio" } else { "checkbox" };
        view! {
            <label class="choice" class:is-off=off>
                <input
                    type=kind
                    name=format!("{id}-{at}")
                    prop:checked=on
                    prop:disabled=off
                    on:change=touch
                />
                <span>
                    {one.title.clone()}
                    {move || off.get().then(|| view! { <span class="pick-hint">{i18n.t(Key::CatalogueFullHint)}</span> })}
                </span>
                <span class="choice-price">{price(i18n, one)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    // A group of one that needs none can be emptied again.
    let none = (single && group.min == 0).then(|| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("{id}-{at}")
                    prop:checked=move || choosing.with(|now| now.count(at) == 0)
                    on:change=move |_| choosing.update(|now| now.clear(at))
                />
                <span class="muted">{i18n.t(Key::CatalogueNoChoice)}</span>
                <span class="choice-price"></span>
            </label>
        }
    });
    view! {
        <fieldset class="group">
            <legend class="vh">{legend}</legend>
            <div class="group-head">
                <span class="group-title" aria-hidden="true">{name}</span>
                <span class="group-rule">{state}</span>
            </div>
            {hint.map(|hint| view! { <p class="small muted">{hint}</p> })}
            {choices}
            {none}
        </fieldset>
    }
    .into_any()
}

/// What is still wrong, short enough for a button.
pub fn lack_words(i18n: I18n, lack: &Trouble) -> String {
    let group = |key, title: &str| i18n.fill(key, &[("group", &group_name(i18n, title))]);
    match lack {
        Trouble::OptionMissing(title, _) => group(Key::CatalogueMissing, title),
        Trouble::GroupImpossible(_) => i18n.t(Key::CatalogueImpossibleTitle).to_owned(),
        Trouble::OptionTooMany(title, _) => group(Key::CatalogueTooMany, title),
        _ => i18n
            .t(Key::CatalogueTooMany)
            .replace("{group}", i18n.t(Key::CatalogueGroup)),
    }
}

fn group_name(i18n: I18n, title: &str) -> String {
    if title.trim().is_empty() {
        i18n.t(Key::CatalogueGroup).to_owned()
    } else {
        title.to_owned()
    }
}

fn price(i18n: I18n, choice: &Choice) -> String {
    if choice.price.is_zero() {
        String::new()
    } else {
        i18n.signed(choice.price)
    }
}

/// The rule in full, for those who do not see the hint beside it.
fn rule(i18n: I18n, group: &OptionGroup, name: &str) -> String {
    let (min, max) = (group.min.to_string(), group.max.map(|max| max.to_string()));
    let key = match (is_single(group), group.min, &max) {
        (true, 0, _) | (false, 0, None) => Key::CatalogueRuleAny,
        (true, ..) => Key::CatalogueRuleOneOf,
        (false, 0, Some(_)) => Key::CatalogueRuleMost,
        (false, _, None) => Key::CatalogueRuleLeast,
        (false, _, Some(_)) => Key::CatalogueRuleRange,
    };
    let max = max.unwrap_or_default();
    i18n.fill(key, &[("group", name), ("min", &min), ("max", &max)])
}

fn hint(i18n: I18n, group: &OptionGroup) -> Option<String> {
    let (min, max) = (group.min.to_string(), group.max.map(|max| max.to_string()));
    let key = match (is_single(group), group.min, &max) {
        (true, ..) | (false, 0, None) => return None,
        (false, 0, Some(_)) => Key::CatalogueHintMost,
        (false, _, None) => Key::CatalogueHintLeast,
        (false, _, Some(_)) => Key::CatalogueHintRange,
    };
    let max = max.unwrap_or_default();
    Some(i18n.fill(key, &[("min", &min), ("max", &max)]))
}

/// Chosen, so many more, or how full.
fn mark(i18n: I18n, group: &OptionGroup, count: usize) -> AnyView {
    let min = group.min as usize;
    if count < min {
        let left = i64::try_from(min - count).unwrap_or(1);
        let text = i18n.plural(Key::CatalogueMoreNeeded, left, &[]);
        return view! { <Mark tone="mark-warn" icon="alert" text=text /> }.into_any();
    }
    if let (false, Some(max)) = (is_single(group), group.max)
        && count >= max as usize
    {
        let (n, max) = (count.to_string(), max.to_string());
        let text = i18n.fill(Key::CatalogueFull, &[("n", &n), ("max", &max)]);
        return view! { <span class="small muted num">{text}</span> }.into_any();
    }
    if count > 0 {
        let text = i18n.t(Key::CatalogueChosen).to_owned();
        return view! { <Mark tone="mark-ok" icon="check" text=text /> }.into_any();
    }
    ().into_any()
}
