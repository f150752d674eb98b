//! Meetings that evaluated the performance: date, agenda, attendance, decisions.

use document::{Align, Cell, Inline, Row, RowKind};
use domain::register::RapatEvaluasi;
use domain::value::Tanggal;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let meetings = held(composer);
    if meetings.is_empty() {
        return;
    }
    composer.narrative();
    let decisions: usize = meetings.iter().map(|meeting| meeting.keputusan.len()).sum();
    composer.lead(format!(
        "Sampai dengan penyusunan laporan ini telah diadakan {} rapat evaluasi kinerja dengan {} keputusan:",
        teks::counted(meetings.len()),
        teks::counted(decisions)
    ));
    let rows = meetings.iter().enumerate().map(|(index, meeting)| Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::text((index + 1).to_string()),
            Cell::text(meeting.tanggal.to_string()),
            Cell::text(&*meeting.acara),
            match meeting.hadir {
                Some(count) => teks::count_cell(usize::try_from(count).unwrap_or(usize::MAX)),
                None => Cell::text("-"),
            },
            Cell::inlines(lines(&meeting.keputusan)),
        ],
    });
    let rows: Vec<Row> = rows.collect();
    composer.table(
        format!("Rapat evaluasi kinerja Tahun {}", composer.view.periode.tahun()),
        &[
            (6, Align::Center, "No."),
            (16, Align::Left, "Tanggal"),
            (27, Align::Left, "Acara"),
            (9, Align::Center, "Hadir"),
            (42, Align::Left, "Keputusan"),
        ],
        rows,
    );
}

/// The day up to which acts about the report are told. A quarter is evaluated after it has ended, so the report's own
/// date counts and not the cut-off of its data; a report as of another date counts to that date.
pub(super) fn told_until(composer: &Composer<'_>) -> Option<Tanggal> {
    let view = composer.view;
    let own_date = view.laporan().and_then(|laporan| {
        let data = laporan.batas_data.or(laporan.tanggal);
        laporan.tanggal.filter(|_| data == view.per_tanggal)
    });
    own_date.max(view.per_tanggal)
}

fn held<'a>(composer: &Composer<'a>) -> Vec<&'a RapatEvaluasi> {
    let until = told_until(composer);
    let mut meetings: Vec<&RapatEvaluasi> = composer
        .view
        .register()
        .rapat_evaluasi
        .iter()
        .filter(|meeting| until.is_none_or(|until| meeting.tanggal <= until))
        .collect();
    meetings.sort_by_key(|meeting| meeting.tanggal);
    meetings
}

/// Decisions one under the other, numbered where there are several.
fn lines(decisions: &[domain::value::Teks]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (index, decision) in decisions.iter().enumerate() {
        if index > 0 {
            inlines.push(Inline::LineBreak);
        }
        let number = if decisions.len() > 1 { format!("{}. ", index + 1) } else { String::new() };
        inlines.push(Inline::text(format!("{number}{}", &**decision)));
    }
    if inlines.is_empty() {
        inlines.push(Inline::text("-"));
    }
    inlines
}
