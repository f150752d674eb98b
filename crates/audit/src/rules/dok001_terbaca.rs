//! A file that could not be read.

use reader::Letak;

use super::Rule;
use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, Lokasi, Temuan, Tingkat};

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

/// Notes on what the rules left out, since the files hold more than any report.
pub(crate) fn limits(said: Vec<String>) -> Vec<Temuan> {
    let mut hasil = Hasil::of(&RULE);
    for pesan in said {
        let lokasi = Lokasi { berkas: 0, letak: Letak::default(), tabel: None, kolom: None, kutipan: String::new() };
        let pesan = format!("{pesan} Bagi berkasnya menjadi beberapa berkas yang lebih kecil, lalu periksa lagi.");
        let temuan = hasil.temuan(lokasi, &[&pesan], &pesan);
        hasil.found(Temuan { tingkat: Tingkat::Catatan, ..temuan });
    }
    hasil.finish().0
}
