//! A document of which nothing was recognised.

use super::eva606_satuan::is_cascade;
use super::{Rule, jml107_perubahan};
use crate::angka::{self, Bacaan};
use crate::dokumen::{Dokumen, Jenis};
use crate::temuan::{Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "DOK003",
    judul: "Tidak ada tabel yang dikenali",
    tingkat: Tingkat::Peringatan,
    dasar: "isi berkas",
    halaman: include_str!("dok003_dikenal.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for (berkas, naskah) in dokumen.naskah.iter().enumerate().filter(|(_, naskah)| !naskah.blok.is_empty()) {
        let known = dokumen.tabel.iter().any(|tabel| {
            tabel.berkas == berkas && !tabel.isi.is_empty() && (tabel.jenis != Jenis::Lain || is_cascade(tabel))
        });
        // Tables without a single figure ("Nama", "Jabatan" of an agreement) hold nothing to calculate.
        let figure = |cell: &reader::Sel| matches!(angka::read(&cell.teks), Bacaan::Angka(_) | Bacaan::Rusak { .. });
        let worded = naskah.tabel().next().is_some()
            && !naskah.tabel().flat_map(|table| &table.baris).flat_map(|row| &row.sel).any(figure);
        // A list of changes in lines instead of a table is calculated, too.
        if known || worded || jml107_perubahan::is_list(dokumen, berkas) {
            hasil.holds();
            continue;
        }
        let tables = naskah.tabel().count();
        let message = match tables {
            0 => "Berkas ini tidak memuat tabel yang terbaca; hitungan di dalamnya belum diperiksa.".to_string(),
            _ => format!("Tidak satu pun dari {tables} tabel dikenali; hitungan di dalamnya belum diperiksa."),
        };
        let letak = naskah.paragraf().next().map(|first| first.letak.clone()).unwrap_or_default();
        let lokasi = Lokasi { berkas, letak, tabel: None, kolom: None, kutipan: String::new() };
        let temuan = hasil.temuan(lokasi, &[&naskah.nama], message);
        hasil.found(temuan);
    }
}
