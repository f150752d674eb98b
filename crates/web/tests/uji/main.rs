//! The web application without a network.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod api;
mod bukti_draf;
mod daftar;
mod dasar;
mod gambar;
mod harian;
mod impor;
mod izin;
mod kabupaten;
mod laporan;
mod mulai;
mod panduan;
mod periksa;
mod publik;
mod rencana;
