//! Typed text against the register: which sentences say something about a figure, and where they differ.
//!
//! Prose is free. A number is a claim only where it is surely about a figure of the register: next to the word for it
//! and to the name of what it measures, with nothing unknown in between. Numbers of regulations, years, dates,
//! periods and ordinals never are; neither are inserted figures, which are the register's own. A sentence that is
//! not understood says nothing.

mod acuan;
mod anggaran;
mod angka;
mod gerak;
mod indikator;
mod jumlah;
mod kalimat;
mod konteks;
mod penerapan;
mod target;
#[cfg(test)]
pub(crate) mod tests;

use std::ops::Range;

use domain::value::Kode;

pub(crate) use acuan::Acuan;
pub(crate) use kalimat::sentences;

use crate::composer::Composer;
use konteks::Kalimat;

/// A sentence that differs from the register, or that the register cannot confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Klaim {
    /// The sentence as typed.
    pub kalimat: String,
    /// What it says ("84 %", "telah memenuhi target").
    pub tertulis: String,
    /// The figure that it is about ("realisasi IKU-1").
    pub register_id: String,
    /// What the register holds.
    pub register_nilai: String,
    /// What differs, in a sentence.
    pub penjelasan: String,
    /// False where the register holds nothing to compare with.
    pub berbeda: bool,
}

/// Something that a sentence says about a figure of the register, whether it agrees or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Temuan {
    /// Bytes of the sentence.
    pub rentang: Range<usize>,
    /// The figure, by the name of its insertion where there is one.
    pub id: String,
    /// What the register holds.
    pub nilai: String,
    /// Whether they agree.
    pub hasil: Hasil,
}

/// What comparing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hasil {
    /// The register says the same.
    Sama,
    /// It says something else.
    Berbeda,
    /// It has nothing to compare with.
    TanpaPembanding,
}

/// Everything that a sentence says about figures of the register. `milik` is the indicator or sasaran that the text
/// belongs to.
pub(crate) fn find(sentence: &str, composer: &Composer<'_>, milik: Option<&Kode>) -> Vec<Temuan> {
    let kalimat = Kalimat::new(sentence, composer, milik);
    let mut found = indikator::find(&kalimat);
    found.extend(anggaran::find(&kalimat));
    found.extend(jumlah::find(&kalimat));
    found.extend(target::find(&kalimat));
    found.extend(gerak::find(&kalimat));
    found.sort_by_key(|temuan| (temuan.rentang.start, temuan.rentang.end));
    found
}

/// The claims of a text that differ from the register or cannot be compared with it.
pub(crate) fn check(text: &str, composer: &Composer<'_>, milik: Option<&Kode>) -> Vec<Klaim> {
    let mut claims = Vec::new();
    for range in sentences(text) {
        let sentence = text.get(range).unwrap_or_default();
        claims.extend(check_at(sentence, composer, milik).into_iter().map(|(_, claim)| claim));
    }
    claims
}

/// The claims of one sentence, each with the bytes of its words.
pub(crate) fn check_at(sentence: &str, composer: &Composer<'_>, milik: Option<&Kode>) -> Vec<(Range<usize>, Klaim)> {
    let mut claims = Vec::new();
    for temuan in find(sentence, composer, milik) {
        let tertulis = sentence.get(temuan.rentang.clone()).unwrap_or_default().to_string();
        let penjelasan = match temuan.hasil {
            Hasil::Sama => continue,
            Hasil::Berbeda => {
                format!("tertulis \"{tertulis}\" untuk {}, sedangkan register mencatat {}", temuan.id, temuan.nilai)
            }
            Hasil::TanpaPembanding => {
                format!(
                    "tertulis \"{tertulis}\" untuk {}, tetapi register belum memuat pembandingnya ({})",
                    temuan.id, temuan.nilai
                )
            }
        };
        let claim = Klaim {
            kalimat: sentence.to_string(),
            tertulis,
            register_id: temuan.id,
            register_nilai: temuan.nilai,
            penjelasan,
            berbeda: temuan.hasil == Hasil::Berbeda,
        };
        claims.push((temuan.rentang, claim));
    }
    claims
}
