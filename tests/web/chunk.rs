//! Code that is fetched later, and a fetch that fails.
use crate::stage::{Mounted, until};
use adisyon::chunk::{Chunk, NotFetched};
use adisyon::i18n::{Locale, provide_i18n};
use adisyon::ui::Missing;
use leptos::prelude::*;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_test::wasm_bindgen_test;

static ENTRIES: u32 = 7;

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Fails the first time.
fn fetch() -> Pin<Box<dyn Future<Output = Result<&'static u32, NotFetched>>>> {
    let before = ASKED.replace(ASKED.get() + 1);
    Box::pin(async move {
        match before {
            0 => Err(NotFetched),
            _ => Ok(&ENTRIES),
        }
    })
}

#[wasm_bindgen_test]
async fn a_chunk_that_did_not_come_is_said_and_fetched_again_on_a_touch() {
    let mounted = Mounted::new(|| {
        provide_i18n(Locale::default());
        let chunk = Chunk::new(fetch);
        chunk.want();
        view! {
            <Missing chunk />
            <output>{move || chunk.get().copied()}</output>
        }
    });
    mounted.get("[data-testid=fetch-again]").await.click();
    let here = || {
        mounted
            .find("output")
            .is_some_and(|at| at.inner_text() == "7")
    };
    until("the chunk to come", here).await;
    assert!(mounted.find("[data-testid=fetch-again]").is_none());
    assert_eq!(ASKED.get(), 2);
}

#[wasm_bindgen_test]
async fn a_chunk_that_is_wanted_when_its_screen_is_gone_is_not_fetched() {
    fn never() -> Pin<Box<dyn Future<Output = Result<&'static u32, NotFetched>>>> {
        panic!("nobody is there to use it")
    }
    let owner = Owner::new();
    let chunk: Chunk<u32> = owner.with(|| Chunk::new(never));
    // A frame that was asked for comes after the screen has gone.
    owner.cleanup();
    chunk.want();
}
