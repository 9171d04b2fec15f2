//! Time and chance in the browser: now, waiting, random bits. Everything else takes them as arguments.
use futures_channel::oneshot;
use std::time::Duration;
use wasm_bindgen::prelude::*;

/// Milliseconds since 1970.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// 128 random bits.
pub fn random() -> u128 {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        // Refused only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u128::from_le_bytes(bytes)
}

/// A callback in the future; dropping it calls it off.
pub struct Alarm {
    id: i32,
    // Invariant: lives as long as the browser may call it.
    _call: Closure<dyn FnMut()>,
}

impl Alarm {
    /// Calls once after this time.
    pub fn after(time: Duration, call: impl FnOnce() + 'static) -> Alarm {
        let call = Closure::once(call);
        let id = leptos::prelude::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                call.as_ref().unchecked_ref(),
                i32::try_from(time.as_millis()).unwrap_or(i32::MAX),
            )
            .expect("a window has timers");
        Alarm { id, _call: call }
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        leptos::prelude::window().clear_timeout_with_handle(self.id);
    }
}

/// Waits; dropping the future calls it off.
pub async fn sleep(time: Duration) {
    let (done, over) = oneshot::channel();
    let _alarm = Alarm::after(time, move || {
        // The future was dropped: nobody waits.
        let _ = done.send(());
    });
    let _ = over.await;
}
