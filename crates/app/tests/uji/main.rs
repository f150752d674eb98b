//! The use cases over a store with the example offices.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod akun;
mod alur;
mod bantu;
mod bukti;
mod cadangan;
mod impor_laporan;
mod kunci;
mod masuk_keluar;
mod periksa_sendiri;
mod sah;
mod sunting;
mod ubah;
