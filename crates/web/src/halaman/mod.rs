//! Pages, one file for each entry of the menu.

pub(crate) mod akun_sendiri;
pub(crate) mod anggaran;
pub(crate) mod angka;
pub(crate) mod beranda;
pub(crate) mod bukti;
pub(crate) mod cari;
pub(crate) mod data;
pub(crate) mod dokumen_desa;
pub(crate) mod draf;
pub(crate) mod evaluasi;
pub(crate) mod fasilitasi;
pub(crate) mod ikhtisar;
pub(crate) mod kabupaten;
pub(crate) mod laporan;
pub(crate) mod masuk;
pub(crate) mod pengaturan;
pub(crate) mod pengingat;
pub(crate) mod pengukuran;
pub(crate) mod perencanaan;
pub(crate) mod periksa;
pub(crate) mod perjanjian;
pub(crate) mod publik;
pub(crate) mod totp;
pub(crate) mod umum;
