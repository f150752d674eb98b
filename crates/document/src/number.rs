//! Typed values of cells, so that a workbook gets numbers as numbers.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

/// What a cell holds besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A number with the way it is shown.
    Number {
        /// The exact value; for [`NumberFormat::Percent`] 89.61 means 89,61 %.
        value: Decimal,
        /// How it is shown.
        format: NumberFormat,
    },
    /// Text that looks like a number and must stay text (codes, NIP, telephone).
    Text(String),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberFormat {
    /// 1.234.567 with this many decimals.
    Plain(u8),
    /// Percent with this many decimals; the value is already in percent.
    Percent(u8),
}
