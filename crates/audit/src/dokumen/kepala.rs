//! The head of a table: its rows, its texts over merged cells, its row of column numbers.

use std::collections::{BTreeMap, BTreeSet};

use reader::{Baris, Gabung, Sel, Tabel};

use super::kolom::normal;
use super::tabel::code;
use crate::angka::{self, Bacaan};

/// How many rows belong to the head: up to the first row that looks like data.
pub(crate) fn head_rows(tabel: &Tabel) -> usize {
    let data = |row: &Baris| {
        let first = row.sel.first().map(|cell| cell.teks.trim()).unwrap_or_default();
        let number = !first.is_empty() && first.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
        let figures = row.sel.iter().filter(|cell| matches!(angka::read(&cell.teks), Bacaan::Angka(_))).count();
        number || figures > 0 || (0..2).any(|column| code(row, column).is_some())
    };
    let heading = |at: usize, row: &Baris| is_numbering(row) || is_years(row) || at == 0 && is_titled_year(row);
    let found = tabel.baris.iter().enumerate().position(|(at, row)| data(row) && !heading(at, row));
    match found {
        Some(0) => 1,
        None => {
            let numbers = tabel.baris.iter().take(4).position(is_numbering);
            numbers.map_or(usize::from(!tabel.baris.is_empty()), |at| at + 1)
        }
        Some(at) => {
            // A row of one text below the first ("JENIS ...") is a title inside the body; a head has at most three rows.
            let texts = |row: &Baris| row.sel.iter().filter(|cell| !cell.teks.trim().is_empty()).count();
            // Beside cells that go on from above it is a head of its own column.
            let below = |row: &Baris| {
                row.sel.iter().any(|cell| cell.gabung == Gabung::Bagian)
                    && !row.sel.iter().any(|cell| matches!(cell.gabung, Gabung::Awal { .. }))
            };
            let title = tabel.baris.iter().skip(1).position(|row| row.sel.len() > 2 && texts(row) == 1 && !below(row));
            let end = title.map_or(at, |title| at.min(title + 1));
            match tabel.baris.iter().take(end.min(4)).position(is_numbering) {
                Some(numbers) => numbers + 1 + usize::from(numbers + 1 < end && is_below_numbers(tabel, numbers + 1)),
                None => end.min(3),
            }
        }
    }
}

/// Whether a row right below that of the column numbers still belongs to the head: short words without digits, and
/// cells of the head reach into it, or its words say the same under each column above ("K", "Rp", "K", "Rp").
fn is_below_numbers(tabel: &Tabel, at: usize) -> bool {
    let Some(row) = tabel.baris.get(at) else { return false };
    let texts: Vec<String> = row.sel.iter().map(|cell| normal(&cell.teks)).filter(|text| !text.is_empty()).collect();
    let short = |text: &String| text.len() <= 20 && !text.contains(|sign: char| sign.is_ascii_digit());
    let reached = row.sel.iter().any(|cell| cell.gabung == Gabung::Bagian);
    let distinct: BTreeSet<&String> = texts.iter().collect();
    let alternates =
        distinct.len() * 2 <= texts.len() && row.sel.first().is_some_and(|cell| cell.teks.trim().is_empty());
    texts.len() >= 2 && texts.iter().all(short) && (reached || alternates)
}

/// A row of years below a head over several of them ("Target tahun ke-": 2020, 2021, 2022), words beside them.
fn is_years(row: &Baris) -> bool {
    let texts = || row.sel.iter().map(|cell| cell.teks.trim()).filter(|text| !text.is_empty());
    let year = |text: &&str| is_year(text);
    let first = row.sel.first().map_or("", |cell| cell.teks.trim());
    texts().filter(year).count() >= 2
        && texts().all(|text| year(&text) || text.chars().all(|c| !c.is_ascii_digit()))
        && !year(&first)
}

/// A row of words in which a year stands over several columns ("Indikator", "Capaian 2023", "2024").
fn is_titled_year(row: &Baris) -> bool {
    let empty = |column: usize| row.sel.get(column).is_some_and(|cell| cell.teks.trim().is_empty());
    let mut figures = row.sel.iter().zip(1..).filter(|(cell, _)| matches!(angka::read(&cell.teks), Bacaan::Angka(_)));
    let wide = |(cell, next): (&Sel, usize)| is_year(cell.teks.trim()) && empty(next);
    let words = row.sel.iter().filter(|cell| cell.teks.contains(char::is_alphabetic)).count();
    words >= 2 && figures.next().is_some_and(wide) && figures.all(wide)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (2000..2100).contains(&year))
}

/// The heads of the columns: texts of the head rows from the top, each text once. A merged cell's text stands for all
/// its columns; where a format knows no merges, an empty cell of an upper row takes the text at its left.
pub(super) fn heads(tabel: &Tabel, depth: usize) -> Vec<String> {
    let width = tabel.baris.iter().map(|row| row.sel.len()).max().unwrap_or_default();
    let mut heads: Vec<Vec<&str>> = vec![Vec::new(); width];
    let spread = merged(tabel, depth);
    for (level, row) in tabel.baris.iter().take(depth).enumerate().filter(|(_, row)| !is_numbering(row)) {
        let known = row.sel.iter().any(|cell| cell.gabung != Gabung::Sendiri);
        let mut left = "";
        for (column, parts) in heads.iter_mut().enumerate() {
            let own = row.sel.get(column).map(|cell| cell.teks.trim()).unwrap_or_default();
            let text = match spread.get(&(level, column)) {
                Some(text) => text,
                None if own.is_empty() && !known && level + 1 < depth => left,
                None => own,
            };
            left = text;
            if !text.is_empty() && !parts.contains(&text) {
                parts.push(text);
            }
        }
    }
    heads.into_iter().map(|parts| parts.join(" ")).collect()
}

/// The texts of merged cells at their further places among the first rows, by row and column.
fn merged(tabel: &Tabel, depth: usize) -> BTreeMap<(usize, usize), &str> {
    let mut found = BTreeMap::new();
    for (level, row) in tabel.baris.iter().take(depth).enumerate().filter(|(_, row)| !is_numbering(row)) {
        for (column, cell) in row.sel.iter().enumerate() {
            let Gabung::Awal { baris, kolom } = cell.gabung else { continue };
            let rows = level..depth.min(level.saturating_add(baris as usize));
            let columns = column..row.sel.len().min(column.saturating_add(kolom as usize));
            for place in rows.flat_map(|row| columns.clone().map(move |column| (row, column))) {
                if place != (level, column) {
                    found.insert(place, cell.teks.trim());
                }
            }
        }
    }
    found
}

/// A row of column numbers: 1, 2, 3, 4 ..., where a computed column may show its rule ("5 = 3 - 4").
pub(crate) fn is_numbering(row: &Baris) -> bool {
    let mut numbers: Vec<u32> = Vec::new();
    let mut rules = 0;
    for cell in row.sel.iter().filter(|cell| !cell.teks.trim().is_empty()) {
        let text = cell.teks.trim().trim_matches(['(', ')']);
        match text.parse() {
            Ok(number) if number <= 99 => numbers.push(number),
            _ if is_column_rule(text) => rules += 1,
            _ => return false,
        }
    }
    let rising = numbers.iter().zip(numbers.iter().skip(1)).all(|(left, right)| left < right);
    let counts = numbers.first() == Some(&1)
        && (rules > 0 || numbers.iter().zip(1..).all(|(number, expected)| *number == expected));
    // A long row of column numbers may repeat or swap one.
    let steps = numbers.iter().zip(numbers.iter().skip(1)).filter(|(left, right)| **left + 1 == **right).count();
    let slipped = numbers.len() >= 6 && numbers.first() == Some(&1) && steps * 5 >= (numbers.len() - 1) * 4;
    // Columns that were left out of a longer table keep their numbers: 2, 3, 7, 8, 9, 10, 14.
    let chosen = numbers.len() >= 5
        && numbers.first().is_some_and(|first| *first <= 3)
        && rising
        && steps * 2 >= numbers.len() - 1;
    numbers.len() >= if rules > 0 { 2 } else { 3 } && (rising && counts || slipped || chosen)
}

/// `5 = 3 - 4`, `13 = 9 + 10 + 11 + 12`, `3-4`, `(5/4)x100`: a rule between small column numbers.
fn is_column_rule(text: &str) -> bool {
    let operators = text.chars().any(|c| matches!(c, '=' | '+' | '-' | '/' | ':' | 'x' | 'X' | '*' | '×'));
    let only = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "=+-/:xX*×()%".contains(c));
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    operators && only && numbers.len() >= 2 && numbers.iter().all(|part| part.len() <= 2 || *part == "100")
}

/// Whether a row repeats one of the head's, whose texts are [`folded`].
pub(super) fn repeats(row: &Baris, heads: &[Vec<String>]) -> bool {
    let same = |head: &Vec<String>| {
        head.len() == row.sel.len() && head.iter().zip(&row.sel).all(|(head, cell)| *head == normal(&cell.teks))
    };
    heads.iter().any(same)
}

/// The texts of the head's rows, to compare with those of others.
pub(super) fn folded(tabel: &Tabel, depth: usize) -> Vec<Vec<String>> {
    let texts = |row: &Baris| row.sel.iter().map(|cell| normal(&cell.teks)).collect();
    tabel.baris.iter().take(depth).map(texts).collect()
}

#[cfg(test)]
mod tests {
    use reader::Sel;

    use super::*;

    /// A table of rows of cells; `text>2` and `text v2` are merged over so many columns and rows, `^` goes on.
    fn table(rows: &[&str]) -> Tabel {
        let cell = |text: &str| {
            let (teks, gabung) = match (text.split_once('>'), text.split_once(" v")) {
                (Some((teks, kolom)), _) => (teks, Gabung::Awal { baris: 1, kolom: kolom.parse().unwrap() }),
                (_, Some((teks, baris))) => (teks, Gabung::Awal { baris: baris.parse().unwrap(), kolom: 1 }),
                _ if text == "^" => ("", Gabung::Bagian),
                _ => (text, Gabung::Sendiri),
            };
            Sel { teks: teks.to_string(), gabung, ..Sel::default() }
        };
        let row = |text: &&str| Baris { letak: Default::default(), sel: text.split('|').map(cell).collect() };
        Tabel { baris: rows.iter().map(row).collect(), ..Tabel::default() }
    }

    #[test]
    fn a_merged_head_stands_for_its_own_columns_alone() {
        let merged = table(&["Uraian v2|Belanja>2|^|TOTAL v2|PPTK v2", "^|Operasi|Modal|^|^", "A|1.000|2.000|3.000|B"]);
        assert_eq!(head_rows(&merged), 2);
        assert_eq!(heads(&merged, 2), ["Uraian", "Belanja Operasi", "Belanja Modal", "TOTAL", "PPTK"]);
        let one = table(&["Uraian v2|Pagu v2|Realisasi|Sisa v2", "^|^|Rp|^", "A|5.000|2.000|3.000"]);
        assert_eq!((head_rows(&one), heads(&one, 2)[2].as_str()), (2, "Realisasi Rp"));
    }

    #[test]
    fn without_merges_an_empty_cell_takes_the_text_at_its_left() {
        let plain = table(&["Uraian|Belanja||Sisa", "|Operasi|Modal|", "A|1.000|2.000|3.000"]);
        assert_eq!(heads(&plain, 2), ["Uraian", "Belanja Operasi", "Belanja Modal", "Sisa"]);
    }

    #[test]
    fn years_under_a_merged_head_are_no_data() {
        let rows = ["Uraian v2|Target>2|^|Hasil>2|^", "^|2023|2024|2023|2024", "A|85|90|86|91"];
        let blocks = table(&rows);
        assert_eq!(head_rows(&blocks), 2);
        assert_eq!(heads(&blocks, 2)[3], "Hasil 2023");
        assert_eq!(head_rows(&table(&["Tahun|Target|Hasil", "2023|2024|2025"])), 1);
    }

    #[test]
    fn column_numbers_under_merged_heads_are_no_data() {
        let rows = table(&["1>4|^|^|^|2|3|4|5=3-4", "1>2|^|2|3", "1|^|2.000|3.000", "(1)|(2)|(3)|(4) = (2) - (3)"]);
        let each: Vec<bool> = rows.baris.iter().map(is_numbering).collect();
        assert_eq!(each, [true, true, false, true]);
        let chosen = table(&["2|3|7|8|9|10|14", "2|5|12|19|38", "1|1|2|2|3|3"]);
        let each: Vec<bool> = chosen.baris.iter().map(is_numbering).collect();
        assert_eq!(each, [true, false, false]);
    }

    #[test]
    fn words_below_the_column_numbers_belong_to_the_head() {
        let rows = [
            "Urusan v2|Indikator v2|Realisasi Triwulan>4|^|^|^|Penanggung Jawab v2",
            "^|^|I>2|^|II>2|^|^",
            "2 v2|3 v2|7>2|^|8>2|^|9 v2",
            "^|^|K|Rp|K|Rp|^",
            "DINAS|||8.000||9.000|A",
        ];
        let below = table(&rows);
        assert_eq!(head_rows(&below), 4);
        assert_eq!(heads(&below, 4)[2..4], ["Realisasi Triwulan I K", "Realisasi Triwulan I Rp"]);
        assert_eq!(heads(&below, 4)[0], "Urusan");
        let data = table(&["No|Nama|Hasil|Satuan", "1|2|3|4", "A|Desa|Ada|Buah"]);
        assert_eq!(head_rows(&data), 2);
    }
}
