//! One indicator with the same target and the same result in two tables, and two values of capaian.

use rust_decimal::Decimal;

use super::Rule;
use super::fakta::Setahun;
use super::kinerja::{Indikator, Kamus, same_name, suku, tables, tolok, ukuran};
use crate::angka::Selang;
use crate::dokumen::{Dokumen, normal, pendek};
use crate::persamaan::{Cocok, Persamaan, Suku};
use crate::temuan::{Bukti, Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIL405",
    judul: "Target dan realisasi yang sama diberi dua capaian",
    tingkat: Tingkat::Kesalahan,
    dasar: "capaian satu indikator dari target dan realisasi yang sama hanya satu",
    halaman: include_str!("sil405_capaian.md"),
    opsional: false,
    check,
};

/// A capaian with what it was computed from.
struct Baris {
    berkas: usize,
    indikator: Indikator,
    /// The target as it reads: its number, else its text.
    target: String,
    hasil: Decimal,
    capaian: Suku,
    bukti: Vec<Bukti>,
    tabel: String,
    /// True where realisasi / target gives it.
    lazim: bool,
}

impl Baris {
    fn selang(&self) -> Selang {
        Selang::rounded(self.capaian.nilai, self.capaian.desimal)
    }
}

/// The most rows that are compared with each other.
const MOST: usize = 3_000;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let mut left = rows(dokumen);
    if !hasil.within("baris capaian", left.len(), MOST) {
        return;
    }
    while !left.is_empty() {
        let first = left.remove(0);
        let same = |other: &Baris| {
            (other.berkas, &other.target, other.hasil) == (first.berkas, &first.target, first.hasil)
                && same_name(&other.indikator.kunci, &first.indikator.kunci)
        };
        let (mut group, rest): (Vec<Baris>, Vec<Baris>) = left.into_iter().partition(same);
        left = rest;
        group.insert(0, first);
        compare(&group, hasil);
    }
}

fn compare(group: &[Baris], hasil: &mut Hasil) {
    let [first, _, ..] = group else { return };
    if group.iter().all(|one| one.selang().meets(&first.selang())) {
        hasil.holds_on(|| group.iter().flat_map(|one| &one.bukti).map(Bukti::tempat).collect());
        return;
    }
    let agreeing = |one: &Baris| group.iter().filter(|other| other.selang().meets(&one.selang())).count();
    let odd = group.iter().rev().min_by_key(|one| (one.lazim, agreeing(one)));
    let other = odd.and_then(|odd| group.iter().find(|other| !other.selang().meets(&odd.selang())));
    let (Some(odd), Some(other)) = (odd, other) else { return };
    let (mine, theirs) = (&odd.capaian.bukti, &other.capaian.bukti);
    let mut temuan = hasil.temuan(
        mine.lokasi.clone(),
        &[&odd.indikator.kunci, &odd.target, &odd.hasil.to_string()],
        format!(
            "Capaian \"{}\" tertulis {} pada {}, sedangkan pada {} {}, dari target dan realisasi yang sama.",
            pendek(&odd.indikator.nama, 100),
            mine.mentah,
            odd.tabel,
            other.tabel,
            theirs.mentah
        ),
    );
    temuan.selisih = Some(crate::angka::show((odd.capaian.nilai - other.capaian.nilai).abs()));
    temuan.seharusnya = vec![theirs.mentah.clone()];
    temuan.bukti = odd.bukti.iter().chain(&other.bukti).cloned().collect();
    hasil.found(temuan);
}

fn rows(dokumen: &Dokumen<'_>) -> Vec<Baris> {
    let kamus = Kamus::of(dokumen);
    let setahun = Setahun::of(dokumen, &kamus);
    let mut found = Vec::new();
    for tabel in tables(dokumen) {
        let names = kamus.rows(tabel);
        for tolok in tolok(tabel) {
            for (isi, indikator) in tabel.isi.iter().zip(&names).filter(|(isi, _)| !isi.jumlah) {
                let Some(indikator) = indikator.clone() else { continue };
                // Of several targets (of the quarter, of the year) a capaian belongs to the one that gives it.
                let gives = |column: &usize| {
                    let share = suku(tabel, isi, tolok.capaian, "capaian");
                    let parts = suku(tabel, isi, tolok.hasil, "realisasi").zip(suku(tabel, isi, *column, "target"));
                    let equation = share.zip(parts).map(|(share, (a, b))| Persamaan::persen(share, a, b));
                    equation.is_some_and(|equation| equation.check() == Cocok::Ya)
                };
                let own = match tolok.target.as_slice() {
                    [] => None,
                    [only] => Some(*only),
                    several => match several.iter().copied().find(gives) {
                        Some(column) => Some(column),
                        None => continue,
                    },
                };
                let target = match own {
                    Some(column) => isi.sel(column).map(|cell| cell.teks.as_str()),
                    None => setahun.text(tabel.berkas, &indikator),
                };
                let Some(text) = target.map(str::trim).filter(|text| text.contains(|c: char| c.is_ascii_digit()))
                else {
                    continue;
                };
                let capaian = suku(tabel, isi, tolok.capaian, "capaian");
                let (Some(capaian), Some(result)) = (capaian, suku(tabel, isi, tolok.hasil, "realisasi")) else {
                    continue;
                };
                let number = own
                    .and_then(|column| suku(tabel, isi, column, "target"))
                    .or_else(|| setahun.of_indicator(tabel.berkas, &indikator));
                let lazim = number.clone().is_some_and(|target| {
                    Persamaan::persen(capaian.clone(), result.clone(), target).check() == Cocok::Ya
                });
                let mut bukti = vec![capaian.bukti.clone(), result.bukti.clone()];
                bukti.extend(number.map(|target| target.bukti));
                found.push(Baris {
                    berkas: tabel.berkas,
                    indikator,
                    target: ukuran(text).map_or_else(|| normal(text), |angka| angka.nilai.normalize().to_string()),
                    hasil: result.nilai.normalize(),
                    capaian,
                    bukti,
                    tabel: tabel.nama(),
                    lazim,
                });
            }
        }
    }
    found
}
