//! Deviations that are not the difference of their columns: realisasi and rencana in rupiah, two percentages in points,
//! what a change or an efficiency is said to be.

use super::Rule;
use super::bersama::{additive, head, row};
use crate::angka::{Selang, show};
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal, normal};
use crate::persamaan::{Cocok, Persamaan, rounded};
use crate::temuan::{Hasil, Tingkat};
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    kode: "SIS205",
    judul: "Deviasi atau selisih tidak sama dengan selisih kedua kolomnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: deviasi = realisasi - rencana, persen deviasi = deviasi / rencana x 100 %",
    halaman: include_str!("sis205_deviasi.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let (amounts, numeric) = (additive(tabel), tabel.numeric());
        for column in numeric.iter().copied() {
            let text = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
            let percent = |column: &usize| {
                tabel.isi.iter().filter_map(|isi| isi.bacaan(*column).angka()).any(|angka| angka.persen)
            };
            if text.contains("poin") && text.starts_with("selisih") {
                let shares: Vec<usize> =
                    numeric.iter().copied().filter(|other| *other != column && percent(other)).collect();
                if let [a, b] = shares.as_slice() {
                    differences(tabel, column, (*a, *b), hasil);
                }
            } else if text.starts_with("deviasi") {
                let Some((done, planned)) = planned(tabel, &amounts, column) else { continue };
                if percent(&column) {
                    shares(tabel, column, (done, planned), hasil);
                } else if amounts.contains(&column) {
                    differences(tabel, column, (done, planned), hasil);
                }
            } else if DIFFERENCES.iter().any(|word| text.contains(word))
                && let Some(pair) = followed(tabel, column)
            {
                differences(tabel, column, pair, hasil);
            }
        }
    }
}

/// Heads of columns that say how far two others lie apart.
const DIFFERENCES: [&str; 9] = [
    "bertambah",
    "berkurang",
    "efisiensi",
    "selisih",
    "kenaikan",
    "penurunan",
    "peningkatan",
    "pertumbuhan",
    "perubahan",
];

/// The columns before or beside it whose difference a column is in all rows but few. Rows in which a part is zero tell
/// nothing.
fn followed(tabel: &TabelDikenal<'_>, column: usize) -> Option<(usize, usize)> {
    const SAMPLE: usize = 60;
    let others: Vec<usize> = tabel.numeric().into_iter().filter(|other| *other != column).collect();
    let rows: Vec<&Isi<'_>> = tabel.isi.iter().take(SAMPLE).collect();
    let value = |isi: &Isi<'_>, column: usize| tabel.nilai(isi, column).map(|(value, _)| value);
    let mut best: Option<(usize, (usize, usize))> = None;
    for (a, b) in others.iter().flat_map(|a| others.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b) {
        let (mut holds, mut broken) = (0, 0);
        for isi in &rows {
            let (Some(c), Some(x), Some(y)) = (value(isi, column), value(isi, a), value(isi, b)) else { continue };
            if x - y != c {
                broken += 1;
            } else if ![c, x, y].iter().any(Decimal::is_zero) {
                holds += 1;
            }
        }
        if holds >= 2 && holds >= 2 * broken && best.is_none_or(|(most, _)| holds > most) {
            best = Some((holds, (a, b)));
        }
    }
    best.map(|(_, pair)| pair)
}

/// The nearest column of what was done before a deviation, and the one of what was planned for it.
fn planned(tabel: &TabelDikenal<'_>, amounts: &[usize], column: usize) -> Option<(usize, usize)> {
    const PLAN: [&str; 4] = ["kas", "rencana", "target", "rak"];
    let before = |other: &usize| *other < column;
    let is_plan = |other: &usize| {
        let head = tabel.kepala.get(*other).map(|head| normal(head)).unwrap_or_default();
        head.split(' ').any(|word| PLAN.contains(&word))
    };
    let done = |other: &usize| {
        matches!(tabel.peran.get(*other), Some(Peran::Realisasi | Peran::RealisasiKinerja)) && !is_plan(other)
    };
    let planned = amounts.iter().copied().filter(before).rfind(is_plan)?;
    Some((amounts.iter().copied().filter(before).rfind(done)?, planned))
}

/// The sign that most rows follow: a - b, or b - a.
fn differences(tabel: &TabelDikenal<'_>, column: usize, (a, b): (usize, usize), hasil: &mut Hasil) {
    let equation = |isi: &Isi<'_>, sign: i64| {
        let suku = |column: usize, koef: i64| tabel.suku(isi, column, koef, head(tabel, column));
        Some(Persamaan::jumlah(suku(column, 1)?, vec![suku(a, sign)?, suku(b, -sign)?]))
    };
    let holds = |sign: i64| {
        tabel.isi.iter().filter_map(|isi| equation(isi, sign)).filter(|one| one.check() == Cocok::Ya).count()
    };
    let (plain, turned) = (holds(1), holds(-1));
    let sign = if turned > plain { -1 } else { 1 };
    let rows: Vec<_> = tabel.isi.iter().filter_map(|isi| Some((isi, equation(isi, sign)?))).collect();
    let broken = rows.iter().filter(|(_, one)| one.check() == Cocok::Tidak).count();
    // A deviation of something else fits nowhere; in points it may be written without its sign.
    if broken * 2 > rows.len() {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (isi, persamaan) in rows {
        let reversed = equation(isi, -sign).is_some_and(|one| one.check() == Cocok::Ya);
        if reversed && persamaan.check() == Cocok::Tidak && holds(-sign) * 2 > broken {
            hasil.holds_on(|| persamaan.suku.iter().map(|suku| suku.bukti.tempat()).collect());
            continue;
        }
        let (name, label) = (row(tabel, isi), head(tabel, column));
        let written = tabel.lokasi(isi, column).kutipan;
        hasil.check(&[&tabel.tabel.judul, &name, &label], persamaan, |value| {
            format!("{label} {name} tertulis {written}, sedangkan selisih kedua kolomnya {value}.")
        });
    }
}

/// Shares of the plan, with or without their sign.
fn shares(tabel: &TabelDikenal<'_>, column: usize, (done, planned): (usize, usize), hasil: &mut Hasil) {
    let mut broken = Vec::new();
    for isi in &tabel.isi {
        let value = |column: usize| tabel.nilai(isi, column).map(|(value, _)| value);
        let (Some(a), Some(b), Some(written)) = (value(done), value(planned), isi.bacaan(column).angka()) else {
            continue;
        };
        let Some(share) = ((a - b) * Decimal::ONE_HUNDRED).checked_div(b) else { continue };
        if Selang::rounded(written.nilai.abs(), written.desimal).meets(&Selang::exact(share.abs())) {
            hasil.holds_on(|| [done, planned, column].map(|column| tabel.tempat(isi, column)).to_vec());
            continue;
        }
        let (name, label) = (row(tabel, isi), head(tabel, column));
        let right = format!("{}%", show(rounded(share, written.desimal)));
        let mut temuan = hasil.temuan(
            tabel.lokasi(isi, column),
            &[&tabel.tabel.judul, &name, &label, "persen"],
            format!("{label} {name} tertulis {}, sedangkan hitungannya {right}.", written.mentah),
        );
        temuan.hitungan = Some(format!("({} - {}) / {} x 100% = {right}", show(a), show(b), show(b)));
        temuan.seharusnya = vec![right];
        temuan.bukti = [done, planned, column].map(|column| tabel.bukti(isi, column, head(tabel, column))).to_vec();
        broken.push(temuan);
    }
    if broken.len() * 2 > tabel.isi.len() {
        broken.iter().for_each(|_| hasil.skipped());
    } else {
        broken.into_iter().for_each(|temuan| hasil.found(temuan));
    }
}
