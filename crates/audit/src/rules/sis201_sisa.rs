//! Sisa is not pagu less realisasi.

use super::Rule;
use crate::angka::{Selang, show};
use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIS201",
    judul: "Sisa tidak sama dengan pagu dikurangi realisasi",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: sisa = pagu - realisasi",
    halaman: include_str!("sis201_sisa.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Anggaran) {
        let (Some(pagu), Some(realisasi), Some(sisa)) =
            (tabel.column(Peran::Pagu), tabel.column(Peran::Realisasi), tabel.column(Peran::Sisa))
        else {
            continue;
        };
        for isi in &tabel.isi {
            let value = |column| isi.bacaan(column).amount();
            let (Some(a), Some(b), Some(written)) = (value(pagu), value(realisasi), value(sisa)) else {
                hasil.skipped();
                continue;
            };
            let expected = a - b;
            if Selang::exact(expected).meets(&Selang::exact(written)) {
                hasil.holds();
                continue;
            }
            let kunci = tabel.kunci(isi);
            let (shown, difference) = (show(expected), show((written - expected).abs()));
            let mut temuan = hasil.temuan(
                tabel.lokasi(isi, sisa),
                &[&tabel.tabel.judul, &kunci, "sisa"],
                format!("Sisa {kunci} tertulis {}, sedangkan pagu dikurangi realisasi adalah {shown}.", show(written)),
            );
            temuan.hitungan = Some(format!("{} - {} = {shown}", show(a), show(b)));
            temuan.selisih = Some(difference);
            temuan.saran =
                vec![Saran { jenis: JenisSaran::Angka, dari: temuan.tertulis.clone(), ke: shown.clone(), aman: false }];
            temuan.seharusnya = vec![shown];
            temuan.bukti = vec![
                tabel.bukti(isi, pagu, "pagu"),
                tabel.bukti(isi, realisasi, "realisasi"),
                tabel.bukti(isi, sisa, "sisa"),
            ];
            hasil.found(temuan);
        }
    }
}
