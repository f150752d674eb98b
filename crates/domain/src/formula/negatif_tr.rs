//! Lower is better, target over result.

use super::{Formula, Input, Sebab, floor, numbers};
use crate::value::Rasio;

pub(super) const FORMULA: Formula = Formula {
    id: "negatif-tr",
    nama: "Makin rendah makin baik (target dibagi realisasi)",
    rumus: "target / realisasi × 100 %",
    dasar: "kebiasaan daerah",
    halaman: include_str!("negatif_tr.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let (target, realisasi) = numbers(input)?;
    Rasio::of(&target, realisasi).map(floor).ok_or_else(|| "realisasi nol, sehingga tidak ada pembagi".to_string())
}
