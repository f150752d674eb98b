//! Predicates on a named scale.

use super::{Formula, Input, Sebab};
use crate::value::Rasio;

pub(super) const FORMULA: Formula = Formula {
    id: "predikat",
    nama: "Predikat pada skala",
    rumus: "urutan predikat realisasi / urutan predikat target × 100 %",
    dasar: "kebiasaan daerah",
    halaman: include_str!("predikat.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let scale = input.skala.ok_or("skala predikat indikator ini belum diisi")?;
    let rank = |predikat: Option<&str>, what: &str| -> Result<Rasio, Sebab> {
        let predikat = predikat.ok_or_else(|| format!("{what} tidak memuat predikat"))?;
        scale.rank(predikat).map(Rasio::from).ok_or_else(|| format!("predikat {what} tidak dikenal pada skalanya"))
    };
    let target = rank(input.target.predikat(), "target")?;
    let realisasi = rank(input.realisasi.predikat(), "realisasi")?;
    Rasio::of(&realisasi, &target).ok_or_else(|| "urutan target nol".to_string())
}
