//! Official terms in another than the standard spelling.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EJA001",
    judul: "Ejaan istilah tidak baku",
    tingkat: Tingkat::Catatan,
    dasar: "Kamus Besar Bahasa Indonesia",
    halaman: include_str!("eja001_istilah.md"),
    opsional: true,
    check,
};

/// As written, and the standard spelling.
const ISTILAH: [(&str, &str); 36] = [
    ("aktifitas", "aktivitas"),
    ("analisa", "analisis"),
    ("antri", "antre"),
    ("apotik", "apotek"),
    ("diagnosa", "diagnosis"),
    ("efektifitas", "efektivitas"),
    ("ijin", "izin"),
    ("indek", "indeks"),
    ("inventarisir", "inventarisasi"),
    ("jadual", "jadwal"),
    ("jaman", "zaman"),
    ("kehadlirat", "kehadirat"),
    ("ketrampilan", "keterampilan"),
    ("komplek", "kompleks"),
    ("kordinasi", "koordinasi"),
    ("kreatifitas", "kreativitas"),
    ("kwalitas", "kualitas"),
    ("kwantitas", "kuantitas"),
    ("kwitansi", "kuitansi"),
    ("nopember", "november"),
    ("obyek", "objek"),
    ("obyektif", "objektif"),
    ("organiasi", "organisasi"),
    ("pebruari", "februari"),
    ("pendauluan", "pendahuluan"),
    ("praktek", "praktik"),
    ("produktifitas", "produktivitas"),
    ("prosentase", "persentase"),
    ("resiko", "risiko"),
    ("sistim", "sistem"),
    ("standart", "standar"),
    ("subyek", "subjek"),
    ("tehnis", "teknis"),
    ("tehnologi", "teknologi"),
    ("trampil", "terampil"),
    ("trwiulan", "triwulan"),
];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        for (at, token) in kalimat.token.iter().enumerate() {
            let Some((_, right)) = ISTILAH.iter().find(|(wrong, _)| *wrong == token.teks) else { continue };
            let written = kalimat.petikan(at, at);
            let mut temuan = hasil.temuan(
                kalimat.lokasi(at, at),
                &[kalimat.teks(), written],
                format!("Ejaan baku untuk \"{written}\" adalah \"{right}\"."),
            );
            let ke = match_case(written, right);
            temuan.seharusnya = vec![ke.clone()];
            temuan.saran = vec![Saran { jenis: JenisSaran::Nama, dari: written.to_string(), ke, aman: true }];
            temuan.bukti = vec![kalimat.bukti(at, at, "kalimat")];
            hasil.found(temuan);
        }
    }
    if !dokumen.ucapan.is_empty() {
        hasil.holds();
    }
}

fn match_case(written: &str, right: &str) -> String {
    if !written.chars().any(char::is_lowercase) {
        return right.to_uppercase();
    }
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => right.to_string(),
    }
}
