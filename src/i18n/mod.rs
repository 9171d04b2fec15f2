//! Words, numbers and times in the panel's language. Turkish is the base; the locale files are checked when the page is built.
mod currency;
pub mod failure;
pub mod format;
mod locale;
#[cfg(target_arch = "wasm32")]
mod use_i18n;
mod words;

pub use currency::Currency;
pub use locale::Locale;
#[cfg(target_arch = "wasm32")]
pub use use_i18n::{I18n, provide_i18n, use_i18n};
#[cfg(target_arch = "wasm32")]
pub use words::fetch;
pub use words::{Key, bring, fill, turkish};
