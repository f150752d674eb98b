//! How cells look, and numbers as a workbook stores them.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::grid::Placed;
use crate::{Align, NumberFormat, RowKind, Table, Value};

const HEAD_SHADE: Color = Color::RGB(0x00E6_EBF1);
const TOTAL_SHADE: Color = Color::RGB(0x00F1_F3F6);
const LINE: Color = Color::RGB(0x007A_7A7A);
const LINK: Color = Color::RGB(0x0012_4A84);

/// The letters of the whole workbook; the width of their digits is the unit of column widths.
pub(super) fn letters() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

/// A plain cell.
pub(super) fn base() -> Format {
    letters().set_align(FormatAlign::Top)
}

/// Caption over a table.
pub(super) fn caption() -> Format {
    base().set_font_size(12).set_bold().set_text_wrap()
}

/// Lines around a table: notice, document, notes.
pub(super) fn small() -> Format {
    base().set_font_size(9).set_text_wrap()
}

/// A link to a sheet.
pub(super) fn link() -> Format {
    framed(base()).set_font_color(LINK).set_underline(FormatUnderline::Single)
}

/// Head of the list of tables.
pub(super) fn list_head() -> Format {
    framed(base()).set_bold().set_background_color(HEAD_SHADE).set_text_wrap()
}

/// A line of the list of tables.
pub(super) fn list_line() -> Format {
    framed(base()).set_text_wrap()
}

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The look of a cell of a table.
pub(super) fn cell(table: &Table, placed: &Placed<'_>, kind: RowKind) -> Format {
    let column = table.columns.get(placed.column).map_or(Align::Left, |column| column.align);
    let align = placed.cell.align.unwrap_or(if kind == RowKind::Header { Align::Center } else { column });
    let mut format = base().set_text_wrap().set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    if placed.cell.indent > 0 && align == Align::Left {
        format = format.set_indent(placed.cell.indent.min(15));
    }
    if table.ruled {
        format = framed(format);
    }
    if kind != RowKind::Body || placed.cell.bold {
        format = format.set_bold();
    }
    match kind {
        RowKind::Header if table.ruled => {
            format = format.set_background_color(HEAD_SHADE).set_align(FormatAlign::VerticalCenter);
        }
        RowKind::Total if table.ruled => format = format.set_background_color(TOTAL_SHADE),
        RowKind::Header | RowKind::Total | RowKind::Body | RowKind::Group => {}
    }
    match &placed.cell.value {
        Some(Value::Number { format: number, .. }) => format.set_num_format(number_format(*number)),
        Some(Value::Text(_)) => format.set_num_format("@"),
        None => format,
    }
}

/// A number format as workbooks store it: the comma groups, the point is the decimal sign; an Indonesian program
/// shows the two the other way round.
fn number_format(format: NumberFormat) -> String {
    let decimals = |count: u8| if count == 0 { String::new() } else { format!(".{}", "0".repeat(count.into())) };
    match format {
        NumberFormat::Plain(count) => format!("#,##0{}", decimals(count)),
        NumberFormat::Percent(count) => format!("0{}%", decimals(count)),
    }
}

/// The number that a cell stores: a percentage as a fraction.
pub(super) fn stored(value: Decimal, format: NumberFormat) -> Decimal {
    match format {
        NumberFormat::Plain(_) => value,
        NumberFormat::Percent(_) => value.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default().normalize(),
    }
}

/// The binary number nearest to a decimal one.
#[allow(clippy::disallowed_types, reason = "a workbook stores binary numbers")]
pub(super) fn binary(value: Decimal) -> f64 {
    // Reading the written form rounds correctly; the conversion of the decimal crate does not promise to.
    value.to_string().parse().unwrap_or_default()
}

/// True for a text that a workbook would take for a number as the result of a formula.
#[allow(clippy::disallowed_types, reason = "the writer of workbooks asks the same question")]
pub(super) fn reads_as_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}
