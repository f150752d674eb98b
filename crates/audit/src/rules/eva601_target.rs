//! A target below what was already reached.

use super::Rule;
use super::tks505_gerak::by_year;
use crate::angka::show;
use crate::dokumen::{Dokumen, Jenis, Peran, normal};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA601",
    judul: "Target di bawah realisasi tahun sebelumnya",
    tingkat: Tingkat::Peringatan,
    dasar: "evaluasi AKIP: target menantang (PermenPANRB 88/2021)",
    halaman: include_str!("eva601_target.md"),
    opsional: false,
    check,
};

/// Indicators for which less is better.
const MAKIN_KECIL: [&str; 16] = [
    "kemiskinan",
    "pengangguran",
    "stunting",
    "keluhan",
    "pengaduan",
    "kematian",
    "waktu tunggu",
    "kerugian",
    "kejadian",
    "pelanggaran",
    "inflasi",
    "gini",
    "waktu penyelesaian",
    "lama waktu",
    "temuan",
    "gangguan",
];
/// Words by which a document explains a lower target.
const PENJELASAN: [&str; 5] = ["diturunkan", "penurunan", "disesuaikan", "penyesuaian", "dikoreksi"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Perbandingan) {
        let explained = dokumen.ucapan.iter().any(|kalimat| {
            kalimat.berkas == tabel.berkas
                && kalimat.token.windows(6).any(|near| {
                    let says = |word: &str| near.iter().any(|token| token.teks == word);
                    says("target") && PENJELASAN.iter().any(|word| says(word))
                })
        });
        let Some(indikator) = tabel.column(Peran::Indikator) else { continue };
        let targets = by_year(tabel, Peran::Target);
        let Some((year, target)) = targets.last().copied() else { continue };
        let results = by_year(tabel, Peran::RealisasiKinerja);
        let Some((before, result)) = results.into_iter().rev().find(|(other, _)| *other == year - 1) else { continue };
        for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
            let name = isi.sel(indikator).map_or("", |cell| cell.teks.trim());
            if falls(dokumen, tabel.berkas, &normal(name)) || MAKIN_KECIL.iter().any(|word| normal(name).contains(word))
            {
                hasil.skipped();
                continue;
            }
            let (wanted, reached) = (isi.bacaan(target), isi.bacaan(result));
            let (Some(wanted), Some(reached)) = (wanted.angka(), reached.angka()) else {
                hasil.skipped();
                continue;
            };
            if wanted.nilai >= reached.nilai || explained || wanted.persen != reached.persen {
                hasil.holds();
                continue;
            }
            let mut temuan = hasil.temuan(
                tabel.lokasi(isi, target),
                &[&tabel.tabel.judul, name],
                format!(
                    "Target {year} ({}) lebih rendah daripada realisasi {before} ({}), tanpa penjelasan dalam dokumen ini.",
                    show(wanted.nilai),
                    show(reached.nilai)
                ),
            );
            // Whether more is better is known from the name alone.
            temuan.kepastian = Kepastian::Dugaan;
            temuan.bukti =
                vec![tabel.bukti(isi, target, "target"), tabel.bukti(isi, result, "realisasi tahun sebelumnya")];
            hasil.found(temuan);
        }
    }
}

/// True where the results of the same indicator show that less is better: below the target is above 100 %, or the
/// other way round.
fn falls(dokumen: &Dokumen<'_>, berkas: usize, name: &str) -> bool {
    dokumen.of(Jenis::Capaian).filter(|tabel| tabel.berkas == berkas).any(|tabel| {
        let columns =
            [Peran::Indikator, Peran::Target, Peran::RealisasiKinerja, Peran::Capaian].map(|peran| tabel.column(peran));
        let [Some(indikator), Some(target), Some(result), Some(capaian)] = columns else { return false };
        tabel.isi.iter().any(|isi| {
            let value = |column: usize| isi.bacaan(column).angka().map(|angka| angka.nilai);
            let same = isi.sel(indikator).is_some_and(|cell| normal(&cell.teks) == name);
            match (value(target), value(result), value(capaian)) {
                (Some(target), Some(result), Some(capaian)) if same => {
                    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
                    (result < target && capaian > hundred) || (result > target && capaian < hundred)
                }
                _ => false,
            }
        })
    })
}
