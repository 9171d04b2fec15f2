//! The page in a real browser: everything that needs a window. One file, so that one browser serves all.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[path = "web/stage.rs"]
mod stage;

#[path = "web/api.rs"]
mod api;
#[path = "web/app.rs"]
mod app;
#[path = "web/bill.rs"]
mod bill;
#[path = "web/board.rs"]
mod board;
#[path = "web/chunk.rs"]
mod chunk;
#[path = "web/clock.rs"]
mod clock;
#[path = "web/gate.rs"]
mod gate;
#[path = "web/history.rs"]
mod history;
#[path = "web/manage.rs"]
mod manage;
#[path = "web/order.rs"]
mod order;
#[path = "web/packet.rs"]
mod packet;
#[path = "web/parts.rs"]
mod parts;
#[path = "web/port.rs"]
mod port;
