//! What can be asked for on the command line.

mod aplikasi;
mod cetakan;
mod data;
mod kunci;
mod periksa;

use std::path::PathBuf;

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use aplikasi::*;
pub use cetakan::*;
pub use data::*;
pub use kunci::*;
pub use periksa::*;

/// Kinerja: register dan laporan kinerja kecamatan
#[derive(Debug, Parser)]
#[command(name = "kinerja", version, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Argumen {
    /// Folder tempat basis data, berkas, dan hasil cetakan; bila tidak disebut: folder ini (contoh: folder kinerja-contoh)
    #[arg(long, global = true, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
    /// Nama yang dicatat dalam riwayat; bila tidak disebut: nama akun komputer
    #[arg(long, global = true, value_name = "NAMA")]
    pub oleh: Option<String>,
    /// Tunjukkan bantuan
    #[arg(short = 'h', long = "help", visible_alias = "bantuan", global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Tunjukkan versi
    #[arg(short = 'V', long = "version", visible_alias = "versi", action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// Yang dikerjakan.
    #[command(subcommand)]
    pub perintah: Option<Perintah>,
}

impl Argumen {
    /// Reads the command line.
    pub fn read() -> Result<Self, clap::Error> {
        Self::from_arg_matches(&in_indonesian(Self::command()).try_get_matches()?)
    }

    /// The folder of the data. The examples have one of their own, so that trying them leaves a working folder alone.
    pub fn dir(&self) -> PathBuf {
        let usual = if matches!(self.perintah, Some(Perintah::Contoh(_))) { "kinerja-contoh" } else { "." };
        self.dir.clone().unwrap_or_else(|| PathBuf::from(usual))
    }
}

/// A command and those below it with headings in Bahasa Indonesia; values and defaults stand in the help texts.
fn in_indonesian(command: Command) -> Command {
    command
        .help_template("{about-with-newline}\nPemakaian: {usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("Perintah")
        .subcommand_value_name("PERINTAH")
        .mut_args(|argument| {
            let takes_values = argument.get_action().takes_values();
            argument.help_heading("Pilihan").hide_default_value(takes_values).hide_possible_values(takes_values)
        })
        .mut_subcommands(in_indonesian)
}

/// Perintah.
#[derive(Debug, Subcommand)]
pub enum Perintah {
    /// Buat basis data dengan dua instansi contoh, lalu cetak laporannya
    Contoh(Contoh),
    /// Buat buku kerja setengah terisi dari kode kecamatan
    Mulai(Mulai),
    /// Masukkan register dari buku kerja atau folder kantor
    #[command(alias = "import")]
    Impor(Impor),
    /// Masukkan laporan lama ke register; tanpa --terapkan hanya ditunjukkan
    ImporLaporan(ImporLaporan),
    /// Keluarkan register sebagai buku kerja atau folder kantor
    #[command(alias = "export")]
    Ekspor(Ekspor),
    /// Cetak Laporan Kinerja suatu periode
    Laporan(Laporan),
    /// Cetak Perjanjian Kinerja yang berlaku, sampai ke kasi dan kasubag, daftar IKU, dan rencana aksi
    Perjanjian(Perjanjian),
    /// Masukkan naskah yang disunting di Word kembali ke register; tanpa --terapkan hanya ditunjukkan
    ImporNaskah(ImporNaskah),
    /// Salin naskah dari satu periode ke periode lain
    SalinNaskah(SalinNaskah),
    /// Mulai tahun berikutnya dari tahun yang ada
    SalinTahun(SalinTahun),
    /// Kunci laporan suatu periode seperti tercetak
    Kunci(Kunci),
    /// Buka kunci suatu periode, dengan alasan
    BukaKunci(BukaKunci),
    /// Tunjukkan beda register hari ini dari laporan yang dikunci
    Beda(Beda),
    /// Tunjukkan riwayat perubahan, atau periksa keutuhannya
    Riwayat(Riwayat),
    /// Cadangkan basis data dan berkas ke satu berkas
    #[command(alias = "backup")]
    Cadangkan(Cadangkan),
    /// Periksa laporan yang ditulis orang lain
    #[command(alias = "audit")]
    Periksa(Periksa),
    /// Jalankan aplikasi web di komputer ini
    #[command(alias = "serve")]
    Jalankan(Jalankan),
    /// Pulihkan basis data dan berkas dari cadangan
    #[command(alias = "restore")]
    Pulihkan(Pulihkan),
    /// Kelola akun orang yang masuk ke aplikasi web
    #[command(subcommand)]
    Akun(PerintahAkun),
    /// Cetak dokumen tersimpan dari masukan baku ke keluaran baku; dipakai aplikasi web
    #[command(hide = true)]
    CetakDokumen(CetakDokumen),
}
