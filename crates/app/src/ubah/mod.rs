//! Changing rows of the register, as every form does: what a person saw, what that person wants, and what stands there
//! now are compared column by column.

mod gabung;
mod masalah;
mod riwayat;

use std::collections::BTreeMap;

use domain::problem::{Problem, Severity};
use domain::register::Register;
use domain::schema::Column;
use domain::value::KodeWilayah;
use store::{Act, Saved, Store, StoreError, YearToSave};

use crate::{AppError, Pelaku};
use gabung::Rencana;

pub use riwayat::{AsalSel, asal, asal_semua, batalkan};

/// Cells of a row by column; what is left out is empty.
pub type Sel = BTreeMap<String, String>;

/// What a person wants of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perubahan {
    /// The table.
    pub tabel: String,
    /// The row as the person saw it; `None` for a new row.
    pub sebelum: Option<Sel>,
    /// The row as it is to be, as it was typed; columns left out stay as they were seen. `None` removes the row.
    pub sesudah: Option<Sel>,
}

/// What became of a change.
#[derive(Debug, Clone)]
pub enum Ubah {
    /// It is saved.
    Tersimpan {
        /// What was written.
        saved: Saved,
        /// What the change makes a person look at.
        peringatan: Vec<Problem>,
    },
    /// Nothing was written: what was typed cannot be used.
    Ditolak {
        /// All problems.
        masalah: Vec<MasalahSel>,
    },
    /// Nothing was written: somebody else changed the same cells in between.
    Bentrok {
        /// The rows in question.
        baris: Vec<Bentrokan>,
    },
}

/// A problem with the change that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasalahSel {
    /// Place of the change in what was given; `None` where the problem stands on a row that was not in it.
    pub indeks: Option<usize>,
    /// The column, if the problem concerns one.
    pub kolom: Option<String>,
    /// The problem.
    pub masalah: Problem,
}

/// A row that somebody else changed in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bentrokan {
    /// Place of the change in what was given.
    pub indeks: usize,
    /// The row as it is now; `None` where it is gone.
    pub sekarang: Option<Sel>,
    /// The columns in question.
    pub sel: Vec<SelBentrok>,
}

/// A cell that two people want otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelBentrok {
    /// Its column.
    pub kolom: String,
    /// What was seen.
    pub dilihat: String,
    /// What stands there now.
    pub sekarang: String,
    /// What is wanted.
    pub diinginkan: String,
    /// Who changed it; empty where the history does not tell.
    pub oleh: String,
    /// When.
    pub waktu: String,
}

/// How a typed text is read in a column: the text that is kept, or why it cannot be read. `1.234,5` and `1234.5`
/// become `1234,5`, `30/9/2024` becomes `2024-09-30`; what can be read in two ways is refused.
pub fn baca_isian(kolom: &Column, teks: &str) -> Result<String, String> {
    kolom.normalise(teks)
}

/// Changes rows of an office and a year, all of them or none, as one act.
///
/// A row that somebody else changed in other columns is merged; in the same column nothing is written. Errors that
/// the register had before do not stand in the way.
pub async fn ubah(
    store: &Store,
    kode: &KodeWilayah,
    tahun: i32,
    perubahan: &[Perubahan],
    catatan: &str,
    pelaku: &Pelaku,
) -> Result<Ubah, AppError> {
    let all = perubahan.iter().enumerate().collect();
    terapkan(store, kode, &pelaku.act("ubah", catatan, None), &BTreeMap::from([(tahun, all)]), false).await
}

/// The register as changes would make it, with nothing written: what a page shows while somebody types. Rows that
/// cannot be read are left out, and told.
pub fn coba(register: &Register, perubahan: &[Perubahan]) -> (Register, Vec<MasalahSel>) {
    let rencana = gabung::gabung(register, &perubahan.iter().enumerate().collect::<Vec<_>>(), false);
    let (register, mut masalah) = masalah::baca(&rencana);
    masalah.splice(0..0, rencana.masalah);
    (register, masalah)
}

/// Changes by the year whose register they concern, each with its place in what was given.
type PerTahun<'a> = BTreeMap<i32, Vec<(usize, &'a Perubahan)>>;

/// How often a change is made anew because another one came first.
const ATTEMPTS: usize = 10;

/// A year with the changes made.
struct Jadi {
    tahun: i32,
    versi: i64,
    register: Register,
    rencana: Rencana,
}

/// Applies changes as one act. `strict` refuses every row that is not as it was seen.
async fn terapkan(
    store: &Store,
    kode: &KodeWilayah,
    act: &Act,
    changes: &PerTahun<'_>,
    strict: bool,
) -> Result<Ubah, AppError> {
    let mut attempt = 1;
    loop {
        let mut years = Vec::new();
        let (mut peringatan, mut bentrok, mut ditolak) = (Vec::new(), Vec::new(), Vec::new());
        for (&tahun, changes) in changes {
            let Some((before, versi)) = store.load(kode, tahun).await? else { return Err(no_year(tahun)) };
            let rencana = gabung::gabung(&before, changes, strict);
            if !rencana.bentrok.is_empty() || !rencana.masalah.is_empty() {
                bentrok.extend(rencana.bentrok);
                ditolak.extend(rencana.masalah);
                continue;
            }
            let (register, mut found) = masalah::baca(&rencana);
            if found.is_empty() {
                found = masalah::baru(tahun, &before, &register, &rencana);
            }
            let (errors, warnings): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|found| found.masalah.severity == Severity::Error);
            ditolak.extend(errors);
            peringatan.extend(warnings.into_iter().map(|warning| warning.masalah));
            years.push(Jadi { tahun, versi, register, rencana });
        }
        // An office's own row is read with every year, and is to be named once.
        bentrok.sort_by_key(|found| found.indeks);
        bentrok.dedup_by_key(|found| found.indeks);
        if !bentrok.is_empty() {
            riwayat::name_actors(store, kode, changes, &mut bentrok).await?;
            return Ok(Ubah::Bentrok { baris: bentrok });
        }
        if !ditolak.is_empty() {
            let mut masalah: Vec<MasalahSel> = Vec::new();
            for found in ditolak {
                if !masalah.contains(&found) {
                    masalah.push(found);
                }
            }
            masalah.sort_by_key(|found| found.indeks.unwrap_or(usize::MAX));
            return Ok(Ubah::Ditolak { masalah });
        }
        let to_save: Vec<YearToSave<'_>> = years
            .iter()
            .map(|year| YearToSave {
                tahun: year.tahun,
                register: &year.register,
                expected_versi: Some(year.versi),
                moves: &year.rencana.moves,
            })
            .collect();
        match store.save_act(act, kode, &to_save).await {
            Ok(saved) => return Ok(Ubah::Tersimpan { saved: total(&saved), peringatan }),
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => attempt += 1,
            Err(StoreError::Rejected(rejection)) => {
                let place =
                    |problem| years.iter().find_map(|year| year.rencana.of_row(&problem)).unwrap_or(problem.into());
                return Ok(Ubah::Ditolak { masalah: rejection.problems.into_iter().map(place).collect() });
            }
            Err(other) => return Err(other.into()),
        }
    }
}

/// What was written in all years together.
fn total(saved: &[(i32, Saved)]) -> Saved {
    let mut total = Saved { versi: 0, added: 0, changed: 0, removed: 0 };
    for (_, saved) in saved {
        total.versi = saved.versi;
        total.added += saved.added;
        total.changed += saved.changed;
        total.removed += saved.removed;
    }
    total
}

fn no_year(tahun: i32) -> AppError {
    domain::problem::Rejection::single(
        "KTR001",
        format!("tahun {tahun}"),
        format!("Register tahun {tahun} tidak ada."),
        "Perubahan hanya dapat disimpan pada tahun yang sudah dimulai.",
        "Pilih tahun yang ada, atau mulai dahulu register tahun itu.",
    )
    .into()
}
