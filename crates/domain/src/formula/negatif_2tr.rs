//! Lower is better, mirrored at the target.

use super::{Formula, Input, Sebab, floor, numbers};
use crate::value::Rasio;

pub(super) const FORMULA: Formula = Formula {
    id: "negatif-2tr",
    nama: "Makin rendah makin baik (dua kali target dikurangi realisasi)",
    rumus: "(2 × target - realisasi) / target × 100 %",
    dasar: "PermenPANRB 8/2021",
    halaman: include_str!("negatif_2tr.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let (target, realisasi) = numbers(input)?;
    let doubled = &target + &target;
    Rasio::of(&(&doubled - realisasi), &target)
        .map(floor)
        .ok_or_else(|| "target nol, sehingga tidak ada pembagi".to_string())
}
