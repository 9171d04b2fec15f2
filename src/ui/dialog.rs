//! A dialog that is open as long as it is mounted; a sheet on a phone.
use super::icon::Icon;
use super::toast::ToastLine;
use crate::i18n::{Key, use_i18n};
use leptos::children::ViewFnOnce;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// A modal dialog. Mount it to open, unmount it in `on_close`; focus goes back where it came from.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Escape, the close button, or a touch beside it.
    on_close: Callback<()>,
    /// The buttons at its foot.
    #[prop(optional, into)]
    foot: Option<ViewFnOnce>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Dialog>::new();
    return_focus();
    Effect::new(move || {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // Refused only for a dialog that is open or not in the page.
            let _ = dialog.show_modal();
        }
    });
    let beside = move |event: ev::MouseEvent| {
        let here = event
            .target()
            .map(|target| target.loose_eq(&node.get_untracked().into()));
        if here == Some(true) {
            on_close.run(());
        }
    };
    let id = heading_id();
    let labelled = id.clone();
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby=labelled
            on:click=beside
            on:keydown=move |event| around(&event)
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:close=move |_| on_close.run(())
        >
            <div class="dialog-head">
                <h2 class="dialog-title" id=id>
                    {title}
                </h2>
                <button
                    class="icon-btn"
                    type="button"
                    aria-label=i18n.t(Key::UiClose)
                    on:click=move |_| on_close.run(())
                >
                    <Icon name="x" />
                </button>
            </div>
            <div class="dialog-body">{children()}</div>
            {foot.map(|foot| view! { <div class="dialog-foot">{foot.run()}</div> })}
            // The page's own line lies behind the dialog, unseen and unheard.
            {use_context().map(|toasts| view! { <ToastLine toasts /> })}
        </dialog>
    }
}

/// What Tab may stop at.
const STOPS: &str = "button:not(:disabled):not([tabindex=\"-1\"]), a[href], input:not(:disabled), select, textarea, summary, [tabindex=\"0\"]";

/// Tab goes round inside the dialog: behind its last stop lies the panel's page, which a modal dialog in a frame does not hold.
fn around(event: &ev::KeyboardEvent) {
    let dialog = event
        .current_target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let (Some(dialog), "Tab") = (dialog, event.key().as_str()) else {
        return;
    };
    let Ok(all) = dialog.query_selector_all(STOPS) else {
        return;
    };
    let stop = |at| all.item(at)?.dyn_into::<web_sys::HtmlElement>().ok();
    let mut seen = (0..all.length())
        .filter_map(stop)
        .filter(|one| one.get_bounding_client_rect().height() > 0.0);
    let Some(first) = seen.next() else { return };
    let last = seen.next_back().unwrap_or_else(|| first.clone());
    let (from, to) = match event.shift_key() {
        true => (&first, &last),
        false => (&last, &first),
    };
    let at: Option<web_sys::HtmlElement> = document()
        .active_element()
        .and_then(|element| element.dyn_into().ok());
    if at.as_ref() == Some(from) {
        event.prevent_default();
        // An element in the page takes focus.
        let _ = to.focus();
    }
}

/// Remembers what has focus and gives it back when this scope ends.
fn return_focus() {
    let opener = document()
        .active_element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .map(SendWrapper::new);
    on_cleanup(move || {
        let Some(opener) = opener else { return };
        leptos::task::spawn_local(async move {
            // The dialog leaves the page first.
            leptos::task::tick().await;
            if opener.is_connected() {
                // An element in the page takes focus or leaves it.
                let _ = opener.focus();
            }
        });
    });
}

fn heading_id() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("dialog-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
