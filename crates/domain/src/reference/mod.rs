//! Data that ships with the product: dated, with a source on every row, never constants of the code.
//!
//! What an office has in its own register (parameter, tenggat_dokumen, nama_anggaran) goes before what ships.

mod evaluasi;
mod nomenklatur;
mod parameter;
mod skala;
mod tenggat;
mod wilayah;
mod zona;

use std::collections::BTreeMap;

pub use evaluasi::{ArtiJawabanLke, ButirLke, ButirReviu, TingkatLke, daftar_reviu, lke, lke_jawaban};
pub use nomenklatur::{EntriNomenklatur, VersiNomenklatur, nomenklatur, nomenklatur_lengkap, nomenklatur_versi};
pub use parameter::{ParameterBawaan, parameter_bawaan};
pub use skala::{Skala, TingkatSkala, skala};
pub use tenggat::{TenggatBawaan, tenggat_bawaan};
pub use wilayah::{kecamatan, wilayah, wilayah_di};
pub use zona::{ZonaWaktu, waktu_setempat, zona_waktu};

/// Rows of a shipped CSV by column name. The files are compiled in and read in the tests, so a broken row cannot ship.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> =
        reader.headers().map(|heads| heads.iter().map(str::to_string).collect()).unwrap_or_default();
    reader
        .records()
        .filter_map(Result::ok)
        .map(|record| heads.iter().cloned().zip(record.iter().map(str::to_string)).collect())
        .collect()
}

fn take(row: &BTreeMap<String, String>, column: &str) -> String {
    row.get(column).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_row_is_read_and_names_its_source() {
        for (name, text, read) in [
            (
                "skala",
                include_str!("../../data/skala.csv"),
                skala::all().values().map(|scale| scale.tingkat.len()).sum(),
            ),
            ("parameter", include_str!("../../data/parameter.csv"), parameter_bawaan().len()),
            ("tenggat", include_str!("../../data/tenggat.csv"), tenggat_bawaan().len()),
            ("nomenklatur", include_str!("../../data/nomenklatur.csv"), nomenklatur_lengkap().count()),
            ("lke", include_str!("../../data/lke.csv"), lke().len()),
            ("lke_jawaban", include_str!("../../data/lke_jawaban.csv"), lke_jawaban().len()),
            ("reviu", include_str!("../../data/reviu.csv"), daftar_reviu().len()),
            ("wilayah", include_str!("../../data/wilayah.csv"), wilayah::all().len()),
            ("zona_waktu", include_str!("../../data/zona_waktu.csv"), zona::all().len()),
        ] {
            let rows = rows(text);
            assert_eq!(rows.len(), text.trim_end().lines().count() - 1, "{name}: a row cannot be read");
            assert_eq!(rows.len(), read, "{name}: a row is not used");
            assert!(rows.iter().all(|row| !take(row, "sumber").is_empty()), "{name}: a row without source");
        }
        assert_eq!(nomenklatur_versi().len(), 6);
    }
}
