//! What the history knows of a row: who changed it, and how an act is undone.

use std::collections::BTreeMap;

use domain::problem::Rejection;
use domain::schema::{Scope, TableSchema};
use domain::value::KodeWilayah;
use store::{ActSource, Detail, Entry, Store};

use super::{Bentrokan, PerTahun, Perubahan, Sel, Ubah, terapkan};
use crate::{AppError, Pelaku};

/// One change of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsalSel {
    /// Number of the act in the history.
    pub nomor: i64,
    /// Who acted.
    pub pelaku: String,
    /// When.
    pub waktu: String,
    /// What kind of act it was.
    pub jenis: String,
    /// What the actor wrote about it.
    pub catatan: String,
    /// The file that the data came from.
    pub sumber: Option<ActSource>,
    /// The cell before; `None` where its row was new.
    pub sebelum: Option<String>,
    /// The cell after; `None` where its row was removed.
    pub sesudah: Option<String>,
}

/// Where a cell comes from: every act that changed it, the newest first, also under an earlier key of its row. `kunci`
/// are the texts of the key columns in their order.
pub async fn asal(
    store: &Store,
    kode: &KodeWilayah,
    tahun: i32,
    tabel: &str,
    kunci: &[String],
    kolom: &str,
) -> Result<Vec<AsalSel>, AppError> {
    let cells = [(kunci.to_vec(), kolom)];
    Ok(asal_semua(store, kode, tahun, tabel, &cells).await?.pop().unwrap_or_default())
}

/// The same for several cells of one table, each by key and column, in their order.
pub async fn asal_semua(
    store: &Store,
    kode: &KodeWilayah,
    tahun: i32,
    tabel: &str,
    sel: &[(Vec<String>, &str)],
) -> Result<Vec<Vec<AsalSel>>, AppError> {
    let Some(table) = domain::register::table(tabel) else { return Ok(vec![Vec::new(); sel.len()]) };
    let history = table_history(store, kode, table, tahun).await?;
    Ok(sel.iter().map(|(kunci, kolom)| of_cell(table, tahun, kunci, kolom, &history)).collect())
}

fn of_cell(
    table: &'static TableSchema,
    tahun: i32,
    kunci: &[String],
    kolom: &str,
    history: &[(Entry, Detail)],
) -> Vec<AsalSel> {
    let cell = |row: Option<&Sel>| row.map(|row| row.get(kolom).cloned().unwrap_or_default());
    let acts = of_row(table, tahun, kunci, history).filter_map(|(entry, detail)| {
        let (sebelum, sesudah) = (cell(detail.before.as_ref()), cell(detail.after.as_ref()));
        let act = &entry.act;
        (sebelum != sesudah).then(|| AsalSel {
            nomor: entry.nomor,
            pelaku: act.actor.clone(),
            waktu: act.at.clone(),
            jenis: act.kind.clone(),
            catatan: act.note.clone(),
            sumber: act.source.clone(),
            sebelum,
            sesudah,
        })
    });
    acts.collect()
}

/// Undoes one act of the history, as an act of its own. Only rows that still are as that act left them go back; else
/// nothing is written and the answer names what changed since.
pub async fn batalkan(store: &Store, kode: &KodeWilayah, nomor: i64, pelaku: &Pelaku) -> Result<Ubah, AppError> {
    let refused = |what: &str, why: &str, action: &str| -> AppError {
        Rejection::single("UBH002", format!("riwayat {nomor}"), what, why, action).into()
    };
    let entry = store.history(kode, nomor.checked_add(1), 1).await?.into_iter().find(|entry| entry.nomor == nomor);
    let Some(entry) = entry else {
        return Err(refused("Catatan riwayat ini tidak ada.", "Nomornya tidak dikenal.", "Periksa nomornya."));
    };
    let details = store.details(kode, nomor).await?;
    let known = |detail: &Detail| domain::register::table(&detail.table);
    if details.is_empty() || details.iter().any(|detail| known(detail).is_none()) {
        return Err(refused(
            "Perbuatan ini tidak dapat dibatalkan.",
            "Yang dapat dibatalkan hanya perubahan isi register.",
            "Pilih catatan riwayat yang lain.",
        ));
    }
    if details.iter().any(|detail| detail.erased) {
        return Err(refused(
            "Perbuatan ini tidak dapat dibatalkan.",
            "Sebagian rinciannya sudah dihapus dari riwayat, sehingga keadaan semulanya tidak diketahui lagi.",
            "Perbaiki isinya secara biasa.",
        ));
    }
    let perubahan: Vec<(Option<i32>, Perubahan)> = details
        .into_iter()
        .filter_map(|detail| {
            let table = known(&detail)?;
            let year = detail.key.as_ref().and_then(|key| key.get("tahun")).and_then(|year| year.parse().ok());
            let year = year.filter(|_| table.scope == Scope::Tahun);
            let cells = |row: Option<Sel>| row.map(|row| whole(table, row));
            let (sebelum, sesudah) = (cells(detail.after), cells(detail.before));
            Some((year, Perubahan { tabel: detail.table, sebelum, sesudah }))
        })
        .collect();
    let mut years: PerTahun<'_> = BTreeMap::new();
    for year in perubahan.iter().filter_map(|(year, _)| *year) {
        years.entry(year).or_default();
    }
    if years.is_empty() {
        // Only the office's own rows; they are seen from any year.
        years.extend(store.years(kode).await?.last().map(|year| (*year, Vec::new())));
    }
    for (indeks, (year, change)) in perubahan.iter().enumerate() {
        let of_year = years.iter_mut().filter(|(tahun, _)| year.is_none_or(|year| year == **tahun));
        of_year.for_each(|(_, changes)| changes.push((indeks, change)));
    }
    let note = format!("membatalkan riwayat nomor {nomor} ({})", entry.act.kind);
    terapkan(store, kode, &pelaku.act("batal", note, None), &years, true).await
}

/// All columns of the schema, and no others: what the history leaves out is empty.
fn whole(table: &TableSchema, mut row: Sel) -> Sel {
    let names = table.columns.iter().map(|column| column.name);
    names.map(|name| (name.to_string(), row.remove(name).unwrap_or_default())).collect()
}

/// Fills in who changed the cells that stand against a change.
pub(super) async fn name_actors(
    store: &Store,
    kode: &KodeWilayah,
    changes: &PerTahun<'_>,
    bentrok: &mut [Bentrokan],
) -> Result<(), AppError> {
    let mut histories: BTreeMap<(&str, i32), Vec<(Entry, Detail)>> = BTreeMap::new();
    for (&tahun, changes) in changes {
        for found in bentrok.iter_mut() {
            let change = changes.iter().find(|(indeks, _)| *indeks == found.indeks).map(|(_, change)| *change);
            let table = change.and_then(|change| domain::register::table(&change.tabel));
            let (Some(change), Some(table)) = (change, table) else { continue };
            let row = found.sekarang.as_ref().or(change.sebelum.as_ref());
            let kunci: Vec<String> =
                table.key.iter().map(|name| row.and_then(|row| row.get(*name)).cloned().unwrap_or_default()).collect();
            if let std::collections::btree_map::Entry::Vacant(place) = histories.entry((table.name, tahun)) {
                place.insert(table_history(store, kode, table, tahun).await?);
            }
            let history = histories.get(&(table.name, tahun)).map(Vec::as_slice).unwrap_or_default();
            for sel in &mut found.sel {
                let cell = |row: Option<&Sel>| row.map(|row| row.get(&sel.kolom).cloned().unwrap_or_default());
                let last = of_row(table, tahun, &kunci, history)
                    .find(|(_, detail)| cell(detail.before.as_ref()) != cell(detail.after.as_ref()));
                if let Some((entry, _)) = last {
                    (sel.oleh, sel.waktu) = (entry.act.actor.clone(), entry.act.at.clone());
                }
            }
        }
    }
    Ok(())
}

async fn table_history(
    store: &Store,
    kode: &KodeWilayah,
    table: &TableSchema,
    tahun: i32,
) -> Result<Vec<(Entry, Detail)>, AppError> {
    let year = (table.scope == Scope::Tahun).then_some(tahun);
    Ok(store.table_history(kode, table.name, year).await?)
}

/// The acts on one row, the newest first. A row whose key changed is followed to its earlier key.
fn of_row<'a>(
    table: &'static TableSchema,
    tahun: i32,
    kunci: &[String],
    history: &'a [(Entry, Detail)],
) -> impl Iterator<Item = &'a (Entry, Detail)> + use<'a> {
    let year = (table.scope == Scope::Tahun).then(|| tahun.to_string());
    let mut at = kunci.to_vec();
    history.iter().filter(move |(_, detail)| {
        let Some(key) = &detail.key else { return false };
        let texts = |row: &Sel| -> Vec<String> {
            table.key.iter().map(|name| row.get(*name).cloned().unwrap_or_default()).collect()
        };
        let of_year = year.as_ref().is_none_or(|year| key.get("tahun") == Some(year));
        let (before, after) = (texts(key), detail.after.as_ref().map(texts));
        let found = of_year && (after.as_ref() == Some(&at) || before == at && after.is_none());
        if found {
            at = before;
        }
        found
    })
}
