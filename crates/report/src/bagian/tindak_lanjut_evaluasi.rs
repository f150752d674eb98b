//! Follow-up of the last evaluation of SAKIP (LHE): every recommendation with what was done, and counts.

use document::{Align, Cell, Row, RowKind};
use domain::register::{StatusTindakLanjut, TindakLanjut};

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let mut items: Vec<&TindakLanjut> = composer.view.register().tindak_lanjut.iter().collect();
    if items.is_empty() {
        return;
    }
    items.sort_by_key(|item| item.urut);
    composer.narrative();
    let count = |status| items.iter().filter(|item| item.status == status).count();
    let parts: Vec<String> = [
        (StatusTindakLanjut::Selesai, "selesai ditindaklanjuti"),
        (StatusTindakLanjut::Proses, "masih dalam proses"),
        (StatusTindakLanjut::Belum, "belum ditindaklanjuti"),
    ]
    .into_iter()
    .filter(|(status, _)| count(*status) > 0)
    .map(|(status, words)| format!("{} {words}", teks::counted(count(status))))
    .collect();
    composer.lead(format!(
        "Dari {} rekomendasi pada Laporan Hasil Evaluasi (LHE) SAKIP terakhir, {}:",
        teks::counted(items.len()),
        teks::enumerate(&parts)
    ));
    let mut rows = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let unit = item.penanggung_jawab.as_ref().and_then(|kode| composer.view.unit_name(kode));
        let date = item.tanggal.map(|date| match item.status {
            StatusTindakLanjut::Selesai => date.to_string(),
            StatusTindakLanjut::Proses | StatusTindakLanjut::Belum => format!("rencana {date}"),
        });
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text((index + 1).to_string()),
                Cell::text(&*item.rekomendasi),
                Cell::text(item.tindakan.as_ref().map_or("-", |text| &**text)),
                Cell::text(teks::capitalized(item.status.word())),
                Cell::text(unit.unwrap_or("-")),
                Cell::text(date.unwrap_or_else(|| "-".to_string())),
            ],
        });
    }
    composer.table(
        "Tindak lanjut rekomendasi hasil evaluasi",
        &[
            (6, Align::Center, "No."),
            (26, Align::Left, "Rekomendasi"),
            (28, Align::Left, "Tindak lanjut"),
            (10, Align::Center, "Keadaan"),
            (17, Align::Left, "Penanggung jawab"),
            (15, Align::Left, "Tanggal"),
        ],
        rows,
    );
}
