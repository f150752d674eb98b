//! Periods of reporting.

use std::fmt;

use crate::schema::{Field, Kind};
use crate::value::Tanggal;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Triwulan {
    /// January to March.
    I,
    /// April to June.
    II,
    /// July to September.
    III,
    /// October to December.
    IV,
}

impl Triwulan {
    /// All four, in order.
    pub const ALL: [Self; 4] = [Self::I, Self::II, Self::III, Self::IV];

    /// 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Number of its last month: 3, 6, 9 or 12.
    pub fn last_month(self) -> u8 {
        self.number() * 3
    }

    /// Roman number.
    pub fn roman(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::III => "III",
            Self::IV => "IV",
        }
    }
}

/// `III`.
impl fmt::Display for Triwulan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.roman())
    }
}

impl Field for Triwulan {
    const KIND: Kind = Kind::Choice(&["1", "2", "3", "4"]);

    fn read(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|quarter| quarter.roman().eq_ignore_ascii_case(text) || quarter.number().to_string() == text)
            .ok_or_else(|| "Triwulan yang dikenal: 1, 2, 3, 4 (atau I, II, III, IV).".to_string())
    }

    fn write(&self) -> String {
        self.number().to_string()
    }
}

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Periode {
    /// From the start of the year to the end of a quarter.
    Triwulan {
        /// Budget year.
        tahun: i32,
        /// Quarter.
        triwulan: Triwulan,
    },
    /// The whole year.
    Tahunan {
        /// Budget year.
        tahun: i32,
    },
}

impl Periode {
    /// Budget year.
    pub fn tahun(self) -> i32 {
        match self {
            Self::Triwulan { tahun, .. } | Self::Tahunan { tahun } => tahun,
        }
    }

    /// The quarter that has ended with the period; the fourth for a year.
    pub fn triwulan(self) -> Triwulan {
        match self {
            Self::Triwulan { triwulan, .. } => triwulan,
            Self::Tahunan { .. } => Triwulan::IV,
        }
    }

    /// The last day of the period; `None` only for years that no calendar has.
    pub fn end(self) -> Option<Tanggal> {
        Tanggal::end_of_month(self.tahun(), self.triwulan().last_month())
    }

    /// `TW III`, or `tahun 2024` for a year; for column heads.
    pub fn short(self) -> String {
        match self {
            Self::Triwulan { triwulan, .. } => format!("TW {triwulan}"),
            Self::Tahunan { tahun } => format!("Tahun {tahun}"),
        }
    }

    /// How the amounts of the period are called: `s.d. Triwulan III`, `Tahun 2024`.
    pub fn until(self) -> String {
        match self {
            Self::Triwulan { triwulan, .. } => format!("s.d. Triwulan {triwulan}"),
            Self::Tahunan { tahun } => format!("Tahun {tahun}"),
        }
    }
}

/// `Triwulan III Tahun 2024`, `Tahun 2024`.
impl fmt::Display for Periode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Triwulan { tahun, triwulan } => write!(formatter, "Triwulan {triwulan} Tahun {tahun}"),
            Self::Tahunan { tahun } => write!(formatter, "Tahun {tahun}"),
        }
    }
}

/// `2024/3` for a quarter, `2024` for a year.
impl Field for Periode {
    const KIND: Kind = Kind::Code;

    fn read(text: &str) -> Result<Self, String> {
        let expected = "Yang diharapkan: periode seperti 2024/3 (triwulan) atau 2024 (tahunan).";
        let (year, quarter) = match text.split_once('/') {
            Some((year, quarter)) => (year, Some(quarter)),
            None => (text, None),
        };
        let tahun: i32 = match year.parse() {
            Ok(tahun) if year.len() == 4 && (1950..=2200).contains(&tahun) => tahun,
            _ => return Err(expected.to_string()),
        };
        Ok(match quarter {
            Some(quarter) => Self::Triwulan { tahun, triwulan: Triwulan::read(quarter)? },
            None => Self::Tahunan { tahun },
        })
    }

    fn write(&self) -> String {
        match self {
            Self::Triwulan { tahun, triwulan } => format!("{tahun}/{}", triwulan.number()),
            Self::Tahunan { tahun } => tahun.to_string(),
        }
    }
}
