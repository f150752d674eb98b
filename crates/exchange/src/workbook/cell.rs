//! From a cell of a workbook to the text that a column reads.

use domain::problem::{Place, Problems};
use domain::schema::{Column, Field, Kind};
use rust_decimal::Decimal;

use super::sheet::Cell;

const AS_TEXT: &str = "Ubah format sel menjadi Teks, lalu ketik ulang isinya dari sumber aslinya.";

/// The text of a cell as the column expects it; `None` where a problem was recorded.
pub fn text(cell: &Cell, column: &Column, place: &Place, problems: &mut Problems) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Flag(flag) => Some(flag.write()),
        Cell::Number { value, shown } => number(value, *shown, column, place, problems),
        Cell::Date(date) if column.kind == Kind::Date => Some(date.clone()),
        Cell::Date(date) => {
            problems.error(
                "WBK213",
                place,
                format!("Kolom \"{}\" berisi tanggal {date}.", column.name),
                "Kolom ini bukan kolom tanggal; Excel sering mengubah kode atau pecahan menjadi tanggal.",
                AS_TEXT,
            );
            None
        }
        Cell::Rounded => {
            problems.error(
                "WBK211",
                place,
                format!("Kolom \"{}\" berisi angka lebih dari 15 digit.", column.name),
                "Excel membulatkan angka yang lebih dari 15 digit, jadi digit terakhirnya sudah hilang.",
                AS_TEXT,
            );
            None
        }
        Cell::Error(shown) => {
            problems.error(
                "WBK214",
                place,
                format!("Kolom \"{}\" berisi kesalahan rumus: {shown}.", column.name),
                "Rumus di sel itu tidak menghasilkan nilai.",
                "Perbaiki rumusnya, atau ganti dengan isinya.",
            );
            None
        }
    }
}

fn number(value: &Decimal, shown: u32, column: &Column, place: &Place, problems: &mut Problems) -> Option<String> {
    match column.kind {
        Kind::Code | Kind::List if value.scale() > 0 => {
            problems.error(
                "WBK212",
                place,
                format!("Kolom \"{}\" berisi angka {}.", column.name, value.write()),
                "Kode harus berupa teks; sebagai angka, nol di depan dan di belakangnya hilang (7.10 menjadi 7,1).",
                AS_TEXT,
            );
            None
        }
        Kind::Decimal | Kind::Text => {
            let mut value = *value;
            if shown > value.scale() {
                value.rescale(shown);
            }
            Some(value.write())
        }
        _ => Some(value.to_string().replace('.', ",")),
    }
}
