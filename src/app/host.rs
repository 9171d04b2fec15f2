//! The panel as the app uses it: context, tokens, height.
use crate::api::TokenSource;
use crate::bridge::context::HostContext;
use crate::bridge::height;
use crate::bridge::message::{Action, Data};
use crate::bridge::origin::Panels;
use crate::bridge::port::Port;
use crate::first;
use leptos::prelude::*;
use std::rc::Rc;

/// Origins of other brands' panels, written into the page by whoever serves it. C:B.3.
const OTHERS: &str = "meta[name=\"adisyon-panels\"]";

/// The panel around this page.
#[derive(Clone)]
pub struct Host {
    port: Port,
    height: u32,
}

impl Host {
    /// The panel that frames this page; none if nothing does.
    pub fn around(named: Option<&str>) -> Option<Host> {
        let own = window();
        let parent = own.parent().ok().flatten()?;
        if parent.loose_eq(&own) {
            return None;
        }
        let pixels = |value: Option<wasm_bindgen::JsValue>| value.and_then(|v| v.as_f64());
        let first = pixels(own.inner_height().ok()).unwrap_or(0.0);
        let screen = own.screen().and_then(|screen| screen.avail_height());
        let height = height::visible(first, screen.map_or(0.0, f64::from));
        let panels = Panels::new(&others());
        Some(Host {
            port: Port::open(own, parent, panels, named),
            height,
        })
    }

    /// Who is looking at what; none if the panel is silent or refuses.
    pub async fn context(&self) -> Option<HostContext> {
        let data = match first::context().await {
            Some(told) => Data::read(&told?)?,
            None => self.port.ask(Action::GetContext).await.ok()?,
        };
        Some(HostContext::read(&data))
    }

    /// Tells the panel how high the page wants to be.
    pub async fn report_height(&self) {
        // A panel that cannot change the height leaves it as it is.
        let _ = self.port.ask(Action::Resize(self.height)).await;
    }

    /// In a gate: the person is done, or gave up. False if the panel did not take it. C:B.2.
    pub async fn end_gate(&self, done: bool) -> bool {
        let action = if done { Action::Resolve } else { Action::Close };
        self.port.ask(action).await.is_ok()
    }

    /// A fresh session token for each call.
    pub fn tokens(&self) -> TokenSource {
        let port = self.port.clone();
        Rc::new(move || {
            let port = port.clone();
            Box::pin(async move {
                let data = port.ask(Action::GetSessionToken).await.ok()?;
                data.text("token")
            })
        })
    }
}

fn others() -> String {
    document()
        .query_selector(OTHERS)
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}
