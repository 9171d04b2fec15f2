//! The option groups of a product.
use super::super::run::Desk;
use super::super::state::Event;
use super::super::state::form::{Flip, Spot};
use super::input::{Keys, input, problem, switch, told};
use crate::i18n::{Key, use_i18n};
use crate::ui::Icon;
use adisyon_wire::manage::Field;
use leptos::prelude::*;

/// All groups, and the way to add one.
pub(super) fn editor(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let groups = Memo::new(move |_| {
        desk.state.with(|state| {
            let editing = state.editing.as_ref();
            let groups = editing.map(|editing| editing.form.groups.iter().map(|group| group.key));
            groups.into_iter().flatten().collect::<Vec<u32>>()
        })
    });
    view! {
        <section class="edit-stack is-full" aria-labelledby="groups">
            <h3 class="panel-title" id="groups">{i18n.t(Key::ManageGroups)}</h3>
            {told(problem(desk, Spot::Field(Field::Groups)))}
            <For each=move || groups.get() key=|key| *key let:key>{group(desk, key)}</For>
            <button class="btn btn-tight" type="button" data-testid="group-add" on:click=move |_| desk.tell(Event::GroupAdded)>
                <Icon name="plus" />
                {i18n.t(Key::ManageGroupAdd)}
            </button>
        </section>
    }
    .into_any()
}

fn group(desk: Desk, key: u32) -> AnyView {
    let i18n = use_i18n();
    let choices = Memo::new(move |_| {
        desk.state.with(|state| {
            let editing = state.editing.as_ref()?;
            let group = editing.form.groups.iter().find(|one| one.key == key)?;
            Some(group.choices.clone())
        })
    });
    let label = move |key| i18n.t(key).to_owned();
    view! {
        <fieldset class="manage-group" data-testid="group">
            <legend class="vh">{i18n.t(Key::ManageGroup)}</legend>
            <div class="edit-grid">
                <div class="is-full">{input(desk, Spot::GroupTitle(key), label(Key::ManageGroup), Keys::Text)}</div>
                {input(desk, Spot::GroupMin(key), label(Key::ManageMin), Keys::Whole)}
                {input(desk, Spot::GroupMax(key), label(Key::ManageMax), Keys::Whole)}
                {switch(desk, Flip::Multiple(key), label(Key::ManageMultiple))}
            </div>
            <ul class="edit-stack" aria-label=i18n.t(Key::ManageChoices)>
                <For each=move || choices.get().unwrap_or_default() key=|choice| *choice let:own>
                    <li class="manage-choice" data-testid="choice">
                        {input(desk, Spot::ChoiceTitle(key, own), label(Key::ManageChoice), Keys::Text)}
                        {input(desk, Spot::ChoicePrice(key, own), label(Key::ManageSurcharge), Keys::Decimal)}
                        <button class="icon-btn" type="button" data-testid="choice-remove" aria-label=i18n.t(Key::ManageChoiceRemove)
                            on:click=move |_| desk.tell(Event::ChoiceRemoved(key, own))>
                            <Icon name="x" />
                        </button>
                    </li>
                </For>
            </ul>
            <div class="btn-row">
                <button class="btn btn-tight" type="button" data-testid="choice-add" on:click=move |_| desk.tell(Event::ChoiceAdded(key))>
                    <Icon name="plus" />
                    {i18n.t(Key::ManageChoiceAdd)}
                </button>
                <button class="btn btn-tight btn-bad" type="button" data-testid="group-remove" on:click=move |_| desk.tell(Event::GroupRemoved(key))>
                    <Icon name="trash" />
                    {i18n.t(Key::ManageGroupRemove)}
                </button>
            </div>
        </fieldset>
    }
    .into_any()
}
