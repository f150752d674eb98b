//! Numbers as people write them, with what they can stand for.

use rust_decimal::Decimal;

/// A written number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angka {
    /// The text as written.
    pub mentah: String,
    /// The value; for `86,11%` it is 86.11.
    pub nilai: Decimal,
    /// Decimals that are written.
    pub desimal: u32,
    /// How thousands are grouped.
    pub pengelompokan: Pengelompokan,
    /// True where a percent sign is written.
    pub persen: bool,
}

/// How thousands are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pengelompokan {
    /// `1.500.000`
    Titik,
    /// `1,500,000`
    Koma,
    /// `1500000`
    Tanpa,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bacaan {
    /// Nothing: not known.
    Kosong,
    /// A dash: zero in a column of rupiah or counts, nothing elsewhere.
    Strip,
    /// A number.
    Angka(Angka),
    /// A number whose form is broken (`11.100.0000`), with the likely readings, the likeliest first.
    Rusak {
        /// The text as written.
        mentah: String,
        /// What it may stand for.
        dugaan: Vec<Decimal>,
    },
    /// Anything else.
    Teks,
}

impl Angka {
    /// Whether two written forms can stand for one value: whole numbers only for themselves, others within the last
    /// decimal that both have.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self.desimal == 0 && other.desimal == 0 {
            return self.nilai == other.nilai;
        }
        Selang::rounded(self.nilai, self.desimal).meets(&Selang::rounded(other.nilai, other.desimal))
    }
}

impl Bacaan {
    /// The number, if it is one.
    pub fn angka(&self) -> Option<&Angka> {
        match self {
            Self::Angka(angka) => Some(angka),
            _ => None,
        }
    }

    /// The value in a column where a dash is zero.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Angka(angka) => Some(angka.nilai),
            Self::Strip => Some(Decimal::ZERO),
            _ => None,
        }
    }
}

/// Reads a cell. `Rp`, `%`, parentheses for negative amounts and white space are understood; the whole cell must be
/// the number.
pub fn read(text: &str) -> Bacaan {
    let text = text.trim();
    if text.is_empty() {
        return Bacaan::Kosong;
    }
    if text.chars().all(|c| matches!(c, '-' | '–' | '—')) {
        return Bacaan::Strip;
    }
    let mut body = text;
    let negative = body.starts_with('(') && body.ends_with(')');
    if negative {
        body = body.trim_start_matches('(').trim_end_matches(')').trim();
    }
    for prefix in ["Rp.", "Rp", "RP.", "RP", "IDR"] {
        if let Some(rest) = body.strip_prefix(prefix) {
            body = rest.trim();
            break;
        }
    }
    let persen = body.ends_with('%');
    body = body.trim_end_matches('%').trim().trim_end_matches(",-").trim();
    let (negative, body) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (negative, body),
    };
    if body.is_empty() || !body.starts_with(|c: char| c.is_ascii_digit()) {
        return Bacaan::Teks;
    }
    if !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return Bacaan::Teks;
    }
    match form(body) {
        Some((plain, desimal, pengelompokan)) => match Decimal::from_str_exact(&plain) {
            Ok(value) => Bacaan::Angka(Angka {
                mentah: text.to_string(),
                nilai: if negative { -value } else { value },
                desimal,
                pengelompokan,
                persen,
            }),
            Err(_) => Bacaan::Teks,
        },
        None => Bacaan::Rusak { mentah: text.to_string(), dugaan: repairs(body, negative) },
    }
}

/// A workbook shows up to so many decimals of a quotient (`83,3333333333333`).
const MOST_DECIMALS: usize = 16;

/// A number with a point for decimals, how many decimals are written, and how it is grouped; `None` for a broken form.
fn form(body: &str) -> Option<(String, u32, Pengelompokan)> {
    let marks: Vec<(usize, char)> = body.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some((last, mark)) = marks.last().copied() else {
        return Some((body.to_string(), 0, Pengelompokan::Tanpa));
    };
    let (head, tail) = (body.get(..last)?, body.get(last + 1..)?);
    let kinds = marks.iter().any(|(_, c)| *c != mark);
    let grouped = |text: &str, by: char| -> Option<String> {
        let mut parts = text.split(by);
        let first = parts.next()?;
        let sound = (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3);
        (sound && text.chars().all(|c| c.is_ascii_digit() || c == by)).then(|| text.replace(by, ""))
    };
    let of = |by: char| if by == '.' { Pengelompokan::Titik } else { Pengelompokan::Koma };
    if kinds {
        let by = if mark == '.' { ',' } else { '.' };
        let whole = grouped(head, by)?;
        let sound = (1..=MOST_DECIMALS).contains(&tail.len());
        return sound.then(|| (format!("{whole}.{tail}"), tail.len() as u32, of(by)));
    }
    if marks.len() == 1 {
        // One mark before three digits groups (no report writes three decimals); before any other count it is decimal.
        if tail.len() == 3 && (1..=3).contains(&head.len()) && head != "0" {
            return Some((format!("{head}{tail}"), 0, of(mark)));
        }
        let sound = (1..=MOST_DECIMALS).contains(&tail.len()) && tail.len() != 3 || head == "0";
        return sound.then(|| (format!("{head}.{tail}"), tail.len() as u32, Pengelompokan::Tanpa));
    }
    grouped(body, mark).map(|whole| (whole, 0, of(mark)))
}

/// Likely readings of a number whose grouping is broken: the digits without a surplus zero at the end of a group that
/// is too long, then all digits.
fn repairs(body: &str, negative: bool) -> Vec<Decimal> {
    let parts: Vec<&str> = body.split(['.', ',']).collect();
    let mut texts = Vec::new();
    let cut: Option<Vec<String>> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| match part.len() {
            3 => Some(part.to_string()),
            length if index == 0 && length < 3 && length > 0 => Some(part.to_string()),
            4 if part.ends_with('0') => part.get(..3).map(str::to_string),
            _ => None,
        })
        .collect();
    texts.extend(cut.map(|parts| parts.concat()));
    // One mark for both: "21,276,070,424,00" ends with decimals.
    if let [head @ .., last] = parts.as_slice()
        && last.len() == 2
        && head.len() >= 2
        && head.iter().enumerate().all(|(index, part)| part.len() == 3 || index == 0 && (1..3).contains(&part.len()))
    {
        texts.push(format!("{}.{last}", head.concat()));
    }
    texts.push(parts.concat());
    let mut values: Vec<Decimal> = texts.iter().filter_map(|text| Decimal::from_str_exact(text).ok()).collect();
    values.dedup();
    values.into_iter().map(|value| if negative { -value } else { value }).collect()
}

/// The values that a written number can stand for: half a unit of its last decimal to both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selang {
    /// Lowest.
    pub bawah: Decimal,
    /// Highest.
    pub atas: Decimal,
}

impl Selang {
    /// An exact value.
    pub fn exact(value: Decimal) -> Self {
        Self { bawah: value, atas: value }
    }

    /// A value written with so many decimals; whole amounts of rupiah are exact and should use [`Self::exact`].
    pub fn rounded(value: Decimal, decimals: u32) -> Self {
        let half = Decimal::new(5, decimals + 1);
        Self { bawah: value - half, atas: value + half }
    }

    /// True where some value lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.bawah <= other.atas && other.bawah <= self.atas
    }
}

/// `1.234.567,89` with the decimals of the value.
pub fn show(value: Decimal) -> String {
    domain::value::show_decimal(&value.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        match read(text) {
            Bacaan::Angka(angka) => format!("{} {:?}", angka.nilai, angka.pengelompokan),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn reads_both_groupings_and_names_what_is_broken() {
        assert_eq!(value("1.500.000"), "1500000 Titik");
        assert_eq!(value("1,870,000"), "1870000 Koma");
        assert_eq!(value("2498499"), "2498499 Tanpa");
        assert_eq!(value("Rp. 19.450.000,00"), "19450000.00 Titik");
        assert_eq!(value("(Rp 1.000)"), "-1000 Titik");
        assert_eq!(value("86,11%"), "86.11 Tanpa");
        assert_eq!(value("0.75"), "0.75 Tanpa");
        assert_eq!(value("0,125"), "0.125 Tanpa");
        assert_eq!(value("83,333333333"), "83.333333333 Tanpa");
        assert_eq!(value("1.234,5678901"), "1234.5678901 Titik");
        assert_eq!(value("300.000"), "300000 Titik");
        assert_eq!(value("-"), "Strip");
        assert_eq!(value(""), "Kosong");
        assert_eq!(value("68,50 (B-)"), "Teks");
        let Bacaan::Rusak { dugaan, .. } = read("11.100.0000") else { panic!() };
        assert_eq!(dugaan, [Decimal::from(11_100_000), Decimal::from(111_000_000)]);
        let Bacaan::Rusak { dugaan, .. } = read("1,276,070,00") else { panic!() };
        assert_eq!(dugaan[0], Decimal::from(1_276_070));
        for broken in ["1.50.000", "1..000", "1.500,00.0", "12.", "1,2,3"] {
            assert!(matches!(read(broken), Bacaan::Rusak { .. }), "{broken}");
        }
    }

    #[test]
    fn a_written_number_stands_for_an_interval() {
        let written = Selang::rounded(Decimal::new(9259, 2), 2);
        assert!(written.meets(&Selang::exact(Decimal::from_str_exact("92.5913978").unwrap())));
        assert!(!written.meets(&Selang::exact(Decimal::from_str_exact("92.5957").unwrap())));
    }
}
