//! The agreement of the leader of a unit with the leader of the unit above.

use document::{Align, Cell, CellRef, Formula, Row, RowKind};
use domain::calculation::{BarisAnggaran, Janji, PerjanjianUnit};
use domain::register::Perjanjian;

use super::{Ikrar, titles};
use crate::bagian::perjanjian_kinerja::{self, TableParts, header};
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>, agreement: &Perjanjian, unit: &PerjanjianUnit<'_>) {
    let ikrar = ikrar(composer, agreement, unit);
    match &ikrar {
        Some(ikrar) => {
            ikrar.statement(composer);
            ikrar.annex(composer);
        }
        None => titles(composer, &heading(composer, agreement, unit)),
    }
    let (columns, header, rows) = promises(composer, unit);
    if !rows.is_empty() {
        composer.form_table("perjanjian-target", &columns, header, rows);
    }
    if unit.anggaran.is_empty() {
        composer.missing(
            format!("sub kegiatan {} belum diketahui", &*unit.unit.nama),
            "Isi kolom sub_kegiatan pada simpul pohon kinerja milik unit ini.",
        );
    } else {
        let (columns, header, rows) = funds(composer, unit);
        composer.form_table("perjanjian-anggaran", &columns, header, rows);
    }
    if let Some(ikrar) = &ikrar {
        ikrar.sign(composer);
    }
}

fn ikrar(composer: &mut Composer<'_>, agreement: &Perjanjian, unit: &PerjanjianUnit<'_>) -> Option<Ikrar> {
    for (party, who) in [("Pihak Pertama", &unit.pertama), ("Pihak Kedua", &unit.kedua)] {
        if who.is_none() {
            composer.missing(
                format!("{party} pada {} tidak diketahui", agreement.tanggal),
                "Isi unit dan jabatannya di tabel riwayat_pegawai, atau isi tabel pejabat.",
            );
        }
    }
    let (first, second) = (unit.pertama.clone()?, unit.kedua.clone()?);
    if first.nama == second.nama {
        composer.missing(
            format!("{} memegang kedua jabatan, sehingga berjanji kepada diri sendiri", first.nama),
            "Tentukan siapa yang menandatangani sebagai atasan selama jabatan itu dirangkap.",
        );
    }
    Some(Ikrar {
        judul: heading(composer, agreement, unit),
        pertama: first,
        kedua: second,
        hari: format!("{}, {}", &*agreement.tempat, agreement.tanggal),
    })
}

fn heading(composer: &Composer<'_>, agreement: &Perjanjian, unit: &PerjanjianUnit<'_>) -> Vec<String> {
    let name = perjanjian_kinerja::name(agreement, composer.view.year.tahun);
    vec![name, unit.sebutan(), composer.nama_instansi().to_string()]
}

/// The annex of targets: a condition with several measures is one cell.
fn promises(composer: &mut Composer<'_>, unit: &PerjanjianUnit<'_>) -> TableParts {
    if unit.janji.is_empty() {
        composer.missing(
            format!("pohon kinerja tidak memuat simpul milik {}", &*unit.unit.nama),
            "Isi kolom pemilik pada tabel pohon_kinerja, atau penanggung_jawab pada tabel indikator.",
        );
    }
    for janji in unit.janji.iter().filter(|janji| janji.target.is_none()) {
        let what = if janji.ukuran.is_empty() { janji.kondisi } else { janji.ukuran };
        let table = if janji.indikator.is_some() { "target_renstra atau perjanjian_target" } else { "target_simpul" };
        composer.missing(format!("target \"{what}\" belum diisi"), format!("Isi tabel {table}."));
    }
    let mut rows = Vec::new();
    for (number, group) in unit.janji.chunk_by(|left, right| left.kondisi == right.kondisi).enumerate() {
        for (index, janji) in group.iter().enumerate() {
            let mut cells = Vec::new();
            if index == 0 {
                cells.push(Cell::text((number + 1).to_string()).over_rows(group.len()));
                cells.push(Cell::text(janji.kondisi).over_rows(group.len()));
            }
            cells.extend(measure(janji));
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    let columns =
        vec![(7, Align::Center), (36, Align::Left), (38, Align::Left), (14, Align::Center), (15, Align::Center)];
    (columns, header(&["No.", "Sasaran/Kondisi", "Indikator Kinerja", "Satuan", "Target"]), rows)
}

/// Measure, unit and target of a promise as cells.
fn measure(janji: &Janji<'_>) -> [Cell; 3] {
    let or_empty = |text: &str| Cell::text(if text.is_empty() { "belum diisi" } else { text });
    let target = janji.target.map_or("belum diisi".to_string(), |target| target.show(janji.satuan));
    [or_empty(janji.ukuran), or_empty(janji.satuan), Cell::text(target)]
}

fn funds(composer: &mut Composer<'_>, unit: &PerjanjianUnit<'_>) -> TableParts {
    for line in unit.anggaran.iter().filter(|line| line.pagu.is_none()) {
        composer.missing(
            format!("pagu sub kegiatan {} belum diisi", line.kode),
            "Isi tabel pagu, atau perbaiki kode sub kegiatan pada pohon kinerja.",
        );
    }
    let line = |(index, line): (usize, &BarisAnggaran)| Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::text((index + 1).to_string()),
            Cell::text(line.kode.as_str()),
            Cell::text(&line.nama),
            teks::rupiah_cell(line.pagu),
        ],
    };
    let mut rows: Vec<Row> = unit.anggaran.iter().enumerate().map(line).collect();
    // The header is row 0.
    let cells = (1..=unit.anggaran.len()).map(|row| CellRef { row, column: 3 }).collect();
    let total = teks::rupiah_cell(unit.jumlah());
    let total = if total.value.is_some() { total.with_formula(Formula::Sum(cells)) } else { total };
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![Cell::text("Jumlah").over_columns(3).aligned(Align::Left), total],
    });
    let columns = vec![(7, Align::Center), (24, Align::Left), (52, Align::Left), (24, Align::Right)];
    (columns, header(&["No.", "Kode", "Sub Kegiatan", "Anggaran (Rp)"]), rows)
}
