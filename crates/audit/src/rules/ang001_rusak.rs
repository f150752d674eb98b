//! A number whose groups of digits are broken (`11.100.0000`).

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, row};
use crate::angka::{Bacaan, show};
use crate::dokumen::{Dokumen, Isi};
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
                    Bacaan::Rusak { mentah, dugaan } if !other_form(mentah) => (mentah, dugaan),
                    Bacaan::Angka(_) => {
                        hasil.holds();
                        continue;
                    }
                    _ => continue,
                };
                let fits = dugaan.iter().copied().find(|value| tabel.row_fits(isi, column, *value));
                // The same slip in another row of the column, where the row tells the reading.
                let twin = || {
                    let same = |other: &&Isi<'_>| other.sel(column).is_some_and(|cell| cell.teks.trim() == mentah);
                    tabel.isi.iter().filter(same).find_map(|other| {
                        let value = dugaan.iter().copied().find(|value| tabel.row_fits(other, column, *value))?;
                        Some((value, row(tabel, other)))
                    })
                };
                let twin = if fits.is_none() { twin() } else { None };
                let surely = fits.or(twin.as_ref().map(|(value, _)| *value));
                let mut readings: Vec<Decimal> = surely.into_iter().collect();
                readings.extend(dugaan.iter().copied().filter(|value| Some(*value) != surely));
                let shown: Vec<String> = readings.iter().map(|value| show(*value)).collect();
                let name = row(tabel, isi);
                let likely = match (shown.as_slice(), &twin) {
                    ([one, ..], Some((_, other))) => {
                        format!("Angka yang sama pada {other} terbaca {one} menurut pagu - realisasi = sisa.")
                    }
                    ([], _) => "Bacaannya tidak dapat diduga.".to_string(),
                    ([one, ..], None) if fits.is_some() => {
                        format!("Bacaan {one} membuat pagu - realisasi = sisa pada baris itu benar.")
                    }
                    (many, _) => format!("Bacaan yang mungkin: {}.", many.join(" atau ")),
                };
                let mut temuan = hasil.temuan(
                    tabel.lokasi(isi, column),
                    &[&tabel.tabel.judul, &name, &head(tabel, column)],
                    format!("Pengelompokan ribuan pada {} {name} rusak: {mentah}. {likely}", head(tabel, column)),
                );
                temuan.kepastian = if surely.is_some() { Kepastian::Pasti } else { Kepastian::Dugaan };
                temuan.bukti = vec![tabel.bukti(isi, column, head(tabel, column))];
                temuan.saran = shown
                    .iter()
                    .take(if surely.is_some() { 1 } else { 2 })
                    .map(|value| Saran {
                        jenis: JenisSaran::Format,
                        dari: mentah.clone(),
                        ke: value.clone(),
                        aman: surely.is_some(),
                    })
                    .collect();
                temuan.seharusnya = shown;
                hasil.found(temuan);
            }
        }
    }
}

/// An outline number ("4.1.") or a date ("12.05.2024").
fn other_form(text: &str) -> bool {
    let lengths: Vec<usize> = text.split(['.', ',', '/']).map(str::len).collect();
    lengths.iter().all(|length| *length <= 2) || matches!(lengths.as_slice(), [1..=2, 1..=2, 4])
}
