//! Sentences and their tokens.

use std::ops::Range;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the sentence.
    pub rentang: Range<usize>,
    /// What it is.
    pub isi: Isi,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Isi {
    /// A word in small letters.
    Kata(String),
    /// Digits with their separators: `83,33`, `1.161.574.521`, `7.01.02`.
    Angka(String),
    /// An insertion by its name; it is a figure of the register and never a claim.
    Sisipan(String),
    /// A mark.
    Tanda(char),
}

impl Token {
    /// The word, if it is one.
    pub fn kata(&self) -> Option<&str> {
        match &self.isi {
            Isi::Kata(kata) => Some(kata),
            _ => None,
        }
    }

    /// The digits, if it is a number.
    pub fn angka(&self) -> Option<&str> {
        match &self.isi {
            Isi::Angka(angka) => Some(angka),
            _ => None,
        }
    }

    /// True for a mark.
    pub fn is(&self, tanda: char) -> bool {
        self.isi == Isi::Tanda(tanda)
    }

    /// True for one of some words.
    pub fn any(&self, words: &[&str]) -> bool {
        self.kata().is_some_and(|kata| words.contains(&kata))
    }
}

/// Words after which a full stop ends no sentence.
const SINGKATAN: &[&str] = &[
    "no", "rp", "kec", "kab", "jl", "tw", "dll", "dkk", "dst", "hal", "drs", "dra", "ir", "dr", "sdr", "tgl", "prof",
    "plt", "plh", "pj", "gol", "tk", "telp", "st", "s.d", "a.n", "u.b", "yth", "nip", "ps", "bpk",
];

/// Where the sentences of a paragraph stand, without the white space between them.
pub(crate) fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut inside = false;
    let mut characters = paragraph.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let rest = paragraph.get(at..).unwrap_or_default();
        if rest.starts_with("{{") {
            inside = true;
        } else if rest.starts_with("}}") {
            inside = false;
        }
        if inside || !matches!(character, '.' | '?' | '!') {
            continue;
        }
        let mut end = at + character.len_utf8();
        while let Some((next, closing)) = characters.peek().copied().filter(|(_, c)| matches!(c, '"' | '”' | ')' | '’'))
        {
            end = next + closing.len_utf8();
            characters.next();
        }
        let after = paragraph.get(end..).unwrap_or_default();
        let next = after.trim_start();
        let opens = next.chars().next().is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || "\"“({".contains(c));
        let ends = next.is_empty() || (after.starts_with(char::is_whitespace) && opens);
        let before = paragraph.get(start..at).unwrap_or_default();
        if ends && (next.is_empty() || character != '.' || !abbreviated(before)) {
            found.push(start..end);
            start = paragraph.len() - next.len();
        }
    }
    if !paragraph.get(start..).unwrap_or_default().trim().is_empty() {
        found.push(start..paragraph.trim_end().len());
    }
    found
}

/// True where the text ends in an abbreviation, an initial, or the number of a list item that opens it.
fn abbreviated(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || "(/\"“".contains(c)).next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    SINGKATAN.contains(&last.to_lowercase().as_str())
        || (letters == 1 && last.chars().count() == 1)
        || (last == before.trim_start() && last.chars().all(|c| c.is_ascii_digit()))
}

/// The tokens of a sentence.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = sentence.get(at..).unwrap_or_default();
        let insertion = rest.strip_prefix("{{").and_then(|rest| rest.split_once("}}"));
        let (length, isi) = if let Some((name, _)) = insertion {
            (name.len() + 4, Some(Isi::Sisipan(name.split_whitespace().collect::<Vec<_>>().join(" "))))
        } else if character.is_ascii_digit() {
            let length = run(rest, |c, next| {
                c.is_ascii_digit() || (matches!(c, '.' | ',') && next.is_some_and(|n| n.is_ascii_digit()))
            });
            (length, Some(Isi::Angka(rest.get(..length).unwrap_or_default().to_string())))
        } else if character.is_alphabetic() {
            let length = word(rest);
            (length, Some(Isi::Kata(rest.get(..length).unwrap_or_default().to_lowercase())))
        } else {
            (character.len_utf8(), (!character.is_whitespace()).then_some(Isi::Tanda(character)))
        };
        if let Some(isi) = isi {
            tokens.push(Token { rentang: at..at + length, isi });
        }
        at += length.max(1);
    }
    tokens
}

fn run(text: &str, belongs: impl Fn(char, Option<char>) -> bool) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, character)) = characters.next() {
        if !belongs(character, characters.peek().map(|(_, next)| *next)) {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

/// `IKU-1`, `rata-rata`, `s.d`, `non-PNS`; the `Rp` of an amount that is written together with it.
fn word(text: &str) -> usize {
    let amount = text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("rp"));
    if amount
        && text.get(2..).is_some_and(|rest| rest.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit()))
    {
        return 2;
    }
    let mut length = run(text, |c, next| {
        c.is_alphanumeric() || (matches!(c, '-' | '_' | '\'') && next.is_some_and(char::is_alphanumeric))
    });
    while length <= 2 && text.get(length..).is_some_and(|rest| rest.starts_with('.')) {
        let more = run(text.get(length + 1..).unwrap_or_default(), |c, _| c.is_alphanumeric());
        if more == 0 || !text.get(length + 1..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            break;
        }
        length += 1 + more;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_amounts_end_no_sentence() {
        assert_eq!(
            split("Pagu Rp. 1.500.000 menurut Perbup No. 6. Sisa {{sisa. Anggaran}} ada. Selesai"),
            ["Pagu Rp. 1.500.000 menurut Perbup No. 6.", "Sisa {{sisa. Anggaran}} ada.", "Selesai"]
        );
        assert_eq!(split("1. Butir pertama s.d. Triwulan III."), ["1. Butir pertama s.d. Triwulan III."]);
        assert_eq!(split("\"Ya.\" Lalu apa? Tidak!"), ["\"Ya.\"", "Lalu apa?", "Tidak!"]);
    }

    #[test]
    fn tokens_keep_codes_and_insertions_whole() {
        let isi: Vec<Isi> = tokens("IKU-1 Rp1.500,50 {{capaian  IKU-1}} 83,33%").into_iter().map(|t| t.isi).collect();
        assert_eq!(
            isi,
            [
                Isi::Kata("iku-1".into()),
                Isi::Kata("rp".into()),
                Isi::Angka("1.500,50".into()),
                Isi::Sisipan("capaian IKU-1".into()),
                Isi::Angka("83,33".into()),
                Isi::Tanda('%')
            ]
        );
    }
}
