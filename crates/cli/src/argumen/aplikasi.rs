//! The web application and its accounts.

use clap::{Args, Subcommand};

/// Bagaimana aplikasi web dijalankan.
#[derive(Debug, Default, Args)]
pub struct Jalankan {
    /// Alamat dan nomor, misalnya 127.0.0.1:8787; bila tidak disebut: hanya dapat dibuka dari komputer ini
    #[arg(long, value_name = "ALAMAT")]
    pub alamat: Option<std::net::SocketAddr>,
    /// Buka di peramban komputer ini
    #[arg(long)]
    pub buka: bool,
    /// Aplikasi berada di belakang perantara TLS (https)
    #[arg(long)]
    pub tls: bool,
    /// Muat data dari basis data pada tiap permintaan, untuk memeriksa simpanan
    #[arg(long, hide = true)]
    pub tanpa_simpanan: bool,
}

/// Yang dikerjakan atas akun.
#[derive(Debug, Subcommand)]
pub enum PerintahAkun {
    /// Buat akun dan tunjukkan sandi sementaranya satu kali
    Buat(BuatAkun),
    /// Tunjukkan akun dan perannya
    Daftar {
        /// Hanya akun di wilayah ini, misalnya 35.08.02 atau 35.08
        #[arg(long, value_name = "KODE", default_value = "")]
        wilayah: String,
    },
    /// Buat sandi sementara yang baru; semua sesi akun itu berakhir
    SetelUlang {
        /// Nama pengguna
        #[arg(value_name = "NAMA_PENGGUNA")]
        nama_pengguna: String,
    },
    /// Larang akun masuk; semua sesinya berakhir
    Nonaktifkan {
        /// Nama pengguna
        #[arg(value_name = "NAMA_PENGGUNA")]
        nama_pengguna: String,
    },
}

/// Akun baru.
#[derive(Debug, Args)]
pub struct BuatAkun {
    /// Nama untuk masuk, misalnya admin.sukamaju
    #[arg(value_name = "NAMA_PENGGUNA")]
    pub nama_pengguna: String,
    /// Nama lengkap orangnya
    #[arg(long, value_name = "NAMA")]
    pub nama: String,
    /// Peran: operator, kasi, sekcam, camat, desa, petugas layanan, admin kecamatan, reviewer kabupaten, evaluator,
    /// atau admin kabupaten
    #[arg(long, value_name = "PERAN")]
    pub peran: String,
    /// Kode kecamatan (35.08.02), atau kode kabupaten (35.08) untuk peran kabupaten
    #[arg(long, value_name = "KODE")]
    pub wilayah: String,
    /// Kode unit seorang kasi
    #[arg(long, value_name = "KODE")]
    pub unit: Option<String>,
    /// Kode wilayah desa seorang pengguna desa
    #[arg(long, value_name = "KODE")]
    pub desa: Option<String>,
}
