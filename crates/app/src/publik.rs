//! What the public sees: key figures of locked reports as they were locked, and how a printed report is recognised.

use document::{Block, Figure, Inline, Paragraph, ParagraphStyle, Picture, PictureKind};
use domain::calculation::TahunKinerja;
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode, Rasio};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::{Deserialize, Serialize};
use store::{IssuedFile, LockedReport, Store};

use crate::akun::random_token;
use crate::berkas::sha256;
use crate::{AppError, Format, Pelaku};

/// Id of the picture that leads to the public page.
const QR: &str = "kode-qr-publik";
/// Beginning of the line above it.
const QR_LINE: &str = "Keaslian laporan ini dapat diperiksa pada ";

/// The key figures of a report, as printed and, for open data, as numbers. No person is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RingkasanPublik {
    /// Title of the report.
    pub judul: String,
    /// Name of the office.
    pub instansi: String,
    /// Its kabupaten.
    pub kabupaten: String,
    /// Notice of an example; empty for an office.
    pub tanda: String,
    /// Date of the report, `2024-07-05`; empty where it has none.
    pub tanggal: String,
    /// Promise and achievement.
    pub indikator: Vec<IndikatorPublik>,
    /// Mean of the capaian, as printed; empty where there is none.
    pub rata_rata: String,
    /// Pagu of the year in rupiah; empty where it is not known.
    pub pagu: String,
    /// Realisasi of the budget up to the period in rupiah.
    pub realisasi_anggaran: String,
    /// Absorption in percent, on the base that the office chose.
    pub serapan_persen: String,
    /// Names of innovations.
    pub inovasi: Vec<String>,
}

/// An indicator as the public sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndikatorPublik {
    /// Code.
    pub kode: String,
    /// Name.
    pub uraian: String,
    /// Unit.
    pub satuan: String,
    /// Target as printed; empty where there is none.
    pub target: String,
    /// Result as printed, or what is known of its absence.
    pub realisasi: String,
    /// Capaian in percent; empty where it cannot be computed.
    pub capaian_persen: String,
}

/// A locked report as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaporanPublik {
    /// Code of the office.
    pub kantor: KodeWilayah,
    /// Its period.
    pub periode: Periode,
    /// What was locked.
    pub laporan: LockedReport,
    /// Its key figures.
    pub ringkasan: RingkasanPublik,
}

/// Two decimals, half up, with a point: open data.
fn number(value: &Rasio) -> String {
    value.rounded(2).map(|number| number.to_string()).unwrap_or_default()
}

/// The key figures of a period.
pub(crate) fn ringkasan(year: &TahunKinerja, periode: Periode, judul: &str) -> RingkasanPublik {
    let view = year.view(periode, None);
    let hasil = view.hasil_indikator();
    let anggaran = view.anggaran();
    let jumlah = anggaran.jumlah.as_ref();
    let instansi = view.instansi();
    let indikator = hasil.iter().map(|hasil| IndikatorPublik {
        kode: hasil.indikator.kode.to_string(),
        uraian: hasil.indikator.uraian.to_string(),
        satuan: hasil.indikator.satuan.to_string(),
        target: view.target_pembanding(hasil).map(|target| target.show(&hasil.indikator.satuan)).unwrap_or_default(),
        realisasi: report::teks::realisasi(hasil).unwrap_or_else(|absence| absence),
        capaian_persen: view.capaian(hasil).as_ref().map(|capaian| number(&capaian.percent())).unwrap_or_default(),
    });
    let running = year.register.inovasi.iter().filter(|row| row.sejak.is_none_or(|since| view.reached(since)));
    let running = running.filter(|row| row.sampai.is_none_or(|until| !view.reached(until)));
    RingkasanPublik {
        judul: judul.to_string(),
        instansi: instansi.map(|row| row.nama.to_string()).unwrap_or_default(),
        kabupaten: instansi.map(|row| row.kabupaten.to_string()).unwrap_or_default(),
        tanda: instansi.and_then(|row| row.tanda_halaman.as_ref()).map(ToString::to_string).unwrap_or_default(),
        tanggal: view.laporan().and_then(|row| row.tanggal).map(|date| date.write()).unwrap_or_default(),
        indikator: indikator.collect(),
        rata_rata: view.rata_rata_capaian(&hasil).as_ref().map(report::teks::percent).unwrap_or_default(),
        pagu: jumlah.and_then(|row| row.pagu).map(|amount| amount.write()).unwrap_or_default(),
        realisasi_anggaran: jumlah.and_then(|row| row.realisasi).map(|amount| amount.write()).unwrap_or_default(),
        serapan_persen: view.serapan(&anggaran).map(|ratio| number(&ratio.percent())).unwrap_or_default(),
        inovasi: running.map(|row| row.nama.to_string()).collect(),
    }
}

/// A new id for a public page: nothing can be guessed from it.
pub(crate) fn new_id() -> Result<String, AppError> {
    Ok(random_token()?.chars().take(32).collect())
}

/// The blocks that lead from a printed report to its public page; none where the office names no address.
pub(crate) fn qr(year: &TahunKinerja, periode: Periode, id: &str) -> Result<Vec<Block>, AppError> {
    let base = year.view(periode, None).parameter("publik.alamat").trim().trim_end_matches('/');
    if !base.starts_with("https://") && !base.starts_with("http://") {
        return Ok(Vec::new());
    }
    let address = format!("{base}/publik/laporan/{id}");
    let code = QrCode::new(address.as_bytes()).map_err(|error| AppError::failure("drawing a QR code", error))?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
    let figure = Block::Figure(Figure {
        id: QR.to_string(),
        caption: None,
        alt: format!("Kode QR menuju {address}"),
        picture: Picture::File { kind: PictureKind::Svg, bytes: svg.into_bytes() },
        width_percent: 14,
    });
    let line = Block::Paragraph(Paragraph {
        style: ParagraphStyle::Small,
        content: vec![Inline::text(format!("{QR_LINE}{address}"))],
        keep_with_next: true,
    });
    Ok(vec![line, figure])
}

/// True for what [`qr`] writes.
pub(crate) fn is_qr(block: &Block) -> bool {
    match block {
        Block::Figure(figure) => figure.id == QR,
        Block::Paragraph(paragraph) => {
            matches!(paragraph.content.first(), Some(Inline::Run(run)) if run.text.starts_with(QR_LINE))
        }
        _ => false,
    }
}

fn read(found: store::PublicReport) -> Option<LaporanPublik> {
    Some(LaporanPublik {
        kantor: KodeWilayah::read(&found.kantor).ok()?,
        periode: Periode::read(&found.report.periode).ok()?,
        ringkasan: serde_json::from_str(&found.ringkasan).ok()?,
        laporan: found.report,
    })
}

/// The public reports of an office, the newest period first, revisions of one period the newest first.
pub async fn laporan_publik(store: &Store, kode: &KodeWilayah) -> Result<Vec<LaporanPublik>, AppError> {
    let mut reports: Vec<LaporanPublik> = store.public_reports(kode).await?.into_iter().filter_map(read).collect();
    let order = |one: &LaporanPublik| (one.periode.end(), one.periode, one.laporan.revisi);
    reports.sort_by_key(|one| std::cmp::Reverse(order(one)));
    Ok(reports)
}

/// A public report by its id, with the files that were issued of it.
pub async fn satu_laporan_publik(
    store: &Store,
    id: &str,
) -> Result<Option<(LaporanPublik, Vec<IssuedFile>)>, AppError> {
    let Some(found) = store.public_report(id).await?.and_then(read) else { return Ok(None) };
    let files = store.issued(id).await?;
    Ok(Some((found, files)))
}

/// The offices that have public reports.
pub async fn kantor_publik(store: &Store) -> Result<Vec<(KodeWilayah, String)>, AppError> {
    let mut offices = Vec::new();
    let named = store.offices().await?;
    for kode in store.public_offices().await? {
        let Ok(code) = KodeWilayah::read(&kode) else { continue };
        let name = named.iter().find(|office| office.kode == kode).map(|office| office.nama.clone());
        offices.push((code, name.unwrap_or(kode)));
    }
    Ok(offices)
}

/// Keeps the digest of a file that is issued of a locked report, so that whoever holds the file can compare.
pub async fn catat_terbit(
    store: &Store,
    laporan: &LockedReport,
    format: Format,
    bytes: &[u8],
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    if laporan.publik.is_empty() {
        return Ok(());
    }
    let file = IssuedFile { format: format.ending().to_string(), sha256: sha256(bytes), at: pelaku.waktu.clone() };
    Ok(store.issue(&laporan.publik, &file).await?)
}

/// Open data of an office as CSV: a line for each indicator of each public report.
pub fn csv_publik(reports: &[LaporanPublik]) -> Result<Vec<u8>, AppError> {
    let failed = |error: csv::Error| AppError::failure("writing open data", error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["kantor", "periode", "revisi", "kode", "indikator", "satuan", "target", "realisasi", "capaian_persen"];
    writer.write_record(head).map_err(failed)?;
    for report in reports {
        let (kantor, periode) = (report.kantor.to_string(), report.periode.write());
        let revisi = report.laporan.revisi.to_string();
        for row in &report.ringkasan.indikator {
            let own = [&row.kode, &row.uraian, &row.satuan, &row.target, &row.realisasi, &row.capaian_persen];
            let cells = [&kantor, &periode, &revisi].into_iter().chain(own);
            writer.write_record(cells).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| AppError::failure("writing open data", error))
}

/// Open data of an office as JSON: every public report with its key figures.
pub fn json_publik(reports: &[LaporanPublik]) -> Result<Vec<u8>, AppError> {
    #[derive(Serialize)]
    struct Satu<'a> {
        kantor: String,
        periode: String,
        revisi: i64,
        sha256: &'a str,
        #[serde(flatten)]
        ringkasan: &'a RingkasanPublik,
    }
    let all: Vec<Satu<'_>> = reports
        .iter()
        .map(|report| Satu {
            kantor: report.kantor.to_string(),
            periode: report.periode.write(),
            revisi: report.laporan.revisi,
            sha256: &report.laporan.sha256,
            ringkasan: &report.ringkasan,
        })
        .collect();
    serde_json::to_vec_pretty(&all).map_err(|error| AppError::failure("writing open data", error))
}
