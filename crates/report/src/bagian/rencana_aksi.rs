//! Targets per quarter, how quarters are put together, and the highest value that is possible by then.

use document::{Align, Cell, Inline, Row, RowKind};
use domain::register::{Akumulasi, Indikator};
use domain::value::Triwulan;

use crate::composer::Composer;
use crate::teks;

const QUARTERS: [Triwulan; 4] = [Triwulan::I, Triwulan::II, Triwulan::III, Triwulan::IV];

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let planned: Vec<&Indikator> = composer
        .view
        .indikator()
        .into_iter()
        .filter(|indicator| composer.view.register().target_triwulan.iter().any(|row| row.indikator == indicator.kode))
        .collect();
    if planned.is_empty() {
        return;
    }
    let tahun = composer.view.periode.tahun();
    composer.body(format!(
        "Target setahun dibagi menjadi target triwulan pada Tabel {}. Target triwulan dihitung sampai dengan triwulan itu; \
         angka paling tinggi adalah nilai yang masih mungkin dicapai pada waktu itu.",
        composer.next_number("Tabel")
    ));
    let rows = planned.iter().enumerate().map(|(index, indicator)| row(composer, index + 1, indicator)).collect();
    composer.table(
        format!("Rencana aksi: target triwulan Tahun {tahun}"),
        &[
            (6, Align::Center, "No."),
            (31, Align::Left, "Indikator Kinerja"),
            (14, Align::Center, &format!("Target {tahun}")),
            (15, Align::Center, "s.d. TW I"),
            (15, Align::Center, "s.d. TW II"),
            (15, Align::Center, "s.d. TW III"),
            (15, Align::Center, "s.d. TW IV"),
            (17, Align::Left, "Cara hitung"),
        ],
        rows,
    );
}

/// An indicator with its targets of year and quarters; how quarters are put together stands last.
pub(crate) fn row(composer: &Composer<'_>, number: usize, indicator: &Indikator) -> Row {
    let satuan = &indicator.satuan;
    let year = composer.view.target(&indicator.kode);
    let mut cells = vec![
        Cell::text(number.to_string()),
        Cell::text(teks::with_unit(indicator)),
        Cell::text(year.map_or("belum diisi".to_string(), |(target, _)| target.show(satuan))),
    ];
    cells.extend(QUARTERS.map(|quarter| {
        let rows = &composer.view.register().target_triwulan;
        let Some(row) = rows.iter().find(|row| row.indikator == indicator.kode && row.triwulan == quarter) else {
            return Cell::text("belum diisi");
        };
        let mut content = vec![Inline::text(row.target.show(satuan))];
        if let Some(highest) = &row.tertinggi {
            content.extend([Inline::LineBreak, Inline::text(format!("(paling tinggi {})", highest.show(satuan)))]);
        }
        Cell::inlines(content)
    }));
    cells.push(Cell::text(accumulation(indicator.akumulasi)));
    Row { kind: RowKind::Body, cells }
}

fn accumulation(akumulasi: Akumulasi) -> &'static str {
    match akumulasi {
        Akumulasi::Kumulatif => "Jumlah sejak triwulan I",
        Akumulasi::NilaiAkhir => "Nilai terakhir",
        Akumulasi::RataRata => "Rata-rata triwulan",
        Akumulasi::Tertinggi => "Nilai tertinggi",
        Akumulasi::Terendah => "Nilai terendah",
    }
}
