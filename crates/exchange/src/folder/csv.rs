//! Tables as CSV files: RFC 4180, with `,` or `;`.

use domain::problem::{Place, Problems};
use domain::register::Rows;
use domain::schema::{RawRow, RawValue, TableSchema};

use crate::columns::{Header, match_header};
use crate::gather::{MAX_ROWS, stand_in};

/// Cells of a line beyond this number are counted but not kept.
const MAX_CELLS: usize = 100;

/// A line of the file.
struct Record {
    /// Line on which it starts, from 1.
    line: usize,
    cells: Vec<String>,
    /// How many cells the line has, kept or not.
    count: usize,
    /// True where a cell with content was not kept.
    cut: bool,
    /// Line of a quote that is never closed.
    open_quote: Option<usize>,
}

impl Record {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Lines of a CSV text.
struct Records<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    separator: char,
    line: usize,
}

impl Records<'_> {
    fn next_char(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.line += usize::from(next == Some('\n'));
        next
    }

    /// The text of a quoted cell after its opening quote; a doubled quote stands for one.
    fn quoted(&mut self, cell: &mut String) -> bool {
        while let Some(next) = self.next_char() {
            if next != '"' {
                cell.push(next);
            } else if self.rest.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                return true;
            }
        }
        false
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        self.rest.peek()?;
        let mut record = Record { line: self.line, cells: Vec::new(), count: 0, cut: false, open_quote: None };
        let mut cell = String::new();
        loop {
            let opened = self.line;
            let next = self.next_char();
            match next {
                Some('"') if cell.is_empty() => {
                    if !self.quoted(&mut cell) {
                        record.open_quote = Some(opened);
                    }
                }
                Some(other) if other != self.separator && other != '\n' => cell.push(other),
                _ => {
                    record.count += 1;
                    if record.cells.len() < MAX_CELLS {
                        record.cells.push(std::mem::take(&mut cell));
                    }
                    record.cut |= !cell.trim().is_empty();
                    cell.clear();
                    if next != Some(self.separator) {
                        return Some(record);
                    }
                }
            }
        }
    }
}

/// Reads the rows of a table; `None` where the table as a whole cannot be read. `name` is the file in places.
pub fn read(table: &'static TableSchema, name: &str, text: &str, problems: &mut Problems) -> Option<Vec<RawRow>> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator = if first.matches(';').count() > first.matches(',').count() { ';' } else { ',' };
    let place = |line: usize| Place(format!("{name}:{line}"));
    let mut records = Records { rest: text.chars().peekable(), separator, line: 1 };
    let Some(head) = records.find(|record| !record.is_empty()) else {
        problems.error(
            "TBL302",
            &place(1),
            "Berkas ini kosong.",
            "Baris pertama berkas CSV harus memuat nama kolom.",
            "Isi baris judul, atau hapus berkasnya bila tabel ini memang tidak dipakai.",
        );
        return None;
    };
    let header = match_header(table, &head.cells, |_| place(head.line), problems);
    let mut rows = Vec::new();
    let mut whole = header.complete;
    for record in records.filter(|record| !record.is_empty()) {
        if let Some(line) = record.open_quote {
            problems.error(
                "TBL305",
                &place(line),
                "Tanda kutip (\") dibuka tetapi tidak ditutup.",
                "Semua baris sesudahnya terbaca sebagai satu sel.",
                "Tutup tanda kutip itu; tanda kutip di dalam isi sel ditulis dua kali (\"\").",
            );
            whole = false;
            break;
        }
        if rows.len() == MAX_ROWS {
            problems.error(
                "TBL306",
                &place(record.line),
                "Barisnya lebih dari 100.000.",
                "Tabel sebuah kantor tidak sebanyak itu; mungkin isinya terulang.",
                "Periksa berkasnya dan hapus baris yang berlebih.",
            );
            whole = false;
            break;
        }
        rows.push(read_row(&header, record, separator, place, problems));
    }
    whole.then_some(rows)
}

fn read_row(
    header: &Header,
    record: Record,
    separator: char,
    place: impl Fn(usize) -> Place,
    problems: &mut Problems,
) -> RawRow {
    let place = place(record.line);
    let mut row = RawRow { place: place.clone(), values: Default::default() };
    let width = header.columns.len();
    let mut beyond = record.cut;
    for (at, text) in record.cells.into_iter().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        match header.columns.get(at) {
            Some(Some(column)) => {
                row.values.insert(column.name.to_string(), RawValue { text, place: place.clone() });
            }
            Some(None) => {}
            None => beyond = true,
        }
    }
    if beyond {
        problems.error(
            "TBL304",
            &place,
            format!("Baris ini berisi {} sel, sedangkan judulnya {width} kolom.", record.count),
            "Tidak jelas sel mana milik kolom mana.",
            if separator == ',' {
                "Periksa tanda koma pada baris itu; isi yang memuat koma, misalnya 68,50, diapit tanda kutip: \"68,50\"."
            } else {
                "Periksa tanda titik koma pada baris itu; isi yang memuat titik koma diapit tanda kutip."
            },
        );
        let code = row.values.remove("kode").map(|value| value.text).unwrap_or_default();
        return stand_in(code);
    }
    row
}

/// Writes a table with its header, `,` between cells, quotes where they are needed.
pub fn write(table: &TableSchema, rows: &Rows) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(quote).collect();
        cells.join(",") + "\n"
    };
    let mut text = line(&mut table.columns.iter().map(|column| column.name));
    for row in rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    text
}

fn quote(cell: &str) -> String {
    if cell.contains([',', ';', '"', '\n', '\r']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_string()
    }
}
