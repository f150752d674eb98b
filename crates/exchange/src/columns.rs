//! The header of a table: which column stands where.

use std::collections::BTreeSet;

use domain::problem::{Place, Problems};
use domain::schema::{Column, TableSchema, shorten};

use crate::names::{nearest, normal};

/// The columns of a table as a file has them.
pub struct Header {
    /// For every column of the file, up to the last one with a name, the column of the schema; `None` where a
    /// problem was recorded.
    pub columns: Vec<Option<&'static Column>>,
    /// False where a required column is missing: then the rows cannot be read.
    pub complete: bool,
}

/// Matches the names of a header with the schema. `place` gives the place of the n-th cell of the header, from 0.
pub fn match_header(
    table: &'static TableSchema,
    names: &[String],
    place: impl Fn(usize) -> Place,
    problems: &mut Problems,
) -> Header {
    let mut columns: Vec<Option<&'static Column>> = Vec::with_capacity(names.len());
    let mut present = BTreeSet::new();
    let mut meant = BTreeSet::new();
    let width = names.iter().rposition(|name| !normal(name).is_empty()).map_or(0, |last| last + 1);
    for (at, written) in names.iter().enumerate().take(width) {
        let name = normal(written);
        let known = table.columns.iter().find(|column| column.name == name);
        match known {
            Some(column) if present.insert(column.name) => columns.push(Some(column)),
            Some(column) => {
                problems.error(
                    "TBL303",
                    &place(at),
                    format!("Kolom \"{}\" ada dua kali.", column.name),
                    "Tidak jelas isi kolom mana yang berlaku.",
                    "Hapus salah satu kolom itu.",
                );
                columns.push(None);
            }
            None if name.is_empty() => {
                problems.error(
                    "TBL307",
                    &place(at),
                    format!("Kolom ke-{} tidak bernama.", at + 1),
                    "Isi kolom tanpa nama tidak dapat dibaca.",
                    "Beri nama kolom itu pada baris judul, atau hapus kolomnya.",
                );
                columns.push(None);
            }
            None => {
                meant.extend(unknown_column(table, written, &place(at), problems));
                columns.push(None);
            }
        }
    }
    let missing: Vec<&Column> =
        table.columns.iter().filter(|column| column.required && !present.contains(column.name)).collect();
    let untold: Vec<String> = missing
        .iter()
        .filter(|column| !meant.contains(column.name))
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    if !untold.is_empty() {
        problems.error(
            "TBL302",
            &place(0),
            format!("Kolom yang wajib tidak ada: {}.", untold.join(", ")),
            format!("Tabel \"{}\" tidak dapat dibaca tanpa kolom itu.", table.name),
            "Tambahkan namanya pada baris judul lalu isi untuk setiap baris.",
        );
    }
    Header { columns, complete: missing.is_empty() }
}

/// Records an unknown column and gives the column that was probably meant.
pub fn unknown_column(
    table: &'static TableSchema,
    written: &str,
    place: &Place,
    problems: &mut Problems,
) -> Option<&'static str> {
    let near = nearest(&normal(written), table.columns.iter().map(|column| column.name));
    let all: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    problems.error(
        "TBL301",
        place,
        format!("Kolom \"{}\" tidak dikenal.", shorten(written)),
        format!("Kolom tabel \"{}\": {}.", table.name, all.join(", ")),
        match near {
            Some(near) => format!("Mungkin yang dimaksud \"{near}\"; perbaiki namanya."),
            None => "Perbaiki nama kolom itu, atau hapus kolomnya.".to_string(),
        },
    );
    near
}
