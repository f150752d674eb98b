//! Reports of the example offices.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod bab1_bab2;
mod bab3_bab4;
