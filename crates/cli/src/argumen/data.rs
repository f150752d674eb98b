//! Data on their way in and out: examples, imports, exports, copies.

use std::path::PathBuf;

use clap::Args;

/// Instansi contoh.
#[derive(Debug, Args)]
pub struct Contoh {
    /// Selesai setelah mencetak, tanpa menjalankan aplikasi web
    #[arg(long)]
    pub tanpa_server: bool,
}

/// Buku kerja pertama.
#[derive(Debug, Args)]
pub struct Mulai {
    /// Kode wilayah kecamatan, misalnya 35.08.02
    #[arg(long, value_name = "KODE")]
    pub kecamatan: String,
    /// Tahun anggaran
    #[arg(long, value_name = "TAHUN")]
    pub tahun: String,
    /// Berkas hasil; bila tidak disebut: register-KODE-TAHUN.xlsx di dalam --dir
    #[arg(long, value_name = "BERKAS")]
    pub keluaran: Option<PathBuf>,
}

/// Impor.
#[derive(Debug, Args)]
pub struct Impor {
    /// Buku kerja (XLSX, ODS) atau folder kantor
    #[arg(value_name = "BERKAS_ATAU_FOLDER")]
    pub dari: PathBuf,
}

/// Impor laporan lama.
#[derive(Debug, Args)]
#[command(
    after_help = "Tanpa --terapkan tidak ada yang ditulis: yang ditunjukkan adalah apa yang dikenali, apa yang bertentangan, \
                        apa yang berbeda dari register, dan apa yang masih kurang. Selengkapnya: docs/impor-laporan.md"
)]
pub struct ImporLaporan {
    /// Laporan lama: DOCX, PDF, MD, atau TXT
    #[arg(value_name = "BERKAS")]
    pub berkas: PathBuf,
    /// Kode wilayah instansi; bila tidak disebut: dari nama kecamatan dan kabupaten pada sampul
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Periode laporan, misalnya 2024/3 atau 2024; bila tidak disebut: dari sampul
    #[arg(long, value_name = "PERIODE")]
    pub periode: Option<String>,
    /// Tulis ke register sebagai satu perbuatan
    #[arg(long)]
    pub terapkan: bool,
    /// Isi register yang berbeda diganti dengan isi dokumen
    #[arg(long, conflicts_with = "pertahankan")]
    pub timpa: bool,
    /// Isi register yang berbeda dibiarkan; hanya yang baru yang dimasukkan
    #[arg(long)]
    pub pertahankan: bool,
}

/// Ekspor.
#[derive(Debug, Args)]
pub struct Ekspor {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Tahun yang ditulis sebagai buku kerja; tanpa tahun seluruh kantor ditulis sebagai folder
    #[arg(long, value_name = "TAHUN")]
    pub tahun: Option<String>,
    /// Berkas XLSX (dengan --tahun) atau folder hasil
    #[arg(value_name = "TUJUAN")]
    pub ke: PathBuf,
}

/// Impor naskah.
#[derive(Debug, Args)]
pub struct ImporNaskah {
    /// Laporan hasil cetakan Kinerja yang sudah disunting (DOCX)
    #[arg(value_name = "BERKAS")]
    pub berkas: PathBuf,
    /// Periode laporan itu, misalnya 2024/3 atau 2024
    #[arg(long, value_name = "PERIODE")]
    pub periode: String,
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Tulis ke register sebagai satu perbuatan
    #[arg(long)]
    pub terapkan: bool,
}

/// Salin naskah.
#[derive(Debug, Args)]
pub struct SalinNaskah {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Periode asal, misalnya 2024/2
    #[arg(long, value_name = "PERIODE")]
    pub dari: String,
    /// Periode tujuan, misalnya 2024/3
    #[arg(long, value_name = "PERIODE")]
    pub ke: String,
}

/// Salin tahun.
#[derive(Debug, Args)]
#[command(
    after_help = "Profil, kepegawaian, perencanaan, dan tabel kantor lainnya berlaku untuk semua tahun. Yang disalin: butir fasilitasi \
                        seperti direncanakan, nama anggaran, dan kerangka laporan. Yang terjadi, disepakati, diukur, atau ditulis tetap di tahunnya."
)]
pub struct SalinTahun {
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE")]
    pub instansi: Option<String>,
    /// Tahun yang ada
    #[arg(long, value_name = "TAHUN")]
    pub dari: String,
    /// Tahun yang dimulai
    #[arg(long, value_name = "TAHUN")]
    pub ke: String,
}

/// Cadangkan.
#[derive(Debug, Args)]
pub struct Cadangkan {
    /// Berkas cadangan yang akan dibuat
    #[arg(value_name = "BERKAS")]
    pub ke: PathBuf,
}

/// Pulihkan.
#[derive(Debug, Args)]
pub struct Pulihkan {
    /// Berkas cadangan
    #[arg(value_name = "BERKAS")]
    pub dari: PathBuf,
}
