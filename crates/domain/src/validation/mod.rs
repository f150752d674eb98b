//! What contradicts itself in a register: all problems at once, each with its row.
//!
//! Errors are what no calculation can work with; what was signed or may be a rare truth is a warning.

mod anggaran;
mod desa;
mod indikator;
mod instansi;
mod kepegawaian;
mod laporan;
mod perjanjian;

use crate::problem::{Place, Problems};
use crate::register::Register;

/// Checks the register of an office in a year.
pub fn validate(tahun: i32, register: &Register) -> Problems {
    let mut problems = Problems::default();
    for check in [
        instansi::check,
        kepegawaian::check,
        indikator::check,
        perjanjian::check,
        anggaran::check,
        desa::check,
        laporan::check,
    ] {
        check(tahun, register, &mut problems);
    }
    problems
}

/// A row of a table by its key.
fn row(table: &str, key: impl std::fmt::Display) -> Place {
    Place(format!("tabel {table}, baris {key}"))
}

/// The codes that stand on a way up that never reaches the top.
fn cycles<'a, K: Ord + 'a>(nodes: impl Iterator<Item = (&'a K, Option<&'a K>)>) -> Vec<&'a K> {
    let parents: std::collections::BTreeMap<&K, Option<&K>> = nodes.collect();
    let endless = |start: &&&K| {
        let mut at = Some(**start);
        for _ in 0..=parents.len() {
            match at {
                Some(code) => at = parents.get(code).copied().flatten(),
                None => return false,
            }
        }
        true
    };
    parents.keys().filter(endless).copied().collect()
}

#[cfg(test)]
mod tests;
