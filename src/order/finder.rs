//! Finding a customer while typing a name or phone. WAI-ARIA: an editable combobox whose list is shown below it.
use super::run::Errand;
use crate::i18n::{Key, use_i18n};
use crate::ui::{FailureNotice, Icon, Notice};
use adisyon_wire::people::Person;
use leptos::ev;
use leptos::prelude::*;

const LIST: &str = "customer-list";

/// The field and what it finds.
pub(super) fn finder(errand: Errand) -> AnyView {
    let i18n = use_i18n();
    let people = errand.people;
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(None::<usize>);
    let found = Memo::new(move |_| {
        let find = |query: &String| {
            people.with(|people| people.find(query).into_iter().cloned().collect::<Vec<_>>())
        };
        query.with(find)
    });
    let hidden = Memo::new(move |_| people.with(|people| people.hidden));
    let pick = Callback::new(move |id: String| {
        query.set(String::new());
        active.set(None);
        errand.pick(id);
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let rows = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if rows > 0 => {
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % rows)));
            }
            "ArrowUp" if rows > 0 => {
                active.update(|at| *at = Some(at.map_or(rows - 1, |at| (at + rows - 1) % rows)));
            }
            "Enter" if rows > 0 => {
                let at = active.get_untracked().unwrap_or(0);
                if let Some(id) = found.with_untracked(|all| all.get(at).map(|one| one.id.clone()))
                {
                    pick.run(id);
                }
            }
            "Escape" if !query.with_untracked(String::is_empty) => query.set(String::new()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let typed = move |text: String| {
        active.set(None);
        query.set(text.clone());
        errand.load(text, false);
    };
    let rows = move || {
        let rows = found.get().into_iter().enumerate();
        rows.map(|(at, person)| row(at, person, active, pick))
            .collect_view()
    };
    view! {
        <Show
            when=move || !hidden.get()
            fallback=move || view! {
                <Notice icon="hidden" title=i18n.t(Key::OrderHiddenTitle) text=i18n.t(Key::OrderHiddenText) />
            }
        >
            <div class="field">
                <label class="field-label" for="customer-search">{i18n.t(Key::OrderFind)}</label>
                <div class="input-wrap">
                    <Icon name="search" />
                    <input
                        class="input"
                        id="customer-search"
                        type="text"
                        inputmode="search"
                        autocomplete="off"
                        role="combobox"
                        aria-autocomplete="list"
                        aria-controls=LIST
                        aria-expanded=move || if found.with(Vec::is_empty) { "false" } else { "true" }
                        aria-activedescendant=move || active.get().map(|at| format!("{LIST}-{at}"))
                        placeholder=i18n.t(Key::OrderFindHint)
                        data-testid="customer-search"
                        prop:value=query
                        on:focus=move |_| errand.load(query.get_untracked(), false)
                        on:input:target=move |event| typed(event.target().value())
                        on:keydown=on_key
                    />
                </div>
                <ul
                    class="pick-list"
                    role="listbox"
                    id=LIST
                    aria-label=i18n.t(Key::OrderFound)
                    hidden=move || found.with(Vec::is_empty)
                    on:mousedown=|event| event.prevent_default()
                >
                    {rows}
                </ul>
                {move || state(errand, query)}
            </div>
        </Show>
    }
    .into_any()
}

fn row(
    at: usize,
    person: Person,
    active: RwSignal<Option<usize>>,
    pick: Callback<String>,
) -> AnyView {
    let id = person.id.clone();
    let about = [person.phone, person.address].into_iter().flatten();
    let about = about.collect::<Vec<_>>().join(" · ");
    view! {
        <li
            class="row"
            role="option"
            id=format!("{LIST}-{at}")
            data-testid="customer-found"
            aria-selected=move || if active.get() == Some(at) { "true" } else { "false" }
            on:click=move |_| pick.run(id.clone())
        >
            <span>
                <span class="row-title">{person.name.unwrap_or_default()}</span>
                <span class="row-sub">{about}</span>
            </span>
        </li>
    }
    .into_any()
}

/// How far the customers are loaded, and the way to more.
fn state(errand: Errand, query: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    let more = Callback::new(move |()| errand.load(query.get_untracked(), true));
    errand.people.with(|people| {
        if let Some(failure) = people.failure.clone() {
            return view! { <FailureNotice failure on_retry=more /> }.into_any();
        }
        if people.asking {
            return view! { <p class="field-hint" role="status">{i18n.t(Key::OrderLoading)}</p> }
                .into_any();
        }
        let typed = query.with(|query| !query.trim().is_empty());
        let nobody = typed && query.with(|query| people.find(query).is_empty());
        let count = people.len().to_string();
        let nobody = nobody.then(|| {
            let text = i18n.fill(Key::OrderNobody, &[("n", &count)]);
            view! { <p class="field-hint" role="status">{text}</p> }
        });
        let more = (typed && people.has_more()).then(|| {
            view! {
                <button class="btn btn-tight btn-plain" type="button" on:click=move |_| more.run(())>
                    {i18n.t(Key::OrderMore)}
                </button>
            }
        });
        view! { {nobody} {more} }.into_any()
    })
}
