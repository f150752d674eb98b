//! Reading a workbook that people have filled in.

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::{Place, Problem, Problems, Rejection};
use domain::register::Register;
use domain::schema::{Field, RawRow, RawValue, TableSchema};

use super::sheet::{Area, Cell, ReadFailure, Sheet, letters};
use super::{GUIDE, cell, container, nomenklatur, ods, sheet_name, table_of, xlsx};
use crate::columns::{Header, match_header};
use crate::gather::{Gathered, MAX_ROWS, settle, stand_in};
use crate::names::{nearest, normal};

/// What a workbook holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookContent {
    /// The year that its sheet "Petunjuk" names.
    pub tahun: i32,
    /// The register of that year.
    pub register: Register,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// Reads a workbook, XLSX or ODS. `name` is its file name, for problems of the file as a whole; other places are
/// cells, such as `Pegawai!C7`. All problems come back at once.
pub fn read(bytes: &[u8], name: &str) -> Result<WorkbookContent, Rejection> {
    let wanted = |sheet: &str| table_of(sheet).is_some() || is_aside(sheet);
    let sheets = match container::inspect(bytes, name)? {
        container::Format::Xlsx => xlsx::sheets(bytes, wanted),
        container::Format::Ods => ods::sheets(bytes, wanted),
    };
    let sheets = sheets.map_err(|failure| match failure {
        ReadFailure::TooManyCells => container::too_many_cells(name),
        ReadFailure::Broken(said) => container::broken(name, &said),
    })?;
    let mut problems = Problems::default();
    let tahun = year(&sheets, &mut problems);
    let mut gathered = Gathered::default();
    let mut first_of: BTreeMap<&str, &str> = BTreeMap::new();
    for sheet in &sheets {
        match table_of(&sheet.name) {
            Some(table) => match first_of.insert(table.name, &sheet.name) {
                Some(first) => twice(sheet, first, &mut problems),
                None => match rows(table, sheet, &mut problems) {
                    Some(rows) => drop(gathered.tables.insert(table.name.to_string(), rows)),
                    None => drop(gathered.lost.insert(table.name)),
                },
            },
            None if is_aside(&sheet.name) => {}
            None => unknown_sheet(sheet, &mut problems),
        }
    }
    if first_of.is_empty() {
        return Err(no_tables(name));
    }
    let register = gathered.register(&mut problems);
    gathered.check_instansi(&Place(format!("{}!A2", sheet_name("instansi"))), &mut problems);
    let warnings = settle(problems)?;
    Ok(WorkbookContent { tahun: tahun.unwrap_or_default(), register, warnings })
}

fn is_guide(sheet: &str) -> bool {
    normal(sheet) == normal(GUIDE)
}

/// A sheet of the workbook that holds no table of the register.
fn is_aside(sheet: &str) -> bool {
    is_guide(sheet) || normal(sheet) == normal(nomenklatur::SHEET)
}

/// The year beside the word "Tahun" on the guide; a problem where there is none.
fn year(sheets: &[Sheet], problems: &mut Problems) -> Option<i32> {
    let guide = sheets.iter().find(|sheet| is_guide(&sheet.name));
    let label = guide.and_then(|sheet| {
        let is_label = |cell: &Cell| matches!(cell, Cell::Text(text) if normal(text) == "tahun");
        sheet.cells.iter().find(|(_, cell)| is_label(cell)).map(|(place, _)| (sheet, *place))
    });
    let (place, written) = match label {
        Some((sheet, (row, column))) => {
            let beside = (row, column.saturating_add(1));
            let written = match sheet.cells.get(&beside) {
                Some(Cell::Text(text)) => text.trim().to_string(),
                Some(Cell::Number { value, .. }) => value.to_string(),
                _ => String::new(),
            };
            (sheet.place(beside), written)
        }
        None => (format!("{GUIDE}!A3"), String::new()),
    };
    match i32::read(&written) {
        Ok(year) => Some(year),
        Err(why) => {
            problems.error(
                "WBK208",
                &Place(place),
                if written.is_empty() {
                    "Tahun buku kerja ini tidak tertulis.".to_string()
                } else {
                    format!("Tahun buku kerja ini tidak dapat dibaca: \"{}\".", domain::schema::shorten(&written))
                },
                why,
                format!("Tulis \"Tahun\" di lembar {GUIDE}, dan tahunnya di sel sebelah kanannya."),
            );
            None
        }
    }
}

fn no_tables(name: &str) -> Rejection {
    Rejection::single(
        "WBK209",
        name,
        "Tidak ada lembar yang dikenal di buku kerja ini.",
        "Lembar bernama seperti tabelnya, misalnya Instansi, Pegawai, Pagu.",
        "Ekspor dahulu buku kerja dari register, lalu isi yang itu.",
    )
}

fn twice(sheet: &Sheet, first: &str, problems: &mut Problems) {
    problems.error(
        "WBK210",
        &Place(sheet.name.clone()),
        "Lembar ini ada dua kali.",
        format!("Lembar \"{first}\" memuat tabel yang sama."),
        "Gabungkan isinya dalam satu lembar.",
    );
}

fn unknown_sheet(sheet: &Sheet, problems: &mut Problems) {
    let near = nearest(&normal(&sheet.name), Register::TABLES.iter().map(|table| table.name));
    problems.warning(
        "WBK216",
        &Place(sheet.name.clone()),
        "Lembar ini tidak dikenal dan tidak dibaca.",
        "Tidak ada tabel dengan nama itu.",
        match near {
            Some(near) => format!("Mungkin yang dimaksud \"{}\"; ganti nama lembarnya.", sheet_name(near)),
            None => "Hapus lembar itu, atau biarkan bila hanya catatan.".to_string(),
        },
    );
}

/// The rows of a table; `None` where its sheet cannot be read.
fn rows(table: &'static TableSchema, sheet: &Sheet, problems: &mut Problems) -> Option<Vec<RawRow>> {
    let Some((head, _)) = sheet.cells.keys().next().copied() else { return Some(Vec::new()) };
    let last = sheet.cells.range((head, 0)..=(head, u32::MAX)).next_back().map_or(0, |((_, column), _)| *column);
    let width = last.min(200) + 1;
    let names: Vec<String> = (0..width)
        .map(|column| match sheet.cells.get(&(head, column)) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number { value, .. }) => value.to_string(),
            Some(_) => "?".to_string(),
            None => String::new(),
        })
        .collect();
    let place = |column: usize| Place(sheet.place((head, u32::try_from(column).unwrap_or(u32::MAX))));
    let header = match_header(table, &names, place, problems);
    let merged = merged_rows(sheet, head, problems);
    let numbers: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > head).collect();
    if numbers.len() > MAX_ROWS {
        problems.error(
            "TBL306",
            &Place(sheet.name.clone()),
            "Barisnya lebih dari 100.000.",
            "Tabel sebuah kantor tidak sebanyak itu; mungkin isinya terulang.",
            "Periksa lembarnya dan hapus baris yang berlebih.",
        );
        return None;
    }
    if !header.complete {
        return None;
    }
    Some(numbers.into_iter().map(|row| read_row(&header, sheet, row, merged.contains(&row), problems)).collect())
}

/// Rows that a merged cell touches, each merged cell with its problem.
fn merged_rows(sheet: &Sheet, head: u32, problems: &mut Problems) -> BTreeSet<u32> {
    let last = sheet.cells.keys().next_back().map_or(head, |(row, _)| *row);
    let mut rows = BTreeSet::new();
    let touches = |area: &&Area| area.end.0 >= head && area.start.0 <= last;
    for area in sheet.merged.iter().filter(touches).take(100) {
        problems.error(
            "WBK215",
            &Place(format!("{}:{}{}", sheet.place(area.start), letters(area.end.1), u64::from(area.end.0) + 1)),
            "Sel di sini digabungkan.",
            "Dari sel gabungan tidak jelas isi mana milik baris dan kolom mana.",
            "Pisahkan selnya (Merge & Center dimatikan), lalu isi tiap sel.",
        );
        rows.extend(area.start.0.max(head)..=area.end.0.min(last));
    }
    rows
}

fn read_row(header: &Header, sheet: &Sheet, row: u32, merged: bool, problems: &mut Problems) -> RawRow {
    let required = header.columns.iter().zip(0_u32..).filter_map(|(column, at)| Some(((*column)?, at)));
    let mut values: BTreeMap<String, RawValue> = required
        .filter(|(column, _)| column.required)
        .map(|(column, at)| {
            let place = Place(sheet.place((row, at)));
            (column.name.to_string(), RawValue { text: String::new(), place })
        })
        .collect();
    let mut whole = !merged;
    for (at, cell) in sheet.cells.range((row, 0)..=(row, u32::MAX)) {
        let place = Place(sheet.place(*at));
        match header.columns.get(at.1 as usize) {
            Some(Some(column)) => match cell::text(cell, column, &place, problems) {
                Some(text) => drop(values.insert(column.name.to_string(), RawValue { text, place })),
                None => whole = false,
            },
            Some(None) => {}
            None => {
                whole = false;
                problems.error(
                    "TBL304",
                    &place,
                    "Sel ini berisi, tetapi kolomnya tidak berjudul.",
                    "Isi tanpa nama kolom tidak dapat dibaca.",
                    "Pindahkan isinya ke kolom yang benar, atau hapus.",
                );
            }
        }
    }
    if whole {
        RawRow { place: Place(format!("{}!A{}", sheet.name, u64::from(row) + 1)), values }
    } else {
        stand_in(values.remove("kode").map(|value| value.text).unwrap_or_default())
    }
}
