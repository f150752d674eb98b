//! XLSX, cell by cell, so that a sheet with two cells far apart costs two cells.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use rust_decimal::Decimal;

use super::number;
use super::sheet::{Area, Cell, MAX_CELLS, ReadFailure, Sheet, decimals_of};

impl From<XlsxError> for ReadFailure {
    fn from(error: XlsxError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The sheets that `wanted` names; of the others only the names.
pub fn sheets(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Sheet>, ReadFailure> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let metadata: Vec<_> = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let mut count = 0;
    for sheet in metadata.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut read = Sheet { name: sheet.name, ..Sheet::default() };
        if wanted(&read.name) {
            let mut cells = workbook.worksheet_cells_reader(&read.name)?;
            while let Some((cell, style)) = cells.next_cell_with_style_id()? {
                let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
                let format = format.map_or("", |format| format.format_code.as_str());
                let Some(content) = content(cell.get_value(), format) else { continue };
                count += 1;
                if count > MAX_CELLS {
                    return Err(ReadFailure::TooManyCells);
                }
                read.cells.insert(cell.get_position(), content);
            }
            drop(cells);
            let merged = workbook.merge_cells_by_sheet_name(&read.name)?;
            read.merged = merged.into_iter().map(|area| Area { start: area.start, end: area.end }).collect();
        }
        sheets.push(read);
    }
    Ok(sheets)
}

fn content(value: &DataRef<'_>, format: &str) -> Option<Cell> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Cell::Text(text.to_string()));
    match value {
        DataRef::Empty => None,
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Bool(flag) => Some(Cell::Flag(*flag)),
        DataRef::Int(value) => Some(Cell::Number { value: Decimal::from(*value), shown: 0 }),
        DataRef::Float(value) if number::is_rounded(*value) => Some(Cell::Rounded),
        DataRef::Float(value) => Some(match number::decimal(*value) {
            Some(value) => shown(value, format),
            None => Cell::Error(value.to_string()),
        }),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let mut text = format!("{year:04}-{month:02}-{day:02}");
            if date.is_duration() || (hour, minute, second) != (0, 0, 0) {
                text.push_str(&format!(" {hour:02}:{minute:02}"));
            }
            Some(Cell::Date(text))
        }
        DataRef::DateTimeIso(date) => Some(Cell::Date(date.trim_end_matches("T00:00:00").to_string())),
        DataRef::DurationIso(duration) => Some(Cell::Date(duration.clone())),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}

fn shown(value: Decimal, format: &str) -> Cell {
    let positive = format.split(';').next().unwrap_or_default();
    let percent = positive.ends_with('%');
    let value = if percent { (value * Decimal::ONE_HUNDRED).normalize() } else { value };
    Cell::Number { value, shown: decimals_of(positive) }
}
