//! Measures the PDF of a report of about 41 pages with 12 tables of 60 rows and 12 columns:
//! `cargo run --release -p document --example measure`.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]

use std::time::{Duration, Instant};

use document::{
    Align, Block, Caption, Cell, Column, ContentsKind, Document, Heading, Inline, Metadata, Orientation, PageSetup,
    Paper, Paragraph, ParagraphStyle, RenderError, Row, RowKind, Table, pdf,
};

const TABLES: usize = 12;
const ROWS: usize = 60;
const COLUMNS: usize = 12;
const WARM_RUNS: u32 = 5;

fn main() -> Result<(), RenderError> {
    let document = report();
    let (first, pdf) = timed(|| pdf::render(&document))?;
    println!("pages {}, {} kB", pdf.page_count, pdf.bytes.len() / 1000);
    println!("first PDF {} ms, peak memory {}", first.as_millis(), peak_memory());
    let mut warm = Duration::ZERO;
    for _ in 0..WARM_RUNS {
        warm += timed(|| pdf::render(&document))?.0;
    }
    println!("warm PDF {} ms, peak memory {}", (warm / WARM_RUNS).as_millis(), peak_memory());
    let (layout, _) = timed(|| pdf::layout(&document))?;
    println!("page numbers alone {} ms", layout.as_millis());
    Ok(())
}

fn timed<T>(act: impl FnOnce() -> Result<T, RenderError>) -> Result<(Duration, T), RenderError> {
    let start = Instant::now();
    let result = act()?;
    Ok((start.elapsed(), result))
}

/// The most memory that this process ever had, as Linux tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".into(), |line| line.trim().into())
}

fn report() -> Document {
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
        let sentence =
            "Capaian kinerja kecamatan pada triwulan ini dihitung dari realisasi yang tercatat dalam register. ";
        for _ in 0..6 {
            let content = vec![Inline::text(sentence.repeat(5))];
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
    rows.extend((0..ROWS).map(|line| row(RowKind::Body, &|column| format!("{line}.{column}00.000"))));
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
