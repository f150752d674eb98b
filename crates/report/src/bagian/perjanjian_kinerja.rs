//! The performance agreement in force on the day of the report: what changed, the statement, its annexes.

use document::{Align, Block, Cell, CellRef, Formula, Row, RowKind};
use domain::register::{PeranPejabat, Perjanjian, PerjanjianAnggaran, PerjanjianTarget};
use domain::value::{Rupiah, terbilang};

use crate::composer::Composer;
use crate::kerangka::kerangka;
use crate::perjanjian::Ikrar;
use crate::teks;

/// The section of chapter II: history, then the agreement as it was signed, or its tables alone where the outline
/// attaches it.
pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let Some(agreement) = in_force(composer) else { return };
    history(composer, agreement);
    let outline = composer.view.laporan().map(|laporan| kerangka(laporan.kerangka.as_str())).unwrap_or_default();
    if outline.iter().any(|line| line.bagian == "lampiran-perjanjian") {
        tables(composer, agreement);
        return;
    }
    composer.push(Block::PageBreak);
    form(composer, agreement);
}

fn tables(composer: &mut Composer<'_>, agreement: &Perjanjian) {
    composer.body("Target dan anggarannya dimuat pada tabel berikut; perjanjian selengkapnya dilampirkan.");
    let of = name(agreement, composer.view.year.tahun);
    let (columns, header, rows) = targets(composer, agreement);
    composer.table_with_header(format!("Target {of}"), &columns, vec![header], rows);
    let (columns, header, rows) = funds(composer, agreement);
    composer.table_with_header(format!("Anggaran {of}"), &columns, vec![header], rows);
}

/// The agreement as it was signed: statement and annexes, nothing else.
pub(crate) fn signed(composer: &mut Composer<'_>) {
    let Some(agreement) = in_force(composer) else { return };
    form(composer, agreement);
}

fn in_force<'a>(composer: &mut Composer<'a>) -> Option<&'a Perjanjian> {
    let agreement = composer.view.perjanjian();
    if agreement.is_none() {
        composer.missing(
            "Perjanjian Kinerja yang berlaku pada tanggal laporan belum tercatat",
            "Isi tabel perjanjian, perjanjian_target, dan perjanjian_anggaran.",
        );
    }
    agreement
}

/// `Perjanjian Kinerja Tahun 2024`, `Perjanjian Kinerja Perubahan Kedua Tahun 2024`.
pub fn name(agreement: &Perjanjian, tahun: i32) -> String {
    let change = match agreement.versi {
        0 => String::new(),
        1 => " Perubahan".to_string(),
        many => format!(" Perubahan Ke{}", terbilang(u64::from(many))),
    };
    format!("Perjanjian Kinerja{change} Tahun {tahun}")
}

/// When it was signed, what it holds, and every change with its reason.
fn history(composer: &mut Composer<'_>, agreement: &Perjanjian) {
    let tahun = composer.view.year.tahun;
    let register = composer.view.register();
    let count = register.perjanjian_target.iter().filter(|row| row.versi == agreement.versi).count();
    let funds: Vec<&PerjanjianAnggaran> =
        register.perjanjian_anggaran.iter().filter(|row| row.versi == agreement.versi).collect();
    let total = funds.iter().fold(Rupiah::default(), |sum, row| sum.plus(row.jumlah));
    composer.body(format!(
        "{} ditandatangani di {} pada {}. Perjanjian itu memuat target {} indikator dan \
         anggaran {} untuk {} program.",
        name(agreement, tahun),
        &*agreement.tempat,
        agreement.tanggal,
        teks::counted(count),
        teks::rupiah(total),
        teks::counted(programmes(&funds)),
    ));
    let mut versions: Vec<&Perjanjian> =
        register.perjanjian.iter().filter(|row| composer.view.reached(row.tanggal)).collect();
    versions.sort_by_key(|row| row.versi);
    let changes = versions.iter().filter(|row| row.versi > 0).count();
    if changes == 0 {
        if let Some(day) = composer.view.per_tanggal {
            composer.body(format!("Sampai dengan {day} perjanjian itu belum diubah."));
        }
        return;
    }
    composer.lead(format!("Perjanjian Kinerja tahun ini telah diubah {} kali. Urutannya:", teks::counted(changes)));
    let items: Vec<String> = versions.iter().map(|row| version(row, tahun)).collect();
    composer.list(document::ListStyle::LowerAlpha, items);
    for row in versions.iter().filter(|row| row.versi > 0 && row.alasan.is_none()) {
        composer.missing(
            format!("alasan {} belum diisi", name(row, tahun)),
            "Isi kolom alasan di tabel perjanjian dengan salah satu alasan yang diperbolehkan.",
        );
    }
}

fn programmes(funds: &[&PerjanjianAnggaran]) -> usize {
    funds.iter().map(|row| &row.program).collect::<std::collections::BTreeSet<_>>().len()
}

fn version(row: &Perjanjian, tahun: i32) -> String {
    let reason = row.alasan.map(|reason| format!(", karena {reason}")).unwrap_or_default();
    let more = row.penjelasan.as_ref().map(|text| format!(". {}", text.paragraphs().join(" "))).unwrap_or_default();
    let text = format!("{}, ditandatangani pada {}{reason}{more}", name(row, tahun), row.tanggal);
    format!("{}.", text.trim_end_matches('.'))
}

/// The agreement as both parties signed it; who is not known is marked.
fn ikrar(composer: &mut Composer<'_>, agreement: &Perjanjian) -> Option<Ikrar> {
    let day = Some(agreement.tanggal);
    let first = composer.view.penanda_tangan(PeranPejabat::Kepala, day);
    let second = composer.view.penanda_tangan(PeranPejabat::KepalaDaerah, day);
    for (party, who) in [("Pihak Pertama", &first), ("Pihak Kedua", &second)] {
        if who.is_none() {
            composer.missing(
                format!("{party} pada {} tidak diketahui", agreement.tanggal),
                "Isi tabel pejabat dengan yang menjabat pada tanggal perjanjian.",
            );
        }
    }
    let tahun = composer.view.year.tahun;
    Some(Ikrar {
        judul: vec![name(agreement, tahun), composer.nama_instansi().to_string()],
        pertama: first?,
        kedua: second?,
        hari: format!("{}, {}", &*agreement.tempat, agreement.tanggal),
    })
}

/// The statement, and the two tables that belong to it, with both signatures.
fn form(composer: &mut Composer<'_>, agreement: &Perjanjian) {
    let ikrar = ikrar(composer, agreement);
    if let Some(ikrar) = &ikrar {
        ikrar.statement(composer);
        ikrar.annex(composer);
    }
    let (columns, header, rows) = targets(composer, agreement);
    composer.form_table("perjanjian-target", &columns, header, rows);
    let (columns, header, rows) = funds(composer, agreement);
    composer.form_table("perjanjian-anggaran", &columns, header, rows);
    if let Some(ikrar) = &ikrar {
        ikrar.sign(composer);
    }
}

pub(crate) type TableParts = (Vec<(u16, Align)>, Row, Vec<Row>);

pub(crate) fn header(heads: &[&str]) -> Row {
    Row { kind: RowKind::Header, cells: heads.iter().map(|head| Cell::text(*head)).collect() }
}

/// The annex of targets: a sasaran with several indicators is one cell.
fn targets(composer: &mut Composer<'_>, agreement: &Perjanjian) -> TableParts {
    let register = composer.view.register();
    let mut lines: Vec<&PerjanjianTarget> =
        register.perjanjian_target.iter().filter(|row| row.versi == agreement.versi).collect();
    lines.sort_by_key(|row| row.urut);
    if lines.is_empty() {
        composer.missing("lampiran target perjanjian belum diisi", "Isi tabel perjanjian_target.");
    }
    let known = lines.iter().filter_map(|row| Some((*row, composer.view.indikator_by_kode(&row.indikator)?)));
    let known: Vec<_> = known.map(|(row, indicator)| (row, indicator, composer.owner(indicator))).collect();
    let goals = known.iter().any(|(_, indicator, _)| indicator.tujuan.is_some());
    // Percentages carry their unit; as soon as there is another one, units stand in a column.
    let units = known.iter().any(|(_, indicator, _)| &*indicator.satuan != "%");
    let mut rows = Vec::new();
    let mut number = 0;
    for group in known.chunk_by(|left, right| left.2 == right.2) {
        number += 1;
        for (index, (row, indicator, owner)) in group.iter().enumerate() {
            let mut cells = Vec::new();
            if index == 0 {
                cells.push(Cell::text(number.to_string()).over_rows(group.len()));
                cells.push(Cell::text(*owner).over_rows(group.len()));
            }
            cells.push(Cell::text(&*indicator.uraian));
            if units {
                cells.push(Cell::text(&*indicator.satuan));
            }
            cells.push(Cell::text(row.target.show(&indicator.satuan)));
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    let owner = if goals { "Tujuan/Sasaran Strategis" } else { "Sasaran Strategis" };
    let mut columns = vec![(7, Align::Center), (38, Align::Left), (42, Align::Left)];
    let mut heads = vec!["No.", owner, "Indikator Kinerja"];
    if units {
        columns.push((14, Align::Center));
        heads.push("Satuan");
    }
    columns.push((15, Align::Center));
    heads.push("Target");
    (columns, header(&heads), rows)
}

/// The annex of funds, with its sum.
fn funds(composer: &mut Composer<'_>, agreement: &Perjanjian) -> TableParts {
    let register = composer.view.register();
    let mut lines: Vec<&PerjanjianAnggaran> =
        register.perjanjian_anggaran.iter().filter(|row| row.versi == agreement.versi).collect();
    lines.sort_by_key(|row| row.urut);
    if lines.is_empty() {
        composer.missing("lampiran anggaran perjanjian belum diisi", "Isi tabel perjanjian_anggaran.");
    }
    let mut rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .map(|(index, row)| Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text((index + 1).to_string()),
                Cell::text(&*row.nama),
                teks::rupiah_cell(Some(row.jumlah)),
                Cell::text(&*row.sumber_dana),
            ],
        })
        .collect();
    let total = lines.iter().fold(Rupiah::default(), |sum, row| sum.plus(row.jumlah));
    // The header is row 0.
    let cells = (1..=lines.len()).map(|row| CellRef { row, column: 2 }).collect();
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("Jumlah").over_columns(2).aligned(Align::Left),
            teks::rupiah_cell(Some(total)).with_formula(Formula::Sum(cells)),
            Cell::text(""),
        ],
    });
    let columns = vec![(7, Align::Center), (52, Align::Left), (24, Align::Right), (18, Align::Center)];
    (columns, header(&["No.", "Program", "Anggaran (Rp)", "Sumber Dana"]), rows)
}
