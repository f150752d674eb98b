//! Years, quarters and dates as they are typed.

use app::{AppError, Field, Periode, Rejection, Tanggal, Triwulan};

use crate::argumen;

/// Reads a value that was typed after an option.
pub fn read<T: Field>(option: &str, text: &str) -> Result<T, AppError> {
    T::read(text.trim()).map_err(|why| {
        let action = format!("Perbaiki nilai {option}.");
        Rejection::single("PRT001", option, format!("\"{text}\" tidak dapat dibaca."), why, action).into()
    })
}

/// The period of `--tahun` with `--triwulan` or `--tahunan`.
pub fn of(argumen: &argumen::Periode) -> Result<Periode, AppError> {
    let tahun = read::<i32>("--tahun", &argumen.tahun)?;
    Ok(match &argumen.triwulan {
        Some(triwulan) => Periode::Triwulan { tahun, triwulan: read::<Triwulan>("--triwulan", triwulan)? },
        None => Periode::Tahunan { tahun },
    })
}

/// The date of `--per-tanggal`.
pub fn per_tanggal(text: Option<&str>) -> Result<Option<Tanggal>, AppError> {
    text.map(|text| read::<Tanggal>("--per-tanggal", text)).transpose()
}
