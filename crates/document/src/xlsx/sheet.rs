//! One table on one sheet.

use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::formula::Grid;
use super::name::cut;
use super::{Captioned, style};
use crate::drawing::text::Font;
use crate::grid::{Placed, place};
use crate::outline::caption_text;
use crate::plain::PlainText;
use crate::{Document, Paper, RowKind, Table, Value};

/// Tables with more columns than this lie on their side.
const PORTRAIT_COLUMNS: usize = 6;
/// Longest text of a cell in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Hundredths of a pixel, as [`Font`] measures: the unit of column widths, and the letters of 10 points.
const UNIT: i64 = 7_00;
const LETTERS: i64 = 13_33;
/// Points of a line of text.
const LINE_POINTS: usize = 13;
/// Tallest row in points.
const TALLEST: usize = 409;

/// Fills the sheet of a table.
pub(super) fn write(sheet: &mut Worksheet, document: &Document, captioned: &Captioned<'_>) -> Result<(), XlsxError> {
    let table = captioned.table;
    let landscape = table.columns.len() > PORTRAIT_COLUMNS;
    set_up(sheet, document, landscape)?;
    // Every formula brings its result; an empty one must not be taken for none, which is stored as 0.
    sheet.set_formula_result_default("");
    let placed = place(table);
    let mut plain = PlainText::default();
    let texts: Vec<Vec<String>> =
        placed.iter().map(|row| row.iter().map(|cell| plain.inlines(&cell.cell.content)).collect()).collect();
    let widths = column_widths(table, &placed, &texts, landscape);
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, u16::try_from(*width).unwrap_or(u16::MAX))?;
    }

    let mut lines = Lines { sheet, row: 0, width: widths.iter().sum(), columns: table.columns.len() };
    for notice in super::notices(document) {
        lines.write(&notice, &style::small())?;
    }
    lines.write(&caption_text(captioned.caption), &style::caption())?;
    lines.write(&super::document_line(document), &style::small())?;
    let first = lines.row + 1;

    let grid = Grid::new(table, &placed, usize::try_from(first).unwrap_or_default());
    for (cells, texts) in placed.iter().zip(&texts) {
        for (cell, text) in cells.iter().zip(texts) {
            write_cell(sheet, table, &grid, cell, text, first)?;
        }
    }
    let height = sheet_row(table.rows.len())?;
    set_row_heights(sheet, table, &placed, &texts, &widths, first)?;
    if let Some((last_row, last_column)) = height.checked_sub(1).zip(sheet_column(table.columns.len())?.checked_sub(1))
    {
        sheet.ignore_error_range(first, 0, first + last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    let head = sheet_row(table.header_rows.min(table.rows.len()))?;
    if head > 0 {
        sheet.set_freeze_panes(first + head, 0)?;
        sheet.set_repeat_rows(first, first + head - 1)?;
    }

    let mut lines = Lines { sheet, row: first + height + 1, width: widths.iter().sum(), columns: table.columns.len() };
    for (number, note) in plain.take_footnotes() {
        lines.write(&format!("[{number}] {note}"), &style::small())?;
    }
    for note in &captioned.notes {
        lines.write(note, &style::small())?;
    }
    Ok(())
}

/// Paper, footer and letters of a sheet.
pub(super) fn set_up(sheet: &mut Worksheet, document: &Document, landscape: bool) -> Result<(), XlsxError> {
    // The paper codes of the file format know A4 (9) and folio of 8,5 x 13 inches (14), 0,9 mm wider than F4.
    sheet.set_paper_size(match document.page.paper {
        Paper::A4 => 9,
        Paper::F4 => 14,
    });
    if landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(0.6, 0.6, 0.7, 0.8, 0.3, 0.4);
    sheet.set_print_fit_to_pages(1, 0);
    // The whole footer may have 255 characters.
    let literal = |text: &str| cut(text, 100).replace('\n', " ").replace('&', "&&");
    sheet.set_footer(format!("&L&8{}&R&8Halaman &P dari &N", literal(&format!(" {}", document.footer))));
    Ok(())
}

/// Lines of text over the whole width of a table.
struct Lines<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    width: usize,
    columns: usize,
}

impl Lines<'_> {
    fn write(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let last = sheet_column(self.columns)?.saturating_sub(1);
        let text = safe_text(text);
        if last > 0 {
            self.sheet.merge_range(self.row, 0, self.row, last, "", format)?;
        }
        self.sheet.write_string_with_format(self.row, 0, text, &guarded(text, format.clone()))?;
        // Merged cells do not grow by themselves.
        let lines = line_count(text, self.width, true);
        if lines > 1 {
            self.sheet.set_row_height(self.row, points(lines))?;
        }
        self.row += 1;
        Ok(())
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    table: &Table,
    grid: &Grid<'_>,
    placed: &Placed<'_>,
    text: &str,
    first: u32,
) -> Result<(), XlsxError> {
    let kind = table.rows.get(placed.row).map_or(RowKind::Body, |row| row.kind);
    let format = style::cell(table, placed, kind);
    let (row, column) = (first + sheet_row(placed.row)?, sheet_column(placed.column)?);
    if placed.rows > 1 || placed.columns > 1 {
        let (last_row, last_column) =
            (first + sheet_row(placed.end_row() - 1)?, sheet_column(placed.end_column() - 1)?);
        sheet.merge_range(row, column, last_row, last_column, "", &format)?;
    }
    let number = match &placed.cell.value {
        Some(Value::Number { value, format }) => Some(style::stored(*value, *format)),
        Some(Value::Text(_)) | None => None,
    };
    let result = number.map_or_else(|| text.to_owned(), |number| style::binary(number).to_string());
    let formula = placed
        .cell
        .formula
        .as_ref()
        .filter(|_| number.is_some() || !style::reads_as_number(text))
        .and_then(|formula| grid.formula(placed.cell, formula, text));
    match (formula, number, &placed.cell.value) {
        (Some(formula), ..) => {
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), &format)?;
        }
        (None, Some(number), _) => {
            sheet.write_number_with_format(row, column, style::binary(number), &format)?;
        }
        (None, None, Some(Value::Text(code))) => {
            let code = safe_text(code);
            sheet.write_string_with_format(row, column, code, &guarded(code, format))?;
        }
        (None, None, _) => {
            let text = safe_text(text);
            sheet.write_string_with_format(row, column, text, &guarded(text, format))?;
        }
    }
    Ok(())
}

fn safe_text(text: &str) -> &str {
    cut(text, LONGEST_TEXT)
}

/// Text that begins like a formula stays text even when somebody edits the cell.
fn guarded(text: &str, format: Format) -> Format {
    if text.chars().count() > 1 && text.starts_with(['=', '+', '-', '@']) { format.set_quote_prefix() } else { format }
}

/// Columns in characters: shares of the page by weight, but at least the longest number or code.
fn column_widths(table: &Table, placed: &[Vec<Placed<'_>>], texts: &[Vec<String>], landscape: bool) -> Vec<usize> {
    let page = if landscape { 140 } else { 95 };
    let total: usize = table.columns.iter().map(|column| usize::from(column.weight.max(1))).sum();
    let mut widths: Vec<usize> =
        table.columns.iter().map(|column| (usize::from(column.weight.max(1)) * page / total).clamp(5, 100)).collect();
    for (cell, text) in placed.iter().flatten().zip(texts.iter().flatten()) {
        if let (1, Some(_), Some(width)) = (cell.columns, &cell.cell.value, widths.get_mut(cell.column)) {
            let needed = Font { size: LETTERS, bold: true }.width(text) / UNIT + 2;
            *width = usize::try_from(needed).unwrap_or_default().clamp(*width, 100.max(*width));
        }
    }
    widths
}

/// Heights of the rows that need more than one line: office programs do not grow rows for merged cells, and some
/// for no cell at all, when they open a file.
fn set_row_heights(
    sheet: &mut Worksheet,
    table: &Table,
    placed: &[Vec<Placed<'_>>],
    texts: &[Vec<String>],
    widths: &[usize],
    first: u32,
) -> Result<(), XlsxError> {
    let lines = |cell: &Placed<'_>, text: &str| {
        let width: usize = widths.iter().skip(cell.column).take(cell.columns).sum();
        let kind = table.rows.get(cell.row).map_or(RowKind::Body, |row| row.kind);
        let indent = usize::from(cell.cell.indent);
        line_count(text, width.saturating_sub(indent), kind != RowKind::Body || cell.cell.bold)
    };
    let mut heights = vec![1; placed.len()];
    let mut tall = Vec::new();
    for (cell, text) in placed.iter().flatten().zip(texts.iter().flatten()) {
        match heights.get_mut(cell.row) {
            Some(height) if cell.rows == 1 => *height = lines(cell, text).max(*height),
            _ => tall.push((cell.row, cell.end_row(), lines(cell, text))),
        }
    }
    // A cell over several rows stretches the last of them.
    tall.sort_by_key(|(_, end, _)| *end);
    for (start, end, needed) in tall {
        let covered: usize = heights.iter().skip(start).take(end - start).sum();
        if let Some(height) = heights.get_mut(end - 1) {
            *height += needed.saturating_sub(covered);
        }
    }
    for (row, height) in (first..).zip(heights) {
        if height > 1 {
            sheet.set_row_height(row, points(height))?;
        }
    }
    Ok(())
}

/// Lines that a text takes in a column of this width; other letters than ours may be a little wider.
fn line_count(text: &str, width: usize, bold: bool) -> usize {
    let room = i64::try_from(width).unwrap_or(i64::MAX / UNIT).max(1) * UNIT * 96 / 100;
    let font = Font { size: LETTERS, bold };
    text.split('\n').map(|line| font.wrap(line, room).len().max(1)).sum()
}

/// Height of so many lines.
fn points(lines: usize) -> u16 {
    u16::try_from((lines * LINE_POINTS).min(TALLEST)).unwrap_or_default()
}

fn sheet_row(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn sheet_column(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
