#![allow(clippy::unwrap_used)]
//! The screen, told in sentences. Bills are written in the notation of the model.
mod apart;
mod editing;
mod keeping;
mod merging;
mod opening;
mod saving;
mod stage;
mod telling;
mod tight;
mod undoing;
