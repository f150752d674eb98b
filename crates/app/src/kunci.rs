//! Locking a report: its blocks are kept as printed, and printed again from there.

use document::{Block, Document, Inline, Paragraph, ParagraphStyle, stored};
use domain::problem::Rejection;
use domain::reference::waktu_setempat;
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode};
use similar::{ChangeTag, TextDiff};
use store::{LockedReport, ReportToLock, Store};

use crate::laporan::dokumen_laporan;
use crate::publik;
use crate::{AppError, Home, Kantor, Pelaku, Permintaan};

/// Beginning of the id of the heading of a revision's page.
const REVISION: &str = "ralat-";

/// A line that differs between two prints of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beda {
    /// Stands in the locked report alone.
    Terkunci(String),
    /// Stands in today's report alone.
    Sekarang(String),
}

/// Locks the report of a period. It must be complete; a second lock is a revision and needs a reason, and says in
/// its own text what changed. It gets a public page, and leads there where the office names an address.
pub async fn kunci_laporan(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    request: &Permintaan,
    reason: &str,
    pelaku: &Pelaku,
) -> Result<LockedReport, AppError> {
    let kantor = Kantor::from_store(store, kode, home.office(kode)).await?;
    let tahun = request.periode.tahun();
    let versi = store.versi(kode, tahun).await?.unwrap_or_default();
    let request = Permintaan { is_final: true, ..request.clone() };
    let (mut document, _) = dokumen_laporan(&kantor, &request)?;
    let head = store.head(kode).await?;
    let earlier = newest(store, kode, request.periode).await?;
    if let Some((earlier, before)) = &earlier {
        if differences(before, &document).is_empty() {
            return Err(Rejection::single(
                "KCI002",
                format!("laporan {}", request.periode.write()),
                "Laporan ini sudah dikunci, dan register mencetak laporan yang sama.",
                "Ralat tanpa perubahan tidak ada gunanya.",
                "Ubah dahulu registernya bila memang ada yang perlu diralat.",
            )
            .into());
        }
        document.blocks.extend(revision(kode, earlier, before, &document, reason));
    }
    document.blocks.push(small(format!(
        "Dikunci oleh {} pada {}. Kepala riwayat perubahan sebelum dikunci: nomor {}, sidik {}.",
        pelaku.nama,
        waktu_setempat(&pelaku.waktu, Some(kode)),
        head.nomor,
        head.digest
    )));
    let year = kantor.year(tahun)?;
    let publik = publik::new_id()?;
    document.blocks.extend(publik::qr(&year, request.periode, &publik)?);
    let figures = publik::ringkasan(&year, request.periode, &document.metadata.title);
    let figures = serde_json::to_string(&figures).map_err(|error| AppError::failure("keeping key figures", error))?;
    let content = stored::write(&document).map_err(|cause| AppError::failure("keeping a locked report", cause))?;
    let act = pelaku.act("kunci", request.periode.write(), None);
    let report = ReportToLock {
        tahun,
        versi,
        periode: &request.periode,
        content: &content,
        reason,
        publik: &publik,
        ringkasan: &figures,
    };
    Ok(store.lock_report(&act, kode, &report).await?)
}

/// The newest locked report of a period with its blocks, in the state in which it was locked.
pub async fn newest(
    store: &Store,
    kode: &KodeWilayah,
    periode: Periode,
) -> Result<Option<(LockedReport, Document)>, AppError> {
    let text = periode.write();
    let reports = store.locked_reports(kode).await?;
    let newest = reports.into_iter().filter(|report| report.periode == text).max_by_key(|report| report.revisi);
    match newest {
        Some(newest) => laporan_revisi(store, kode, periode, newest.revisi).await,
        None => Ok(None),
    }
}

/// A locked report of a period with its blocks; `None` where there is no such revision.
pub async fn laporan_revisi(
    store: &Store,
    kode: &KodeWilayah,
    periode: Periode,
    revisi: i64,
) -> Result<Option<(LockedReport, Document)>, AppError> {
    let Some((report, bytes)) = store.locked_report(kode, &periode, revisi).await? else { return Ok(None) };
    let document = stored::read(&bytes).map_err(|cause| AppError::failure("reading a locked report", cause))?;
    Ok(Some((report, document)))
}

/// What today's register would print otherwise than the newest locked report; refused where the period has none.
pub async fn beda_terkunci(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    request: &Permintaan,
) -> Result<Vec<Beda>, AppError> {
    let newest = newest(store, kode, request.periode).await?;
    let (_, locked) = newest.ok_or_else(|| not_locked(request.periode))?;
    let request = Permintaan { is_final: true, ..request.clone() };
    Ok(differences(&locked, &today(store, home, kode, &request).await?))
}

/// What differs between two locked revisions of a period, or between one and what today's register would print. The
/// request says whether that is a final print.
pub async fn beda_revisi(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    request: &Permintaan,
    dari: i64,
    ke: Option<i64>,
) -> Result<Vec<Beda>, AppError> {
    let locked = async |revisi| {
        let found = laporan_revisi(store, kode, request.periode, revisi).await?;
        found.map(|(_, document)| document).ok_or_else(|| not_locked(request.periode))
    };
    let after = match ke {
        Some(revisi) => locked(revisi).await?,
        None => today(store, home, kode, request).await?,
    };
    Ok(differences(&locked(dari).await?, &after))
}

async fn today(store: &Store, home: &Home, kode: &KodeWilayah, request: &Permintaan) -> Result<Document, AppError> {
    let kantor = Kantor::from_store(store, kode, home.office(kode)).await?;
    Ok(dokumen_laporan(&kantor, request)?.0)
}

fn not_locked(periode: Periode) -> AppError {
    Rejection::single(
        "KCI001",
        format!("laporan {}", periode.write()),
        format!("Laporan {periode} belum dikunci."),
        "Perbedaan hanya dapat ditunjukkan terhadap laporan yang sudah dikunci.",
        "Kunci dahulu laporannya.",
    )
    .into()
}

/// Lines that differ, without what locking itself added: the page of a revision and the line that tells of the lock.
fn differences(before: &Document, after: &Document) -> Vec<Beda> {
    let text = |document: &Document| {
        let mut document = document.clone();
        let revision = |block: &Block| matches!(block, Block::Heading(heading) if heading.id.starts_with(REVISION));
        if let Some(at) = document.blocks.iter().position(revision) {
            document.blocks.truncate(at.saturating_sub(1));
        }
        document.blocks.retain(|block| !is_lock_note(block) && !publik::is_qr(block));
        document::text::render(&document)
    };
    let (before, after) = (text(before), text(after));
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    diff.iter_all_changes()
        .filter_map(|change| {
            let line = change.value().trim_end().to_string();
            match change.tag() {
                ChangeTag::Delete => Some(Beda::Terkunci(line)),
                ChangeTag::Insert => Some(Beda::Sekarang(line)),
                ChangeTag::Equal => None,
            }
        })
        .filter(|change| match change {
            Beda::Terkunci(line) | Beda::Sekarang(line) => !line.trim().is_empty(),
        })
        .collect()
}

fn is_lock_note(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else { return false };
    matches!(paragraph.content.first(), Some(Inline::Run(run)) if run.text.starts_with("Dikunci oleh "))
}

fn small(text: String) -> Block {
    Block::Paragraph(Paragraph {
        style: ParagraphStyle::Small,
        content: vec![Inline::text(text)],
        keep_with_next: false,
    })
}

/// The page of a revision: why, and every line that changed.
fn revision(
    kode: &KodeWilayah,
    earlier: &LockedReport,
    before: &Document,
    after: &Document,
    reason: &str,
) -> Vec<Block> {
    let locked = waktu_setempat(&earlier.at, Some(kode));
    let line = |change: &Beda| match change {
        Beda::Terkunci(line) => small(format!("Semula: {}", line.trim())),
        Beda::Sekarang(line) => small(format!("Menjadi: {}", line.trim())),
    };
    let plain = |text: String| {
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Plain,
            content: vec![Inline::text(text)],
            keep_with_next: false,
        })
    };
    let mut blocks = vec![
        Block::PageBreak,
        Block::Heading(document::Heading {
            id: format!("{REVISION}{}", earlier.revisi + 1),
            level: 1,
            number: None,
            text: format!("RALAT KE-{}", earlier.revisi + 1),
            centered: true,
        }),
        plain(format!("Laporan ini mengganti laporan yang dikunci oleh {} pada {locked}.", earlier.actor)),
        plain(format!("Alasan: {reason}")),
    ];
    blocks.extend(differences(before, after).iter().map(line));
    blocks
}
