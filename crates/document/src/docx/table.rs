//! Tables.

use crate::grid::{Placed, is_short, place};
use crate::outline::caption_text;
use crate::{Align, Inline, InsertedFigure, Row, RowKind, Run, Table};

use super::body::{Body, Place};
use super::contents::TABLES;
use super::inline::{RunFormat, run};
use super::properties::{Indent, ParagraphProperties};

/// A row of about more lines than this may go on over the page: kept whole it would leave half a page empty.
const TALL: usize = 35;

/// How far one depth of a tree in a cell stands in, in twips.
const DEPTH_INDENT: u32 = 170;

/// How a table of the layout differs from one that is read as a table.
pub(super) struct Frame<'s> {
    /// Id of the table's style.
    pub style: &'s str,
    /// Caption for readers by ear.
    pub caption: Option<&'s str>,
    /// From the left margin.
    pub indent: u32,
}

impl<'a> Body<'a> {
    /// Opens `w:tbl` with fixed columns; to be closed with [`Body::close_table`].
    pub(super) fn open_table(&mut self, frame: &Frame<'_>, widths: &[u32]) {
        self.before_table();
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", frame.style);
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>()), ("w:type", &"dxa")]);
        if frame.indent > 0 {
            xml.empty("w:tblInd", &[("w:w", &frame.indent), ("w:type", &"dxa")]);
        }
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", &"0420"),
                ("w:firstRow", &1),
                ("w:lastRow", &0),
                ("w:firstColumn", &0),
                ("w:lastColumn", &0),
                ("w:noHBand", &0),
                ("w:noVBand", &1),
            ],
        );
        if let Some(caption) = frame.caption {
            xml.value("w:tblCaption", caption);
        }
        xml.close();
        xml.open("w:tblGrid", &[]);
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
        xml.close();
    }

    /// Closes `w:tbl`.
    pub(super) fn close_table(&mut self) {
        self.xml.close();
        self.after_table();
    }

    /// A table with its caption.
    pub(super) fn table(&mut self, table: &'a Table, place_in: Place) {
        if let Some(caption) = &table.caption {
            self.caption(&table.id, caption, TABLES, true, place_in.indent);
        }
        let room = self.page.text_width().saturating_sub(place_in.indent);
        let weights: Vec<u32> = table.columns.iter().map(|column| u32::from(column.weight.max(1))).collect();
        let caption = table.caption.as_ref().map(caption_text);
        let frame = Frame {
            style: if table.ruled { "TableRuled" } else { "TablePlain" },
            caption: caption.as_deref(),
            indent: place_in.indent,
        };
        let text_style = if table.ruled { "TableText" } else { "TablePlainText" };
        if weights.is_empty() || table.rows.is_empty() {
            return self.table_without_rows(&frame, room, text_style);
        }
        let widths = share(room, &weights);
        // A twip is five hundredths of a point.
        let whole = is_short(table, i64::from(room) * 5);
        self.open_table(&frame, &widths);
        let mut reaching: Vec<Placed<'a>> = Vec::new();
        for (index, (row, mut placed)) in table.rows.iter().zip(place(table)).enumerate() {
            // A repeated head cannot reach into the rows that are not repeated.
            if let Some(head) = table.header_rows.checked_sub(index).filter(|rows| *rows > 0) {
                placed.iter_mut().for_each(|cell| cell.rows = cell.rows.min(head));
            }
            reaching.retain(|cell| cell.end_row() > index);
            let next = table.rows.get(index + 1).map(|row| row.kind);
            let keep_next = whole && next.is_some() || keeps(row.kind, next);
            let line = Line { row, index, table, widths: &widths, text_style, keep_next };
            self.row(&line, &placed, &reaching);
            reaching.extend(placed.into_iter().filter(|cell| cell.rows > 1));
        }
        self.close_table();
    }

    /// The caption is listed and must not stand over nothing.
    fn table_without_rows(&mut self, frame: &Frame<'_>, width: u32, text_style: &str) {
        self.open_table(frame, &[width]);
        let xml = &mut self.xml;
        xml.open("w:tr", &[]);
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        xml.close();
        xml.open("w:p", &[]);
        ParagraphProperties::styled(text_style).write(xml);
        run(xml, "Belum ada data.", RunFormat::default());
        xml.close();
        xml.close();
        xml.close();
        self.close_table();
    }

    /// One row: its own cells, the lower parts of cells from above, and empty cells where none is given.
    fn row(&mut self, line: &Line<'_, 'a>, placed: &[Placed<'a>], reaching: &[Placed<'a>]) {
        self.xml.open("w:tr", &[]);
        let (whole, repeated) = (!line.is_tall(placed), line.index < line.table.header_rows);
        if whole || repeated {
            self.xml.open("w:trPr", &[]);
            if whole {
                self.xml.empty("w:cantSplit", &[]);
            }
            if repeated {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close();
        }
        let mut column = 0;
        while column < line.widths.len() {
            let starts = placed.iter().find(|cell| cell.column == column);
            let continues = reaching.iter().find(|cell| cell.column == column);
            column = match (starts, continues) {
                (Some(cell), _) => {
                    self.cell(line, column, cell.columns, (cell.rows > 1).then_some("restart"), Some(cell));
                    cell.end_column()
                }
                (None, Some(cell)) => {
                    self.cell(line, column, cell.columns, Some("continue"), None);
                    cell.end_column()
                }
                (None, None) => {
                    self.cell(line, column, 1, None, None);
                    column + 1
                }
            };
        }
        self.xml.close();
    }

    fn cell(
        &mut self,
        line: &Line<'_, 'a>,
        column: usize,
        columns: usize,
        merge: Option<&str>,
        content: Option<&Placed<'a>>,
    ) {
        let width: u32 = line.widths.iter().skip(column).take(columns).sum();
        let header = line.row.kind == RowKind::Header;
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if columns > 1 {
            xml.value("w:gridSpan", columns);
        }
        if let Some(merge) = merge {
            xml.value("w:vMerge", merge);
        }
        if let Some(shade) = shade(line.row.kind) {
            xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &shade)]);
        }
        if header {
            xml.value("w:vAlign", "center");
        }
        xml.close();
        let of_column = line.table.columns.get(column).map_or(Align::Left, |column| column.align);
        let own = content.and_then(|placed| placed.cell.align);
        let align = own.unwrap_or(if header { Align::Center } else { of_column });
        let depth = content.map_or(0, |placed| u32::from(placed.cell.indent));
        xml.open("w:p", &[]);
        ParagraphProperties {
            keep_next: line.keep_next,
            indent: (depth > 0).then_some(Indent { left: depth * DEPTH_INDENT, right: 0, hanging: 0 }),
            align: match align {
                Align::Left => None,
                Align::Center => Some("center"),
                Align::Right => Some("right"),
            },
            ..ParagraphProperties::styled(line.text_style)
        }
        .write(xml);
        if let Some(placed) = content {
            let bold = line.row.kind != RowKind::Body || placed.cell.bold;
            self.inlines(&placed.cell.content, bold);
        }
        self.xml.close();
        self.xml.close();
    }
}

/// What the cells of a row have in common.
struct Line<'t, 'a> {
    row: &'a Row,
    index: usize,
    table: &'a Table,
    widths: &'t [u32],
    text_style: &'t str,
    keep_next: bool,
}

impl Line<'_, '_> {
    /// Whether a cell of the row is about higher than half a page. A letter is taken as half as wide as it is high.
    fn is_tall(&self, placed: &[Placed<'_>]) -> bool {
        placed.iter().any(|placed| {
            let width: u32 = self.widths.iter().skip(placed.column).take(placed.columns).sum();
            let mut lines = 1;
            let mut letters = 0;
            for inline in &placed.cell.content {
                match inline {
                    Inline::Run(Run { text, .. })
                    | Inline::Figure(InsertedFigure { text, .. })
                    | Inline::Missing(text) => letters += text.chars().count(),
                    Inline::LineBreak => lines += 1,
                    Inline::Footnote(_) => {}
                }
            }
            lines + letters * 90 / usize::try_from(width.max(1)).unwrap_or(1) > TALL
        })
    }
}

/// Heads stay with the first row under them, a parent with its first child, the last row with its sum.
fn keeps(kind: RowKind, next: Option<RowKind>) -> bool {
    matches!((kind, next), (RowKind::Header | RowKind::Group, Some(_)) | (RowKind::Body, Some(RowKind::Total)))
}

fn shade(kind: RowKind) -> Option<&'static str> {
    match kind {
        RowKind::Header => Some("E3E3E3"),
        RowKind::Total => Some("EFEFEF"),
        RowKind::Body | RowKind::Group => None,
    }
}

/// Divides a width by weights so that the parts add up to it.
pub(super) fn share(width: u32, weights: &[u32]) -> Vec<u32> {
    let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>().max(1);
    let mut passed = 0_u64;
    let mut edge = 0_u32;
    weights
        .iter()
        .map(|weight| {
            passed += u64::from(*weight);
            let next = u32::try_from(u64::from(width) * passed / total).unwrap_or(width);
            let part = next - edge;
            edge = next;
            part
        })
        .collect()
}

#[cfg(test)]
mod unit_tests {
    use super::share;

    #[test]
    fn parts_add_up_to_the_width() {
        assert_eq!(share(100, &[1, 1, 1]), [33, 33, 34]);
        assert_eq!(share(9070, &[5, 9, 4, 4, 4]).iter().sum::<u32>(), 9070);
    }
}
