//! Tujuan with their sasaran, and the targets of the Renstra for their indicators.

use std::collections::BTreeSet;

use document::{Align, Cell, Inline, ListStyle, ParagraphStyle, Row, RowKind};
use domain::register::{Indikator, SasaranStrategis, Tujuan};

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let register = composer.view.register();
    let mut goals: Vec<&Tujuan> =
        register.tujuan.iter().filter(|row| composer.in_force(row.tahun_awal, row.tahun_akhir)).collect();
    goals.sort_by_key(|row| row.urut);
    if goals.is_empty() {
        composer.missing("tujuan belum diisi", "Isi tabel tujuan dan sasaran.");
        return;
    }
    let office = composer.nama_instansi();
    let only = goals.len() == 1;
    if !only {
        composer.body(format!("{office} mempunyai {} tujuan.", teks::counted(goals.len())));
    }
    for goal in &goals {
        let mut targets: Vec<&SasaranStrategis> = register
            .sasaran
            .iter()
            .filter(|row| row.tujuan == goal.kode && composer.in_force(row.tahun_awal, row.tahun_akhir))
            .collect();
        targets.sort_by_key(|row| row.urut);
        let which = if only { String::new() } else { format!(" {}", goal.urut) };
        composer.lead(match mission(composer, goal) {
            Some(mission) => format!("Tujuan{which} {office}, sejalan dengan {mission}, adalah:"),
            None => format!("Tujuan{which} {office} adalah:"),
        });
        composer.paragraph(ParagraphStyle::Quote, vec![Inline::text(format!("“{}”", &*goal.uraian))]);
        if targets.is_empty() {
            composer.missing(format!("tujuan {} belum mempunyai sasaran", goal.kode), "Isi tabel sasaran.");
            continue;
        }
        composer.lead(format!("Tujuan itu dijabarkan ke dalam {} sasaran strategis:", teks::counted(targets.len())));
        composer.list(ListStyle::Decimal, teks::listed(targets.iter().map(|row| row.uraian.to_string()).collect()));
    }
    targets_of_the_plan(composer);
}

/// `misi 3 Kabupaten Lumajang`.
fn mission(composer: &Composer<'_>, goal: &Tujuan) -> Option<String> {
    let mission = composer.view.register().misi.iter().find(|row| Some(&row.kode) == goal.misi.as_ref())?;
    Some(format!("misi {} {}", mission.nomor, &*mission.pemilik))
}

fn targets_of_the_plan(composer: &mut Composer<'_>) {
    let indicators = composer.view.indikator();
    if indicators.is_empty() {
        composer.missing("indikator belum diisi", "Isi tabel indikator.");
        return;
    }
    let known = composer.view.register().target_renstra.iter();
    let years: BTreeSet<i32> = known
        .filter(|row| indicators.iter().any(|indicator| indicator.kode == row.indikator))
        .map(|row| row.tahun)
        .collect();
    let many = years.len() > 2;
    let mut heads: Vec<(u16, Align, String)> = vec![
        (25, Align::Left, "Tujuan/Sasaran".to_string()),
        (if many { 32 } else { 40 }, Align::Left, "Indikator Kinerja".to_string()),
        (14, Align::Center, "Satuan".to_string()),
    ];
    heads.extend(years.iter().map(|year| (if many { 11 } else { 16 }, Align::Center, format!("Target {year}"))));
    let owned: Vec<_> = indicators.iter().map(|indicator| (composer.owner(indicator), *indicator)).collect();
    let mut rows = Vec::new();
    for group in owned.chunk_by(|left, right| left.0 == right.0) {
        for (index, (owner, indicator)) in group.iter().enumerate() {
            let owner = (index == 0).then(|| Cell::text(*owner).over_rows(group.len()));
            rows.push(row(composer, owner, indicator, &years));
        }
    }
    let lead = format!(
        "Keberhasilannya diukur dengan {} indikator kinerja seperti pada Tabel {}.",
        teks::counted(indicators.len()),
        composer.next_number("Tabel")
    );
    composer.body(lead);
    let heads: Vec<_> = heads.iter().map(|(weight, align, head)| (*weight, *align, head.as_str())).collect();
    let caption = if years.is_empty() {
        "Tujuan, sasaran, dan indikator kinerja"
    } else {
        "Tujuan, sasaran, indikator kinerja, dan target Renstra"
    };
    composer.table(caption, &heads, rows);
}

/// An indicator; its owner stands in the first row of the owner's indicators alone.
fn row(composer: &mut Composer<'_>, owner: Option<Cell>, indicator: &Indikator, years: &BTreeSet<i32>) -> Row {
    let mut cells: Vec<Cell> = owner.into_iter().collect();
    cells.extend([Cell::text(&*indicator.uraian), Cell::text(&*indicator.satuan)]);
    cells.extend(years.iter().map(|year| {
        let target = composer.view.target_renstra(&indicator.kode, *year);
        if target.is_none() && *year == composer.view.periode.tahun() {
            composer.record(
                format!("target Renstra tahun {year} untuk {} belum diisi", indicator.kode),
                "Isi tabel target_renstra.".to_string(),
                false,
            );
        }
        Cell::text(target.map_or("belum diisi".to_string(), |target| target.show(&indicator.satuan)))
    }));
    Row { kind: RowKind::Body, cells }
}
