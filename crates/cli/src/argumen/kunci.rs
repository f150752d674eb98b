//! Locks, differences, history.

use clap::{Args, Subcommand};

use super::cetakan::{Kertas, Periode};

/// Kunci laporan.
#[derive(Debug, Args)]
pub struct Kunci {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Periode.
    #[command(flatten)]
    pub periode: Periode,
    /// Alasan ralat; wajib bila laporan periode ini sudah pernah dikunci
    #[arg(long, value_name = "ALASAN", default_value = "")]
    pub alasan: String,
    /// Ukuran kertas: a4 (210 x 297 mm) atau f4 (215 x 330 mm); bila tidak disebut: a4
    #[arg(long, value_enum, ignore_case = true, default_value = "a4")]
    pub kertas: Kertas,
}

/// Membuka kunci.
#[derive(Debug, Args)]
pub struct BukaKunci {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Periode.
    #[command(flatten)]
    pub periode: Periode,
    /// Alasan membuka kunci; dicatat di riwayat
    #[arg(long, value_name = "ALASAN")]
    pub alasan: String,
}

/// Beda dari laporan terkunci.
#[derive(Debug, Args)]
pub struct Beda {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Periode.
    #[command(flatten)]
    pub periode: Periode,
}

/// Riwayat.
#[derive(Debug, Args)]
pub struct Riwayat {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE", global = true)]
    pub instansi: Option<String>,
    /// Banyaknya perbuatan terbaru yang ditunjukkan; bila tidak disebut: 20
    #[arg(long, value_name = "BANYAK", default_value_t = 20)]
    pub banyak: u32,
    /// Tunjukkan rincian satu perbuatan menurut nomornya
    #[arg(long, value_name = "NOMOR")]
    pub nomor: Option<i64>,
    /// Yang dikerjakan atas riwayat.
    #[command(subcommand)]
    pub perintah: Option<PerintahRiwayat>,
}

/// Yang dikerjakan atas riwayat.
#[derive(Debug, Subcommand)]
pub enum PerintahRiwayat {
    /// Hitung ulang rantai sidik dan tunjukkan apakah utuh
    Verifikasi,
    /// Hapus isi satu rincian untuk selamanya, misalnya data pribadi; jejaknya tetap ada
    HapusRincian {
        /// Nomor perbuatan
        #[arg(long, value_name = "NOMOR")]
        nomor: i64,
        /// Nomor rincian di dalam perbuatan itu
        #[arg(long, value_name = "NOMOR")]
        urut: i64,
        /// Alasan penghapusan, dicatat dalam riwayat
        #[arg(long, value_name = "ALASAN")]
        alasan: String,
    },
}
