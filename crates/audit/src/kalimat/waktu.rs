//! Quarters, years, dates and windows of months in a sentence.

use domain::value::{Tanggal, Triwulan};

use super::{Jenis, Token};

/// Something that a sentence names, with the tokens that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sebutan<T> {
    /// What is named.
    pub isi: T,
    /// First token.
    pub dari: usize,
    /// Last token.
    pub sampai: usize,
}

/// From one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Jendela {
    /// First day; `None` where only the last is said.
    pub buka: Option<Tanggal>,
    /// Last day.
    pub tutup: Tanggal,
}

impl std::fmt::Display for Jendela {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.buka {
            Some(buka) => write!(formatter, "{buka} s.d. {}", self.tutup),
            None => write!(formatter, "paling lambat {}", self.tutup),
        }
    }
}

/// Number of a month by its name in small letters.
pub(crate) fn month(word: &str) -> Option<u8> {
    let known: [&[&str]; 12] = [
        &["januari", "jan"],
        &["februari", "pebruari", "feb", "peb"],
        &["maret", "mar"],
        &["april", "apr"],
        &["mei"],
        &["juni", "jun"],
        &["juli", "jul"],
        &["agustus", "agt", "agu"],
        &["september", "sept", "sep"],
        &["oktober", "okt"],
        &["november", "nopember", "nov", "nop"],
        &["desember", "des"],
    ];
    known.iter().zip(1..).find(|(names, _)| names.contains(&word)).map(|(_, number)| number)
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.teks.as_str())
}

fn year(tokens: &[Token], at: usize) -> Option<i32> {
    let token = tokens.get(at).filter(|token| token.jenis == Jenis::Angka && token.teks.len() == 4)?;
    token.teks.parse().ok().filter(|year| (1990..=2100).contains(year))
}

fn roman(word: &str) -> Option<Triwulan> {
    Some(match word {
        "i" | "1" | "pertama" => Triwulan::I,
        "ii" | "2" | "kedua" => Triwulan::II,
        "iii" | "3" | "ketiga" => Triwulan::III,
        "iv" | "4" | "keempat" => Triwulan::IV,
        _ => return None,
    })
}

/// True for a word that joins two ends.
fn joins(word: &str) -> bool {
    matches!(word, "s/d" | "s.d" | "sampai" | "hingga" | "-" | "–" | "—" | "sd")
}

/// Quarters that stand alone, each with its year where one follows. A list ("Triwulan I dan II", "I s.d. III") says
/// nothing about one quarter and is left out.
pub(crate) fn quarters(tokens: &[Token]) -> Vec<Sebutan<(Triwulan, Option<i32>)>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token.teks.as_str(), "triwulan" | "tw" | "tribulan" | "trwiulan" | "triwulanan") {
            continue;
        }
        let number = at + 1 + usize::from(text(tokens, at + 1) == "ke" || text(tokens, at + 1) == ".");
        let Some(triwulan) = roman(text(tokens, number)) else { continue };
        let next = text(tokens, number + 1);
        let listed = (joins(next) || matches!(next, "," | "dan" | "/" | "&" | "serta"))
            && (number + 2..number + 5).any(|near| roman(text(tokens, near)).is_some());
        let before = at.checked_sub(1).is_some_and(|before| {
            joins(text(tokens, before)) || matches!(text(tokens, before), "dengan" | "." | "dan" | "dari" | "sejak")
        });
        if listed || before {
            continue;
        }
        let mut last = number;
        while matches!(text(tokens, last + 1), "tahun" | "anggaran" | "ta" | "tahunan" | "t.a") {
            last += 1;
        }
        let tahun = year(tokens, last + 1);
        let sampai = if tahun.is_some() { last + 1 } else { number };
        found.push(Sebutan { isi: (triwulan, tahun), dari: at, sampai });
    }
    found
}

/// Years after the word for them: "Tahun 2024", "Tahun Anggaran 2024", "TA 2024".
pub(crate) fn years(tokens: &[Token]) -> Vec<Sebutan<i32>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token.teks.as_str(), "tahun" | "ta") {
            let skip = usize::from(text(tokens, at + 1) == "anggaran");
            if let Some(isi) = year(tokens, at + 1 + skip) {
                found.push(Sebutan { isi, dari: at, sampai: at + 1 + skip });
            }
        }
    }
    found
}

/// Dates with the name of their month; `Err` holds what is written where the calendar has no such day.
pub(crate) fn dates(tokens: &[Token]) -> Vec<Sebutan<Result<Tanggal, String>>> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let day = tokens.get(at).filter(|token| token.jenis == Jenis::Angka && token.teks.len() <= 2);
        let Some(day) = day.and_then(|token| token.teks.parse::<u8>().ok()) else { continue };
        let (Some(month), Some(year)) = (month(text(tokens, at + 1)), year(tokens, at + 2)) else { continue };
        let isi =
            Tanggal::new(year, month, day).ok_or_else(|| format!("{day} {} {year}", domain::value::month_name(month)));
        found.push(Sebutan { isi, dari: at, sampai: at + 2 });
    }
    found
}

/// Windows of months or days with their year: "Juli s/d September 2024", "1 Januari - 31 Maret 2024",
/// "paling lambat 31 Maret 2024".
pub(crate) fn windows(tokens: &[Token]) -> Vec<Sebutan<Jendela>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match range(tokens, at).or_else(|| since(tokens, at)).or_else(|| latest(tokens, at)) {
            Some(window) => {
                at = window.sampai + 1;
                found.push(window);
            }
            None => at += 1,
        }
    }
    found
}

/// A day (where written), a month and a year (where written), and the token after them.
fn point(tokens: &[Token], at: usize) -> Option<(Option<u8>, u8, Option<i32>, usize)> {
    let day = tokens.get(at).filter(|token| token.jenis == Jenis::Angka && token.teks.len() <= 2);
    let day = day.and_then(|token| token.teks.parse::<u8>().ok());
    let name = at + usize::from(day.is_some());
    let month = month(text(tokens, name))?;
    let tahun = year(tokens, name + 1);
    Some((day, month, tahun, name + 1 + usize::from(tahun.is_some())))
}

fn range(tokens: &[Token], at: usize) -> Option<Sebutan<Jendela>> {
    let (first_day, first_month, first_year, mut next) = point(tokens, at)?;
    if !joins(text(tokens, next)) {
        return None;
    }
    next += 1;
    while matches!(text(tokens, next), "dengan" | "." | "bulan" | "tanggal") {
        next += 1;
    }
    let (last_day, last_month, last_year, end) = point(tokens, next)?;
    let tahun = last_year?;
    let buka = Tanggal::new(first_year.unwrap_or(tahun), first_month, first_day.unwrap_or(1))?;
    let tutup = match last_day {
        Some(day) => Tanggal::new(tahun, last_month, day)?,
        None => Tanggal::end_of_month(tahun, last_month)?,
    };
    (buka <= tutup).then_some(Sebutan { isi: Jendela { buka: Some(buka), tutup }, dari: at, sampai: end - 1 })
}

/// "mulai 2 Januari 2024, paling lambat 15 Maret 2024".
fn since(tokens: &[Token], at: usize) -> Option<Sebutan<Jendela>> {
    matches!(text(tokens, at), "mulai" | "sejak").then_some(())?;
    let start = at + 1 + usize::from(text(tokens, at + 1) == "tanggal");
    let (Some(day), month, year, next) = point(tokens, start)? else { return None };
    let next = next + usize::from(matches!(text(tokens, next), "," | "dan"));
    let last = latest(tokens, next)?;
    let buka = Tanggal::new(year.unwrap_or(last.isi.tutup.year()), month, day)?;
    (buka <= last.isi.tutup).then_some(Sebutan {
        isi: Jendela { buka: Some(buka), tutup: last.isi.tutup },
        dari: at,
        sampai: last.sampai,
    })
}

fn latest(tokens: &[Token], at: usize) -> Option<Sebutan<Jendela>> {
    let limit = match text(tokens, at) {
        "paling" if matches!(text(tokens, at + 1), "lambat" | "akhir") => at + 2,
        "selambat-lambatnya" | "sebelum" => at + 1,
        _ => return None,
    };
    let start = limit + usize::from(matches!(text(tokens, limit), "tanggal" | "pada"));
    let start = start + usize::from(text(tokens, start) == "tanggal");
    let (Some(day), month, Some(tahun), end) = point(tokens, start)? else { return None };
    let tutup = Tanggal::new(tahun, month, day)?;
    Some(Sebutan { isi: Jendela { buka: None, tutup }, dari: at, sampai: end - 1 })
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn of(text: &str) -> Vec<Token> {
        tokens(text, 0..text.len())
    }

    #[test]
    fn a_quarter_alone_is_named_and_a_list_is_not() {
        let read = |text: &str| quarters(&of(text)).into_iter().map(|found| found.isi).collect::<Vec<_>>();
        assert_eq!(read("Triwulan III Tahun Anggaran 2024 dan"), [(Triwulan::III, Some(2024))]);
        assert_eq!(read("TW II adalah"), [(Triwulan::II, None)]);
        assert_eq!(read("Triwulan I, II dan III"), []);
        assert_eq!(read("sampai dengan Triwulan II"), []);
        assert_eq!(read("tiap triwulan"), []);
    }

    #[test]
    fn windows_and_dates() {
        let read = |text: &str| windows(&of(text)).into_iter().map(|found| found.isi.to_string()).collect::<Vec<_>>();
        let expected = ["1 Juli 2024 s.d. 30 September 2024"];
        assert_eq!(read("bulan Juli s/d September 2024."), expected);
        assert_eq!(read("Juli – September 2024"), expected);
        assert_eq!(read("1 Juli 2024 sampai dengan 30 September 2024"), expected);
        assert_eq!(read("paling lambat tanggal 31 Maret 2024"), ["paling lambat 31 Maret 2024"]);
        let since = ["2 Januari 2024 s.d. 15 Maret 2024"];
        assert_eq!(read("mulai 2 Januari 2024, paling lambat 15 Maret 2024 (Pasal 8)"), since);
        assert_eq!(read("Oktober - September 2024"), Vec::<String>::new());
        let found = dates(&of("pada 31 Februari 2024"));
        assert_eq!(found[0].isi, Err("31 Februari 2024".to_string()));
    }
}
