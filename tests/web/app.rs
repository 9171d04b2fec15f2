//! The page as a whole.
use crate::stage::Mounted;
use adisyon::app::App;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn outside_a_frame_the_page_explains_itself_and_asks_nothing() {
    let backend = crate::stage::Backend::script(vec![crate::stage::Reply::Broken]);
    let mounted = Mounted::new(|| view! { <App /> });
    let outside = mounted.get("[data-testid=outside]").await;
    assert!(outside.text_content().unwrap().contains("adisyon"));
    assert!(mounted.find("[role=alert]").is_none(), "it is no failure");
    assert!(backend.seen.borrow().is_empty());
}
