//! The year is not the sum of its quarters.

use super::Rule;
use super::bersama::{additive, head, row};
use crate::dokumen::{Dokumen, TabelDikenal, normal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML106",
    judul: "Jumlah setahun tidak sama dengan penjumlahan triwulannya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: setahun = triwulan I + II + III + IV",
    halaman: include_str!("jml106_triwulan.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let columns = additive(tabel);
        let quarters: Vec<usize> = columns.iter().copied().filter(|column| quarter(tabel, *column).is_some()).collect();
        let numbers: Vec<u8> = quarters.iter().filter_map(|column| quarter(tabel, *column)).collect();
        if numbers != [1, 2, 3, 4] {
            continue;
        }
        let total = columns.iter().copied().find(|column| {
            let text = tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
            !quarters.contains(column)
                && ["jumlah", "total", "setahun", "1 tahun"].iter().any(|word| text.ends_with(word))
        });
        let Some(total) = total else { continue };
        let mut found = Vec::new();
        for isi in &tabel.isi {
            let parts: Option<Vec<_>> =
                quarters.iter().map(|column| tabel.suku(isi, *column, 1, head(tabel, *column))).collect();
            match (tabel.suku(isi, total, 1, head(tabel, total)), parts) {
                (Some(result), Some(parts)) => found.push((isi, Persamaan::jumlah(result, parts))),
                (None, None) => {}
                _ => hasil.skipped(),
            }
        }
        // Cumulative quarters do not add up anywhere.
        let holds = found.iter().filter(|(_, persamaan)| persamaan.check() == Cocok::Ya).count();
        if holds * 2 < found.len() {
            found.iter().for_each(|_| hasil.skipped());
            continue;
        }
        for (isi, persamaan) in found {
            let (name, label) = (row(tabel, isi), head(tabel, total));
            let written = tabel.lokasi(isi, total).kutipan;
            hasil.check(&[&tabel.tabel.judul, &name, &label], persamaan, |sum| {
                format!("{label} {name} tertulis {written}, sedangkan penjumlahan empat triwulannya adalah {sum}.")
            });
        }
    }
}

/// The quarter that the head of a column ends with.
fn quarter(tabel: &TabelDikenal<'_>, column: usize) -> Option<u8> {
    let text = tabel.kepala.get(column).map(|head| normal(head))?;
    let words: Vec<&str> = text.split(' ').filter(|word| !matches!(*word, "rp" | "anggaran")).collect();
    let at = words.iter().rposition(|word| matches!(*word, "tw" | "triwulan" | "twl"))?;
    let next = words.get(at + 1)?;
    (at + 2 == words.len()).then_some(())?;
    match *next {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}
