//! Mounts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    // The frame that stood here before the program started.
    if let Some(first) = leptos::prelude::document().get_element_by_id("first") {
        first.remove();
    }
    leptos::mount::mount_to_body(adisyon::app::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("adisyon is a page: build it with `trunk build` or `cargo xtask build`");
    std::process::exit(2);
}
