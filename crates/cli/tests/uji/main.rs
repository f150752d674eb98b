//! The command `kinerja`.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

mod bantu;
mod mati;
mod periksa;
mod perintah;
