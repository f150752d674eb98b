//! One indicator with two values: in two tables, or in the agreement and the measurement.

use std::collections::BTreeSet;

use super::Rule;
use super::fakta::{Fakta, Ihwal, Masa, all};
use super::kinerja::same_name;
use crate::dokumen::{Dokumen, pendek};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIL401",
    judul: "Satu indikator mempunyai dua angka",
    tingkat: Tingkat::Kesalahan,
    dasar: "target dan realisasi satu indikator untuk satu periode hanya satu",
    halaman: include_str!("sil401_indikator.md"),
    opsional: false,
    check: |dokumen, hasil| check(dokumen, hasil, false),
};

/// Against the agreement.
pub(super) const AGREEMENT: Rule = Rule {
    kode: "SIL404",
    judul: "Target pada pengukuran berbeda dari lampiran perjanjian kinerja",
    tingkat: Tingkat::Kesalahan,
    dasar: "PermenPANRB 53/2014: pengukuran memakai target perjanjian kinerja",
    halaman: include_str!("sil404_perjanjian.md"),
    opsional: false,
    check: |dokumen, hasil| check(dokumen, hasil, true),
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil, agreement: bool) {
    let mut left: Vec<Fakta> = all(dokumen);
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        let same = |one: &Fakta, other: &Fakta| {
            other.ihwal == one.ihwal
                && other.tahun == one.tahun
                && other.masa.iter().any(|masa| one.masa.contains(masa))
                && same_name(&other.kunci, &one.kunci)
        };
        let mut next = 0;
        while let Some(one) = group.get(next).cloned() {
            let (more, rest): (Vec<Fakta>, Vec<Fakta>) = left.into_iter().partition(|other| same(&one, other));
            group.extend(more);
            (left, next) = (rest, next + 1);
        }
        // One table may measure one indicator in several rows (per village), and tell beside its result what it cost;
        // those are no two values.
        let column = |fakta: &Fakta| fakta.bukti.lokasi.letak.kolom.filter(|_| fakta.ihwal == Ihwal::Target);
        let places: BTreeSet<_> = group.iter().map(|fakta| (&fakta.tabel, column(fakta))).collect();
        if places.len() < group.len() {
            hasil.skipped();
            continue;
        }
        // Targets of quarters are compared wherever they stand; the agreement binds that of the year.
        let (promised, measured): (Vec<Fakta>, Vec<Fakta>) =
            group.into_iter().partition(|fakta| fakta.perjanjian && fakta.masa == [Masa::Tahun]);
        if agreement {
            promise(&promised, &measured, hasil);
        } else {
            compare(&measured, hasil);
        }
    }
}

/// Tables among themselves: the value that stands alone is pointed at, a table of capaian last.
fn compare(measured: &[Fakta], hasil: &mut Hasil) {
    let [first, rest @ ..] = measured else { return };
    if rest.is_empty() {
        return;
    }
    if measured.iter().all(|fakta| fakta.selang().meets(&first.selang())) {
        hasil.holds_on(|| measured.iter().map(|fakta| fakta.bukti.tempat()).collect());
        return;
    }
    let agreeing = |fakta: &Fakta| measured.iter().filter(|other| other.selang().meets(&fakta.selang())).count();
    let odd = measured.iter().rev().min_by_key(|fakta| (agreeing(fakta), fakta.capaian));
    let other = odd.and_then(|odd| measured.iter().find(|other| !other.selang().meets(&odd.selang())));
    if let (Some(odd), Some(other)) = (odd, other) {
        report(odd, other, measured, hasil);
    }
}

/// Measurements against the agreement; with two agreements (a change) each target may be meant.
fn promise(promised: &[Fakta], measured: &[Fakta], hasil: &mut Hasil) {
    let Some(first) = promised.first().filter(|fakta| fakta.ihwal == Ihwal::Target) else { return };
    let differs = |fakta: &&Fakta| !promised.iter().any(|one| one.selang().meets(&fakta.selang()));
    let whole_year = measured.to_vec();
    match whole_year.iter().find(differs) {
        Some(other) => {
            let mut cells = whole_year.clone();
            cells.extend(promised.iter().cloned());
            report(first, other, &cells, hasil);
        }
        // Of two agreements a measurement follows one: only a single one binds every cell.
        None if !whole_year.is_empty() => {
            let bound = if promised.len() == 1 { promised } else { &[] };
            hasil.holds_on(|| whole_year.iter().chain(bound).map(|fakta| fakta.bukti.tempat()).collect());
        }
        None => {}
    }
}

fn report(odd: &Fakta, other: &Fakta, all: &[Fakta], hasil: &mut Hasil) {
    let what = match odd.ihwal {
        Ihwal::Target => "Target",
        Ihwal::Realisasi => "Realisasi",
    };
    let quarter = odd.triwulan().map_or_else(String::new, |number| format!(" triwulan {}", roman(number)));
    let mut temuan = hasil.temuan(
        odd.bukti.lokasi.clone(),
        &[&odd.kunci, what, &odd.tahun.to_string(), &quarter],
        format!(
            "{what}{quarter} tahun {} untuk \"{}\" tertulis {} pada {}, sedangkan pada {} {}.",
            odd.tahun,
            pendek(&odd.nama, 110),
            odd.angka.mentah,
            odd.tabel,
            other.tabel,
            other.angka.mentah
        ),
    );
    temuan.bukti = all.iter().map(|fakta| fakta.bukti.clone()).collect();
    temuan.selisih = Some(crate::angka::show((odd.angka.nilai - other.angka.nilai).abs()));
    temuan.seharusnya = vec![other.angka.mentah.clone()];
    // Which of the two is right is not known: both repairs are named.
    let saran = |dari: &Fakta, ke: &Fakta| Saran {
        jenis: JenisSaran::Angka,
        dari: dari.angka.mentah.clone(),
        ke: ke.angka.mentah.clone(),
        aman: false,
    };
    temuan.saran = vec![saran(odd, other), saran(other, odd)];
    hasil.found(temuan);
}

fn roman(number: u8) -> &'static str {
    ["I", "II", "III", "IV"].get(usize::from(number).saturating_sub(1)).copied().unwrap_or_default()
}
