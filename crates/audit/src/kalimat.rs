//! Sentences with their places, and what can surely be read in them.

mod desa;
mod profil;
mod waktu;

use std::ops::Range;

use reader::{Blok, Naskah, Paragraf};

pub(crate) use desa::documents;
pub(crate) use profil::{Profil, names};
pub(crate) use waktu::{Jendela, Sebutan, dates, month, quarters, windows, years};

use crate::angka::{self, Angka};
use crate::dokumen::Dokumen;
use crate::temuan::{Bukti, Lokasi};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jenis {
    /// A word.
    Kata,
    /// Digits with their separators.
    Angka,
    /// A mark.
    Tanda,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the paragraph.
    pub rentang: Range<usize>,
    /// In small letters.
    pub teks: String,
    /// What it is.
    pub jenis: Jenis,
    /// True where it begins with a capital letter.
    pub besar: bool,
}

/// A sentence, or a heading.
pub(crate) struct Kalimat<'n> {
    /// Index of its file.
    pub berkas: usize,
    /// Index of its block in the file.
    pub blok: usize,
    /// Its paragraph.
    pub paragraf: &'n Paragraf,
    /// Bytes of the paragraph.
    pub rentang: Range<usize>,
    /// Its tokens.
    pub token: Vec<Token>,
}

impl<'n> Kalimat<'n> {
    /// The text.
    pub fn teks(&self) -> &'n str {
        self.paragraf.teks.get(self.rentang.clone()).unwrap_or_default()
    }

    /// A token's small letters; empty beyond the end.
    pub fn kata(&self, at: usize) -> &str {
        self.token.get(at).map_or("", |token| token.teks.as_str())
    }

    /// True where one of the words occurs.
    pub fn has(&self, words: &[&str]) -> bool {
        self.token.iter().any(|token| words.contains(&token.teks.as_str()))
    }

    /// Where a phrase begins, words apart by a space.
    pub fn find(&self, phrase: &str) -> Option<usize> {
        find(&self.token, phrase)
    }

    /// True where a phrase begins at a token.
    pub fn find_at(&self, phrase: &str, at: usize) -> bool {
        phrase.split(' ').zip(at..).all(|(word, at)| self.kata(at) == word)
    }

    /// True where one of the phrases occurs.
    pub fn says(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.find(phrase).is_some())
    }

    /// True where nothing shortly before a token denies it or makes it a wish or a condition.
    pub fn asserts(&self, at: usize) -> bool {
        const TURNS: [&str; 20] = [
            "belum",
            "tidak",
            "bukan",
            "akan",
            "agar",
            "supaya",
            "diharapkan",
            "untuk",
            "guna",
            "rangka",
            "apabila",
            "jika",
            "bila",
            "semoga",
            "berjanji",
            "harus",
            "kurang",
            "tanpa",
            "upaya",
            "apakah",
        ];
        (at.saturating_sub(6)..at).all(|near| !TURNS.contains(&self.kata(near)))
    }

    /// The text from one token up to another, both included.
    pub fn petikan(&self, from: usize, to: usize) -> &'n str {
        let start = self.token.get(from).map_or(self.rentang.start, |token| token.rentang.start);
        let end = self.token.get(to).map_or(self.rentang.end, |token| token.rentang.end);
        self.paragraf.teks.get(start..end).unwrap_or_default()
    }

    /// The percentage at a token: "94,32 %", "94,32 persen".
    pub fn persen(&self, at: usize) -> Option<Angka> {
        let token = self.token.get(at).filter(|token| token.jenis == Jenis::Angka)?;
        let angka = angka::read(&token.teks).angka().cloned()?;
        matches!(self.kata(at + 1), "%" | "persen").then_some(angka)
    }

    /// Where some tokens stand; they are what is quoted.
    pub fn lokasi(&self, from: usize, to: usize) -> Lokasi {
        let start = self.token.get(from).map_or(self.rentang.start, |token| token.rentang.start);
        Lokasi {
            berkas: self.berkas,
            letak: self.paragraf.letak_at(start),
            tabel: None,
            kolom: None,
            kutipan: self.petikan(from, to).to_string(),
        }
    }

    /// Some tokens as proof, shown with the words around them.
    pub fn bukti(&self, from: usize, to: usize, peran: impl Into<String>) -> Bukti {
        const AROUND: usize = 14;
        let (first, last) = (from.saturating_sub(AROUND), (to + AROUND).min(self.token.len().saturating_sub(1)));
        let before = if first == 0 { "" } else { "... " };
        let after = if last + 1 >= self.token.len() { "" } else { " ..." };
        let mentah = match last + 1 >= self.token.len() && first == 0 {
            true => self.teks().to_string(),
            false => format!("{before}{}{after}", self.petikan(first, last)),
        };
        Bukti { lokasi: self.lokasi(from, to), mentah, nilai: None, peran: peran.into() }
    }
}

/// Where a phrase begins among tokens.
pub(crate) fn find(tokens: &[Token], phrase: &str) -> Option<usize> {
    let words: Vec<&str> = phrase.split(' ').collect();
    tokens.windows(words.len()).position(|window| window.iter().zip(&words).all(|(token, word)| token.teks == *word))
}

/// A long text cut at a word.
pub(crate) fn clip(text: &str) -> String {
    const LONGEST: usize = 220;
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} ...", cut.get(..end).unwrap_or_default())
}

/// All sentences of the files in order.
pub(crate) fn sentences(naskah: &[Naskah]) -> Vec<Kalimat<'_>> {
    let mut found = Vec::new();
    for (berkas, file) in naskah.iter().enumerate() {
        for (blok, block) in file.blok.iter().enumerate() {
            let paragraf = match block {
                Blok::Judul { teks, .. } | Blok::Paragraf(teks) => teks,
                Blok::Rumus { .. } | Blok::Tabel(_) => continue,
            };
            for rentang in split(&paragraf.teks) {
                let token = tokens(&paragraf.teks, rentang.clone());
                found.push(Kalimat { berkas, blok, paragraf, rentang, token });
            }
        }
    }
    found
}

/// The cells of the tables that may hold something, heads included, with their places.
pub(crate) fn cells<'n>(dokumen: &Dokumen<'n>, may: fn(&str) -> bool) -> Vec<(Lokasi, &'n str)> {
    let mut found = Vec::new();
    for tabel in &dokumen.tabel {
        for cell in tabel.tabel.baris.iter().flat_map(|row| &row.sel).filter(|cell| may(&cell.teks)) {
            let column = cell.letak.kolom.and_then(|column| usize::try_from(column).ok()?.checked_sub(1));
            let lokasi = Lokasi {
                berkas: tabel.berkas,
                letak: cell.letak.clone(),
                tabel: Some(tabel.nama()),
                kolom: column.and_then(|column| tabel.kepala.get(column).cloned()),
                kutipan: cell.teks.clone(),
            };
            found.push((lokasi, cell.teks.trim()));
        }
    }
    found
}

/// Words after which a full stop ends no sentence.
const SINGKATAN: &[&str] = &[
    "no", "rp", "kec", "kab", "jl", "tw", "dll", "dkk", "dst", "hal", "drs", "dra", "ir", "dr", "tgl", "prof", "plt",
    "plh", "pj", "gol", "tk", "telp", "st", "s.d", "a.n", "u.b", "yth", "nip", "ps", "h", "hj", "s", "m", "sos", "pd",
];

/// Where the sentences of a paragraph stand.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '?', '!']) {
        let end = at + mark.len();
        let after = text.get(end..).unwrap_or_default();
        let next = after.trim_start();
        if at < start || next.is_empty() || next.len() == after.len() || !next.starts_with(|c: char| c.is_uppercase()) {
            continue;
        }
        let before = text.get(start..at).unwrap_or_default();
        let last = before.rsplit(|c: char| c.is_whitespace() || "(/,".contains(c)).next().unwrap_or_default();
        let initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        let degree = last.contains('.') && !last.contains(|c: char| c.is_ascii_digit());
        let short = initial || degree || SINGKATAN.contains(&last.to_lowercase().as_str());
        let number = last == before.trim() && last.chars().all(|c| c.is_ascii_digit());
        if mark == "." && (short || number) {
            continue;
        }
        found.push(start..end);
        start = text.len() - next.len();
    }
    if !text.get(start..).unwrap_or_default().trim().is_empty() {
        found.push(start..text.trim_end().len());
    }
    found
}

/// The tokens of a stretch of text; their places are those of the whole text.
pub(crate) fn tokens(text: &str, rentang: Range<usize>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = rentang.start;
    while at < rentang.end {
        let rest = text.get(at..rentang.end).unwrap_or_default();
        let Some(first) = rest.chars().next() else { break };
        let (length, jenis) = if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            (word(rest), Jenis::Kata)
        } else {
            (first.len_utf8(), Jenis::Tanda)
        };
        let length = length.max(1);
        if !first.is_whitespace() {
            let teks = rest.get(..length).unwrap_or_default().to_lowercase();
            found.push(Token { rentang: at..at + length, teks, jenis, besar: first.is_uppercase() });
        }
        at += length;
    }
    found
}

/// `83,33`, `1.161.574.521`; digits that letters follow are a word (`7a`).
fn number(text: &str) -> (usize, Jenis) {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let mark = matches!(byte, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !mark {
            break;
        }
        end += 1;
    }
    if text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        return (end + word(text.get(end..).unwrap_or_default()), Jenis::Kata);
    }
    (end, Jenis::Angka)
}

/// No name of a month has so many bytes.
const LONGEST_MONTH: usize = 16;

/// `rata-rata`, `s/d`, `s.d`; the `Rp` of an amount that is written together with it.
fn word(text: &str) -> usize {
    for together in ["s/d", "s.d", "S/D", "S.D"] {
        if text.starts_with(together) && !text.get(3..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            return 3;
        }
    }
    let rupiah = text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("rp"));
    if rupiah && text.get(2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return 2;
    }
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, character)) = characters.next() {
        let letter_after = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let is_month = || at < LONGEST_MONTH && month(&text.get(..at).unwrap_or_default().to_lowercase()).is_some();
        let joint = matches!(character, '-' | '\'' | '’') && letter_after && !is_month();
        if !character.is_alphanumeric() && !joint {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_amounts_end_no_sentence() {
        assert_eq!(
            cut("Pagu Rp. 1.500.000 menurut Perbup No. 6. Sisanya ada. Selesai"),
            ["Pagu Rp. 1.500.000 menurut Perbup No. 6.", "Sisanya ada.", "Selesai"]
        );
        assert_eq!(cut("1. Butir s.d. Triwulan III."), ["1. Butir s.d. Triwulan III."]);
        assert_eq!(cut("Camat Drs. BUDI, S.Sos. M.Si hadir."), ["Camat Drs. BUDI, S.Sos. M.Si hadir."]);
    }

    #[test]
    fn tokens_know_their_places() {
        let text = "Ada. Rp1.500,50 bulan Juli-September s/d 83,33%";
        let found = tokens(text, 5..text.len());
        let words: Vec<&str> = found.iter().map(|token| token.teks.as_str()).collect();
        assert_eq!(words, ["rp", "1.500,50", "bulan", "juli", "-", "september", "s/d", "83,33", "%"]);
        assert_eq!(&text[found[1].rentang.clone()], "1.500,50");
    }
}
