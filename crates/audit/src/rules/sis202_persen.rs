//! A percentage of the budget is not realisasi over pagu, or of a recap not its part of the whole.

use std::collections::BTreeSet;

use super::Rule;
use super::bersama::{additive, head, is_total, row, year};
use super::kinerja::tolok;
use super::sis201_sisa;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::persamaan::{Cocok, Persamaan, Suku, Ukuran};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIS202",
    judul: "Persentase tidak sama dengan hasil baginya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: persentase = realisasi / pagu x 100 %, atau bagian / jumlah x 100 %",
    halaman: include_str!("sis202_persen.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.tabel.iter().filter(|tabel| hasil.asks(tabel)).collect::<Vec<_>>() {
        let numeric = tabel.numeric();
        let three = sis201_sisa::columns(tabel);
        let mut measured: Option<BTreeSet<usize>> = None;
        for persen in numeric.iter().copied().filter(|column| is_share(tabel, *column)) {
            let of_budget = matches!(tabel.jenis, Jenis::Anggaran | Jenis::LampiranAnggaran | Jenis::Lain);
            let measured = measured
                .get_or_insert_with(|| tolok(tabel).iter().map(|tolok| tolok.capaian).collect())
                .contains(&persen);
            let named = if of_budget { pair(tabel, three, persen) } else { None };
            let total = tabel.isi.iter().rfind(|isi| is_total(isi));
            if let Some((realisasi, pagu)) = named {
                report(tabel, &|isi| ((isi, persen), (isi, realisasi), (isi, pagu)), hasil);
            } else if let Some((a, b)) = followed(tabel, persen).filter(|_| of_budget || !measured) {
                report(tabel, &|isi| ((isi, persen), (isi, a), (isi, b)), hasil);
            } else if let (Jenis::Rekap, Some(jumlah), Some(total)) = (tabel.jenis, tabel.column(Peran::Jumlah), total)
            {
                report(tabel, &|isi| ((isi, persen), (isi, jumlah), (total, jumlah)), hasil);
            } else if let Some((part, total)) = total.and_then(|total| Some((shared(tabel, persen, total)?, total))) {
                report(tabel, &|isi| ((isi, persen), (isi, part), (total, part)), hasil);
            }
        }
    }
}

/// Rows that are looked at to find which columns a percentage belongs to.
const SAMPLE: usize = 60;

/// A column of percentages, by its role or its head.
fn is_share(tabel: &TabelDikenal<'_>, column: usize) -> bool {
    let text = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    let headed = text.split(' ').any(|word| matches!(word, "%" | "persen" | "persentase" | "prosentase"));
    match tabel.peran.get(column) {
        Some(Peran::Persen | Peran::Capaian) => true,
        Some(Peran::Lain | Peran::Jumlah) => headed,
        _ => false,
    }
}

/// The columns of amounts nearest to a percentage that it may belong to; in a wider table it does not belong to what
/// stands farther away.
const NEAREST: usize = 12;

/// These columns without those that stand too far from a percentage, in their order.
fn nearest(mut columns: Vec<usize>, persen: usize) -> Vec<usize> {
    columns.sort_by_key(|column| (column.abs_diff(persen), *column));
    columns.truncate(NEAREST);
    columns.sort_unstable();
    columns
}

/// The cells of a column in the rows that are looked at.
fn sample(tabel: &TabelDikenal<'_>, column: usize) -> Vec<Option<Ukuran>> {
    tabel.isi.iter().take(SAMPLE).map(|isi| tabel.ukuran(isi, column)).collect()
}

/// How many rows a percentage follows two columns in, and how many it does not. Rows in which the two are equal, or one
/// of the three is zero, tell nothing, and rows with the same numbers tell it once.
fn telling(shares: &[Option<Ukuran>], a: &[Option<Ukuran>], b: &[Option<Ukuran>]) -> (usize, usize) {
    let (mut holds, mut broken) = (BTreeSet::new(), 0_usize);
    for ((p, a), b) in shares.iter().zip(a).zip(b) {
        let (Some(p), Some(a), Some(b)) = (*p, *a, *b) else { continue };
        match fits(p, a, b) {
            Some(Cocok::Tidak) => broken += 1,
            Some(_) if a.nilai != b.nilai && !a.nilai.is_zero() && !p.nilai.is_zero() => {
                holds.insert((a.nilai, b.nilai));
            }
            _ => {}
        }
    }
    (holds.len(), broken)
}

/// The columns whose quotient a percentage is in all rows but few, where no head says which they are.
fn followed(tabel: &TabelDikenal<'_>, persen: usize) -> Option<(usize, usize)> {
    let others = tabel.numeric().into_iter().filter(|column| !is_share(tabel, *column)).collect();
    let shares = sample(tabel, persen);
    let others: Vec<(usize, Vec<Option<Ukuran>>)> =
        nearest(others, persen).into_iter().map(|column| (column, sample(tabel, column))).collect();
    // Two pairs of columns that fit alike hold the same numbers.
    let mut best: Option<(usize, (usize, usize))> = None;
    for ((a, of_a), (b, of_b)) in others.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
        let (a, b) = (*a, *b);
        if a == b {
            continue;
        }
        let (holds, broken) = telling(&shares, of_a, of_b);
        let surely = if broken <= 2 { holds >= 2 * broken } else { holds >= 5 * broken };
        if holds >= 2 && surely && best.is_none_or(|(most, _)| holds > most) {
            best = Some((holds, (a, b)));
        }
    }
    best.map(|(_, pair)| pair)
}

/// The column of which a percentage is the share in the sum, in all rows but few.
fn shared(tabel: &TabelDikenal<'_>, persen: usize, total: &Isi<'_>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for column in additive(tabel).into_iter().filter(|column| !is_share(tabel, *column)) {
        let rows = tabel.isi.iter().filter(|isi| !isi.jumlah).take(SAMPLE);
        let (mut holds, mut broken) = (BTreeSet::new(), 0_usize);
        for isi in rows {
            let Some(cocok) = quick(tabel, (isi, persen), (isi, column), (total, column)) else { continue };
            match tabel.nilai(isi, column).zip(tabel.nilai(isi, persen)) {
                _ if cocok == Cocok::Tidak => broken += 1,
                Some(((part, _), (share, _))) if !part.is_zero() && !share.is_zero() => {
                    holds.insert((part, share));
                }
                _ => {}
            }
        }
        let holds = holds.len();
        if holds >= 3 && holds >= 2 * broken && best.is_none_or(|(most, _)| holds > most) {
            best = Some((holds, column));
        }
    }
    best.map(|(_, column)| column)
}

/// The columns of realisasi and pagu that a percentage belongs to: the only ones, or the pair that most rows follow.
fn pair(tabel: &TabelDikenal<'_>, three: Option<[usize; 3]>, persen: usize) -> Option<(usize, usize)> {
    if let Some([pagu, realisasi, _]) = three
        && tabel.columns(Peran::Persen).len() <= 1
    {
        return Some((realisasi, pagu));
    }
    let numeric = additive(tabel);
    let of =
        |role| -> Vec<usize> { tabel.columns(role).into_iter().filter(|column| numeric.contains(column)).collect() };
    let (realisasi, pagu) = (nearest(of(Peran::Realisasi), persen), nearest(of(Peran::Pagu), persen));
    if let ([a], [b]) = (realisasi.as_slice(), pagu.as_slice()) {
        return Some((*a, *b));
    }
    // Blocks of years side by side: each percentage belongs to the amounts of its own year.
    if let Some(own) = year(tabel, persen) {
        let same = |columns: &[usize]| {
            let mut of_year = columns.iter().copied().filter(|column| year(tabel, *column) == Some(own));
            of_year.next().filter(|_| of_year.next().is_none())
        };
        return same(&realisasi).zip(same(&pagu));
    }
    let columns = |columns: Vec<usize>| -> Vec<(usize, Vec<Option<Ukuran>>)> {
        columns.into_iter().map(|column| (column, sample(tabel, column))).collect()
    };
    let (shares, realisasi, pagu) = (sample(tabel, persen), columns(realisasi), columns(pagu));
    let mut best: Option<(usize, (usize, usize))> = None;
    for ((a, of_a), (b, of_b)) in realisasi.iter().flat_map(|a| pagu.iter().map(move |b| (a, b))) {
        let (holds, _) = telling(&shares, of_a, of_b);
        if holds >= 2 && best.is_none_or(|(most, _)| holds > most) {
            best = Some((holds, (*a, *b)));
        }
    }
    best.map(|(_, pair)| pair)
}

type Tempat<'t, 'n> = (&'t Isi<'n>, usize);

/// Whether a row holds.
fn quick(tabel: &TabelDikenal<'_>, persen: Tempat<'_, '_>, a: Tempat<'_, '_>, b: Tempat<'_, '_>) -> Option<Cocok> {
    let ukuran = |(isi, column): Tempat<'_, '_>| tabel.ukuran(isi, column);
    fits(ukuran(persen)?, ukuran(a)?, ukuran(b)?)
}

fn fits(p: Ukuran, a: Ukuran, b: Ukuran) -> Option<Cocok> {
    (!b.nilai.is_zero()).then(|| Ukuran::persen(Ukuran { bulat: true, ..p }, a, b))
}

fn equation(
    tabel: &TabelDikenal<'_>,
    persen: Tempat<'_, '_>,
    a: Tempat<'_, '_>,
    b: Tempat<'_, '_>,
) -> Option<Persamaan> {
    let suku = |(isi, column): Tempat<'_, '_>| tabel.suku(isi, column, 1, head(tabel, column));
    let result = suku(persen)?;
    let below = suku(b)?;
    (!below.nilai.is_zero()).then_some(())?;
    Some(Persamaan::persen(Suku { bulat: true, ..result }, suku(a)?, below))
}

/// The cells of a row's share: the share itself, the part, the whole.
type Sel<'t, 'n> = (Tempat<'t, 'n>, Tempat<'t, 'n>, Tempat<'t, 'n>);

fn report<'t, 'n>(tabel: &'t TabelDikenal<'n>, each: &dyn Fn(&'t Isi<'n>) -> Sel<'t, 'n>, hasil: &mut Hasil) {
    let cells = tabel.isi.iter().map(|isi| (isi, each(isi)));
    let rows: Vec<_> = cells.filter_map(|(isi, (p, a, b))| Some((isi, (p, a, b), quick(tabel, p, a, b)?))).collect();
    let broken = rows.iter().filter(|(_, _, cocok)| *cocok == Cocok::Tidak).count();
    // A percentage of something else (physical progress, a share of the total) fits nowhere.
    if broken >= 3 && broken * 2 > rows.len() {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (isi, (p, a, b), cocok) in rows {
        if hasil.settled(cocok == Cocok::Ya) {
            continue;
        }
        let Some(persamaan) = equation(tabel, p, a, b) else { continue };
        let (name, label) = (row(tabel, isi), head(tabel, p.1));
        let written = tabel.lokasi(isi, p.1).kutipan;
        hasil.check(&[&tabel.tabel.judul, &name, &label], persamaan, |value| {
            format!("{label} {name} tertulis {written}, sedangkan hasil baginya {value}%.")
        });
    }
}
