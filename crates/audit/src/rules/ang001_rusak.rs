//! A number whose groups of digits are broken (`11.100.0000`).

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, row};
use crate::angka::{Bacaan, show};
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, JenisSaran, Kepastian, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "ANG001",
    judul: "Pengelompokan ribuan rusak",
    tingkat: Tingkat::Kesalahan,
    dasar: "ejaan baku: ribuan dikelompokkan tiga angka",
    halaman: include_str!("ang001_rusak.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        for column in tabel.numeric() {
            for isi in &tabel.isi {
                let (mentah, dugaan) = match isi.bacaan(column) {
                    Bacaan::Rusak { mentah, dugaan } => (mentah, dugaan),
                    Bacaan::Angka(_) => {
                        hasil.holds();
                        continue;
                    }
                    _ => continue,
                };
                let fits = dugaan.iter().copied().find(|value| tabel.row_fits(isi, column, *value));
                let mut readings: Vec<Decimal> = fits.into_iter().collect();
                readings.extend(dugaan.iter().copied().filter(|value| Some(*value) != fits));
                let shown: Vec<String> = readings.iter().map(|value| show(*value)).collect();
                let name = row(tabel, isi);
                let likely = match shown.as_slice() {
                    [] => "Bacaannya tidak dapat diduga.".to_string(),
                    [one, ..] if fits.is_some() => {
                        format!("Bacaan {one} membuat pagu - realisasi = sisa pada baris itu benar.")
                    }
                    many => format!("Bacaan yang mungkin: {}.", many.join(" atau ")),
                };
                let mut temuan = hasil.temuan(
                    tabel.lokasi(isi, column),
                    &[&tabel.tabel.judul, &name, &head(tabel, column)],
                    format!("Pengelompokan ribuan pada {} {name} rusak: {mentah}. {likely}", head(tabel, column)),
                );
                temuan.kepastian = if fits.is_some() { Kepastian::Pasti } else { Kepastian::Dugaan };
                temuan.bukti = vec![tabel.bukti(isi, column, head(tabel, column))];
                temuan.saran = shown
                    .iter()
                    .take(if fits.is_some() { 1 } else { 2 })
                    .map(|value| Saran {
                        jenis: JenisSaran::Format,
                        dari: mentah.clone(),
                        ke: value.clone(),
                        aman: fits.is_some(),
                    })
                    .collect();
                temuan.seharusnya = shown;
                hasil.found(temuan);
            }
        }
    }
}
