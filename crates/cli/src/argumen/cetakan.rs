//! What is printed, and how.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Dokumen tersimpan.
#[derive(Debug, Args)]
pub struct CetakDokumen {
    /// Format hasilnya
    #[arg(long, value_enum)]
    pub format: Format,
}

/// Kertas.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kertas {
    /// 210 x 297 mm
    A4,
    /// 215 x 330 mm (folio)
    F4,
}

/// Format.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// Dokumen Word yang dapat disunting
    Docx,
    /// Dokumen untuk ditandatangani dan disimpan
    Pdf,
    /// Tabel-tabelnya sebagai buku kerja Excel
    Xlsx,
    /// Satu halaman untuk peramban
    Html,
    /// Teks
    Teks,
}

/// Instansi mana, dari mana datanya diambil.
#[derive(Debug, Args)]
pub struct Sumber {
    /// Ambil data dari folder kantor, tanpa basis data
    #[arg(long, value_name = "FOLDER")]
    pub dari: Option<PathBuf>,
    /// Kode wilayah instansi; tidak perlu bila hanya ada satu
    #[arg(long, value_name = "KODE", conflicts_with = "dari")]
    pub instansi: Option<String>,
}

/// Bagaimana dicetak.
#[derive(Debug, Args)]
pub struct Cetakan {
    /// Format hasil, dipisahkan koma: docx, pdf, xlsx, html, teks; bila tidak disebut: docx,pdf,xlsx
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Format::Docx, Format::Pdf, Format::Xlsx])]
    pub format: Vec<Format>,
    /// Ukuran kertas: a4 (210 x 297 mm) atau f4 (215 x 330 mm); bila tidak disebut: a4
    #[arg(long, value_enum, ignore_case = true, default_value = "a4")]
    pub kertas: Kertas,
    /// Cetakan bersih; ditolak selama ada yang wajib tetapi belum lengkap
    #[arg(long = "final")]
    pub is_final: bool,
    /// Hitung per tanggal ini, bukan per tanggal laporan
    #[arg(long, value_name = "TANGGAL")]
    pub per_tanggal: Option<String>,
    /// Folder hasil; bila tidak disebut: folder cetak di dalam --dir
    #[arg(long, value_name = "FOLDER")]
    pub keluaran: Option<PathBuf>,
}

/// Periode laporan.
#[derive(Debug, Args)]
pub struct Periode {
    /// Tahun anggaran
    #[arg(long, value_name = "TAHUN")]
    pub tahun: String,
    /// Triwulan 1 sampai 4
    #[arg(long, value_name = "TRIWULAN", required_unless_present = "tahunan", conflicts_with = "tahunan")]
    pub triwulan: Option<String>,
    /// Laporan setahun
    #[arg(long)]
    pub tahunan: bool,
}

/// Cetak Laporan Kinerja.
#[derive(Debug, Args)]
pub struct Laporan {
    /// Sumber data.
    #[command(flatten)]
    pub sumber: Sumber,
    /// Periode.
    #[command(flatten)]
    pub periode: Periode,
    /// Cara mencetak.
    #[command(flatten)]
    pub cetakan: Cetakan,
    /// Cetak dari register walaupun laporan periode ini sudah dikunci
    #[arg(long)]
    pub abaikan_kunci: bool,
}

/// Formulir.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Formulir {
    /// Perjanjian Kinerja dengan lampirannya
    Perjanjian,
    /// Daftar Indikator Kinerja Utama
    Iku,
    /// Rencana aksi: target dan anggaran kas per triwulan
    RencanaAksi,
}

/// Cetak Perjanjian Kinerja.
#[derive(Debug, Args)]
pub struct Perjanjian {
    /// Sumber data.
    #[command(flatten)]
    pub sumber: Sumber,
    /// Tahun anggaran
    #[arg(long, value_name = "TAHUN")]
    pub tahun: String,
    /// Yang dicetak: perjanjian, iku (daftar indikator), atau rencana-aksi; bila tidak disebut: perjanjian
    #[arg(long, value_enum, default_value = "perjanjian")]
    pub formulir: Formulir,
    /// Perjanjian atau rencana aksi di bawah kepala kantor: kode unit, misalnya TAPEM; bila tidak disebut: kepala kantor
    #[arg(long, value_name = "UNIT")]
    pub jabatan: Option<String>,
    /// Cara mencetak.
    #[command(flatten)]
    pub cetakan: Cetakan,
}

impl std::fmt::Display for Format {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.to_possible_value();
        formatter.write_str(name.as_ref().map_or("", |name| name.get_name()))
    }
}
