//! The table of a kind: of a long list only what is in sight is drawn.
use super::super::run::Desk;
use super::super::state::Event;
use super::super::state::table::{Known, Only, Window};
use super::super::words::{self, Col, columns};
use super::grid;
use super::keys::SEARCH;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{FailureEmpty, FailureNotice, Icon, Mark, long_wait};
use adisyon_wire::manage::{Kind, Owner, Record};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The height of a row before one was measured, in pixels.
const ROW: f64 = 40.0;

/// The list with search and filters; what cannot be read says why.
pub(super) fn records(desk: Desk, kind: Kind) -> AnyView {
    let i18n = use_i18n();
    let known = Memo::new(move |_| desk.state.with(|state| state.list(kind).known.clone()));
    let failure = Memo::new(move |_| desk.state.with(|state| state.list(kind).failure.clone()));
    let here = Memo::new(move |_| known.with(Option::is_some));
    let retry = Callback::new(move |()| desk.tell(Event::Refreshed));
    view! {
        <section class="panel desk-wide" aria-labelledby="records">
            <h2 class="vh" id="records">{i18n.t(words::kind(kind))}</h2>
            {move || match (here.get(), failure.get()) {
                (false, Some(failure)) => view! { <FailureEmpty failure on_retry=retry on_back=desk.leave /> }.into_any(),
                (false, None) => long_wait(i18n.t(Key::AppOpening)),
                (true, _) => view! {
                    {move || failure.get().map(|failure| {
                        let lead = i18n.t(Key::ManageStale).to_owned();
                        view! { <FailureNotice failure on_retry=retry lead=lead /> }
                    })}
                    {tools(desk, kind, known)}
                    {table(desk, kind, known)}
                }.into_any(),
            }}
        </section>
    }
    .into_any()
}

type Shown = Memo<Option<Arc<Known>>>;

fn tools(desk: Desk, kind: Kind, known: Shown) -> AnyView {
    let i18n = use_i18n();
    let query = desk.query;
    let writable = Memo::new(move |_| {
        known.with(|known| known.as_ref().is_some_and(|known| known.shelf.writable))
    });
    let filters: &[(Only, Key)] = match kind {
        Kind::Products => &[
            (Only::All, Key::ManageOnlyAll),
            (Only::Active, Key::ManageOnlyActive),
            (Only::Passive, Key::ManageOnlyPassive),
            (Only::Ours, Key::ManageOnlyOurs),
            (Only::NoTax, Key::ManageOnlyNoTax),
            (Only::NoBarcode, Key::ManageOnlyNoBarcode),
        ],
        Kind::Categories => &[
            (Only::All, Key::ManageOnlyAll),
            (Only::Active, Key::ManageOnlyActive),
            (Only::Passive, Key::ManageOnlyPassive),
            (Only::Ours, Key::ManageOnlyOurs),
        ],
        Kind::Methods | Kind::Ingredients => &[
            (Only::All, Key::ManageOnlyAll),
            (Only::Ours, Key::ManageOnlyOurs),
        ],
    };
    let options = filters.iter().enumerate().map(|(at, (only, label))| {
        let chosen = move || query.with(|query| query.only == *only);
        view! { <option value=at.to_string() selected=chosen>{i18n.t(*label)}</option> }
    });
    let choose = move |event: leptos::ev::Event| {
        let at: usize = event_target_value(&event).parse().unwrap_or(0);
        let only = filters.get(at).map_or(Only::All, |(only, _)| *only);
        query.update(|query| query.only = only);
    };
    view! {
        <div class="tools">
            <div class="input-wrap">
                <Icon name="search" />
                <input
                    class="input"
                    id=SEARCH
                    type="search"
                    data-testid="record-search"
                    placeholder=i18n.t(Key::ManageSearch)
                    aria-label=i18n.t(Key::ManageSearch)
                    prop:value=move || query.with(|query| query.text.clone())
                    on:input:target=move |event| query.update(|query| query.text = event.target().value())
                />
                <span class="key input-key" aria-hidden="true">"/"</span>
            </div>
            {(kind == Kind::Products).then(|| by_category(desk))}
            <select class="input input-auto" data-testid="record-only" aria-label=i18n.t(Key::ManageState) on:change=choose>
                {options.collect_view()}
            </select>
            {move || writable.get().then(|| view! {
                <button class="btn btn-main" type="button" data-testid="record-new" on:click=move |_| desk.pick(kind, None)>
                    <Icon name="plus" />
                    {i18n.t(Key::ManageNew)}
                </button>
            })}
        </div>
    }
    .into_any()
}

fn by_category(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let query = desk.query;
    let categories = Memo::new(move |_| {
        desk.state
            .with(|state| state.list(Kind::Categories).known.clone())
    });
    let options = move || {
        let all = categories.get();
        let records = all.iter().flat_map(|known| known.shelf.records.clone());
        let one = |record: Record| view! { <option value=record.id>{record.fields.title}</option> };
        records.map(one).collect_view()
    };
    let choose = move |event: leptos::ev::Event| {
        let id = Some(event_target_value(&event)).filter(|id| !id.is_empty());
        query.update(|query| query.category = id);
    };
    view! {
        <select class="input input-auto" data-testid="record-category" aria-label=i18n.t(Key::ManageCategory) on:change=choose>
            <option value="">{i18n.t(Key::ManageEveryCategory)}</option>
            {options}
        </select>
    }
    .into_any()
}

fn table(desk: Desk, kind: Kind, known: Shown) -> AnyView {
    let i18n = use_i18n();
    let query = desk.query;
    let categories = Memo::new(move |_| {
        desk.state
            .with(|state| state.list(Kind::Categories).known.clone())
    });
    let rows = Memo::new(move |_| {
        let (known, categories) = (known.get(), categories.get());
        let rows = known.map(|known| query.with(|query| known.rows(query, categories.as_deref())));
        Arc::new(rows.unwrap_or_default())
    });
    let body = NodeRef::<html::Tbody>::new();
    let height = RwSignal::new(ROW);
    let window = RwSignal::new(Window::around(Window::FIRST, ROW, 0.0, 800.0));
    let look = move || {
        // A frame may come when the screen is gone.
        let Some(Some(body)) = body.try_get_untracked() else {
            return;
        };
        grid::keep_a_stop(&body);
        let sight = self::sight();
        let count = rows.with_untracked(|rows| rows.len());
        if let Ok(Some(row)) = body.query_selector("tr[data-testid=record]") {
            height.set(row.get_bounding_client_rect().height().max(1.0));
        }
        let above = -body.get_bounding_client_rect().top();
        let next = Window::around(count, height.get_untracked(), above, sight);
        if next != window.get_untracked() {
            window.set(next);
        }
    };
    Effect::new(move || {
        rows.track();
        request_animation_frame(look);
    });
    for name in ["scroll", "resize"] {
        let listener = window_event_listener_untyped(name, move |_| look());
        on_cleanup(move || listener.remove());
    }
    let drawn = move || {
        let (rows, window, known) = (rows.get(), window.get(), known.get());
        let Some(known) = known else {
            return Vec::new();
        };
        let from = window.from.min(rows.len());
        let places = rows[from..window.to.clamp(from, rows.len())].iter();
        let records = places.enumerate().map(|(at, place)| {
            let record = known.shelf.records[*place].clone();
            (from + at, known.shelf.read_at, record)
        });
        records.collect::<Vec<_>>()
    };
    let space = move |rows: usize| format!("{}px", rows as f64 * height.get());
    let above = move || space(window.get().from.min(rows.with(|rows| rows.len())));
    let below = move || {
        let count = rows.with(|rows| rows.len());
        space(count - window.get().to.min(count))
    };
    let heads = columns(kind).iter().map(|col| heading(desk, col));
    view! {
        <table
            class="grid"
            role="grid"
            aria-label=i18n.t(words::kind(kind))
            aria-rowcount=move || (rows.with(|rows| rows.len()) + 1).to_string()
            on:keydown=move |event| grid::pressed(&event, height.get_untracked())
            on:focusin=move |event| grid::focused(&event)
        >
            <thead>
                <tr aria-rowindex="1">
                    {heading(desk, &words::NAME)}
                    {heads.collect_view()}
                    <th scope="col" tabindex="-1">{i18n.t(Key::ManageState)}</th>
                </tr>
            </thead>
            <tbody node_ref=body>
                <tr class="grid-space" aria-hidden="true"><td style:height=above></td></tr>
                <For each=drawn key=|(at, read_at, record)| (*at, *read_at, record.id.clone()) let:entry>
                    {row(desk, kind, entry.0, entry.2, categories)}
                </For>
                <tr class="grid-space" aria-hidden="true"><td style:height=below></td></tr>
            </tbody>
        </table>
        {move || rows.with(|rows| rows.is_empty()).then(|| view! {
            <p class="panel-pad muted" role="status">{i18n.t(Key::ManageNothing)}</p>
        })}
        <div class="grid-foot">
            {move || foot(i18n, rows.with(|rows| rows.len()), known.get())}
        </div>
    }
    .into_any()
}

/// The height of the window, in pixels.
pub(super) fn sight() -> f64 {
    let height = window().inner_height().ok();
    height.and_then(|height| height.as_f64()).unwrap_or(800.0)
}

fn heading(desk: Desk, col: &'static Col) -> AnyView {
    let i18n = use_i18n();
    let query = desk.query;
    let Some(column) = col.sort else {
        return view! { <th scope="col" class=col.class tabindex="-1">{i18n.t(col.label)}</th> }
            .into_any();
    };
    let sorted = move || {
        query.with(|query| match (query.column == column, query.down) {
            (false, _) => None,
            (true, false) => Some("ascending"),
            (true, true) => Some("descending"),
        })
    };
    view! {
        <th scope="col" class=col.class aria-sort=sorted>
            <button class="grid-sort" type="button" tabindex="-1" on:click=move |_| query.update(|query| query.sort_by(column))>
                {i18n.t(col.label)}
                {move || sorted().map(|_| view! { <Icon name="sort" /> })}
            </button>
        </th>
    }
    .into_any()
}

fn row(desk: Desk, kind: Kind, at: usize, record: Record, categories: Shown) -> AnyView {
    let i18n = use_i18n();
    let id = record.id.clone();
    let title = record.fields.title.clone().unwrap_or_default();
    let title = if title.trim().is_empty() {
        record.id.clone()
    } else {
        title
    };
    let (passive, ours) = (
        record.fields.active == Some(false),
        record.owner == Owner::Ours,
    );
    let record = StoredValue::new(record);
    let cells = columns(kind).iter().map(move |col| {
        let text =
            move || record.with_value(|one| (col.text)(i18n, one, categories.get().as_deref()));
        view! { <td class=col.class tabindex="-1">{text}</td> }
    });
    view! {
        <tr data-testid="record" aria-rowindex=(at + 2).to_string()>
            <th class="grid-name" scope="row">
                <button class="grid-open" type="button" tabindex="-1" on:click=move |_| desk.pick(kind, Some(id.clone()))>{title}</button>
            </th>
            {cells.collect_view()}
            <td class="grid-state" tabindex="-1">
                {passive.then(|| view! { <Mark icon="hidden" text=i18n.t(Key::ManageOnlyPassive).to_owned() /> })}
                {ours.then(|| view! { <Mark tone="mark-ok" icon="pencil" text=i18n.t(Key::ManageOurs).to_owned() /> })}
            </td>
        </tr>
    }
    .into_any()
}

fn foot(i18n: I18n, shown: usize, known: Option<Arc<Known>>) -> AnyView {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let all = known.as_ref().map_or(0, |known| known.shelf.records.len());
    let said = if shown == all {
        i18n.plural(Key::ManageCount, count(all), &[])
    } else {
        let shown = i18n.plural(Key::ManageCount, count(shown), &[]);
        i18n.plural(Key::ManageOf, count(all), &[("shown", &shown)])
    };
    let cut = known.filter(|known| known.shelf.truncated).map(|known| {
        let first = i18n.plural(Key::ManageCount, count(all), &[]);
        let text = match known.shelf.total {
            Some(total) => i18n.plural(Key::ManageCutOf, total, &[("first", &first)]),
            None => i18n.fill(Key::ManageCut, &[("first", &first)]),
        };
        view! { <span data-testid="truncated"><Mark tone="mark-warn" icon="alert" text=text /></span> }
    });
    view! { <span class="num" data-testid="record-count">{said}</span> {cut} }.into_any()
}
