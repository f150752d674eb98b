//! Whose report a file is and for which period, from its cover and what it says most often.

use std::collections::BTreeMap;

use domain::reference::{wilayah, wilayah_di};
use domain::schema::Field;
use domain::value::{KodeWilayah, Tanggal, Triwulan};
use reader::{Blok, Naskah};

use super::{Kalimat, quarters, years};

/// What a file says about itself. What is not surely known is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profil {
    /// True for a performance report.
    pub lkj: bool,
    /// Budget year.
    pub tahun: Option<i32>,
    /// Quarter; `None` for a report of a whole year too.
    pub triwulan: Option<Triwulan>,
    /// First word of the kecamatan's name, in small letters.
    pub kecamatan: Option<String>,
    /// First word of the kabupaten's or kota's name, in small letters.
    pub kabupaten: Option<String>,
    /// First words of the names of the kecamatan in that kabupaten, where the list of regions knows it.
    pub tetangga: Vec<String>,
    /// The latest day beside a place in a line of its own: when the report was signed.
    pub tanggal: Option<Tanggal>,
}

/// The cover is at most this many blocks, and ends at the first of these headings.
const SAMPUL: usize = 12;
const AKHIR_SAMPUL: [&str; 5] = ["kata pengantar", "daftar isi", "bab i", "pendahuluan", "ringkasan eksekutif"];

impl Profil {
    /// Nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        lkj: false,
        tahun: None,
        triwulan: None,
        kecamatan: None,
        kabupaten: None,
        tetangga: Vec::new(),
        tanggal: None,
    };

    pub(crate) fn of(berkas: usize, naskah: &Naskah, kalimat: &[Kalimat<'_>]) -> Self {
        let own: Vec<&Kalimat<'_>> = kalimat.iter().filter(|sentence| sentence.berkas == berkas).collect();
        let end = own
            .iter()
            .position(|sentence| AKHIR_SAMPUL.iter().any(|end| sentence.find(end) == Some(0)))
            .unwrap_or(own.len())
            .max(1);
        let cover: Vec<&Kalimat<'_>> =
            own.iter().take(end).filter(|sentence| sentence.blok < SAMPUL).copied().collect();
        let mut words = String::new();
        for sentence in &cover {
            words.push(' ');
            words.push_str(sentence.teks());
        }
        let cover_tokens = super::tokens(&words, 0..words.len());
        let lkj = ["laporan kinerja", "lkj", "lkjip", "lakip", "laporan akuntabilitas kinerja"]
            .iter()
            .any(|title| super::find(&cover_tokens, title).is_some());
        let mut profil = Self { lkj, ..Self::UNKNOWN };
        if lkj {
            profil.triwulan = most(quarters(&cover_tokens).into_iter().map(|found| found.isi.0));
            let said = years(&cover_tokens).into_iter().map(|found| found.isi);
            let beside = quarters(&cover_tokens).into_iter().filter_map(|found| found.isi.1);
            profil.tahun = most(said.chain(beside));
        }
        // What is said most often counts only if the cover says it too, or the document keeps saying it.
        const OFTEN: usize = 5;
        let region = |keywords: &[&str]| {
            let said = || own.iter().flat_map(|sentence| names(sentence, keywords)).map(|(_, name)| name);
            most(said()).filter(|name| {
                cover_tokens.iter().any(|token| token.teks == *name)
                    || said().filter(|other| other == name).count() >= OFTEN
            })
        };
        profil.kecamatan = region(&["kecamatan"]);
        profil.kabupaten = region(&["kabupaten", "kota"]);
        if let Some(kabupaten) = &profil.kabupaten {
            profil.tetangga = kecamatan_di(kabupaten);
        }
        profil.tanggal = signed(naskah, &own);
        profil
    }
}

/// What occurs most; `None` on a tie.
fn most<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let (best, count) = counts.iter().max_by_key(|(_, count)| **count)?;
    (counts.values().filter(|other| *other == count).count() == 1).then(|| best.clone())
}

/// Names of regions after a keyword: the token of the keyword, and the first word of the name.
pub(crate) fn names(kalimat: &Kalimat<'_>, keywords: &[&str]) -> Vec<(usize, String)> {
    const GENERIC: [&str; 22] = [
        "kabupaten",
        "kota",
        "kecamatan",
        "dan",
        "yang",
        "ini",
        "se",
        "tahun",
        "triwulan",
        "tipe",
        "provinsi",
        "desa",
        "kelurahan",
        "kepada",
        "dalam",
        "pada",
        "sebagai",
        "di",
        "dengan",
        "untuk",
        "sehat",
        "atau",
    ];
    kalimat
        .token
        .iter()
        .enumerate()
        .filter(|(_, token)| keywords.contains(&token.teks.as_str()) && token.besar)
        .filter_map(|(at, _)| Some((at, kalimat.token.get(at + 1)?)))
        .filter(|(_, name)| name.besar && name.teks.chars().count() > 2 && !GENERIC.contains(&name.teks.as_str()))
        .map(|(at, name)| (at, name.teks.clone()))
        .collect()
}

fn kecamatan_di(kabupaten: &str) -> Vec<String> {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let provinces = (11..=99).filter_map(|number: u8| KodeWilayah::read(&number.to_string()).ok());
    let found =
        provinces.filter(|kode| wilayah(kode).is_some()).flat_map(|kode| wilayah_di(&kode)).find(|(_, name)| {
            let mut words = name.split_whitespace();
            words.next().is_some() && words.next().is_some_and(|word| word.to_lowercase() == kabupaten)
        });
    let Some((kode, _)) = found else { return Vec::new() };
    wilayah_di(kode).into_iter().map(|(_, name)| first(name)).collect()
}

/// "Lumajang, 30 September 2024": a short line of a place and a day.
fn signed(naskah: &Naskah, own: &[&Kalimat<'_>]) -> Option<Tanggal> {
    let short = |sentence: &&&Kalimat<'_>| match naskah.blok.get(sentence.blok) {
        Some(Blok::Paragraf(paragraph)) => !paragraph.butir && sentence.rentang.start == 0,
        _ => false,
    };
    own.iter()
        .filter(short)
        .filter_map(|sentence| {
            let date = super::dates(&sentence.token).into_iter().next()?;
            let place = (1..=4).contains(&date.dari) && sentence.kata(date.dari - 1) == ",";
            let opens = sentence.token.first().is_some_and(|token| token.besar);
            (place && opens).then_some(date.isi.ok()?)
        })
        .max()
}
