//! Realisasi above pagu.

use super::Rule;
use super::bersama::row;
use super::sis201_sisa;
use crate::angka::show;
use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIS203",
    judul: "Realisasi melebihi pagu",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan: realisasi belanja tidak lebih dari pagunya",
    halaman: include_str!("sis203_lebih.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Anggaran) {
        let columns = sis201_sisa::columns(tabel).map(|[pagu, realisasi, _]| (pagu, realisasi));
        let only = || tabel.column(Peran::Pagu).zip(tabel.column(Peran::Realisasi));
        let Some((pagu, realisasi)) = columns.or_else(only) else { continue };
        for isi in &tabel.isi {
            let (Some((a, true)), Some((b, true))) = (tabel.nilai(isi, pagu), tabel.nilai(isi, realisasi)) else {
                continue;
            };
            if b <= a {
                hasil.holds();
                continue;
            }
            let name = row(tabel, isi);
            let mut temuan = hasil.temuan(
                tabel.lokasi(isi, realisasi),
                &[&tabel.tabel.judul, &name, "realisasi"],
                format!("Realisasi {name} tertulis {}, lebih besar daripada pagunya {}.", show(b), show(a)),
            );
            temuan.selisih = Some(show(b - a));
            temuan.bukti = vec![tabel.bukti(isi, pagu, "pagu"), tabel.bukti(isi, realisasi, "realisasi")];
            hasil.found(temuan);
        }
    }
}
