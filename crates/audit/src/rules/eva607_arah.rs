//! Targets of years, or up to the ends of quarters, that turn back once.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::head;
use super::kinerja::{indikator, ukuran};
use super::tks505_gerak::by_year;
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, pendek};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA607",
    judul: "Satu target menyimpang dari arah target sebelum dan sesudahnya",
    tingkat: Tingkat::Peringatan,
    dasar: "evaluasi AKIP: target selaras sepanjang masa rencana (PermenPANRB 88/2021)",
    halaman: include_str!("eva607_arah.md"),
    opsional: false,
    check,
};

/// Fewer targets have no direction.
const FEWEST: usize = 4;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::LampiranTarget) {
        let Some(names) = indikator(tabel) else { continue };
        let years = by_year(tabel, Peran::Target).into_iter().map(|(_, column)| column).collect();
        for columns in [years, tabel.columns(Peran::TargetTriwulan)] {
            if columns.len() < FEWEST {
                continue;
            }
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
                let values: Option<Vec<Decimal>> = columns
                    .iter()
                    .map(|column| isi.sel(*column).and_then(|cell| ukuran(&cell.teks)).map(|angka| angka.nilai))
                    .collect();
                let Some(values) = values else { continue };
                let name = isi.sel(names).map(|cell| cell.teks.trim()).unwrap_or_default();
                match odd(&values) {
                    Arah::Searah => {
                        hasil.holds_on(|| columns.iter().map(|column| tabel.tempat(isi, *column)).collect())
                    }
                    Arah::Menyimpang(at) => found(tabel, isi, (&columns, at), name, hasil),
                    Arah::Tanpa => hasil.skipped(),
                }
            }
        }
    }
}

fn found(
    tabel: &TabelDikenal<'_>,
    isi: &crate::dokumen::Isi<'_>,
    (columns, at): (&[usize], usize),
    name: &str,
    hasil: &mut Hasil,
) {
    let Some(column) = columns.get(at).copied() else { return };
    let written = tabel.lokasi(isi, column).kutipan;
    let mut temuan = hasil.temuan(
        tabel.lokasi(isi, column),
        &[&tabel.tabel.judul, name, &head(tabel, column)],
        format!(
            "{} \"{}\" tertulis {written}, menyimpang dari arah target sebelum dan sesudahnya.",
            head(tabel, column),
            pendek(name, 100)
        ),
    );
    // A plan may have its reasons.
    temuan.kepastian = Kepastian::Dugaan;
    temuan.bukti = columns.iter().map(|column| tabel.bukti(isi, *column, head(tabel, *column))).collect();
    hasil.found(temuan);
}

/// What values do.
#[derive(Debug, PartialEq, Eq)]
enum Arah {
    /// They rise, fall or stay.
    Searah,
    /// They would, without the one at this place.
    Menyimpang(usize),
    /// They have no direction.
    Tanpa,
}

fn odd(values: &[Decimal]) -> Arah {
    if monotone(values) {
        return Arah::Searah;
    }
    let without = |at: &usize| {
        let rest: Vec<Decimal> =
            values.iter().enumerate().filter(|(own, _)| own != at).map(|(_, value)| *value).collect();
        monotone(&rest)
    };
    // The ends may be odd, too; one in the middle is the likelier.
    let last = values.len().saturating_sub(1);
    let middle = (1..last).find(without);
    middle.or_else(|| [0, last].into_iter().find(without)).map_or(Arah::Tanpa, Arah::Menyimpang)
}

fn monotone(values: &[Decimal]) -> bool {
    let pairs = || values.iter().zip(values.iter().skip(1));
    pairs().all(|(a, b)| a <= b) || pairs().all(|(a, b)| a >= b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_out_of_line_is_told_from_no_line() {
        let of = |values: &[i64]| odd(&values.iter().map(|value| Decimal::from(*value)).collect::<Vec<_>>());
        assert_eq!(of(&[84, 85, 85, 87]), Arah::Searah);
        assert_eq!(of(&[20, 19, 19, 18]), Arah::Searah);
        assert_eq!(of(&[84, 58, 86, 87]), Arah::Menyimpang(1));
        assert_eq!(of(&[84, 85, 86, 78]), Arah::Menyimpang(3));
        assert_eq!(of(&[84, 60, 90, 50]), Arah::Tanpa);
    }
}
