//! The offices of a kabupaten beside each other: one line for each, and the table of them as a file.

use document::{Align, Block, Caption, Cell, Column, Document, Metadata, PageSetup, Paper, Row, RowKind, Table};
use domain::alur::Keadaan;
use domain::calculation::{Realisasi, StatusDokumen, TahunKinerja};
use domain::schema::Field as _;
use domain::value::{KodeWilayah, Periode, Rasio, Tanggal};
use report::teks::{count_cell, percent_cell};

use crate::{AppError, Tenggat, tenggat};

/// Where an office stands in a period. It hangs on the register, the state of the report and the day, on nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingkasanKantor {
    /// The office.
    pub kode: KodeWilayah,
    /// Its name.
    pub nama: String,
    /// The kabupaten as its profile names it.
    pub kabupaten: String,
    /// Notice on every page of an example office.
    pub tanda: Option<String>,
    /// State of the period's report.
    pub keadaan: Keadaan,
    /// Rata-rata capaian of the indicators of sasaran that have one.
    pub rata_rata: Option<Rasio>,
    /// Absorption, on the base that the office has set.
    pub serapan: Option<Rasio>,
    /// Indicators of the year.
    pub indikator: usize,
    /// Those whose value nobody has entered.
    pub belum_diisi: usize,
    /// Those whose value others will deliver.
    pub menunggu: usize,
    /// Village documents whose day has passed and that were not received.
    pub dokumen_lewat: usize,
    /// What is not done and whose day has passed, the oldest first.
    pub lewat: Vec<Tenggat>,
    /// What is due next.
    pub berikutnya: Option<Tenggat>,
}

impl RingkasanKantor {
    /// The line of an office; figures as of the period, deadlines as of a day.
    pub fn new(kode: KodeWilayah, tahun: &TahunKinerja, keadaan: Keadaan, periode: Periode, hari: Tanggal) -> Self {
        let view = tahun.view(periode, None);
        let hasil = view.hasil_indikator();
        let today = tahun.view(Periode::Tahunan { tahun: tahun.tahun }, Some(hari));
        let documents = today.jenis_terpakai();
        let documents = documents.iter().flat_map(|jenis| today.dokumen_desa(jenis));
        let (lewat, later): (Vec<Tenggat>, Vec<Tenggat>) =
            tenggat(tahun, hari).into_iter().filter(|item| !item.selesai).partition(|item| item.tanggal < hari);
        let instansi = view.instansi();
        Self {
            kode,
            nama: instansi.map(|instansi| instansi.nama.to_string()).unwrap_or_default(),
            kabupaten: instansi.map(|instansi| instansi.kabupaten.to_string()).unwrap_or_default(),
            tanda: instansi.and_then(|instansi| instansi.tanda_halaman.as_ref()).map(ToString::to_string),
            keadaan,
            rata_rata: view.rata_rata_capaian(&hasil),
            serapan: view.serapan(&view.anggaran()),
            indikator: hasil.len(),
            belum_diisi: hasil.iter().filter(|one| matches!(one.realisasi, Realisasi::BelumDiisi)).count(),
            menunggu: hasil.iter().filter(|one| matches!(one.realisasi, Realisasi::BelumTersedia { .. })).count(),
            dokumen_lewat: documents.filter(|state| state.status == StatusDokumen::BelumDiterima).count(),
            lewat,
            berikutnya: later.into_iter().next(),
        }
    }
}

/// The table of the offices as a document, whose workbook has real numbers.
pub fn dokumen_kabupaten(judul: &str, periode: Periode, baris: &[&RingkasanKantor]) -> Document {
    const HEADS: [(&str, u16, Align); 10] = [
        ("Kode", 2, Align::Left),
        ("Kantor", 5, Align::Left),
        ("Keadaan laporan", 2, Align::Left),
        ("Rata-rata capaian", 2, Align::Right),
        ("Serapan", 2, Align::Right),
        ("Indikator", 1, Align::Right),
        ("Belum diisi", 1, Align::Right),
        ("Menunggu sumber", 1, Align::Right),
        ("Dokumen desa lewat tenggat", 1, Align::Right),
        ("Tenggat terlewat", 1, Align::Right),
    ];
    let head = HEADS.iter().map(|(name, _, _)| Cell::text(*name)).collect();
    let body = baris.iter().map(|one| Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::text(one.kode.as_str()).with_value(document::Value::Text(one.kode.to_string())),
            Cell::text(one.nama.as_str()),
            Cell::text(one.keadaan.to_string()),
            percent_cell(one.rata_rata.as_ref()),
            percent_cell(one.serapan.as_ref()),
            count_cell(one.indikator),
            count_cell(one.belum_diisi),
            count_cell(one.menunggu),
            count_cell(one.dokumen_lewat),
            count_cell(one.lewat.len()),
        ],
    });
    let table = Table {
        id: "kantor".to_string(),
        caption: Some(Caption { label: "Tabel".to_string(), number: "1".to_string(), text: judul.to_string() }),
        columns: HEADS.iter().map(|(_, weight, align)| Column { weight: *weight, align: *align }).collect(),
        header_rows: 1,
        rows: [Row { kind: RowKind::Header, cells: head }].into_iter().chain(body).collect(),
        ruled: true,
    };
    Document {
        metadata: Metadata {
            title: judul.to_string(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            date: periode.end().map_or((periode.tahun(), 12, 31), |end| (end.year(), end.month(), end.day())),
        },
        page: PageSetup::new(Paper::F4),
        watermark: None,
        page_notice: None,
        footer: String::new(),
        blocks: vec![Block::Table(table)],
    }
}

/// The same as CSV for other programs: percentages with a point, days as ISO dates.
pub fn csv_kabupaten(periode: Periode, baris: &[&RingkasanKantor]) -> Result<Vec<u8>, AppError> {
    let failed = |error: csv::Error| AppError::failure("writing the table of a kabupaten", error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "kode",
        "kantor",
        "periode",
        "keadaan",
        "rata_rata_capaian_persen",
        "serapan_persen",
        "indikator",
        "belum_diisi",
        "menunggu_sumber",
        "dokumen_desa_lewat_tenggat",
        "tenggat_terlewat",
        "tenggat_berikutnya",
    ];
    writer.write_record(head).map_err(failed)?;
    let percent = |value: &Option<Rasio>| {
        value.as_ref().and_then(|value| value.percent().rounded(2)).map(|value| value.to_string()).unwrap_or_default()
    };
    for one in baris {
        writer
            .write_record([
                one.kode.to_string(),
                one.nama.clone(),
                periode.write(),
                one.keadaan.to_string(),
                percent(&one.rata_rata),
                percent(&one.serapan),
                one.indikator.to_string(),
                one.belum_diisi.to_string(),
                one.menunggu.to_string(),
                one.dokumen_lewat.to_string(),
                one.lewat.len().to_string(),
                one.berikutnya.as_ref().map(|item| item.tanggal.write()).unwrap_or_default(),
            ])
            .map_err(failed)?;
    }
    writer.into_inner().map_err(|error| AppError::failure("writing the table of a kabupaten", error))
}
