//! Another office or region named as the one that reports.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::kalimat::{Kalimat, Profil, names};
use crate::temuan::{Hasil, JenisSaran, Kepastian, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM703",
    judul: "Nama kecamatan atau kabupaten lain",
    tingkat: Tingkat::Peringatan,
    dasar: "nama pada judul laporan; kode wilayah Kepmendagri 300.2.2-2138/2025",
    halaman: include_str!("nam703_kantor.md"),
    opsional: false,
    check,
};

/// What only the reporting office has, right before its name.
const MILIK: [&str; 23] = [
    "laporan kinerja",
    "pelaporan kinerja",
    "realisasi anggaran",
    "perjanjian kinerja",
    "capaian kinerja",
    "realisasi kinerja",
    "rencana strategis",
    "rencana kerja",
    "struktur organisasi",
    "susunan organisasi",
    "renstra",
    "renja",
    "lkj",
    "kantor",
    "pegawai",
    "asn",
    "aparatur",
    "organisasi",
    "kinerja",
    "anggaran",
    "pemerintah",
    "sakip",
    "program",
];
const BANDING: [&str; 5] = ["dibanding", "dibandingkan", "daripada", "perbandingan", "sedangkan"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in dokumen.ucapan.iter().filter(|kalimat| !kalimat.has(&BANDING)) {
        let profil = dokumen.profil(kalimat.berkas);
        if let Some(own) = &profil.kecamatan {
            kecamatan(kalimat, profil, own, hasil);
        }
        if let Some(own) = &profil.kabupaten {
            kabupaten(kalimat, profil, own, hasil);
        }
    }
}

fn kecamatan(kalimat: &Kalimat<'_>, profil: &Profil, own: &str, hasil: &mut Hasil) {
    for (at, name) in names(kalimat, &["kecamatan", "camat"]) {
        let signs = kalimat.kata(at) == "camat" && at == 0;
        let owned = MILIK.iter().any(|phrase| {
            let words = phrase.split(' ').count();
            at.checked_sub(words).is_some_and(|start| kalimat.find_at(phrase, start))
        });
        if !(owned || signs) {
            continue;
        }
        if name == own {
            hasil.holds();
            continue;
        }
        let known = profil.tetangga.contains(&name);
        // "CAMAT SUKAMAJU," in a line of its own is a signature; "CAMAT SELAKU ..." names no place.
        const PLACELESS: [&str; 6] = ["selaku", "sebagai", "dan", "melalui", "kepada", "yang"];
        let alone = kalimat.token.len() <= 3 && !PLACELESS.contains(&name.as_str());
        if signs && !known && !alone {
            continue;
        }
        let mut kepastian = Kepastian::Pasti;
        if !known {
            kepastian = Kepastian::Dugaan;
        }
        finding(kalimat, at, own, Tingkat::Peringatan, kepastian, hasil);
    }
}

fn kabupaten(kalimat: &Kalimat<'_>, profil: &Profil, own: &str, hasil: &mut Hasil) {
    for (at, name) in names(kalimat, &["kabupaten", "bupati"]) {
        let office = kalimat.kata(at) == "bupati" || at > 0 && kalimat.kata(at - 1) == "pemerintah";
        if !office {
            continue;
        }
        if name == own {
            hasil.holds();
            continue;
        }
        // A kabupaten that bears the name of the kecamatan, where the list of regions knows the right one.
        let surely = profil.kecamatan.as_deref() == Some(name.as_str()) && !profil.tetangga.is_empty();
        let (tingkat, kepastian) =
            if surely { (Tingkat::Kesalahan, Kepastian::Pasti) } else { (Tingkat::Peringatan, Kepastian::Dugaan) };
        finding(kalimat, at, own, tingkat, kepastian, hasil);
    }
}

fn finding(kalimat: &Kalimat<'_>, at: usize, own: &str, tingkat: Tingkat, kepastian: Kepastian, hasil: &mut Hasil) {
    let from = at.saturating_sub(2);
    let written = kalimat.petikan(at, at + 1);
    let keyword = kalimat.petikan(at, at);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let upper = keyword.chars().all(char::is_uppercase);
    let expected = format!("{keyword} {}", if upper { own.to_uppercase() } else { capital(own) });
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, at + 1),
        &[kalimat.teks(), written],
        format!("Tertulis {written}, sedangkan menurut judul dan bagian lain dokumen ini {expected}."),
    );
    (temuan.tingkat, temuan.kepastian) = (tingkat, kepastian);
    temuan.saran =
        vec![Saran { jenis: JenisSaran::Nama, dari: written.to_string(), ke: expected.clone(), aman: false }];
    temuan.seharusnya = vec![expected];
    temuan.bukti = vec![kalimat.bukti(from, at + 1, "kalimat")];
    hasil.found(temuan);
}
