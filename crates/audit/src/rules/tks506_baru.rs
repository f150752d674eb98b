//! "Only one document has come in", while the tables show others.

use super::Rule;
use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::kalimat::{documents, tokens};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS506",
    judul: "Kalimat menyebut satu dokumen yang masuk, sedangkan tabel memuat lebih",
    tingkat: Tingkat::Peringatan,
    dasar: "tabel dokumen desa",
    halaman: include_str!("tks506_baru.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let only = (0..kalimat.token.len()).find(|at| {
            matches!(kalimat.kata(*at), "baru" | "hanya")
                && (at + 1..at + 4).any(|near| {
                    matches!(kalimat.kata(near), "terkumpul" | "masuk" | "diterima" | "disampaikan" | "dikumpulkan")
                })
        });
        let Some(only) = only else { continue };
        let named = documents(&kalimat.token);
        let [document] = named.as_slice() else { continue };
        let others: Vec<_> = dokumen
            .of(Jenis::DokumenDesa)
            .filter(|tabel| tabel.berkas == kalimat.berkas)
            .filter_map(|tabel| {
                let title = tokens(&tabel.tabel.judul, 0..tabel.tabel.judul.len());
                let name = documents(&title).first().map(|found| found.isi).filter(|name| *name != document.isi)?;
                let column = tabel.column(Peran::Ya)?;
                let ticked = |column: usize| {
                    tabel.isi.iter().filter(move |isi| isi.sel(column).is_some_and(|cell| !cell.teks.trim().is_empty()))
                };
                let first = ticked(column).next()?;
                Some((tabel, name, column, first, ticked(column).count()))
            })
            .collect();
        let Some((tabel, name, column, first, count)) = others.first() else {
            hasil.holds();
            continue;
        };
        let (from, to) = (only.min(document.dari), only.max(document.sampai));
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, to),
            &[kalimat.teks()],
            format!(
                "Kalimat menyebut baru {} yang masuk, sedangkan {} memuat {count} {name} yang sudah masuk.",
                document.isi,
                tabel.nama()
            ),
        );
        temuan.bukti = vec![kalimat.bukti(from, to, "kalimat"), tabel.bukti(first, *column, *name)];
        hasil.found(temuan);
    }
}
