//! This year against earlier years, a table per indicator of sasaran as the regulation asks.

use document::{Align, Cell, Row, RowKind};
use domain::calculation::HasilIndikator;
use domain::formula::Terukur;

use crate::composer::Composer;
use crate::teks;

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
    let head = |text: &str| Cell::text(text);
    let mut first = vec![head("No.").over_rows(2), head("Indikator Kinerja").over_rows(2)];
    let mut second = Vec::new();
    let mut cells = vec![Cell::text("1"), Cell::text(&*indikator.uraian)];
    let mut columns = vec![(6, Align::Center), (30, Align::Left)];
    let value = |value: Option<&Terukur>| {
        value.map_or("belum tersedia".to_string(), |value| teks::measured(value, &indikator.satuan, hasil.desimal()))
    };
    for year in &earlier {
        first.push(head(&format!("Tahun {}", year.tahun)).over_columns(3));
        second.extend([head("Target"), head("Realisasi"), head("Capaian")]);
        cells.extend([
            Cell::text(
                year.target.as_ref().map_or("belum tersedia".to_string(), |target| target.show(&indikator.satuan)),
            ),
            Cell::text(value(year.realisasi.as_ref())),
            teks::percent_cell(year.capaian.as_ref()).aligned(Align::Center),
        ]);
        columns.extend([(12, Align::Center); 3]);
    }
    first.push(head(&format!("Tahun {}", periode.tahun())).over_columns(3));
    second.extend([head("Target"), head(&format!("Realisasi {}", periode.short())), head("Capaian")]);
    cells.extend([
        Cell::text(hasil.target.map_or("belum tersedia".to_string(), |(target, _)| target.show(&indikator.satuan))),
        Cell::text(value(hasil.realisasi.nilai())),
        teks::percent_cell(hasil.capaian.as_ref().ok()).aligned(Align::Center),
    ]);
    columns.extend([(12, Align::Center); 3]);
    let years = earlier.iter().map(|year| year.tahun.to_string()).collect::<Vec<_>>();
    composer.table_with_header(
        format!(
            "Perbandingan realisasi dan capaian {} {} dengan tahun {}",
            indikator.kode,
            periode,
            teks::enumerate(&years)
        ),
        &columns,
        vec![Row { kind: RowKind::Header, cells: first }, Row { kind: RowKind::Header, cells: second }],
        vec![Row { kind: RowKind::Body, cells }],
    );
    trend(composer, hasil);
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
    let direction = match now.cmp(before) {
        std::cmp::Ordering::Greater => "naik",
        std::cmp::Ordering::Less => "turun",
        std::cmp::Ordering::Equal => "tetap",
    };
    let difference = (now - before).abs();
    let by = if difference.is_zero() {
        String::new()
    } else if &*hasil.indikator.satuan == "%" {
        format!(" sebesar {} poin persen", difference.show(2))
    } else {
        format!(" sebesar {}", difference.show(hasil.desimal()))
    };
    let mut text = format!(
        "Realisasi {} {periode} sebesar {} {direction}{by} dibandingkan realisasi tahun {} sebesar {}",
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
