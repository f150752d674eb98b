//! Fasilitasi and village documents.

use super::row;
use crate::calculation::TahunKinerja;
use crate::problem::Problems;
use crate::register::{JenisWilayah, Register};
use crate::value::{Kode, Periode, Tanggal};

pub(super) fn check(tahun: i32, register: &Register, problems: &mut Problems) {
    for item in &register.fasilitasi {
        let place = row("fasilitasi", &item.kode);
        let facts = [
            (item.terlaksana, item.tanggal_terlaksana, "terlaksana"),
            (item.ditindaklanjuti, item.tanggal_ditindaklanjuti, "ditindaklanjuti"),
        ];
        for (done, date, what) in facts {
            if date.is_some() && done != Some(true) {
                problems.error(
                    "REG160",
                    &place,
                    format!("Tanggal {what} diisi, tetapi butirnya tidak ditandai {what}."),
                    "Tanggal hanya ada bila hal itu sudah terjadi.",
                    format!("Isi kolom {what} dengan ya, atau kosongkan tanggalnya."),
                );
            }
        }
        if item.ditindaklanjuti == Some(true) && item.terlaksana == Some(false) {
            problems.warning(
                "REG161",
                &place,
                "Butir ditindaklanjuti, tetapi tidak terlaksana.",
                "Yang ditindaklanjuti biasanya hasil pelaksanaannya.",
                "Periksa kedua kolomnya.",
            );
        }
    }
    deadlines(tahun, register, problems);
    let year = TahunKinerja::new(tahun, register.clone(), []);
    let view = year.view(Periode::Tahunan { tahun }, None);
    for document in &register.dokumen_desa {
        let place = row("dokumen_desa", format!("{} {}", document.desa, document.jenis));
        if register.desa.iter().any(|desa| desa.kode == document.desa && desa.jenis == JenisWilayah::Kelurahan) {
            problems.error(
                "REG162",
                &place,
                "Kelurahan tidak menyusun dokumen desa.",
                "RKP Desa, APB Desa, dan LPP Desa hanya disusun desa.",
                "Hapus barisnya, atau perbaiki kode desanya.",
            );
        }
        unknown_kind(&view, &document.jenis, "dokumen_desa", problems);
        if let (Some(fixed), Some(promulgated)) = (document.ditetapkan, document.diundangkan)
            && promulgated < fixed
        {
            problems.warning(
                "REG163",
                &place,
                "Dokumen diundangkan sebelum ditetapkan.",
                "Peraturan desa diundangkan setelah ditetapkan.",
                "Periksa kedua tanggalnya.",
            );
        }
    }
    for part in &register.komponen {
        if let Some(jenis) = &part.jenis_dokumen {
            unknown_kind(&view, jenis, "komponen", problems);
        }
    }
}

fn unknown_kind(view: &crate::calculation::View<'_>, jenis: &Kode, table: &str, problems: &mut Problems) {
    let known = problems.0.iter().any(|problem| problem.code == "REG164" && problem.what.contains(jenis.as_str()));
    if view.jenis_dokumen(jenis).is_none() && !known {
        problems.error(
            "REG164",
            &row(table, jenis),
            format!("Jenis dokumen {jenis} tidak mempunyai tenggat."),
            "Tanpa tenggat tidak dapat ditentukan tepat waktu atau terlambat.",
            "Tambahkan tenggatnya di tabel tenggat_dokumen, atau perbaiki jenisnya.",
        );
    }
}

fn deadlines(tahun: i32, register: &Register, problems: &mut Problems) {
    let readable = |text: &str| {
        let parts = text.split_once('-').and_then(|(day, month)| Some((day.parse().ok()?, month.parse().ok()?)));
        parts.and_then(|(day, month)| Tanggal::new(tahun, month, day)).is_some()
    };
    for deadline in &register.tenggat_dokumen {
        let place = row("tenggat_dokumen", format!("{} {}", deadline.jenis, deadline.dasar));
        if !readable(&deadline.tenggat) || deadline.buka.as_ref().is_some_and(|opens| !readable(opens)) {
            problems.error(
                "REG165",
                &place,
                "Tanggal tenggat tidak dapat dibaca.",
                "Ditulis sebagai tanggal-bulan, misalnya 30-09, dan harus ada di kalender.",
                "Perbaiki kolom buka dan tenggat.",
            );
        }
        if !matches!(&*deadline.selisih_tahun, "-1" | "0" | "1") {
            problems.error(
                "REG166",
                &place,
                format!("Selisih tahun \"{}\" tidak dikenal.", &*deadline.selisih_tahun),
                "Isi dokumen adalah tentang tahun lalu (-1), tahun ini (0), atau tahun depan (1).",
                "Tulis -1, 0, atau 1.",
            );
        }
    }
    let year = TahunKinerja::new(tahun, register.clone(), []);
    let view = year.view(Periode::Tahunan { tahun }, None);
    let mut kinds: Vec<&Kode> = register.tenggat_dokumen.iter().map(|deadline| &deadline.jenis).collect();
    kinds.sort();
    kinds.dedup();
    for jenis in kinds {
        if let Some(law) = view.jenis_dokumen(jenis).and_then(|window| window.tenggat_hukum) {
            problems.warning(
                "REG167",
                &row("tenggat_dokumen", jenis),
                "Tenggat daerah lebih longgar daripada peraturan nasional.",
                format!("Menurut peraturan nasional paling lambat {law}."),
                "Periksa ketentuan daerahnya.",
            );
        }
    }
}
