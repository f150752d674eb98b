//! Best exactly at the target.

use super::{Formula, Input, Sebab, floor, numbers};
use crate::value::Rasio;

pub(super) const FORMULA: Formula = Formula {
    id: "stabil",
    nama: "Terbaik tepat pada target",
    rumus: "100 % - |realisasi - target| / target × 100 %",
    dasar: "kebiasaan daerah",
    halaman: include_str!("stabil.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let (target, realisasi) = numbers(input)?;
    let distance = (realisasi - &target).abs();
    Rasio::of(&distance, &target)
        .map(|share| floor(&Rasio::from(1) - &share))
        .ok_or_else(|| "target nol, sehingga tidak ada pembagi".to_string())
}
