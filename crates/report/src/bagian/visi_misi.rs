//! The vision and the missions that the office follows.

use document::{Inline, ListStyle, ParagraphStyle};
use domain::register::Misi;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let office = composer.nama_instansi();
    let register = composer.view.register();
    composer.heading(1, None, "Visi");
    let visions: Vec<_> =
        register.visi.iter().filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir)).collect();
    if visions.is_empty() {
        composer.missing("visi belum diisi", "Isi tabel visi.");
    }
    for row in visions {
        let years = format!("{}-{}", row.tahun_awal, row.tahun_akhir);
        composer.lead(format!("{office} mengikuti visi {} Tahun {years}, yaitu:", &*row.pemilik));
        quote(composer, &row.uraian);
    }
    composer.heading(1, None, "Misi");
    missions(composer);
}

/// The missions that the tujuan of the year serve; where no tujuan names one, all of them.
fn missions(composer: &mut Composer<'_>) {
    let register = composer.view.register();
    let served: Vec<_> = register
        .tujuan
        .iter()
        .filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir))
        .filter_map(|row| row.misi.as_ref())
        .collect();
    let mut missions: Vec<&Misi> = register
        .misi
        .iter()
        .filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir))
        .filter(|row| served.is_empty() || served.contains(&&row.kode))
        .collect();
    missions.sort_by_key(|row| row.nomor);
    let office = composer.nama_instansi();
    match missions.as_slice() {
        [] => composer.missing("misi belum diisi", "Isi tabel misi."),
        [only] => {
            composer.lead(format!("Tujuan {office} mendukung misi {} {}, yaitu:", only.nomor, &*only.pemilik));
            quote(composer, &only.uraian);
        }
        many => {
            composer.lead(format!("{office} mendukung {} misi:", teks::counted(many.len())));
            let items = many.iter().map(|row| format!("Misi {} {}: {}", row.nomor, &*row.pemilik, &*row.uraian));
            composer.list(ListStyle::Bullet, teks::listed(items.collect()));
        }
    }
}

fn quote(composer: &mut Composer<'_>, text: &str) {
    composer.paragraph(ParagraphStyle::Quote, vec![Inline::text(format!("“{text}”"))]);
}
