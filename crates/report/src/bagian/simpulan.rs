//! The conclusion, written from the figures: what was reached, the best and the worst, money, efficiency, obstacles.

use document::ListStyle;
use domain::calculation::HasilIndikator;
use domain::register::JenisAnalisis;
use domain::value::Rasio;

use super::{capaian_indikator, penyebab};
use crate::composer::Composer;
use crate::teks;

/// So many obstacles are called the main ones: the first in the office's own order.
const OBSTACLES: usize = 3;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let hasil = composer.hasil.clone();
    if hasil.is_empty() {
        composer.missing("indikator tahun ini belum diisi", "Isi tabel indikator.");
    } else {
        capaian_indikator::judgement(composer, &hasil);
        extremes(composer, &hasil);
    }
    money(composer);
    let obstacles = penyebab::latest(composer, None, JenisAnalisis::Kendala);
    if obstacles.is_empty() {
        composer.missing("kendala utama belum diisi", "Isi tabel analisis dengan jenis kendala untuk periode ini.");
    } else {
        composer.lead("Kendala utama dalam periode ini:");
        let main: Vec<String> = obstacles.iter().take(OBSTACLES).map(|row| row.uraian.to_string()).collect();
        composer.list(ListStyle::LowerAlpha, main);
    }
}

/// The lowest and the highest capaian, by name; several indicators may share one.
fn extremes(composer: &mut Composer<'_>, hasil: &[HasilIndikator<'_>]) {
    let known: Vec<(&Rasio, &HasilIndikator<'_>)> =
        hasil.iter().filter_map(|hasil| Some((composer.view.capaian(hasil).as_ref().ok()?, hasil))).collect();
    let values = || known.iter().map(|(capaian, _)| *capaian);
    let (Some(lowest), Some(highest)) = (values().min(), values().max()) else { return };
    let names = |value: &Rasio| {
        let of_value = known.iter().filter(|(capaian, _)| *capaian == value);
        let names: Vec<String> =
            of_value.map(|(_, hasil)| format!("{} ({})", &*hasil.indikator.uraian, hasil.indikator.kode)).collect();
        teks::enumerate(&names)
    };
    let mut text = if lowest == highest {
        format!("Capaian indikator {} ialah {}", names(lowest), teks::percent(lowest))
    } else {
        format!(
            "Capaian tertinggi {} dicatat oleh indikator {}, dan capaian terendah {} oleh indikator {}",
            teks::percent(highest),
            names(highest),
            teks::percent(lowest),
            names(lowest)
        )
    };
    if let Some(mean) = composer.view.rata_rata_capaian(hasil) {
        text.push_str(&format!("; rata-rata capaian indikator sasaran {}", teks::percent(&mean)));
    }
    composer.body(format!("{text}."));
}

/// Absorption, and whether the capaian is worth it.
fn money(composer: &mut Composer<'_>) {
    let total = composer.anggaran.jumlah.as_ref();
    let Some((pagu, realisasi)) = total.and_then(|total| total.pagu.zip(total.realisasi)) else {
        composer.missing("pagu dan realisasi anggaran belum diisi", "Isi tabel pagu dan realisasi_anggaran.");
        return;
    };
    let share = realisasi.over(pagu).map(|share| format!(" atau {}", teks::percent(&share))).unwrap_or_default();
    let mut text = format!(
        "Realisasi anggaran {} adalah {} dari pagu {}{share}",
        teks::until(composer.view.periode),
        teks::rupiah(realisasi),
        teks::rupiah(pagu)
    );
    if let Some(efisiensi) = composer.view.efisiensi(&composer.hasil, &composer.anggaran) {
        let verdict = if efisiensi.efisien() { "tergolong efisien" } else { "belum efisien" };
        text.push_str(&format!(
            ". Rata-rata capaian {} dibandingkan serapan {} berselisih {} poin persen, sehingga penggunaan anggaran {verdict}",
            teks::percent(&efisiensi.capaian),
            teks::percent(&efisiensi.serapan),
            efisiensi.selisih().percent().show(2)
        ));
    }
    composer.body(format!("{text}."));
}
