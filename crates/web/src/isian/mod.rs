//! Rows of the register in forms: shown for editing, read back, and saved as one act.
//!
//! A field is called `{tabel}.{baris}.{kolom}`; rows that exist are called by their key (`@F-05`), new ones `b1`, `b2`,
//! ... A hidden `_sebelum` holds each existing row as the person saw it, so that what somebody else changed meanwhile is
//! noticed, `_tetap` what a new row holds without being typed; a checked `_hapus` removes the row, and `_lepas` lets it
//! go once all but its key is emptied. Several tables may stand in one form.

mod kiriman;
mod kisi;
mod kunci;
mod terima;

pub use kiriman::{Catatan, HasilKiriman, Kiriman, simpan};
pub use kisi::{Baris, Kisi, Kolom, Sel, acuan};
pub use terima::{Terima, terima, terima_bila, terima_tampil};

use std::collections::BTreeMap;

use domain::schema::{Column, Field, Kind};
use domain::value::{Rupiah, Tanggal};

/// Cells of a row by column.
pub type Cells = BTreeMap<String, String>;

/// A stored cell as it stands in an input: grouped amounts, dates in the Indonesian order.
pub fn tampil(kolom: &Column, isi: &str) -> String {
    if isi.is_empty() {
        return String::new();
    }
    match kolom.kind {
        Kind::Money => Rupiah::read(isi).map_or_else(|_| isi.to_string(), |amount| amount.to_string()),
        Kind::Date => Tanggal::read(isi).map_or_else(|_| isi.to_string(), hari),
        Kind::Decimal => grouped(isi),
        _ => isi.to_string(),
    }
}

/// A large number with stops between its thousands. From a million on it has two of them and can be read in one way only.
fn grouped(isi: &str) -> String {
    let (whole, rest) = isi.split_once(',').map_or((isi, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    if digits.len() < 7 || !digits.chars().all(|one| one.is_ascii_digit()) {
        return isi.to_string();
    }
    let first = digits.len() % 3;
    let mut text = sign.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == first {
            text.push('.');
        }
        text.push(digit);
    }
    rest.map_or(text.clone(), |rest| format!("{text},{rest}"))
}

/// A day as it stands in an input: `30/09/2024`, whatever language the browser speaks.
pub fn hari(date: Tanggal) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A code without the number at its end.
fn stem(kode: &str) -> &str {
    kode.trim_end_matches(|one: char| one.is_ascii_digit())
}

/// The code after the highest of these, which all end in a number: `P-09`, `P-10`. `None` where there is nothing to go by.
pub fn kode_berikut<'a>(kode: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let parts = |kode: &'a str| {
        let stem = stem(kode);
        let digits = kode.get(stem.len()..)?;
        Some((digits.parse::<u32>().ok()?, stem, digits.len()))
    };
    let (number, stem, width) = kode.into_iter().filter_map(parts).max()?;
    Some(format!("{stem}{:0width$}", number.checked_add(1)?))
}

/// A row of texts as cells; empty ones are left out.
pub fn cells(tabel: &domain::schema::TableSchema, row: &[String]) -> Cells {
    let columns = tabel.columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
    columns.map(|(column, text)| (column.name.to_string(), text.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::{grouped, kode_berikut};

    #[test]
    fn large_numbers_are_grouped() {
        let cases = [("1012311675", "1.012.311.675"), ("999999", "999999"), ("-1234567,50", "-1.234.567,50")];
        for (kept, shown) in cases.into_iter().chain([("123456 (BB)", "123456 (BB)"), ("12345678", "12.345.678")]) {
            assert_eq!(grouped(kept), shown);
        }
        let column = domain::register::table("nilai_komponen").unwrap().columns;
        let column = column.iter().find(|column| column.name == "nilai").unwrap();
        assert_eq!(column.normalise("1.012.311.675").as_deref(), Ok("1012311675"), "and read back");
    }

    #[test]
    fn codes_go_on_from_the_highest() {
        assert_eq!(kode_berikut(["P-02", "P-10", "P-09"]).as_deref(), Some("P-11"));
        assert_eq!(kode_berikut(["INV-1"]).as_deref(), Some("INV-2"));
        assert_eq!(kode_berikut(["CAMAT", "P-99"]).as_deref(), Some("P-100"));
        assert_eq!(kode_berikut(["CAMAT", "P-4294967295"]), None);
        assert_eq!(kode_berikut([]), None);
    }
}
