//! The whole road, in Chromium: one module per theme.

mod counter;
mod gate;
mod host;
mod kinds;
mod lines;
mod long;
mod looks;
mod opening;
mod order;
mod others;
mod packets;
mod payments;
mod reach;
mod refusals;
mod seats;
mod smoke;
mod till;
