//! The plans that the year follows, and what a person wrote about them.

use document::ListStyle;
use domain::register::RencanaInduk;

use super::naskah;
use crate::composer::Composer;
use crate::teks;

/// The summary of the strategic plan, which a person writes, with the plans.
pub(super) fn summary(composer: &mut Composer<'_>) {
    naskah::compose(composer);
    plans(composer);
}

/// The plans, under a narrative where there is one.
pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    plans(composer);
}

fn plans(composer: &mut Composer<'_>) {
    let mut plans: Vec<&RencanaInduk> = composer
        .view
        .register()
        .rencana_induk
        .iter()
        .filter(|plan| composer.in_force(plan.tahun_awal, plan.tahun_akhir))
        .filter(|plan| plan.tanggal.is_none_or(|date| composer.view.reached(date)))
        .collect();
    plans.sort_by_key(|plan| (plan.jenis, plan.tahun_awal));
    if plans.is_empty() {
        composer.missing("dokumen perencanaan induk belum diisi", "Isi tabel rencana_induk.");
        return;
    }
    composer.lead(format!("Dokumen perencanaan yang menjadi acuan Tahun {}:", composer.view.periode.tahun()));
    composer.list(ListStyle::LowerAlpha, teks::listed(plans.into_iter().map(cite).collect()));
}

/// `Rencana Strategis Kecamatan Sukamaju Tahun 2024-2026, ditetapkan dengan Nomor 1 pada 2 Januari 2024`.
fn cite(plan: &RencanaInduk) -> String {
    let years = if plan.tahun_awal == plan.tahun_akhir {
        plan.tahun_awal.to_string()
    } else {
        format!("{}-{}", plan.tahun_awal, plan.tahun_akhir)
    };
    let span = if plan.nama.contains(&years) { String::new() } else { format!(" Tahun {years}") };
    let number = plan.nomor.as_ref().map(|number| format!(" dengan {}", &**number)).unwrap_or_default();
    let date = plan.tanggal.map(|date| format!(" pada {date}")).unwrap_or_default();
    let adopted = if number.is_empty() && date.is_empty() { "" } else { ", ditetapkan" };
    format!("{}{span}{adopted}{number}{date}", &*plan.nama)
}
