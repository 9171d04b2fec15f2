//! Pictures of the page for people to look at.

use std::path::PathBuf;

use thirtyfour::WebDriver;

use crate::trouble::Outcome;

/// The colour scheme the system prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// The word in CSS and in file names.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Whether somebody asked for pictures: they cost more time than what is tested with them.
pub(crate) fn are_wanted() -> bool {
    std::env::var_os("ADISYON_E2E_PICTURES").is_some()
}

/// Writes what the window shows.
pub(crate) async fn take(web: &WebDriver, file: PathBuf) -> Outcome<PathBuf> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    web.screenshot(&file).await?;
    Ok(file)
}
