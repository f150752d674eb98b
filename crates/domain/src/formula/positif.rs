//! Higher is better.

use super::{Formula, Input, Sebab, floor, numbers};
use crate::value::Rasio;

pub(super) const FORMULA: Formula = Formula {
    id: "positif",
    nama: "Makin tinggi makin baik",
    rumus: "realisasi / target × 100 %",
    dasar: "PermenPANRB 53/2014",
    halaman: include_str!("positif.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let (target, realisasi) = numbers(input)?;
    Rasio::of(realisasi, &target).map(floor).ok_or_else(|| "target nol, sehingga tidak ada pembagi".to_string())
}
