//! Tables as TOML files: one `[[table]]` per row. Numbers and dates keep the text they were written with.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use domain::problem::{Place, Problems};
use domain::register::Rows;
use domain::schema::{Column, Kind, RawRow, RawValue, TableSchema, shorten};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::explain::explain;
use crate::columns::unknown_column;
use crate::gather::{MAX_ROWS, stand_in};
use crate::names::{nearest, normal};

type Key<'t> = Spanned<Cow<'t, str>>;

/// A TOML text with the starts of its lines.
struct Source<'t> {
    name: &'t str,
    text: &'t str,
    starts: Vec<usize>,
}

impl Source<'_> {
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place(format!("{}:{}", self.name, self.line(span.start)))
    }

    fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }
}

/// Reads the rows of a table; `None` where the file as a whole cannot be read. `name` is the file in places.
pub fn read(table: &'static TableSchema, name: &str, text: &str, problems: &mut Problems) -> Option<Vec<RawRow>> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let source = Source { name, text, starts };
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        broken(&source, &errors, problems);
        return None;
    }
    let mut rows = Vec::new();
    for (key, value) in in_order(root.get_ref()) {
        if normal(key.get_ref()) != table.name {
            unknown_key(table, &source, key, problems);
            continue;
        }
        match value.get_ref() {
            DeValue::Table(row) => rows.push(read_row(table, &source, value.span(), row, problems)),
            DeValue::Array(array) if array.len() <= MAX_ROWS => {
                for item in array.iter() {
                    match item.get_ref() {
                        DeValue::Table(row) => rows.push(read_row(table, &source, item.span(), row, problems)),
                        _ => not_a_row(table, &source.place(&item.span()), problems),
                    }
                }
            }
            DeValue::Array(_) => {
                problems.error(
                    "TBL306",
                    &source.place(&value.span()),
                    "Barisnya lebih dari 100.000.",
                    "Tabel sebuah kantor tidak sebanyak itu; mungkin isinya terulang.",
                    "Periksa berkasnya dan hapus baris yang berlebih.",
                );
                return None;
            }
            _ => not_a_row(table, &source.place(&value.span()), problems),
        }
    }
    Some(rows)
}

/// The entries of a table as the file has them.
fn in_order<'d, 't>(table: &'d DeTable<'t>) -> Vec<(&'d Key<'t>, &'d Spanned<DeValue<'t>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn unknown_key(table: &TableSchema, source: &Source<'_>, key: &Key<'_>, problems: &mut Problems) {
    let written = key.get_ref();
    let column = nearest(&normal(written), table.columns.iter().map(|column| column.name));
    problems.error(
        "TBL308",
        &source.place(&key.span()),
        format!("\"{}\" berada di luar baris [[{}]].", shorten(written), table.name),
        format!("Berkas ini hanya memuat baris tabel \"{0}\", masing-masing diawali [[{0}]].", table.name),
        match column {
            Some(column) => format!("Letakkan kolom \"{column}\" di bawah [[{}]].", table.name),
            None => format!("Ganti judulnya menjadi [[{}]], atau pindahkan ke berkas tabelnya.", table.name),
        },
    );
}

fn not_a_row(table: &TableSchema, place: &Place, problems: &mut Problems) {
    problems.error(
        "TBL308",
        place,
        format!("\"{}\" di sini bukan baris tabel.", table.name),
        format!("Tiap baris tabel diawali [[{}]] pada barisnya sendiri, lalu kolom = isi.", table.name),
        format!("Tulis ulang sebagai [[{}]] dengan kolom-kolom di bawahnya.", table.name),
    );
}

fn read_row(
    table: &'static TableSchema,
    source: &Source<'_>,
    span: Range<usize>,
    cells: &DeTable<'_>,
    problems: &mut Problems,
) -> RawRow {
    let mut values = BTreeMap::new();
    let mut whole = true;
    for (key, value) in in_order(cells) {
        let place = source.place(&value.span());
        let name = normal(key.get_ref());
        let Some(column) = table.columns.iter().find(|column| column.name == name) else {
            unknown_column(table, key.get_ref(), &source.place(&key.span()), problems);
            whole = false;
            continue;
        };
        match cell_text(source, column, value, &place, problems) {
            Some(text) => drop(values.insert(column.name.to_string(), RawValue { text, place })),
            None => whole = false,
        }
    }
    if !whole {
        return stand_in(values.remove("kode").map(|value| value.text).unwrap_or_default());
    }
    RawRow { place: source.place(&span), values }
}

/// The text of a value as a cell; a value that is no cell is recorded.
fn cell_text(
    source: &Source<'_>,
    column: &Column,
    value: &Spanned<DeValue<'_>>,
    place: &Place,
    problems: &mut Problems,
) -> Option<String> {
    match value.get_ref() {
        DeValue::Array(items) if column.kind == Kind::List => {
            let mut parts = Vec::with_capacity(items.len());
            for item in items.iter() {
                let place = source.place(&item.span());
                let part = scalar(source, column.kind, item).filter(|part| !part.contains(';'));
                if part.is_none() {
                    problems.error(
                        "TBL309",
                        &place,
                        format!("Isi daftar \"{}\" memuat titik koma atau daftar lain.", column.name),
                        "Titik koma memisahkan isi daftar, jadi tidak dapat menjadi bagian isinya.",
                        "Ganti titik koma dengan tanda lain, atau pecah menjadi beberapa isi.",
                    );
                }
                parts.extend(part);
            }
            Some(parts.join("; "))
        }
        _ => {
            let text = scalar(source, column.kind, value);
            if text.is_none() {
                problems.error(
                    "TBL309",
                    place,
                    format!("Isi kolom \"{}\" berupa daftar atau tabel.", column.name),
                    "Kolom ini hanya menerima satu isi.",
                    "Tulis isinya di antara tanda kutip; untuk beberapa alinea pakai tiga tanda kutip (\"\"\").",
                );
            }
            text
        }
    }
}

fn scalar(source: &Source<'_>, kind: Kind, value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Boolean(flag) => Some(if *flag { "ya" } else { "tidak" }.to_string()),
        DeValue::Integer(_) => Some(source.slice(value.span()).trim_start_matches('+').replace('_', "")),
        DeValue::Float(_) => {
            let mut text = source.slice(value.span()).trim_start_matches('+').replace('_', "");
            let thousandths = text.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3);
            if thousandths && matches!(kind, Kind::Decimal | Kind::Text) {
                // In TOML a point is never one of thousands.
                text.push('0');
            }
            Some(text)
        }
        DeValue::Datetime(_) => Some(source.slice(value.span()).to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// Records the errors of the parser, one per line, since one slip often makes several.
fn broken(source: &Source<'_>, errors: &[Error], problems: &mut Problems) {
    let mut lines = Vec::new();
    for error in errors {
        let mut offset = error.span().map_or(0, |span| span.start);
        if error.message().contains("multi-line") {
            // The parser notices at the end of the file; the office has to look where the quotes were opened.
            offset = source.text.rfind("\"\"\"").unwrap_or(offset);
        }
        let line = source.line(offset);
        if lines.contains(&line) || lines.len() == 10 {
            continue;
        }
        lines.push(line);
        let written = source.text.lines().nth(line - 1).unwrap_or_default().trim();
        let (why, action) = explain(error.message(), written);
        problems.error(
            "TBL310",
            &Place(format!("{}:{line}", source.name)),
            format!("Susunan TOML tidak benar pada baris ini: {}", shorten(written)),
            why,
            action,
        );
    }
}

/// Writes a table with a line that says what it keeps.
pub fn write(table: &TableSchema, rows: &Rows) -> String {
    let mut text = format!("#{}\n", table.about);
    for row in rows {
        text.push_str(&format!("\n[[{}]]\n", table.name));
        for (column, cell) in table.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            text.push_str(&format!("{} = {}\n", column.name, value(column.kind, cell)));
        }
    }
    text
}

fn value(kind: Kind, cell: &str) -> String {
    let plain_integer = cell == "0"
        || (cell.len() < 18 && !cell.starts_with('0') && cell.chars().all(|character| character.is_ascii_digit()));
    match kind {
        Kind::Whole | Kind::Choice(_) | Kind::Money if plain_integer => cell.to_string(),
        Kind::List => {
            let parts: Vec<String> = cell
                .split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| string(part, false))
                .collect();
            format!("[{}]", parts.join(", "))
        }
        _ => string(cell, cell.contains('\n')),
    }
}

fn string(text: &str, several_lines: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '"' => escaped.push_str("\\\""),
            '\n' if several_lines => escaped.push('\n'),
            '\t' => escaped.push('\t'),
            other if other.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => escaped.push(other),
        }
    }
    if several_lines { format!("\"\"\"\n{escaped}\"\"\"") } else { format!("\"{escaped}\"") }
}
