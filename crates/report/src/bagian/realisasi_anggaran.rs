//! Realisation of the budget, from programme to sub kegiatan. Sums and differences are live formulas in a workbook.

use document::{Align, Cell, CellRef, Formula, Row, RowKind, Value};
use domain::calculation::BarisAnggaran;
use domain::value::{KodeNomenklatur, Tingkat};

use crate::composer::Composer;
use crate::teks;

const PAGU: usize = 2;
const REALISASI: usize = 3;
const SISA: usize = 4;
/// The header takes one row.
const FIRST: usize = 1;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let lines = composer.anggaran.baris.clone();
    let Some(total) = composer.anggaran.jumlah.clone() else {
        composer.missing("pagu dan realisasi anggaran belum diisi", "Isi tabel pagu dan realisasi_anggaran.");
        return;
    };
    let Some(dasar) = composer.anggaran.dasar else {
        composer.missing("dasar pagu belum diisi", "Isi tabel dasar_pagu.");
        return;
    };
    let periode = composer.view.periode;
    let row_of = |kode: &KodeNomenklatur| lines.iter().position(|line| line.kode == *kode).map(|at| at + FIRST);
    let children = |parent: Option<&KodeNomenklatur>, column| {
        let rows = lines.iter().filter(|line| match parent {
            Some(parent) => line.kode.parent().as_ref() == Some(parent),
            None => line.tingkat() == Tingkat::Program,
        });
        Formula::Sum(rows.filter_map(|line| row_of(&line.kode)).map(|row| CellRef { row, column }).collect())
    };
    let mut rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let kode = line.kode.as_str();
            let mut cells = vec![Cell::text(kode).with_value(Value::Text(kode.to_string())), Cell::text(&line.nama)];
            let leaf = line.tingkat() == Tingkat::SubKegiatan;
            let sum = |column| (!leaf).then(|| children(Some(&line.kode), column));
            cells.extend(amounts(line, index + FIRST, sum));
            Row { kind: if leaf { RowKind::Body } else { RowKind::Group }, cells }
        })
        .collect();
    let mut cells = vec![Cell::text("JUMLAH").over_columns(2).aligned(Align::Left)];
    cells.extend(amounts(&total, lines.len() + FIRST, |column| Some(children(None, column))));
    rows.push(Row { kind: RowKind::Total, cells });
    // Codes and amounts do not fit beside long names on an upright page.
    composer.turn();
    composer.table(
        format!("Realisasi anggaran {}", teks::until(periode)),
        &[
            (15, Align::Left, "Kode"),
            (51, Align::Left, "Program/Kegiatan/Sub Kegiatan"),
            (16, Align::Right, "Pagu (Rp)"),
            (16, Align::Right, &format!("Realisasi {} (Rp)", periode.until())),
            (16, Align::Right, "Sisa Anggaran (Rp)"),
            (10, Align::Right, "Serapan"),
        ],
        rows,
    );
    composer.small(format!("Dasar pagu: {}.", &*dasar.nama));
    for line in lines.iter().filter(|line| line.tingkat() == Tingkat::SubKegiatan) {
        let what = match (line.pagu, line.realisasi) {
            (Some(_), None) => "realisasi",
            (None, Some(_)) => "pagu",
            _ => continue,
        };
        composer.missing(
            format!("{what} sub kegiatan {} belum diisi", line.kode),
            "Isi angkanya; bila memang nihil, tulis 0.",
        );
    }
    if let (Some(pagu), Some(realisasi), Some(sisa), Some(serapan)) =
        (total.pagu, total.realisasi, total.sisa(), total.serapan())
    {
        composer.body(format!(
            "{} realisasi anggaran {} dari pagu {} atau {}, sehingga sisa anggaran {}.",
            match periode {
                domain::value::Periode::Triwulan { triwulan, .. } => format!("Sampai dengan Triwulan {triwulan}"),
                domain::value::Periode::Tahunan { tahun } => format!("Pada Tahun {tahun}"),
            },
            teks::rupiah(realisasi),
            teks::rupiah(pagu),
            teks::percent(&serapan),
            teks::rupiah(sisa),
        ));
    }
}

fn amounts(line: &BarisAnggaran, row: usize, sum: impl Fn(usize) -> Option<Formula>) -> Vec<Cell> {
    let with = |cell: Cell, formula: Option<Formula>| match formula {
        Some(formula) if cell.value.is_some() => cell.with_formula(formula),
        _ => cell,
    };
    let (pagu, realisasi) = (CellRef { row, column: PAGU }, CellRef { row, column: REALISASI });
    vec![
        with(teks::rupiah_cell(line.pagu), sum(PAGU)),
        with(teks::rupiah_cell(line.realisasi), sum(REALISASI)),
        with(teks::rupiah_cell(line.sisa()), Some(Formula::Difference(pagu, realisasi))),
        with(teks::percent_cell(line.serapan().as_ref()), Some(Formula::Percent(realisasi, pagu))),
    ]
}

const _: () = assert!(SISA == REALISASI + 1, "the columns stand in this order in the table");
