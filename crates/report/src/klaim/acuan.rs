//! What sentences name: indicators and lines of the budget, by code or by name.

use domain::calculation::{Anggaran, HasilIndikator, View};
use domain::value::Kode;

use super::kalimat::{Isi, Token, tokens};

/// The names that sentences are searched for.
pub(crate) struct Acuan {
    indikator: Vec<Nama>,
    anggaran: Vec<Nama>,
    /// Names of other things (sasaran, tujuan, misi); a part of a name that also stands in one of them names nothing.
    lain: Vec<Vec<String>>,
    /// Words of the office's name.
    pub(super) kantor: Vec<String>,
}

struct Nama {
    kode: String,
    kata: Vec<String>,
}

/// A stretch of tokens that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sebutan {
    /// First token.
    pub awal: usize,
    /// Token after the last.
    pub akhir: usize,
    /// Codes of what it can mean; more than one where two lines of the budget have one name.
    pub kode: Vec<String>,
}

/// Words of a name or a part of one that are enough to know it by.
const CUKUP: usize = 4;

impl Acuan {
    pub fn new(view: &View<'_>, hasil: &[HasilIndikator<'_>], anggaran: &Anggaran<'_>) -> Self {
        let register = view.register();
        let others = register.sasaran.iter().map(|row| words(&row.uraian));
        let others = others.chain(register.tujuan.iter().map(|row| words(&row.uraian)));
        let others = others.chain(register.misi.iter().map(|row| words(&row.uraian)));
        Self {
            indikator: hasil
                .iter()
                .map(|hasil| Nama { kode: hasil.indikator.kode.to_string(), kata: words(&hasil.indikator.uraian) })
                .collect(),
            anggaran: anggaran
                .baris
                .iter()
                .map(|baris| Nama { kode: baris.kode.as_str().to_string(), kata: words(&baris.nama) })
                .collect(),
            lain: others.collect(),
            kantor: view.instansi().map(|instansi| words(&instansi.nama)).unwrap_or_default(),
        }
    }

    /// The indicators that a sentence names.
    pub(super) fn indikator(&self, sentence: &str, tokens: &[Token]) -> Vec<Sebutan> {
        self.mentions(&self.indikator, tokens, |token, nama| match &token.isi {
            Isi::Kata(_) => sentence.get(token.rentang.clone()) == Some(nama.kode.as_str()),
            Isi::Sisipan(id) => id.rsplit_once(' ').is_some_and(|(_, kode)| kode == nama.kode),
            _ => false,
        })
    }

    /// The lines of the budget that a sentence names.
    pub(super) fn anggaran(&self, tokens: &[Token]) -> Vec<Sebutan> {
        self.mentions(&self.anggaran, tokens, |token, nama| match &token.isi {
            Isi::Angka(kode) => *kode == nama.kode,
            Isi::Sisipan(id) => id.rsplit_once(' ').is_some_and(|(_, kode)| kode == nama.kode),
            _ => false,
        })
    }

    fn mentions(&self, names: &[Nama], tokens: &[Token], by_code: impl Fn(&Token, &Nama) -> bool) -> Vec<Sebutan> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let coded: Vec<String> =
                names.iter().filter(|nama| by_code(token, nama)).map(|nama| nama.kode.clone()).collect();
            let sebutan = if coded.is_empty() {
                self.named(names, tokens, at)
            } else {
                Some(Sebutan { awal: at, akhir: at + 1, kode: coded })
            };
            at = sebutan.as_ref().map_or(at + 1, |sebutan| sebutan.akhir);
            found.extend(sebutan);
        }
        found
    }

    /// The longest name or distinctive part of one that starts at a token.
    fn named(&self, names: &[Nama], tokens: &[Token], at: usize) -> Option<Sebutan> {
        let text = running_words(tokens, at);
        text.first()?;
        let mut best: (usize, Vec<&Nama>, bool) = (0, Vec::new(), false);
        for nama in names {
            let Some(length) = longest(&nama.kata, &text) else { continue };
            let whole = length == nama.kata.len();
            if length < CUKUP && !(whole && length >= 2) {
                continue;
            }
            match length.cmp(&best.0) {
                std::cmp::Ordering::Greater => best = (length, vec![nama], whole),
                std::cmp::Ordering::Equal if whole && !best.2 => best = (length, vec![nama], true),
                std::cmp::Ordering::Equal if whole == best.2 => best.1.push(nama),
                _ => {}
            }
        }
        let (length, names, whole) = best;
        let part: Vec<&str> = text.iter().take(length).map(|(_, word)| *word).collect();
        let elsewhere = || self.lain.iter().any(|other| other.windows(length.max(1)).any(|window| window == part));
        if names.is_empty() || (!whole && (names.len() > 1 || elsewhere())) {
            return None;
        }
        let akhir = text.get(length - 1)?.0 + 1;
        Some(Sebutan { awal: at, akhir, kode: names.iter().map(|nama| nama.kode.clone()).collect() })
    }
}

/// Length of the longest part of `name` with which `text` starts.
fn longest(name: &[String], text: &[(usize, &str)]) -> Option<usize> {
    let first = text.first()?.1;
    let starts = name.iter().enumerate().filter(|(_, word)| *word == first).map(|(start, _)| start);
    starts.map(|start| name.iter().skip(start).zip(text).take_while(|(word, (_, other))| word == other).count()).max()
}

/// The words from a token on, commas, strokes and quotes between them passed over.
fn running_words(tokens: &[Token], at: usize) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match &token.isi {
            Isi::Kata(word) => words.push((index, one_spelling(word))),
            Isi::Tanda(',' | '/') if !words.is_empty() => {}
            _ => break,
        }
    }
    words
}

fn words(name: &str) -> Vec<String> {
    tokens(name).iter().filter_map(|token| token.kata().map(|word| one_spelling(word).to_string())).collect()
}

/// The nomenclature spells this word in two ways, in the names of a programme and of its kegiatan.
fn one_spelling(word: &str) -> &str {
    if word == "ketenteraman" { "ketentraman" } else { word }
}

/// The one indicator that text belongs to: itself, or the only one of a sasaran.
pub(super) fn owner(hasil: &[HasilIndikator<'_>], milik: &Kode) -> Option<String> {
    if hasil.iter().any(|hasil| hasil.indikator.kode == *milik) {
        return Some(milik.to_string());
    }
    let mut of_sasaran = hasil.iter().filter(|hasil| hasil.indikator.sasaran.as_ref() == Some(milik));
    let only = of_sasaran.next()?;
    of_sasaran.next().is_none().then(|| only.indikator.kode.to_string())
}
