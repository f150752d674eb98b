//! A register for tests that fills every column of every table.

use std::collections::BTreeMap;

use domain::problem::{Place, Problems};
use domain::register::Register;
use domain::schema::{Column, Kind, RawRow, RawValue, TableSchema};

const PROSE: &str = "Alinea \"pertama\" dengan C:\\berkas.\n\n\tAlinea kedua: \"\"\"tiga kutip\"\"\", é, {{capaian IKU-1}}.\n# bukan komentar\"";

/// All tables filled; `year` changes the values of the year's tables.
pub fn full(year: u32) -> Register {
    build(year, |_| true)
}

/// Only what must be filled.
pub fn smallest(year: u32) -> Register {
    build(year, |column| column.required)
}

fn build(year: u32, wanted: impl Fn(&Column) -> bool) -> Register {
    let mut tables = BTreeMap::new();
    for table in Register::TABLES {
        let count = if table.name == "instansi" { 1 } else { 2 };
        let rows = (1..=count).map(|n| {
            let place = Place(format!("{}:{n}", table.name));
            let cells = table.columns.iter().filter(|column| wanted(column)).map(|column| {
                let text = cell(table, column, n, year);
                (column.name.to_string(), RawValue { text, place: place.clone() })
            });
            RawRow { place: place.clone(), values: cells.collect() }
        });
        tables.insert(table.name.to_string(), rows.collect());
    }
    let mut problems = Problems::default();
    let register = Register::read(&tables, &mut problems);
    assert_eq!(problems.0, []);
    register
}

fn code(table: &str, column: &str, n: u32) -> String {
    match (table, column) {
        ("instansi", "kode") => "35.08.02".to_string(),
        ("desa", "kode") => format!("35.08.02.200{n}"),
        ("nama_anggaran", "kode") | (_, "sub_kegiatan") => format!("7.01.01.2.01.000{n}"),
        (_, "program") => format!("7.01.0{n}"),
        (_, "nip") => format!("19800101200501100{n}"),
        (_, "periode") => ["2024/3", "2024"][n as usize - 1].to_string(),
        _ => format!("{n}.0{n}"),
    }
}

fn cell(table: &TableSchema, column: &Column, n: u32, year: u32) -> String {
    if let Some(target) = column.references {
        return code(target, "kode", n);
    }
    match column.kind {
        Kind::Text if matches!(column.name, "target" | "realisasi" | "nilai" | "tertinggi") => {
            ["68,50 (B-)", "93"][n as usize - 1].to_string()
        }
        Kind::Text => format!("Teks, \"kutip\"; {} {n} = a\\b, tahun {year}", column.name),
        Kind::Prose => PROSE.to_string(),
        Kind::Code => code(table.name, column.name, n),
        Kind::Whole => format!("202{n}"),
        Kind::Decimal => ["68,50", "0,1"][n as usize - 1].to_string(),
        Kind::Money => ["1.869.322.744", "1.500.000,50"][n as usize - 1].to_string(),
        Kind::Date => format!("2024-09-0{n}"),
        Kind::Flag => ["ya", "tidak"][n as usize - 1].to_string(),
        Kind::Choice(words) => words[n as usize % words.len()].to_string(),
        Kind::List if column.name == "sub_kegiatan" => "7.01.01.2.01.0001; 7.01.01.2.01.0002".to_string(),
        Kind::List => format!("satu \"kata\" {n}; dua, kata"),
    }
}
