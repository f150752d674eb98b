//! Follow-up of the last evaluation of SAKIP (LHE): every recommendation with what was done, and counts.

use document::{Align, Cell, Row, RowKind};
use domain::register::{StatusTindakLanjut, TindakLanjut};

use super::rapat_evaluasi::told_until;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let mut items: Vec<&TindakLanjut> = composer.view.register().tindak_lanjut.iter().collect();
    if items.is_empty() {
        return;
    }
    items.sort_by_key(|item| item.urut);
    composer.narrative();
    let until = told_until(composer);
    // What was finished after the report was not finished yet as of the report.
    let later = |item: &TindakLanjut| item.tanggal.zip(until).is_some_and(|(date, until)| date > until);
    let status = |item: &TindakLanjut| match item.status {
        StatusTindakLanjut::Selesai if later(item) => StatusTindakLanjut::Proses,
        status => status,
    };
    let count = |wanted| items.iter().filter(|item| status(item) == wanted).count();
    let parts: Vec<String> = [
        (StatusTindakLanjut::Selesai, "selesai ditindaklanjuti"),
        (StatusTindakLanjut::Proses, "masih dalam proses"),
        (StatusTindakLanjut::Belum, "belum ditindaklanjuti"),
    ]
    .into_iter()
    .filter(|(wanted, _)| count(*wanted) > 0)
    .map(|(wanted, words)| format!("{} {words}", teks::counted(count(wanted))))
    .collect();
    composer.lead(format!(
        "Dari {} rekomendasi pada Laporan Hasil Evaluasi (LHE) SAKIP terakhir, {}:",
        teks::counted(items.len()),
        teks::enumerate(&parts)
    ));
    let mut rows = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let unit = item.penanggung_jawab.as_ref().and_then(|kode| composer.view.unit_name(kode));
        // Text and date of an act that came after the report would tell what the report could not know.
        let known = status(item) == item.status;
        let date = item.tanggal.filter(|_| known).map(|date| match item.status {
            StatusTindakLanjut::Selesai => date.to_string(),
            StatusTindakLanjut::Proses | StatusTindakLanjut::Belum => format!("rencana {date}"),
        });
        let tindakan = item.tindakan.as_ref().filter(|_| known).map(|text| &**text);
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text((index + 1).to_string()),
                Cell::text(&*item.rekomendasi),
                Cell::text(tindakan.unwrap_or("-")),
                Cell::text(teks::capitalized(status(item).word())),
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
