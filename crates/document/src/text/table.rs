//! Tables drawn with `|` and `-`.

use super::wrap::{pad, width, wrap};
use crate::grid::{Placed, place};
use crate::{Align, Cell, Row, RowKind, Table, Value};

/// What stands between two cells of a row.
const GAP: usize = 3;

/// The lines of a table in at most `limit` columns; more only where the numbers alone need more. `text_of` gives
/// the text of a cell, and is asked once for each cell, in order.
pub(super) fn lines(table: &Table, limit: usize, mut text_of: impl FnMut(&Cell) -> String) -> Vec<String> {
    let texts: Vec<Vec<(Placed<'_>, String)>> =
        place(table).into_iter().map(|row| row.into_iter().map(|cell| (cell, text_of(cell.cell))).collect()).collect();
    if table.columns.is_empty() || table.rows.is_empty() {
        return Vec::new();
    }
    let edges = if table.ruled { 4 } else { 0 };
    let room = limit.saturating_sub(edges + GAP * (table.columns.len() - 1));
    let widths = column_widths(table, &texts, room);
    let span_width = |cell: &Placed<'_>| {
        widths.iter().skip(cell.column).take(cell.columns).sum::<usize>() + GAP * (cell.columns - 1)
    };
    let cells: Vec<Vec<Drawn<'_>>> = texts
        .iter()
        .map(|row| {
            row.iter()
                .map(|(placed, text)| {
                    let (field, indent) = (span_width(placed), " ".repeat(usize::from(placed.cell.indent) * 2));
                    let align = alignment(table, placed);
                    let lines = wrap(text, field.saturating_sub(width(&indent)).max(1))
                        .iter()
                        .map(|line| pad(&format!("{indent}{line}"), field, align))
                        .collect();
                    Drawn { placed: *placed, field, lines }
                })
                .collect()
        })
        .collect();
    Drawing { table, heights: row_heights(&cells), cells, widths }.lines()
}

/// A cell ready to be drawn.
struct Drawn<'a> {
    placed: Placed<'a>,
    field: usize,
    lines: Vec<String>,
}

fn alignment(table: &Table, placed: &Placed<'_>) -> Align {
    let header = table.rows.get(placed.row).is_some_and(|row| row.kind == RowKind::Header);
    let column = table.columns.get(placed.column).map_or(Align::Left, |column| column.align);
    placed.cell.align.unwrap_or(if header { Align::Center } else { column })
}

/// Each column gets what its longest number needs; what room is left goes out by weight, first until the longest
/// word of every column fits, then until the longest cell does.
fn column_widths(table: &Table, texts: &[Vec<(Placed<'_>, String)>], room: usize) -> Vec<usize> {
    let count = table.columns.len();
    let (mut numbers, mut words, mut whole) = (vec![1; count], vec![1; count], vec![1; count]);
    let raise = |widths: &mut Vec<usize>, column: usize, to: usize| {
        if let Some(width) = widths.get_mut(column) {
            *width = to.max(*width);
        }
    };
    for (placed, text) in texts.iter().flatten() {
        let indent = usize::from(placed.cell.indent) * 2;
        let longest = |parts: &mut dyn Iterator<Item = &str>| parts.map(width).max().unwrap_or_default() + indent;
        if placed.columns == 1 {
            if let Some(Value::Number { .. } | Value::Text(_)) = placed.cell.value {
                raise(&mut numbers, placed.column, width(text) + indent);
            }
            raise(&mut words, placed.column, longest(&mut text.split([' ', '\n'])));
            raise(&mut whole, placed.column, longest(&mut text.split('\n')));
        } else {
            // A merged cell only asks for its share of the longest line.
            let share = longest(&mut text.split('\n')).div_ceil(placed.columns);
            (placed.column..placed.end_column()).for_each(|column| raise(&mut whole, column, share));
        }
    }
    let mut widths = numbers;
    for limits in [words, whole] {
        while widths.iter().sum::<usize>() < room {
            let share = |width: usize, weight: u16| width * 1_000 / usize::from(weight.max(1));
            let hungriest = widths
                .iter_mut()
                .zip(&limits)
                .zip(&table.columns)
                .filter(|((width, limit), _)| **width < **limit)
                .min_by_key(|((width, _), column)| share(**width, column.weight));
            match hungriest {
                Some(((width, _), _)) => *width += 1,
                None => break,
            }
        }
    }
    widths
}

/// Lines of each row; a cell over several rows stretches the last of them.
fn row_heights(cells: &[Vec<Drawn<'_>>]) -> Vec<usize> {
    let mut heights = vec![1; cells.len()];
    let mut by_end: Vec<&Drawn<'_>> = cells.iter().flatten().collect();
    by_end.sort_by_key(|cell| cell.placed.end_row());
    for cell in by_end {
        let (first, end) = (cell.placed.row, cell.placed.end_row());
        let covered: usize = heights.iter().skip(first).take(end - first).sum();
        if let Some(last) = heights.get_mut(end - 1) {
            *last += cell.lines.len().saturating_sub(covered);
        }
    }
    heights
}

struct Drawing<'a> {
    table: &'a Table,
    cells: Vec<Vec<Drawn<'a>>>,
    heights: Vec<usize>,
    widths: Vec<usize>,
}

impl Drawing<'_> {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let every_row = self.rules_between_all_rows();
        let mut above: Option<&Row> = None;
        for (row, content) in self.table.rows.iter().enumerate() {
            let ruled = above.is_none_or(|above| {
                every_row || above.kind == RowKind::Header || [above.kind, content.kind].contains(&RowKind::Total)
            });
            if self.table.ruled && ruled {
                lines.push(self.rule(row));
            }
            let height = self.heights.get(row).copied().unwrap_or(1);
            lines.extend((0..height).map(|line| self.line(row, line)));
            above = Some(content);
        }
        if self.table.ruled {
            lines.push(self.rule(self.table.rows.len()));
        }
        lines
    }

    /// Rows of more than one line run into each other without rules.
    fn rules_between_all_rows(&self) -> bool {
        self.table
            .rows
            .iter()
            .zip(&self.cells)
            .zip(&self.heights)
            .filter(|((row, _), _)| row.kind != RowKind::Header)
            .any(|((_, cells), height)| *height > 1 || cells.iter().any(|cell| cell.placed.rows > 1))
    }

    /// The cell that covers a place of the grid, if the table has one there.
    fn at(&self, row: usize, column: usize) -> Option<&Drawn<'_>> {
        let covers = |cell: &&Drawn<'_>| {
            cell.placed.end_row() > row && (cell.placed.column..cell.placed.end_column()).contains(&column)
        };
        self.cells.get(..=row)?.iter().rev().find_map(|cells| cells.iter().find(covers))
    }

    /// One line of the content of a row.
    fn line(&self, row: usize, line: usize) -> String {
        let mut text = String::new();
        let mut column = 0;
        while let Some(single) = self.widths.get(column) {
            if self.table.ruled {
                text.push_str(if column == 0 { "| " } else { " | " });
            } else if column > 0 {
                text.push_str(&" ".repeat(GAP));
            }
            match self.at(row, column) {
                Some(cell) => {
                    let before: usize = self.heights.iter().take(row).skip(cell.placed.row).sum::<usize>() + line;
                    match cell.lines.get(before) {
                        Some(words) => text.push_str(words),
                        None => text.push_str(&" ".repeat(cell.field)),
                    }
                    column = cell.placed.end_column();
                }
                None => {
                    text.push_str(&" ".repeat(*single));
                    column += 1;
                }
            }
        }
        if self.table.ruled {
            text.push_str(" |");
        }
        text.trim_end().into()
    }

    /// The rule above a row; a cell that runs through it stays open.
    fn rule(&self, row: usize) -> String {
        let open = |column: usize| {
            row > 0 && self.at(row, column).is_some_and(|cell| cell.placed.row < row && row < cell.placed.end_row())
        };
        // A line of the row above or below that ends at the left edge of this column.
        let edge = |row: usize, column: usize| self.at(row, column).is_none_or(|cell| cell.placed.column == column);
        // Rows of several lines: the rule under the head is doubled, so that a reader knows that only rules part rows.
        let doubled = row == self.table.header_rows && self.rules_between_all_rows();
        let (line, line_sign) = if doubled { ("=", '=') } else { ("-", '-') };
        let mut text = String::new();
        for (column, width) in self.widths.iter().enumerate() {
            let (left, right) = (column > 0 && open(column - 1), open(column));
            let above = row > 0 && edge(row - 1, column);
            let below = row < self.table.rows.len() && edge(row, column);
            text.push(match (left, right) {
                (true, true) if above || below => '|',
                (true, true) => ' ',
                (false, true) if column == 0 => '|',
                (true, false) | (false, true) => '+',
                (false, false) if column == 0 || above || below => '+',
                (false, false) => line_sign,
            });
            text.push_str(&if right { " " } else { line }.repeat(width + 2));
        }
        text.push(if open(self.widths.len() - 1) { '|' } else { '+' });
        text
    }
}
