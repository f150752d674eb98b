//! Efficiency of resources: people in recap tables, and capaian against absorption.

use document::{Align, Cell, CellRef, Formula, NumberFormat, Row, RowKind, Value};
use domain::calculation::RekapKepegawaian;
use domain::register::{Eselon, JenisAnalisis, Pendidikan, StatusPegawai, TingkatDiklat};
use domain::value::Rasio;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    if composer.kepegawaian.pegawai.is_empty() {
        composer.missing("data kepegawaian belum diisi", "Isi tabel pegawai dan riwayat_pegawai.");
    } else {
        let recap = composer.kepegawaian.clone();
        people(composer, &recap);
        education(composer, &recap);
        grades(composer, &recap);
        training(composer, &recap);
        echelons(composer, &recap);
    }
    absorption(composer);
    super::penyebab::lists(
        composer,
        None,
        &[
            (JenisAnalisis::Permasalahan, "Permasalahan dalam pelaksanaan program dan kegiatan:"),
            (JenisAnalisis::Strategi, "Strategi dan kebijakan yang akan ditempuh:"),
        ],
    );
}

fn people(composer: &mut Composer<'_>, recap: &RekapKepegawaian<'_>) {
    let parts: Vec<String> = recap
        .statuses()
        .into_iter()
        .map(|status| format!("{status} {} orang", teks::counted(recap.status(status))))
        .collect();
    composer.body(format!(
        "{} didukung {} pegawai, terdiri atas {}.",
        composer.nama_instansi(),
        teks::counted(recap.pegawai.len()),
        teks::enumerate(&parts)
    ));
}

fn dash(count: usize) -> Cell {
    if count == 0 { Cell::text("-").with_value(number(0)) } else { teks::count_cell(count) }
}

fn number(count: usize) -> Value {
    Value::Number { value: rust_decimal::Decimal::from(count as u64), format: NumberFormat::Plain(0) }
}

fn sum(rows: usize, first: usize, column: usize) -> Formula {
    Formula::Sum((0..rows).map(|row| CellRef { row: first + row, column }).collect())
}

fn education(composer: &mut Composer<'_>, recap: &RekapKepegawaian<'_>) {
    let mut statuses = vec![StatusPegawai::Pns, StatusPegawai::Cpns];
    for status in [StatusPegawai::Pppk, StatusPegawai::NonPns] {
        if recap.status(status) > 0 {
            statuses.push(status);
        }
    }
    let total = recap.pegawai.len();
    let share = |count: usize| {
        let fraction = Rasio::of(&Rasio::from(count as i64), &Rasio::from(total as i64));
        let cell = Cell::text(
            fraction.as_ref().map_or("-".to_string(), |fraction| format!("{} %", fraction.percent().show(0))),
        );
        match fraction.and_then(|fraction| fraction.percent().rounded(0)) {
            Some(value) => cell.with_value(Value::Number { value, format: NumberFormat::Percent(0) }),
            None => cell,
        }
    };
    let levels = Pendidikan::ALL;
    let count_column = 2 + statuses.len();
    let mut rows = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let here = recap.count(|riwayat| riwayat.pendidikan == *level);
        let mut cells = vec![Cell::text((index + 1).to_string()), Cell::text(level.word())];
        cells.extend(statuses.iter().map(|status| dash(recap.pendidikan(*level, *status))));
        let row = index + 2;
        cells.push(
            dash(here).with_formula(Formula::Sum((2..count_column).map(|column| CellRef { row, column }).collect())),
        );
        cells.push(share(here));
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let mut cells = vec![Cell::text("Jumlah").over_columns(2).aligned(Align::Left)];
    for (index, status) in statuses.iter().enumerate() {
        cells.push(dash(recap.status(*status)).with_formula(sum(levels.len(), 2, 2 + index)));
    }
    cells.push(dash(total).with_formula(sum(levels.len(), 2, count_column)));
    cells.push(share(total));
    rows.push(Row { kind: RowKind::Total, cells });
    let mut columns = vec![(8, Align::Center), (22, Align::Left)];
    columns.extend(statuses.iter().map(|_| (13, Align::Center)));
    columns.extend([(13, Align::Center), (12, Align::Center)]);
    let header = vec![
        Row {
            kind: RowKind::Header,
            cells: vec![
                Cell::text("No.").over_rows(2),
                Cell::text("Pendidikan").over_rows(2),
                Cell::text("Status Kepegawaian").over_columns(statuses.len()),
                Cell::text("Jumlah").over_rows(2),
                Cell::text("%").over_rows(2),
            ],
        },
        Row { kind: RowKind::Header, cells: statuses.iter().map(|status| Cell::text(status.word())).collect() },
    ];
    composer.table_with_header(
        format!("Pegawai {} menurut tingkat pendidikan {}", composer.nama_instansi(), composer.view.periode),
        &columns,
        header,
        rows,
    );
    let mut counts: Vec<(usize, &str)> = levels
        .iter()
        .map(|level| (recap.count(|riwayat| riwayat.pendidikan == *level), level.word()))
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let words: Vec<String> =
        counts.iter().map(|(count, level)| format!("{level} {} orang", teks::counted(*count))).collect();
    composer.body(format!("Menurut jenjang pendidikan, pegawai terdiri atas {}.", teks::enumerate(&words)));
}

fn grades(composer: &mut Composer<'_>, recap: &RekapKepegawaian<'_>) {
    let groups = RekapKepegawaian::KELOMPOK_GOLONGAN;
    let statuses = [StatusPegawai::Pns, StatusPegawai::Cpns];
    let of = |group: &str| statuses.iter().map(|status| recap.golongan(group, *status)).sum::<usize>();
    let mut rows: Vec<Row> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let mut cells = vec![Cell::text((index + 1).to_string()), Cell::text(format!("Golongan {group}"))];
            cells.extend(statuses.iter().map(|status| dash(recap.golongan(group, *status))));
            let row = index + 2;
            cells.push(
                dash(of(group))
                    .with_formula(Formula::Sum(vec![CellRef { row, column: 2 }, CellRef { row, column: 3 }])),
            );
            Row { kind: RowKind::Body, cells }
        })
        .collect();
    let mut cells = vec![Cell::text("Jumlah").over_columns(2).aligned(Align::Left)];
    for (index, status) in statuses.iter().enumerate() {
        let count = groups.iter().map(|group| recap.golongan(group, *status)).sum();
        cells.push(dash(count).with_formula(sum(groups.len(), 2, 2 + index)));
    }
    let total: usize = groups.iter().map(|group| of(group)).sum();
    cells.push(dash(total).with_formula(sum(groups.len(), 2, 4)));
    rows.push(Row { kind: RowKind::Total, cells });
    composer.table_with_header(
        format!("Pegawai {} menurut golongan {}", composer.nama_instansi(), composer.view.periode),
        &[(8, Align::Center), (32, Align::Left), (20, Align::Center), (20, Align::Center), (20, Align::Center)],
        vec![
            Row {
                kind: RowKind::Header,
                cells: vec![
                    Cell::text("No.").over_rows(2),
                    Cell::text("Golongan").over_rows(2),
                    Cell::text("Status Kepegawaian").over_columns(2),
                    Cell::text("Jumlah").over_rows(2),
                ],
            },
            Row { kind: RowKind::Header, cells: statuses.iter().map(|status| Cell::text(status.word())).collect() },
        ],
        rows,
    );
    let words: Vec<String> = groups
        .iter()
        .rev()
        .filter(|group| of(group) > 0)
        .map(|group| format!("golongan {group} {} orang", teks::counted(of(group))))
        .collect();
    composer.body(format!("PNS dan CPNS terdiri atas {}.", teks::enumerate(&words)));
    let words: Vec<String> = recap
        .golongan_pppk()
        .into_iter()
        .map(|(golongan, count)| format!("golongan {golongan} {} orang", teks::counted(count)))
        .collect();
    if !words.is_empty() {
        composer.body(format!("PPPK terdiri atas {}.", teks::enumerate(&words)));
    }
}

fn simple_counts(composer: &mut Composer<'_>, caption: String, head: &str, lines: Vec<(String, usize)>) {
    let total: usize = lines.iter().map(|(_, count)| count).sum();
    let length = lines.len();
    let mut rows: Vec<Row> = lines
        .into_iter()
        .enumerate()
        .map(|(index, (label, count))| Row {
            kind: RowKind::Body,
            cells: vec![Cell::text((index + 1).to_string()), Cell::text(label), dash(count)],
        })
        .collect();
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("Jumlah").over_columns(2).aligned(Align::Left),
            dash(total).with_formula(sum(length, 1, 2)),
        ],
    });
    composer.table(
        caption,
        &[(10, Align::Center, "No."), (60, Align::Center, head), (30, Align::Center, "Jumlah")],
        rows,
    );
}

fn training(composer: &mut Composer<'_>, recap: &RekapKepegawaian<'_>) {
    let lines = TingkatDiklat::ALL.iter().map(|level| (level.word().to_string(), recap.diklat(*level))).collect();
    let caption = format!("Pegawai yang telah mengikuti diklat kepemimpinan per {}", as_of(composer));
    simple_counts(composer, caption, "Tingkat Diklat Kepemimpinan", lines);
}

fn echelons(composer: &mut Composer<'_>, recap: &RekapKepegawaian<'_>) {
    let lines = Eselon::ALL.iter().map(|level| (level.word().to_string(), recap.eselon(*level))).collect();
    let caption = format!("Pegawai menurut eselon per {}", as_of(composer));
    simple_counts(composer, caption, "Eselon", lines);
}

fn as_of(composer: &Composer<'_>) -> String {
    composer.view.per_tanggal.map_or_else(|| composer.view.periode.to_string(), |date| date.to_string())
}

fn absorption(composer: &mut Composer<'_>) {
    let Some(efisiensi) = composer.view.efisiensi(&composer.hasil, &composer.anggaran) else {
        composer.missing(
            "efisiensi belum dapat dihitung",
            "Lengkapi capaian indikator sasaran serta pagu dan realisasi anggaran.",
        );
        return;
    };
    let base = composer.anggaran.dasar.map_or("pagu", |dasar| &*dasar.nama).to_string();
    let difference = efisiensi.selisih();
    let judgement = if efisiensi.efisien() {
        "Capaian tidak lebih rendah daripada serapan, sehingga penggunaan anggaran tergolong efisien"
    } else {
        "Capaian lebih rendah daripada serapan, sehingga penggunaan anggaran belum efisien"
    };
    composer.body(format!(
        "Rata-rata capaian indikator sasaran {} dibandingkan dengan serapan anggaran {} (dasar: {base}) menunjukkan selisih {} poin persen. {judgement}.",
        teks::percent(&efisiensi.capaian),
        teks::percent(&efisiensi.serapan),
        difference.percent().show(2),
    ));
}
