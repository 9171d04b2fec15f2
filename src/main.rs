//! Mounts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    // The frame that stood here before the program started; a bill in it stays until the desk stands there.
    if !adisyon::first::shows_bill() {
        adisyon::first::leave();
    }
    leptos::mount::mount_to_body(adisyon::app::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("adisyon is a page: build it with `trunk build` or `cargo xtask build`");
    std::process::exit(2);
}
