//! A row is not the sum of the rows below it.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{amounts, head, row};
use crate::dokumen::{Dokumen, Pohon, TabelDikenal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML101",
    judul: "Angka induk tidak sama dengan jumlah rinciannya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: program = jumlah kegiatan, kegiatan = jumlah sub kegiatan",
    halaman: include_str!("jml101_anak.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let pohon = Pohon::of(tabel);
        if pohon.induk.iter().all(Option::is_none) {
            continue;
        }
        for column in amounts(tabel) {
            column_of(tabel, &pohon, column, hasil);
        }
    }
}

fn column_of(tabel: &TabelDikenal<'_>, pohon: &Pohon, column: usize, hasil: &mut Hasil) {
    let mut found = Vec::new();
    for (index, isi) in tabel.isi.iter().enumerate() {
        let anak: Vec<_> = pohon.anak(index).filter_map(|child| tabel.isi.get(child)).collect();
        if anak.is_empty() {
            continue;
        }
        let parts: Option<Vec<_>> = anak
            .iter()
            .map(|child| tabel.suku(child, column, 1, format!("{} {}", head(tabel, column), row(tabel, child))))
            .collect();
        match (tabel.suku(isi, column, 1, format!("{} {}", head(tabel, column), row(tabel, isi))), parts) {
            (Some(total), Some(parts)) => found.push((isi, Persamaan::jumlah(total, parts))),
            _ => hasil.skipped(),
        }
    }
    let broken = found.iter().filter(|(_, persamaan)| persamaan.check() == Cocok::Tidak).count();
    // A table that shows only some of the rows below each parent adds up nowhere.
    if broken >= 3 && broken * 2 > found.len() {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (isi, persamaan) in found {
        let total = persamaan.suku.first().map(|suku| suku.nilai).unwrap_or_default();
        // Exactly twice: sums within the rows were counted with what they sum up, so the level is not what it seems.
        if persamaan.check() == Cocok::Tidak && persamaan.expected() == Some(total * Decimal::TWO) {
            hasil.skipped();
            continue;
        }
        let (name, count) = (row(tabel, isi), persamaan.suku.len() - 1);
        let written = crate::angka::show(total);
        let label = head(tabel, column);
        let keys = [tabel.tabel.judul.as_str(), &name, &label];
        hasil.check(&keys, persamaan, |sum| {
            format!("{label} {name} tertulis {written}, sedangkan jumlah {count} rinciannya adalah {sum}.")
        });
    }
}
