//! Numbers as a number format shows them, with Indonesian separators.

use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::tanggal;

/// Digits that Excel keeps.
const EXACT: u32 = 15;

/// The longest number format of Excel, in bytes of letters that are not ASCII.
const LONGEST: usize = 1_000;

/// Digits that a cell without a number format shows.
const GENERAL: u32 = 11;

/// The number that a workbook keeps in its text, noise of binary fractions rounded away.
pub(super) fn kept(text: &str) -> Option<Decimal> {
    let text = text.trim();
    // Whole amounts, nearly all that a budget holds, need no rounding.
    if text.len() <= EXACT as usize && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok().map(Decimal::from);
    }
    let number = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok()?;
    Some(number.round_sf(EXACT)?.normalize())
}

/// The format of an id that needs no text in the file.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 27..=31 | 36 | 50..=58 => "d/m/yyyy",
        18..=21 | 32..=35 | 45..=47 => "h:mm",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 | 42 => "#,##0;(#,##0);\"-\"",
        43 | 44 => "#,##0.00;(#,##0.00);\"-\"",
        _ => "",
    }
}

/// A number format, taken to pieces once for all cells that have it.
#[derive(Debug, Clone)]
pub(super) struct NumberFormat {
    /// As the workbook writes it.
    pub text: Arc<str>,
    sections: Vec<String>,
    conditional: bool,
    /// The letters of a format of dates.
    date: Option<String>,
}

impl NumberFormat {
    /// Takes a format to pieces.
    pub(super) fn new(text: &str) -> Self {
        let text = if text.len() > LONGEST { "" } else { text };
        let sections = sections(text);
        let conditional = sections.iter().any(|section| ["[<", "[>", "[="].iter().any(|mark| section.contains(mark)));
        Self { text: text.into(), conditional, date: date_tokens(text), sections }
    }
}

/// The number as people see it, and whether the format hides it.
pub(super) fn shown(value: Decimal, format: &NumberFormat, since_1904: bool) -> (String, bool) {
    if let Some(tokens) = &format.date
        && let Some(date) = tanggal::from_serial(value, tokens, since_1904)
    {
        return (date, false);
    }
    let NumberFormat { sections, conditional, .. } = format;
    let (section, signed) = match (sections.get(1), sections.get(2)) {
        _ if *conditional => (sections.first(), value.is_sign_negative()),
        (_, Some(zero)) if value.is_zero() => (Some(zero), false),
        (Some(negative), _) if value.is_sign_negative() && !value.is_zero() => (Some(negative), false),
        _ => (sections.first(), value.is_sign_negative()),
    };
    let section = section.map_or("", String::as_str);
    if section.is_empty() && sections.len() > 1 {
        return if value.is_zero() { (String::new(), false) } else { (general(value), true) };
    }
    match filled(section, value.abs()) {
        Some((text, zero)) => (if signed && !zero { format!("-{text}") } else { text }, false),
        None => (general(value), false),
    }
}

/// A number without a format: `1234,5`.
pub(super) fn general(value: Decimal) -> String {
    value.round_sf(GENERAL).unwrap_or(value).normalize().to_string().replace('.', ",")
}

/// The pieces of a format between semicolons, quoted semicolons kept.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut signs = format.chars();
    let mut quoted = false;
    while let Some(sign) = signs.next() {
        if sign == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        quoted ^= sign == '"';
        if let Some(section) = sections.last_mut() {
            section.push(sign);
            if sign == '\\' && !quoted {
                section.extend(signs.next());
            }
        }
    }
    sections
}

/// The letters of a format of dates, in lower case; `None` for a format of numbers.
fn date_tokens(format: &str) -> Option<String> {
    let first = sections(format).into_iter().next()?;
    if first.eq_ignore_ascii_case("general") {
        return None;
    }
    let mut tokens = String::new();
    each(&first, |piece| {
        if let Piece::Plain(sign) = piece {
            tokens.push(sign.to_ascii_lowercase());
        }
    });
    let is_date = tokens.contains(['y', 'd', 'h']) || (tokens.contains('m') && !tokens.contains(['0', '#']));
    is_date.then_some(tokens)
}

/// What a section is made of.
enum Piece {
    /// A sign with a meaning of its own.
    Plain(char),
    /// A sign that is shown as it is.
    Literal(char),
}

/// Takes a section to pieces; spaces of the width of a letter, fillers, colours and locales are left out.
fn each(section: &str, mut take: impl FnMut(Piece)) {
    let mut signs = section.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => signs.by_ref().take_while(|sign| *sign != '"').for_each(|sign| take(Piece::Literal(sign))),
            '\\' => signs.next().into_iter().for_each(|sign| take(Piece::Literal(sign))),
            '_' | '*' => drop(signs.next()),
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                match inside.strip_prefix('$') {
                    Some(currency) => {
                        currency.chars().take_while(|sign| *sign != '-').for_each(|sign| take(Piece::Literal(sign)));
                    }
                    None if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh") => take(Piece::Plain('h')),
                    None => {}
                }
            }
            sign => take(Piece::Plain(sign)),
        }
    }
}

/// The section with the number in it, and whether it shows as zero; `None` where the section is no plain format.
fn filled(section: &str, value: Decimal) -> Option<(String, bool)> {
    let (mut before, mut pattern, mut after, mut percent) = (String::new(), String::new(), String::new(), 0_u32);
    let mut plain = true;
    each(section, |piece| match piece {
        Piece::Plain(sign @ ('0' | '#' | '?' | '.' | ',')) if after.is_empty() => pattern.push(sign),
        Piece::Plain('%') => {
            percent += 1;
            after.push('%');
        }
        Piece::Plain(sign) if sign.is_ascii_alphanumeric() || matches!(sign, '/' | '@' | '#' | '?') => plain = false,
        Piece::Plain(sign) | Piece::Literal(sign) if pattern.is_empty() => before.push(sign),
        Piece::Plain(sign) | Piece::Literal(sign) => after.push(sign),
    });
    if !plain || section.is_empty() || section.eq_ignore_ascii_case("general") {
        return None;
    }
    if pattern.is_empty() {
        return (percent == 0).then(|| (format!("{before}{after}").trim().to_string(), true));
    }
    let whole_pattern = pattern.trim_end_matches(',');
    let thousands = pattern.len() - whole_pattern.len();
    let (whole, fraction) = whole_pattern.split_once('.').unwrap_or((whole_pattern, ""));
    let mut value = value;
    for _ in 0..percent {
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..thousands {
        value = value.checked_div(Decimal::ONE_THOUSAND)?;
    }
    let places = u32::try_from(fraction.len()).unwrap_or(EXACT).min(EXACT);
    let mut value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(places);
    let digits = value.to_string();
    let (left, right) = digits.split_once('.').unwrap_or((&digits, ""));
    let needed = fraction.chars().filter(|sign| *sign == '0').count();
    let mut right = right.to_string();
    while right.len() > needed && right.ends_with('0') {
        right.pop();
    }
    let wanted = whole.chars().filter(|sign| *sign == '0').count();
    let left = if wanted == 0 && left == "0" && !right.is_empty() { "" } else { left };
    let left = format!("{}{left}", "0".repeat(wanted.saturating_sub(left.len())));
    let left = if whole.contains(',') { grouped(&left) } else { left };
    let number = if right.is_empty() { left } else { format!("{left},{right}") };
    Some((format!("{before}{number}{after}").trim().to_string(), value.is_zero()))
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_excel() {
        const ACCOUNTING: &str = "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-";
        for (value, format, expected) in [
            ("0.75", "0%", "75%"),
            ("0.83333333333333337", "0.00%", "83,33%"),
            ("1869322744", "#,##0", "1.869.322.744"),
            ("-1234.5", "#,##0.00", "-1.234,50"),
            ("-1234.5", "#,##0.00_);(#,##0.00)", "(1.234,50)"),
            ("-0.2", "0", "0"),
            ("0", ACCOUNTING, "-"),
            ("-5000", ACCOUNTING, "-5.000"),
            ("2500000", "[$Rp-421]#,##0", "Rp2.500.000"),
            ("2500000", "\"Rp\" #,##0.0#", "Rp 2.500.000,0"),
            ("1234567", "#,##0,", "1.235"),
            ("7", "000", "007"),
            ("0.30000000000000004", "", "0,3"),
            ("0.123456789012345", "General", "0,12345678901"),
            ("1E-5", "", "0,00001"),
            ("12345.678", "0.00E+00", "12345,678"),
            ("45565", "dd/mm/yyyy;@", "30 September 2024"),
            ("45565", "[$-421]dd mmmm yyyy", "30 September 2024"),
            ("5", "0 \"desa\"", "5 desa"),
            ("2.5", "[>1]0.0;0", "2,5"),
        ] {
            let (text, hidden) = shown(kept(value).unwrap(), &NumberFormat::new(format), false);
            assert_eq!((text.as_str(), hidden), (expected, false), "{value} {format}");
        }
        assert_eq!(shown(kept("5").unwrap(), &NumberFormat::new(";;;"), false), ("5".to_string(), true));
        for text in ["", "abc", "1E+300", "NaN"] {
            assert_eq!(kept(text), None, "{text}");
        }
        for format in ["\"", "\\", "[", "_", "*", "[$", ";", "%", ".", ",", "0.", "E+", "0.0.0.0", "%%%%%%%%%%%%%%%%%"]
        {
            shown(kept("1234567890123.25").unwrap(), &NumberFormat::new(format), false);
        }
    }
}
