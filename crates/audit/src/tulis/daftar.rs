//! A work list for Excel: a finding on each row, and columns for those who answer it.

use std::collections::BTreeMap;

use domain::problem::Rejection;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::tempat::{keadaan, kepastian, place, tingkat};
use crate::Pemeriksaan;
use crate::temuan::{Temuan, Tingkat};

const NUMBER: &str = "Nomor temuan";
const CODE: &str = "Kode";
const MESSAGE: &str = "Pesan";
/// Columns that people fill in.
const ANSWERS: [&str; 4] = ["Penanggung jawab", "Tanggapan", "Tindak lanjut", "Status"];
const STATUS: [&str; 4] = ["belum", "diproses", "selesai", "tidak perlu"];
/// Heads and widths in letters of all columns.
const COLUMNS: [(&str, u16); 17] = [
    ("No", 4),
    (NUMBER, 14),
    (CODE, 8),
    ("Tingkat", 10),
    ("Kepastian", 9),
    ("Keadaan", 9),
    ("Tempat", 20),
    ("Tertulis", 15),
    ("Seharusnya", 15),
    ("Hitungan", 18),
    (MESSAGE, 36),
    ("Saran", 20),
    ("Kelompok", 9),
    (ANSWERS[0], 13),
    (ANSWERS[1], 18),
    (ANSWERS[2], 18),
    (ANSWERS[3], 10),
];
/// Columns of a sheet with the answers to what is gone.
const GONE_COLUMNS: [(&str, u16); 7] =
    [(NUMBER, 14), (CODE, 8), (MESSAGE, 60), (ANSWERS[0], 16), (ANSWERS[1], 24), (ANSWERS[2], 24), (ANSWERS[3], 10)];
/// The longest text of a cell in UTF-16 units.
const LONGEST: usize = 32_767;
const GONE: &str = "Tidak ditemukan lagi";

/// What somebody answered to a finding in an earlier list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tanggapan {
    /// Code of the rule.
    pub kode: String,
    /// What the finding said.
    pub pesan: String,
    /// Person in charge, answer, what is done, status.
    pub isian: [String; 4],
}

/// Answers of an earlier list by the number of their finding; the same number may stand in several rows.
pub type DaftarLama = BTreeMap<String, Vec<Tanggapan>>;

/// Reads the answers of an earlier list.
pub fn read(name: &str, bytes: &[u8]) -> Result<DaftarLama, Rejection> {
    let refuse = |why: &str| {
        let action = "Sebutkan daftar kerja yang dibuat dengan kinerja periksa --format xlsx.";
        Rejection::single("PRK013", name, "Daftar kerja lama tidak dapat dibaca.", why, action)
    };
    let naskah = reader::read(name, bytes);
    if let Some(note) = naskah.catatan.iter().find(|note| !note.terbaca) {
        return Err(refuse(&note.pesan));
    }
    let mut found = DaftarLama::new();
    let mut known = false;
    for table in naskah.tabel() {
        let Some((head, rows)) = table.baris.split_first() else { continue };
        let column = |name: &str| head.sel.iter().position(|cell| cell.teks.trim().eq_ignore_ascii_case(name));
        let (Some(number), Some(code), Some(message)) = (column(NUMBER), column(CODE), column(MESSAGE)) else {
            continue;
        };
        let answers = ANSWERS.map(column);
        known = true;
        for row in rows {
            let text = |at: usize| row.sel.get(at).map(|cell| cell.teks.trim().to_string()).unwrap_or_default();
            let isian = answers.map(|at| at.map(text).unwrap_or_default());
            found.entry(text(number)).or_default().push(Tanggapan { kode: text(code), pesan: text(message), isian });
        }
    }
    if known {
        Ok(found)
    } else {
        Err(refuse("Di dalamnya tidak ada tabel dengan kolom nomor temuan, kode, dan pesan."))
    }
}

/// The list. Answers of an earlier one are taken over by number; those whose finding is gone stand on a sheet of their
/// own. What somebody lets stand is left out. The same findings give the same bytes.
pub fn daftar(pemeriksaan: &Pemeriksaan, mut lama: DaftarLama) -> Result<Vec<u8>, String> {
    write(pemeriksaan, &mut lama).map_err(|error| error.to_string())
}

fn write(pemeriksaan: &Pemeriksaan, lama: &mut DaftarLama) -> Result<Vec<u8>, XlsxError> {
    lama.values_mut().for_each(|list| list.reverse());
    let mut workbook = Workbook::new();
    // A list has no date of its own; a fixed one keeps its bytes the same.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = "Daftar temuan pemeriksaan";
    workbook
        .set_properties(&DocProperties::new().set_title(title).set_author("Kinerja").set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Temuan")?;
    head(sheet, &COLUMNS)?;
    let listed = pemeriksaan.temuan.iter().filter(|temuan| temuan.pengecualian.is_none());
    let mut last = 0;
    for (temuan, number) in listed.zip(1_u32..) {
        let answer = lama.get_mut(&temuan.sidik_jari).and_then(Vec::pop).unwrap_or_default();
        row(sheet, number, &COLUMNS, &texts(pemeriksaan, temuan, number, answer), temuan.tingkat)?;
        last = number;
    }
    let status = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let choice = DataValidation::new()
        .allow_list_strings(&STATUS)?
        .set_error_title("Status")?
        .set_error_message("Pilih salah satu dari daftar, atau kosongkan.")?;
    sheet.add_data_validation(1, status, last.max(1), status, &choice)?;
    sheet.autofilter(0, 0, last.max(1), status)?;
    gone(&mut workbook, lama)?;
    workbook.save_to_buffer()
}

fn texts(pemeriksaan: &Pemeriksaan, temuan: &Temuan, number: u32, answer: Tanggapan) -> Vec<String> {
    let suggestions = temuan.saran.iter().map(|saran| format!("ganti \"{}\" menjadi \"{}\"", saran.dari, saran.ke));
    let role = if temuan.penyebab_utama { " (utama)" } else { "" };
    let texts = [
        number.to_string(),
        temuan.sidik_jari.clone(),
        temuan.kode.to_string(),
        tingkat(temuan.tingkat).to_string(),
        kepastian(temuan.kepastian).to_string(),
        keadaan(temuan).to_string(),
        place(pemeriksaan, &temuan.lokasi),
        temuan.tertulis.clone(),
        temuan.seharusnya.join(" atau "),
        temuan.hitungan.clone().unwrap_or_default(),
        message(temuan),
        suggestions.collect::<Vec<_>>().join("; "),
        format!("{}{role}", temuan.kelompok),
    ];
    texts.into_iter().chain(answer.isian).collect()
}

/// The message with what may have caused it.
fn message(temuan: &Temuan) -> String {
    match &temuan.dugaan_sebab {
        Some(cause) => format!("{} Dugaan sebab: {cause}", temuan.pesan),
        None => temuan.pesan.clone(),
    }
}

/// Answers whose finding is gone, so that nothing that a person wrote is lost.
fn gone(workbook: &mut Workbook, lama: &DaftarLama) -> Result<(), XlsxError> {
    let answered = |answer: &&Tanggapan| answer.isian.iter().any(|text| !text.is_empty());
    let left: Vec<(&String, &Tanggapan)> =
        lama.iter().flat_map(|(number, list)| list.iter().filter(answered).map(move |one| (number, one))).collect();
    if left.is_empty() {
        return Ok(());
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(GONE)?;
    head(sheet, &GONE_COLUMNS)?;
    for ((number, answer), at) in left.into_iter().zip(1_u32..) {
        let texts = [number.clone(), answer.kode.clone(), answer.pesan.clone()];
        let texts: Vec<String> = texts.into_iter().chain(answer.isian.clone()).collect();
        row(sheet, at, &GONE_COLUMNS, &texts, Tingkat::Catatan)?;
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, heads: &[(&str, u16)]) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_font_size(9)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00DD_E8F3))
        .set_border(FormatBorder::Thin);
    for ((name, width), column) in heads.iter().zip(0_u16..) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &format)?;
    }
    sheet.set_row_height(0, 26)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    // A4 on its side, one page wide.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&R&8Halaman &P dari &N");
    Ok(())
}

/// A row as tall as its longest text: office programs do not all grow rows when they open a file.
fn row(
    sheet: &mut Worksheet,
    at: u32,
    columns: &[(&str, u16)],
    texts: &[String],
    tingkat: Tingkat,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for (((_, width), text), column) in columns.iter().zip(texts).zip(0_u16..) {
        let room = usize::from(*width).max(1);
        lines = lines.max(text.chars().count().div_ceil(room));
        put(sheet, at, column, text, body(tingkat))?;
    }
    sheet.set_row_height(at, u16::try_from(lines.saturating_mul(12)).unwrap_or(u16::MAX).min(409))?;
    Ok(())
}

fn body(tingkat: Tingkat) -> Format {
    let format =
        Format::new().set_font_size(9).set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
    match tingkat {
        Tingkat::Kesalahan => format.set_background_color(Color::RGB(0x00FC_ECEC)),
        Tingkat::Peringatan => format.set_background_color(Color::RGB(0x00FF_F6E0)),
        Tingkat::Catatan => format,
    }
}

/// Text that begins like a formula stays text even when somebody edits the cell.
fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: Format) -> Result<(), XlsxError> {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST
    };
    let cut: String = text.chars().take_while(fits).collect();
    let format = if cut.starts_with(['=', '+', '-', '@']) { format.set_quote_prefix() } else { format };
    sheet.write_string_with_format(row, column, cut, &format)?;
    Ok(())
}
