//! Workbooks: every sheet, its tables, numbers as people see them beside what is kept.

mod alamat;
mod bagian;
mod format;
mod ods;
mod tanggal;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::naskah::{Catatan, Format, Letak, Naskah};
use crate::tabel::{Join, stitch};
use crate::wadah::Wadah;
use crate::xml::Stop;
use alamat::address;

/// The most cells with content in a workbook.
const MAX_CELLS: usize = 400_000;

/// The most cells of all tables, empty ones included.
const MAX_GRID: usize = 600_000;

/// The most columns of a table; a real one of many months and offices has 482.
const MAX_WIDTH: usize = 1_000;

/// The most text of all cells, formulas included.
const MAX_TEXT: usize = 64 << 20;

/// The last column that a sheet may have, from 0.
const MAX_COLUMN: u32 = 16_383;

/// The longest name of a sheet that is shown.
const MAX_NAME: usize = 64;

/// A place in a sheet: row and column, from 0.
type At = (u32, u32);

/// A cell with content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Isi {
    teks: String,
    tebal: bool,
    nilai: Option<Decimal>,
    format: Arc<str>,
    rumus: Option<String>,
    /// True where the number format hides the number.
    hidden: bool,
}

/// A rectangle of cells, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    start: At,
    end: At,
}

/// A sheet.
#[derive(Debug, Default)]
struct Lembar {
    name: String,
    hidden: bool,
    cells: BTreeMap<At, Isi>,
    merged: Vec<Area>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
}

impl Lembar {
    fn new(name: &str, hidden: bool) -> Self {
        Self { name: name.chars().take(MAX_NAME).collect(), hidden, ..Self::default() }
    }

    fn letak(&self, at: At) -> Letak {
        Letak { sel: Some(format!("{}!{}", self.name, address(at))), ..Letak::default() }
    }

    /// Takes down hidden columns. Pieces come from left to right; what says otherwise is passed over.
    fn hide_columns(&mut self, from: u32, to: u32) {
        if self.hidden_columns.last().is_none_or(|last| from > *last) {
            self.hidden_columns.extend(from..=to.min(MAX_COLUMN));
        }
    }
}

/// A workbook as far as it could be read.
#[derive(Debug, Default)]
struct Buku {
    lembar: Vec<Lembar>,
    catatan: Vec<Catatan>,
    cells: usize,
    text: usize,
}

impl Buku {
    /// Adds a cell; a workbook with more cells or text than any office fills is not read on.
    fn put(&mut self, lembar: &mut Lembar, at: At, isi: Isi) -> Result<(), Stop> {
        if self.cells >= MAX_CELLS {
            return Err(format!("Buku kerja ini berisi lebih dari {MAX_CELLS} sel; kelebihannya tidak dibaca."));
        }
        self.cells += 1;
        // One text may stand in many cells, so that a small file may hold more than fits in memory.
        self.text += isi.teks.len() + isi.rumus.as_ref().map_or(0, String::len);
        if self.text > MAX_TEXT {
            return Err(format!("Teks buku kerja ini lebih dari {} MB; kelebihannya tidak dibaca.", MAX_TEXT >> 20));
        }
        lembar.cells.insert(at, isi);
        Ok(())
    }
}

/// Reads a workbook of Excel.
pub(crate) fn xlsx(name: &str, wadah: &mut Wadah<'_>) -> Naskah {
    let mut buku = Buku::default();
    let result = xlsx::read(wadah, &mut buku);
    naskah(name, Format::Xlsx, buku, result)
}

/// Reads a spreadsheet of OpenDocument.
pub(crate) fn ods(name: &str, wadah: &mut Wadah<'_>) -> Naskah {
    let mut buku = Buku::default();
    let result = ods::read(wadah, &mut buku);
    naskah(name, Format::Ods, buku, result)
}

fn naskah(name: &str, format: Format, buku: Buku, result: Result<(), Stop>) -> Naskah {
    let Buku { mut lembar, mut catatan, .. } = buku;
    if let Err(why) = result {
        catatan.push(Catatan::unread(Letak::default(), why));
    }
    let mut blok = Vec::new();
    let mut left = MAX_GRID;
    let hidden: Vec<&Lembar> = lembar.iter().filter(|lembar| lembar.hidden && !lembar.cells.is_empty()).collect();
    if let Some(first) = hidden.first() {
        let names: Vec<String> = hidden.iter().map(|lembar| format!("\"{}\"", lembar.name)).collect();
        let text = format!("Lembar tersembunyi: {}; isinya ikut dibaca.", names.join(", "));
        catatan.push(Catatan::told(first.letak((0, 0)), text));
    }
    for lembar in &mut lembar {
        tell(lembar, &mut catatan);
        blok.extend(bagian::blocks(lembar, &mut left, &mut catatan));
    }
    if blok.is_empty() && catatan.is_empty() {
        catatan.push(Catatan::unread(Letak::default(), "Buku kerja ini kosong."));
    }
    Naskah { nama: name.to_string(), format, blok: stitch(blok, Join::Never), catatan }
}

/// What people may not see on a sheet, and its cells without a value.
fn tell(lembar: &Lembar, catatan: &mut Vec<Catatan>) {
    let name = &lembar.name;
    let mut say = |at: At, text: String| catatan.push(Catatan::told(lembar.letak(at), text));
    if lembar.cells.is_empty() {
        return;
    }
    // Of a hidden sheet nothing is seen.
    if lembar.hidden {
        return;
    }
    let rows: BTreeSet<u32> =
        lembar.cells.keys().map(|(row, _)| *row).filter(|row| lembar.hidden_rows.contains(row)).collect();
    if let Some(first) = rows.first() {
        let text = ranges(rows.iter().copied(), |row| (u64::from(row) + 1).to_string());
        say((*first, 0), format!("Baris {text} pada lembar \"{name}\" tersembunyi; isinya ikut dibaca."));
    }
    let columns: BTreeSet<u32> = lembar
        .cells
        .keys()
        .map(|(_, column)| *column)
        .filter(|column| lembar.hidden_columns.contains(column))
        .collect();
    if let Some(first) = columns.first() {
        let text = ranges(columns.iter().copied(), alamat::letters);
        say((0, *first), format!("Kolom {text} pada lembar \"{name}\" tersembunyi; isinya ikut dibaca."));
    }
    let mut list = |found: &dyn Fn(&Isi) -> bool, what: &str| {
        let places: Vec<At> = lembar.cells.iter().filter(|(_, isi)| found(isi)).map(|(at, _)| *at).collect();
        if let Some(first) = places.first() {
            let shown = places.iter().take(5).map(|at| address(*at)).collect::<Vec<_>>().join(", ");
            let more = if places.len() > 5 { format!(" dan {} sel lain", places.len() - 5) } else { String::new() };
            say(*first, format!("Sel {shown}{more} pada lembar \"{name}\" {what}."));
        }
    };
    list(&|isi| isi.rumus.is_some() && isi.teks.is_empty() && isi.nilai.is_none(), "berisi rumus tanpa hasil");
    list(&|isi| isi.hidden, "berisi angka yang disembunyikan oleh format selnya; angkanya ikut dibaca");
}

/// `3-5, 8`
fn ranges(numbers: impl Iterator<Item = u32>, write: impl Fn(u32) -> String) -> String {
    let mut pieces: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match pieces.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(number) => *end = number,
            _ => pieces.push((number, number)),
        }
    }
    let more = if pieces.len() > 10 { " dan lainnya" } else { "" };
    let shown = pieces
        .iter()
        .take(10)
        .map(|(start, end)| if start == end { write(*start) } else { format!("{}-{}", write(*start), write(*end)) });
    shown.collect::<Vec<_>>().join(", ") + more
}

#[cfg(test)]
mod tests;
