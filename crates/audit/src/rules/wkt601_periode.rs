//! A sentence about this report names another period.

use domain::value::Triwulan;
use reader::Blok;

use super::Rule;
use crate::dokumen::{Dokumen, normal};
use crate::kalimat::{Kalimat, Profil, Sebutan, quarters, years};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT601",
    judul: "Periode lain dalam kalimat tentang laporan ini",
    tingkat: Tingkat::Peringatan,
    dasar: "periode pada judul laporan",
    halaman: include_str!("wkt601_periode.md"),
    opsional: false,
    check,
};

/// Sentences that rightly speak of other times.
const LAIN: [&str; 12] = [
    "perbandingan",
    "dibanding",
    "dibandingkan",
    "membandingkan",
    "sebelumnya",
    "lalu",
    "daripada",
    "evaluasi",
    "nilai",
    "predikat",
    "lhe",
    "sejak",
];

/// Sentences that may rightly name another year.
const RENCANA: [&str; 6] = ["rencana", "mendatang", "renstra", "semula", "mulai", "dasar"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let profil = dokumen.profil(kalimat.berkas);
        let Some(tahun) = profil.tahun.filter(|_| profil.lkj) else { continue };
        if kalimat.has(&LAIN) {
            continue;
        }
        let seen = quarter(kalimat, profil, tahun, hasil);
        if !seen && !kalimat.has(&RENCANA) {
            year(dokumen, kalimat, tahun, hasil);
        }
    }
}

/// Quarters; true where one was reported, so that its year is not reported again.
fn quarter(kalimat: &Kalimat<'_>, profil: &Profil, tahun: i32, hasil: &mut Hasil) -> bool {
    let all = quarters(&kalimat.token);
    let own = |triwulan: Triwulan| profil.triwulan == Some(triwulan);
    let same_year = |year: Option<i32>| year.is_none_or(|year| year == tahun);
    if all.iter().any(|found| own(found.isi.0) && same_year(found.isi.1)) {
        hasil.holds();
        return false;
    }
    let mut reported = false;
    for found in all {
        let (triwulan, year) = found.isi;
        let about = own(triwulan) && names_result(kalimat) || about_report(kalimat, found.dari);
        if !about || kalimat.has(&[tahun.to_string().as_str()]) && !same_year(year) {
            continue;
        }
        reported = true;
        let expected = match profil.triwulan {
            Some(triwulan) => format!("Triwulan {triwulan} Tahun {tahun}"),
            None => format!("Tahun {tahun}"),
        };
        finding(kalimat, (found.dari, found.sampai), &expected, Kepastian::Pasti, hasil);
    }
    reported
}

fn year(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, tahun: i32, hasil: &mut Hasil) {
    let all = years(&kalimat.token);
    // "Laporan Kinerja Kecamatan Sukamaju Tahun 2023 disusun ...": its own name, whatever else the sentence says.
    let names_itself = |found: &Sebutan<i32>| {
        kalimat.find("laporan kinerja") == Some(0)
            && about_report(kalimat, found.dari)
            && matches!(kalimat.kata(found.sampai + 1), "disusun" | "ini" | "merupakan" | "adalah" | "memuat")
    };
    let own_name = all.first().is_some_and(|first| first.isi != tahun && names_itself(first));
    if !own_name && all.iter().any(|found| found.isi == tahun) || kalimat.find("tentang").is_some() {
        return;
    }
    for found in all.iter().filter(|found| found.isi != tahun && (tahun - 3..=tahun + 1).contains(&found.isi)) {
        let numbered = (1..=4).any(|back| {
            found.dari.checked_sub(back).is_some_and(|at| matches!(kalimat.kata(at), "nomor" | "no" | "–" | "-"))
        });
        let introduces = kalimat.says(&["sebagai berikut", "berikut ini", "berikut :"])
            && kalimat.kata(found.dari + 1) == "anggaran"
            && !next_table_names(dokumen, kalimat, found.isi);
        let position = reaches_period(kalimat, dokumen.profil(kalimat.berkas), found.dari);
        if numbered || !(about_report(kalimat, found.dari) || introduces || position) {
            continue;
        }
        let kepastian = if introduces || position { Kepastian::Dugaan } else { Kepastian::Pasti };
        finding(kalimat, (found.dari, found.sampai), &format!("Tahun {tahun}"), kepastian, hasil);
    }
}

fn finding(kalimat: &Kalimat<'_>, (from, to): (usize, usize), expected: &str, kepastian: Kepastian, hasil: &mut Hasil) {
    let written = kalimat.petikan(from, to);
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, to),
        &[kalimat.teks(), written],
        format!("Kalimat tentang laporan ini menyebut {written}, sedangkan judul laporan menyebut {expected}."),
    );
    temuan.kepastian = kepastian;
    temuan.seharusnya = vec![expected.to_string()];
    temuan.bukti = vec![kalimat.bukti(from, to, "kalimat")];
    hasil.found(temuan);
}

/// True where the words before belong to the report's own name ("Laporan Kinerja Kecamatan Sukamaju Periode ..."), or
/// the sentence speaks of "laporan ini".
fn about_report(kalimat: &Kalimat<'_>, before: usize) -> bool {
    if kalimat.find("laporan ini").is_some_and(|at| at < before) {
        return true;
    }
    let mut at = before;
    while let Some(previous) = at.checked_sub(1) {
        let Some(token) = kalimat.token.get(previous) else { return false };
        let title = matches!(kalimat.kata(previous), "kinerja" | "lkj" | "lkjip" | "lakip");
        if title && (previous == 0 || kalimat.kata(previous - 1) == "laporan" || kalimat.kata(previous) != "kinerja") {
            return true;
        }
        if !token.besar && !matches!(token.teks.as_str(), "periode" | "(" | ")" | "untuk") {
            return false;
        }
        at = previous;
    }
    false
}

/// "Sampai dengan Triwulan III Tahun Anggaran 2023, realisasi keuangan ...": the report's own quarter with another year,
/// in a sentence that begins with it and tells of the budget.
fn reaches_period(kalimat: &Kalimat<'_>, profil: &Profil, year: usize) -> bool {
    let own = profil.triwulan.map(|triwulan| triwulan.roman().to_lowercase());
    let begins =
        kalimat.find_at("sampai dengan triwulan", 0) && kalimat.token.get(3).map(|token| &token.teks) == own.as_ref();
    let at = if begins { Some(4) } else { None };
    at == Some(year)
        && kalimat.says(&["realisasi keuangan", "realisasi anggaran", "realisasi fisik", "penyerapan anggaran"])
}

/// True where the sentence tells what came out in the report's period.
fn names_result(kalimat: &Kalimat<'_>) -> bool {
    kalimat.says(&["capaian kinerja", "realisasi kinerja", "realisasi anggaran", "laporan ini", "laporan kinerja"])
}

/// True where the table that follows names the year itself.
fn next_table_names(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, tahun: i32) -> bool {
    let year = tahun.to_string();
    let blocks = dokumen.naskah.get(kalimat.berkas).map_or(&[][..], |file| &file.blok);
    blocks.iter().skip(kalimat.blok + 1).take(3).any(|block| match block {
        Blok::Tabel(table) => {
            let cells = table.baris.iter().take(3).flat_map(|row| &row.sel).map(|cell| cell.teks.as_str());
            cells.chain([table.judul.as_str()]).any(|text| normal(text).split(' ').any(|word| word == year))
        }
        _ => false,
    })
}
