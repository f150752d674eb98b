//! Tables and figures of sections.

use document::{Align, Block, Caption, Cell, Column, Figure, Inline, Picture, Row, RowKind, Table};

use super::Composer;
use crate::urutan::slug;

/// A column of a table: weight, alignment of its body, head.
pub(crate) type Head<'h> = (u16, Align, &'h str);

impl Composer<'_> {
    /// A table with its caption; gives the number for references in sentences. `rows` are body rows.
    pub fn table(&mut self, caption: impl Into<String>, heads: &[Head<'_>], rows: Vec<Row>) -> String {
        let header = Row { kind: RowKind::Header, cells: heads.iter().map(|(_, _, head)| Cell::text(*head)).collect() };
        let columns: Vec<(u16, Align)> = heads.iter().map(|(weight, align, _)| (*weight, *align)).collect();
        self.table_with_header(caption, &columns, vec![header], rows)
    }

    /// A table whose header has several rows or merged cells.
    pub fn table_with_header(
        &mut self,
        caption: impl Into<String>,
        columns: &[(u16, Align)],
        header: Vec<Row>,
        rows: Vec<Row>,
    ) -> String {
        let caption = self.caption("Tabel", caption.into());
        let number = caption.number.clone();
        self.ruled_table(&format!("tabel-{}", slug(&number)), Some(caption), columns, header, rows);
        number
    }

    /// A ruled table without a caption, as a signed form carries it.
    pub fn form_table(&mut self, id: &str, columns: &[(u16, Align)], header: Row, rows: Vec<Row>) {
        self.ruled_table(id, None, columns, vec![header], rows);
    }

    fn ruled_table(
        &mut self,
        id: &str,
        caption: Option<Caption>,
        columns: &[(u16, Align)],
        header: Vec<Row>,
        rows: Vec<Row>,
    ) {
        let id = self.unique_id(id);
        self.blocks.push(Block::Table(Table {
            id,
            caption,
            columns: columns.iter().map(|(weight, align)| Column { weight: *weight, align: *align }).collect(),
            header_rows: header.len(),
            rows: header.into_iter().chain(rows).collect(),
            ruled: true,
        }));
    }

    /// A table of the layout: label, colon, value.
    pub fn pairs(&mut self, pairs: Vec<(String, Vec<Inline>)>) {
        let rows = pairs.into_iter().map(|(label, value)| Row {
            kind: RowKind::Body,
            cells: vec![Cell::text(label), Cell::text(":"), Cell::inlines(value)],
        });
        let rows: Vec<Row> = rows.collect();
        let id = self.unique_id("rincian");
        let columns = [(30, Align::Left), (3, Align::Center), (67, Align::Left)];
        self.blocks.push(Block::Table(Table {
            id,
            caption: None,
            columns: columns.iter().map(|(weight, align)| Column { weight: *weight, align: *align }).collect(),
            header_rows: 0,
            rows,
            ruled: false,
        }));
    }

    /// A figure with its caption; gives the number.
    pub fn figure(&mut self, caption: impl Into<String>, alt: impl Into<String>, picture: Picture) -> String {
        let caption = self.caption("Gambar", caption.into());
        let number = caption.number.clone();
        let id = self.unique_id(&format!("gambar-{}", slug(&number)));
        self.blocks.push(Block::Figure(Figure {
            id,
            caption: Some(caption),
            alt: alt.into(),
            picture,
            width_percent: 100,
        }));
        number
    }

    /// A picture of the office without a caption: an emblem, a ready-made kop surat.
    pub fn ornament(&mut self, alt: impl Into<String>, picture: Picture, width_percent: u8) {
        let id = self.unique_id("hiasan");
        self.blocks.push(Block::Figure(Figure { id, caption: None, alt: alt.into(), picture, width_percent }));
    }

    /// A picture of the office by the name of its file; a file that is not there is marked as missing.
    pub fn attachment(&mut self, file: Option<&str>) -> Option<Picture> {
        let file = file?;
        let picture = self.attachments.get(file).cloned();
        if picture.is_none() {
            self.missing(
                format!("berkas gambar \"{file}\" tidak ada"),
                "Simpan gambar itu di folder berkas, atau perbaiki namanya di tabel instansi.",
            );
        }
        picture
    }
}
