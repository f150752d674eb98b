//! Figures of indicators: values with their words, the columns that belong together, names that are nearly the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::bersama::year;
use crate::angka::{self, Bacaan};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, masa, normal};
use crate::persamaan::{Suku, TERBESAR};

/// A number with what stands around it: `93 %`, `68,50 (B-)`, `6 desa`.
pub(super) fn ukuran(text: &str) -> Option<angka::Angka> {
    let text = text.trim();
    let found = match angka::read(text) {
        Bacaan::Angka(angka) => Some(angka),
        Bacaan::Teks if text.starts_with(|c: char| c.is_ascii_digit()) => {
            let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
            let (number, rest) = text.split_at(end);
            let rest = rest.trim();
            // "2 - 3" is a range and "12/18" a fraction; a word or a bracket is a unit or a predicate.
            let bracket = rest.starts_with('(') && rest.contains(char::is_alphabetic);
            let unit = (bracket || rest.starts_with(|c: char| c.is_alphabetic() || c == '%'))
                && !rest.chars().any(|c| c.is_ascii_digit());
            let mut angka = angka::read(number).angka().cloned().filter(|_| unit)?;
            angka.persen = rest.starts_with('%') || normal(rest).starts_with("persen");
            Some(angka)
        }
        _ => None,
    };
    found.filter(|angka| angka.nilai.abs() < TERBESAR)
}

/// A cell of an indicator in an equation.
pub(super) fn suku(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, column: usize, peran: &str) -> Option<Suku> {
    let angka = ukuran(&isi.sel(column)?.teks)?;
    let capaian = matches!(tabel.peran.get(column), Some(Peran::Capaian | Peran::Persen));
    Some(Suku {
        bukti: tabel.bukti(isi, column, peran),
        nilai: angka.nilai,
        desimal: angka.desimal,
        bulat: capaian || angka.persen && angka.desimal > 0,
        koef: Decimal::ONE,
        pasti: true,
    })
}

/// Columns of results of indicators.
pub(super) fn realisasi(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    let mut columns = tabel.columns(Peran::RealisasiKinerja);
    columns.extend(tabel.columns(Peran::Realisasi));
    columns.sort_unstable();
    columns
}

/// A column of capaian with what it is measured by.
pub(super) struct Tolok {
    /// The capaian.
    pub(super) capaian: usize,
    /// The result.
    pub(super) hasil: usize,
    /// The targets that it may be measured by, the nearest first; empty where it is the target of the year, which
    /// stands in another table.
    pub(super) target: Vec<usize>,
}

/// The columns of capaian.
pub(super) fn tolok(tabel: &TabelDikenal<'_>) -> Vec<Tolok> {
    let mut found = tabel.columns(Peran::Capaian);
    if found.is_empty() {
        found = tabel.columns(Peran::Persen);
    }
    let (results, targets) = (realisasi(tabel), tabel.columns(Peran::Target));
    let of_whole_year = |column: usize| {
        let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
        head.contains("setahun") || head.contains("tahunan")
    };
    let measure = |capaian: usize| {
        // Blocks of years side by side: each capaian belongs to the columns of its own year.
        let own = year(tabel, capaian);
        let of_year = |other: &usize| own.is_some() && year(tabel, *other) == own;
        let blocks = results.iter().any(of_year) && targets.iter().any(of_year);
        let fits = |other: &usize| *other < capaian && (!blocks || of_year(other));
        let hasil = results.iter().copied().rfind(fits)?;
        let elsewhere = of_whole_year(capaian) && !targets.iter().any(|target| of_whole_year(*target));
        let target: Vec<usize> = targets.iter().copied().filter(|other| !elsewhere && fits(other)).rev().collect();
        (elsewhere || !target.is_empty()).then_some(Tolok { capaian, hasil, target })
    };
    found.into_iter().filter_map(measure).collect()
}

/// Tables that are not of amounts.
pub(super) fn tables<'a, 'n>(dokumen: &'a Dokumen<'n>) -> impl Iterator<Item = &'a TabelDikenal<'n>> {
    dokumen.tabel.iter().filter(|tabel| !matches!(tabel.jenis, Jenis::Anggaran | Jenis::LampiranAnggaran))
}

/// An indicator as a document names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Indikator {
    /// Letters of its name.
    pub(super) kunci: String,
    /// Its name, without a code before it.
    pub(super) nama: String,
}

impl Indikator {
    fn of(text: &str) -> Option<Self> {
        let nama = masa::kode(text).map_or(text, |(_, rest)| rest).trim();
        let kunci = kunci(nama);
        (kunci.len() >= 10).then(|| Self { kunci, nama: nama.to_string() })
    }
}

/// The indicators of a document, to find those that a title or a heading names, by name or by code ("IKU-1").
pub(super) struct Kamus {
    kode: BTreeMap<(usize, String), Indikator>,
    semua: BTreeMap<(usize, String), Indikator>,
}

impl Kamus {
    pub(super) fn of(dokumen: &Dokumen<'_>) -> Self {
        let mut kamus = Self { kode: BTreeMap::new(), semua: BTreeMap::new() };
        for tabel in tables(dokumen) {
            let column = indikator(tabel).or((tabel.jenis == Jenis::Perkembangan).then_some(0));
            let Some(column) = column else { continue };
            for text in tabel.isi.iter().filter_map(|isi| isi.sel(column)).map(|cell| cell.teks.as_str()) {
                let Some(indikator) = Indikator::of(text) else { continue };
                if let Some((kode, _)) = masa::kode(text) {
                    kamus.kode.entry((tabel.berkas, kode)).or_insert_with(|| indikator.clone());
                }
                kamus.semua.entry((tabel.berkas, normal(&indikator.nama))).or_insert(indikator);
            }
        }
        kamus
    }

    /// The indicator of each row: by its own column; of rows of periods by the title above them, else by the caption
    /// or the words before the table.
    pub(super) fn rows(&self, tabel: &TabelDikenal<'_>) -> Vec<Option<Indikator>> {
        if let Some(column) = indikator(tabel) {
            let name = |isi: &Isi<'_>| isi.sel(column).and_then(|cell| Indikator::of(&cell.teks));
            return tabel.isi.iter().map(name).collect();
        }
        let mut current = match tabel.jenis {
            Jenis::Perkembangan | Jenis::Komponen => {
                self.named(tabel.berkas, &tabel.tabel.judul).or_else(|| self.named(tabel.berkas, &tabel.konteks))
            }
            _ => None,
        };
        let mut rows = Vec::new();
        for isi in &tabel.isi {
            let texts: Vec<&str> =
                isi.baris.sel.iter().map(|cell| cell.teks.trim()).filter(|text| !text.is_empty()).collect();
            let first = texts.first().copied().unwrap_or_default();
            if texts.len() == 1 && masa::row(isi).is_none() {
                current = self.named(tabel.berkas, first).or_else(|| Indikator::of(first));
            }
            let of_row = masa::kode(first).and_then(|(kode, _)| self.kode.get(&(tabel.berkas, kode)));
            rows.push(of_row.or(current.as_ref()).cloned());
        }
        rows
    }

    /// The indicator that a text names: the first code that is known, else the longest name.
    fn named(&self, berkas: usize, text: &str) -> Option<Indikator> {
        let starts = text.char_indices().filter(|(at, _)| {
            text.get(..*at).and_then(|before| before.chars().next_back()).is_none_or(|sign| !sign.is_alphanumeric())
        });
        let codes = starts.filter_map(|(at, _)| masa::kode(text.get(at..)?));
        if let Some(found) = codes.into_iter().find_map(|(kode, _)| self.kode.get(&(berkas, kode))) {
            return Some(found.clone());
        }
        let text = format!(" {} ", normal(text));
        let named =
            |((file, name), _): &(&(usize, String), &Indikator)| *file == berkas && text.contains(&format!(" {name} "));
        self.semua.iter().filter(named).max_by_key(|((_, name), _)| name.len()).map(|(_, found)| found.clone())
    }
}

/// The column of indicators.
pub(super) fn indikator(tabel: &TabelDikenal<'_>) -> Option<usize> {
    tabel.columns(Peran::Indikator).first().copied()
}

/// Letters and digits of a name, without small words and spaces.
pub(super) fn kunci(text: &str) -> String {
    const SMALL: [&str; 9] = ["yang", "dan", "di", "ke", "pada", "dengan", "dalam", "untuk", "atas"];
    normal(text).split(' ').filter(|word| !SMALL.contains(word)).collect()
}

/// Names that differ by slips of spelling alone.
pub(super) fn same_name(left: &str, right: &str) -> bool {
    left == right
        || left.len() > 20
            && left.bytes().filter(u8::is_ascii_digit).eq(right.bytes().filter(u8::is_ascii_digit))
            && strsim::levenshtein(left, right) * 20 <= left.len().max(right.len())
}
