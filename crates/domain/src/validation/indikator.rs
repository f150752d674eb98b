//! Indicators: formulas, scales, components, measured values.

use super::row;
use crate::formula::{FORMULAS, formula};
use crate::problem::{Place, Problems};
use crate::reference::{Skala, skala};
use crate::register::{Indikator, PeranKomponen, Register, SumberKomponen};
use crate::value::{Kode, Rasio, Target};

pub(super) fn check(_: i32, register: &Register, problems: &mut Problems) {
    for indikator in &register.indikator {
        one(register, indikator, problems);
    }
    let values = register.perjanjian_target.iter().map(|r| (&r.indikator, &r.target, "perjanjian_target"));
    let values = values.chain(register.target_triwulan.iter().map(|r| (&r.indikator, &r.target, "target_triwulan")));
    let values = values.chain(register.target_renstra.iter().map(|r| (&r.indikator, &r.target, "target_renstra")));
    for (kode, target, table) in values {
        if let Some(indikator) = find(register, kode) {
            let range = matches!(target, Target::Rentang { .. });
            if range != (indikator.rumus == *"rentang") {
                problems.error(
                    "REG120",
                    &row(table, kode),
                    format!("Target \"{target}\" tidak cocok dengan rumus {}.", indikator.rumus),
                    "Rumus rentang memerlukan target rentang (80 s.d. 90); rumus lain tidak.",
                    "Perbaiki target, atau rumus indikatornya.",
                );
            }
            predicate(indikator, target, &row(table, kode), problems);
        }
    }
    for row_ in &register.pengukuran {
        let place = row("pengukuran", format!("{} triwulan {}", row_.indikator, row_.triwulan));
        let Some(value) = &row_.realisasi else { continue };
        if matches!(value, Target::Rentang { .. }) {
            problems.error(
                "REG121",
                &place,
                "Realisasi ditulis sebagai rentang.",
                "Realisasi adalah satu nilai yang diukur.",
                "Tulis nilainya saja.",
            );
        }
        if register.komponen.iter().any(|komponen| komponen.indikator == row_.indikator) {
            problems.error(
                "REG122",
                &place,
                "Realisasi diisi, padahal dihitung dari komponen.",
                "Dua sumber untuk satu angka dapat saling bertentangan.",
                "Kosongkan kolom realisasi, atau hapus komponen indikator ini.",
            );
        }
        if let Some(indikator) = find(register, &row_.indikator) {
            predicate(indikator, value, &place, problems);
        }
    }
    for value in &register.nilai_komponen {
        let known = register.komponen.iter().find(|k| k.indikator == value.indikator && k.kode == value.komponen);
        let place =
            row("nilai_komponen", format!("{} {} triwulan {}", value.indikator, value.komponen, value.triwulan));
        match known {
            None => problems.error(
                "REG123",
                &place,
                "Komponen ini tidak ada.",
                "Indikatornya tidak mempunyai komponen dengan kode itu.",
                "Perbaiki kode komponen, atau tambahkan komponennya.",
            ),
            Some(komponen) if komponen.sumber != SumberKomponen::Isian => problems.error(
                "REG124",
                &place,
                "Nilai diisi, padahal komponen ini dihitung dari register.",
                "Dua sumber untuk satu angka dapat saling bertentangan.",
                "Hapus barisnya, atau ubah sumber komponen menjadi isian.",
            ),
            Some(_) => {}
        }
    }
}

fn find<'a>(register: &'a Register, kode: &Kode) -> Option<&'a Indikator> {
    register.indikator.iter().find(|indikator| indikator.kode == *kode)
}

fn one(register: &Register, indikator: &Indikator, problems: &mut Problems) {
    let place = row("indikator", &indikator.kode);
    if indikator.tujuan.is_some() == indikator.sasaran.is_some() {
        problems.error(
            "REG125",
            &place,
            "Indikator ini bukan milik tepat satu tujuan atau sasaran.",
            "Kolom tujuan dan sasaran harus terisi salah satunya saja.",
            "Isi salah satu dan kosongkan yang lain.",
        );
    }
    if formula(indikator.rumus.as_str()).is_none() {
        problems.error(
            "REG126",
            &place,
            format!("Rumus capaian \"{}\" tidak dikenal.", indikator.rumus),
            format!("Rumus yang dikenal: {}.", FORMULAS.iter().map(|f| f.id).collect::<Vec<_>>().join(", ")),
            "Perbaiki kolom rumus.",
        );
    }
    let known_scale = indikator.skala.as_ref().is_some_and(|name| skala(name.as_str()).is_some());
    if (indikator.skala.is_some() || indikator.rumus == *"predikat") && !known_scale {
        problems.error(
            "REG127",
            &place,
            "Skala predikat indikator ini tidak dikenal atau belum diisi.",
            "Predikat hanya dapat dibandingkan pada skala yang dikenal.",
            "Isi kolom skala, misalnya AKIP, IPP-100, SKM, atau OPINI.",
        );
    }
    if indikator.tahun_akhir < indikator.tahun_awal {
        problems.error(
            "REG128",
            &place,
            "Tahun terakhir lebih awal daripada tahun pertama.",
            "Masa berlaku tidak dapat berakhir sebelum dimulai.",
            "Perbaiki tahun_awal atau tahun_akhir.",
        );
    }
    let komponen: Vec<_> = register.komponen.iter().filter(|komponen| komponen.indikator == indikator.kode).collect();
    if !komponen.is_empty() && !komponen.iter().any(|komponen| komponen.peran == PeranKomponen::Pembilang) {
        problems.error(
            "REG129",
            &place,
            "Komponennya tidak mempunyai pembilang.",
            "Tanpa pembilang tidak ada yang dihitung.",
            "Tambahkan komponen dengan peran pembilang.",
        );
    }
    for part in komponen {
        let documents = part.sumber == SumberKomponen::DokumenTepatWaktu;
        if documents != part.jenis_dokumen.is_some() {
            problems.error(
                "REG130",
                &row("komponen", format!("{} {}", part.indikator, part.kode)),
                "Jenis dokumen tidak sesuai dengan sumber komponen.",
                "Jenis dokumen diisi hanya untuk sumber dokumen desa tepat waktu, dan di sana wajib.",
                "Isi atau kosongkan kolom jenis_dokumen.",
            );
        }
    }
}

/// A number and the predicate beside it must belong together on the indicator's scale.
fn predicate(indikator: &Indikator, value: &Target, place: &Place, problems: &mut Problems) {
    let Some(scale) = indikator.skala.as_ref().and_then(|name| skala(name.as_str())) else { return };
    let Some(written) = value.predikat() else { return };
    if scale.rank(written).is_none() {
        problems.error(
            "REG131",
            place,
            format!("Predikat \"{written}\" tidak ada pada skala indikator ini."),
            format!("Yang ada: {}.", scale.tingkat.iter().map(|l| l.predikat.as_str()).collect::<Vec<_>>().join(", ")),
            "Perbaiki predikatnya, atau skala indikatornya.",
        );
    } else if let Some(expected) = value.nilai().and_then(|number| belongs(scale, &number))
        && !expected.eq_ignore_ascii_case(written)
    {
        problems.warning(
            "REG132",
            place,
            format!("Angka dan predikat \"{value}\" tidak cocok."),
            format!("Menurut skala indikator ini angka itu berpredikat {expected}."),
            "Periksa angka dan predikatnya.",
        );
    }
}

fn belongs<'a>(scale: &'a Skala, number: &Rasio) -> Option<&'a str> {
    scale.classify(number).map(|level| level.predikat.as_str()).filter(|predikat| !predikat.is_empty())
}
