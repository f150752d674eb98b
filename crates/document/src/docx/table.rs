//! Tables.

use crate::grid::{Placed, place};
use crate::{Align, Row, RowKind, Table};

use super::body::{Body, Place};
use super::contents::TABLES;
use super::properties::{Indent, ParagraphProperties};

/// From this many columns on the text of a table is 9 instead of 10 points.
const MANY_COLUMNS: usize = 8;

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
        if table.columns.is_empty() || table.rows.is_empty() {
            return;
        }
        if let Some(caption) = &table.caption {
            self.caption(&table.id, caption, TABLES, true, place_in.indent);
        }
        let room = self.page.text_width().saturating_sub(place_in.indent);
        let weights: Vec<u32> = table.columns.iter().map(|column| u32::from(column.weight.max(1))).collect();
        let widths = share(room, &weights);
        let caption = table.caption.as_ref().map(crate::outline::caption_text);
        let frame = Frame {
            style: if table.ruled { "TableRuled" } else { "TablePlain" },
            caption: caption.as_deref(),
            indent: place_in.indent,
        };
        self.open_table(&frame, &widths);
        let text_style = if table.columns.len() >= MANY_COLUMNS { "TableTextSmall" } else { "TableText" };
        let mut reaching: Vec<Placed<'a>> = Vec::new();
        for (index, (row, placed)) in table.rows.iter().zip(place(table)).enumerate() {
            reaching.retain(|cell| cell.end_row() > index);
            let next = table.rows.get(index + 1).map(|row| row.kind);
            let line = Line { row, index, table, widths: &widths, text_style, keep_next: keeps(row.kind, next) };
            self.row(&line, &placed, &reaching);
            reaching.extend(placed.into_iter().filter(|cell| cell.rows > 1));
        }
        self.close_table();
    }

    /// One row: its own cells, the lower parts of cells from above, and empty cells where none is given.
    fn row(&mut self, line: &Line<'_, 'a>, placed: &[Placed<'a>], reaching: &[Placed<'a>]) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if line.index < line.table.header_rows {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close();
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
        xml.value("w:vAlign", if header { "center" } else { "top" });
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

/// Heads stay with the first row under them, a parent with its first child, the last row with its sum.
fn keeps(kind: RowKind, next: Option<RowKind>) -> bool {
    matches!((kind, next), (RowKind::Header | RowKind::Group, Some(_)) | (RowKind::Body, Some(RowKind::Total)))
}

fn shade(kind: RowKind) -> Option<&'static str> {
    match kind {
        RowKind::Header => Some("D9E2EC"),
        RowKind::Total => Some("EDF1F5"),
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
