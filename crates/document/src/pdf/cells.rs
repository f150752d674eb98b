//! The cells of a table for the template: place, look, and text that fits its column.

use std::ops::Range;

use serde_json::{Map, Value as Json, json};

use super::data::{Length, inlines, points, printable};
use crate::drawing::text::Font;
use crate::grid::{Placed, is_short, place, text_lines};
use crate::{Align, Cell, Inline, RowKind, Table};

/// Height of the letters of a ruled table.
const SIZE: Length = 900;
/// Height of the letters of a table without lines, which is part of the text.
const PLAIN_SIZE: Length = 1050;
/// The letters of a cell as wide as they come.
const WIDEST: Font = Font { size: PLAIN_SIZE, bold: true };
/// Room between text and lines at both sides together.
const PADDING: Length = 600;
/// A row of more lines than this may go on over the page; one of fewer lines is never broken. About half of a page.
const LONG: Length = 35;

/// Totals at the end of a table that stay together; more may be parted.
const MOST_TOTALS: usize = 3;

/// Lines of about twenty letters of a cell that may stand in rows that stay together.
const SHORT: Length = 20;

/// A table of this width, without label and caption. Every place of the grid has its cell, in order, so that cells
/// need no coordinates; most are then nothing but their text.
pub(super) fn table(table: &Table, width: Length) -> Json {
    let weights: Vec<Length> = table.columns.iter().map(|column| Length::from(column.weight.max(1))).collect();
    let whole = weights.iter().sum::<Length>().max(1);
    let size = if table.ruled { SIZE } else { PLAIN_SIZE };
    // A header alone repeats nothing.
    let header_rows = table.header_rows.min(table.rows.len());
    let placed = place(table);
    let foot_from = foot_from(table, &placed, header_rows);
    let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
    let mut one_line_rows = Vec::with_capacity(table.rows.len());
    let mut empty = true;
    // For each grid column the first row that is free again.
    let mut free_from = vec![0_usize; weights.len()];
    for (y, (row, places)) in table.rows.iter().zip(placed).enumerate() {
        let cells: Vec<SetCell<'_>> = places
            .into_iter()
            .map(|mut placed| {
                let share: Length = weights.iter().skip(placed.column).take(placed.columns).sum();
                let indent = points(3) * Length::from(placed.cell.indent);
                if y < header_rows {
                    placed.rows = placed.rows.min(header_rows - y);
                }
                let room = (width * share / whole - PADDING - indent).max(PLAIN_SIZE);
                SetCell::new(placed, row.kind, size, room)
            })
            .collect();
        empty &= cells.is_empty();
        let alone = cells.iter().all(|cell| cell.placed.rows == 1) && free_from.iter().all(|free| *free <= y);
        let one_line = alone && cells.iter().all(SetCell::is_one_line) && !cells.iter().all(SetCell::is_blank);
        one_line_rows.push(one_line);
        // One cell that may not be broken holds its row together.
        let mut held =
            one_line || cells.iter().any(|cell| text_lines(&cell.placed.cell.content, WIDEST, cell.room) > LONG);
        let target = if y < header_rows {
            &mut head
        } else if y < foot_from {
            &mut body
        } else {
            &mut foot
        };
        let mut column = 0;
        for cell in &cells {
            let placed = &cell.placed;
            blanks(target, &free_from, column..placed.column, y);
            let holds = !held && (placed.rows == 1 || row.kind == RowKind::Header);
            held |= holds;
            target.push(cell.json(table, holds));
            column = placed.end_column();
            free_from.iter_mut().take(column).skip(placed.column).for_each(|free| *free = placed.end_row());
        }
        blanks(target, &free_from, column..weights.len(), y);
    }
    if empty {
        // A table without a cell is no table to those who hear it read.
        head.clear();
        foot.clear();
        body = vec![json!({ "columns": weights.len().max(1), "content": "Belum ada data." })];
        one_line_rows.clear();
    }
    let (weights, aligns) = if weights.is_empty() {
        (vec![1], vec![letter(Align::Left)])
    } else {
        (weights, table.columns.iter().map(|column| letter(column.align)).collect())
    };
    json!({
        "weights": weights,
        "aligns": aligns,
        "oneLine": one_line_rows,
        "ruled": table.ruled,
        "whole": is_short(table, width),
        "head": head,
        "body": body,
        "foot": foot,
    })
}

/// The first row of the end of a table that stays on one page: its totals with the row above them. After the last row
/// where there is no such end, or where it is long or hangs together with what is above it.
fn foot_from(table: &Table, placed: &[Vec<Placed<'_>>], header_rows: usize) -> usize {
    let rows = table.rows.len();
    let totals = table.rows.iter().rev().take_while(|row| row.kind == RowKind::Total).count();
    let from = rows.saturating_sub(totals + 1);
    let free = placed.iter().take(from).flatten().all(|cell| cell.end_row() <= from);
    let short = |cell: &Placed<'_>| text_lines(&cell.cell.content, WIDEST, WIDEST.size * 10) <= SHORT;
    let stays = (1..=MOST_TOTALS).contains(&totals) && from > header_rows && free;
    if stays && placed.iter().skip(from).flatten().all(short) { from } else { rows }
}

/// Fills the places of a row that no cell takes.
fn blanks(target: &mut Vec<Json>, free_from: &[usize], columns: Range<usize>, row: usize) {
    let free = free_from.get(columns).unwrap_or_default().iter().filter(|free| **free <= row);
    target.extend(free.map(|_| Json::from("")));
}

fn letter(align: Align) -> &'static str {
    match align {
        Align::Left => "l",
        Align::Center => "c",
        Align::Right => "r",
    }
}

/// A cell with what decides how it is set.
struct SetCell<'a> {
    placed: Placed<'a>,
    kind: RowKind,
    font: Font,
    /// Width for its text.
    room: Length,
    /// What it holds, where that is text of one look, and its width on one line.
    text: Option<(String, Length)>,
}

impl<'a> SetCell<'a> {
    fn new(placed: Placed<'a>, kind: RowKind, size: Length, room: Length) -> Self {
        let bold = placed.cell.bold || matches!(kind, RowKind::Header | RowKind::Group | RowKind::Total);
        let mut text = Some(String::new());
        for inline in &placed.cell.content {
            let more = match inline {
                Inline::Run(run) if !run.bold && !run.italic && !run.underline => Some(&run.text),
                Inline::Figure(figure) => Some(&figure.text),
                _ => None,
            };
            text = text.zip(more).map(|(text, more)| text + more);
        }
        let font = Font { size, bold };
        let text = text.map(|text| printable(&text)).map(|text| {
            let width = font.width(&text);
            (text, width)
        });
        Self { placed, kind, font, room, text }
    }

    /// Whether it surely takes one line: some room is kept for what rounding may add.
    fn is_one_line(&self) -> bool {
        self.text.as_ref().is_some_and(|(_, width)| *width <= self.room * 49 / 50)
    }

    fn is_blank(&self) -> bool {
        self.text.as_ref().is_some_and(|(text, _)| text.trim().is_empty())
    }

    /// The cell; `holds` where it may not be broken over pages.
    fn json(&self, table: &Table, holds: bool) -> Json {
        let Cell { indent, align: own_align, .. } = self.placed.cell;
        let of_column = table.columns.get(self.placed.column).map_or(Align::Left, |column| column.align);
        let align = match (own_align, self.kind) {
            (Some(align), _) => *align,
            (None, RowKind::Header) => Align::Center,
            (None, RowKind::Body | RowKind::Group | RowKind::Total) => of_column,
        };
        let content = match &self.text {
            Some((text, width)) if *width <= self.room => text.as_str().into(),
            Some((text, _)) => self.font.breakable(text, self.room).into(),
            None => {
                let set = |text: &str, bold: bool| {
                    Font { bold: self.font.bold || bold, ..self.font }.breakable(&printable(text), self.room)
                };
                inlines(&self.placed.cell.content, &set).into()
            }
        };
        let mut json = Map::new();
        let mut put = |key: &str, value: Json| json.insert(key.into(), value);
        if self.placed.columns > 1 {
            put("columns", self.placed.columns.into());
        }
        if self.placed.rows > 1 {
            put("rows", self.placed.rows.into());
        }
        if align != of_column || self.kind == RowKind::Header {
            put("align", letter(align).into());
        }
        if self.font.bold {
            put("bold", true.into());
        }
        if *indent > 0 {
            put("indent", (*indent).into());
        }
        let shade = match self.kind {
            RowKind::Header => 28,
            RowKind::Total => 16,
            RowKind::Body | RowKind::Group => 0,
        };
        if shade > 0 {
            put("shade", shade.into());
        }
        if self.kind == RowKind::Header {
            put("middle", true.into());
        }
        if holds {
            put("holds", true.into());
        }
        if json.is_empty() {
            return content;
        }
        json.insert("content".into(), content);
        Json::Object(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Row};

    fn row(kind: RowKind, cells: Vec<Cell>) -> Row {
        Row { kind, cells }
    }

    fn table_of(columns: usize, header_rows: usize, rows: Vec<Row>) -> Json {
        let columns = vec![Column { weight: 1, align: Align::Left }; columns];
        table(&Table { id: "t".into(), caption: None, columns, header_rows, rows, ruled: true }, points(170))
    }

    #[test]
    fn every_place_has_its_cell_in_order() {
        let made = table_of(
            3,
            1,
            vec![
                // The header ends with its rows: what it would cover below is free, and nobody's.
                row(RowKind::Header, vec![Cell::text("a"), Cell::text("b").over_rows(2), Cell::text("c")]),
                row(RowKind::Body, vec![Cell::text("d"), Cell::text("e")]),
                row(RowKind::Body, vec![Cell::text("f").over_rows(2)]),
                row(RowKind::Body, vec![Cell::text("g")]),
            ],
        );
        let texts = |part: &str| -> Vec<String> {
            let cells = made[part].as_array().unwrap().iter();
            cells.map(|cell| cell.as_str().or(cell["content"].as_str()).unwrap().into()).collect()
        };
        assert_eq!(texts("head"), ["a", "b", "c"]);
        assert_eq!(texts("body"), ["d", "", "e", "f", "", "", "g", ""]);
        assert!(made["head"].as_array().unwrap().iter().all(|cell| cell.get("rows").is_none()), "{made}");
    }

    #[test]
    fn rows_of_one_line_are_known_and_others_are_held_together_or_may_be_broken() {
        let long = "kata ".repeat(2000);
        let made = table_of(
            2,
            0,
            vec![
                row(RowKind::Body, vec![Cell::text("satu"), Cell::text("baris")]),
                row(RowKind::Body, vec![Cell::text("dua baris ".repeat(8)), Cell::text("x")]),
                row(RowKind::Body, vec![Cell::text(long.trim()), Cell::text("x")]),
                row(RowKind::Body, vec![Cell::inlines(vec![Inline::text("dua"), Inline::LineBreak]), Cell::text("x")]),
                row(RowKind::Body, vec![Cell::text("a").over_rows(2), Cell::text("b")]),
                row(RowKind::Body, vec![Cell::text("c")]),
                row(RowKind::Body, vec![Cell::text(" "), Cell::text("")]),
            ],
        );
        assert_eq!(made["oneLine"], json!([true, false, false, false, false, false, false]));
        let held: Vec<bool> = made["body"].as_array().unwrap().iter().map(|cell| cell.get("holds").is_some()).collect();
        let rows = [[false; 2], [true, false], [false; 2], [true, false], [false, true]].concat();
        assert_eq!(held, [rows, vec![true], vec![true, false]].concat());
    }

    #[test]
    fn totals_stay_with_the_row_above_them_where_nothing_hangs_over() {
        let line = |kind, text: &str| row(kind, vec![Cell::text(text), Cell::text("1")]);
        let hanging = row(RowKind::Body, vec![Cell::text("b").over_rows(2), Cell::text("1")]);
        let body = |text: &str| line(RowKind::Body, text);
        let total = || line(RowKind::Total, "jumlah");
        let cells = |rows: Vec<Row>| {
            let made = table_of(2, 1, [vec![line(RowKind::Header, "h")], rows].concat());
            ["body", "foot"].map(|part| made[part].as_array().unwrap().len())
        };
        assert_eq!(cells(vec![body("a"), body("b"), total()]), [2, 4]);
        assert_eq!(cells(vec![body("a"), body("b"), total(), total()]), [2, 6]);
        assert_eq!(cells(vec![body("a"), body("b")]), [4, 0]);
        assert_eq!(cells(vec![body("a"), total()]), [4, 0], "nothing would be left above");
        let last = row(RowKind::Body, vec![Cell::text("1")]);
        assert_eq!(cells(vec![body("a"), hanging, last, total()]), [7, 0]);
    }

    #[test]
    fn a_table_without_a_cell_says_so() {
        for (columns, rows) in [(0, vec![]), (2, vec![]), (2, vec![row(RowKind::Body, vec![])])] {
            let made = table_of(columns, 0, rows);
            assert_eq!(made["body"].as_array().unwrap().len(), 1);
            assert_eq!(made["body"][0]["content"], "Belum ada data.");
        }
    }
}
