//! Writing the workbook of an office and year.

use domain::problem::Rejection;
use domain::register::{Register, Rows};
use domain::schema::{Column, Field, Kind, Scope, TableSchema};
use domain::value::{Rupiah, Tanggal};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use super::sheet::letters;
use super::{GUIDE, guide, nomenklatur, number, sheet_name};

/// Why a workbook was not written.
#[derive(Debug)]
pub enum ExchangeError {
    /// Something that a user can mend.
    Rejected(Rejection),
    /// The writer failed; in English, for the log.
    Failed(String),
}

impl std::fmt::Display for ExchangeError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rejected(rejection) => rejection.fmt(formatter),
            Self::Failed(why) => write!(formatter, "the workbook could not be written: {why}"),
        }
    }
}

impl std::error::Error for ExchangeError {}

impl From<XlsxError> for ExchangeError {
    fn from(error: XlsxError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The longest text that a cell of Excel holds, in UTF-16 units.
const MAX_CELL_TEXT: usize = 32_767;

/// Empty rows below the data that are prepared for typing: lists to choose from, hints.
const PREPARED_ROWS: usize = 500;

/// Width of the explanations on the guide, in letters.
const GUIDE_WIDTH: u16 = 90;

const DARK: Color = Color::RGB(0x001F_4E79);
const LIGHT: Color = Color::RGB(0x00DD_E8F3);
const LINE: Color = Color::RGB(0x009D_B2C9);

type Tables = [(TableSchema, Rows)];

/// Writes the workbook of one office and year: the sheet "Petunjuk", a sheet per table, and the nomenclature to choose
/// codes from. The same register gives the same bytes.
pub fn write(register: &Register, tahun: i32) -> Result<Vec<u8>, ExchangeError> {
    let tables = register.write();
    too_long(&tables).map_err(ExchangeError::Rejected)?;
    let mut workbook = Workbook::new();
    let office = register.instansi.first().map_or("", |instansi| &*instansi.nama);
    let created = ExcelDateTime::from_ymd(u16::try_from(tahun).unwrap_or(2000).max(1950), 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("Register kinerja {office} tahun {tahun}"))
            .set_author("Kinerja")
            .set_creation_datetime(&created),
    );
    write_guide(workbook.add_worksheet(), office, tahun, &tables)?;
    for (table, rows) in &tables {
        write_table(workbook.add_worksheet(), table, rows, &tables)?;
    }
    nomenklatur::write(workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes one table as a workbook to read and to count with.
pub fn write_one(table: &TableSchema, rows: &Rows) -> Result<Vec<u8>, ExchangeError> {
    let tables = [(*table, rows.clone())];
    too_long(&tables).map_err(ExchangeError::Rejected)?;
    let mut workbook = Workbook::new();
    write_table(workbook.add_worksheet(), table, rows, &tables)?;
    let chooses = |column: &Column| column.kind == Kind::Code && nomenklatur::codes(column.name).is_some();
    if table.columns.iter().any(chooses) {
        nomenklatur::write(workbook.add_worksheet())?;
    }
    workbook.set_properties(
        &DocProperties::new()
            .set_title(table.about.trim())
            .set_author("Kinerja")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    Ok(workbook.save_to_buffer()?)
}

fn too_long(tables: &Tables) -> Result<(), Rejection> {
    for (table, rows) in tables {
        for row in rows {
            for (column, text) in table.columns.iter().zip(row) {
                if text.encode_utf16().count() > MAX_CELL_TEXT {
                    return Err(Rejection::single(
                        "WBK217",
                        format!("{}!{}", sheet_name(table.name), column.name),
                        "Isi ini terlalu panjang untuk sebuah sel.",
                        format!("Excel menyimpan paling banyak {MAX_CELL_TEXT} karakter dalam satu sel."),
                        "Ringkas isinya, atau kerjakan register ini sebagai folder kantor.",
                    ));
                }
            }
        }
    }
    Ok(())
}

fn write_guide(sheet: &mut Worksheet, office: &str, tahun: i32, tables: &Tables) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let head = Format::new().set_bold().set_font_color(Color::White).set_background_color(DARK);
    let link = Format::new().set_hyperlink().set_align(FormatAlign::Top);
    let top = Format::new().set_align(FormatAlign::Top);
    sheet.set_name(GUIDE)?.set_tab_color(DARK).set_column_width(0, 24)?.set_column_width(1, GUIDE_WIDTH)?;
    sheet.set_column_width(2, 14)?.set_column_width(3, 8)?.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, "Register kinerja", &Format::new().set_bold().set_font_size(16))?;
    sheet.write_string_with_format(1, 0, "Instansi", &bold)?.write_string(1, 1, office)?;
    let year = Format::new().set_align(FormatAlign::Left);
    sheet.write_string_with_format(2, 0, "Tahun", &bold)?.write_number_with_format(2, 1, tahun, &year)?;
    sheet.write_string_with_format(4, 0, "Cara mengisi", &bold)?;
    let mut row = 4;
    for line in guide::HOW_TO {
        sheet.write_string_with_format(row, 1, *line, &wrapped)?;
        set_height(sheet, row, lines(line, GUIDE_WIDTH))?;
        row += 1;
    }
    row += 1;
    for (column, title) in [(0, "Lembar"), (1, "Isi"), (2, "Berlaku"), (3, "Baris")] {
        sheet.write_string_with_format(row, column, title, &head)?;
    }
    for (table, rows) in tables {
        row += 1;
        let name = sheet_name(table.name);
        sheet.write_url_with_options(row, 0, format!("internal:'{name}'!A1").as_str(), &name, "", Some(&link))?;
        sheet.write_string_with_format(row, 1, table.about.trim(), &wrapped)?;
        set_height(sheet, row, lines(table.about, GUIDE_WIDTH))?;
        let scope = match table.scope {
            Scope::Instansi => "semua tahun",
            Scope::Tahun => "tahun ini",
        };
        sheet.write_string_with_format(row, 2, scope, &top)?;
        sheet.write_number_with_format(row, 3, u32::try_from(rows.len()).unwrap_or(u32::MAX), &top)?;
    }
    Ok(())
}

fn write_table(sheet: &mut Worksheet, table: &TableSchema, rows: &Rows, tables: &Tables) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(table.name))?.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_repeat_rows(0, 0)?;
    if table.scope == Scope::Tahun {
        sheet.set_tab_color(LINE);
    }
    let last_column = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let prepared = last_row.saturating_add(PREPARED_ROWS as u32);
    let mut heights = vec![1_u16; rows.len()];
    let mut total_width = 0;
    for (column, at) in table.columns.iter().zip(0_u16..) {
        let cells = || rows.iter().filter_map(|row| row.get(usize::from(at))).map(String::as_str);
        let format = format(column.kind);
        let width = width(column, cells());
        total_width += u32::from(width);
        if matches!(column.kind, Kind::Text | Kind::List | Kind::Prose) {
            for (most, text) in heights.iter_mut().zip(cells()) {
                *most = lines(text, width).max(*most);
            }
        }
        sheet.set_column_width(at, width)?.set_column_format(at, &format)?;
        sheet.write_string_with_format(0, at, column.name, &header(column.required))?;
        let help = guide::explain(column);
        let height = 22 + 17 * u32::try_from(help.len().div_ceil(38)).unwrap_or(1);
        let note = Note::new(&help).set_author("Kinerja").add_author_prefix(false).set_width(280).set_height(height);
        sheet.insert_note(0, at, &note)?;
        sheet.add_data_validation(1, at, prepared, at, &validation(column, &help, tables)?)?;
        for (text, row) in cells().zip(1_u32..).filter(|(text, _)| !text.is_empty()) {
            write_cell(sheet, (row, at), column.kind, text, &format)?;
        }
    }
    for (lines, row) in heights.into_iter().zip(1_u32..) {
        set_height(sheet, row, lines)?;
    }
    if total_width < 240 {
        // A wider table would be too small to be read on one page.
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.ignore_error_range(1, 0, prepared, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

fn header(required: bool) -> Format {
    let format = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_border_color(LINE).set_text_wrap();
    let format = format.set_align(FormatAlign::VerticalCenter);
    if required {
        format.set_background_color(DARK).set_font_color(Color::White)
    } else {
        format.set_background_color(LIGHT).set_font_color(DARK)
    }
}

fn format(kind: Kind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Text | Kind::List => format.set_num_format("@").set_text_wrap(),
        Kind::Code | Kind::Choice(_) | Kind::Flag => format.set_num_format("@"),
        Kind::Prose => format.set_text_wrap(),
        Kind::Whole => format.set_num_format("0").set_align(FormatAlign::Left),
        Kind::Decimal => format,
        Kind::Money => format.set_num_format("#,##0"),
        Kind::Date => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
    }
}

/// Width in letters: of the contents, at least of the name, at most what is comfortable to read.
fn width<'c>(column: &Column, cells: impl Iterator<Item = &'c str>) -> u16 {
    let most = match column.kind {
        Kind::Prose => 80,
        _ => 50,
    };
    let longest = cells.map(|cell| cell.chars().count() + cell.len() / 12).max().unwrap_or_default();
    let least = column.name.chars().count() + 5;
    u16::try_from((longest.min(most) + 2).max(least)).unwrap_or(50)
}

/// Lines that a text takes in a column of this width.
fn lines(text: &str, width: u16) -> u16 {
    let per_line = usize::from(width).saturating_sub(2).max(1);
    let lines: usize = text.split('\n').map(|line| line.chars().count().div_ceil(per_line).max(1)).sum();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Makes room for the lines of a row, as far as a row can be high (409 points); one line needs no setting.
fn set_height(sheet: &mut Worksheet, row: u32, lines: u16) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, lines.saturating_mul(15).min(405))?;
    }
    Ok(())
}

fn validation(column: &Column, help: &str, tables: &Tables) -> Result<DataValidation, XlsxError> {
    let list = match (column.kind, column.references) {
        (Kind::Choice(words), _) => Some(DataValidation::new().allow_list_strings(words)?),
        (Kind::Flag, _) => Some(DataValidation::new().allow_list_strings(&["ya", "tidak"])?),
        (Kind::Code, None) => {
            nomenklatur::codes(column.name).map(|codes| DataValidation::new().allow_list_formula(codes))
        }
        (Kind::List, _) | (_, None) => None,
        (_, Some(target)) => codes(target, tables).map(|codes| DataValidation::new().allow_list_formula(codes)),
    };
    let validation = match list {
        // A code may be typed before its row exists, or be newer than the nomenclature; the import looks at all of them.
        Some(list) if column.kind == Kind::Code || column.references.is_some() => {
            list.set_error_style(DataValidationErrorStyle::Warning)
        }
        Some(list) => list,
        None => DataValidation::new().allow_any_value(),
    };
    validation
        .set_input_title(cut(column.name, 32))?
        .set_input_message(cut(help, 255))?
        .set_error_title("Isi tidak ada di daftar")?
        .set_error_message("Pilih dari daftar pada sel ini. Untuk kode, isi dahulu lembar asalnya.")
}

/// The column `kode` of the sheet of a table, with room for new rows.
fn codes(target: &str, tables: &Tables) -> Option<Formula> {
    let (table, rows) = tables.iter().find(|(table, _)| table.name == target)?;
    let at = table.columns.iter().position(|column| column.name == "kode")?;
    let column = letters(u32::try_from(at).ok()?);
    let last = rows.len() + PREPARED_ROWS;
    Some(Formula::new(format!("='{}'!${column}$2:${column}${last}", sheet_name(target))))
}

fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_string();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Kind,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let amount = match kind {
        Kind::Whole => text.parse::<u32>().ok().map(Decimal::from),
        Kind::Money => Rupiah::read(text).ok().map(Rupiah::decimal),
        Kind::Decimal => Decimal::read(text).ok(),
        _ => None,
    };
    let date = if kind == Kind::Date { Tanggal::read(text).ok() } else { None };
    let date = date.and_then(|date| {
        let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
        ExcelDateTime::from_ymd(year, date.month(), date.day()).ok()
    });
    if let Some(date) = date {
        sheet.write_datetime_with_format(row, column, &date, format)?;
    } else if let Some((amount, binary)) = amount.and_then(|amount| Some((amount, number::binary(&amount)?))) {
        let decimals = "0".repeat(amount.scale() as usize);
        let shown = match kind {
            Kind::Money if !decimals.is_empty() => format.clone().set_num_format(format!("#,##0.{decimals}")),
            Kind::Decimal if !decimals.is_empty() => format.clone().set_num_format(format!("0.{decimals}")),
            _ => format.clone(),
        };
        sheet.write_number_with_format(row, column, binary, &shown)?;
    } else {
        let format = if amount.is_some() { format.clone().set_num_format("@") } else { format.clone() };
        sheet.write_string_with_format(row, column, text, &format)?;
    }
    Ok(())
}
