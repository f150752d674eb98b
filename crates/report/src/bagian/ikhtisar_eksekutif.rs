//! The executive summary: the year in figures, each indicator on one line.

use document::ListStyle;
use domain::calculation::HasilIndikator;
use domain::register::{Analisis, JenisAnalisis};
use domain::value::Periode;

use super::penyebab;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let hasil = composer.hasil.clone();
    if hasil.is_empty() {
        composer.missing("indikator belum diisi", "Isi tabel indikator.");
        return;
    }
    scope(composer, hasil.len());
    let lines = hasil.iter().map(|hasil| line(composer, hasil)).collect();
    composer.list(ListStyle::Decimal, teks::listed(lines));
    if let Some(average) = composer.view.rata_rata_capaian(&composer.hasil) {
        composer.body(format!("Rata-rata capaian indikator sasaran {}.", teks::percent(&average)));
    }
    budget(composer);
    penyebab::lists(composer, None, &[(JenisAnalisis::Kendala, "Kendala utama yang dihadapi:")]);
    recommendations(composer);
}

/// How many tujuan, sasaran and indicators there are.
fn scope(composer: &mut Composer<'_>, indicators: usize) {
    let register = composer.view.register();
    let goals = register.tujuan.iter().filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir)).count();
    let targets = register.sasaran.iter().filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir)).count();
    let when = match composer.view.periode {
        Periode::Triwulan { tahun, triwulan } => format!("Sampai dengan Triwulan {triwulan} Tahun {tahun}"),
        Periode::Tahunan { tahun } => format!("Pada Tahun {tahun}"),
    };
    composer.lead(format!(
        "{when}, kinerja {} diukur melalui {} tujuan dan {} sasaran strategis dengan {} indikator. Hasilnya:",
        composer.nama_instansi(),
        teks::counted(goals),
        teks::counted(targets),
        teks::counted(indicators)
    ));
}

/// Target, result, capaian and category of an indicator.
fn line(composer: &Composer<'_>, hasil: &HasilIndikator<'_>) -> String {
    let indikator = hasil.indikator;
    let target = composer.view.target_pembanding(hasil);
    let target = target.map_or("belum diisi".to_string(), |target| target.show(&indikator.satuan));
    let realisasi = teks::realisasi(hasil).unwrap_or_else(|why| why);
    let mut text = format!("{}: target {target}, realisasi {realisasi}", teks::with_unit(indikator));
    if let Ok(capaian) = composer.view.capaian(hasil) {
        text.push_str(&format!(", capaian {}", teks::percent(capaian)));
        if let Some(kategori) = composer.view.kategori(capaian) {
            text.push_str(&format!(" ({kategori})"));
        }
    }
    text
}

fn budget(composer: &mut Composer<'_>) {
    let total = composer.anggaran.jumlah.as_ref();
    let (Some(pagu), Some(realisasi)) = (total.and_then(|total| total.pagu), total.and_then(|total| total.realisasi))
    else {
        composer.missing("pagu dan realisasi anggaran belum diisi", "Isi tabel pagu dan realisasi_anggaran.");
        return;
    };
    let mut text = format!("Realisasi anggaran {} dari pagu {}", teks::rupiah(realisasi), teks::rupiah(pagu));
    if let Some(share) = realisasi.over(pagu) {
        text.push_str(&format!(", atau {}", teks::percent(&share)));
    }
    composer.body(format!("{text}."));
}

/// Recommendations that somebody has accepted; what is still a proposal is left out.
fn recommendations(composer: &mut Composer<'_>) {
    let quarter = composer.view.periode.triwulan();
    let mut rows: Vec<&Analisis> = composer
        .view
        .register()
        .analisis
        .iter()
        .filter(|row| row.triwulan == quarter && row.jenis == JenisAnalisis::Rekomendasi && row.diterima == Some(true))
        .collect();
    rows.sort_by_key(|row| (row.milik.clone(), row.urut));
    if !rows.is_empty() {
        composer.lead("Langkah perbaikan yang disepakati:");
        composer.list(ListStyle::LowerAlpha, rows.iter().map(|row| row.uraian.paragraphs().join(" ")));
    }
}
