//! A workbook's formula as tokens whose references are relative to its cell, so that equal tokens are equal shapes.

use rust_decimal::Decimal;

/// A row or column of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sumbu {
    /// `$7`
    Tetap(u32),
    /// So many rows or columns further.
    Geser(i64),
}

impl Sumbu {
    /// The row or column, seen from a cell.
    pub(crate) fn from(self, base: u32) -> Option<u32> {
        match self {
            Self::Tetap(at) => Some(at),
            Self::Geser(by) => u32::try_from(i64::from(base) + by).ok(),
        }
    }
}

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tanda {
    /// A number.
    Angka(Decimal),
    /// A cell, of another sheet where one is named.
    Sel(Option<String>, Sumbu, Sumbu),
    /// A function, in capitals.
    Fungsi(String),
    /// An operator, a parenthesis, a colon or a comma.
    Huruf(char),
}

/// The tokens of a formula that stands in a cell; `None` where it holds what is not understood (texts, names,
/// comparisons).
pub(crate) fn tokens(formula: &str, (row, column): (u32, u32)) -> Option<Vec<Tanda>> {
    let mut found = Vec::new();
    let mut rest = formula.trim().trim_start_matches('=');
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            ' ' => (None, rest.get(1..)?),
            '+' | '-' | '*' | '/' | '(' | ')' | ',' | ';' | ':' | '%' => {
                (Some(Tanda::Huruf(if first == ';' { ',' } else { first })), rest.get(1..)?)
            }
            '0'..='9' | '.' => {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
                let (number, after) = rest.split_at(end);
                (Some(Tanda::Angka(Decimal::from_str_exact(number).ok()?)), after)
            }
            '\'' => {
                let end = rest.get(1..)?.find('\'')? + 1;
                let (sheet, after) = (rest.get(1..end)?, rest.get(end + 1..)?.strip_prefix('!')?);
                let (word, after) = word(after);
                (Some(reference(Some(sheet), word, row, column)?), after)
            }
            _ => {
                let (name, after) = word(rest);
                if name.is_empty() {
                    return None;
                }
                if let Some(after) = after.strip_prefix('!') {
                    let (word, after) = word(after);
                    (Some(reference(Some(name), word, row, column)?), after)
                } else if after.starts_with('(') {
                    (Some(Tanda::Fungsi(name.to_uppercase())), after)
                } else {
                    (Some(reference(None, name, row, column)?), after)
                }
            }
        };
        found.extend(token);
        rest = after;
    }
    (!found.is_empty()).then_some(found)
}

fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '$' | '_' | '.'))).unwrap_or(text.len());
    text.split_at(end)
}

fn reference(sheet: Option<&str>, word: &str, row: u32, column: u32) -> Option<Tanda> {
    let plain = word.replace('$', "");
    let (own_row, own_column) = place(&plain)?;
    let axis = |fixed: bool, at: u32, base: u32| {
        if fixed { Sumbu::Tetap(at) } else { Sumbu::Geser(i64::from(at) - i64::from(base)) }
    };
    let rows = axis(word.get(1..)?.contains('$'), own_row, row);
    let columns = axis(word.starts_with('$'), own_column, column);
    Some(Tanda::Sel(sheet.map(str::to_string), rows, columns))
}

/// Row and column of `C7`, from 0.
pub(crate) fn place(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok().filter(|row| *row <= 1_048_576)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// `C7`
pub(crate) fn address((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// The formula as it reads in a cell.
pub(crate) fn written(tokens: &[Tanda], (row, column): (u32, u32)) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            Tanda::Angka(number) => text.push_str(&number.to_string()),
            Tanda::Fungsi(name) => text.push_str(name),
            Tanda::Huruf(sign) => text.push(*sign),
            Tanda::Sel(sheet, rows, columns) => {
                if let Some(sheet) = sheet {
                    text.push_str(&format!("'{sheet}'!"));
                }
                if let (Some(row), Some(column)) = (rows.from(row), columns.from(column)) {
                    text.push_str(&address((row, column)));
                }
            }
        }
    }
    text
}
