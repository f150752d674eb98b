//! Capaian that no known formula gives, and the mean of several.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, label, row};
use super::kinerja::{indikator, realisasi, suku};
use crate::angka::Selang;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, pendek};
use crate::persamaan::{Cocok, Persamaan, Suku};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN301",
    judul: "Capaian tidak sama dengan realisasi dibagi target",
    tingkat: Tingkat::Kesalahan,
    dasar: "PermenPANRB 53/2014: capaian = realisasi / target x 100 %",
    halaman: include_str!("kin301_capaian.md"),
    opsional: false,
    check: capaian,
};

/// The mean.
pub(super) const MEAN: Rule = Rule {
    kode: "KIN302",
    judul: "Rata-rata capaian tidak sama dengan rata-rata barisnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: rata-rata = jumlah capaian / banyaknya indikator",
    halaman: include_str!("kin302_rata.md"),
    opsional: false,
    check: mean,
};

/// Columns of capaian, each with its result and the targets that it may be measured by, the nearest first.
fn columns(tabel: &TabelDikenal<'_>) -> Vec<(usize, usize, Vec<usize>)> {
    let mut found = tabel.columns(Peran::Capaian);
    if found.is_empty() {
        found = tabel.columns(Peran::Persen);
    }
    let (results, targets) = (realisasi(tabel), tabel.columns(Peran::Target));
    found
        .into_iter()
        .filter_map(|column| {
            let result = results.iter().copied().rfind(|other| *other < column)?;
            let targets: Vec<usize> = targets.iter().copied().filter(|other| *other < column).rev().collect();
            (!targets.is_empty()).then_some((column, result, targets))
        })
        .collect()
}

fn tables<'a, 'n>(dokumen: &'a Dokumen<'n>) -> impl Iterator<Item = &'a TabelDikenal<'n>> {
    dokumen.tabel.iter().filter(|tabel| !matches!(tabel.jenis, Jenis::Anggaran | Jenis::LampiranAnggaran))
}

fn capaian(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let batas = batas(dokumen);
    for tabel in tables(dokumen) {
        for (column, result, targets) in columns(tabel) {
            let mut found = Vec::new();
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
                let Some(written) = suku(tabel, isi, column, "capaian") else { continue };
                let measured = suku(tabel, isi, result, "realisasi");
                let by: Vec<Suku> = targets
                    .iter()
                    .filter_map(|target| suku(tabel, isi, *target, "target"))
                    .filter(|target| !target.nilai.is_zero())
                    .collect();
                match (measured, by.first()) {
                    (Some(measured), Some(first)) => {
                        let equation = Persamaan::persen(written, measured, first.clone());
                        let fits = equation.check() == Cocok::Ya
                            || by.iter().any(|target| any_formula(&equation, target, batas));
                        found.push((isi, equation, fits));
                    }
                    _ => hasil.skipped(),
                }
            }
            let broken = found.iter().filter(|(_, _, fits)| !fits).count();
            // A column that fits nowhere holds something else; where the rows are no indicators (quarters, years) it must
            // fit mostly.
            let named = matches!(tabel.jenis, Jenis::Capaian | Jenis::Perbandingan);
            if broken >= 3 && broken * 2 > found.len() || !named && broken * 3 > found.len() {
                (0..broken).for_each(|_| hasil.skipped());
                continue;
            }
            for (isi, equation, fits) in found {
                if fits && equation.check() != Cocok::Ya {
                    hasil.holds();
                    continue;
                }
                let name = name(tabel, isi);
                let written = tabel.lokasi(isi, column).kutipan;
                hasil.check(&[&tabel.tabel.judul, &name, &head(tabel, column)], equation, |value| {
                    format!("Capaian \"{name}\" tertulis {written}, sedangkan realisasi dibagi target adalah {value}%.")
                });
            }
        }
    }
}

/// The highest value that an office lets a capaian reach (100 %, 120 % ...), as far as its tables show one: a round
/// number that no capaian of the document exceeds.
fn batas(dokumen: &Dokumen<'_>) -> Option<Decimal> {
    let values = tables(dokumen).flat_map(|tabel| {
        let cells = columns(tabel).into_iter().flat_map(|(column, ..)| tabel.isi.iter().map(move |isi| (isi, column)));
        cells.filter_map(|(isi, column)| Some(suku(tabel, isi, column, "capaian")?.nilai))
    });
    values.max().filter(|highest| *highest >= Decimal::ONE_HUNDRED && (*highest % Decimal::TEN).is_zero())
}

/// Whether one of the other formulas gives the capaian: another target, lower is better in its two forms, best at
/// the target, capped at 100 or at the highest value of the document, or written as a part of 1.
fn any_formula(equation: &Persamaan, target: &Suku, batas: Option<Decimal>) -> bool {
    let [written, measured, _] = equation.suku.as_slice() else { return true };
    let half = |suku: &Suku| if suku.desimal == 0 { Decimal::ZERO } else { Decimal::new(5, suku.desimal + 1) };
    let low = measured.nilai - half(measured);
    let high = measured.nilai + half(measured);
    let t = target.nilai;
    let percent = |value: Decimal, by: Decimal| (value * Decimal::ONE_HUNDRED).checked_div(by);
    let mut ranges: Vec<(Option<Decimal>, Option<Decimal>)> = vec![
        (percent(low, t), percent(high, t)),
        (percent(t + t - high, t), percent(t + t - low, t)),
        (percent(t, high), percent(t, low.max(Decimal::new(1, 9)))),
        (percent(t - (high - t).abs().max((low - t).abs()), t), percent(t - (measured.nilai - t).abs(), t)),
    ];
    let scaled: Vec<_> = ranges
        .iter()
        .map(|(low, high)| (low.map(|low| low / Decimal::ONE_HUNDRED), high.map(|high| high / Decimal::ONE_HUNDRED)))
        .collect();
    if !written.bukti.mentah.contains('%') && written.nilai <= Decimal::TWO {
        ranges.extend(scaled);
    }
    let shown = Selang::rounded(written.nilai, written.desimal);
    let capped = written.nilai == Decimal::ONE_HUNDRED || batas == Some(written.nilai);
    ranges.into_iter().any(|(low, high)| match (low, high) {
        (Some(low), Some(high)) => {
            Selang { bawah: low, atas: high }.meets(&shown)
                || capped && high >= written.nilai
                || written.nilai.is_zero() && low <= Decimal::ZERO
        }
        _ => false,
    })
}

fn mean(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in tables(dokumen) {
        for (column, _, _) in columns(tabel) {
            let mut rows: Vec<Suku> = Vec::new();
            let mut open = false;
            for isi in &tabel.isi {
                let value = suku(tabel, isi, column, "capaian");
                if !isi.jumlah {
                    // A row whose capaian is not known yet belongs to no mean.
                    rows.extend(value);
                    continue;
                }
                let (true, Some(result)) = (label(isi).contains("rata"), value) else { continue };
                if rows.len() < 2 || open {
                    hasil.skipped();
                    continue;
                }
                open = true;
                let (written, count) = (result.bukti.mentah.clone(), rows.len());
                let equation =
                    Persamaan::rata(Suku { bukti: tabel.bukti(isi, column, "rata-rata"), ..result }, rows.clone());
                hasil.check(&[&tabel.tabel.judul, "rata-rata", &head(tabel, column)], equation, |value| {
                    format!(
                        "Rata-rata capaian tertulis {written}, sedangkan rata-rata {count} barisnya adalah {value}%."
                    )
                });
            }
        }
    }
}

/// The indicator of a row.
fn name(tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> String {
    let text = indikator(tabel).and_then(|column| isi.sel(column)).map(|cell| cell.teks.trim()).unwrap_or_default();
    if text.is_empty() { row(tabel, isi) } else { pendek(text, 100) }
}
