//! Capaian that no known formula gives, and the mean of several.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, label, row};
use super::fakta::Setahun;
use super::kinerja::{Kamus, indikator, suku, tables, tolok};
use crate::angka::Selang;
use crate::dokumen::{Dokumen, Isi, Jenis, TabelDikenal, pendek};
use crate::kalimat;
use crate::persamaan::{Cocok, Persamaan, Suku};
use crate::temuan::{Hasil, Kepastian, Tingkat};

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

/// A written capaian with what it is measured by.
struct Baris<'a, 'n> {
    tabel: &'a TabelDikenal<'n>,
    isi: &'a Isi<'n>,
    kolom: usize,
    persamaan: Persamaan,
    cocok: bool,
}

fn capaian(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let kamus = Kamus::of(dokumen);
    let setahun = Setahun::of(dokumen, &kamus);
    let mut all: Vec<Vec<Baris<'_, '_>>> = Vec::new();
    for tabel in tables(dokumen) {
        let rows = kamus.rows(tabel);
        for tolok in tolok(tabel) {
            let column = tolok.capaian;
            let mut found = Vec::new();
            for (isi, indikator) in tabel.isi.iter().zip(&rows).filter(|(isi, _)| !isi.jumlah) {
                let Some(written) = suku(tabel, isi, column, "capaian") else { continue };
                let measured = suku(tabel, isi, tolok.hasil, "realisasi");
                let mut by: Vec<Suku> =
                    tolok.target.iter().filter_map(|target| suku(tabel, isi, *target, "target")).collect();
                if tolok.target.is_empty() {
                    by.extend(indikator.as_ref().and_then(|one| setahun.of_indicator(tabel.berkas, one)));
                }
                by.retain(|target| !target.nilai.is_zero());
                match (measured, by.first()) {
                    (Some(measured), Some(first)) => {
                        let persamaan = Persamaan::persen(written, measured, first.clone());
                        let cocok =
                            persamaan.check() == Cocok::Ya || by.iter().any(|target| any_formula(&persamaan, target));
                        found.push(Baris { tabel, isi, kolom: column, persamaan, cocok });
                    }
                    _ => hasil.skipped(),
                }
            }
            all.push(found);
        }
    }
    let batas = Batas::of(dokumen, all.iter().flatten());
    for found in all {
        let wrong = |baris: &&Baris<'_, '_>| !baris.cocok && !batas.explains(baris);
        let broken = found.iter().filter(wrong).count();
        // A column that fits nowhere holds something else; where the rows are no indicators (quarters, years) it must
        // fit mostly.
        let named = found.first().is_some_and(|baris| {
            matches!(baris.tabel.jenis, Jenis::Capaian | Jenis::Perbandingan | Jenis::Perkembangan)
        });
        if broken >= 3 && broken * 2 > found.len() || !named && broken * 3 > found.len() {
            (0..broken).for_each(|_| hasil.skipped());
            continue;
        }
        for baris in found {
            report(baris, &batas, hasil);
        }
    }
}

fn report(baris: Baris<'_, '_>, batas: &Batas, hasil: &mut Hasil) {
    if baris.persamaan.check() != Cocok::Ya && (baris.cocok || batas.explains(&baris)) {
        hasil.holds_on(|| baris.persamaan.suku.iter().map(|suku| suku.bukti.tempat()).collect());
        return;
    }
    let (tabel, isi, column) = (baris.tabel, baris.isi, baris.kolom);
    let name = name(tabel, isi);
    let written = tabel.lokasi(isi, column).kutipan;
    let alone = batas.alone(&baris);
    let keys = [tabel.tabel.judul.as_str(), &name, &head(tabel, column)];
    let temuan = hasil.broken(&keys, baris.persamaan, |value| {
        format!("Capaian \"{name}\" tertulis {written}, sedangkan realisasi dibagi target adalah {value}%.")
    });
    if let Some(mut temuan) = temuan {
        if let Some(cap) = alone {
            temuan.tingkat = Tingkat::Catatan;
            temuan.kepastian = Kepastian::Dugaan;
            temuan.pesan.push_str(&format!(
                " Bila capaian dibatasi paling tinggi {cap}%, sebaiknya batas itu disebutkan pada laporan."
            ));
        }
        hasil.found(temuan);
    }
}

/// The highest capaian that a file prints: stated by one of its sentences, or shown by its rows.
struct Batas {
    /// By file: said in words.
    tertulis: BTreeMap<usize, Vec<Decimal>>,
    /// By file: what rows show, and how many do; the file prints nothing higher.
    terlihat: BTreeMap<usize, (Decimal, usize)>,
}

impl Batas {
    fn of<'a, 'n: 'a>(dokumen: &Dokumen<'_>, rows: impl Iterator<Item = &'a Baris<'a, 'n>> + Clone) -> Self {
        const MOST: [&str; 7] =
            ["maksimal", "maksimum", "paling tinggi", "dibatasi", "batas atas", "tidak melebihi", "setinggi-tingginya"];
        let mut tertulis: BTreeMap<usize, Vec<Decimal>> = BTreeMap::new();
        for kalimat in dokumen.ucapan.iter().filter(|kalimat| kalimat.says(&MOST) && kalimat.has(&["capaian"])) {
            for (at, token) in kalimat.token.iter().enumerate() {
                let percent = matches!(kalimat.kata(at + 1), "%" | "persen");
                if percent
                    && token.jenis == kalimat::Jenis::Angka
                    && let Some(angka) = crate::angka::read(&token.teks).angka()
                {
                    tertulis.entry(kalimat.berkas).or_default().push(angka.nilai);
                }
            }
        }
        let mut highest: BTreeMap<usize, Decimal> = BTreeMap::new();
        for (baris, written) in rows.clone().filter_map(|baris| Some((baris, baris.written()?))) {
            let most = highest.entry(baris.tabel.berkas).or_default();
            *most = (*most).max(written);
        }
        let mut terlihat: BTreeMap<usize, (Decimal, usize)> = BTreeMap::new();
        for baris in rows.filter(|baris| !baris.cocok) {
            let berkas = baris.tabel.berkas;
            let (Some(cap), Some(value)) = (baris.written(), baris.persamaan.expected()) else { continue };
            let round = cap >= Decimal::ONE_HUNDRED && (cap % Decimal::from(5)).is_zero();
            if round && value > cap && highest.get(&berkas) == Some(&cap) {
                terlihat.entry(berkas).or_insert((cap, 0)).1 += 1;
            }
        }
        Self { tertulis, terlihat }
    }

    /// Whether a capaian stands at the cap and would be higher.
    fn explains(&self, baris: &Baris<'_, '_>) -> bool {
        let (Some(written), Some(value)) = (baris.written(), baris.persamaan.expected()) else { return false };
        let stated = self.tertulis.get(&baris.tabel.berkas).is_some_and(|caps| caps.contains(&written));
        let shown = self.terlihat.get(&baris.tabel.berkas);
        value > written && (stated || shown.is_some_and(|(cap, rows)| *cap == written && *rows >= 2))
    }

    /// The cap that one row alone shows.
    fn alone(&self, baris: &Baris<'_, '_>) -> Option<Decimal> {
        let (written, value) = (baris.written()?, baris.persamaan.expected()?);
        let (cap, _) = self.terlihat.get(&baris.tabel.berkas)?;
        (*cap == written && value > written).then(|| cap.normalize())
    }
}

impl Baris<'_, '_> {
    fn written(&self) -> Option<Decimal> {
        self.persamaan.suku.first().map(|suku| suku.nilai)
    }
}

/// Whether some formula gives the capaian of an equation.
pub(crate) fn any_capaian(equation: &Persamaan) -> bool {
    equation.suku.get(2).is_some_and(|target| !target.nilai.is_zero() && any_formula(equation, target))
}

/// The rank of a predicate of the evaluation of akuntabilitas kinerja behind a number: "70,12 (BB)".
fn rank(text: &str) -> Option<Decimal> {
    const SKALA: [&str; 7] = ["D", "C", "CC", "B", "BB", "A", "AA"];
    let (_, predikat) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    let place = SKALA.iter().position(|known| *known == predikat.trim())?;
    Some(Decimal::from(place + 1))
}

/// Whether one of the other formulas gives the capaian: another target, lower is better in its two forms, best at
/// the target, capped at 100, written as a part of 1, or the ranks of two predicates.
fn any_formula(equation: &Persamaan, target: &Suku) -> bool {
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
    if let (Some(measured), Some(target)) = (rank(&measured.bukti.mentah), rank(&target.bukti.mentah)) {
        let share = percent(measured, target);
        ranges.push((share, share));
    }
    let scaled: Vec<_> = ranges
        .iter()
        .map(|(low, high)| (low.map(|low| low / Decimal::ONE_HUNDRED), high.map(|high| high / Decimal::ONE_HUNDRED)))
        .collect();
    if !written.bukti.mentah.contains('%') && written.nilai <= Decimal::TWO {
        ranges.extend(scaled);
    }
    let shown = Selang::rounded(written.nilai, written.desimal);
    let capped = written.nilai == Decimal::ONE_HUNDRED;
    ranges.into_iter().any(|(low, high)| match (low, high) {
        (Some(low), Some(high)) => {
            Selang { bawah: low, atas: high }.meets(&shown)
                || capped && high >= Decimal::ONE_HUNDRED
                || written.nilai.is_zero() && low <= Decimal::ZERO
        }
        _ => false,
    })
}

fn mean(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in tables(dokumen) {
        for column in tolok(tabel).into_iter().map(|tolok| tolok.capaian) {
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
                let written = result.bukti.mentah.clone();
                let result = Suku { bukti: tabel.bukti(isi, column, "rata-rata"), ..result };
                let mean = |from: usize| Persamaan::rata(result.clone(), rows.get(from..).unwrap_or_default().to_vec());
                // "Rata-rata capaian indikator sasaran" leaves out the rows of the tujuan above them, which are not told apart.
                let part = ["sasaran", "program"].iter().any(|word| label(isi).contains(word));
                let fits = (0..rows.len() - 1).find(|from| mean(*from).check() == Cocok::Ya);
                let from = if part { fits } else { Some(0) };
                let Some(from) = from else {
                    hasil.skipped();
                    continue;
                };
                let (equation, count) = (mean(from), rows.len() - from);
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
