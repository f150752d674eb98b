//! How values stand on pages: as they are printed, and in words where there is none.

use document::{Block, Document, Metadata, PageSetup, Paper};
use domain::calculation::HasilIndikator;
use domain::formula::Sebab;
use domain::reference::waktu_setempat;
use domain::register::table;
use domain::value::{KodeWilayah, Rasio, Rupiah, Tanggal, Target};

/// What stands where nothing was entered.
pub const KOSONG: &str = "belum diisi";

/// The amount alone, for columns whose head says Rp.
pub fn jumlah(amount: Option<Rupiah>) -> String {
    amount.map_or_else(|| KOSONG.to_string(), |amount| amount.to_string())
}

/// `Rp 1.869.322.744`, or [`KOSONG`].
pub fn rupiah(amount: Option<Rupiah>) -> String {
    amount.map_or_else(|| KOSONG.to_string(), report::teks::rupiah)
}

/// A fraction of 1 as `86,11 %`, or a dash where it cannot be computed.
pub fn persen(ratio: Option<&Rasio>) -> String {
    ratio.map_or_else(|| "–".to_string(), report::teks::percent)
}

/// Capaian, or why there is none.
pub fn capaian(capaian: &Result<Rasio, Sebab>) -> String {
    capaian.as_ref().map_or_else(Clone::clone, report::teks::percent)
}

/// A target with its unit.
pub fn target(target: Option<&Target>, satuan: &str) -> String {
    target.map_or_else(|| KOSONG.to_string(), |target| target.show(satuan))
}

/// A result with its unit, or what is known of its absence.
pub fn realisasi(hasil: &HasilIndikator<'_>) -> String {
    report::teks::realisasi(hasil).unwrap_or_else(|absence| absence)
}

/// `30 September 2024`, or an empty text.
pub fn tanggal(date: Option<Tanggal>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The words of a column's name: `tanggal_terlaksana` is shown as `Tanggal terlaksana`, `nip` as `NIP`.
pub fn nama_kolom(name: &str) -> String {
    let words = name.split('_').map(|word| match word {
        "nip" => "NIP",
        "swot" => "SWOT",
        "renstra" => "Renstra",
        other => other,
    });
    report::teks::capitalized(&words.collect::<Vec<_>>().join(" "))
}

/// What the columns of a table mean.
pub fn arti(tabel: &str) -> Vec<(String, &'static str)> {
    let columns = table(tabel).map(|table| table.columns).unwrap_or_default();
    columns.iter().map(|column| (nama_kolom(column.name), column.help.trim())).collect()
}

/// A moment in the time of a region: `7 Oktober 2024 15.00 WIB`; what cannot be read stays as it is. Moments are kept
/// in UTC.
pub fn waktu(iso: &str, kode: Option<&KodeWilayah>) -> String {
    waktu_setempat(iso, kode)
}

/// The same from seconds since 1970.
pub fn saat(seconds: i64, kode: Option<&KodeWilayah>) -> String {
    waktu(&app::Waktu::from_unix(seconds).to_string(), kode)
}

/// Blocks as a document that a page shows a part of: no sheets, no marks.
pub fn lembar(blocks: Vec<Block>) -> Document {
    Document {
        metadata: Metadata {
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            date: (0, 1, 1),
        },
        page: PageSetup::new(Paper::F4),
        watermark: None,
        page_notice: None,
        footer: String::new(),
        blocks,
    }
}
