//! Evidence: a file that proves a row of the register, or one column of it.

mod arsip;
mod gudang;
mod jenis;
mod pindahan;

use domain::problem::Rejection;
use domain::register::{Bukti, Register};
use domain::schema::{Field, TableSchema};
use domain::value::{KodeWilayah, Tanggal};
use store::Store;

use crate::{AppError, Home, Pelaku, Perubahan, Sel, Ubah, ubah};

pub use arsip::zip_bukti;
pub use gudang::{Gudang, GudangFolder, UKURAN_TERBESAR};
pub use jenis::JenisBerkas;
pub(crate) use pindahan::{keluarkan, masukkan};

/// Evidence that somebody hands in.
#[derive(Debug, Clone)]
pub struct BuktiBaru<'a> {
    /// Table of the row that it proves.
    pub tabel: &'a str,
    /// Texts of the row's key columns, in their order.
    pub kunci: &'a [String],
    /// The column that it proves, such as `terlaksana`; `None` for the whole row.
    pub kolom: Option<&'a str>,
    /// What it shows.
    pub uraian: &'a str,
    /// Its date.
    pub tanggal: Option<Tanggal>,
    /// Name of the file on the computer that it came from.
    pub nama_berkas: &'a str,
    /// Its bytes.
    pub isi: &'a [u8],
}

/// How a row is named in a piece of evidence: its key columns that are not empty, with commas between.
pub(crate) fn kunci_baris(kunci: &[String]) -> String {
    kunci.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Keeps evidence for a row, as a new piece or in place of the piece `ganti`, whose earlier file stays in the history.
/// Gives the code of the piece and what became of its row.
pub async fn simpan_bukti(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    tahun: i32,
    ganti: Option<&str>,
    bukti: &BuktiBaru<'_>,
    pelaku: &Pelaku,
) -> Result<(String, Ubah), AppError> {
    let jenis = periksa_isi(bukti.isi)?;
    let mut attempt = 0;
    loop {
        let Some((register, _)) = store.load(kode, tahun).await? else {
            return Err(refused(
                "Register tahun ini belum ada.",
                "Bukti menunjuk baris register.",
                "Pilih tahun lain.",
            ));
        };
        let table = baris_ada(&register, bukti)?;
        let row = ganti.map(|ganti| register.bukti.iter().find(|row| row.kode.as_str() == ganti));
        let sebelum = match row {
            Some(Some(row)) => Some(cells(row)),
            Some(None) => {
                return Err(refused("Bukti yang diganti tidak ada.", "Kodenya tidak dikenal.", "Muat ulang."));
            }
            None => None,
        };
        let code = ganti.map_or_else(|| next_code(&register), str::to_string);
        let sha256 = GudangFolder::of(home, kode).simpan(bukti.isi)?;
        let sesudah = Sel::from(
            [
                ("kode", code.clone()),
                ("tabel", table.name.to_string()),
                ("kunci", kunci_baris(bukti.kunci)),
                ("kolom", bukti.kolom.unwrap_or_default().to_string()),
                ("uraian", bukti.uraian.to_string()),
                ("tanggal", bukti.tanggal.map(|date| date.write()).unwrap_or_default()),
                ("berkas", nama_simpan(tahun, &code, bukti.nama_berkas, jenis)),
                ("sha256", sha256),
            ]
            .map(|(name, text)| (name.to_string(), text)),
        );
        let change = Perubahan { tabel: "bukti".to_string(), sebelum, sesudah: Some(sesudah) };
        let answer = ubah(store, kode, tahun, &[change], "", pelaku).await?;
        // Somebody else took the code of a new piece in the meantime.
        if matches!(answer, Ubah::Bentrok { .. }) && ganti.is_none() && attempt < 10 {
            attempt += 1;
            continue;
        }
        return Ok((code, answer));
    }
}

/// The bytes of a piece of evidence and what they are; the digest is checked.
pub fn ambil_bukti(home: &Home, kode: &KodeWilayah, bukti: &Bukti) -> Result<(Option<JenisBerkas>, Vec<u8>), AppError> {
    let bytes = match (&bukti.sha256, &bukti.berkas) {
        (Some(sha256), _) => GudangFolder::of(home, kode).ambil(sha256)?,
        (None, Some(name)) => exchange::folder::attachment(&home.office(kode), name)?,
        (None, None) => {
            return Err(refused(
                "Bukti ini belum mempunyai berkas.",
                "Baru uraiannya yang dicatat.",
                "Unggah berkasnya.",
            ));
        }
    };
    Ok((JenisBerkas::of(&bytes), bytes))
}

/// The kind of a file that may be kept; refused where it is too large, empty or no such file.
fn periksa_isi(isi: &[u8]) -> Result<JenisBerkas, AppError> {
    if isi.is_empty() || isi.len() > UKURAN_TERBESAR {
        return Err(refused(
            "Ukuran berkas ini tidak dapat diterima.",
            "Berkas bukti tidak boleh kosong, dan paling besar 25 MB.",
            "Perkecil berkasnya, misalnya dengan menurunkan mutu gambar.",
        ));
    }
    JenisBerkas::of(isi).ok_or_else(|| {
        refused(
            "Jenis berkas ini tidak dapat diterima.",
            "Yang diterima: PDF, JPEG, PNG, WebP, DOCX, XLSX, ODS, dan ODT; isinya diperiksa, bukan namanya.",
            "Simpan ulang berkasnya sebagai salah satu jenis itu.",
        )
    })
}

/// The table of the row that evidence proves; refused where there is no such row or column.
fn baris_ada(register: &Register, bukti: &BuktiBaru<'_>) -> Result<&'static TableSchema, AppError> {
    let Some(table) = domain::register::table(bukti.tabel).filter(|table| table.name != "bukti") else {
        return Err(refused("Tabel yang dibuktikan tidak ada.", "Bukti menunjuk baris register.", "Muat ulang."));
    };
    let named = kunci_baris(bukti.kunci);
    let rows = register.write().into_iter().find(|(schema, _)| schema.name == table.name).map(|(_, rows)| rows);
    let key = |row: &Vec<String>| {
        let text =
            |name: &&str| table.columns.iter().zip(row).find(|(c, _)| c.name == *name).map(|(_, text)| text.clone());
        kunci_baris(&table.key.iter().filter_map(text).collect::<Vec<_>>())
    };
    let there = rows.unwrap_or_default().iter().any(|row| key(row) == named);
    let column = bukti.kolom.is_none_or(|kolom| table.columns.iter().any(|column| column.name == kolom));
    if there && column {
        return Ok(table);
    }
    Err(refused(
        "Baris yang dibuktikan tidak ada.",
        "Mungkin barisnya baru saja dihapus atau diganti kodenya.",
        "Muat ulang halamannya, lalu pilih barisnya lagi.",
    ))
}

/// `B-01` and on: one more than the highest number in use.
fn next_code(register: &Register) -> String {
    let number = |code: &str| code.strip_prefix("B-").and_then(|digits| digits.parse::<u32>().ok());
    let highest = register.bukti.iter().filter_map(|row| number(row.kode.as_str())).max().unwrap_or(0);
    format!("B-{:02}", highest.saturating_add(1))
}

/// `2024-B-07-berita-acara.pdf`: unique within the office, safe in every file system, and with the ending that the
/// content asks for.
fn nama_simpan(tahun: i32, code: &str, name: &str, jenis: JenisBerkas) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let stem: String = words.collect::<Vec<_>>().join("-").to_lowercase().chars().take(60).collect();
    let between = if stem.is_empty() { "" } else { "-" };
    format!("{tahun}-{code}{between}{stem}.{}", jenis.ending())
}

fn cells(bukti: &Bukti) -> Sel {
    use domain::schema::Record as _;
    Bukti::TABLE.columns.iter().map(|column| column.name.to_string()).zip(bukti.write()).collect()
}

fn refused(what: &str, why: &str, action: &str) -> AppError {
    Rejection::single("BKT002", "bukti", what, why, action).into()
}
