//! Addresses of cells, and formulas moved from one cell to another.

use super::{Area, At};

/// `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// `C7`
pub(super) fn address((row, column): At) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The place of `C7`.
pub(super) fn place(text: &str) -> Option<At> {
    let split = text.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    Some((digits.parse::<u32>().ok().filter(|row| *row <= 1_048_576)?.checked_sub(1)?, column(letters)?))
}

/// The rectangle of `A1:C7`.
pub(super) fn area(text: &str) -> Option<Area> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    let (start, end) = (place(start)?, place(end)?);
    (start.0 <= end.0 && start.1 <= end.1).then_some(Area { start, end })
}

fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0_u32;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        number = number * 26 + u32::from(letter.is_ascii_uppercase().then_some(letter)? - b'A') + 1;
    }
    number.checked_sub(1)
}

/// The formula of one cell as it stands in another one, so many rows below and columns to the right.
pub(super) fn moved(formula: &str, down: i64, right: i64) -> String {
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            '$' | 'A'..='Z' | 'a'..='z' | '_' | '\\' => {
                let length = rest
                    .find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '$' | '_' | '.' | '\\')))
                    .unwrap_or(rest.len());
                let (word, after) = rest.split_at(length);
                let reference = if after.starts_with(['(', '!']) { None } else { shifted(word, down, right) };
                text.push_str(reference.as_deref().unwrap_or(word));
                rest = after;
                continue;
            }
            // The digits of a number, so that the E in 1E5 is no column.
            '0'..='9' => rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '.')).unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        text.push_str(piece);
        rest = after;
    }
    text
}

/// The length of a quoted piece, a doubled mark being part of it.
fn quoted(text: &str, mark: char) -> usize {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == mark {
            if signs.peek().is_some_and(|(_, next)| *next == mark) {
                signs.next();
            } else {
                return at + mark.len_utf8();
            }
        }
    }
    text.len()
}

fn shifted(word: &str, down: i64, right: i64) -> Option<String> {
    let fixed_column = word.starts_with('$');
    let rest = word.strip_prefix('$').unwrap_or(word);
    let split = rest.find(|sign: char| !sign.is_ascii_alphabetic())?;
    let (letters_of, rest) = rest.split_at(split);
    let fixed_row = rest.starts_with('$');
    let digits = rest.strip_prefix('$').unwrap_or(rest);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let column = i64::from(column(letters_of)?) + if fixed_column { 0 } else { right };
    let row = digits.parse::<i64>().ok()?.checked_add(if fixed_row { 0 } else { down })?;
    if row < 1 || column < 0 {
        return Some("#REF!".to_string());
    }
    let mark = |fixed: bool| if fixed { "$" } else { "" };
    Some(format!("{}{}{}{row}", mark(fixed_column), letters(u32::try_from(column).ok()?), mark(fixed_row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_back() {
        for text in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(address(place(text).unwrap()), text);
        }
        for text in ["", "A", "7", "A0", "AAAA1", "Ä1", "A1048577", "A99999999999"] {
            assert_eq!(place(text), None, "{text}");
        }
        assert_eq!(area("B2:C7"), Some(Area { start: (1, 1), end: (6, 2) }));
        assert_eq!(area("C7:B2"), None);
    }

    #[test]
    fn a_formula_moves_with_its_cell() {
        for (formula, expected) in [
            ("B2-C2", "C5-D5"),
            ("SUM($B$2:B$9)", "SUM($B$2:C$9)"),
            ("IF(A1>1E5,\"A1\",'Pagu A1'!B1)", "IF(B4>1E5,\"A1\",'Pagu A1'!C4)"),
            ("Pagu2!A1*LOG10(A1)", "Pagu2!B4*LOG10(B4)"),
            ("\"tanpa akhir", "\"tanpa akhir"),
        ] {
            assert_eq!(moved(formula, 3, 1), expected);
        }
        assert_eq!(moved("A1", -1, 0), "#REF!");
    }
}
