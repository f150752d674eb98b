//! The cells of a table for the template: place, look, and text that fits its column.

use serde_json::{Map, Value as Json, json};

use super::data::{Length, inlines, points, printable};
use crate::drawing::text::Font;
use crate::grid::{Placed, place};
use crate::{Align, Cell, Inline, RowKind, Table};

/// Height of the letters of a ruled table.
const SIZE: Length = 900;
/// Height of the letters of a table without lines, which is part of the text.
const PLAIN_SIZE: Length = 1050;
/// Room between text and lines at both sides together.
const PADDING: Length = 600;
/// A row of more lines than this may go on over the page; one of fewer lines is never broken. About half of a page.
const LONG: Length = 35;

/// A table of this width, without label and caption.
pub(super) fn table(table: &Table, width: Length) -> Json {
    let weights: Vec<Length> = table.columns.iter().map(|column| Length::from(column.weight.max(1))).collect();
    let whole = weights.iter().sum::<Length>().max(1);
    let mut head = Vec::new();
    let mut body = Vec::new();
    // A header alone repeats nothing.
    let header_rows = table.header_rows.min(table.rows.len());
    let room = |placed: &Placed<'_>| {
        let share: Length = weights.iter().skip(placed.column).take(placed.columns).sum();
        let indent = points(3) * Length::from(placed.cell.indent);
        (width * share / whole - PADDING - indent).max(PLAIN_SIZE)
    };
    let size = if table.ruled { SIZE } else { PLAIN_SIZE };
    for (row, places) in table.rows.iter().zip(place(table)) {
        let long = places.iter().any(|placed| lines(&placed.cell.content, room(placed)) > LONG);
        for mut placed in places {
            let in_head = placed.row < header_rows;
            if in_head {
                placed.rows = placed.rows.min(header_rows - placed.row);
            }
            let align = table.columns.get(placed.column).map_or(Align::Left, |column| column.align);
            let json = cell(&placed, row.kind, align, (size, room(&placed)), long);
            if in_head { head.push(json) } else { body.push(json) }
        }
    }
    if head.is_empty() && body.is_empty() {
        // A table without a cell is no table to those who hear it read.
        body.push(
            json!({ "x": 0, "y": 0, "columns": weights.len().max(1), "align": "l", "content": "Belum ada data." }),
        );
    }
    let weights = if weights.is_empty() { vec![1] } else { weights };
    json!({ "weights": weights, "ruled": table.ruled, "head": head, "body": body })
}

fn cell(placed: &Placed<'_>, kind: RowKind, align: Align, (size, room): (Length, Length), long: bool) -> Json {
    let Cell { content, bold, indent, align: own_align, .. } = placed.cell;
    let bold = *bold || matches!(kind, RowKind::Header | RowKind::Group | RowKind::Total);
    let align = match (own_align, kind) {
        (Some(align), _) => *align,
        (None, RowKind::Header) => Align::Center,
        (None, RowKind::Body | RowKind::Group | RowKind::Total) => align,
    };
    let mut json = Map::new();
    let mut put = |key: &str, value: Json| json.insert(key.into(), value);
    put("x", placed.column.into());
    put("y", placed.row.into());
    if placed.columns > 1 {
        put("columns", placed.columns.into());
    }
    if placed.rows > 1 {
        put("rows", placed.rows.into());
    }
    put(
        "align",
        match align {
            Align::Left => "l",
            Align::Center => "c",
            Align::Right => "r",
        }
        .into(),
    );
    if bold {
        put("bold", true.into());
    }
    if *indent > 0 {
        put("indent", (*indent).into());
    }
    let shade = match kind {
        RowKind::Header => 28,
        RowKind::Total => 16,
        RowKind::Body | RowKind::Group => 0,
    };
    if shade > 0 {
        put("shade", shade.into());
    }
    if kind == RowKind::Header {
        put("middle", true.into());
    }
    if placed.rows > 1 && kind != RowKind::Header || long {
        put("breakable", true.into());
    }
    let set = |text: &str, run_bold: bool| Font { size, bold: bold || run_bold }.breakable(&printable(text), room);
    put(
        "content",
        match content.as_slice() {
            [Inline::Run(run)] if !run.bold && !run.italic && !run.underline => set(&run.text, false).into(),
            content => inlines(content, &set).into(),
        },
    );
    Json::Object(json)
}

/// About how many lines the content takes.
fn lines(content: &[Inline], room: Length) -> Length {
    let font = Font { size: PLAIN_SIZE, bold: true };
    let width = |text: &str| font.width(text) / room + 1;
    content
        .iter()
        .map(|inline| match inline {
            Inline::Run(run) => width(&run.text),
            Inline::Figure(figure) => width(&figure.text),
            Inline::Missing(text) => width(text),
            Inline::Footnote(_) => 0,
            Inline::LineBreak => 1,
        })
        .sum()
}
