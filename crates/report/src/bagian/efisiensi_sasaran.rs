//! Efficiency by sasaran: the capaian of each against the budget that serves it along the pohon kinerja.

use document::{Align, Cell, CellRef, Formula, ListStyle, Row, RowKind};
use domain::value::{KodeNomenklatur, Rupiah};

use super::capaian_sasaran::sasaran;
use super::program_pendukung::title_case;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let recap = composer.view.efisiensi_sasaran(&composer.hasil, &composer.anggaran);
    if recap.sasaran.is_empty() && recap.bersama.is_empty() {
        return;
    }
    composer.narrative();
    let mut rows = Vec::new();
    let mut efficient = 0;
    let mut known = 0;
    let mut without = Vec::new();
    for row in sasaran(composer) {
        let Some(entry) = recap.sasaran.iter().find(|entry| entry.sasaran == row.kode) else {
            without.push(row.kode.to_string());
            continue;
        };
        let efisiensi = entry.efisiensi.as_ref();
        known += usize::from(efisiensi.is_some());
        efficient += usize::from(efisiensi.is_some_and(|efisiensi| efisiensi.efisien()));
        let at = rows.len() + 1;
        let absorbed = teks::percent_cell(efisiensi.map(|efisiensi| &efisiensi.serapan));
        let amounts = Formula::Percent(CellRef { row: at, column: 3 }, CellRef { row: at, column: 2 });
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text(format!("{} {}", row.kode, &*row.uraian)),
                teks::percent_cell(composer.view.rata_rata_sasaran(&row.kode, &composer.hasil).as_ref()),
                teks::rupiah_cell(entry.dasar),
                teks::rupiah_cell(entry.realisasi),
                if absorbed.value.is_some() { absorbed.with_formula(amounts) } else { absorbed },
                Cell::text(efisiensi.map_or("-".to_string(), |efisiensi| efisiensi.selisih().percent().show(2))),
                Cell::text(match efisiensi.map(|efisiensi| efisiensi.efisien()) {
                    Some(true) => "Efisien",
                    Some(false) => "Tidak efisien",
                    None => "Belum dapat dihitung",
                }),
            ],
        });
    }
    if !rows.is_empty() {
        let base = base_name(composer);
        composer.table(
            format!("Efisiensi per sasaran {}", teks::until(composer.view.periode)),
            &[
                (25, Align::Left, "Sasaran"),
                (12, Align::Right, "Rata-rata capaian"),
                (17, Align::Right, &format!("{base} (Rp)")),
                (17, Align::Right, "Realisasi (Rp)"),
                (12, Align::Right, "Serapan"),
                (11, Align::Right, "Selisih (poin persen)"),
                (12, Align::Center, "Hasil"),
            ],
            rows,
        );
        composer.small("Efisien berarti rata-rata capaian tidak lebih rendah daripada serapan anggarannya.");
        composer.body(format!(
            "Dari {} sasaran yang efisiensinya dapat dihitung, {} efisien.",
            teks::counted(known),
            match efficient {
                0 => "belum ada yang".to_string(),
                all if all == known => "seluruhnya".to_string(),
                some => teks::counted(some),
            }
        ));
    }
    if !without.is_empty() {
        composer.body(format!(
            "Sasaran {} tidak mempunyai sub kegiatan yang hanya melayani sasaran itu, sehingga tidak dihitung.",
            teks::enumerate(&without)
        ));
    }
    if !recap.bersama.is_empty() {
        composer.lead(
            "Sub kegiatan berikut melayani lebih dari satu sasaran; anggarannya tidak dibagi dan tidak masuk tabel di atas:",
        );
        let shared: Vec<String> = recap.bersama.iter().map(|kode| named(composer, kode)).collect();
        composer.list(ListStyle::Bullet, shared);
    }
    if !recap.tanpa_sasaran.is_empty() {
        let lines = recap.tanpa_sasaran.iter().filter_map(|kode| composer.anggaran.baris(kode));
        let pagu: Rupiah = lines.filter_map(|line| line.pagu).sum();
        composer.body(format!(
            "Selain itu ada {} sub kegiatan dengan pagu {} yang pada pohon kinerja tidak terhubung dengan satu pun sasaran, misalnya kegiatan penunjang; anggarannya tidak masuk tabel di atas.",
            teks::counted(recap.tanpa_sasaran.len()),
            teks::rupiah(pagu)
        ));
    }
}

fn base_name(composer: &Composer<'_>) -> &'static str {
    if composer.view.parameter("anggaran.dasar_serapan") == "anggaran kas" { "Anggaran kas" } else { "Pagu" }
}

fn named(composer: &Composer<'_>, kode: &KodeNomenklatur) -> String {
    format!("{kode} {}", title_case(&composer.view.nama_anggaran(kode)))
}
