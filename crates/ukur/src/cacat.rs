//! The flawed example: one report in Markdown, written by hand, and the same in every format that offices send.

use audit::angka::{self, Bacaan};
use document::{
    Align, Block, Caption, Cell, Column, Document, Heading, Inline, Metadata, PageNumbers, PageSetup, Paper, Paragraph,
    ParagraphStyle, RenderError, Row, RowKind, Table,
};
use reader::{Blok, Naskah, Tabel};

/// Name of the source, without folder and ending.
pub const NAMA: &str = "lkj-sukamaju";

/// Formats that are made from the source.
pub const FORMAT: [&str; 4] = ["docx", "pdf", "xlsx", "txt"];

/// The source as blocks.
pub fn dokumen(sumber: &str) -> Document {
    let naskah = reader::read(&format!("{NAMA}.md"), sumber.as_bytes());
    let title = naskah.paragraf().next().map(|paragraph| paragraph.teks.clone()).unwrap_or_default();
    Document {
        metadata: Metadata {
            title: title.clone(),
            author: "Kecamatan Sukamaju".to_string(),
            subject: "Contoh untuk mencoba pemeriksa".to_string(),
            keywords: vec!["contoh".to_string()],
            date: (2024, 7, 8),
        },
        page: PageSetup::new(Paper::F4),
        watermark: None,
        page_notice: Some("CONTOH, bukan dokumen resmi".to_string()),
        footer: title,
        blocks: blocks(&naskah),
    }
}

/// The bytes of the source in one of [`FORMAT`].
pub fn berkas(sumber: &str, format: &str) -> Result<Vec<u8>, RenderError> {
    render(&dokumen(sumber), format)
}

/// A document in a format by its ending.
pub fn render(document: &Document, format: &str) -> Result<Vec<u8>, RenderError> {
    match format {
        "docx" => document::docx::render(document, &PageNumbers::new()),
        "pdf" => document::pdf::render(document).map(|made| made.bytes),
        "xlsx" => document::xlsx::render(document),
        "txt" => Ok(document::text::render(document).into_bytes()),
        other => Err(RenderError { cause: format!("no format {other}") }),
    }
}

fn blocks(naskah: &Naskah) -> Vec<Block> {
    let numbered = naskah.blok.iter().zip(1..);
    numbered
        .map(|(block, number)| match block {
            Blok::Judul { tingkat, teks } => Block::Heading(Heading {
                id: format!("judul-{number}"),
                level: *tingkat,
                number: None,
                text: teks.teks.clone(),
                centered: *tingkat <= 2,
            }),
            Blok::Paragraf(text) => paragraph(&text.teks),
            Blok::Rumus { teks, .. } => paragraph(teks),
            Blok::Tabel(tabel) => Block::Table(table(tabel, number)),
        })
        .collect()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        style: ParagraphStyle::Plain,
        content: vec![Inline::text(text)],
        keep_with_next: false,
    })
}

fn table(tabel: &Tabel, number: usize) -> Table {
    let width = tabel.baris.first().map_or(0, |row| row.sel.len());
    let column = |column: usize| {
        let texts = || tabel.baris.iter().skip(1).filter_map(|row| row.sel.get(column)).map(|cell| cell.teks.as_str());
        let head = tabel.baris.first().and_then(|row| row.sel.get(column)).map(|cell| cell.teks.as_str());
        // No word of the head is broken.
        let word = head.unwrap_or_default().split(' ').map(|word| word.chars().count() + 4).max().unwrap_or_default();
        let longest = texts().map(|text| text.chars().count()).max().unwrap_or_default().clamp(word, 40.max(word));
        let is_number = |text: &str| !matches!(angka::read(text), Bacaan::Teks);
        Column {
            weight: u16::try_from(longest).unwrap_or(u16::MAX),
            align: if texts().all(is_number) { Align::Right } else { Align::Left },
        }
    };
    let row = |(index, row): (usize, &reader::Baris)| {
        let first = row.sel.first().map(|cell| cell.teks.as_str()).unwrap_or_default();
        let kind = match (index, first) {
            (0, _) => RowKind::Header,
            (_, "Jumlah" | "Rata-rata capaian") => RowKind::Total,
            _ => RowKind::Body,
        };
        Row { kind, cells: row.sel.iter().map(|cell| Cell::text(cell.teks.clone())).collect() }
    };
    Table {
        id: format!("tabel-{number}"),
        caption: tabel.nomor.as_ref().map(|nomor| Caption {
            label: "Tabel".to_string(),
            number: nomor.trim_start_matches("Tabel ").to_string(),
            text: tabel.judul.clone(),
        }),
        columns: (0..width).map(column).collect(),
        header_rows: 1,
        rows: tabel.baris.iter().enumerate().map(row).collect(),
        ruled: true,
    }
}
