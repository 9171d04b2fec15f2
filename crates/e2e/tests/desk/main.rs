//! The whole road, in Chromium: one module per theme.

mod smoke;
