//! Capaian by tujuan and sasaran: the indicators of each in a table, their mean labelled as one.

use document::{Align, Cell, Row, RowKind};
use domain::calculation::HasilIndikator;
use domain::register::{SasaranStrategis, Tujuan};
use domain::value::Kode;

use super::capaian_indikator::{realisasi_text, target_text};
use crate::composer::Composer;
use crate::teks;
use crate::urutan::letter;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let hasil = composer.hasil.clone();
    let mut number = 0;
    for tujuan in tujuan(composer) {
        number += 1;
        composer.heading(1, Some(format!("{}.", letter(number))), format!("Tujuan: {}", &*tujuan.uraian));
        let own: Vec<_> = hasil.iter().filter(|hasil| hasil.indikator.tujuan.as_ref() == Some(&tujuan.kode)).collect();
        if own.is_empty() {
            composer.body("Tujuan ini diukur melalui sasarannya.");
        } else {
            table(composer, format!("Capaian tujuan {}", tujuan.kode), &own, None);
        }
        for sasaran in sasaran(composer).into_iter().filter(|row| row.tujuan == tujuan.kode) {
            number += 1;
            composer.heading(1, Some(format!("{}.", letter(number))), format!("Sasaran: {}", &*sasaran.uraian));
            one(composer, &sasaran.kode, &hasil);
        }
    }
}

/// Tujuan in force this year, in order.
pub(super) fn tujuan<'a>(composer: &Composer<'a>) -> Vec<&'a Tujuan> {
    let year = composer.view.periode.tahun();
    let rows = composer.view.register().tujuan.iter();
    let mut rows: Vec<&Tujuan> = rows.filter(|row| (row.tahun_awal..=row.tahun_akhir).contains(&year)).collect();
    rows.sort_by_key(|row| row.urut);
    rows
}

/// Sasaran in force this year, in order.
pub(super) fn sasaran<'a>(composer: &Composer<'a>) -> Vec<&'a SasaranStrategis> {
    let year = composer.view.periode.tahun();
    let rows = composer.view.register().sasaran.iter();
    let mut rows: Vec<&SasaranStrategis> =
        rows.filter(|row| (row.tahun_awal..=row.tahun_akhir).contains(&year)).collect();
    rows.sort_by_key(|row| row.urut);
    rows
}

fn one<'a>(composer: &mut Composer<'a>, kode: &Kode, hasil: &[HasilIndikator<'a>]) {
    let own: Vec<_> = hasil.iter().filter(|hasil| hasil.indikator.sasaran.as_ref() == Some(kode)).collect();
    if own.is_empty() {
        composer.missing(
            format!("sasaran {kode} belum mempunyai indikator"),
            "Isi tabel indikator dengan kode sasaran itu.",
        );
        return;
    }
    let mean = composer.view.rata_rata_sasaran(kode, hasil);
    let cell = teks::percent_cell(mean.as_ref()).aligned(Align::Center);
    let kategori = mean.as_ref().and_then(|mean| composer.view.kategori(mean)).unwrap_or("-");
    let total = Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("Rata-rata capaian").over_columns(4).aligned(Align::Left),
            cell,
            Cell::text(kategori).aligned(Align::Center),
        ],
    };
    table(composer, format!("Capaian sasaran {kode}"), &own, Some(total));
    let left_out: Vec<String> = own
        .iter()
        .filter(|hasil| composer.view.capaian(hasil).is_err())
        .map(|hasil| hasil.indikator.kode.to_string())
        .collect();
    let left_out_words = match left_out.as_slice() {
        [] => String::new(),
        codes => format!("; tidak termasuk {} yang capaiannya belum dapat dihitung", teks::enumerate(codes)),
    };
    let sentence = match mean {
        Some(mean) if own.len() == 1 => {
            format!("Sasaran {kode} mempunyai 1 (satu) indikator, dengan capaian {}.", teks::percent(&mean))
        }
        Some(mean) => format!(
            "Rata-rata capaian sasaran {kode} adalah {} dari {} indikator{left_out_words}.",
            teks::percent(&mean),
            teks::counted(own.len() - left_out.len())
        ),
        None => format!("Capaian sasaran {kode} belum dapat dihitung."),
    };
    composer.body(sentence);
}

fn table(composer: &mut Composer<'_>, caption: String, hasil: &[&HasilIndikator<'_>], total: Option<Row>) {
    let mut rows: Vec<Row> = Vec::new();
    for (index, hasil) in hasil.iter().enumerate() {
        let capaian = composer.view.capaian(hasil).as_ref().ok();
        let kategori = capaian.and_then(|capaian| composer.view.kategori(capaian)).unwrap_or("-");
        let capaian = teks::percent_cell(capaian).aligned(Align::Center);
        rows.push(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text((index + 1).to_string()),
                Cell::text(format!("{} {}", hasil.indikator.kode, &*hasil.indikator.uraian)),
                Cell::inlines(target_text(composer, hasil)),
                Cell::inlines(realisasi_text(composer, hasil)),
                capaian,
                Cell::text(kategori),
            ],
        });
    }
    rows.extend(total);
    let periode = composer.view.periode;
    let target = if composer.view.compares_with_quarter() {
        format!("Target s.d. {}", periode.short())
    } else {
        format!("Target {}", periode.tahun())
    };
    composer.table(
        caption,
        &[
            (6, Align::Center, "No."),
            (34, Align::Left, "Indikator Kinerja"),
            (16, Align::Center, &target),
            (16, Align::Center, "Realisasi"),
            (13, Align::Center, "Capaian"),
            (15, Align::Center, "Kategori"),
        ],
        rows,
    );
}
