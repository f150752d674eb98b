//! What taking a register in would change, row by row, with nothing written.

use domain::problem::Problem;
use domain::register::{Register, Rows};
use domain::schema::{Scope, TableSchema};
use store::{Store, StoreError};

use super::{Masukan, VersiTahun, to_save};
use crate::bukti::masukkan;
use crate::{AppError, Pelaku};

/// What taking a register in would do.
#[derive(Debug, Clone)]
pub struct PratinjauImpor {
    /// By year what would change; the office's own tables stand with the first year.
    pub tahun: Vec<TahunImpor>,
    /// What the years were when this was seen.
    pub versi: VersiTahun,
    /// Why it cannot be taken in: locked periods, rows that other years need.
    pub halangan: Vec<Problem>,
}

/// What would change in a year.
#[derive(Debug, Clone)]
pub struct TahunImpor {
    /// The year.
    pub tahun: i32,
    /// True where the office has no such year yet.
    pub baru: bool,
    /// Tables that would change.
    pub tabel: Vec<BedaTabel>,
}

/// What would change in a table.
#[derive(Debug, Clone)]
pub struct BedaTabel {
    /// The table.
    pub tabel: &'static TableSchema,
    /// Rows that would come.
    pub baru: Vec<BarisBerubah>,
    /// Rows that would change.
    pub diubah: Vec<BarisBerubah>,
    /// Rows that would go.
    pub dihapus: Vec<BarisBerubah>,
}

/// A row that would come, change or go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisBerubah {
    /// The texts of its key.
    pub kunci: String,
    /// Column, before, after; only what differs.
    pub sel: Vec<(&'static str, String, String)>,
}

/// What taking a register in would do now.
pub async fn pratinjau_impor(store: &Store, masukan: &Masukan, pelaku: &Pelaku) -> Result<PratinjauImpor, AppError> {
    let kode = &masukan.kode;
    let mut years = masukan.years.clone();
    if let Some(folder) = &masukan.folder {
        masukkan(None, kode, folder, &mut years)?;
    }
    let versi: VersiTahun = store.versions(kode).await?.into_iter().collect();
    // A year that is not there yet begins with the office's own tables.
    let newest = match versi.last_key_value() {
        Some((tahun, _)) => store.load(kode, *tahun).await?.map(|(register, _)| register).unwrap_or_default(),
        None => Register::default(),
    };
    let mut tahun = Vec::new();
    for (year, register) in &years {
        let stored = store.load(kode, *year).await?.map(|(register, _)| register);
        let before = stored.clone().unwrap_or_else(|| newest.with_year_of(&Register::default()));
        let mut tabel = compare(&before, register);
        if !tahun.is_empty() {
            tabel.retain(|beda| beda.tabel.scope == Scope::Tahun);
        }
        tahun.push(TahunImpor { tahun: *year, baru: stored.is_none(), tabel });
    }
    let act = pelaku.act("impor", "", None);
    let halangan = match store.try_act(&act, kode, &to_save(&years, None)).await {
        Ok(_) => Vec::new(),
        Err(StoreError::Rejected(rejection)) => rejection.problems,
        Err(other) => return Err(other.into()),
    };
    Ok(PratinjauImpor { tahun, versi, halangan })
}

fn compare(before: &Register, after: &Register) -> Vec<BedaTabel> {
    let differs = |beda: &BedaTabel| !(beda.baru.is_empty() && beda.diubah.is_empty() && beda.dihapus.is_empty());
    let pairs = Register::TABLES.iter().filter_map(|tabel| {
        let (_, old) = before.rows_of(tabel.name)?;
        let (_, new) = after.rows_of(tabel.name)?;
        Some(table(tabel, &old, &new))
    });
    pairs.filter(differs).collect()
}

fn table(tabel: &'static TableSchema, old: &Rows, new: &Rows) -> BedaTabel {
    let keyed = |rows: &Rows| -> Vec<(Vec<String>, Vec<String>)> {
        rows.iter().map(|row| (key(tabel, row), row.clone())).collect()
    };
    let (old, new) = (keyed(old), keyed(new));
    let (olds, news): (std::collections::BTreeMap<_, _>, std::collections::BTreeMap<_, _>) =
        (old.iter().cloned().collect(), new.iter().cloned().collect());
    let empty = Vec::new();
    let mut beda = BedaTabel { tabel, baru: Vec::new(), diubah: Vec::new(), dihapus: Vec::new() };
    for (key, row) in &new {
        match olds.get(key) {
            None => beda.baru.push(changed(tabel, key, &empty, row)),
            Some(before) if before != row => beda.diubah.push(changed(tabel, key, before, row)),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(key, _)| !news.contains_key(key));
    beda.dihapus.extend(gone.map(|(key, row)| changed(tabel, key, row, &empty)));
    beda
}

fn key(tabel: &TableSchema, row: &[String]) -> Vec<String> {
    let cells = tabel.columns.iter().zip(row);
    cells.filter(|(column, _)| tabel.key.contains(&column.name)).map(|(_, text)| text.clone()).collect()
}

fn changed(tabel: &TableSchema, key: &[String], before: &[String], after: &[String]) -> BarisBerubah {
    let text = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let cells = tabel.columns.iter().enumerate().map(|(at, column)| (column.name, text(before, at), text(after, at)));
    let key: Vec<&str> = key.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    BarisBerubah { kunci: key.join(", "), sel: cells.filter(|(_, before, after)| before != after).collect() }
}
