//! Best inside a range.

use super::{Formula, Input, Sebab, floor};
use crate::value::{Rasio, Target};

pub(super) const FORMULA: Formula = Formula {
    id: "rentang",
    nama: "Terbaik di dalam rentang",
    rumus: "100 % di dalam rentang; di luarnya realisasi dibandingkan dengan batas terdekat",
    dasar: "PermenPANRB 8/2021",
    halaman: include_str!("rentang.md"),
    compute,
};

fn compute(input: Input<'_>) -> Result<Rasio, Sebab> {
    let Target::Rentang { bawah, atas } = input.target else {
        return Err("target bukan rentang".to_string());
    };
    let (low, high) = (Rasio::from(bawah), Rasio::from(atas));
    let realisasi = input.realisasi.nilai().ok_or("realisasi bukan angka")?;
    let bound = if *realisasi < low {
        low
    } else if *realisasi > high {
        high
    } else {
        return Ok(Rasio::from(1));
    };
    Rasio::of(realisasi, &bound).map(floor).ok_or_else(|| "batas rentang nol, sehingga tidak ada pembagi".to_string())
}
