//! Measures printing: the yearly report of the example office Sukamaju, and an invented one of about 40 pages with 12
//! tables of 60 rows and 12 columns, in which no two cells are alike. `cargo run --release -p app --example ukur_cetak`.
//! Where others work too, user time says more than the clock.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]

use std::fs::read_to_string;
use std::path::Path;
use std::time::{Duration, Instant};

use app::{AppError, Format, Permintaan, dokumen_laporan, from_folder};
use document::{
    Align, Block, Caption, Cell, Column, ContentsKind, Document, Heading, Inline, Metadata, Orientation, PageNumbers,
    PageSetup, Paper, Paragraph, ParagraphStyle, RenderError, Row, RowKind, Table, docx, pdf, xlsx,
};
use domain::value::Periode;

const TABLES: usize = 12;
const ROWS: usize = 60;
const COLUMNS: usize = 12;
const WARM_RUNS: usize = 7;

fn main() -> Result<(), AppError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh/sukamaju");
    let start = Instant::now();
    let kantor = from_folder(&folder)?;
    println!("Sukamaju read: {} ms", start.elapsed().as_millis());
    let year = Permintaan {
        periode: Periode::Tahunan { tahun: 2024 },
        formats: vec![Format::Pdf],
        paper: Paper::A4,
        is_final: true,
        per_tanggal: None,
    };
    let start = Instant::now();
    let (document, _) = dokumen_laporan(&kantor, &year)?;
    println!("composed: {} ms", start.elapsed().as_millis());
    measure("Sukamaju 2024", &document)?;
    Ok(measure("invented", &invented())?)
}

fn measure(what: &str, document: &Document) -> Result<(), RenderError> {
    let start = Instant::now();
    let pdf = pdf::render(document)?;
    let first = start.elapsed().as_millis();
    println!("\n{what}: {} pages, {} kB, first PDF {first} ms", pdf.page_count, pdf.bytes.len() / 1000);
    warm("PDF", || pdf::render(document).map(drop))?;
    warm("page numbers alone", || pdf::layout(document).map(drop))?;
    warm("DOCX without page numbers", || docx::render(document, &PageNumbers::new()).map(drop))?;
    warm("XLSX", || xlsx::render(document).map(drop))?;
    println!("peak memory so far {}", peak_memory());
    Ok(())
}

fn warm(what: &str, act: impl Fn() -> Result<(), RenderError>) -> Result<(), RenderError> {
    let before = user_time();
    let mut times = [Duration::ZERO; WARM_RUNS];
    for time in &mut times {
        let start = Instant::now();
        act()?;
        *time = start.elapsed();
    }
    let user = user_time().saturating_sub(before) / u32::try_from(WARM_RUNS).unwrap_or(u32::MAX);
    times.sort_unstable();
    let median = times.get(WARM_RUNS / 2).map_or(0, Duration::as_millis);
    println!("{what}, warm: {median} ms (median of {WARM_RUNS}), user time of all threads {} ms", user.as_millis());
    Ok(())
}

/// Time of all threads on the processor outside of the system, as Linux tells it in hundredths of a second.
fn user_time() -> Duration {
    let status = read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in brackets; the 14th is this one.
    let after_name = status.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().nth(11).and_then(|ticks| ticks.parse().ok()).unwrap_or(0);
    Duration::from_millis(10 * ticks)
}

/// The most memory that this process ever had, as Linux tells it.
fn peak_memory() -> String {
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".into(), |line| line.trim().into())
}

fn invented() -> Document {
    let mut blocks = vec![Block::Contents(ContentsKind::Headings), Block::Contents(ContentsKind::Tables)];
    for number in 1..=TABLES {
        blocks.push(Block::Orientation(Orientation::Portrait));
        blocks.push(Block::Heading(Heading {
            id: format!("bab-{number}"),
            level: 1,
            number: Some(format!("BAB {number}")),
            text: "CAPAIAN KINERJA".into(),
            centered: true,
        }));
        for part in 0..6 {
            let sentence = format!("Capaian {number}.{part} dihitung dari realisasi yang tercatat dalam register. ");
            let content = vec![Inline::text(sentence.repeat(7))];
            blocks.push(Block::Paragraph(Paragraph { style: ParagraphStyle::Body, content, keep_with_next: false }));
        }
        blocks.push(Block::Orientation(Orientation::Landscape));
        blocks.push(Block::Table(table(number)));
    }
    Document {
        metadata: Metadata {
            title: "Laporan Kinerja".into(),
            author: "Kecamatan Sukamaju".into(),
            subject: "Ukuran".into(),
            keywords: vec![],
            date: (2024, 9, 30),
        },
        page: PageSetup::new(Paper::A4),
        watermark: Some("DRAF".into()),
        page_notice: None,
        footer: "Laporan Kinerja Kecamatan Sukamaju".into(),
        blocks,
    }
}

fn table(number: usize) -> Table {
    let row = |kind, text: &dyn Fn(usize) -> String| Row {
        kind,
        cells: (0..COLUMNS).map(|column| Cell::text(text(column))).collect(),
    };
    let mut rows = vec![row(RowKind::Header, &|column| format!("KOLOM {column}"))];
    // No two cells are alike, so that none is set once for all.
    rows.extend((0..ROWS).map(|line| row(RowKind::Body, &|column| format!("{number}.{line:03}.{column:03}"))));
    Table {
        id: format!("tabel-{number}"),
        caption: Some(Caption {
            label: "Tabel".into(),
            number: format!("3.{number}"),
            text: "Realisasi Anggaran".into(),
        }),
        columns: vec![Column { weight: 1, align: Align::Right }; COLUMNS],
        header_rows: 1,
        rows,
        ruled: true,
    }
}
