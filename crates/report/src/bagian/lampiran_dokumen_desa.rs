//! Village documents as a matrix: every village with the date and the standing of each kind of document.

use document::{Align, Cell, Inline, Row, RowKind};
use domain::calculation::{JenisDokumen, StatusDokumen};
use domain::value::Kode;

use crate::composer::{Composer, Head};
use crate::teks;

/// More kinds than these need a page on its side.
const UPRIGHT: usize = 3;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let kinds = kinds(composer);
    let villages = composer.view.desa();
    if kinds.is_empty() || villages.is_empty() {
        return;
    }
    if kinds.len() > UPRIGHT {
        composer.landscape();
    }
    let columns: Vec<_> = kinds.iter().map(|(kode, _)| composer.view.dokumen_desa(kode)).collect();
    let mut rows = Vec::new();
    for (index, village) in villages.iter().enumerate() {
        let mut cells = vec![Cell::text((index + 1).to_string()), Cell::text(&*village.nama)];
        for column in &columns {
            let document = column.iter().find(|document| document.desa.kode == village.kode);
            cells.push(match document {
                Some(document) => Cell::inlines(vec![
                    Inline::text(document.tanggal.map_or("-".to_string(), |date| date.to_string())),
                    Inline::LineBreak,
                    Inline::italic(document.status.to_string()),
                ]),
                None => Cell::text("-"),
            });
        }
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let on_time: Vec<usize> =
        columns.iter().map(|column| column.iter().filter(|document| document.tepat_waktu).count()).collect();
    let mut cells = vec![Cell::text("Tepat waktu").over_columns(2).aligned(Align::Left)];
    cells.extend(on_time.iter().zip(&columns).map(|(count, column)| {
        let not_due =
            !column.is_empty() && column.iter().all(|document| document.status == StatusDokumen::BelumJatuhTempo);
        Cell::text(if not_due { "-".to_string() } else { format!("{count} dari {}", villages.len()) })
    }));
    rows.push(Row { kind: RowKind::Total, cells });
    let names: Vec<String> = kinds.iter().map(|(_, window)| format!("{} {}", window.nama, window.tahun_isi)).collect();
    let mut heads: Vec<Head<'_>> = vec![(6, Align::Center, "No."), (22, Align::Left, "Desa")];
    heads.extend(names.iter().map(|name| (24, Align::Center, name.as_str())));
    let date = composer.view.parameter("dokumen_desa.tanggal_dihitung").to_string();
    composer.table(format!("Dokumen desa dan tanggal {date} {}", teks::until(composer.view.periode)), &heads, rows);
    let total: usize = on_time.iter().sum();
    let due: Vec<String> = kinds
        .iter()
        .map(|(_, window)| {
            let due = window.tenggat.map_or("belum ditentukan".to_string(), |date| date.to_string());
            format!("{} paling lambat {due}", window.nama)
        })
        .collect();
    composer.small(format!("Tenggat: {}.", teks::enumerate(&due)));
    let waiting = columns.iter().flatten().filter(|document| document.status == StatusDokumen::BelumJatuhTempo).count();
    let waiting = match waiting {
        0 => String::new(),
        waiting => format!(" dan {} belum jatuh tempo", teks::counted(waiting)),
    };
    composer.body(format!(
        "Dari {} dokumen yang harus disampaikan {} desa, {} dihitung tepat waktu{waiting}.",
        teks::counted(villages.len() * kinds.len()),
        teks::counted(villages.len()),
        teks::counted(total)
    ));
}

/// Kinds that an indicator counts or that some village has, by their deadline.
fn kinds(composer: &Composer<'_>) -> Vec<(Kode, JenisDokumen)> {
    let register = composer.view.register();
    let counted = register.komponen.iter().filter_map(|komponen| komponen.jenis_dokumen.as_ref());
    let present = register.dokumen_desa.iter().map(|row| &row.jenis);
    let mut kinds: Vec<(Kode, JenisDokumen)> = Vec::new();
    for kode in counted.chain(present) {
        if kinds.iter().all(|(known, _)| known != kode)
            && let Some(window) = composer.view.jenis_dokumen(kode)
        {
            kinds.push((kode.clone(), window));
        }
    }
    kinds.sort_by(|left, right| (left.1.tenggat, &left.1.jenis).cmp(&(right.1.tenggat, &right.1.jenis)));
    kinds
}
