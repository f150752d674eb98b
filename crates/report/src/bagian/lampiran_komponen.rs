//! The components of every counted indicator, quarter by quarter: what a reader needs to recompute a result.

use document::{Align, Cell, Row, RowKind};
use domain::calculation::Realisasi;
use domain::register::{PeranKomponen, SumberKomponen};
use domain::value::Triwulan;

use crate::composer::{Composer, Head};
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let view = composer.view;
    let last = view.periode.triwulan();
    let quarters: Vec<Triwulan> = Triwulan::ALL.into_iter().filter(|quarter| *quarter <= last).collect();
    let hasil = composer.hasil.clone();
    let mut rows = Vec::new();
    for hasil in &hasil {
        let komponen = view.komponen(hasil.indikator);
        if komponen.is_empty() {
            continue;
        }
        let heading = format!(
            "{} {} (cara menggabungkan: {})",
            hasil.indikator.kode, &*hasil.indikator.uraian, hasil.indikator.akumulasi
        );
        rows.push(Row {
            kind: RowKind::Group,
            cells: vec![Cell::text(heading).over_columns(quarters.len() + 2).aligned(Align::Left)],
        });
        let counted = match &hasil.realisasi {
            Realisasi::Tersedia { hitungan, .. } => hitungan.as_ref(),
            Realisasi::BelumTersedia { .. } | Realisasi::BelumDiisi => None,
        };
        for komponen in komponen {
            let role = match komponen.peran {
                PeranKomponen::Pembilang => "pembilang",
                PeranKomponen::Penyebut => "penyebut",
            };
            let running = if komponen.sumber == SumberKomponen::Isian { "" } else { "; posisi akhir triwulan" };
            let mut cells = vec![Cell::text(format!("{} ({role}{running})", &*komponen.uraian))];
            cells.extend(quarters.iter().map(|quarter| {
                let value = view.nilai_komponen(hasil.indikator, komponen, *quarter);
                Cell::text(value.map_or("belum tersedia".to_string(), |value| value.show_short(2)))
            }));
            let used = counted.and_then(|counted| {
                let mut values = counted.pembilang.iter().chain(&counted.penyebut);
                values.find(|value| value.komponen.kode == komponen.kode)
            });
            cells.push(Cell::text(used.map_or("-".to_string(), |value| value.nilai.show_short(2))));
            rows.push(Row { kind: RowKind::Body, cells });
        }
        let mut cells = vec![Cell::text("Realisasi").over_columns(quarters.len() + 1).aligned(Align::Left)];
        cells.push(Cell::text(teks::realisasi(hasil).unwrap_or_else(|_| "belum tersedia".to_string())));
        rows.push(Row { kind: RowKind::Total, cells });
    }
    if rows.is_empty() {
        return;
    }
    composer.landscape();
    let names: Vec<String> = quarters.iter().map(|quarter| format!("TW {quarter}")).collect();
    let mut heads: Vec<Head<'_>> = vec![(38, Align::Left, "Komponen")];
    heads.extend(names.iter().map(|name| (15, Align::Right, name.as_str())));
    heads.push((17, Align::Right, "Dipakai"));
    composer.table(format!("Komponen penghitungan realisasi per triwulan {}", teks::until(view.periode)), &heads, rows);
    composer
        .small("Kolom Dipakai ialah nilai yang masuk hitungan realisasi, menurut cara menggabungkan indikator itu.");
}
