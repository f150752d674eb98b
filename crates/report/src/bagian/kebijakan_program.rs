//! Policies, and the programmes of the budget that carry them.

use document::ListStyle;
use domain::value::Tingkat;

use super::program_pendukung::title_case;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let office = composer.nama_instansi();
    let mut policies: Vec<_> = composer.view.register().kebijakan.iter().collect();
    policies.sort_by_key(|row| row.urut);
    if policies.is_empty() {
        composer.missing("kebijakan belum diisi", "Isi tabel kebijakan.");
    } else {
        let count = teks::counted(policies.len());
        composer.lead(format!("Untuk mencapai tujuan dan sasarannya, {office} menetapkan {count} kebijakan:"));
        composer.list(ListStyle::Decimal, policies.iter().map(|row| row.uraian.to_string()));
    }
    let programmes: Vec<String> = composer.anggaran.at(Tingkat::Program).map(|line| title_case(&line.nama)).collect();
    if programmes.is_empty() {
        composer.missing("program belum diketahui", "Isi tabel pagu dan dasar_pagu.");
        return;
    }
    let count = teks::counted(programmes.len());
    composer.lead(format!(
        "Kebijakan itu dilaksanakan melalui {count} program pada Tahun {}:",
        composer.view.periode.tahun()
    ));
    composer.list(ListStyle::LowerAlpha, teks::listed(programmes));
}
