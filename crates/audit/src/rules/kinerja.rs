//! Figures of indicators: values with their words, the columns that belong together, names that are nearly the same.

use rust_decimal::Decimal;

use crate::angka::{self, Bacaan};
use crate::dokumen::{Isi, Peran, TabelDikenal, normal};
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
            let unit = rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '%'))
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
