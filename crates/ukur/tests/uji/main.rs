//! What the checker finds in what was planted, and in what is right.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod balik;
mod cacat;
mod lain;
mod mutasi;
mod sebab;
