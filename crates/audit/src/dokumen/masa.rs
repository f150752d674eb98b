//! Periods that name a row or a column: "Tahun 2023", "Triwulan II", "s.d. TW IV".

use super::kolom::normal;
use super::tabel::Isi;

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Masa {
    /// Year, where it is said.
    pub tahun: Option<u32>,
    /// Quarter, where it is said.
    pub triwulan: Option<u8>,
}

/// The number of a quarter.
fn number(word: &str) -> Option<u8> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

/// A text that is a period and nothing else; words for "up to" before it are forgiven.
pub(crate) fn read(text: &str) -> Option<Masa> {
    let text = normal(text);
    let mut words =
        text.split(' ').skip_while(|word| matches!(*word, "s" | "d" | "sd" | "sampai" | "dengan" | "akhir"));
    let mut masa = Masa { tahun: None, triwulan: None };
    let mut last = "";
    for word in words.by_ref() {
        let year = word.parse().ok().filter(|year| word.len() == 4 && (2000..2100).contains(year));
        match (word, year) {
            ("tahun" | "ta" | "triwulan" | "tw", _) => {}
            (_, Some(year)) if masa.tahun.is_none() => masa.tahun = Some(year),
            _ if matches!(last, "triwulan" | "tw") && masa.triwulan.is_none() => masa.triwulan = Some(number(word)?),
            _ => return None,
        }
        last = word;
    }
    let said = masa.tahun.is_some() || masa.triwulan.is_some();
    (said && !matches!(last, "tahun" | "ta" | "triwulan" | "tw")).then_some(masa)
}

/// The quarter of a head that says nothing else.
pub(crate) fn quarter(head: &str) -> Option<u8> {
    read(head)?.triwulan
}

/// Whether the rows with figures are named by periods, in their first cell.
pub(super) fn by_rows(rows: &[Isi<'_>]) -> bool {
    let figures = |isi: &&Isi<'_>| (1..isi.baris.sel.len()).any(|column| isi.bacaan(column).angka().is_some());
    let filled: Vec<&Isi<'_>> = rows.iter().filter(|isi| !isi.jumlah).filter(figures).collect();
    let named = filled.iter().filter(|isi| row(isi).is_some()).count();
    named > 0 && named * 5 >= filled.len() * 4
}

/// The period that names a row, the code of an indicator before it left out ("IKU-5 TW II").
pub(crate) fn row(isi: &Isi<'_>) -> Option<Masa> {
    let texts = isi.baris.sel.iter().take(2).map(|cell| cell.teks.trim());
    texts.into_iter().find_map(|text| read(text).or_else(|| read(kode(text)?.1)))
}

/// A text that begins with the code of an indicator ("IKU-1 Indeks ..."): the code without marks, and the rest.
pub(crate) fn kode(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let letters = text.find(|c: char| !c.is_ascii_uppercase())?;
    let (name, rest) = text.split_at(letters);
    let rest = rest.strip_prefix(['-', ' ', '.']).unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let digits = digits.trim_end_matches('.');
    let apart = rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ':' | ',' | ')'));
    let sound = (2..=4).contains(&letters) && digits.starts_with(|c: char| c.is_ascii_digit()) && apart;
    sound.then(|| (format!("{name}{digits}"), rest.trim_start_matches([':', '-', ' ', ',', ')'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_alone_is_one() {
        let of = |text: &str| read(text).map(|masa| (masa.tahun, masa.triwulan));
        assert_eq!(of("Tahun 2023"), Some((Some(2023), None)));
        assert_eq!(of("2021"), Some((Some(2021), None)));
        assert_eq!(of("s.d. TW II"), Some((None, Some(2))));
        assert_eq!(of("Triwulan III Tahun 2024"), Some((Some(2024), Some(3))));
        assert_eq!(of("Triwulan I - IV"), None);
        assert_eq!(of("Target 2024"), None);
        assert_eq!(of("Tahun"), None);
        assert_eq!(of("12"), None);
    }

    #[test]
    fn a_code_before_a_name_is_told_from_a_word() {
        assert_eq!(kode("IKU-1 Indeks Kepuasan"), Some(("IKU1".to_string(), "Indeks Kepuasan")));
        assert_eq!(kode("IK 1.2: Persentase"), Some(("IK1.2".to_string(), "Persentase")));
        assert_eq!(kode("IKU-5"), Some(("IKU5".to_string(), "")));
        assert_eq!(kode("RKP Desa"), None);
        assert_eq!(kode("Indeks 1"), None);
    }
}
