//! Natural keys.

use std::fmt;

use crate::schema::{Field, Kind};

/// A short name by which a row is called in its office: letters, digits, `-`, `.`, `_`, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kode(String);

impl Kode {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PartialEq<str> for Kode {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl Field for Kode {
    const KIND: Kind = Kind::Code;

    fn read(text: &str) -> Result<Self, String> {
        let known = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_');
        if text.is_empty() || text.len() > 40 || !text.chars().all(known) {
            return Err("Kode terdiri atas huruf, angka, tanda -, . atau _, paling panjang 40.".to_string());
        }
        Ok(Self(text.to_string()))
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}
