//! Recommendations: accepted ones are the report's; proposals appear in a draft only, named as such. What the system
//! proposes comes from the figures and is never called accepted.

use document::ListStyle;
use domain::calculation::BarisAnggaran;
use domain::register::{Analisis, JenisAnalisis};
use domain::value::{Rasio, Tingkat};

use super::penyebab;
use super::program_pendukung::title_case;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let rows = penyebab::latest(composer, None, JenisAnalisis::Rekomendasi);
    let (accepted, proposed): (Vec<&Analisis>, Vec<&Analisis>) =
        rows.into_iter().partition(|row| row.diterima == Some(true));
    let texts = |rows: Vec<&Analisis>| rows.into_iter().map(|row| row.uraian.to_string()).collect::<Vec<_>>();
    let (accepted, mut proposed) = (texts(accepted), texts(proposed));
    if accepted.is_empty() {
        composer.missing(
            "belum ada rekomendasi yang diterima",
            "Tulis rekomendasi di tabel analisis, atau terima salah satu usul, lalu isi kolom diterima dengan ya.",
        );
        if proposed.is_empty() {
            proposed = from_figures(composer);
        }
    } else {
        composer.lead("Rekomendasi untuk periode berikutnya:");
        composer.list(ListStyle::Decimal, accepted);
    }
    if composer.draft && !proposed.is_empty() {
        composer.lead("Usul, belum diterima (hanya dicetak pada draf):");
        composer.list(ListStyle::Bullet, proposed);
    }
    let steps = texts(penyebab::latest(composer, None, JenisAnalisis::Strategi));
    if !steps.is_empty() {
        composer.lead("Langkah perbaikan yang akan ditempuh:");
        composer.list(ListStyle::Decimal, steps);
    }
}

/// Proposals that the figures give rise to: indicators below their target, the sub kegiatan that absorbed least.
fn from_figures(composer: &Composer<'_>) -> Vec<String> {
    let view = composer.view;
    let mut proposals: Vec<String> = composer
        .hasil
        .iter()
        .filter_map(|hasil| {
            let capaian = view.capaian(hasil).as_ref().ok().filter(|capaian| **capaian < Rasio::from(1))?;
            Some(format!(
                "Menyusun langkah percepatan untuk indikator {} ({}), yang capaiannya {}.",
                &*hasil.indikator.uraian,
                hasil.indikator.kode,
                teks::percent(capaian)
            ))
        })
        .collect();
    let share = |line: &BarisAnggaran| line.serapan();
    let lowest = composer
        .anggaran
        .at(Tingkat::SubKegiatan)
        .filter_map(|line| Some((share(line)?, line)))
        .min_by(|left, right| left.0.cmp(&right.0))
        .filter(|(share, _)| *share < Rasio::from(1));
    if let Some((share, line)) = lowest {
        proposals.push(format!(
            "Meninjau pelaksanaan sub kegiatan {} ({}), yang serapannya terendah, yaitu {}.",
            title_case(&line.nama),
            line.kode,
            teks::percent(&share)
        ));
    }
    proposals
}
