//! A column that runs up another one from row to row, and the rows where it does not.

use super::Rule;
use super::bersama::{additive, head, row};
use crate::dokumen::{Dokumen, Isi, TabelDikenal, normal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML113",
    judul: "Kolom kumulatif tidak sama dengan yang sebelumnya ditambah barisnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: kumulatif = kumulatif baris sebelumnya + nilai baris ini",
    halaman: include_str!("jml113_kumulatif.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let columns = additive(tabel);
        let running = |column: &usize| {
            let text = tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
            text.contains("kumulatif")
        };
        for column in columns.iter().copied().filter(running) {
            let best = columns
                .iter()
                .copied()
                .filter(|other| !running(other))
                .map(|other| equations(tabel, column, other))
                .max_by_key(|rows| rows.iter().filter(|(_, one)| one.check() == Cocok::Ya).count());
            let Some(rows) = best else { continue };
            let holds = rows.iter().filter(|(_, one)| one.check() == Cocok::Ya).count();
            // One wrong cell breaks its own row and the next.
            if holds == 0 || rows.len() < 3 || rows.len() - holds > 2 {
                (holds..rows.len()).for_each(|_| hasil.skipped());
                continue;
            }
            for (isi, persamaan) in rows {
                let (name, label) = (row(tabel, isi), head(tabel, column));
                let written = tabel.lokasi(isi, column).kutipan;
                hasil.check(&[&tabel.tabel.judul, &name, &label], persamaan, |value| {
                    format!("{label} {name} tertulis {written}, sedangkan yang sebelumnya ditambah baris ini {value}.")
                });
            }
        }
    }
}

/// The running sum of each row from the one before; the first is its own value.
fn equations<'t, 'n>(tabel: &'t TabelDikenal<'n>, column: usize, other: usize) -> Vec<(&'t Isi<'n>, Persamaan)> {
    let rows: Vec<&Isi<'n>> = tabel.isi.iter().filter(|isi| !isi.jumlah).collect();
    let suku = |isi: &Isi<'_>, column: usize| tabel.suku(isi, column, 1, head(tabel, column));
    let mut found = Vec::new();
    for (index, isi) in rows.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| rows.get(index));
        let (Some(result), Some(own)) = (suku(isi, column), suku(isi, other)) else { continue };
        match before.map(|before| suku(before, column)) {
            None => found.push((*isi, Persamaan::jumlah(result, vec![own]))),
            Some(Some(before)) => found.push((*isi, Persamaan::jumlah(result, vec![before, own]))),
            Some(None) => {}
        }
    }
    found
}
