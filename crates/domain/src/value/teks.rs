//! Text of people.

use std::fmt;
use std::ops::Deref;

use crate::schema::{Field, Kind};

/// One line of text; white space is folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Teks(String);

/// Text over several paragraphs; paragraphs are separated by an empty line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naskah(String);

impl Naskah {
    /// The paragraphs, white space folded.
    pub fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs = vec![String::new()];
        for line in self.0.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            match paragraphs.last_mut() {
                Some(last) if !line.is_empty() => {
                    if !last.is_empty() {
                        last.push(' ');
                    }
                    last.push_str(&line);
                }
                _ => paragraphs.push(String::new()),
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }
}

fn without_control(text: &str) -> Result<(), String> {
    match text.chars().find(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t')) {
        Some(character) => Err(format!("Ada karakter kendali (U+{:04X}) di dalam teks.", u32::from(character))),
        None => Ok(()),
    }
}

impl Field for Teks {
    const KIND: Kind = Kind::Text;

    fn read(text: &str) -> Result<Self, String> {
        without_control(text)?;
        Ok(Self(text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}

impl Field for Naskah {
    const KIND: Kind = Kind::Prose;

    fn read(text: &str) -> Result<Self, String> {
        without_control(text)?;
        Ok(Self(text.replace("\r\n", "\n").trim().to_string()))
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}

impl Deref for Teks {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Naskah {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Teks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Field for u32 {
    const KIND: Kind = Kind::Whole;

    fn read(text: &str) -> Result<Self, String> {
        if !text.chars().all(|character| character.is_ascii_digit()) {
            return Err("Yang diharapkan: bilangan bulat seperti 1 atau 12, tanpa titik dan koma.".to_string());
        }
        text.parse().map_err(|_| "Bilangan ini terlalu besar.".to_string())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// A year; nothing else in the register is a signed number.
impl Field for i32 {
    const KIND: Kind = Kind::Whole;

    fn read(text: &str) -> Result<Self, String> {
        text.parse()
            .ok()
            .filter(|year| text.len() == 4 && (1950..=2200).contains(year))
            .ok_or_else(|| "Yang diharapkan: tahun dengan empat angka, misalnya 2024.".to_string())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Flag;

    fn read(text: &str) -> Result<Self, String> {
        match text.to_lowercase().as_str() {
            "ya" | "true" | "1" => Ok(true),
            "tidak" | "false" | "0" => Ok(false),
            _ => Err("Yang diharapkan: ya atau tidak.".to_string()),
        }
    }

    fn write(&self) -> String {
        if *self { "ya" } else { "tidak" }.to_string()
    }
}
