//! Legal bases, by what they are cited for.

use document::ListStyle;
use domain::register::{DasarHukum, KegunaanHukum};

use crate::composer::Composer;
use crate::teks;

/// `Peraturan Bupati Lumajang Nomor 6 Tahun 2018 tentang Pedoman Penyusunan Pelaporan Kinerja`.
pub(super) fn cite(row: &DasarHukum) -> String {
    format!("{} Nomor {} Tahun {} tentang {}", &*row.jenis, &*row.nomor, row.tahun, &*row.judul)
}

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let groups: Vec<(KegunaanHukum, Vec<&DasarHukum>)> = KegunaanHukum::ALL
        .iter()
        .map(|kegunaan| (*kegunaan, composer.view.dasar_hukum(*kegunaan)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    if groups.is_empty() {
        composer.missing("dasar hukum belum diisi", "Isi tabel dasar_hukum.");
        return;
    }
    composer.lead(format!("Laporan Kinerja {} disusun berdasarkan:", composer.nama_instansi()));
    let only = groups.len() == 1;
    for (kegunaan, rows) in groups {
        if !only {
            composer.lead(format!("{}:", purpose(kegunaan)));
        }
        composer.list(ListStyle::Decimal, teks::listed(rows.into_iter().map(cite).collect()));
    }
}

fn purpose(kegunaan: KegunaanHukum) -> &'static str {
    match kegunaan {
        KegunaanHukum::Kelembagaan => "Kedudukan, susunan organisasi, tugas, dan fungsi",
        KegunaanHukum::Pelaporan => "Pelaporan kinerja",
        KegunaanHukum::Perencanaan => "Perencanaan kinerja",
        KegunaanHukum::Anggaran => "Anggaran",
        KegunaanHukum::Desa => "Dokumen desa",
        KegunaanHukum::Lainnya => "Dasar hukum lain",
    }
}
