//! One indicator with two values: in two tables, or in the agreement and the measurement.

use std::collections::BTreeSet;

use super::Rule;
use super::fakta::{Fakta, Ihwal, all};
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
        let first = left.remove(0);
        let same = |other: &Fakta| {
            other.ihwal == first.ihwal
                && other.tahun == first.tahun
                && other.triwulan == first.triwulan
                && (other.triwulan.is_some() || other.sampai == first.sampai)
                && same_name(&other.kunci, &first.kunci)
        };
        let (mut group, rest): (Vec<Fakta>, Vec<Fakta>) = left.into_iter().partition(same);
        left = rest;
        group.insert(0, first);
        // One table may measure one indicator in several rows (per village); those are no two values.
        let tables: BTreeSet<&String> = group.iter().map(|fakta| &fakta.tabel).collect();
        if tables.len() < group.len() {
            hasil.skipped();
            continue;
        }
        let (promised, measured): (Vec<Fakta>, Vec<Fakta>) = group.into_iter().partition(|fakta| fakta.perjanjian);
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
        hasil.holds();
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
    let whole_year: Vec<Fakta> = measured.iter().filter(|fakta| fakta.triwulan.is_none()).cloned().collect();
    match whole_year.iter().find(differs) {
        Some(other) => {
            let mut cells = whole_year.clone();
            cells.extend(promised.iter().cloned());
            report(first, other, &cells, hasil);
        }
        None if !whole_year.is_empty() => hasil.holds(),
        None => {}
    }
}

fn report(odd: &Fakta, other: &Fakta, all: &[Fakta], hasil: &mut Hasil) {
    let what = match odd.ihwal {
        Ihwal::Target => "Target",
        Ihwal::Realisasi => "Realisasi",
    };
    let quarter = odd.triwulan.map_or_else(String::new, |number| format!(" triwulan {}", roman(number)));
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
