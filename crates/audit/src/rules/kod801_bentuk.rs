//! A code that is malformed, or as wide as no other of the document.

use std::collections::BTreeMap;

use domain::schema::Field;
use domain::value::{KodeNomenklatur, Tingkat as Jenjang};

use super::Rule;
use super::kode::{Baris, rows};
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KOD801",
    judul: "Bentuk kode berbeda dari kode lainnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "Permendagri 90/2019 dan pemutakhirannya: susunan kode program, kegiatan, sub kegiatan",
    halaman: include_str!("kod801_bentuk.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = rows(dokumen);
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for kode in all.iter().filter_map(Baris::sub_kegiatan) {
        *widths.entry(width(kode)).or_default() += 1;
    }
    let usual = widths.iter().max_by_key(|(_, count)| **count).map(|(width, _)| *width);
    for baris in &all {
        let (text, place) = (baris.teks.as_str(), baris.tabel.lokasi(baris.isi, baris.kolom));
        let keys = [baris.tabel.tabel.judul.as_str(), text];
        let Some(kode) = &baris.kode else {
            let mut temuan = hasil.temuan(
                place,
                &keys,
                format!("Kode {text} tidak tersusun seperti kode program, kegiatan, atau sub kegiatan."),
            );
            temuan.bukti = vec![baris.tabel.bukti(baris.isi, baris.kolom, "kode")];
            hasil.found(temuan);
            continue;
        };
        let (Some(usual), Some(own)) = (usual, baris.sub_kegiatan().map(width)) else {
            hasil.holds();
            continue;
        };
        let (same, other) = (widths.get(&usual).copied(), widths.get(&own).copied());
        if own == usual || same.unwrap_or_default() < 3 * other.unwrap_or_default() {
            hasil.holds();
            continue;
        }
        let Some(wide) = with_width(kode, usual) else { continue };
        let mut temuan = hasil.temuan(
            place,
            &keys,
            format!(
                "Kode {text} memakai {own} angka untuk sub kegiatan, sedangkan {} kode lain memakai {usual}.",
                same.unwrap_or_default()
            ),
        );
        temuan.bukti = vec![baris.tabel.bukti(baris.isi, baris.kolom, "kode")];
        temuan.saran = vec![Saran { jenis: JenisSaran::Format, dari: text.to_string(), ke: wide.clone(), aman: true }];
        temuan.seharusnya = vec![wide];
        hasil.found(temuan);
    }
}

/// Digits of the last part.
fn width(kode: &KodeNomenklatur) -> usize {
    kode.as_str().rsplit('.').next().map(str::len).unwrap_or_default()
}

/// The same code with so many digits in its last part.
fn with_width(kode: &KodeNomenklatur, width: usize) -> Option<String> {
    let (head, last) = kode.as_str().rsplit_once('.')?;
    let number: u32 = last.parse().ok()?;
    let text = format!("{head}.{number:0>width$}");
    KodeNomenklatur::read(&text).ok().filter(|other| other.tingkat() == Jenjang::SubKegiatan).map(|_| text)
}
