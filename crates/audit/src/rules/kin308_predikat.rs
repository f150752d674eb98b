//! Predicates and categories that do not belong to the value beside them.

use domain::reference::{Skala, skala};
use domain::value::Rasio;
use rust_decimal::Decimal;

use super::Rule;
use super::bersama::row;
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal, normal};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN308",
    judul: "Predikat atau kategori tidak sesuai dengan nilainya",
    tingkat: Tingkat::Peringatan,
    dasar: "skala yang diikuti baris lain tabel itu: PermenPANRB 14/2017 (mutu layanan), 88/2021 (akuntabilitas), skala capaian",
    halaman: include_str!("kin308_predikat.md"),
    opsional: false,
    check,
};

/// The scales that a table may follow, with what its values are multiplied by first: the mean of an element of a survey
/// goes from 1 to 4, its converted value to 100.
const SKALA: [(&str, u32); 6] =
    [("SKM", 25), ("SKM", 1), ("AKIP", 1), ("PERMENDAGRI-86-2017", 1), ("EMPAT-TINGKAT", 1), ("IPP-5", 1)];

/// A row whose predicate is not that of its value: the column of the value, and what the scale says.
struct Meleset<'t, 'n> {
    isi: &'t Isi<'n>,
    nilai: usize,
    seharusnya: String,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        for column in predicates(tabel) {
            let values = tabel.numeric().into_iter().filter(|value| tabel.peran.get(*value) != Some(&Peran::Target));
            let mut best: Option<(usize, Vec<Meleset<'_, '_>>)> = None;
            for value in values {
                for (scale, factor) in SKALA.iter().filter_map(|(name, factor)| Some((skala(name)?, *factor))) {
                    let Some((holds, broken)) = follows(tabel, scale, factor.into(), (value, column)) else { continue };
                    let more = best.as_ref().is_none_or(|(most, wrong)| (holds, wrong.len()) > (*most, broken.len()));
                    if holds >= 3 && holds >= 3 * broken.len() && more {
                        best = Some((holds, broken));
                    }
                }
            }
            let Some((holds, broken)) = best else { continue };
            (0..holds).for_each(|_| hasil.holds());
            for meleset in broken {
                report(tabel, column, meleset, hasil);
            }
        }
    }
}

/// Columns of nothing but predicates or categories of some scale.
fn predicates(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    let numeric = tabel.numeric();
    let known = |text: &str| SKALA.iter().filter_map(|(name, _)| skala(name)).any(|scale| level(scale, text).is_some());
    (0..tabel.kepala.len())
        .filter(|column| !numeric.contains(column))
        .filter(|column| {
            let cells = tabel.isi.iter().filter(|isi| !isi.jumlah).filter_map(|isi| isi.sel(*column));
            let texts: Vec<&str> = cells.map(|cell| cell.teks.trim()).filter(|text| !text.is_empty()).collect();
            texts.len() >= 4 && texts.iter().all(|text| known(text))
        })
        .collect()
}

/// The level that a text names, from 0 for the best.
fn level(scale: &Skala, text: &str) -> Option<usize> {
    let text = normal(text);
    scale.tingkat.iter().position(|one| {
        !one.predikat.is_empty() && one.predikat.to_lowercase() == text || normal(&one.kategori) == text
    })
}

/// How many rows a scale explains, and those that it does not, with what it says of them. `None` where a text is no
/// level of it, or a value lies outside.
fn follows<'t, 'n>(
    tabel: &'t TabelDikenal<'n>,
    scale: &Skala,
    factor: Decimal,
    (value, column): (usize, usize),
) -> Option<(usize, Vec<Meleset<'t, 'n>>)> {
    let mut holds = 0;
    let mut broken = Vec::new();
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let text = isi.sel(column).map(|cell| cell.teks.trim()).filter(|text| !text.is_empty());
        let (Some(text), Some((number, _))) = (text, tabel.nilai(isi, value)) else { continue };
        let said = level(scale, text)?;
        let number = number.checked_mul(factor)?;
        // A converted mean ends at 100.
        if factor > Decimal::ONE && number > Decimal::ONE_HUNDRED {
            return None;
        }
        let right = scale.classify(&Rasio::from(&number))?;
        let at = scale.tingkat.iter().position(|one| one == right)?;
        if at == said {
            holds += 1;
        } else {
            let word = if normal(text) == right.predikat.to_lowercase() || text.len() <= 2 {
                &right.predikat
            } else {
                &right.kategori
            };
            broken.push(Meleset { isi, nilai: value, seharusnya: word.clone() });
        }
    }
    Some((holds, broken))
}

fn report(tabel: &TabelDikenal<'_>, column: usize, meleset: Meleset<'_, '_>, hasil: &mut Hasil) {
    let Meleset { isi, nilai: value, seharusnya: expected } = meleset;
    let name = row(tabel, isi);
    let written = tabel.lokasi(isi, column).kutipan;
    let mut temuan = hasil.temuan(
        tabel.lokasi(isi, column),
        &[&tabel.tabel.judul, &name],
        format!(
            "{name} bernilai {} disebut {written}, sedangkan menurut skala yang diikuti baris lain {expected}.",
            tabel.lokasi(isi, value).kutipan
        ),
    );
    temuan.kepastian = Kepastian::Dugaan;
    temuan.seharusnya = vec![expected];
    temuan.bukti = vec![tabel.bukti(isi, value, "nilai"), tabel.bukti(isi, column, "predikat")];
    hasil.found(temuan);
}
