//! A sheet as it was read, whatever the format of the workbook.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// At most so many cells with content in a workbook.
pub const MAX_CELLS: usize = 500_000;

/// A cell with content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number, as it is shown: percentages are already times 100.
    Number {
        /// The number.
        value: Decimal,
        /// Decimals that the cell's format shows.
        shown: u32,
    },
    /// A number of which digits are lost.
    Rounded,
    /// A date, or a date with its time, in ISO form.
    Date(String),
    /// True or false.
    Flag(bool),
    /// An error of a formula, as shown.
    Error(String),
}

/// A rectangle of cells, from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row and column.
    pub start: (u32, u32),
    /// Last row and column.
    pub end: (u32, u32),
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Cells with content by row and column, from 0.
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Merged cells.
    pub merged: Vec<Area>,
}

impl Sheet {
    /// The place of a cell: `Pegawai!C7`.
    pub fn place(&self, (row, column): (u32, u32)) -> String {
        format!("{}!{}{}", self.name, letters(column), u64::from(row) + 1)
    }
}

/// `A`, `Z`, `AA`.
pub fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Why a workbook could not be read to its end.
#[derive(Debug)]
pub enum ReadFailure {
    /// More than [`MAX_CELLS`] cells.
    TooManyCells,
    /// What the reader says.
    Broken(String),
}

/// Decimals that a number format shows: 2 for `#,##0.00`.
pub fn decimals_of(format: &str) -> u32 {
    let positive = format.split(';').next().unwrap_or_default();
    let fraction = positive.split_once('.').map_or("", |(_, fraction)| fraction);
    let zeros = fraction.chars().take_while(|character| *character == '0').count();
    u32::try_from(zeros).unwrap_or_default().min(15)
}
