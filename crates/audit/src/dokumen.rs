//! What a table is and what its columns hold, recognised from heads and content; the facts that rules check.

mod hierarki;
mod kepala;
mod kolom;
pub(crate) mod masa;
mod tabel;

use std::sync::OnceLock;

use crate::kalimat::{self, Kalimat, Profil};
use crate::orang::Orang;
use reader::{Blok, Naskah, Paragraf};

pub use hierarki::Pohon;
pub(crate) use kepala::{head_rows, is_numbering};
pub use kolom::{Peran, normal};
pub use tabel::{Isi, Jenis, TabelDikenal};

/// Several files that belong together, recognised.
pub struct Dokumen<'n> {
    /// The files.
    pub naskah: &'n [Naskah],
    /// Their tables in order.
    pub tabel: Vec<TabelDikenal<'n>>,
    /// Their headings and paragraphs in order, each with the index of its file.
    pub kalimat: Vec<(usize, &'n Paragraf)>,
    /// Their sentences in order.
    pub(crate) ucapan: Vec<Kalimat<'n>>,
    /// What each file says about itself.
    pub(crate) profil: Vec<Profil>,
    /// Their formulas in order.
    pub rumus: Vec<(usize, &'n str, &'n reader::Letak)>,
    /// The persons whom they name, once somebody asked.
    pub(crate) orang: OnceLock<Vec<Orang>>,
}

impl<'n> Dokumen<'n> {
    /// Recognises files.
    pub fn recognise(naskah: &'n [Naskah]) -> Self {
        let ucapan = kalimat::sentences(naskah);
        let profil = naskah.iter().enumerate().map(|(index, file)| Profil::of(index, file, &ucapan)).collect();
        let mut dokumen = Self {
            naskah,
            tabel: Vec::new(),
            kalimat: Vec::new(),
            ucapan,
            profil,
            rumus: Vec::new(),
            orang: OnceLock::new(),
        };
        for (index, file) in naskah.iter().enumerate() {
            let mut konteks: Vec<&str> = Vec::new();
            for block in &file.blok {
                match block {
                    Blok::Tabel(table) => {
                        let mut known = TabelDikenal::recognise(index, table);
                        known.asal = (naskah.len() > 1).then_some(file.nama.as_str());
                        known.konteks = konteks.iter().rev().take(2).rev().copied().collect::<Vec<_>>().join(" ");
                        dokumen.tabel.push(known);
                    }
                    Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                        konteks.push(&teks.teks);
                        dokumen.kalimat.push((index, teks));
                    }
                    Blok::Rumus { teks, letak } => dokumen.rumus.push((index, teks, letak)),
                }
            }
        }
        dokumen
    }

    /// What a file says about itself.
    pub(crate) fn profil(&self, berkas: usize) -> &Profil {
        const UNKNOWN: &Profil = &Profil::UNKNOWN;
        self.profil.get(berkas).unwrap_or(UNKNOWN)
    }

    /// The year that a table speaks of: the only one of its caption, else its report's, else the only one in the name
    /// of its file.
    pub(crate) fn tahun(&self, tabel: &TabelDikenal<'_>) -> Option<i32> {
        let file = self.naskah.get(tabel.berkas).map_or("", |file| file.nama.as_str());
        only_year(&tabel.tabel.judul).or(self.profil(tabel.berkas).tahun).or_else(|| only_year(file))
    }

    /// False for tables that surely speak of different years, or of two files that report on different periods: their
    /// amounts, results and rows may rightly differ.
    pub(crate) fn one_period(&self, one: &TabelDikenal<'_>, other: &TabelDikenal<'_>) -> bool {
        let (left, right) = (self.profil(one.berkas), self.profil(other.berkas));
        let years = !matches!((self.tahun(one), self.tahun(other)), (Some(one), Some(other)) if one != other);
        years && !(left.lkj && right.lkj && left.triwulan != right.triwulan)
    }

    /// Index of a table's block in its file.
    pub(crate) fn blok_of(&self, tabel: &TabelDikenal<'_>) -> usize {
        let blocks = self.naskah.get(tabel.berkas).map_or(&[][..], |file| &file.blok);
        let is = |block: &Blok| matches!(block, Blok::Tabel(own) if std::ptr::eq(own, tabel.tabel));
        blocks.iter().position(is).unwrap_or_default()
    }

    /// Tables of one kind.
    pub fn of(&self, jenis: Jenis) -> impl Iterator<Item = &TabelDikenal<'n>> {
        self.tabel.iter().filter(move |table| table.jenis == jenis)
    }
}

/// The year of a text that names exactly one.
fn only_year(text: &str) -> Option<i32> {
    let digits = text.split(|character: char| !character.is_ascii_digit());
    let mut years: Vec<i32> = digits.filter(|part| part.len() == 4).filter_map(|part| part.parse().ok()).collect();
    years.retain(|year| (2000..2100).contains(year));
    years.dedup();
    (years.len() == 1).then(|| years.first().copied()).flatten()
}

/// A text in messages: at most so many characters.
pub fn pendek(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let cut: String = text.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", cut.trim_end())
}
