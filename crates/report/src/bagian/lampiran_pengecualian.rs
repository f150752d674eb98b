//! The sentences that were left different from the register, with who decided it and why.

use document::{Align, Block, Cell, Column, Row, RowKind, Table};

use crate::composer::Composer;
use crate::sisipan;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let rows: Vec<Row> = composer
        .exceptions()
        .map(|row| {
            let figure = match sisipan::value(&row.angka, composer) {
                Ok(value) => format!("{}: {value}", &*row.angka),
                Err(_) => row.angka.to_string(),
            };
            Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::text(&*row.kalimat),
                    Cell::text(figure),
                    Cell::text(&*row.alasan),
                    Cell::text(&*row.oleh),
                    Cell::text(row.tanggal.to_string()),
                ],
            }
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    composer.body("Kalimat berikut sengaja dibiarkan berbeda dari angka register. Pengecualian ini hanya berlaku untuk periode laporan ini.");
    let heads = ["Kalimat", "Angka register", "Alasan", "Diputuskan oleh", "Tanggal"];
    let header = Row { kind: RowKind::Header, cells: heads.iter().map(|head| Cell::text(*head)).collect() };
    let column = |weight| Column { weight, align: Align::Left };
    composer.push(Block::Table(Table {
        id: "daftar-pengecualian".to_string(),
        caption: None,
        columns: [32, 18, 24, 14, 12].map(column).to_vec(),
        header_rows: 1,
        rows: std::iter::once(header).chain(rows).collect(),
        ruled: true,
    }));
}
