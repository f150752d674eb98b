//! The total of a row is not the sum of its columns.

use super::Rule;
use super::bersama::{additive, head, row};
use crate::dokumen::{Dokumen, Peran, TabelDikenal, normal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML103",
    judul: "Jumlah baris tidak sama dengan penjumlahan kolom-kolomnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: jumlah = penjumlahan kolom rincian",
    halaman: include_str!("jml103_baris.md"),
    opsional: false,
    check,
};

/// Heads of columns that are parts of one whole.
const PARTS: &[&str] = &[
    "pns",
    "cpns",
    "asn",
    "pppk",
    "p3k",
    "tkk",
    "thl",
    "non asn",
    "honorer",
    "kontrak",
    "laki",
    "perempuan",
    "pria",
    "wanita",
    "l",
    "p",
    "tw i",
    "tw ii",
    "tw iii",
    "tw iv",
    "triwulan",
    "semester",
    "gol",
    "golongan",
];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let Some(total) = tabel.column(Peran::Jumlah) else { continue };
        let parts: Vec<usize> = additive(tabel)
            .into_iter()
            .filter(|column| *column < total && !matches!(tabel.peran.get(*column), Some(Peran::Sisa | Peran::Pagu)))
            .collect();
        if parts.len() >= 2 && additive(tabel).contains(&total) {
            rows(tabel, &parts, total, hasil);
        }
    }
}

fn rows(tabel: &TabelDikenal<'_>, parts: &[usize], total: usize, hasil: &mut Hasil) {
    let mut found = Vec::new();
    for isi in &tabel.isi {
        let addends: Option<Vec<_>> =
            parts.iter().map(|column| tabel.suku(isi, *column, 1, head(tabel, *column))).collect();
        match (tabel.suku(isi, total, 1, "jumlah"), addends) {
            (Some(result), Some(addends)) => found.push((isi, Persamaan::jumlah(result, addends))),
            (None, None) => {}
            _ => hasil.skipped(),
        }
    }
    let filled = |persamaan: &Persamaan| persamaan.suku.iter().any(|suku| !suku.nilai.is_zero());
    let holds = found.iter().filter(|(_, persamaan)| filled(persamaan) && persamaan.check() == Cocok::Ya).count();
    let broken = found.iter().filter(|(_, persamaan)| persamaan.check() == Cocok::Tidak).count();
    let named = |column: &usize| {
        let text = tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
        let tight = text.replace(' ', "");
        PARTS
            .iter()
            .any(|part| text == *part || text.ends_with(&format!(" {part}")) || part.len() > 2 && tight.ends_with(part))
    };
    let surely = parts.iter().all(named);
    if !surely && holds < 2 * broken || surely && holds == 0 && broken > 2 {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (isi, persamaan) in found {
        let name = row(tabel, isi);
        let written = persamaan.suku.first().map(|suku| suku.bukti.mentah.clone()).unwrap_or_default();
        let broken = hasil.broken(&[&tabel.tabel.judul, &name, "jumlah"], persamaan, |sum| {
            format!("Jumlah {name} tertulis {written}, sedangkan penjumlahan kolom-kolomnya adalah {sum}.")
        });
        if let Some(mut temuan) = broken {
            if !surely {
                temuan.kepastian = Kepastian::Dugaan;
            }
            hasil.found(temuan);
        }
    }
}
