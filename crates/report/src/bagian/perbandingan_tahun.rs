//! This year against earlier years, a table per indicator of sasaran as the regulation asks.

use document::{Align, Cell, Row, RowKind};
use domain::calculation::HasilIndikator;
use domain::formula::Terukur;
use domain::value::{Rasio, Target};

use crate::composer::Composer;
use crate::teks;

/// More earlier years than these do not fit beside each other on a page.
const SIDE_BY_SIDE: usize = 1;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let hasil = composer.hasil.clone();
    for hasil in hasil.iter().filter(|hasil| hasil.indikator.sasaran.is_some()) {
        compare(composer, hasil);
    }
}

fn compare(composer: &mut Composer<'_>, hasil: &HasilIndikator<'_>) {
    let indikator = hasil.indikator;
    let earlier = composer.view.tahun_pembanding(&indikator.kode);
    let periode = composer.view.periode;
    if earlier.is_empty() {
        composer.missing(
            format!("angka tahun sebelumnya untuk {} belum ada", indikator.kode),
            "Isi tabel ringkasan_tahun, atau impor register tahun sebelumnya.",
        );
        return;
    }
    composer.lead(format!(
        "Perbandingan target, realisasi, dan capaian indikator \"{}\" dengan tahun sebelumnya:",
        &*indikator.uraian
    ));
    let years: Vec<i32> = earlier.iter().map(|year| year.tahun).collect();
    let caption =
        format!("Perbandingan realisasi dan capaian {} {} dengan tahun {}", indikator.kode, periode, span(&years));
    let value = |value: Option<&Terukur>| {
        value.map_or("belum tersedia".to_string(), |value| teks::measured(value, &indikator.satuan, hasil.desimal()))
    };
    let target =
        |target: Option<&Target>| target.map_or("belum tersedia".to_string(), |target| target.show(&indikator.satuan));
    let cells = |year: Option<&Target>, result: Option<&Terukur>, capaian: Option<&Rasio>| {
        vec![Cell::text(target(year)), Cell::text(value(result)), teks::percent_cell(capaian).aligned(Align::Center)]
    };
    let mut columns: Vec<(String, Vec<Cell>)> = earlier
        .iter()
        .map(|year| {
            let cells = cells(year.target.as_ref(), year.realisasi.as_ref(), year.capaian.as_ref());
            (format!("Tahun {}", year.tahun), cells)
        })
        .collect();
    let now = cells(hasil.target.map(|(target, _)| target), hasil.realisasi.nilai(), hasil.capaian.as_ref().ok());
    columns.push((periode.to_string(), now));
    if earlier.len() > SIDE_BY_SIDE {
        one_under_another(composer, caption, columns);
    } else {
        side_by_side(composer, caption, &indikator.uraian, columns);
    }
    trend(composer, hasil);
}

/// `2021-2023` for years in a row, else each of them.
fn span(years: &[i32]) -> String {
    match years {
        [first, .., last] if years.len() > 2 && years.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b)) => {
            format!("{first}-{last}")
        }
        years => teks::enumerate(&years.iter().map(i32::to_string).collect::<Vec<_>>()),
    }
}

/// The years as rows.
fn one_under_another(composer: &mut Composer<'_>, caption: String, years: Vec<(String, Vec<Cell>)>) {
    let rows = years
        .into_iter()
        .map(|(year, cells)| Row {
            kind: RowKind::Body,
            cells: std::iter::once(Cell::text(year)).chain(cells).collect(),
        })
        .collect();
    composer.table(
        caption,
        &[
            (34, Align::Left, "Tahun"),
            (22, Align::Center, "Target"),
            (22, Align::Center, "Realisasi"),
            (22, Align::Center, "Capaian"),
        ],
        rows,
    );
}

/// The years beside each other, three columns each.
fn side_by_side(composer: &mut Composer<'_>, caption: String, uraian: &str, years: Vec<(String, Vec<Cell>)>) {
    let head = |text: &str| Cell::text(text);
    let short = composer.view.periode.short();
    let last = years.len().saturating_sub(1);
    let mut first = vec![head("No.").over_rows(2), head("Indikator Kinerja").over_rows(2)];
    let mut second = Vec::new();
    let mut cells = vec![head("1"), head(uraian)];
    let mut columns = vec![(6, Align::Center), (30, Align::Left)];
    for (index, (year, of_year)) in years.into_iter().enumerate() {
        let now = index == last;
        first.push(
            if now { head(&format!("Tahun {}", composer.view.periode.tahun())) } else { head(&year) }.over_columns(3),
        );
        let result = if now { format!("Realisasi {short}") } else { "Realisasi".to_string() };
        second.extend([head("Target"), head(&result), head("Capaian")]);
        cells.extend(of_year);
        columns.extend([(12, Align::Center); 3]);
    }
    composer.table_with_header(
        caption,
        &columns,
        vec![Row { kind: RowKind::Header, cells: first }, Row { kind: RowKind::Header, cells: second }],
        vec![Row { kind: RowKind::Body, cells }],
    );
}

/// Up, down or the same, always with both values; nothing where one of them is not known.
fn trend(composer: &mut Composer<'_>, hasil: &HasilIndikator<'_>) {
    let periode = composer.view.periode;
    let earlier = composer.view.tahun_pembanding(&hasil.indikator.kode);
    let Some(last) = earlier.iter().rev().find(|year| year.realisasi.is_some()) else { return };
    let (Some(before), Some(now)) =
        (last.realisasi.as_ref().and_then(Terukur::nilai), hasil.realisasi.nilai().and_then(Terukur::nilai))
    else {
        return;
    };
    let show = |value| {
        teks::measured(&Terukur::Angka { nilai: value, predikat: None }, &hasil.indikator.satuan, hasil.desimal())
    };
    let difference = (now - before).abs();
    let by = if &*hasil.indikator.satuan == "%" {
        format!("{} poin persen", difference.show(2))
    } else {
        difference.show(hasil.desimal())
    };
    let compared = match now.cmp(before) {
        std::cmp::Ordering::Greater => format!("naik {by} dibandingkan"),
        std::cmp::Ordering::Less => format!("turun {by} dibandingkan"),
        std::cmp::Ordering::Equal => "sama dengan".to_string(),
    };
    let mut text = format!(
        "Realisasi {} {periode} sebesar {}, {compared} realisasi tahun {} sebesar {}",
        hasil.indikator.kode,
        show(now.clone()),
        last.tahun,
        show(before.clone())
    );
    if periode.triwulan() != domain::value::Triwulan::IV {
        text.push_str("; tahun berjalan baru sampai dengan triwulan ");
        text.push_str(periode.triwulan().roman());
    }
    composer.body(format!("{text}."));
}
