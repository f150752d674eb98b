//! One workbook per office and year, for people who work in Excel or LibreOffice: a sheet per table.
//!
//! It is written as XLSX and read as XLSX or ODS. What is written is read back equal.

mod cell;
mod container;
#[cfg(test)]
mod container_tests;
mod guide;
mod nomenklatur;
mod number;
mod ods;
mod read;
mod sheet;
#[cfg(test)]
mod tests;
mod write;
mod xlsx;

use domain::register::Register;
use domain::schema::TableSchema;

pub use read::{WorkbookContent, read};
pub use write::{ExchangeError, write, write_one};

use crate::names::normal;

/// The sheet that explains the others and keeps the year.
const GUIDE: &str = "Petunjuk";

/// The name of the sheet of a table: `riwayat_pegawai` is "Riwayat Pegawai".
fn sheet_name(table: &str) -> String {
    let words = table.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The table that a sheet is named after.
fn table_of(sheet: &str) -> Option<&'static TableSchema> {
    let name = normal(sheet);
    Register::TABLES.iter().find(|table| table.name == name)
}
