//! "Has risen" without the earlier value.

use super::Rule;
use super::tks505_gerak::{by_year, movement, year_rows};
use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::kalimat::Jenis as Bagian;
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA604",
    judul: "Naik atau turun tanpa angka pembanding",
    tingkat: Tingkat::Catatan,
    dasar: "PermenPANRB 53/2014: perbandingan dengan tahun-tahun sebelumnya",
    halaman: include_str!("eva604_pembanding.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let Some(gerak) = movement(kalimat).filter(|gerak| gerak.tentang_kinerja) else { continue };
        let percent = (0..kalimat.token.len()).any(|at| {
            kalimat.token.get(at).is_some_and(|token| token.jenis == Bagian::Angka)
                && matches!(kalimat.kata(at + 1), "%" | "persen" | "poin")
        });
        let every = kalimat.says(&["setiap tahun", "tiap tahun", "dari tahun ke tahun"]);
        let years = dokumen
            .tabel
            .iter()
            .filter(|tabel| tabel.berkas == kalimat.berkas)
            .map(|tabel| match tabel.jenis {
                Jenis::Perbandingan => by_year(tabel, Peran::RealisasiKinerja).len(),
                Jenis::Perkembangan => year_rows(tabel).len(),
                _ => 0,
            })
            .max()
            .unwrap_or_default();
        // Two movements need three years.
        let needed = if every { 3 } else { 2 };
        if percent || years >= needed {
            hasil.holds();
            continue;
        }
        let written = kalimat.petikan(gerak.dari, gerak.sampai);
        let mut temuan = hasil.temuan(
            kalimat.lokasi(gerak.dari, gerak.sampai),
            &[kalimat.teks()],
            match years {
                0 => format!("\"{written}\" tidak disertai angka tahun sebelumnya."),
                _ => format!("\"{written}\" setiap tahun, sedangkan tabel perbandingan hanya memuat {years} tahun."),
            },
        );
        temuan.bukti = vec![kalimat.bukti(gerak.dari, gerak.sampai, "kalimat")];
        hasil.found(temuan);
    }
}
