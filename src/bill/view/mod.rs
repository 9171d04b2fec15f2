//! The screen. Parts watch their own signal and tell the desk what happened; none of them decides anything.
mod actions;
mod add;
mod bar;
mod customer;
mod head;
mod keys;
mod leaving;
mod line;
mod line_detail;
mod line_dialog;
mod line_problems;
mod lines;
mod merge;
mod money_entry;
mod notices;
mod opening;
mod pay_dialog;
mod payment_row;
mod payments;
mod picker;
mod question;
mod screen;
mod speech;
mod summary;
mod totals;
mod voided;

pub use screen::{BillDesk, BillScreen};
