//! Codes of programme, kegiatan and sub kegiatan.

use std::cmp::Ordering;
use std::fmt;

use crate::schema::{Field, Kind};

/// Depth of a code in the nomenclature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tingkat {
    /// `7`
    Urusan,
    /// `7.01`
    Bidang,
    /// `7.01.01`
    Program,
    /// `7.01.01.2.01`
    Kegiatan,
    /// `7.01.01.2.01.0001`
    SubKegiatan,
}

/// A code `U.BB.PP.K.KK.SSSS`. Sub kegiatan have two digits up to Kepmendagri 050-5889/2021 and four from
/// 900.1.15.5-1317/2023 on; the written form is kept, order and equality go by the numbers.
#[derive(Debug, Clone)]
pub struct KodeNomenklatur {
    written: String,
    numbers: Vec<u32>,
}

impl KodeNomenklatur {
    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Depth.
    pub fn tingkat(&self) -> Tingkat {
        match self.numbers.len() {
            1 => Tingkat::Urusan,
            2 => Tingkat::Bidang,
            3 => Tingkat::Program,
            5 => Tingkat::Kegiatan,
            _ => Tingkat::SubKegiatan,
        }
    }

    /// The code one level up; `None` for an urusan.
    pub fn parent(&self) -> Option<Self> {
        let keep = match self.numbers.len() {
            6 => 5,
            5 => 3,
            3 => 2,
            2 => 1,
            _ => return None,
        };
        let written: Vec<&str> = self.written.split('.').take(keep).collect();
        Some(Self { written: written.join("."), numbers: self.numbers.iter().copied().take(keep).collect() })
    }
}

impl PartialEq for KodeNomenklatur {
    fn eq(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

impl Eq for KodeNomenklatur {}

impl PartialOrd for KodeNomenklatur {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for KodeNomenklatur {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers.cmp(&other.numbers)
    }
}

impl fmt::Display for KodeNomenklatur {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

impl Field for KodeNomenklatur {
    const KIND: Kind = Kind::Code;

    fn read(text: &str) -> Result<Self, String> {
        let expected = || {
            "Yang diharapkan: kode seperti 7.01.01 (program), 7.01.01.2.01 (kegiatan) atau 7.01.01.2.01.0001 (sub kegiatan)."
                .to_string()
        };
        let parts: Vec<&str> = text.split('.').collect();
        let numbers: Option<Vec<u32>> = parts
            .iter()
            .map(|part| part.parse().ok().filter(|_| part.chars().all(|character| character.is_ascii_digit())))
            .collect();
        let numbers = numbers.ok_or_else(expected)?;
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let known = match lengths.as_slice() {
            [1, 2, 2, 1, 2, last] => *last == 2 || *last == 4,
            [1, 2, 2, 1, 2] | [1, 2, 2] | [1, 2] | [1] => true,
            _ => false,
        };
        if !known {
            return Err(expected());
        }
        Ok(Self { written: text.to_string(), numbers })
    }

    fn write(&self) -> String {
        self.written.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_levels_and_both_widths() {
        let short = KodeNomenklatur::read("7.01.03.2.06.03").unwrap();
        let long = KodeNomenklatur::read("7.01.03.2.06.0003").unwrap();
        assert_eq!(short, long);
        assert_eq!(short.as_str(), "7.01.03.2.06.03");
        assert_eq!(long.tingkat(), Tingkat::SubKegiatan);
        let kegiatan = long.parent().unwrap();
        assert_eq!((kegiatan.as_str(), kegiatan.tingkat()), ("7.01.03.2.06", Tingkat::Kegiatan));
        assert_eq!(kegiatan.parent().unwrap().as_str(), "7.01.03");
        for text in ["", "7.1.03", "7.01.03.2.06.003", "7.01.03.06", "7.01.03.2.06.0003.01", "x", "7.01.03.2.06.+003"] {
            assert!(KodeNomenklatur::read(text).is_err(), "{text}");
        }
    }
}
