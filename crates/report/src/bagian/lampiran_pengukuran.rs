//! The form of measurement of the year: every indicator with target and result, every programme with its budget.

use document::{Align, Cell, CellRef, Formula, Row, RowKind};
use domain::calculation::HasilIndikator;
use domain::value::Tingkat;

use super::capaian_indikator::{realisasi_text, target_text};
use super::capaian_sasaran::{sasaran, tujuan};
use super::program_pendukung::title_case;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    if composer.hasil.is_empty() {
        return;
    }
    composer.landscape();
    indicators(composer);
    programmes(composer);
}

fn indicators(composer: &mut Composer<'_>) {
    let hasil = composer.hasil.clone();
    let mut owners: Vec<(String, Vec<&HasilIndikator<'_>>)> = Vec::new();
    for tujuan in tujuan(composer) {
        let own = hasil.iter().filter(|hasil| hasil.indikator.tujuan.as_ref() == Some(&tujuan.kode));
        owners.push((format!("Tujuan {} {}", tujuan.kode, &*tujuan.uraian), own.collect()));
        for sasaran in sasaran(composer).into_iter().filter(|row| row.tujuan == tujuan.kode) {
            let own = hasil.iter().filter(|hasil| hasil.indikator.sasaran.as_ref() == Some(&sasaran.kode));
            owners.push((format!("Sasaran {} {}", sasaran.kode, &*sasaran.uraian), own.collect()));
        }
    }
    let mut rows = Vec::new();
    for (owner, own) in owners {
        for (index, hasil) in own.iter().enumerate() {
            let mut cells = Vec::new();
            if index == 0 {
                cells.push(Cell::text(&owner).over_rows(own.len()));
            }
            let indikator = hasil.indikator;
            cells.push(Cell::text(format!("{} {}", indikator.kode, &*indikator.uraian)));
            cells.push(Cell::text(&*indikator.satuan));
            cells.push(Cell::inlines(target_text(composer, hasil)));
            cells.push(Cell::inlines(realisasi_text(composer, hasil)));
            cells.push(teks::percent_cell(composer.view.capaian(hasil).as_ref().ok()).aligned(Align::Center));
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    composer.table(
        format!("Pengukuran kinerja {} {}", composer.nama_instansi(), composer.view.periode),
        &[
            (30, Align::Left, "Tujuan/Sasaran"),
            (34, Align::Left, "Indikator Kinerja"),
            (10, Align::Center, "Satuan"),
            (12, Align::Center, "Target"),
            (12, Align::Center, "Realisasi"),
            (10, Align::Center, "%"),
        ],
        rows,
    );
}

fn programmes(composer: &mut Composer<'_>) {
    let lines: Vec<_> = composer.anggaran.at(Tingkat::Program).cloned().collect();
    let Some(total) = composer.anggaran.jumlah.clone() else {
        composer.missing("pagu dan realisasi anggaran belum diisi", "Isi tabel pagu dan realisasi_anggaran.");
        return;
    };
    let column = |column: usize| Formula::Sum((1..=lines.len()).map(|row| CellRef { row, column }).collect());
    let mut rows: Vec<Row> = lines
        .iter()
        .map(|line| Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text(format!("{} {}", line.kode, title_case(&line.nama))),
                teks::rupiah_cell(line.pagu),
                teks::rupiah_cell(line.realisasi),
                teks::percent_cell(line.serapan().as_ref()),
            ],
        })
        .collect();
    let with = |cell: Cell, formula| if cell.value.is_some() { cell.with_formula(formula) } else { cell };
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("JUMLAH"),
            with(teks::rupiah_cell(total.pagu), column(1)),
            with(teks::rupiah_cell(total.realisasi), column(2)),
            teks::percent_cell(total.serapan().as_ref()),
        ],
    });
    composer.table(
        format!("Anggaran dan realisasi per program {}", teks::until(composer.view.periode)),
        &[
            (52, Align::Left, "Program"),
            (18, Align::Right, "Anggaran (Rp)"),
            (18, Align::Right, "Realisasi (Rp)"),
            (12, Align::Right, "%"),
        ],
        rows,
    );
}
