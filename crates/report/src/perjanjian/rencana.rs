//! The plan of action: targets of the year and of each quarter, and the budget by quarter of what serves them.

use document::{Align, Cell, CellRef, Formula, Row, RowKind};
use domain::calculation::{BarisAnggaran, PerjanjianUnit};
use domain::register::Perjanjian;
use domain::value::{Rupiah, Triwulan};

use super::{iku, titles};
use crate::bagian::perjanjian_kinerja::header;
use crate::bagian::rencana_aksi;
use crate::composer::Composer;
use crate::{tanda_tangan, teks};

pub(super) fn compose(composer: &mut Composer<'_>, agreement: &Perjanjian, unit: Option<&PerjanjianUnit<'_>>) {
    let mut lines = vec![format!("Rencana Aksi Tahun {}", composer.view.year.tahun)];
    lines.extend(unit.map(PerjanjianUnit::sebutan));
    lines.push(composer.nama_instansi().to_string());
    titles(composer, &lines);
    targets(composer, unit);
    let lines = unit.map_or_else(|| composer.view.anggaran_pohon(), |unit| unit.anggaran.clone());
    if lines.is_empty() {
        composer.missing(
            "sub kegiatan yang melayani target ini belum diketahui",
            "Isi kolom sub_kegiatan pada tabel pohon_kinerja.",
        );
    } else {
        composer.lead("Anggaran kas sub kegiatan yang melayani target itu, sampai dengan akhir tiap triwulan (Rp):");
        funds(composer, &lines);
    }
    let day = format!("{}, {}", &*agreement.tempat, agreement.tanggal);
    match unit {
        None => iku::signed(composer, agreement, day),
        Some(unit) => match unit.pertama.clone() {
            Some(who) => {
                let above = vec![day, tanda_tangan::in_capitals(&who.jabatan)];
                let signatories = vec![tanda_tangan::signatory(who, above)];
                composer.push(document::Block::Signature(document::SignatureBlock { signatories }));
            }
            None => composer.missing(
                format!("pemimpin {} pada {} tidak diketahui", &*unit.unit.nama, agreement.tanggal),
                "Isi unit dan jabatannya di tabel riwayat_pegawai.",
            ),
        },
    }
}

fn targets(composer: &mut Composer<'_>, unit: Option<&PerjanjianUnit<'_>>) {
    let mut rows = Vec::new();
    match unit {
        None => {
            for (index, indicator) in composer.view.indikator().into_iter().enumerate() {
                rows.push(rencana_aksi::row(composer, index + 1, indicator));
            }
        }
        Some(unit) => {
            for (index, janji) in unit.janji.iter().enumerate() {
                rows.push(match janji.indikator {
                    Some(indicator) => rencana_aksi::row(composer, index + 1, indicator),
                    // A measure in words has a target of the year alone.
                    None => Row {
                        kind: RowKind::Body,
                        cells: vec![
                            Cell::text((index + 1).to_string()),
                            Cell::text(match janji.satuan {
                                "" | "%" => janji.ukuran.to_string(),
                                unit => format!("{} ({unit})", janji.ukuran),
                            }),
                            Cell::text(janji.target.map_or("belum diisi".to_string(), |one| one.show(janji.satuan))),
                            Cell::text("target setahun saja").over_columns(4),
                            Cell::text("-"),
                        ],
                    },
                });
            }
        }
    }
    if rows.is_empty() {
        composer.missing("tidak ada indikator yang direncanakan", "Isi tabel indikator dan pohon_kinerja.");
    }
    let columns = [
        (6, Align::Center),
        (32, Align::Left),
        (15, Align::Center),
        (15, Align::Center),
        (15, Align::Center),
        (15, Align::Center),
        (15, Align::Center),
        (17, Align::Left),
    ];
    let heads = [
        "No.",
        "Indikator Kinerja",
        "Target setahun",
        "s.d. TW I",
        "s.d. TW II",
        "s.d. TW III",
        "s.d. TW IV",
        "Cara hitung",
    ];
    composer.form_table("rencana-aksi", &columns, header(&heads), rows);
}

fn funds(composer: &mut Composer<'_>, lines: &[BarisAnggaran]) {
    let quarters = Triwulan::ALL.map(|quarter| composer.view.at_quarter(quarter).anggaran());
    let amounts = |line: &BarisAnggaran| -> Vec<Option<Rupiah>> {
        let planned = quarters.iter().map(|budget| budget.baris(&line.kode).and_then(|line| line.kas));
        std::iter::once(line.pagu).chain(planned).collect()
    };
    if lines.iter().all(|line| amounts(line).iter().skip(1).all(Option::is_none)) {
        composer.missing("anggaran kas belum diisi", "Isi tabel anggaran_kas per bulan.");
    }
    let mut totals: Vec<Option<Rupiah>> = vec![None; 5];
    let mut rows = Vec::new();
    for line in lines {
        let mut cells = vec![Cell::text(format!("{} {}", line.kode, line.nama))];
        for (total, amount) in totals.iter_mut().zip(amounts(line)) {
            *total = match (*total, amount) {
                (Some(total), Some(amount)) => Some(total.plus(amount)),
                (total, amount) => total.or(amount),
            };
            cells.push(teks::rupiah_cell(amount));
        }
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let mut cells = vec![Cell::text("Jumlah")];
    cells.extend(totals.into_iter().enumerate().map(|(index, total)| {
        let cell = teks::rupiah_cell(total);
        // The header is row 0.
        let sum = (1..=lines.len()).map(|row| CellRef { row, column: index + 1 }).collect();
        if cell.value.is_some() { cell.with_formula(Formula::Sum(sum)) } else { cell }
    }));
    rows.push(Row { kind: RowKind::Total, cells });
    let columns = [
        (35, Align::Left),
        (21, Align::Right),
        (21, Align::Right),
        (21, Align::Right),
        (21, Align::Right),
        (21, Align::Right),
    ];
    let heads = ["Sub Kegiatan", "Pagu", "s.d. TW I", "s.d. TW II", "s.d. TW III", "s.d. TW IV"];
    composer.form_table("rencana-anggaran", &columns, header(&heads), rows);
}
