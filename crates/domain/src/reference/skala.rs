//! Named scales: categories of capaian, predicates of indices.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{rows, take};
use crate::schema::Field;
use crate::value::Rasio;

/// A named scale, its levels from best to worst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skala {
    /// Levels from best to worst.
    pub tingkat: Vec<TingkatSkala>,
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TingkatSkala {
    /// Lower bound; the worst level of a scale may have none, nor have scales of words alone.
    pub batas_bawah: Option<Decimal>,
    /// True where the lower bound itself belongs to the level.
    pub inklusif: bool,
    /// Predicate ("B-"), empty for scales of categories.
    pub predikat: String,
    /// Words ("Baik dengan Catatan").
    pub kategori: String,
    /// Source of the row.
    pub sumber: String,
}

impl Skala {
    /// The level of a value; `None` on a scale of words alone, or below its worst bound.
    pub fn classify(&self, value: &Rasio) -> Option<&TingkatSkala> {
        if self.tingkat.iter().all(|level| level.batas_bawah.is_none()) {
            return None;
        }
        self.tingkat.iter().find(|level| match &level.batas_bawah {
            Some(bound) if level.inklusif => *value >= Rasio::from(bound),
            Some(bound) => *value > Rasio::from(bound),
            None => true,
        })
    }

    /// Rank of a predicate: 1 for the worst, upwards; `None` where the scale does not know it.
    pub fn rank(&self, predikat: &str) -> Option<i64> {
        let at = self.tingkat.iter().rev().position(|level| level.predikat.eq_ignore_ascii_case(predikat))?;
        i64::try_from(at + 1).ok()
    }
}

static SCALES: LazyLock<BTreeMap<String, Skala>> = LazyLock::new(|| {
    let mut scales: BTreeMap<String, Skala> = BTreeMap::new();
    for row in rows(include_str!("../../data/skala.csv")) {
        let level = TingkatSkala {
            batas_bawah: Option::<Decimal>::read(&take(&row, "batas_bawah").replace('.', ",")).ok().flatten(),
            inklusif: take(&row, "inklusif") == "ya",
            predikat: take(&row, "predikat"),
            kategori: take(&row, "kategori"),
            sumber: take(&row, "sumber"),
        };
        scales.entry(take(&row, "skala")).or_insert_with(|| Skala { tingkat: Vec::new() }).tingkat.push(level);
    }
    scales
});

#[cfg(test)]
pub(super) fn all() -> &'static BTreeMap<String, Skala> {
    &SCALES
}

/// A scale by its name.
pub fn skala(name: &str) -> Option<&'static Skala> {
    SCALES.get(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predicate(scale: &str, value: &str) -> String {
        let value = Rasio::from(Decimal::read(value).unwrap());
        skala(scale)
            .unwrap()
            .classify(&value)
            .map(|level| format!("{}{}", level.predikat, level.kategori))
            .unwrap_or_default()
    }

    #[test]
    fn bounds_are_as_their_source_says() {
        assert_eq!(predicate("IPP-100", "68,50"), "B-Baik dengan Catatan");
        assert_eq!(predicate("AKIP", "90"), "AMemuaskan");
        assert_eq!(predicate("AKIP", "90,01"), "AASangat Memuaskan");
        assert_eq!(predicate("SKM", "88,31"), "ASangat Baik");
        assert_eq!(predicate("PERMENDAGRI-86-2017", "90,5"), "Tinggi");
        assert_eq!(predicate("PERMENDAGRI-86-2017", "50"), "Sangat Rendah");
        assert_eq!(skala("OPINI").unwrap().rank("WTP"), Some(4));
        assert_eq!(skala("OPINI").unwrap().classify(&Rasio::from(1)), None);
        assert_eq!(skala("AKIP").unwrap().rank("b"), Some(4));
    }
}
