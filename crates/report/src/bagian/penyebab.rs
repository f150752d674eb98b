//! Causes of success and failure, and what was done: the analysis of the quarter, for the whole office and per
//! indicator or sasaran.

use document::ListStyle;
use domain::register::{Analisis, JenisAnalisis};

use crate::composer::Composer;

const ORDER: &[(JenisAnalisis, &str)] = &[
    (JenisAnalisis::Kendala, "Kendala yang dihadapi:"),
    (JenisAnalisis::Upaya, "Upaya yang telah dilakukan:"),
    (JenisAnalisis::FaktorKeberhasilan, "Faktor yang mendukung keberhasilan:"),
];

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    lists(composer, None, ORDER);
    let owners: Vec<(domain::value::Kode, String)> = composer
        .hasil
        .iter()
        .map(|hasil| (hasil.indikator.kode.clone(), hasil.indikator.uraian.to_string()))
        .chain(composer.view.register().sasaran.iter().map(|row| (row.kode.clone(), row.uraian.to_string())))
        .collect();
    for (kode, uraian) in owners {
        if rows(composer, Some(&kode), None).next().is_some() {
            composer.heading(1, None, format!("{kode} {uraian}"));
            lists(composer, Some(&kode), ORDER);
        }
    }
    let quarter = composer.view.periode.triwulan();
    if rows(composer, None, Some(JenisAnalisis::Kendala)).next().is_none() {
        composer.missing(
            format!("analisis kendala triwulan {quarter} belum diisi"),
            "Isi tabel analisis dengan kendala dan upaya triwulan ini.",
        );
    }
}

fn rows<'a>(
    composer: &Composer<'a>,
    milik: Option<&'a domain::value::Kode>,
    jenis: Option<JenisAnalisis>,
) -> impl Iterator<Item = &'a Analisis> {
    let quarter = composer.view.periode.triwulan();
    let mut rows: Vec<&Analisis> = composer
        .view
        .register()
        .analisis
        .iter()
        .filter(move |row| row.triwulan == quarter && row.milik.as_ref() == milik)
        .filter(move |row| jenis.is_none_or(|jenis| row.jenis == jenis))
        .collect();
    rows.sort_by_key(|row| (row.jenis, row.urut));
    rows.into_iter()
}

/// The lists of some kinds of analysis, each under its sentence; true where there was any.
pub(super) fn lists(
    composer: &mut Composer<'_>,
    milik: Option<&domain::value::Kode>,
    kinds: &[(JenisAnalisis, &str)],
) -> bool {
    let quarter = composer.view.periode.triwulan();
    let mut any = false;
    for (jenis, lead) in kinds {
        let mut rows: Vec<&Analisis> = composer
            .view
            .register()
            .analisis
            .iter()
            .filter(|row| row.triwulan == quarter && row.jenis == *jenis && row.milik.as_ref() == milik)
            .collect();
        rows.sort_by_key(|row| row.urut);
        if !rows.is_empty() {
            any = true;
            if rows.iter().any(|row| row.ditinjau == Some(false)) {
                composer.missing(
                    format!("analisis {} belum seluruhnya ditinjau", jenis.word()),
                    "Tinjau butirnya, lalu tandai sudah ditinjau.",
                );
            }
            composer.lead(*lead);
            composer.list(ListStyle::LowerAlpha, rows.iter().map(|row| row.uraian.to_string()));
        }
    }
    any
}
