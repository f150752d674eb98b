//! Columns that hang together by arithmetic although their heads do not say so, and the rows that break it.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{additive, head, row};
use super::sis201_sisa;
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal};
use crate::persamaan::{Bentuk, Cocok, Persamaan, Suku, Ukuran};
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
    for tabel in dokumen.tabel.iter().filter(|tabel| hasil.asks(tabel)).collect::<Vec<_>>() {
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
                pattern(tabel, Bentuk::Jumlah, [c, a, b], hasil);
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
            pattern(tabel, Bentuk::Persen, [p, a, b], hasil);
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

/// The values of a row, unless a part is not known or a share has nothing below it.
fn quick(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, bentuk: Bentuk, columns: [usize; 3]) -> Option<[Ukuran; 3]> {
    let [c, a, b] = columns.map(|column| tabel.ukuran(isi, column));
    let (c, a, b) = (c?, a?, b?);
    (bentuk == Bentuk::Jumlah || !b.nilai.is_zero()).then_some([c, a, b])
}

fn fits(bentuk: Bentuk, [c, a, b]: [Ukuran; 3]) -> Cocok {
    match bentuk {
        Bentuk::Jumlah => Ukuran::jumlah(c, [a, b]),
        Bentuk::Persen => Ukuran::persen(Ukuran { bulat: true, ..c }, a, b),
    }
}

fn equation(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, bentuk: Bentuk, columns: [usize; 3]) -> Option<Persamaan> {
    let [c, a, b] = columns.map(|column| tabel.suku(isi, column, 1, head(tabel, column)));
    Some(match bentuk {
        Bentuk::Jumlah => Persamaan::jumlah(c?, vec![a?, b?]),
        Bentuk::Persen => Persamaan::persen(Suku { bulat: true, ..c? }, a?, b?),
    })
}

/// Reports the rows that break what at least four fifths of the telling rows, and at least five of them, follow.
fn pattern(tabel: &TabelDikenal<'_>, bentuk: Bentuk, columns: [usize; 3], hasil: &mut Hasil) {
    let telling = |[c, a, b]: &[Ukuran; 3]| {
        let (c, a, b) = (c.nilai, a.nilai, b.nilai);
        !c.is_zero() && !a.is_zero() && !b.is_zero() && c != a && c != b && a != b
    };
    let count = |rows: &[(&Isi<'_>, [Ukuran; 3], Cocok)]| {
        let all = rows.iter().filter(|(_, values, _)| telling(values));
        all.fold((0, 0), |(holds, all), (_, _, cocok)| (holds + usize::from(*cocok == Cocok::Ya), all + 1))
    };
    let build = |from: usize, to: usize| {
        let rows = tabel.isi.iter().take(to).skip(from);
        rows.filter_map(|isi| quick(tabel, isi, bentuk, columns).map(|values| (isi, values, fits(bentuk, values))))
    };
    let mut rows: Vec<_> = build(0, SAMPLE).collect();
    let (holds, all) = count(&rows);
    if holds < 5 || holds * 5 < all * 4 {
        return;
    }
    rows.extend(build(SAMPLE, tabel.isi.len()));
    let (holds, all) = count(&rows);
    let broken = rows.iter().filter(|(_, _, cocok)| *cocok == Cocok::Tidak).count();
    // Many broken rows are no slips: the pattern holds only where some part is zero.
    if holds * 5 < all * 4 || broken > MOST || broken > 2 && broken * 20 > rows.len() {
        return;
    }
    for (isi, _, cocok) in rows {
        if hasil.settled(cocok == Cocok::Ya) {
            continue;
        }
        let Some(persamaan) = equation(tabel, isi, bentuk, columns) else { continue };
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
