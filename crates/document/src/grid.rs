//! Where the cells of a table stand once the places covered by merged cells are counted.

use crate::drawing::text::Font;
use crate::{Cell, Inline, Table};

/// A cell at its place in the grid. Spans are cut at the edges of the table, so that no renderer meets a
/// cell outside of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub cell: &'a Cell,
    pub row: usize,
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
}

impl Placed<'_> {
    /// The first grid column to the right of the cell.
    pub fn end_column(&self) -> usize {
        self.column + self.columns
    }

    /// The first row below the cell.
    pub fn end_row(&self) -> usize {
        self.row + self.rows
    }
}

/// The cells of every row of a table, from left to right. A cell for which its row has no place left is dropped.
pub(crate) fn place(table: &Table) -> Vec<Vec<Placed<'_>>> {
    let width = table.columns.len();
    // For each grid column the first row that is free again.
    let mut free_from = vec![0_usize; width];
    let mut placed = Vec::with_capacity(table.rows.len());
    for (row, content) in table.rows.iter().enumerate() {
        let mut line = Vec::with_capacity(content.cells.len());
        let mut column = 0;
        for cell in &content.cells {
            while free_from.get(column).is_some_and(|free| *free > row) {
                column += 1;
            }
            let room = free_from.iter().skip(column).take_while(|free| **free <= row).count();
            if room == 0 {
                break;
            }
            let columns = cell.column_span.clamp(1, room);
            let rows = cell.row_span.clamp(1, table.rows.len() - row);
            free_from.iter_mut().skip(column).take(columns).for_each(|free| *free = row + rows);
            line.push(Placed { cell, row, column, columns, rows });
            column += columns;
        }
        placed.push(line);
    }
    placed
}

/// The letters of a table, in hundredths of a point, as wide as they come.
const LETTERS: Font = Font { size: 900, bold: true };
/// Room between text and lines at both sides of a cell together, in hundredths of a point.
const PADDING: i64 = 600;
/// A table of no more lines than this stays on one page: about a third of it.
const SHORT: i64 = 24;

/// Whether a table of this width, in hundredths of a point, is kept whole on a page.
pub(crate) fn is_short(table: &Table, width: i64) -> bool {
    let weight = |from, count| -> i64 {
        table.columns.iter().skip(from).take(count).map(|column| i64::from(column.weight.max(1))).sum()
    };
    let all = weight(0, table.columns.len()).max(1);
    let mut lines = 0;
    for row in place(table) {
        let high = row.iter().filter(|placed| placed.rows == 1).map(|placed| {
            let room = (width * weight(placed.column, placed.columns) / all - PADDING).max(LETTERS.size);
            text_lines(&placed.cell.content, LETTERS, room)
        });
        lines += high.max().unwrap_or(1);
        if lines > SHORT {
            return false;
        }
    }
    true
}

/// About how many lines the content of a cell takes.
pub(crate) fn text_lines(content: &[Inline], font: Font, room: i64) -> i64 {
    let mut lines = 0;
    let mut used = 0;
    for inline in content {
        match inline {
            Inline::Run(run) => used += font.width(&run.text),
            Inline::Figure(figure) => used += font.width(&figure.text),
            Inline::Missing(text) => used += font.width(text),
            Inline::Footnote(_) => {}
            Inline::LineBreak => {
                lines += used / room + 1;
                used = 0;
            }
        }
    }
    lines + used / room + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Align, Column, Row, RowKind};

    #[test]
    fn a_table_is_short_by_its_lines_and_not_by_its_rows() {
        let table = |rows: usize, text: &str| Table {
            id: "t".into(),
            caption: None,
            columns: vec![Column { weight: 1, align: Align::Left }; 2],
            header_rows: 0,
            rows: vec![Row { kind: RowKind::Body, cells: vec![Cell::text("a"), Cell::text(text)] }; rows],
            ruled: true,
        };
        let long = "kata ".repeat(60);
        let cases = [(24, "b"), (25, "b"), (2, long.as_str()), (3, long.as_str())];
        assert_eq!(cases.map(|(rows, text)| is_short(&table(rows, text), 30_000)), [true, false, true, false]);
    }

    #[test]
    fn places_covered_from_above_are_skipped_and_spans_end_at_the_edge() {
        let row = |cells| Row { kind: RowKind::Body, cells };
        let table = Table {
            id: "t".into(),
            caption: None,
            columns: vec![Column { weight: 1, align: Align::Left }; 3],
            header_rows: 0,
            rows: vec![
                row(vec![Cell::text("a").over_rows(9), Cell::text("b").over_columns(9)]),
                row(vec![Cell::text("c"), Cell::text("d"), Cell::text("no room")]),
            ],
            ruled: true,
        };
        let places: Vec<_> = place(&table)
            .into_iter()
            .flatten()
            .map(|placed| (placed.row, placed.column, placed.rows, placed.columns))
            .collect();
        assert_eq!(places, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }
}
