//! The Laporan Kinerja of a period.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use document::{Block, Document, Inline, List, ListStyle, Paper, Paragraph, ParagraphStyle, Picture};
use domain::calculation::{TahunKinerja, View};
use domain::problem::Rejection;
use domain::schema::Field;
use domain::value::{Periode, Tanggal};

use crate::bagian::{LAMPIRAN_PENGECUALIAN, bagian};
use crate::bingkai::Bingkai;
use crate::composer::Composer;
use crate::kerangka::{BarisKerangka, Penomoran, daftar_kerangka, kerangka};

/// Pictures of the office (logo, kop surat) by file name.
pub type Attachments = BTreeMap<String, Picture>;

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Paper.
    pub paper: Paper,
    /// Clean, without marks of the draft.
    pub is_final: bool,
    /// As of another date than the report's own.
    pub per_tanggal: Option<Tanggal>,
}

/// Something that the report needs and the register does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kekurangan {
    /// Section in which it is needed.
    pub bagian: String,
    /// Its heading as printed (`B. Realisasi Anggaran`), else the words of its id.
    pub judul: String,
    /// What is missing or disagrees.
    pub apa: String,
    /// What to do.
    pub tindakan: String,
    /// True where it stops the final print.
    pub wajib: bool,
}

/// A composed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The blocks.
    pub document: Document,
    /// What is missing, in the order of the report.
    pub kekurangan: Vec<Kekurangan>,
}

impl Report {
    /// What stops the final print.
    pub fn blocking(&self) -> impl Iterator<Item = &Kekurangan> {
        self.kekurangan.iter().filter(|kekurangan| kekurangan.wajib)
    }
}

static ANNEX: LazyLock<BarisKerangka> = LazyLock::new(|| BarisKerangka {
    kerangka: String::new(),
    bagian: LAMPIRAN_PENGECUALIAN.to_string(),
    tingkat: 1,
    penomoran: Penomoran::Tanpa,
    judul: "DAFTAR PENGECUALIAN".to_string(),
    wajib: false,
    dasar: String::new(),
});

/// Composes the report of a period. Refused where the period has no outline that is known.
pub fn compose_laporan(
    year: &TahunKinerja,
    periode: Periode,
    attachments: &Attachments,
    options: Options,
) -> Result<Report, Rejection> {
    let view = year.view(periode, options.per_tanggal);
    let lines = lines(&view)?;
    let mut composer = Composer::new(view, attachments, !options.is_final);
    for line in &lines {
        let compose = bagian(&line.bagian).map_or((|_| ()) as fn(&mut Composer<'_>), |bagian| bagian.compose);
        composer.section(line, compose);
    }
    let annex = (!lines.iter().any(|line| line.bagian == LAMPIRAN_PENGECUALIAN)).then(|| bagian(LAMPIRAN_PENGECUALIAN));
    if let Some(annex) = annex.flatten() {
        composer.section(&ANNEX, annex.compose);
    }
    composer.list_unused_exceptions();
    let last_page = composer.last_page();
    let (mut blocks, kekurangan) = composer.finish();
    if !options.is_final && !kekurangan.is_empty() {
        blocks.extend(list_of_missing(last_page, &kekurangan));
    }
    let date = view.laporan().and_then(|laporan| laporan.tanggal).or(periode.end());
    let office = view.instansi().map_or("", |instansi| &instansi.nama);
    let bingkai = Bingkai {
        title: format!("Laporan Kinerja {office} {periode}"),
        subject: format!("Laporan Kinerja Instansi Pemerintah {periode}"),
        keywords: ["Laporan Kinerja".to_string(), periode.to_string()],
        date: date.map_or((periode.tahun(), 12, 31), |date| (date.year(), date.month(), date.day())),
    };
    Ok(Report { document: bingkai.around(&view, options, blocks), kekurangan })
}

/// The lines of the outline of a period's report. Refused where the period has no outline that is known.
pub(crate) fn lines(view: &View<'_>) -> Result<Vec<&'static BarisKerangka>, Rejection> {
    let periode = view.periode;
    let laporan = view.laporan().ok_or_else(|| {
        Rejection::single(
            "LAP001",
            format!("laporan {}", periode.write()),
            format!("Laporan {periode} belum terdaftar."),
            "Tanpa baris itu kerangka dan tanggal laporan tidak diketahui.",
            format!("Tambahkan baris dengan periode \"{}\" di tabel laporan.", periode.write()),
        )
    })?;
    let name = laporan.kerangka.as_str();
    let place = format!("laporan {}", periode.write());
    let suitable = || {
        let suitable = daftar_kerangka().iter().filter(|outline| outline.suits(periode));
        suitable.map(|outline| outline.kerangka.as_str()).collect::<Vec<_>>().join(", ")
    };
    let Some(outline) = daftar_kerangka().iter().find(|outline| outline.kerangka == name) else {
        return Err(Rejection::single(
            "LAP002",
            place,
            format!("Kerangka \"{name}\" tidak dikenal."),
            format!("Kerangka untuk laporan {periode}: {}.", suitable()),
            "Perbaiki kolom kerangka di tabel laporan.",
        ));
    };
    if !outline.suits(periode) {
        return Err(Rejection::single(
            "LAP003",
            place,
            format!("Kerangka \"{name}\" bukan untuk laporan {periode}."),
            format!("Kerangka itu {}.", outline.describe()),
            format!("Pilih kerangka lain di tabel laporan, misalnya: {}.", suitable()),
        ));
    }
    Ok(kerangka(name))
}

/// The last pages of a draft: what is missing, with what to do.
pub(crate) fn list_of_missing(page: Block, kekurangan: &[Kekurangan]) -> Vec<Block> {
    let paragraph = |text: String| {
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Plain,
            content: vec![Inline::text(text)],
            keep_with_next: false,
        })
    };
    let items = kekurangan.iter().map(|item| {
        let weight = if item.wajib { "" } else { " (tidak wajib)" };
        vec![paragraph(format!("{}{weight}: {}. {}", item.judul, item.apa, item.tindakan))]
    });
    vec![
        page,
        Block::Heading(document::Heading {
            id: "daftar-kekurangan".to_string(),
            level: 1,
            number: None,
            text: "DAFTAR YANG PERLU DILENGKAPI".to_string(),
            centered: true,
        }),
        paragraph("Daftar ini hanya dicetak pada draf.".to_string()),
        Block::List(List { style: ListStyle::Decimal, start: 1, items: items.collect() }),
    ]
}

#[cfg(test)]
mod tests;
