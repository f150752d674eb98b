//! Where the cells of a table stand once the places covered by merged cells are counted.

use crate::{Cell, Table};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Align, Column, Row, RowKind};

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
