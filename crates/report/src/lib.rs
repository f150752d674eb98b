//! The chapters: from the register to blocks.
//!
//! A report is composed from an outline (data) and sections (one file each, registered in `bagian`). Every figure
//! in it comes from the register through the composer; what is missing is marked in place and listed.

mod bagian;
mod bingkai;
mod composer;
mod cuplikan;
mod kerangka;
mod klaim;
mod laporan;
mod naskah;
mod perjanjian;
mod rumus;
mod salin;
mod sisipan;
mod susunan;
mod tanda_tangan;
pub mod teks;
mod urutan;

pub use bagian::perjanjian_kinerja::name as nama_perjanjian;
pub use bagian::{daftar_bagian, gambar_pohon, gambar_serapan, gambar_triwulan, rumus_hitungan};
pub use cuplikan::cuplikan;
pub use kerangka::{BarisKerangka, DaftarKerangka, Penomoran, daftar_kerangka, kerangka, sebutan};
pub use laporan::{Attachments, Kekurangan, Options, Report, compose_laporan};
pub use naskah::{KlaimNaskah, Sisipan, daftar_sisipan, jadikan_sisipan, periksa_naskah};
pub use perjanjian::{Formulir, compose_formulir, compose_perjanjian};
pub use rumus::rumus_capaian;
pub use salin::{HasilSalin, Salinan, salin_naskah};
pub use susunan::{BagianTersusun, susun_bagian};
