//! Columns that hang together by arithmetic although their heads do not say so, and the rows that break it.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{additive, head, row};
use super::sis201_sisa;
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal};
use crate::persamaan::{Cocok, Persamaan, Suku};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIS204",
    judul: "Baris menyimpang dari hubungan kolom yang berlaku pada baris lain",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan: hubungan yang dipenuhi sedikitnya 80 % baris tabel itu",
    halaman: include_str!("sis204_pola.md"),
    opsional: false,
    check,
};

/// Rows that are looked at to find a pattern.
const SAMPLE: usize = 60;
/// More broken rows than this are another pattern.
const MOST: usize = 10;
/// Tables with more columns of numbers than this are left alone.
const WIDEST: usize = 14;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        if tabel.isi.len() < 5 {
            continue;
        }
        let named = sis201_sisa::columns(tabel);
        let sums = additive(tabel);
        if sums.len() > WIDEST {
            continue;
        }
        let value = |isi: &Isi<'_>, column: usize| tabel.nilai(isi, column).map(|(value, _)| value);
        let sample = |column: usize| -> Vec<Option<Decimal>> {
            tabel.isi.iter().take(SAMPLE).map(|isi| value(isi, column)).collect()
        };
        let quick: std::collections::BTreeMap<usize, Vec<Option<Decimal>>> =
            tabel.numeric().into_iter().map(|column| (column, sample(column))).collect();
        let likely = |columns: [usize; 3], fits: fn(Decimal, Decimal, Decimal) -> bool| {
            let [Some(a), Some(b), Some(c)] = columns.map(|column| quick.get(&column)) else { return false };
            let rows = a.iter().zip(b).zip(c).filter_map(|((a, b), c)| Some(((*a)?, (*b)?, (*c)?)));
            rows.filter(|(a, b, c)| !a.is_zero() && !b.is_zero() && fits(*a, *b, *c)).take(5).count() == 5
        };
        for (a, b, c) in triples(&sums) {
            if !likely([a, b, c], |a, b, c| (a + b - c).abs() <= Decimal::ONE) {
                continue;
            }
            let known = named.is_some_and(|mut three| {
                three.sort_unstable();
                let mut these = [a, b, c];
                these.sort_unstable();
                three == these
            });
            let total = tabel.peran.get(c) == Some(&Peran::Jumlah);
            if !known && !total {
                let each = |isi: &Isi<'_>| sum(tabel, isi, a, b, c);
                pattern(tabel, &each, hasil);
            }
        }
        let shares: Vec<usize> =
            tabel.numeric().into_iter().filter(|column| !sums.contains(column) && unnamed(tabel, *column)).collect();
        for (p, (a, b)) in shares.iter().flat_map(|p| {
            let sums = &sums;
            sums.iter().flat_map(move |a| sums.iter().map(move |b| (*p, (*a, *b)))).filter(|(_, (a, b))| a != b)
        }) {
            let near = |a: Decimal, b: Decimal, p: Decimal| {
                (a * Decimal::ONE_HUNDRED).checked_div(b).is_some_and(|share| (share - p).abs() <= Decimal::ONE)
            };
            if !likely([a, b, p], near) {
                continue;
            }
            let each = |isi: &Isi<'_>| share(tabel, isi, p, a, b);
            pattern(tabel, &each, hasil);
        }
    }
}

/// A column of percentages that no other rule takes for one.
fn unnamed(tabel: &TabelDikenal<'_>, column: usize) -> bool {
    !matches!(tabel.peran.get(column), Some(Peran::Persen | Peran::Capaian | Peran::Target | Peran::RealisasiKinerja))
}

/// a + b = c for every choice of three columns.
fn triples(columns: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for (index, a) in columns.iter().enumerate() {
        for b in columns.iter().skip(index + 1) {
            all.extend(columns.iter().filter(|c| *c != a && *c != b).map(|c| (*a, *b, *c)));
        }
    }
    all
}

fn sum(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, a: usize, b: usize, c: usize) -> Option<Persamaan> {
    let suku = |column: usize| tabel.suku(isi, column, 1, head(tabel, column));
    Some(Persamaan::jumlah(suku(c)?, vec![suku(a)?, suku(b)?]))
}

fn share(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, p: usize, a: usize, b: usize) -> Option<Persamaan> {
    let suku = |column: usize| tabel.suku(isi, column, 1, head(tabel, column));
    let below = suku(b)?;
    (!below.nilai.is_zero()).then_some(())?;
    Some(Persamaan::persen(Suku { bulat: true, ..suku(p)? }, suku(a)?, below))
}

/// Reports the rows that break what at least four fifths of the telling rows, and at least five of them, follow.
fn pattern(tabel: &TabelDikenal<'_>, each: &dyn Fn(&Isi<'_>) -> Option<Persamaan>, hasil: &mut Hasil) {
    let telling = |persamaan: &Persamaan| {
        let values = persamaan.nilai();
        let mut different = values.clone();
        different.sort_unstable();
        different.dedup();
        values.iter().all(|value| !value.is_zero()) && different.len() == values.len()
    };
    let count = |rows: &[(&Isi<'_>, Persamaan)]| {
        let all = rows.iter().filter(|(_, persamaan)| telling(persamaan));
        all.fold((0, 0), |(holds, all), (_, persamaan)| (holds + usize::from(persamaan.check() == Cocok::Ya), all + 1))
    };
    let build = |from: usize, to: usize| tabel.isi.iter().take(to).skip(from).filter_map(|isi| Some((isi, each(isi)?)));
    let mut rows: Vec<(&Isi<'_>, Persamaan)> = build(0, SAMPLE).collect();
    let (holds, all) = count(&rows);
    if holds < 5 || holds * 5 < all * 4 {
        return;
    }
    rows.extend(build(SAMPLE, tabel.isi.len()));
    let (holds, all) = count(&rows);
    let broken = rows.iter().filter(|(_, persamaan)| persamaan.check() == Cocok::Tidak).count();
    // Many broken rows are no slips: the pattern holds only where some part is zero.
    if holds * 5 < all * 4 || broken > MOST || broken > 2 && broken * 20 > rows.len() {
        return;
    }
    for (isi, persamaan) in rows {
        let Some(label) = persamaan.suku.first().map(|suku| suku.bukti.peran.clone()) else { continue };
        let (name, written) = (row(tabel, isi), persamaan.suku.first().map(|suku| suku.bukti.mentah.clone()));
        let rule: Vec<String> = persamaan.suku.iter().skip(1).map(|suku| format!("\"{}\"", suku.bukti.peran)).collect();
        let broken = hasil.broken(&[&tabel.tabel.judul, &name, &label], persamaan, |value| {
            format!(
                "{label} {name} tertulis {}, sedangkan menurut hubungan dengan kolom {} yang berlaku pada {holds} baris \
                 lain seharusnya {value}.",
                written.unwrap_or_default(),
                rule.join(" dan ")
            )
        });
        if let Some(mut temuan) = broken {
            temuan.kepastian = Kepastian::Dugaan;
            hasil.found(temuan);
        }
    }
}
