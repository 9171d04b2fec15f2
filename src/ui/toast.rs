//! What needs no answer: shown for a moment at the foot of the page.
use super::icon::Icon;
use crate::clock::Alarm;
use leptos::prelude::*;
use std::time::Duration;

/// How long it stays.
const STAYS: Duration = Duration::from_secs(6);

/// The one short message of the page; a new one takes the place of the old.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    alarm: StoredValue<Option<Alarm>, LocalStorage>,
}

#[derive(Clone)]
struct Toast {
    icon: &'static str,
    text: String,
    action: Option<(String, Callback<()>)>,
}

/// Gives the message's place to everything below.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        shown: RwSignal::new(None),
        alarm: StoredValue::new_local(None),
    };
    provide_context(toasts);
    toasts
}

/// The message's place.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Shows a message.
    pub fn say(self, icon: &'static str, text: impl Into<String>) {
        self.show(Toast {
            icon,
            text: text.into(),
            action: None,
        });
    }

    /// Shows a message with one thing to do, which may be ignored.
    pub fn offer(
        self,
        icon: &'static str,
        text: impl Into<String>,
        label: impl Into<String>,
        act: Callback<()>,
    ) {
        self.show(Toast {
            icon,
            text: text.into(),
            action: Some((label.into(), act)),
        });
    }

    /// Takes the message away.
    pub fn clear(self) {
        self.alarm.set_value(None);
        self.shown.set(None);
    }

    fn show(self, toast: Toast) {
        self.shown.set(Some(toast));
        let leave = Alarm::after(STAYS, move || self.shown.set(None));
        self.alarm.set_value(Some(leave));
    }
}

/// The place itself: at the end of the page, and in each open dialog.
#[component]
pub fn ToastLine(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="toast-line" role="status">
            {move || {
                toasts.shown.get().map(|toast| {
                    view! {
                        <p class="toast" data-testid="toast">
                            <Icon name=toast.icon />
                            <span>{toast.text}</span>
                            {toast.action.map(|(label, act)| {
                                view! {
                                    <button
                                        class="btn btn-plain btn-tight"
                                        type="button"
                                        on:click=move |_| {
                                            toasts.clear();
                                            act.run(());
                                        }
                                    >
                                        {label}
                                    </button>
                                }
                            })}
                        </p>
                    }
                })
            }}
        </div>
    }
}
