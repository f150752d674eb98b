//! A workbook with a sheet for every captioned table: numbers as numbers, sums as formulas.

mod formula;
mod name;
mod sheet;
mod style;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, XlsxError};

use self::name::SheetNames;
use crate::outline::{caption_label, caption_text};
use crate::plain::{PlainText, note_text};
use crate::{Block, Caption, Document, ParagraphStyle, RenderError, Table};

/// Name of the first sheet, which lists the others.
const LIST: &str = "Daftar";

/// The workbook; the same document gives the same bytes.
pub fn render(document: &Document) -> Result<Vec<u8>, RenderError> {
    workbook(document).map_err(|error| RenderError { cause: format!("workbook: {error}") })
}

fn workbook(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut tables = Vec::new();
    collect(&document.blocks, &mut tables, &mut false);
    let mut names = SheetNames::default();
    names.take(LIST);
    let named: Vec<(String, Captioned<'_>)> =
        tables.into_iter().map(|table| (names.take(&caption_label(table.caption)), table)).collect();

    let mut workbook = Workbook::new();
    // Rows of 17 and columns of 64 pixels are what these letters make in an empty workbook.
    workbook.set_default_format(&style::letters(), 17, 64)?;
    workbook.set_properties(&properties(document)?);
    write_list(&mut workbook, document, &named)?;
    for (name, captioned) in &named {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet::write(sheet, document, captioned)?;
    }
    workbook.save_to_buffer()
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let metadata = &document.metadata;
    let (year, month, day) = metadata.date;
    let year = u16::try_from(year).map_err(|_| XlsxError::DateTimeRangeError(format!("year {year}")))?;
    Ok(DocProperties::new()
        .set_title(metadata.title.as_str())
        .set_subject(metadata.subject.as_str())
        .set_author(metadata.author.as_str())
        .set_company(metadata.author.as_str())
        .set_keywords(metadata.keywords.join(", "))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

/// A table with a caption, and the small print that follows it.
struct Captioned<'a> {
    table: &'a Table,
    caption: &'a Caption,
    notes: Vec<String>,
}

/// Finds the tables in the order of the document. `follows` is true while small print belongs to the last of them.
fn collect<'a>(blocks: &'a [Block], tables: &mut Vec<Captioned<'a>>, follows: &mut bool) {
    for block in blocks {
        let note = match block {
            Block::Table(table) => {
                *follows = table.caption.is_some();
                tables.extend(table.caption.iter().map(|caption| Captioned { table, caption, notes: Vec::new() }));
                continue;
            }
            Block::Part(part) => {
                collect(&part.blocks, tables, follows);
                continue;
            }
            Block::List(list) => {
                *follows = false;
                list.items.iter().for_each(|item| collect(item, tables, follows));
                *follows = false;
                continue;
            }
            Block::Paragraph(paragraph) if paragraph.style == ParagraphStyle::Small => {
                let mut plain = PlainText::default();
                let text = plain.inlines(&paragraph.content);
                let footnotes = plain.take_footnotes().into_iter().map(|(number, note)| format!("\n[{number}] {note}"));
                Some(std::iter::once(text).chain(footnotes).collect())
            }
            Block::Note(note) => Some(note_text(&note.text)),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Equation(_)
            | Block::Figure(_)
            | Block::Signature(_)
            | Block::Letterhead(_)
            | Block::Contents(_)
            | Block::PageBreak
            | Block::Orientation(_)
            | Block::Space(_) => None,
        };
        match (note, tables.last_mut()) {
            (Some(note), Some(table)) if *follows => table.notes.push(note),
            _ => *follows = false,
        }
    }
}

/// What stands at the top of every sheet of a draft or an example.
fn notices(document: &Document) -> Vec<String> {
    document.page_notice.iter().chain(&document.watermark).cloned().collect()
}

/// "Laporan Kinerja, Kecamatan Sukamaju".
fn document_line(document: &Document) -> String {
    let metadata = &document.metadata;
    let parts = [metadata.title.as_str(), metadata.author.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn write_list(
    workbook: &mut Workbook,
    document: &Document,
    tables: &[(String, Captioned<'_>)],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(LIST)?;
    sheet::set_up(sheet, document, false)?;
    sheet.set_column_width(0, 25_u8)?;
    sheet.set_column_width(1, 70_u8)?;
    let mut row = 0;
    for notice in notices(document) {
        sheet.write_string_with_format(row, 0, notice, &style::base())?;
        row += 1;
    }
    sheet.write_string_with_format(
        row,
        0,
        document.metadata.title.as_str(),
        &style::base().set_font_size(12).set_bold(),
    )?;
    sheet.write_string_with_format(row + 1, 0, document.metadata.author.as_str(), &style::base())?;
    row += 3;
    if tables.is_empty() {
        sheet.write_string_with_format(row, 0, "Dokumen ini tidak memuat tabel.", &style::base())?;
        return Ok(());
    }
    for (column, head) in [(0, "Lembar"), (1, "Tabel")] {
        sheet.write_string_with_format(row, column, head, &style::list_head())?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    for (name, captioned) in tables {
        row += 1;
        let target = Url::new(format!("internal:'{name}'!A1")).set_text(name.as_str());
        sheet.write_url_with_format(row, 0, target, &style::link())?;
        sheet.write_string_with_format(row, 1, caption_text(captioned.caption), &style::list_line())?;
    }
    Ok(())
}
