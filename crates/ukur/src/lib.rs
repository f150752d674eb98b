//! How much the checker finds and how much of it is right: measured, not claimed.
//!
//! [`cacat`] makes the flawed example that ships with the program, [`harapan`] scores a document whose findings are
//! known, [`mutasi`] plants faults into the example offices' own reports.

pub mod acak;
pub mod cacat;
pub mod harapan;
pub mod laporan;
pub mod mutasi;

use std::path::PathBuf;

/// The folder of the example offices and of the flawed example.
pub fn contoh() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../contoh"))
}
