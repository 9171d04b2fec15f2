//! A list by keys: one cell at a time is a stop of Tab, arrows lead from cell to cell, also to rows that are not drawn yet.
use super::super::state::steps::{Cell, step};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Frames that a row may take to be drawn once its place is in sight.
const FRAMES: u32 = 20;

/// Says of a table which cell is on its way to the focus.
const GOING: &str = "data-going";

/// Leads from the cell with the focus to where the key says. `height` is that of a row.
pub(super) fn pressed(event: &ev::KeyboardEvent, height: f64) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some((table, row, cell)) = target.as_ref().and_then(place) else {
        return;
    };
    if event.key() == "Enter" {
        enter(event, &row);
        return;
    }
    // A key that comes while the way leads to a row that is not drawn yet goes on from there.
    let from = going(&table).unwrap_or_else(|| Cell {
        row: number(&row, "aria-rowindex"),
        column: cells(&row).iter().position(|one| *one == cell).unwrap_or(0),
    });
    // Headings that are not shown are no row to go to.
    let heads = table.query_selector("thead button").ok().flatten();
    let first = if heads.is_some_and(|head| is_shown(&head)) {
        1
    } else {
        2
    };
    let last = number(&table, "aria-rowcount");
    let ctrl = event.ctrl_key() || event.meta_key();
    if let Some(to) = step(&event.key(), ctrl, from, (first, last)) {
        event.prevent_default();
        if row_at(&table, to.row).is_none() {
            into_sight(&table, to.row, height);
        }
        go(table, to, FRAMES);
    }
}

/// The cell that has the focus is the one stop of Tab.
pub(super) fn focused(event: &ev::FocusEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    if let Some((table, ..)) = target.as_ref().and_then(place) {
        let stops = table.query_selector_all("[tabindex=\"0\"]").ok();
        let stops = stops
            .iter()
            .flat_map(|all| (0..all.length()).filter_map(|at| all.item(at)));
        for stop in stops.filter_map(|stop| stop.dyn_into::<Element>().ok()) {
            tab_stop(&stop, false);
        }
        if let Some(target) = &target {
            tab_stop(target, true);
        }
    }
}

/// Whatever is drawn, something of it is a stop of Tab.
pub(super) fn keep_a_stop(body: &Element) {
    let Some(table) = body.parent_element() else {
        return;
    };
    if table
        .query_selector("[tabindex=\"0\"]")
        .ok()
        .flatten()
        .is_none()
        && let Ok(Some(first)) = body.query_selector("tr[aria-rowindex] button")
    {
        tab_stop(&first, true);
    }
}

/// Enter anywhere in a row does what its button does.
fn enter(event: &ev::KeyboardEvent, row: &Element) {
    let on_button = event
        .target()
        .and_then(|it| it.dyn_into::<web_sys::HtmlButtonElement>().ok());
    if on_button.is_none()
        && let Ok(Some(button)) = row.query_selector("button")
        && let Some(button) = button.dyn_ref::<HtmlElement>()
    {
        event.prevent_default();
        button.click();
    }
}

/// Gives the focus to a cell, as soon as its row is drawn.
fn go(table: Element, to: Cell, frames: u32) {
    let Some(row) = row_at(&table, to.row) else {
        match frames {
            0 => arrived(&table),
            _ => {
                // An element takes any attribute.
                let _ = table.set_attribute(GOING, &format!("{} {}", to.row, to.column));
                request_animation_frame(move || go(table, to, frames - 1));
            }
        }
        return;
    };
    arrived(&table);
    let cells = cells(&row);
    let cell = cells.get(to.column).or(cells.last());
    let button = cell.and_then(|cell| cell.query_selector("button").ok().flatten());
    let part = button.or(cell.cloned());
    if let Some(part) = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
        // A cell with a tabindex takes the focus.
        let _ = part.focus();
    }
}

/// The cell that is on its way to the focus, if one is.
fn going(table: &Element) -> Option<Cell> {
    let to = table.get_attribute(GOING)?;
    let (row, column) = to.split_once(' ')?;
    Some(Cell {
        row: row.parse().ok()?,
        column: column.parse().ok()?,
    })
}

fn arrived(table: &Element) {
    // Nothing to take away is as good.
    let _ = table.remove_attribute(GOING);
}

/// Scrolls to where a row will be drawn: the middle of the window.
fn into_sight(table: &Element, row: usize, height: f64) {
    let body = table.query_selector("tbody").ok().flatten();
    let top = body.map_or(0.0, |body| body.get_bounding_client_rect().top());
    let middle = super::list::sight() / 2.0;
    // The headings are the first row.
    let rows = row.saturating_sub(2) as f64;
    window().scroll_by_with_x_and_y(0.0, top + rows * height - middle);
}

fn place(target: &Element) -> Option<(Element, Element, Element)> {
    let cell = target.closest("th, td").ok()??;
    let row = cell.parent_element()?;
    let table = row.closest("table").ok()??;
    Some((table, row, cell))
}

fn row_at(table: &Element, row: usize) -> Option<Element> {
    let wanted = format!("tr[aria-rowindex=\"{row}\"]");
    table.query_selector(&wanted).ok()?
}

/// The cells of a row that are shown.
fn cells(row: &Element) -> Vec<Element> {
    let all = row.children();
    (0..all.length())
        .filter_map(|at| all.item(at))
        .filter(is_shown)
        .collect()
}

fn is_shown(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.width() > 1.0 && place.height() > 1.0
}

fn number(element: &Element, attribute: &str) -> usize {
    let text = element.get_attribute(attribute).unwrap_or_default();
    text.parse().unwrap_or(1)
}

fn tab_stop(element: &Element, is_stop: bool) {
    // An element takes any attribute.
    let _ = element.set_attribute("tabindex", if is_stop { "0" } else { "-1" });
}
