//! The whole road, in Chromium: one module per theme.

mod catalogue;
mod catalogue_refused;
mod counter;
mod gate;
mod host;
mod kinds;
mod leaving;
mod lines;
mod long;
mod looks;
mod merging;
mod opening;
mod order;
mod others;
mod outcomes;
mod packets;
mod payments;
mod picking;
mod reach;
mod refusals;
mod roles;
mod seats;
mod smoke;
mod till;
mod undoing;
mod ways_out;
