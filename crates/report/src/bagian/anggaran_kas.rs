//! Realisation by source of funds, and anggaran kas against realisation quarter by quarter.

use document::{Align, Bar, BarChart, Cell, CellRef, Formula, Picture, Row, RowKind};
use domain::calculation::{BarisAnggaran, SampaiBulan, View};
use domain::value::{Rupiah, Triwulan, month_name};
use rust_decimal::Decimal;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    if composer.anggaran.baris.is_empty() {
        return;
    }
    composer.narrative();
    sources(composer);
    quarters(composer);
}

fn sources(composer: &mut Composer<'_>) {
    let lines = composer.anggaran.sumber_dana.clone();
    let amounts = |pagu: Option<Rupiah>, realisasi: Option<Rupiah>, row: usize| {
        let sisa = pagu.zip(realisasi).map(|(pagu, realisasi)| pagu.minus(realisasi));
        let serapan = realisasi.zip(pagu).and_then(|(realisasi, pagu)| realisasi.over(pagu));
        let (left, right) = (CellRef { row, column: 1 }, CellRef { row, column: 2 });
        let with = |cell: Cell, formula| if cell.value.is_some() { cell.with_formula(formula) } else { cell };
        vec![
            teks::rupiah_cell(pagu),
            teks::rupiah_cell(realisasi),
            with(teks::rupiah_cell(sisa), Formula::Difference(left, right)),
            with(teks::percent_cell(serapan.as_ref()), Formula::Percent(right, left)),
        ]
    };
    let mut rows: Vec<Row> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut cells = vec![Cell::text(&line.nama)];
        cells.extend(amounts(line.pagu, line.realisasi, index + 1));
        rows.push(Row { kind: RowKind::Body, cells });
    }
    if let Some(total) = &composer.anggaran.jumlah {
        let mut cells = vec![Cell::text("JUMLAH")];
        cells.extend(amounts(total.pagu, total.realisasi, lines.len() + 1));
        rows.push(Row { kind: RowKind::Total, cells });
    }
    composer.table(
        format!("Realisasi anggaran menurut sumber dana {}", teks::until(composer.view.periode)),
        &[
            (22, Align::Left, "Sumber dana"),
            (22, Align::Right, "Pagu (Rp)"),
            (22, Align::Right, "Realisasi (Rp)"),
            (22, Align::Right, "Sisa anggaran (Rp)"),
            (12, Align::Right, "Serapan"),
        ],
        rows,
    );
    let words: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let share = line.realisasi?.over(line.pagu?)?;
            Some(format!("{} {} atau {}", line.nama, line.realisasi.map(teks::rupiah)?, teks::percent(&share)))
        })
        .collect();
    if !words.is_empty() {
        composer.body(format!("Realisasi menurut sumber dana ialah {}.", teks::enumerate(&words)));
    }
}

fn quarters(composer: &mut Composer<'_>) {
    let view = composer.view;
    let last = view.periode.triwulan();
    let totals: Vec<(Triwulan, Option<BarisAnggaran>)> = Triwulan::ALL
        .into_iter()
        .filter(|quarter| *quarter <= last)
        .map(|quarter| (quarter, view.at_quarter(quarter).anggaran().jumlah))
        .collect();
    if totals.iter().all(|(_, total)| total.as_ref().is_none_or(|total| total.kas.is_none())) {
        composer.missing("anggaran kas belum diisi", "Isi tabel anggaran_kas per bulan.");
        return;
    }
    let unknown = |amount: Option<Rupiah>| match amount {
        Some(_) => teks::rupiah_cell(amount),
        None => Cell::text("belum tersedia").aligned(Align::Center),
    };
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    let mut words = Vec::new();
    for (quarter, total) in &totals {
        let (pagu, kas, realisasi) =
            total.as_ref().map_or((None, None, None), |total| (total.pagu, total.kas, total.realisasi));
        let deviation = realisasi.zip(kas).map(|(realisasi, kas)| realisasi.minus(kas));
        let share = deviation.zip(kas).and_then(|(deviation, kas)| deviation.over(kas));
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text(format!("Triwulan {quarter}")),
                unknown(pagu),
                unknown(kas),
                unknown(realisasi),
                unknown(deviation),
                teks::percent_cell(share.as_ref()),
            ],
        });
        groups.push(Bar { label: format!("Triwulan {quarter}"), values: vec![millions(kas), millions(realisasi)] });
        words.push(match (kas, realisasi) {
            (Some(kas), Some(realisasi)) => {
                format!("Triwulan {quarter} anggaran kas {}, realisasi {}", teks::rupiah(kas), teks::rupiah(realisasi))
            }
            _ => format!("Triwulan {quarter} belum tersedia"),
        });
        if *quarter == last
            && let (Some(kas), Some(realisasi), Some(deviation)) = (kas, realisasi, deviation)
        {
            composer.body(deviation_sentence(*quarter, kas, realisasi, deviation));
        }
    }
    composer.table(
        format!("Anggaran kas dan realisasi per triwulan Tahun {}", view.periode.tahun()),
        &[
            (16, Align::Left, "Sampai dengan"),
            (18, Align::Right, "Pagu (Rp)"),
            (18, Align::Right, "Anggaran kas (Rp)"),
            (18, Align::Right, "Realisasi (Rp)"),
            (18, Align::Right, "Deviasi (Rp)"),
            (12, Align::Right, "Deviasi"),
        ],
        rows,
    );
    composer.small(
        "Deviasi adalah realisasi dikurangi anggaran kas. Pagu ialah pagu yang berlaku pada akhir triwulan itu.",
    );
    composer.figure(
        "Anggaran kas dan realisasi sampai dengan akhir triwulan",
        format!("Diagram batang: {}.", words.join("; ")),
        Picture::Bars(BarChart {
            series: vec!["Anggaran kas".to_string(), "Realisasi".to_string()],
            unit: "juta rupiah".to_string(),
            groups,
        }),
    );
}

fn deviation_sentence(quarter: Triwulan, kas: Rupiah, realisasi: Rupiah, deviation: Rupiah) -> String {
    let compared = match deviation.cmp(&Rupiah::ZERO) {
        std::cmp::Ordering::Less => format!("lebih rendah {} daripada", teks::rupiah(kas.minus(realisasi))),
        std::cmp::Ordering::Greater => format!("lebih tinggi {} daripada", teks::rupiah(deviation)),
        std::cmp::Ordering::Equal => "sama dengan".to_string(),
    };
    format!(
        "Sampai dengan Triwulan {quarter} realisasi {} {compared} anggaran kas {}.",
        teks::rupiah(realisasi),
        teks::rupiah(kas)
    )
}

fn millions(amount: Option<Rupiah>) -> Option<Decimal> {
    amount?.over(Rupiah::new(1_000_000))?.rounded(2)
}

/// Plan and spending since the start of the year at the end of every month, as bars, with the same in words. `None`
/// where neither is recorded.
pub fn gambar_serapan(view: View<'_>) -> Option<(Picture, String)> {
    let months = view.sampai_bulan();
    months.iter().find(|month| month.kas.is_some() || month.realisasi.is_some())?;
    let name = |month: &SampaiBulan| month_name(month.bulan).chars().take(3).collect::<String>();
    let known = |amount: Option<Rupiah>| amount.map_or("belum tersedia".to_string(), teks::rupiah);
    let words: Vec<String> = months
        .iter()
        .map(|month| {
            let until = month_name(month.bulan);
            format!("{until} anggaran kas {}, realisasi {}", known(month.kas), known(month.realisasi))
        })
        .collect();
    let groups = months
        .iter()
        .map(|month| Bar { label: name(month), values: vec![millions(month.kas), millions(month.realisasi)] })
        .collect();
    let chart = BarChart {
        series: vec!["Anggaran kas".to_string(), "Realisasi".to_string()],
        unit: "juta rupiah".to_string(),
        groups,
    };
    Some((Picture::Bars(chart), format!("Diagram batang sampai dengan akhir tiap bulan: {}.", words.join("; "))))
}
