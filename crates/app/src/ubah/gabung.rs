//! Three rows compared column by column: as it was seen, as it is, as it is wanted.

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::{Place, Problem, Severity};
use domain::register::Register;
use domain::schema::{RawRow, RawValue, TableSchema};
use store::Move;

use super::{Bentrokan, MasalahSel, Perubahan, Sel, SelBentrok};

/// Texts of the key columns.
pub(super) type Kunci = Vec<String>;
/// Cells in the order of the schema's columns.
type Baris = Vec<String>;

/// What changes make of a register, before it is read.
#[derive(Default)]
pub(super) struct Rencana {
    /// All rows, changed ones included.
    pub raw: BTreeMap<String, Vec<RawRow>>,
    /// Rows whose key changes.
    pub moves: Vec<Move>,
    /// By place, the change and column that stand there.
    pub tempat: BTreeMap<String, (usize, Option<String>)>,
    /// By change, its table and the keys under which its row was and will be.
    pub kunci: BTreeMap<usize, (&'static TableSchema, Option<Kunci>, Option<Kunci>)>,
    /// Rows that somebody else changed.
    pub bentrok: Vec<Bentrokan>,
    /// What cannot even be compared.
    pub masalah: Vec<MasalahSel>,
}

/// Makes the plan of changes on a register.
pub(super) fn gabung(register: &Register, changes: &[(usize, &Perubahan)], strict: bool) -> Rencana {
    let stored: BTreeMap<&str, BTreeMap<Kunci, Baris>> = register
        .write()
        .into_iter()
        .map(|(table, rows)| (table.name, rows.into_iter().map(|row| (key(&table, &row), row)).collect()))
        .collect();
    let mut rencana = Rencana::default();
    let mut gone: BTreeSet<(&'static str, Kunci)> = BTreeSet::new();
    let mut rows: BTreeMap<usize, Baris> = BTreeMap::new();
    // Rows that were seen go first, so that a new row may take the key of one that leaves.
    let seen = changes.iter().filter(|(_, change)| change.sebelum.is_some());
    let new = changes.iter().filter(|(_, change)| change.sebelum.is_none());
    for &(indeks, change) in seen.chain(new) {
        let Some(table) = known(indeks, change, &mut rencana.masalah) else { continue };
        let base = change.sebelum.as_ref().map(|cells| cells_of(table, cells, None));
        let wanted = change.sesudah.as_ref().map(|cells| cells_of(table, cells, base.as_ref()));
        if base.is_none() && wanted.as_ref().is_none_or(|cells| cells.iter().all(String::is_empty)) {
            continue;
        }
        let before = base.as_ref().map(|cells| key(table, cells));
        let after = wanted.as_ref().map(|cells| key(table, cells));
        let place = before.as_ref().or(after.as_ref()).cloned().unwrap_or_default();
        let now = stored.get(table.name).and_then(|rows| rows.get(&place));
        let now = now.filter(|_| base.is_some() || !gone.contains(&(table.name, place.clone())));
        match merge(table, base.as_ref(), now, wanted.as_ref(), strict) {
            Ok(merged) => {
                if now.is_some() {
                    gone.insert((table.name, place));
                }
                if let (Some(from), Some(to)) = (&before, &after)
                    && from != to
                {
                    rencana.moves.push(Move { table: table.name, from: from.clone(), to: to.clone() });
                }
                rows.extend(merged.map(|merged| (indeks, merged)));
                rencana.kunci.insert(indeks, (table, before, after));
            }
            Err(sel) => {
                let sekarang = now.map(|cells| named(table, cells));
                rencana.bentrok.push(Bentrokan { indeks, sekarang, sel });
            }
        }
    }
    rencana.rows(&stored, &gone, rows, changes.len() > 1);
    rencana
}

/// The row that comes out, `None` where it goes; else the cells that stand against each other.
fn merge(
    table: &TableSchema,
    base: Option<&Baris>,
    now: Option<&Baris>,
    wanted: Option<&Baris>,
    strict: bool,
) -> Result<Option<Baris>, Vec<SelBentrok>> {
    if wanted.is_none() && now.is_none() && !strict {
        return Ok(None);
    }
    let cell = |row: Option<&Baris>, at: usize| row.and_then(|row| row.get(at)).cloned().unwrap_or_default();
    let mut merged = Vec::with_capacity(table.columns.len());
    let mut against = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let (dilihat, sekarang, diinginkan) = (cell(base, at), cell(now, at), cell(wanted, at));
        let both = !strict && wanted.is_some() && now.is_some();
        let agreed = sekarang == dilihat || both && sekarang == diinginkan;
        // Columns that the change leaves alone stay as they are now.
        let kept = both && diinginkan == dilihat;
        if !agreed && !kept {
            let (oleh, waktu) = (String::new(), String::new());
            against.push(SelBentrok { kolom: column.name.to_string(), dilihat, sekarang, diinginkan, oleh, waktu });
        } else {
            merged.push(if kept { sekarang } else { diinginkan });
        }
    }
    if against.is_empty() { Ok(wanted.map(|_| merged)) } else { Err(against) }
}

impl Rencana {
    /// Fills in all rows, with places that tell which change a cell came from.
    fn rows(
        &mut self,
        stored: &BTreeMap<&str, BTreeMap<Kunci, Baris>>,
        gone: &BTreeSet<(&'static str, Kunci)>,
        rows: BTreeMap<usize, Baris>,
        many: bool,
    ) {
        for table in Register::TABLES {
            let kept = stored.get(table.name).into_iter().flatten();
            let kept = kept.filter(|(key, _)| !gone.contains(&(table.name, (*key).clone())));
            let kept = kept.map(|(key, cells)| raw_row(table, &describe(table, key), cells));
            self.raw.insert(table.name.to_string(), kept.collect());
        }
        for (indeks, cells) in rows {
            let Some((table, ..)) = self.kunci.get(&indeks) else { continue };
            let entry = if many { format!(" (isian ke-{})", indeks + 1) } else { String::new() };
            let row = raw_row(table, &format!("{}{entry}", describe(table, &key(table, &cells))), &cells);
            for (column, value) in &row.values {
                self.tempat.insert(value.place.0.clone(), (indeks, Some(column.clone())));
            }
            self.tempat.insert(row.place.0.clone(), (indeks, None));
            self.raw.entry(table.name.to_string()).or_default().push(row);
        }
    }
}

/// The table of a change whose table and columns are known; a problem is noted where they are not.
fn known(indeks: usize, change: &Perubahan, masalah: &mut Vec<MasalahSel>) -> Option<&'static TableSchema> {
    let mut refuse = |kolom: Option<&String>, place: String, what: String| {
        masalah.push(MasalahSel {
            indeks: Some(indeks),
            kolom: kolom.cloned(),
            masalah: Problem {
                severity: Severity::Error,
                code: "UBH001",
                place: Place(place),
                what,
                why: "Isian ini tidak cocok dengan susunan register.".to_string(),
                action: "Muat ulang halamannya, lalu ulangi perubahan Anda.".to_string(),
            },
        });
    };
    let Some(table) = domain::register::table(&change.tabel) else {
        let name = domain::schema::shorten(&change.tabel);
        refuse(None, "isian".to_string(), format!("Tabel \"{name}\" tidak ada."));
        return None;
    };
    let names = change.sebelum.iter().chain(&change.sesudah).flat_map(Sel::keys);
    let unknown: Vec<&String> = names.filter(|name| !table.columns.iter().any(|c| c.name == *name)).collect();
    for name in &unknown {
        let shown = domain::schema::shorten(name);
        refuse(Some(name), format!("tabel {}", table.name), format!("Kolom \"{shown}\" tidak ada."));
    }
    unknown.is_empty().then_some(table)
}

/// All cells in order, as records write them where they can be read; columns left out are those of `rest`.
fn cells_of(table: &TableSchema, cells: &Sel, rest: Option<&Baris>) -> Baris {
    let cell = |(at, column): (usize, &domain::schema::Column)| match cells.get(column.name) {
        Some(text) => column.normalise(text).unwrap_or_else(|_| text.trim().to_string()),
        None => rest.and_then(|row| row.get(at)).cloned().unwrap_or_default(),
    };
    table.columns.iter().enumerate().map(cell).collect()
}

fn raw_row(table: &TableSchema, place: &str, cells: &Baris) -> RawRow {
    let values = table.columns.iter().zip(cells).map(|(column, text)| {
        let place = Place(format!("{place}, kolom {}", column.name));
        (column.name.to_string(), RawValue { text: text.clone(), place })
    });
    RawRow { place: Place(place.to_string()), values: values.collect() }
}

pub(super) fn key(table: &TableSchema, cells: &[String]) -> Kunci {
    let text = |name: &&str| {
        let cell = table.columns.iter().zip(cells).find(|(column, _)| column.name == *name);
        cell.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    table.key.iter().map(text).collect()
}

pub(super) fn named(table: &TableSchema, cells: &[String]) -> Sel {
    table.columns.iter().zip(cells).map(|(column, text)| (column.name.to_string(), text.clone())).collect()
}

/// A row as users read it: `pagu 7.01.01.2.01.0001, DAU, murni, 2024-01-01`.
fn describe(table: &TableSchema, key: &[String]) -> String {
    let parts: Vec<&str> = key.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{} {}", table.name, parts.join(", "))
}
