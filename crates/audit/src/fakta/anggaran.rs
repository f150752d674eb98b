//! The budget by code, with a choice between values that do not fit together.

use std::collections::BTreeSet;

use domain::value::{KodeNomenklatur, Tingkat};
use rust_decimal::Decimal;

use super::{Anggaran, AnggaranPerjanjian, Fakta, Jumlah, Keputusan, Nilai, folded};
use crate::angka::{Bacaan, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, Pohon, TabelDikenal, normal};

pub(super) fn collect(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    // The table with the most sub kegiatan speaks first; the others add what it does not hold.
    let mut tables: Vec<&TabelDikenal<'_>> = dokumen.of(Jenis::Anggaran).collect();
    tables.sort_by_key(|table| std::cmp::Reverse(table.isi.iter().filter(|isi| is_leaf(isi)).count()));
    for tabel in tables {
        budget(tabel, fakta);
    }
    for tabel in dokumen.of(Jenis::DaftarProgram) {
        for isi in &tabel.isi {
            let (Some(kode), Some(column)) = (&isi.kode, isi.kolom_kode) else { continue };
            if let Some(nama) = name(tabel, isi, column + 1) {
                fakta.nama_program.push((kode.clone(), nama));
            }
        }
    }
    let annex = dokumen.of(Jenis::LampiranAnggaran).find(|tabel| tabel.is_annex());
    if let Some(tabel) = annex {
        agreement(tabel, fakta);
    }
}

fn is_leaf(isi: &Isi<'_>) -> bool {
    isi.kode.as_ref().is_some_and(|kode| kode.tingkat() == Tingkat::SubKegiatan)
}

/// The first text with letters from a column on.
fn name(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, from: usize) -> Option<Nilai> {
    (from..tabel.kepala.len()).find_map(|column| {
        let text = folded(&isi.sel(column)?.teks);
        text.chars().any(char::is_alphabetic).then(|| Nilai { teks: text, lokasi: tabel.lokasi(isi, column) })
    })
}

/// The only text of a row without figures that is no sum.
fn continued(tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> Option<String> {
    let mut texts = (0..tabel.kepala.len())
        .filter_map(|column| isi.sel(column))
        .map(|cell| folded(&cell.teks))
        .filter(|text| !text.is_empty());
    let only = texts.next().filter(|_| !isi.jumlah)?;
    (texts.next().is_none() && only.chars().any(char::is_alphabetic)).then_some(only)
}

fn budget(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let columns = [Peran::Pagu, Peran::Realisasi, Peran::Sisa].map(|role| tabel.column(role));
    let [Some(pagu), realisasi, sisa] = columns else { return };
    let known: BTreeSet<KodeNomenklatur> = fakta.anggaran.iter().map(|row| row.kode.clone()).collect();
    let pohon = Pohon::of(tabel);
    for (row, isi) in tabel.isi.iter().enumerate() {
        let (Some(kode), Some(column)) = (&isi.kode, isi.kolom_kode) else {
            // A name that a page break cut goes on in a row of its own.
            if let (Some(last), Some(more)) = (fakta.anggaran.last_mut(), continued(tabel, isi)) {
                last.nama.teks = format!("{} {more}", last.nama.teks);
            }
            continue;
        };
        let Some(nama) = name(tabel, isi, column + 1) else { continue };
        if known.contains(kode) || fakta.anggaran.iter().any(|other| other.kode == *kode) {
            continue;
        }
        let mut chosen = Dipilih {
            pagu: tabel.nilai(isi, pagu).map(|(value, _)| value),
            realisasi: realisasi.and_then(|at| tabel.nilai(isi, at)).map(|(value, _)| value),
        };
        for (column, value) in [(Some(pagu), chosen.pagu), (realisasi, chosen.realisasi)] {
            let (Some(column), Some(value)) = (column, value) else { continue };
            if let Bacaan::Rusak { mentah, .. } = isi.bacaan(column) {
                let sebab = "Bentuk angkanya rusak; bacaan ini yang paling mungkin.".to_string();
                let lain = vec![Nilai { teks: mentah.clone(), lokasi: tabel.lokasi(isi, column) }];
                let apa = format!("{} {kode}", tabel.kepala.get(column).map_or("jumlah", String::as_str));
                fakta.keputusan.push(Keputusan { apa, usul: show(value), lain, sebab });
            }
        }
        if let (true, Some(realisasi), Some(sisa)) = (is_leaf(isi), realisasi, sisa) {
            choose(tabel, &pohon, row, [pagu, realisasi, sisa], &mut chosen, fakta);
        }
        let amount = |column: Option<usize>, value: Option<Decimal>| {
            Some(Jumlah { nilai: value?, lokasi: tabel.lokasi(isi, column?) })
        };
        fakta.anggaran.push(Anggaran {
            kode: kode.clone(),
            nama,
            pagu: amount(Some(pagu), chosen.pagu),
            realisasi: amount(realisasi, chosen.realisasi),
        });
    }
}

struct Dipilih {
    pagu: Option<Decimal>,
    realisasi: Option<Decimal>,
}

/// Where pagu - realisasi = sisa is broken, one of the three is wrong. The register keeps the first two, so the
/// question is whether to keep them as written: the pair that makes the sums of the row above true is proposed.
fn choose(
    tabel: &TabelDikenal<'_>,
    pohon: &Pohon,
    row: usize,
    [pagu, realisasi, sisa]: [usize; 3],
    chosen: &mut Dipilih,
    fakta: &mut Fakta,
) {
    let Some(isi) = tabel.isi.get(row) else { return };
    let (Some(a), Some(b), Some((c, _))) = (chosen.pagu, chosen.realisasi, tabel.nilai(isi, sisa)) else { return };
    if a.checked_sub(b) == Some(c) {
        return;
    }
    let induk = pohon.induk.get(row).copied().flatten();
    let sums = |column: usize, own: Decimal| -> bool {
        let Some(induk) = induk else { return false };
        let Some((above, _)) = tabel.isi.get(induk).and_then(|isi| tabel.nilai(isi, column)) else { return false };
        let mut sum = Decimal::ZERO;
        for child in pohon.anak(induk) {
            let value = match tabel.isi.get(*child) {
                _ if *child == row => Some(own),
                Some(isi) => tabel.nilai(isi, column).map(|(value, _)| value),
                None => None,
            };
            let Some(next) = value.and_then(|value| sum.checked_add(value)) else { return false };
            sum = next;
        }
        sum == above
    };
    let score = |a: Decimal, b: Decimal| usize::from(sums(pagu, a)) + usize::from(sums(realisasi, b));
    let mut best = (score(a, b), a, b);
    for (a, b) in [(b.checked_add(c), Some(b)), (Some(a), a.checked_sub(c))] {
        let (Some(a), Some(b)) = (a, b) else { continue };
        if score(a, b) > best.0 && b >= Decimal::ZERO && a >= b {
            best = (score(a, b), a, b);
        }
    }
    let cell = |column: usize| Nilai {
        teks: isi.sel(column).map(|cell| cell.teks.trim().to_string()).unwrap_or_default(),
        lokasi: tabel.lokasi(isi, column),
    };
    let kode = isi.kode.as_ref().map(|kode| kode.as_str().to_string()).unwrap_or_default();
    let (usul, lain) = match (best.1 == a, best.2 == b) {
        (true, true) => (format!("pagu {}, realisasi {}", show(a), show(b)), vec![cell(sisa)]),
        (false, _) => (format!("pagu {}", show(best.1)), vec![cell(pagu)]),
        (_, false) => (format!("realisasi {}", show(best.2)), vec![cell(realisasi)]),
    };
    let sebab = match best.0 {
        0 => {
            "Ketiga angka tidak cocok dan jumlah induknya tidak menentukan; pagu dan realisasi dipakai seperti tertulis, sisa dihitung."
        }
        _ if best.1 == a && best.2 == b => "Pagu dan realisasi cocok dengan jumlah induknya; sisa dihitung register.",
        _ => "Dengan angka ini pagu - realisasi = sisa dan jumlah induknya cocok.",
    };
    (chosen.pagu, chosen.realisasi) = (Some(best.1), Some(best.2));
    fakta.keputusan.push(Keputusan { apa: format!("Anggaran {kode}"), usul, lain, sebab: sebab.to_string() });
}

fn agreement(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let Some(pagu) = tabel.column(Peran::Pagu) else { return };
    let source = tabel.column(Peran::SumberDana).or_else(|| tabel.column(Peran::Keterangan));
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        // "Rp." in a column of its own shifts the amount to the right.
        let amount = (pagu..tabel.kepala.len()).find_map(|column| match isi.bacaan(column) {
            Bacaan::Angka(angka) => Some(Jumlah { nilai: angka.nilai, lokasi: tabel.lokasi(isi, column) }),
            _ => None,
        });
        let before = (0..pagu).rev().find_map(|column| {
            let text = folded(&isi.sel(column)?.teks);
            let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
            normal(text)
                .contains("program")
                .then(|| Nilai { teks: text.to_string(), lokasi: tabel.lokasi(isi, column) })
        });
        let (Some(jumlah), Some(program)) = (amount, before) else { continue };
        let sumber_dana = source
            .or(Some(tabel.kepala.len().saturating_sub(1)))
            .and_then(|column| isi.sel(column))
            .map(|cell| folded(&cell.teks))
            .filter(|text| !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c == ' '));
        fakta.anggaran_perjanjian.push(AnggaranPerjanjian { program, jumlah, sumber_dana });
    }
}
