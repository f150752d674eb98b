//! People who sign in, what they may do where, and how they prove who they are.

mod kelola;
mod masuk;
mod peran;
mod sandi;
mod token;
mod totp;

pub use kelola::{
    BuatAkun, UbahAkun, ambil, ambil_menurut_nama, buat, buat_oleh, daftar, matikan_totp, matikan_totp_oleh,
    setel_ulang, setel_ulang_oleh, ubah, ubah_oleh,
};
pub(crate) use kelola::{example, is_about_akun};
pub use masuk::{Masuk, Sesi, akhiri_sesi, daftar_sesi, ganti_sandi, keluar, keluar_semua, masuk, sesi};
pub use peran::{Akun, Penugasan, Peran, may_assign, may_manage};
pub(crate) use sandi::random_token;
pub use store::StoredSesi as RingkasanSesi;
pub use token::{Lingkup, TokenApi, buat_token, cabut_token, daftar_token, token_api};
pub use totp::{MulaiTotp, aktifkan_totp, mulai_totp, sisa_kode_pemulihan};
