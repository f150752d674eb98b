//! The parts of a calculation by quarters: what is used of them, and the results that they give.

use rust_decimal::Decimal;

use super::Rule;
use super::fakta::{Fakta, Ihwal, Masa, all};
use super::kinerja::{Indikator, Kamus};
use crate::angka::{Selang, show};
use crate::dokumen::{Dokumen, Isi, Jenis, TabelDikenal, masa, normal, pendek};
use crate::temuan::{Bukti, Hasil, Tempat, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN307",
    judul: "Realisasi tidak sama dengan komponen penghitungannya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: pembilang / penyebut menurut cara menggabungkan triwulan",
    halaman: include_str!("kin307_komponen.md"),
    opsional: false,
    check,
};

/// How the quarters of a part make one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cara {
    Jumlah,
    Akhir,
    Rata,
    Tertinggi,
    Terendah,
}

const CARA: [(&str, Cara); 8] = [
    ("posisi akhir", Cara::Akhir),
    ("nilai akhir", Cara::Akhir),
    ("nilai terakhir", Cara::Akhir),
    ("kumulatif", Cara::Jumlah),
    ("jumlah sejak", Cara::Jumlah),
    ("rata rata", Cara::Rata),
    ("tertinggi", Cara::Tertinggi),
    ("terendah", Cara::Terendah),
];

impl Cara {
    /// The way that a text names.
    fn named(text: &str) -> Option<Self> {
        let text = normal(text);
        CARA.iter().find(|(word, _)| text.contains(word)).map(|(_, cara)| *cara)
    }

    fn of(self, values: &[Decimal]) -> Option<Decimal> {
        match self {
            Self::Jumlah => Some(values.iter().sum()),
            Self::Akhir => values.last().copied(),
            Self::Rata => values.iter().sum::<Decimal>().checked_div(Decimal::from(values.len())),
            Self::Tertinggi => values.iter().max().copied(),
            Self::Terendah => values.iter().min().copied(),
        }
    }
}

/// A part: its row, what it is in the fraction, how its quarters are put together.
struct Bagian<'t, 'n> {
    isi: &'t Isi<'n>,
    atas: bool,
    cara: Option<Cara>,
}

/// The parts of one indicator, and the row of its result.
struct Blok<'t, 'n> {
    tabel: &'t TabelDikenal<'n>,
    indikator: Option<Indikator>,
    bagian: Vec<Bagian<'t, 'n>>,
    hasil: Option<(&'t Isi<'n>, usize)>,
}

/// Columns of quarters, and the one of what is used.
struct Kolom {
    triwulan: Vec<(u8, usize)>,
    dipakai: usize,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let kamus = Kamus::of(dokumen);
    let facts = all(dokumen);
    for tabel in dokumen.of(Jenis::Komponen) {
        let heads = tabel.kepala.iter().enumerate();
        let triwulan: Vec<_> = heads.filter_map(|(column, head)| Some((masa::quarter(head)?, column))).collect();
        let last = tabel.kepala.len().saturating_sub(1);
        let Some((_, most)) = triwulan.last().copied().filter(|(_, most)| *most < last) else { continue };
        let kolom = Kolom { triwulan, dipakai: most + 1 };
        for blok in blocks(tabel, &kamus.rows(tabel)) {
            let own = |fact: &&Fakta| {
                fact.bukti.lokasi.berkas == tabel.berkas
                    && fact.ihwal == Ihwal::Realisasi
                    && Some(&fact.kunci) == blok.indikator.as_ref().map(|one| &one.kunci)
                    && dokumen.tahun(tabel).is_none_or(|tahun| u32::try_from(tahun) == Ok(fact.tahun))
            };
            let facts: Vec<&Fakta> = facts.iter().filter(own).collect();
            if used(&blok, &kolom, hasil) {
                results(&blok, &kolom, &facts, hasil);
            }
        }
    }
}

fn blocks<'t, 'n>(tabel: &'t TabelDikenal<'n>, names: &[Option<Indikator>]) -> Vec<Blok<'t, 'n>> {
    let mut blocks: Vec<Blok<'t, 'n>> = Vec::new();
    let mut cara = None;
    for (isi, indikator) in tabel.isi.iter().zip(names) {
        let first = isi.baris.sel.first().map(|cell| cell.teks.trim()).unwrap_or_default();
        let figures: Vec<usize> =
            (1..tabel.kepala.len()).filter(|column| isi.bacaan(*column).angka().is_some()).collect();
        let label = normal(first);
        let atas = label.contains("pembilang");
        let part = atas || label.contains("penyebut");
        if figures.is_empty() && !part {
            cara = Cara::named(first);
            blocks.push(Blok { tabel, indikator: indikator.clone(), bagian: Vec::new(), hasil: None });
        }
        let Some(blok) = blocks.last_mut() else { continue };
        if part {
            blok.bagian.push(Bagian { isi, atas, cara: Cara::named(first).or(cara) });
        } else if let ([.., column], true) = (figures.as_slice(), label.starts_with("realisasi")) {
            blok.hasil = Some((isi, *column));
        }
    }
    blocks
}

fn values(blok: &Blok<'_, '_>, isi: &Isi<'_>, kolom: &Kolom, until: u8) -> Option<Vec<Decimal>> {
    let columns = kolom.triwulan.iter().filter(|(quarter, _)| *quarter <= until);
    columns.map(|(_, column)| blok.tabel.nilai(isi, *column).map(|(value, _)| value)).collect()
}

/// Whether what is used of each part follows from its quarters.
fn used(blok: &Blok<'_, '_>, kolom: &Kolom, hasil: &mut Hasil) -> bool {
    let mut sound = true;
    for bagian in &blok.bagian {
        let angka = bagian.isi.bacaan(kolom.dipakai).angka();
        let (Some(written), Some(values)) = (angka, values(blok, bagian.isi, kolom, 4)) else {
            hasil.skipped();
            continue;
        };
        let gives = |cara: Cara| {
            cara.of(&values).is_some_and(|value| {
                Selang::rounded(written.nilai, written.desimal).meets(&Selang::exact(value)) || value == written.nilai
            })
        };
        let fits = match bagian.cara {
            Some(cara) => gives(cara),
            None => CARA.iter().any(|(_, cara)| gives(*cara)),
        };
        let cells = || {
            let all = bagian.cara.is_some_and(|cara| matches!(cara, Cara::Jumlah | Cara::Rata));
            let quarters = kolom.triwulan.iter().rev().take(if all { 4 } else { 1 });
            let columns = quarters.map(|(_, column)| *column).chain([kolom.dipakai]);
            columns.map(|column| blok.tabel.tempat(bagian.isi, column)).collect::<Vec<Tempat>>()
        };
        if fits {
            hasil.holds_on(cells);
            continue;
        }
        sound = false;
        let name = blok.tabel.kunci(bagian.isi);
        let expected = bagian.cara.and_then(|cara| cara.of(&values)).map(show);
        let mut temuan = hasil.temuan(
            blok.tabel.lokasi(bagian.isi, kolom.dipakai),
            &[&blok.tabel.tabel.judul, &name, "dipakai"],
            format!(
                "Yang dipakai dari \"{}\" tertulis {}, sedangkan triwulan-triwulannya memberi {}.",
                pendek(&name, 100),
                written.mentah,
                expected.clone().unwrap_or_else(|| "angka lain".to_string())
            ),
        );
        temuan.seharusnya = expected.into_iter().collect();
        let columns = kolom.triwulan.iter().map(|(_, column)| *column).chain([kolom.dipakai]);
        temuan.bukti = columns.map(|column| blok.tabel.bukti(bagian.isi, column, "komponen")).collect();
        hasil.found(temuan);
    }
    sound
}

/// What stands over and under a fraction, with the cells of both.
type Hasilbagi<'t> = (Decimal, Decimal, Vec<(&'t Isi<'t>, usize)>);

/// What the parts give up to the end of a quarter, as a quotient, with their cells.
fn quotient<'t>(blok: &'t Blok<'_, '_>, kolom: &'t Kolom, until: u8) -> Option<Hasilbagi<'t>> {
    let (mut over, mut under, mut cells) = (Decimal::ZERO, Decimal::ZERO, Vec::new());
    for bagian in &blok.bagian {
        // Means and extremes of parts make no result of their own.
        let cara = bagian.cara.filter(|cara| matches!(cara, Cara::Jumlah | Cara::Akhir))?;
        let value = cara.of(&values(blok, bagian.isi, kolom, until)?)?;
        *(if bagian.atas { &mut over } else { &mut under }) += value;
        let columns = kolom.triwulan.iter().rev().filter(|(quarter, _)| *quarter <= until);
        let taken = if cara == Cara::Jumlah { 4 } else { 1 };
        cells.extend(columns.take(taken).map(|(_, column)| (bagian.isi, *column)));
    }
    (!under.is_zero()).then_some((over, under, cells))
}

/// The result of the block, and those that other tables tell of each quarter.
fn results(blok: &Blok<'_, '_>, kolom: &Kolom, facts: &[&Fakta], hasil: &mut Hasil) {
    let last = kolom.triwulan.last().map_or(0, |(quarter, _)| *quarter);
    for (quarter, _) in &kolom.triwulan {
        let Some((over, under, cells)) = quotient(blok, kolom, *quarter) else { continue };
        let mut stated: Vec<(crate::angka::Angka, Bukti)> = Vec::new();
        if let Some((isi, column)) = blok.hasil.filter(|_| *quarter == last) {
            let bukti = blok.tabel.bukti(isi, column, "realisasi");
            stated.extend(isi.bacaan(column).angka().map(|angka| (angka.clone(), bukti)));
        }
        let of_quarter = |fact: &&&Fakta| {
            fact.masa.contains(&Masa::Sampai(*quarter)) || *quarter == 4 && fact.masa.contains(&Masa::Tahun)
        };
        stated.extend(facts.iter().filter(of_quarter).map(|fact| (fact.angka.clone(), fact.bukti.clone())));
        let Some(value) = over.checked_div(under) else { continue };
        let agrees = |angka: &crate::angka::Angka| {
            let shown = Selang::rounded(angka.nilai, angka.desimal);
            shown.meets(&Selang::exact(value)) || shown.meets(&Selang::exact(value * Decimal::ONE_HUNDRED))
        };
        let parts = || cells.iter().map(|(isi, column)| blok.tabel.tempat(isi, *column));
        match stated.iter().find(|(angka, _)| !agrees(angka)) {
            None if stated.is_empty() => hasil.skipped(),
            None => hasil.holds_on(|| parts().chain(stated.iter().map(|(_, bukti)| bukti.tempat())).collect()),
            Some((angka, bukti)) => {
                let name = blok.indikator.as_ref().map(|one| one.nama.clone()).unwrap_or_default();
                let times = if angka.persen { Decimal::ONE_HUNDRED } else { Decimal::ONE };
                let right = crate::persamaan::rounded(value * times, angka.desimal.max(2));
                let right = format!("{}{}", show(right), if angka.persen { "%" } else { "" });
                let mut temuan = hasil.temuan(
                    bukti.lokasi.clone(),
                    &[&blok.tabel.tabel.judul, &name, &quarter.to_string()],
                    format!(
                        "Realisasi \"{}\" sampai triwulan ke-{quarter} tertulis {}, sedangkan komponennya pada {} memberi {right}.",
                        pendek(&name, 100),
                        angka.mentah,
                        blok.tabel.nama()
                    ),
                );
                temuan.hitungan = Some(format!("{} / {} = {right}", show(over), show(under)));
                temuan.seharusnya = vec![right];
                temuan.bukti = cells.iter().map(|(isi, column)| blok.tabel.bukti(isi, *column, "komponen")).collect();
                temuan.bukti.push(bukti.clone());
                hasil.found(temuan);
                // A wrong part shows in every later quarter: said once.
                return;
            }
        }
    }
}
