//! Time and chance in the browser: now, waiting, random bits. Everything else takes them as arguments.
use futures_channel::oneshot;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
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

/// A hand that has done nothing for so long rests: what nobody looks at meanwhile waits for it.
pub const RESTS: Duration = Duration::from_millis(120);

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

/// Calls when a hand rests that was at work: touched ever again, it keeps to one timer instead of one for each touch.
pub struct Rest {
    inner: Rc<Resting>,
}

struct Resting {
    time: Duration,
    call: Box<dyn Fn()>,
    /// When it calls if nothing comes between; none if nothing is due.
    due: Cell<Option<i64>>,
    alarm: RefCell<Option<Alarm>>,
}

impl Rest {
    /// Will call when nothing has touched it for this time.
    pub fn new(time: Duration, call: impl Fn() + 'static) -> Rest {
        Rest {
            inner: Rc::new(Resting {
                time,
                call: Box::new(call),
                due: Cell::new(None),
                alarm: RefCell::new(None),
            }),
        }
    }

    /// The hand did something.
    pub fn touch(&self) {
        let time = self.inner.time;
        let wait = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.inner.due.set(Some(now() + wait));
        if self.inner.alarm.borrow().is_none() {
            Resting::sleep(&self.inner, time);
        }
    }

    /// Nothing is due any more.
    pub fn stop(&self) {
        self.inner.due.set(None);
    }
}

impl Resting {
    fn sleep(this: &Rc<Resting>, time: Duration) {
        let asleep = Rc::downgrade(this);
        let alarm = Alarm::after(time, move || {
            if let Some(this) = asleep.upgrade() {
                Resting::wake(&this);
            }
        });
        *this.alarm.borrow_mut() = Some(alarm);
    }

    fn wake(this: &Rc<Resting>) {
        let left = |due: i64| Duration::from_millis(u64::try_from(due - now()).unwrap_or(0));
        match this.due.get().map(left) {
            // More than the whole time is left only if the clock was set back.
            Some(left) if !left.is_zero() && left <= this.time => Resting::sleep(this, left),
            Some(_) => {
                *this.alarm.borrow_mut() = None;
                this.due.set(None);
                (this.call)();
            }
            None => *this.alarm.borrow_mut() = None,
        }
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
