//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

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
    /// Cetak Perjanjian Kinerja yang berlaku
    Perjanjian(Perjanjian),
    /// Masukkan naskah yang disunting di Word kembali ke register; tanpa --terapkan hanya ditunjukkan
    ImporNaskah(ImporNaskah),
    /// Salin naskah dari satu periode ke periode lain
    SalinNaskah(SalinNaskah),
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

/// Dokumen tersimpan.
#[derive(Debug, Args)]
pub struct CetakDokumen {
    /// Format hasilnya
    #[arg(long, value_enum)]
    pub format: Format,
}

/// Bagaimana aplikasi web dijalankan.
#[derive(Debug, Args)]
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

/// Cetak Perjanjian Kinerja.
#[derive(Debug, Args)]
pub struct Perjanjian {
    /// Sumber data.
    #[command(flatten)]
    pub sumber: Sumber,
    /// Tahun anggaran
    #[arg(long, value_name = "TAHUN")]
    pub tahun: String,
    /// Cara mencetak.
    #[command(flatten)]
    pub cetakan: Cetakan,
}

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

impl std::fmt::Display for Format {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.to_possible_value();
        formatter.write_str(name.as_ref().map_or("", |name| name.get_name()))
    }
}
