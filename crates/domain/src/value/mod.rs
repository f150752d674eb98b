//! Exact values of the field and how they are read and written.

mod kode;
mod kode_nomenklatur;
mod kode_wilayah;
mod nip;
mod periode;
mod rasio;
mod rupiah;
mod tanggal;
mod target;
mod teks;
mod terbilang;

pub use kode::Kode;
pub use kode_nomenklatur::{KodeNomenklatur, Tingkat};
pub use kode_wilayah::KodeWilayah;
pub use nip::Nip;
pub use periode::{Periode, Triwulan};
pub use rasio::{Rasio, show_decimal};
pub use rupiah::Rupiah;
pub use tanggal::{Tanggal, month_name};
pub use target::Target;
pub use teks::{Naskah, Teks};
pub use terbilang::{read_terbilang, terbilang};
