//! Formulas written out in LaTeX or as plain text: `\frac{31}{36} \times 100\%`, `(6 + 6) / 18 x 100 %`.

use rust_decimal::Decimal;

use crate::angka::{self, Selang};

/// What an expression of numbers stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nilai {
    /// Its range.
    pub selang: Selang,
    /// Decimals of a number that stands alone; `None` for a calculation.
    pub tunggal: Option<u32>,
    /// True where a percent sign is written.
    pub persen: bool,
}

/// Fractions and parentheses within each other; deeper ones are not read.
const DEEPEST: usize = 32;

/// A formula of more bytes is none that people wrote.
const LONGEST: usize = 10_000;

/// LaTeX as plain text: fractions as `(a)/(b)`, commands of form dropped.
pub(crate) fn plain(latex: &str) -> String {
    within(latex, 0)
}

fn within(latex: &str, depth: usize) -> String {
    if depth > DEEPEST || latex.len() > LONGEST {
        return String::new();
    }
    let mut text = String::new();
    let mut rest = latex;
    while let Some(start) = rest.find('\\') {
        let (before, command) = rest.split_at(start);
        text.push_str(before);
        let body = command.get(1..).unwrap_or_default();
        let end = body.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(body.len());
        let (name, after) = body.split_at(end);
        rest = after;
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let Some((over, after)) = group(rest) else { continue };
                let Some((under, after)) = group(after) else { continue };
                text.push_str(&format!("({})/({})", within(over, depth + 1), within(under, depth + 1)));
                rest = after;
            }
            "times" | "cdot" | "ast" => text.push('*'),
            "div" => text.push('/'),
            "" => {
                // An escaped sign ("\%") stays, a space ("\,") goes.
                let sign = after.chars().next();
                rest = after.get(sign.map_or(0, char::len_utf8)..).unwrap_or_default();
                text.extend(sign.filter(|sign| *sign == '%'));
            }
            _ => {}
        }
    }
    text.push_str(rest);
    text.replace('{', "(").replace('}', ")").replace('$', "")
}

/// The content of a group in braces at the beginning, and what follows.
fn group(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then(|| Some((text.get(1..at)?, text.get(at + 1..)?))).flatten();
        }
    }
    None
}

#[derive(Debug, Clone, PartialEq)]
enum Tanda {
    Angka(Selang, u32),
    Huruf(char),
}

/// The value of an expression of numbers; `None` where anything else stands in it.
pub(crate) fn evaluate(text: &str) -> Option<Nilai> {
    let tokens = tokens(text)?;
    let persen = tokens.contains(&Tanda::Huruf('%'));
    let tokens: Vec<Tanda> = tokens.into_iter().filter(|token| *token != Tanda::Huruf('%')).collect();
    let alone: Vec<&Tanda> = tokens.iter().filter(|token| !matches!(token, Tanda::Huruf('(' | ')'))).collect();
    let tunggal = match alone.as_slice() {
        [Tanda::Angka(_, decimals)] => Some(*decimals),
        _ => None,
    };
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let selang = parser.sum()?;
    (parser.at == tokens.len()).then_some(Nilai { selang, tunggal, persen })
}

fn tokens(text: &str) -> Option<Vec<Tanda>> {
    let mut found = Vec::new();
    let mut number = String::new();
    for character in text.chars().chain([' ']) {
        if character.is_ascii_digit() || matches!(character, '.' | ',') && !number.is_empty() {
            number.push(character);
            continue;
        }
        if !number.is_empty() {
            let written = number.trim_end_matches(['.', ',']);
            let angka = angka::read(written).angka()?.clone();
            let small = angka.nilai.abs() < crate::persamaan::TERBESAR;
            let selang = match angka.desimal {
                0 => Selang::exact(angka.nilai),
                decimals => Selang::rounded(angka.nilai, decimals),
            };
            found.push(small.then_some(Tanda::Angka(selang, angka.desimal))?);
            number.clear();
        }
        let sign = match character {
            '×' | 'x' | 'X' | '*' => '*',
            ':' | '÷' | '/' => '/',
            '−' | '–' | '-' => '-',
            '+' | '(' | ')' | '%' => character,
            _ if character.is_whitespace() => continue,
            _ => return None,
        };
        found.push(Tanda::Huruf(sign));
    }
    (!found.is_empty()).then_some(found)
}

struct Parser<'t> {
    tokens: &'t [Tanda],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, signs: &[char]) -> Option<char> {
        let sign = match self.tokens.get(self.at)? {
            Tanda::Huruf(sign) if signs.contains(sign) => *sign,
            _ => return None,
        };
        self.at += 1;
        Some(sign)
    }

    fn sum(&mut self) -> Option<Selang> {
        let mut left = self.product()?;
        while let Some(sign) = self.next_is(&['+', '-']) {
            let right = self.product()?;
            left = if sign == '+' {
                Selang { bawah: left.bawah.checked_add(right.bawah)?, atas: left.atas.checked_add(right.atas)? }
            } else {
                Selang { bawah: left.bawah.checked_sub(right.atas)?, atas: left.atas.checked_sub(right.bawah)? }
            };
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Selang> {
        let mut left = self.factor()?;
        while let Some(sign) = self.next_is(&['*', '/']) {
            let right = self.factor()?;
            let each = |a: Decimal, b: Decimal| if sign == '*' { a.checked_mul(b) } else { a.checked_div(b) };
            if sign == '/' && right.bawah <= Decimal::ZERO && right.atas >= Decimal::ZERO {
                return None;
            }
            let ends = [
                each(left.bawah, right.bawah)?,
                each(left.bawah, right.atas)?,
                each(left.atas, right.bawah)?,
                each(left.atas, right.atas)?,
            ];
            left = Selang { bawah: ends.iter().min().copied()?, atas: ends.iter().max().copied()? };
        }
        Some(left)
    }

    fn factor(&mut self) -> Option<Selang> {
        if self.next_is(&['(']).is_some() {
            self.depth += 1;
            if self.depth > DEEPEST {
                return None;
            }
            let inside = self.sum()?;
            self.depth -= 1;
            self.next_is(&[')'])?;
            return Some(inside);
        }
        match self.tokens.get(self.at)? {
            Tanda::Angka(selang, _) => {
                self.at += 1;
                Some(*selang)
            }
            Tanda::Huruf(_) => None,
        }
    }
}

/// `31/36` where an expression is one fraction of whole numbers, perhaps times 100.
pub(crate) fn fraction(text: &str) -> Option<(u32, u32)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '%')).collect();
    let text = text.replace(['×', 'x', 'X'], "*");
    let (over, under) = text.split_once(['/', ':', '÷'])?;
    let under = under.strip_suffix("*100").unwrap_or(under);
    let over = over.strip_prefix("100*").unwrap_or(over);
    let number = |text: &str| text.parse().ok().filter(|number| *number < 100_000);
    Some((number(over)?, number(under)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(latex: &str) -> Option<String> {
        let found = evaluate(&plain(latex))?;
        Some(format!("{}", crate::persamaan::rounded(found.selang.bawah, 4).normalize()))
    }

    #[test]
    fn latex_and_text_are_calculated() {
        assert_eq!(value(r"\frac{31}{36} \times 100\%").as_deref(), Some("86.1111"));
        assert_eq!(value(r"\frac{6 + 6 + 0}{(6 \times 3)} \times 100\%").as_deref(), Some("66.6667"));
        assert_eq!(value("(6 + 6) : 18 x 100 %").as_deref(), Some("66.6667"));
        assert_eq!(value(r"\underline{\underline{12}}").as_deref(), Some("12"));
        assert_eq!(value(r"\frac{\text{Jumlah}}{36}"), None);
        assert_eq!(value(r"\frac{1}{0}"), None);
        for strange in ["\\", "\\frac", "\\frac{", "{", "}", "(", "1+", "\\frac{1}", "%%", "1,2,3"] {
            value(strange);
        }
        assert_eq!(value(&format!("{}1{}", r"\frac{".repeat(1_000), "}{2}".repeat(1_000))), None);
        assert_eq!(value(&("(".repeat(100_000) + "1" + &")".repeat(100_000))), None);
    }

    #[test]
    fn one_fraction_is_known() {
        assert_eq!(fraction(&plain(r"\frac{31}{36} \times 100\%")), Some((31, 36)));
        assert_eq!(fraction("31/36"), Some((31, 36)));
        assert_eq!(fraction("(6+6+0)/(6x3)"), None);
        assert_eq!(fraction("86,11"), None);
    }
}
