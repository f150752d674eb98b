//! Codes of regions.

use std::fmt;

use crate::schema::{Field, Kind};

/// A region code `PP.KK.CC.DDDD`, or its first one to three parts. Form: Kepmendagri 300.2.2-2138/2025.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KodeWilayah(String);

impl KodeWilayah {
    /// The text with dots.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of the region that this one lies in; `None` for a province.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_string()))
    }
}

impl fmt::Display for KodeWilayah {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Field for KodeWilayah {
    const KIND: Kind = Kind::Code;

    fn read(text: &str) -> Result<Self, String> {
        let mut parts: Vec<String> = text.split('.').map(str::to_string).collect();
        if let ([whole], 10) = (parts.as_slice(), text.len())
            && let (Some(a), Some(b), Some(c), Some(d)) =
                (whole.get(..2), whole.get(2..4), whole.get(4..6), whole.get(6..))
        {
            parts = [a, b, c, d].map(str::to_string).to_vec();
        }
        let lengths: Vec<usize> = parts.iter().map(String::len).collect();
        let digits = parts.iter().all(|part| part.chars().all(|character| character.is_ascii_digit()));
        if !digits || ![2, 2, 2, 4].starts_with(&lengths) || lengths.is_empty() {
            return Err(
                "Yang diharapkan: kode wilayah seperti 35.08.02 (kecamatan) atau 35.08.02.2001 (desa).".to_string()
            );
        }
        Ok(Self(parts.join(".")))
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}
