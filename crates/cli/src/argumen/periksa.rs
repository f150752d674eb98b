//! Checking reports.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::cetakan::Sumber;

/// Format hasil pemeriksaan.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatPeriksa {
    /// Untuk dibaca
    Teks,
    /// Untuk program lain, dan sebagai acuan
    Json,
    /// Untuk program yang menampilkan hasil pemeriksa (SARIF 2.1.0)
    Sarif,
    /// Satu halaman untuk peramban
    Html,
    /// Daftar kerja untuk Excel
    Xlsx,
    /// Salinan berkas Word dengan komentar di tempat tiap temuan
    Docx,
    /// Salinan berkas Word atau Excel dengan komentar di tempat tiap temuan
    Salinan,
}

/// Periksa.
#[derive(Debug, Args)]
pub struct Periksa {
    /// Berkas yang diperiksa bersama: DOCX, PDF, XLSX, ODS, MD, TXT, atau ZIP berisi berkas-berkas itu
    #[arg(value_name = "BERKAS", required_unless_present = "jelaskan")]
    pub berkas: Vec<PathBuf>,
    /// Format hasil: teks, json, sarif, html, xlsx (daftar kerja), docx (salinan berkas Word dengan komentar), atau
    /// salinan (berkas Word atau Excel dengan komentar); bila tidak disebut: teks
    #[arg(long, value_enum, default_value = "teks")]
    pub format: FormatPeriksa,
    /// Berkas hasil, atau folder untuk salinan beberapa berkas; bila tidak disebut: ditulis ke layar, atau
    /// daftar-temuan.xlsx dan NAMA-diperiksa di dalam --dir
    #[arg(long, value_name = "BERKAS")]
    pub keluaran: Option<PathBuf>,
    /// Hasil pemeriksaan lama (JSON); temuan yang sudah ada di dalamnya tidak dihitung lagi
    #[arg(long, value_name = "BERKAS")]
    pub acuan: Option<PathBuf>,
    /// Daftar temuan yang dibiarkan, dengan alasan (TOML)
    #[arg(long, value_name = "BERKAS")]
    pub pengecualian: Option<PathBuf>,
    /// Daftar kerja lama (XLSX) yang isiannya diteruskan ke daftar baru
    #[arg(long, value_name = "BERKAS")]
    pub daftar_lama: Option<PathBuf>,
    /// Hanya aturan ini, kode atau keluarganya (SIS201 atau SIS), dipisahkan koma
    #[arg(long, value_name = "KODE", value_delimiter = ',')]
    pub hanya: Vec<String>,
    /// Tanpa aturan ini
    #[arg(long, value_name = "KODE", value_delimiter = ',')]
    pub abaikan: Vec<String>,
    /// Bandingkan berkas pertama dengan laporan yang dicetak register untuk periode ini, misalnya 2024/3 atau 2024
    #[arg(long, value_name = "PERIODE")]
    pub terhadap: Option<String>,
    /// Instansi mana, untuk --terhadap.
    #[command(flatten)]
    pub sumber: Sumber,
    /// Tunjukkan penjelasan sebuah aturan
    #[arg(long, value_name = "KODE")]
    pub jelaskan: Option<String>,
}
