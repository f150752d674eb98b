//! The result against a national standard where one exists; where none does, the stored reason.

use document::{Align, Cell, ListStyle, Row, RowKind};
use domain::value::Rasio;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let (view, hasil) = (composer.view, composer.hasil.clone());
    let mut rows = Vec::new();
    let mut words = Vec::new();
    let mut reasons = Vec::new();
    for hasil in &hasil {
        let indikator = hasil.indikator;
        if let Some(standard) = view.standar_nasional(&indikator.kode) {
            let against = view.capaian_against(indikator, Some(&standard.nilai), &hasil.realisasi);
            let verdict = match &against {
                Ok(value) if *value >= Rasio::from(1) => "memenuhi standar",
                Ok(_) => "belum memenuhi standar",
                Err(_) => "belum dapat dibandingkan",
            };
            let nilai = standard.nilai.show(&indikator.satuan);
            let realisasi = teks::realisasi(hasil).unwrap_or_else(|_| "belum tersedia".to_string());
            if against.is_ok() {
                words.push(format!("{} {realisasi} terhadap {nilai} {verdict}", indikator.kode));
            }
            rows.push(Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::text(format!("{} {}", indikator.kode, &*indikator.uraian)),
                    Cell::text(realisasi),
                    Cell::text(format!("{nilai} (tahun {})", standard.tahun)),
                    Cell::text(teks::capitalized(verdict)),
                    Cell::text(&*standard.sumber),
                ],
            });
        } else if let Some(reason) = &indikator.tanpa_standar_nasional {
            reasons.push(format!("{} {}: {}", indikator.kode, &*indikator.uraian, &**reason));
        } else {
            composer.missing(
                format!("standar nasional {} belum diisi", indikator.kode),
                "Isi tabel standar_nasional, atau tulis sebabnya di kolom tanpa_standar_nasional pada tabel indikator.",
            );
        }
    }
    if !rows.is_empty() {
        composer.table(
            format!("Perbandingan realisasi {} dengan standar nasional", view.periode),
            &[
                (28, Align::Left, "Indikator Kinerja"),
                (15, Align::Center, "Realisasi"),
                (17, Align::Center, "Standar nasional"),
                (16, Align::Left, "Hasil"),
                (26, Align::Left, "Sumber standar"),
            ],
            rows,
        );
        if !words.is_empty() {
            composer.body(format!("Realisasi {}.", teks::enumerate(&words)));
        }
    }
    if !reasons.is_empty() {
        composer.lead("Indikator berikut tidak dibandingkan dengan standar nasional, dengan sebabnya:");
        composer.list(ListStyle::LowerAlpha, reasons);
    }
}
