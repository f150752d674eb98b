//! Words for figures: how values are shown in sentences and cells.

use document::{Align, Cell, NumberFormat, Value};
use domain::calculation::{HasilIndikator, Realisasi};
use domain::formula::Terukur;
use domain::register::Indikator;
use domain::value::{Periode, Rasio, Rupiah, terbilang};

/// `89,61 %` from a fraction of 1.
pub fn percent(fraction: &Rasio) -> String {
    format!("{} %", fraction.percent().show(2))
}

/// `Rp 1.161.574.521`.
pub fn rupiah(amount: Rupiah) -> String {
    format!("Rp {amount}")
}

/// `36 (tiga puluh enam)`.
pub(crate) fn counted(count: usize) -> String {
    format!("{count} ({})", terbilang(count as u64))
}

/// A measured value with its unit: `83,33 %`, `69,10 (B-)`, `WTP`.
pub fn measured(value: &Terukur, satuan: &str, desimal: u8) -> String {
    match value {
        Terukur::Angka { nilai, predikat } => {
            let unit = if satuan == "%" { " %" } else { "" };
            let predikat = predikat.as_ref().map(|predikat| format!(" ({predikat})")).unwrap_or_default();
            format!("{}{unit}{predikat}", nilai.show(desimal))
        }
        Terukur::Predikat(predikat) => predikat.clone(),
    }
}

/// The result of an indicator in words: its value, or why there is none.
pub fn realisasi(hasil: &HasilIndikator<'_>) -> Result<String, String> {
    match &hasil.realisasi {
        Realisasi::Tersedia { nilai, .. } => Ok(measured(nilai, &hasil.indikator.satuan, hasil.desimal())),
        Realisasi::BelumTersedia { sumber, waktu } => Err(match (sumber, waktu) {
            (Some(sumber), Some(waktu)) => format!("belum tersedia: {sumber}, {waktu}"),
            (Some(known), None) | (None, Some(known)) => format!("belum tersedia: {known}"),
            (None, None) => "belum tersedia".to_string(),
        }),
        Realisasi::BelumDiisi => Err("belum diisi".to_string()),
    }
}

/// Name of an indicator with its unit, where its values do not carry it: `Waktu tanggap (jam)`.
pub fn with_unit(indikator: &Indikator) -> String {
    match &*indikator.satuan {
        "%" => indikator.uraian.to_string(),
        unit => format!("{} ({unit})", &*indikator.uraian),
    }
}

/// A cell with rupiah as a number; `-` for nothing known.
pub(crate) fn rupiah_cell(amount: Option<Rupiah>) -> Cell {
    match amount {
        Some(amount) => Cell::text(amount.to_string()).with_value(Value::Number {
            value: amount.decimal(),
            format: NumberFormat::Plain(if amount.sen() % 100 == 0 { 0 } else { 2 }),
        }),
        None => Cell::text("belum diisi").aligned(Align::Center),
    }
}

/// A cell with a percentage from a fraction of 1; `-` where there is none.
pub fn percent_cell(fraction: Option<&Rasio>) -> Cell {
    let Some(fraction) = fraction else { return Cell::text("-").aligned(Align::Center) };
    let cell = Cell::text(percent(fraction));
    match fraction.percent().rounded(2) {
        Some(value) => cell.with_value(Value::Number { value, format: NumberFormat::Percent(2) }),
        None => cell,
    }
}

/// A cell with a count as a number.
pub fn count_cell(count: usize) -> Cell {
    Cell::text(count.to_string())
        .with_value(Value::Number { value: rust_decimal::Decimal::from(count as u64), format: NumberFormat::Plain(0) })
}

/// Joins words as in a sentence: `a`, `a dan b`, `a, b, dan c`.
pub fn enumerate(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} dan {second}"),
        [rest @ .., last] => format!("{}, dan {last}", rest.join(", ")),
    }
}

/// Items of a list that is one sentence: `;` after each, `.` after the last.
pub(crate) fn listed(items: Vec<String>) -> Vec<String> {
    let last = items.len().saturating_sub(1);
    let end = |(index, item): (usize, String)| format!("{item}{}", if index == last { "." } else { ";" });
    items.into_iter().enumerate().map(end).collect()
}

/// The period in captions: `s.d. Triwulan III Tahun 2024`, `Tahun 2024`.
pub fn until(periode: Periode) -> String {
    match periode {
        Periode::Triwulan { tahun, .. } => format!("{} Tahun {tahun}", periode.until()),
        Periode::Tahunan { .. } => periode.until(),
    }
}

/// First letter in capitals.
pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
