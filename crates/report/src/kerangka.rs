//! Outlines: which sections a report has, in which order, under which headings. Dated data, not code.

use std::sync::LazyLock;

use domain::schema::Field;
use domain::value::{Periode, Tanggal};

use crate::teks::capitalized;

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

/// What a section without a heading is called: the words of its id.
pub fn sebutan(bagian: &str) -> String {
    capitalized(&bagian.replace('-', " "))
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
    /// `2.1`, `2.1.3`: with the numbers of the chapter and of the headings above.
    BabAngka,
}

/// An outline: for which reports it is meant, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaftarKerangka {
    /// Name, as in the table `laporan`.
    pub kerangka: String,
    /// The kabupaten whose offices use it; empty for all.
    pub kabupaten: String,
    /// True for a report of a year, false for one of a quarter.
    pub tahunan: bool,
    /// First day of a period that may be reported with it.
    pub berlaku_sejak: Tanggal,
    /// Where it comes from.
    pub sumber: String,
}

impl DaftarKerangka {
    /// True where a report of the period may have this outline. The kabupaten is a hint for the choice, not a bar:
    /// an office may follow another one's outline.
    pub fn suits(&self, periode: Periode) -> bool {
        let same_kind = self.tahunan == matches!(periode, Periode::Tahunan { .. });
        same_kind && periode.end().is_none_or(|end| end >= self.berlaku_sejak)
    }

    /// For which reports it is meant, in words.
    pub fn describe(&self) -> String {
        let kind = if self.tahunan { "tahunan" } else { "triwulan" };
        format!("untuk laporan {kind} sejak {}", self.berlaku_sejak)
    }
}

static LIST: LazyLock<Vec<DaftarKerangka>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../data/kerangka_daftar.csv").as_bytes());
    let row = |record: csv::StringRecord| {
        let cell = |column: usize| record.get(column).unwrap_or_default().to_string();
        Some(DaftarKerangka {
            kerangka: cell(0),
            kabupaten: cell(1),
            tahunan: match cell(2).as_str() {
                "tahunan" => true,
                "triwulan" => false,
                _ => return None,
            },
            berlaku_sejak: Tanggal::read(&cell(3)).ok()?,
            sumber: cell(4),
        })
    };
    reader.records().filter_map(Result::ok).filter_map(row).collect()
});

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

/// The outlines that ship.
pub fn daftar_kerangka() -> &'static [DaftarKerangka] {
    &LIST
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

    #[test]
    fn every_outline_is_listed_with_its_source_and_has_lines() {
        assert_eq!(LIST.len(), include_str!("../data/kerangka_daftar.csv").trim_end().lines().count() - 1);
        for outline in LIST.iter() {
            assert!(!kerangka(&outline.kerangka).is_empty() && !outline.sumber.is_empty(), "{}", outline.kerangka);
        }
        for line in OUTLINES.iter() {
            assert!(LIST.iter().any(|outline| outline.kerangka == line.kerangka), "{}", line.kerangka);
        }
    }
}
