//! Registers that fill every table and column, made from the schema.

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::{Place, Problems};
use domain::register::Register;
use domain::schema::{Column, Field, Kind, RawRow, RawValue, TableSchema};
use domain::value::KodeWilayah;

use crate::Act;

pub const KODE: &str = "35.08.02";

pub fn kode(text: &str) -> KodeWilayah {
    KodeWilayah::read(text).unwrap()
}

pub fn act(kind: &str, minute: usize) -> Act {
    Act {
        kind: kind.to_string(),
        actor: "Ratna Wulandari".to_string(),
        at: format!("2024-07-01T08:{minute:02}:00+07:00"),
        note: String::new(),
        source: None,
    }
}

/// A register of an office with up to `rows` rows per table; every optional cell is empty in some rows.
pub fn register(office: &str, tahun: i32, rows: usize) -> Register {
    let mut tables = BTreeMap::new();
    for table in Register::TABLES {
        let count = if table.name == "instansi" { 1 } else { rows };
        let mut seen = BTreeSet::new();
        let mut raw = Vec::new();
        for row in 0..count {
            let texts: Vec<String> =
                (0..).zip(table.columns).map(|(at, c)| cell(table, c, at, office, tahun, row, rows)).collect();
            if seen.insert(crate::rows::key(table, &texts)) {
                raw.push(raw_row(table, texts));
            }
        }
        tables.insert(table.name.to_string(), raw);
    }
    let mut problems = Problems::default();
    let register = Register::read(&tables, &mut problems);
    assert!(problems.0.is_empty(), "{}", problems.0.iter().map(ToString::to_string).collect::<String>());
    register
}

fn raw_row(table: &TableSchema, texts: Vec<String>) -> RawRow {
    let place = Place(format!("{} {texts:?}", table.name));
    let values = table.columns.iter().zip(texts);
    let values = values.map(|(column, text)| (column.name.to_string(), RawValue { text, place: place.clone() }));
    RawRow { values: values.collect(), place: place.clone() }
}

fn cell(table: &TableSchema, column: &Column, at: usize, office: &str, tahun: i32, row: usize, rows: usize) -> String {
    let is_key = table.key.contains(&column.name);
    if !column.required && !is_key && (row + at).is_multiple_of(3) {
        return String::new();
    }
    let code_of = |table: &str, row: usize| match table {
        "instansi" => office.to_string(),
        "desa" => format!("{office}.{:04}", 2001 + row),
        "nama_anggaran" => format!("7.01.01.2.01.{:04}", row + 1),
        _ => format!("{}-{}", table.to_uppercase().replace('_', "-"), row + 1),
    };
    if let Some(target) = column.references {
        let code = code_of(target, row % rows);
        return if column.kind == Kind::List { format!("{code}; {}", code_of(target, (row + 1) % rows)) } else { code };
    }
    match (column.name, column.kind) {
        ("kode", _) => code_of(table.name, row),
        ("nip", _) => format!("19800101 200501 1 {:03}", row % 999 + 1),
        ("program", _) => format!("7.{:02}.{:02}", row / 90 + 1, row % 90 + 1),
        ("sub_kegiatan", _) => format!("7.01.01.2.01.{:04}", row + 1),
        ("periode", _) => [format!("{tahun}/{}", row % 4 + 1), tahun.to_string()][usize::from(row % 5 == 4)].clone(),
        ("target" | "tertinggi" | "realisasi" | "nilai", Kind::Text) => {
            ["93", "68,50 (B-)", "80 s.d. 90"][row % 3].to_string()
        }
        (name, Kind::Whole) if name.starts_with("tahun") => (1950 + row % 200).to_string(),
        (_, Kind::Whole) => row.to_string(),
        (_, Kind::Text) => format!("Teks ke-{row} \"dikutip\", 'é' {}", column.name),
        (_, Kind::Prose) => format!("Alinea satu nomor {row}.\n\nAlinea dua;\nbaris kedua."),
        (name, Kind::Code) => format!("{name}-{row}"),
        (_, Kind::Decimal) => format!("{row},50"),
        (_, Kind::Money) => format!("{},{:02}", row * 1_000_003, row % 100),
        (_, Kind::Date) => format!("{tahun}-{:02}-{:02}", row / 28 % 12 + 1, row % 28 + 1),
        (_, Kind::Flag) => ["ya", "tidak"][row % 2].to_string(),
        (_, Kind::Choice(words)) => words[row % words.len()].to_string(),
        (_, Kind::List) => format!("satu {row}; dua {row}"),
    }
}

/// A register of an office with few tables, for tests that save many times.
pub fn small_register(rows: usize) -> Register {
    let Register { instansi, unit, jenis_fasilitasi, fasilitasi, .. } = register(KODE, 2024, rows);
    Register { instansi, unit, jenis_fasilitasi, fasilitasi, ..Register::default() }
}
