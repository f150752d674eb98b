//! The sheet of the nomenclature: codes to look up and to choose from. It holds no data of the office and is not read.

use domain::reference::{EntriNomenklatur, nomenklatur_lengkap};
use domain::value::Tingkat;
use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Worksheet, XlsxError};

/// Name of the sheet.
pub const SHEET: &str = "Nomenklatur";

/// Levels in the order of the sheet, so that the codes of one level stand together.
const LEVELS: [(Tingkat, &str); 3] =
    [(Tingkat::Program, "program"), (Tingkat::Kegiatan, "kegiatan"), (Tingkat::SubKegiatan, "sub kegiatan")];

fn entries(level: Tingkat) -> impl Iterator<Item = &'static EntriNomenklatur> {
    nomenklatur_lengkap().filter(move |entry| entry.kode.tingkat() == level)
}

/// The codes that a column may hold, by its name; `None` for other columns.
pub fn codes(column: &str) -> Option<Formula> {
    let level = match column {
        "program" => Tingkat::Program,
        "sub_kegiatan" => Tingkat::SubKegiatan,
        _ => return None,
    };
    let before: usize =
        LEVELS.iter().take_while(|(other, _)| *other != level).map(|(other, _)| entries(*other).count()).sum();
    let (first, last) = (before + 2, before + 1 + entries(level).count());
    Some(Formula::new(format!("='{SHEET}'!$A${first}:$A${last}")))
}

/// Fills the sheet.
pub fn write(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E8F3));
    let code = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(SHEET)?.set_freeze_panes(1, 0)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (column, title, width) in [
        (0, "Kode", 20),
        (1, "Tingkat", 13),
        (2, "Nama", 60),
        (3, "Indikator", 60),
        (4, "Satuan", 14),
        (5, "Catatan", 30),
    ] {
        sheet.write_string_with_format(0, column, title, &head)?.set_column_width(column, width)?;
    }
    let mut row = 0;
    for (level, name) in LEVELS {
        for entry in entries(level) {
            row += 1;
            sheet.write_string_with_format(row, 0, entry.kode.as_str(), &code)?;
            let texts = [name, &entry.nama, &entry.indikator, &entry.satuan, &entry.catatan];
            for (text, column) in texts.iter().zip(1_u16..) {
                sheet.write_string_with_format(row, column, *text, &wrapped)?;
            }
        }
    }
    sheet.autofilter(0, 0, row, 5)?;
    Ok(())
}
