//! Causes of success and failure, and what was done: the analysis of the quarter, for the whole office and per
//! indicator or sasaran; a report of the year adds those of the earlier quarters.

use document::ListStyle;
use domain::register::{Analisis, JenisAnalisis};
use domain::value::{Kode, Periode, Triwulan};

use crate::composer::Composer;

const ORDER: &[(JenisAnalisis, &str)] = &[
    (JenisAnalisis::Kendala, "Kendala yang dihadapi:"),
    (JenisAnalisis::Upaya, "Upaya yang telah dilakukan:"),
    (JenisAnalisis::FaktorKeberhasilan, "Faktor yang mendukung keberhasilan:"),
];

/// How an item of an earlier quarter begins in the lists of a year.
const SHORT: &[(JenisAnalisis, &str)] = &[
    (JenisAnalisis::Kendala, "Kendala"),
    (JenisAnalisis::Upaya, "Upaya"),
    (JenisAnalisis::FaktorKeberhasilan, "Faktor keberhasilan"),
];

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    if matches!(composer.view.periode, Periode::Tahunan { .. }) {
        composer.body("Analisis Triwulan IV disajikan lebih dahulu, disusul ringkasan triwulan-triwulan sebelumnya.");
    }
    whole(composer, None);
    let owners: Vec<(Kode, String)> = composer
        .hasil
        .iter()
        .map(|hasil| (hasil.indikator.kode.clone(), hasil.indikator.uraian.to_string()))
        .chain(composer.view.register().sasaran.iter().map(|row| (row.kode.clone(), row.uraian.to_string())))
        .collect();
    for (kode, uraian) in owners {
        if ORDER.iter().any(|(jenis, _)| !latest(composer, Some(&kode), *jenis).is_empty()) {
            composer.heading(1, None, format!("{kode} {uraian}"));
            whole(composer, Some(&kode));
        }
    }
    if latest(composer, None, JenisAnalisis::Kendala).is_empty() {
        composer.missing(
            format!("analisis kendala {} belum diisi", composer.view.periode),
            "Isi tabel analisis dengan kendala dan upaya periode ini.",
        );
    }
}

/// The lists of the last quarter, and for a year those of the earlier ones in short.
fn whole(composer: &mut Composer<'_>, milik: Option<&Kode>) {
    lists(composer, milik, ORDER);
    if !matches!(composer.view.periode, Periode::Tahunan { .. }) {
        return;
    }
    for quarter in [Triwulan::I, Triwulan::II, Triwulan::III] {
        let mut items = Vec::new();
        for (jenis, word) in SHORT {
            let rows = of_quarter(composer, quarter, milik, *jenis);
            items.extend(rows.into_iter().map(|row| format!("{word}: {}", &*row.uraian)));
        }
        if !items.is_empty() {
            composer.lead(format!("Triwulan {quarter}:"));
            composer.list_of_earlier(ListStyle::Bullet, items);
        }
    }
}

fn of_quarter<'a>(
    composer: &Composer<'a>,
    quarter: Triwulan,
    milik: Option<&Kode>,
    jenis: JenisAnalisis,
) -> Vec<&'a Analisis> {
    let rows = composer.view.register().analisis.iter();
    let mut rows: Vec<&Analisis> =
        rows.filter(|row| row.triwulan == quarter && row.jenis == jenis && row.milik.as_ref() == milik).collect();
    rows.sort_by_key(|row| row.urut);
    rows
}

/// The newest analysis of the period: that of its quarter; for a year that of the last quarter that has any.
pub(super) fn latest<'a>(composer: &Composer<'a>, milik: Option<&Kode>, jenis: JenisAnalisis) -> Vec<&'a Analisis> {
    let last = composer.view.periode.triwulan();
    let yearly = matches!(composer.view.periode, Periode::Tahunan { .. });
    let quarters = Triwulan::ALL.into_iter().rev().filter(|quarter| *quarter == last || yearly);
    let mut rows = quarters.map(|quarter| of_quarter(composer, quarter, milik, jenis));
    rows.find(|rows| !rows.is_empty()).unwrap_or_default()
}

/// The lists of some kinds of analysis of the quarter, each under its sentence.
pub(super) fn lists(composer: &mut Composer<'_>, milik: Option<&Kode>, kinds: &[(JenisAnalisis, &str)]) {
    let quarter = composer.view.periode.triwulan();
    for (jenis, lead) in kinds {
        let rows = of_quarter(composer, quarter, milik, *jenis);
        if !rows.is_empty() {
            if rows.iter().any(|row| row.ditinjau == Some(false)) {
                composer.missing(
                    format!("analisis {} belum seluruhnya ditinjau", jenis.word()),
                    "Tinjau butirnya, lalu tandai sudah ditinjau.",
                );
            }
            composer.lead(*lead);
            composer.list_about(ListStyle::LowerAlpha, rows.iter().map(|row| row.uraian.to_string()), milik);
        }
    }
}
