//! Dumb parts: text and signals in, callbacks out. They know no bill.
mod dialog;
mod door;
mod failure;
mod field;
mod icon;
mod late;
mod live;
mod mark;
mod missing;
mod notice;
mod seg;
mod stepper;
mod toast;

pub use dialog::Dialog;
pub use door::{Door, provide_door, use_door};
pub use failure::{FailureEmpty, FailureNotice};
pub use field::{MoneyField, TextArea, TextField};
pub use icon::Icon;
pub use late::Late;
pub use live::{Live, LiveRegion, provide_live, use_live};
pub use mark::Mark;
pub use missing::Missing;
pub use notice::{Empty, Notice, Tone};
pub use seg::Seg;
pub use stepper::Stepper;
pub use toast::{ToastLine, Toasts, provide_toasts, use_toasts};
