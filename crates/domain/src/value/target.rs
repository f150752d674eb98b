//! Targets and results as they are written: a number, a predicate, both, or a range.

use std::fmt;

use rust_decimal::Decimal;

use crate::schema::{Field, Kind};
use crate::value::{Rasio, show_decimal};

/// A target or a measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A number, perhaps with the predicate that belongs to it on the indicator's scale: `93`, `68,50 (B-)`.
    Angka {
        /// The number.
        nilai: Decimal,
        /// The predicate as written.
        predikat: Option<String>,
    },
    /// A predicate alone: `B`, `WTP`.
    Predikat(String),
    /// From a lowest to a highest value: `80 s.d. 90`.
    Rentang {
        /// The lowest value.
        bawah: Decimal,
        /// The highest value, not below the lowest.
        atas: Decimal,
    },
}

impl Target {
    /// The number alone, if it is one.
    pub fn nilai(&self) -> Option<Rasio> {
        match self {
            Self::Angka { nilai, .. } => Some(Rasio::from(nilai)),
            Self::Predikat(_) | Self::Rentang { .. } => None,
        }
    }

    /// The predicate, if there is one.
    pub fn predikat(&self) -> Option<&str> {
        match self {
            Self::Angka { predikat, .. } => predikat.as_deref(),
            Self::Predikat(predikat) => Some(predikat),
            Self::Rentang { .. } => None,
        }
    }

    /// As it is printed, with its unit: `93 %`, `68,50 (B-)`.
    pub fn show(&self, satuan: &str) -> String {
        let unit = match satuan {
            "%" => " %",
            _ => "",
        };
        match self {
            Self::Angka { nilai, predikat: None } => format!("{}{unit}", show_decimal(nilai)),
            Self::Angka { nilai, predikat: Some(predikat) } => format!("{}{unit} ({predikat})", show_decimal(nilai)),
            Self::Predikat(predikat) => predikat.clone(),
            Self::Rentang { bawah, atas } => {
                format!("{}{unit} s.d. {}{unit}", show_decimal(bawah), show_decimal(atas))
            }
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.show(""))
    }
}

impl Field for Target {
    const KIND: Kind = Kind::Text;

    fn read(text: &str) -> Result<Self, String> {
        if let Some((low, high)) = text.split_once("s.d.").or_else(|| text.split_once('–')) {
            let (bawah, atas) = (Decimal::read(low.trim())?, Decimal::read(high.trim())?);
            if bawah > atas {
                return Err("Batas bawah lebih besar daripada batas atas.".to_string());
            }
            return Ok(Self::Rentang { bawah, atas });
        }
        let (number, predikat) = match text.split_once('(') {
            Some((number, rest)) => {
                let predikat = rest.strip_suffix(')').map(str::trim).filter(|predikat| !predikat.is_empty());
                (number.trim(), Some(predikat.ok_or("Predikat ditulis dalam kurung, misalnya 68,50 (B-).")?))
            }
            None => (text, None),
        };
        if number.chars().any(|character| character.is_ascii_digit()) {
            return Ok(Self::Angka { nilai: Decimal::read(number)?, predikat: predikat.map(str::to_string) });
        }
        if predikat.is_some() || text.chars().count() > 40 || !text.chars().any(char::is_alphabetic) {
            return Err("Yang diharapkan: angka (93), angka dengan predikat (68,50 (B-)), predikat (B) atau rentang (80 s.d. 90).".to_string());
        }
        Ok(Self::Predikat(text.to_string()))
    }

    fn write(&self) -> String {
        match self {
            Self::Angka { nilai, predikat: None } => nilai.write(),
            Self::Angka { nilai, predikat: Some(predikat) } => format!("{} ({predikat})", nilai.write()),
            Self::Predikat(predikat) => predikat.clone(),
            Self::Rentang { bawah, atas } => format!("{} s.d. {}", bawah.write(), atas.write()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_of_writing() {
        for (text, shown) in [
            ("93", "93 %"),
            ("68,50 (B-)", "68,50 % (B-)"),
            ("B-", "B-"),
            ("80 s.d. 90", "80 % s.d. 90 %"),
            ("WTP", "WTP"),
        ] {
            let target = Target::read(text).unwrap();
            assert_eq!(target.show("%"), shown);
            assert_eq!(Target::read(&target.write()), Ok(target));
        }
        for text in ["90 s.d. 80", "68,50 (", "-", "(B)", "1.234"] {
            assert!(Target::read(text).is_err(), "{text}");
        }
    }
}
