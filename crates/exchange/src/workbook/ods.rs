//! ODS: `content.xml`, row by row. Repeated rows and cells are repeated only where they hold something.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;
use zip::ZipArchive;

use super::sheet::{Area, Cell, MAX_CELLS, ReadFailure, Sheet};

impl From<quick_xml::Error> for ReadFailure {
    fn from(error: quick_xml::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Numbers of more digits than this have lost some, as in Excel.
const EXACT_DIGITS: usize = 15;

/// The sheets that `wanted` names; of the others only the names.
pub fn sheets(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Sheet>, ReadFailure> {
    let mut content = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadFailure::Broken(error.to_string()))?;
    let mut part = archive.by_name("content.xml").map_err(|error| ReadFailure::Broken(error.to_string()))?;
    part.read_to_string(&mut content).map_err(|error| ReadFailure::Broken(error.to_string()))?;

    let mut xml = Reader::from_str(&content);
    xml.config_mut().expand_empty_elements = true;
    let mut sheets = Vec::new();
    let mut left = MAX_CELLS;
    loop {
        match xml.read_event()? {
            Event::Start(start) if name(&start) == "table:table" => {
                let mut sheet = Sheet { name: attribute(&start, "table:name").unwrap_or_default(), ..Sheet::default() };
                if wanted(&sheet.name) {
                    read_table(&mut xml, &mut sheet, &mut left)?;
                }
                sheets.push(sheet);
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn name<'e>(start: &'e BytesStart<'_>) -> &'e str {
    start.name().into_inner()
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok().flatten()?;
    unescape(&found.value).ok().map(|value| value.into_owned())
}

fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn read_table(xml: &mut Reader<&[u8]>, sheet: &mut Sheet, left: &mut usize) -> Result<(), ReadFailure> {
    let (mut row, mut rows) = (0_u32, 1_u32);
    let mut column = 0_u32;
    let mut cells: Vec<(u32, Cell)> = Vec::new();
    loop {
        match xml.read_event()? {
            Event::Start(start) if name(&start) == "table:table-row" => {
                rows = count(&start, "table:number-rows-repeated");
                column = 0;
            }
            Event::Start(start) if name(&start) == "table:table-cell" => {
                let repeated = count(&start, "table:number-columns-repeated");
                let (down, across) =
                    (count(&start, "table:number-rows-spanned"), count(&start, "table:number-columns-spanned"));
                if down > 1 || across > 1 {
                    let end = (row.saturating_add(down - 1), column.saturating_add(across - 1));
                    sheet.merged.push(Area { start: (row, column), end });
                }
                if let Some(cell) = read_cell(xml, &start)? {
                    take(left, repeated)?;
                    cells.extend((0..repeated).map(|n| (column.saturating_add(n), cell.clone())));
                }
                column = column.saturating_add(repeated);
            }
            Event::Start(start) if name(&start) == "table:covered-table-cell" => {
                column = column.saturating_add(count(&start, "table:number-columns-repeated"));
            }
            Event::End(end) if end.name().into_inner() == "table:table-row" => {
                if !cells.is_empty() {
                    take(left, u32::try_from(cells.len()).unwrap_or(u32::MAX).saturating_mul(rows - 1))?;
                    for n in 0..rows {
                        let at = row.saturating_add(n);
                        sheet.cells.extend(cells.iter().map(|(column, cell)| ((at, *column), cell.clone())));
                    }
                    cells.clear();
                }
                row = row.saturating_add(rows);
            }
            Event::End(end) if end.name().into_inner() == "table:table" => return Ok(()),
            Event::Eof => return Err(ReadFailure::Broken("content.xml ends too early".to_string())),
            _ => {}
        }
    }
}

fn take(left: &mut usize, cells: u32) -> Result<(), ReadFailure> {
    *left = left.checked_sub(cells as usize).ok_or(ReadFailure::TooManyCells)?;
    Ok(())
}

fn read_cell(xml: &mut Reader<&[u8]>, start: &BytesStart<'_>) -> Result<Option<Cell>, ReadFailure> {
    let text = read_text(xml)?;
    let value = |name: &str| attribute(start, name);
    if value("calcext:value-type").as_deref() == Some("error") {
        return Ok(Some(Cell::Error(text)));
    }
    Ok(match value("office:value-type").as_deref() {
        Some("float" | "currency") => number(&value("office:value").unwrap_or_default(), &text, false),
        Some("percentage") => number(&value("office:value").unwrap_or_default(), &text, true),
        Some("date") => {
            value("office:date-value").map(|date| Cell::Date(date.trim_end_matches("T00:00:00").to_string()))
        }
        Some("boolean") => value("office:boolean-value").map(|flag| Cell::Flag(flag == "true")),
        Some("time") => Some(Cell::Date(text)),
        Some("string") => Some(Cell::Text(value("office:string-value").unwrap_or(text))),
        _ => None,
    }
    .filter(|cell| !matches!(cell, Cell::Text(text) if text.trim().is_empty())))
}

fn number(value: &str, text: &str, percent: bool) -> Option<Cell> {
    let Ok(number) = Decimal::from_str_exact(value).or_else(|_| Decimal::from_scientific(value)) else {
        return Some(Cell::Error(value.to_string()));
    };
    if number.trunc().abs().to_string().len() > EXACT_DIGITS {
        return Some(Cell::Rounded);
    }
    let number = number.round_sf(EXACT_DIGITS as u32).unwrap_or(number).normalize();
    let value = if percent { (number * Decimal::ONE_HUNDRED).normalize() } else { number };
    Some(Cell::Number { value, shown: shown_decimals(&value, text) })
}

/// Decimals of the number as it is displayed, unless it is displayed rounded.
fn shown_decimals(value: &Decimal, text: &str) -> u32 {
    let text = text.trim_end_matches(['%', ' ', '\u{A0}']);
    let fraction = text.rfind(['.', ',']).and_then(|at| text.get(at + 1..)).unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut scaled = *value;
    scaled.rescale(u32::try_from(fraction.len()).unwrap_or_default().min(EXACT_DIGITS as u32));
    if scaled == *value && digits(&scaled.to_string()) == digits(text) { scaled.scale() } else { 0 }
}

/// The text of a cell up to its end: paragraphs with line breaks between them, without annotations.
fn read_text(xml: &mut Reader<&[u8]>) -> Result<String, ReadFailure> {
    let mut text = String::new();
    let mut depth = 0_usize;
    let mut annotation = None;
    let mut paragraphs = 0_usize;
    loop {
        let silent = annotation.is_some() || paragraphs == 0;
        match xml.read_event()? {
            Event::Start(start) => {
                depth += 1;
                match name(&start) {
                    "office:annotation" if annotation.is_none() => annotation = Some(depth),
                    _ if annotation.is_some() => {}
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => text.extend(std::iter::repeat_n(' ', count(&start, "text:c").min(1000) as usize)),
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                }
            }
            Event::End(_) if depth == 0 => return Ok(text),
            Event::End(_) => {
                if annotation == Some(depth) {
                    annotation = None;
                }
                depth -= 1;
            }
            Event::Text(part) if !silent => text.push_str(&part.xml10_content()),
            Event::CData(part) if !silent => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if !silent => {
                let character = entity.resolve_char_ref()?.map(String::from);
                let known = || resolve_xml_entity(&entity).map(str::to_string);
                text.push_str(&character.or_else(known).unwrap_or_default());
            }
            Event::Eof => return Err(ReadFailure::Broken("content.xml ends inside a cell".to_string())),
            _ => {}
        }
    }
}
