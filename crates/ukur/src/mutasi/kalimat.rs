//! Slips in words and sentences.

use document::Document;

use super::angka::{digit_berubah, is_rupiah};
use super::jenis::Suntingan;
use super::tempat::paragraf;
use crate::acak::Acak;

/// Paragraphs that a change can be made to.
pub(super) fn ubah(
    document: &Document,
    acak: &mut Acak,
    change: fn(&str, &mut Acak) -> Option<String>,
) -> Vec<Suntingan> {
    let texts = paragraf(document).into_iter().enumerate();
    texts
        .filter_map(|(at, text)| change(&text, acak).filter(|new| *new != text).map(|new| Suntingan::Paragraf(at, new)))
        .collect()
}

/// The last year before a year, in a sentence that says of what period the report is.
pub(super) fn tahun_laporan(text: &str, acak: &mut Acak) -> Option<String> {
    let about = ["Laporan Kinerja", "laporan ini", "Laporan ini", "apaian kinerja"];
    about.iter().any(|words| text.contains(words)).then(|| tahun(text, acak)).flatten()
}

/// A year becomes the one before.
pub(super) fn tahun(text: &str, _: &mut Acak) -> Option<String> {
    ["2024", "2023", "2022"].iter().find(|year| text.contains(*year)).and_then(|year| {
        let before = year.parse::<u32>().ok()? - 1;
        Some(text.replacen(year, &before.to_string(), 1))
    })
}

/// The quarter of the report becomes another.
pub(super) fn triwulan(text: &str, _: &mut Acak) -> Option<String> {
    let about = ["aporan Kinerja", "aporan ini", "apaian kinerja"].iter().any(|words| text.contains(words));
    let found = ["Triwulan III", "Triwulan II"].iter().find(|words| about && text.contains(*words))?;
    Some(text.replacen(found, "Triwulan I", 1))
}

/// Another office, where only the one that reports can be meant: a sentence may rightly speak of a neighbour.
pub(super) fn kecamatan(text: &str, _: &mut Acak) -> Option<String> {
    const MILIK: [&str; 7] = [
        "Laporan Kinerja",
        "Perjanjian Kinerja",
        "Rencana Strategis",
        "capaian kinerja",
        "realisasi kinerja",
        "realisasi anggaran",
        "Kantor",
    ];
    ["Kecamatan Pronojiwo", "Kecamatan Sukamaju"].iter().find_map(|name| {
        let own = MILIK.iter().map(|what| format!("{what} {name}")).find(|words| text.contains(words))?;
        Some(text.replacen(&own, &own.replace(name, "Kecamatan Candipuro"), 1))
    })
}

/// A count that differs from its words: `28 (dua puluh delapan)`.
pub(super) fn terbilang(text: &str, _: &mut Acak) -> Option<String> {
    let words = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
    let (at, number) = text.match_indices(" (").find_map(|(at, _)| {
        let number =
            text.get(..at)?.rsplit(|sign: char| !sign.is_ascii_digit()).next().filter(|number| !number.is_empty())?;
        let named = words.iter().any(|word| text.get(at + 2..).is_some_and(|rest| rest.starts_with(word)));
        named.then_some((at, number))
    })?;
    let more = number.parse::<u32>().ok()? + 1;
    Some(format!("{}{more}{}", text.get(..at - number.len())?, text.get(at..)?))
}

/// A digit of the first amount or percentage.
pub(super) fn angka(text: &str, acak: &mut Acak) -> Option<String> {
    let trimmed = |word: &str| word.trim_end_matches(['.', ',', ';', ')']).to_string();
    let words: Vec<&str> = text.split(' ').collect();
    let (at, number) = words.iter().enumerate().find_map(|(at, word)| {
        let number = trimmed(word);
        let percent = words.get(at + 1).is_some_and(|next| next.starts_with('%')) && number.contains(',');
        let digits = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        (is_rupiah(&number) || percent && digits).then_some((at, number))
    })?;
    let changed = digit_berubah(&number, acak)?;
    let new: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(place, word)| if place == at { word.replacen(&number, &changed, 1) } else { (*word).to_string() })
        .collect();
    Some(new.join(" "))
}

/// The thirty-first of a month of thirty days.
pub(super) fn tanggal(text: &str, _: &mut Acak) -> Option<String> {
    ["April", "Juni", "September", "November"].iter().find_map(|month| {
        let at = text.find(&format!(" {month} 20"))?;
        let day = text
            .get(..at)?
            .rsplit(' ')
            .next()
            .filter(|day| day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit()))?;
        (!day.is_empty()).then(|| {
            format!("{}31{}", &text.get(..at - day.len()).unwrap_or_default(), text.get(at..).unwrap_or_default())
        })
    })
}

/// A place to be filled in that nobody filled in.
pub(super) fn templat(text: &str, _: &mut Acak) -> Option<String> {
    (text.len() > 80 && text.ends_with('.'))
        .then(|| format!("{} sebesar Rp ........ pada tahun ini.", text.trim_end_matches('.')))
}

/// Another class of the same rank.
pub(super) fn golongan(text: &str, _: &mut Acak) -> Option<String> {
    [
        ("III/a", "III/b"),
        ("III/b", "III/c"),
        ("III/c", "III/d"),
        ("III/d", "III/a"),
        ("II/a", "II/c"),
        ("II/b", "II/d"),
        ("II/c", "II/a"),
        ("II/d", "II/b"),
        ("IV/a", "IV/b"),
        ("IV/b", "IV/a"),
    ]
    .iter()
    .find(|(old, _)| text.contains(&format!("({old})")))
    .map(|(old, new)| text.replacen(old, new, 1))
}

/// A digit of a NIP.
pub(super) fn nip(text: &str, acak: &mut Acak) -> Option<String> {
    let start = text.find("NIP ")? + 4;
    let number = text.get(start..)?;
    let digits: Vec<usize> =
        number.char_indices().filter(|(_, sign)| sign.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = start + *digits.get(acak.below(digits.len()))?;
    let old = text.get(at..=at)?.parse::<usize>().ok()?;
    Some(format!("{}{}{}", text.get(..at)?, (old + 1 + acak.below(8)) % 10, text.get(at + 1..)?))
}

/// A letter inside of a long word is lost.
pub(super) fn huruf_hilang(text: &str, acak: &mut Acak) -> Option<String> {
    let long = |word: &&str| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(long).collect();
    let word = words.get(acak.below(words.len()))?;
    let at = 2 + acak.below(word.len() - 4);
    let (before, after) = word.split_at(at);
    Some(text.replacen(word, &format!("{before}{}", after.get(1..)?), 1))
}
