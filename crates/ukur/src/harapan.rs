//! Documents whose findings are known: what was found of them, what was missed, what else was said.
//!
//! Two forms are read. Ours names rule, weight, words of the place and the value; the other, of lists worked out by
//! hand, names the kind of contradiction, the line or table, what is stated and a quotation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use audit::{Pemeriksaan, Temuan, Tingkat};
use serde::Deserialize;

/// What a document is known to contradict itself in.
#[derive(Debug, Clone, Deserialize)]
pub struct Harapan {
    /// The findings.
    pub temuan: Vec<Diharapkan>,
}

/// A finding that is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Diharapkan {
    /// In our own form.
    Sendiri(Sendiri),
    /// As in lists worked out by hand.
    Tangan(Tangan),
}

/// A known finding by its rule.
#[derive(Debug, Clone, Deserialize)]
pub struct Sendiri {
    /// The rule.
    pub kode: String,
    /// The weight.
    pub tingkat: String,
    /// Words that stand in its table, column, quotation or message.
    pub tempat: Vec<String>,
    /// What is written there, as it stands in the finding.
    pub nilai: String,
    /// What would be right.
    pub seharusnya: Vec<String>,
    /// Findings of one cause share a name.
    pub kelompok: String,
    /// Formats that do not hold the sentence or table.
    #[serde(default)]
    pub bukan: Vec<String>,
}

/// A known finding by its kind.
#[derive(Debug, Clone, Deserialize)]
pub struct Tangan {
    /// Table, line (`L627`), column.
    #[serde(rename = "where")]
    pub tempat: String,
    /// Kind of contradiction.
    #[serde(rename = "kind")]
    pub jenis: String,
    /// What is written.
    #[serde(rename = "stated")]
    pub tertulis: String,
    /// What surrounds it.
    #[serde(rename = "quote", default)]
    pub kutipan: String,
}

impl Harapan {
    /// Reads a list.
    pub fn read(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// Scores what was found in a document of a format, given by its ending.
    pub fn score(&self, pemeriksaan: &Pemeriksaan, format: &str) -> Nilai {
        let mut nilai = Nilai::default();
        let mut matched = BTreeSet::new();
        for one in self.temuan.iter().filter(|one| one.applies(format)) {
            let fits: Vec<usize> = pemeriksaan
                .temuan
                .iter()
                .enumerate()
                .filter(|(_, temuan)| one.is_met_by(temuan))
                .map(|(at, _)| at)
                .collect();
            // In our own form one finding meets one line; a hand-made list may describe one finding in two lines.
            let fresh = fits.iter().copied().find(|at| !matched.contains(at));
            let found = match one {
                Diharapkan::Sendiri(_) => fresh,
                Diharapkan::Tangan(_) => fresh.or(fits.first().copied()),
            };
            let family = one.keluarga();
            match found {
                Some(at) => {
                    matched.insert(at);
                    if matches!(one, Diharapkan::Tangan(_)) {
                        matched.extend(fits);
                    }
                    nilai.per.entry(family).or_default().ditemukan += 1;
                }
                None => {
                    nilai.per.entry(family).or_default().terlewat += 1;
                    nilai.terlewat.push(one.describe());
                }
            }
        }
        for (_, temuan) in pemeriksaan.temuan.iter().enumerate().filter(|(at, _)| !matched.contains(at)) {
            nilai.per.entry(keluarga(temuan.kode)).or_default().tambahan += 1;
            nilai.tambahan.push(describe(temuan));
        }
        nilai
    }
}

impl Diharapkan {
    fn applies(&self, format: &str) -> bool {
        match self {
            Self::Sendiri(one) => !one.bukan.iter().any(|not| not == format),
            Self::Tangan(_) => true,
        }
    }

    fn keluarga(&self) -> String {
        match self {
            Self::Sendiri(one) => keluarga(&one.kode),
            Self::Tangan(one) => families(&one.jenis).first().copied().unwrap_or("lain").to_string(),
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::Sendiri(one) => format!("{} {}: {}", one.kode, one.tempat.join(", "), one.nilai),
            Self::Tangan(one) => format!("{} {}: {}", one.jenis, one.tempat, one.tertulis),
        }
    }

    fn is_met_by(&self, temuan: &Temuan) -> bool {
        match self {
            Self::Sendiri(one) => {
                one.kode == temuan.kode
                    && one.tingkat == tingkat(temuan.tingkat)
                    && one.tempat.iter().all(|word| place_of(temuan).contains(word.as_str()))
                    && one.nilai == temuan.tertulis
                    && one.seharusnya == temuan.seharusnya
            }
            Self::Tangan(one) => one.is_met_by(temuan),
        }
    }
}

impl Tangan {
    /// Of the kind, at the line or in the table, about the same number or words.
    fn is_met_by(&self, temuan: &Temuan) -> bool {
        let family = families(&self.jenis).contains(&keluarga(temuan.kode).as_str());
        let places = || std::iter::once(&temuan.lokasi).chain(temuan.bukti.iter().map(|bukti| &bukti.lokasi));
        let lines = lines(&self.tempat);
        let at_line = places().any(|place| place.letak.baris_berkas.is_some_and(|line| lines.contains(&line)));
        let in_table = places().any(|place| {
            let name = place.tabel.as_deref().unwrap_or_default();
            !name.is_empty() && format!("{} ", self.tempat).contains(&format!("{name} "))
        });
        let texts: Vec<String> = std::iter::once(letters(&temuan.tertulis))
            .chain(temuan.bukti.iter().map(|bukti| letters(&bukti.mentah)))
            .chain([letters(&temuan.pesan)])
            .collect();
        let about = |words: &str| {
            let parts: Vec<String> = words.split([';', '…', '\t', '/', ',']).map(letters).collect();
            let named = |part: &&String| part.len() >= 2;
            parts.iter().filter(named).any(|part| texts.iter().any(|text| text.contains(part.as_str())))
                || texts.iter().any(|text| !letters(words).is_empty() && text.contains(&letters(words)))
        };
        let said = about(&self.tertulis) || about(&self.kutipan);
        family && said && (at_line || in_table && lines.is_empty())
    }
}

/// Scores of one family or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hitung {
    /// Known and found.
    pub ditemukan: usize,
    /// Known and missed.
    pub terlewat: usize,
    /// Found and not known.
    pub tambahan: usize,
}

/// How a document fared.
#[derive(Debug, Clone, Default)]
pub struct Nilai {
    /// By family.
    pub per: BTreeMap<String, Hitung>,
    /// What was missed.
    pub terlewat: Vec<String>,
    /// What was found besides.
    pub tambahan: Vec<String>,
}

impl Nilai {
    /// All families together.
    pub fn semua(&self) -> Hitung {
        self.per.values().fold(Hitung::default(), |sum, one| Hitung {
            ditemukan: sum.ditemukan + one.ditemukan,
            terlewat: sum.terlewat + one.terlewat,
            tambahan: sum.tambahan + one.tambahan,
        })
    }

    /// A table with recall, precision and F1, then what was missed and found besides.
    pub fn teks(&self) -> String {
        let mut text = String::from("keluarga  ditemukan  terlewat  tambahan  recall  presisi     F1\n");
        let mut line = |name: &str, one: Hitung| {
            let (recall, precision) = (
                share(one.ditemukan, one.ditemukan + one.terlewat),
                share(one.ditemukan, one.ditemukan + one.tambahan),
            );
            let f1 = share(2 * one.ditemukan, 2 * one.ditemukan + one.terlewat + one.tambahan);
            let _ = writeln!(
                text,
                "{name:<8}  {:>9}  {:>8}  {:>8}  {recall:>6}  {precision:>7}  {f1:>5}",
                one.ditemukan, one.terlewat, one.tambahan
            );
        };
        for (name, one) in &self.per {
            line(name, *one);
        }
        line("semua", self.semua());
        for (title, list) in [("Terlewat", &self.terlewat), ("Tambahan", &self.tambahan)] {
            let _ = writeln!(text, "\n{title}: {}", list.len());
            list.iter().for_each(|one| {
                let _ = writeln!(text, "  {one}");
            });
        }
        text
    }
}

/// A share with two decimals, or a dash of nothing.
pub(crate) fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_string();
    }
    let hundredths = (part * 100 + whole / 2) / whole;
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

/// The letters of a rule's code.
fn keluarga(kode: &str) -> String {
    kode.trim_end_matches(|sign: char| sign.is_ascii_digit()).to_string()
}

/// Families that speak of a kind of contradiction, the plainest first.
fn families(jenis: &str) -> &'static [&'static str] {
    match jenis {
        "sisa-mismatch" => &["SIS", "JML"],
        "child-sum" | "row-sum" | "column-sum" => &["JML", "SIS"],
        "malformed-number" => &["ANG"],
        "code-invalid" => &["KOD"],
        "cross-table" => &["SIL", "EVA"],
        "text-vs-table" => &["TKS", "KIN", "SIL"],
        "formula" => &["KIN"],
        "date-window" | "period" => &["WKT"],
        "domain" => &["PEG"],
        "name-variant" => &["NAM"],
        _ => &[],
    }
}

/// Lines that a place names: `L356-358`, `L37, L221`.
fn lines(place: &str) -> BTreeSet<u32> {
    let mut lines = BTreeSet::new();
    for word in place.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-')) {
        let Some(numbers) = word.strip_prefix('L') else { continue };
        let mut ends = numbers.split('-').filter_map(|number| number.parse::<u32>().ok());
        if let Some(first) = ends.next() {
            lines.extend(first..=ends.next().unwrap_or(first).min(first + 20));
        }
    }
    lines
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn place_of(temuan: &Temuan) -> String {
    let place = &temuan.lokasi;
    let parts = [place.tabel.as_deref(), place.kolom.as_deref(), Some(&place.kutipan), Some(&temuan.pesan)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn tingkat(tingkat: Tingkat) -> &'static str {
    match tingkat {
        Tingkat::Kesalahan => "kesalahan",
        Tingkat::Peringatan => "peringatan",
        Tingkat::Catatan => "catatan",
    }
}

fn describe(temuan: &Temuan) -> String {
    let line = temuan.lokasi.letak.baris_berkas.map(|line| format!(" L{line}")).unwrap_or_default();
    format!("{} {}{line}: {}", tingkat(temuan.tingkat), temuan.kode, temuan.pesan)
}
