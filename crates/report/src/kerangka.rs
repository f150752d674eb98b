//! Outlines: which sections a report has, in which order, under which headings. Dated data, not code.

use std::sync::LazyLock;

/// A line of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisKerangka {
    /// Outline that the line belongs to.
    pub kerangka: String,
    /// Section; `bab` is a heading alone.
    pub bagian: String,
    /// Level of the heading, 0 for none.
    pub tingkat: u8,
    /// How headings of this line count.
    pub penomoran: Penomoran,
    /// Text of the heading; may be empty.
    pub judul: String,
    /// False where the section may be left out when the register holds nothing for it.
    pub wajib: bool,
    /// The rule that asks for the section.
    pub dasar: String,
}

/// How headings count; counters start again under each heading of a higher level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penomoran {
    /// Not at all.
    Tanpa,
    /// `BAB I`
    Bab,
    /// `A.`
    HurufBesar,
    /// `a.`
    HurufKecil,
    /// `1.`
    Angka,
    /// `2.1`, with the number of the chapter.
    BabAngka,
}

static OUTLINES: LazyLock<Vec<BarisKerangka>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../data/kerangka.csv").as_bytes());
    reader.records().filter_map(Result::ok).filter_map(|record| read(&record)).collect()
});

fn read(record: &csv::StringRecord) -> Option<BarisKerangka> {
    let cell = |column: usize| record.get(column).unwrap_or_default().to_string();
    Some(BarisKerangka {
        kerangka: cell(0),
        bagian: cell(1),
        tingkat: cell(2).parse().ok()?,
        penomoran: match cell(3).as_str() {
            "" => Penomoran::Tanpa,
            "BAB" => Penomoran::Bab,
            "A." => Penomoran::HurufBesar,
            "a." => Penomoran::HurufKecil,
            "1." => Penomoran::Angka,
            "1.1" => Penomoran::BabAngka,
            _ => return None,
        },
        judul: cell(4),
        wajib: cell(5) == "ya",
        dasar: cell(6),
    })
}

/// The lines of an outline; empty for a name that is not known.
pub fn kerangka(name: &str) -> Vec<&'static BarisKerangka> {
    OUTLINES.iter().filter(|line| line.kerangka == name).collect()
}

/// Names of the outlines that ship.
pub fn kerangka_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = OUTLINES.iter().map(|line| line.kerangka.as_str()).collect();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bagian::bagian;

    #[test]
    fn every_line_is_read_and_names_a_section_and_its_basis() {
        assert_eq!(OUTLINES.len(), include_str!("../data/kerangka.csv").trim_end().lines().count() - 1);
        for line in OUTLINES.iter() {
            assert!(line.bagian == "bab" || bagian(&line.bagian).is_some(), "{}", line.bagian);
            assert!(!line.dasar.is_empty(), "{}", line.bagian);
        }
    }
}
