//! Writers of what was found.

mod daftar;
mod html;
mod json;
mod sarif;
mod teks;
pub(crate) mod tempat;
#[cfg(test)]
mod tests;

pub use daftar::{DaftarLama, Tanggapan, daftar, read as read_daftar};
pub use html::{Halaman, fragments, html, style};
pub use json::json;
pub use sarif::sarif;
pub use teks::teks;
pub use tempat::place;
