//! A file that could not be read.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "DOK001",
    judul: "Berkas kosong atau tidak terbaca",
    tingkat: Tingkat::Peringatan,
    dasar: "isi berkas",
    halaman: include_str!("dok001_terbaca.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        if naskah.catatan.iter().all(|note| note.terbaca) {
            hasil.holds();
        }
        for note in &naskah.catatan {
            let lokasi = Lokasi { berkas, letak: note.letak.clone(), tabel: None, kolom: None, kutipan: String::new() };
            let message = match (note.terbaca, naskah.blok.is_empty()) {
                (true, _) => note.pesan.clone(),
                (false, true) => format!("{} Berkas ini belum diperiksa.", note.pesan),
                (false, false) => format!("{} Bagian ini belum diperiksa.", note.pesan),
            };
            let mut temuan = hasil.temuan(lokasi, &[&naskah.nama, &note.pesan], message);
            if note.terbaca {
                temuan.tingkat = Tingkat::Catatan;
            }
            hasil.found(temuan);
        }
    }
}
