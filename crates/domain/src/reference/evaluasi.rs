//! The LKE (criteria, weights, answers) and the checklist of the review.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{rows, take};
use crate::schema::Field;

/// How deep an entry of the LKE lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TingkatLke {
    /// One of four components.
    Komponen,
    /// A sub-component, which is answered with a predicate.
    SubKomponen,
    /// A criterion, which is met or not.
    Kriteria,
}

/// An entry of the LKE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButirLke {
    /// Code: `1`, `1.a`, `1.a.1`.
    pub kode: String,
    /// How deep it lies.
    pub tingkat: TingkatLke,
    /// What it asks for.
    pub uraian: String,
    /// Weight in points of 100; criteria have none of their own.
    pub bobot: Option<Decimal>,
    /// Where it comes from.
    pub sumber: String,
}

/// An answer to a sub-component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtiJawabanLke {
    /// Predicate.
    pub jawaban: String,
    /// Share of the weight that it earns, in percent.
    pub nilai: Decimal,
    /// The share of criteria in percent above which it is the answer that follows from counting them.
    pub lebih_dari: Option<Decimal>,
    /// What it means.
    pub arti: String,
}

/// A question of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButirReviu {
    /// Code.
    pub kode: String,
    /// Format, Mekanisme or Substansi.
    pub kelompok: String,
    /// What is asked.
    pub uraian: String,
    /// Where it comes from.
    pub sumber: String,
}

fn number(row: &std::collections::BTreeMap<String, String>, column: &str) -> Option<Decimal> {
    Option::<Decimal>::read(&take(row, column).replace('.', ",")).ok().flatten()
}

static LKE: LazyLock<Vec<ButirLke>> = LazyLock::new(|| {
    rows(include_str!("../../data/lke.csv"))
        .iter()
        .map(|row| ButirLke {
            kode: take(row, "kode"),
            tingkat: match take(row, "tingkat").as_str() {
                "komponen" => TingkatLke::Komponen,
                "subkomponen" => TingkatLke::SubKomponen,
                _ => TingkatLke::Kriteria,
            },
            uraian: take(row, "uraian"),
            bobot: number(row, "bobot"),
            sumber: take(row, "sumber"),
        })
        .collect()
});

static ANSWERS: LazyLock<Vec<ArtiJawabanLke>> = LazyLock::new(|| {
    rows(include_str!("../../data/lke_jawaban.csv"))
        .iter()
        .filter_map(|row| {
            Some(ArtiJawabanLke {
                jawaban: take(row, "jawaban"),
                nilai: number(row, "nilai")?,
                lebih_dari: number(row, "lebih_dari"),
                arti: take(row, "arti"),
            })
        })
        .collect()
});

static REVIEW: LazyLock<Vec<ButirReviu>> = LazyLock::new(|| {
    rows(include_str!("../../data/reviu.csv"))
        .iter()
        .map(|row| ButirReviu {
            kode: take(row, "kode"),
            kelompok: take(row, "kelompok"),
            uraian: take(row, "uraian"),
            sumber: take(row, "sumber"),
        })
        .collect()
});

/// The LKE, parents before children.
pub fn lke() -> &'static [ButirLke] {
    &LKE
}

/// The answers to a sub-component, the best first.
pub fn lke_jawaban() -> &'static [ArtiJawabanLke] {
    &ANSWERS
}

/// The checklist of the review.
pub fn daftar_reviu() -> &'static [ButirReviu] {
    &REVIEW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up() {
        let sum = |tingkat: TingkatLke| -> Decimal {
            lke().iter().filter(|butir| butir.tingkat == tingkat).filter_map(|butir| butir.bobot).sum()
        };
        assert_eq!(sum(TingkatLke::Komponen), Decimal::from(100));
        assert_eq!(sum(TingkatLke::SubKomponen), Decimal::from(100));
        assert_eq!(lke().iter().filter(|butir| butir.tingkat == TingkatLke::Kriteria).count(), 80);
    }
}
