//! Formulas of capaian. An indicator stores the id of its formula, so a new one needs no migration.
//!
//! Each formula is a file `NAME.rs` with its page `NAME.md`, whose table of cases is executed, and a line in
//! [`FORMULAS`].

mod negatif_2tr;
mod negatif_tr;
mod positif;
mod predikat;
mod rentang;
mod stabil;

use crate::reference::Skala;
use crate::value::{Rasio, Target};

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terukur {
    /// A number in the unit of the indicator (83,33… for a percentage).
    Angka {
        /// The exact value.
        nilai: Rasio,
        /// The predicate written beside it, if any.
        predikat: Option<String>,
    },
    /// A predicate alone.
    Predikat(String),
}

impl Terukur {
    /// The number, if there is one.
    pub fn nilai(&self) -> Option<&Rasio> {
        match self {
            Self::Angka { nilai, .. } => Some(nilai),
            Self::Predikat(_) => None,
        }
    }

    /// The predicate, if there is one.
    pub fn predikat(&self) -> Option<&str> {
        match self {
            Self::Angka { predikat, .. } => predikat.as_deref(),
            Self::Predikat(predikat) => Some(predikat),
        }
    }
}

/// What a formula is given.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Target.
    pub target: &'a Target,
    /// Measured value.
    pub realisasi: &'a Terukur,
    /// Scale of the indicator, for predicates.
    pub skala: Option<&'a Skala>,
}

/// Why a capaian has no value, in Bahasa Indonesia.
pub type Sebab = String;

/// A formula.
#[derive(Debug, Clone, Copy)]
pub struct Formula {
    /// Stored id.
    pub id: &'static str,
    /// Name as users read it.
    pub nama: &'static str,
    /// The formula in words, as printed under tables.
    pub rumus: &'static str,
    /// Where it comes from.
    pub dasar: &'static str,
    /// The page for users; its table of cases is executed.
    pub halaman: &'static str,
    /// Capaian as a fraction of 1, not capped, never below 0.
    pub compute: fn(Input<'_>) -> Result<Rasio, Sebab>,
}

/// All formulas, in the order of the manual.
pub const FORMULAS: &[Formula] = &[
    positif::FORMULA,
    negatif_2tr::FORMULA,
    negatif_tr::FORMULA,
    rentang::FORMULA,
    stabil::FORMULA,
    predikat::FORMULA,
];

/// A formula by its id.
pub fn formula(id: &str) -> Option<&'static Formula> {
    FORMULAS.iter().find(|formula| formula.id == id)
}

fn numbers(input: Input<'_>) -> Result<(Rasio, &Rasio), Sebab> {
    let target = input.target.nilai().ok_or("target bukan angka")?;
    let realisasi = input.realisasi.nilai().ok_or("realisasi bukan angka")?;
    Ok((target, realisasi))
}

fn floor(value: Rasio) -> Rasio {
    if value.is_negative() { Rasio::zero() } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::skala;
    use crate::schema::Field;

    /// Runs the table `| target | realisasi | capaian |` of each page. A capaian in words is a part of the reason.
    #[test]
    fn every_case_of_every_page_holds() {
        for formula in FORMULAS {
            let mut cases = 0;
            for line in formula.halaman.lines().filter(|line| line.starts_with("| ")) {
                let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
                let [target, realisasi, expected] = cells.as_slice() else { panic!("{}: {line}", formula.id) };
                if *target == "target" {
                    continue;
                }
                cases += 1;
                let realisasi = match Target::read(realisasi).unwrap() {
                    Target::Angka { nilai, predikat } => Terukur::Angka { nilai: Rasio::from(nilai), predikat },
                    Target::Predikat(predikat) => Terukur::Predikat(predikat),
                    Target::Rentang { .. } => panic!("{}: {line}", formula.id),
                };
                let target = Target::read(target).unwrap();
                let scale = skala(if formula.halaman.contains("skala OPINI") { "OPINI" } else { "AKIP" });
                match (formula.compute)(Input { target: &target, realisasi: &realisasi, skala: scale }) {
                    Ok(capaian) => {
                        assert_eq!(format!("{} %", capaian.percent().show(2)), *expected, "{}: {line}", formula.id)
                    }
                    Err(reason) => assert!(reason.contains(expected), "{}: {line}: {reason}", formula.id),
                }
            }
            assert!(cases >= 4, "{}: too few cases", formula.id);
            assert!(formula.halaman.contains(formula.dasar), "{}: the page does not name its source", formula.id);
        }
    }
}
