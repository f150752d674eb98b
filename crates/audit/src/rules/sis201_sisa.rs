//! Sisa is not pagu less realisasi.

use super::Rule;
use super::bersama::{additive, row};
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal};
use crate::persamaan::{Cocok, Persamaan, Ukuran};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIS201",
    judul: "Sisa tidak sama dengan pagu dikurangi realisasi",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: sisa = pagu - realisasi",
    halaman: include_str!("sis201_sisa.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.tabel.iter().filter(|tabel| hasil.asks(tabel)).collect::<Vec<_>>() {
        let Some([pagu, realisasi, sisa]) = columns(tabel) else { continue };
        for isi in &tabel.isi {
            let values = [pagu, realisasi, sisa].map(|column| tabel.nilai(isi, column).map(|(value, _)| value));
            if hasil.settled(matches!(values, [Some(a), Some(b), Some(c)] if a - b == c)) {
                continue;
            }
            match equation(tabel, isi, [pagu, realisasi, sisa]) {
                Some(persamaan) => {
                    let name = row(tabel, isi);
                    let written = isi.sel(sisa).map(|cell| cell.teks.clone()).unwrap_or_default();
                    hasil.check(&[&tabel.tabel.judul, &name, "sisa"], persamaan, |rest| {
                        format!("Sisa {name} tertulis {written}, sedangkan pagu dikurangi realisasi adalah {rest}.")
                    });
                }
                None if [pagu, realisasi, sisa].iter().any(|column| tabel.nilai(isi, *column).is_some()) => {
                    hasil.skipped();
                }
                None => {}
            }
        }
    }
}

/// Whether a row holds.
fn quick(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, [pagu, realisasi, sisa]: [usize; 3]) -> Option<Cocok> {
    let ukuran = |column| tabel.ukuran(isi, column);
    Some(Ukuran::jumlah(ukuran(pagu)?, [ukuran(realisasi)?, ukuran(sisa)?]))
}

fn equation(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, [pagu, realisasi, sisa]: [usize; 3]) -> Option<Persamaan> {
    Some(Persamaan::jumlah(
        tabel.suku(isi, sisa, 1, "sisa")?,
        vec![tabel.suku(isi, pagu, 1, "pagu")?, tabel.suku(isi, realisasi, -1, "realisasi")?],
    ))
}

/// The most rows that are looked at, all choices of columns together.
const CHECKS: usize = 400_000;

/// The columns of pagu, realisasi and sisa. Where several have one of these roles (before and after a change, several
/// quarters), the three under which most rows hold.
pub(super) fn columns(tabel: &TabelDikenal<'_>) -> Option<[usize; 3]> {
    let numeric = additive(tabel);
    let of =
        |role| -> Vec<usize> { tabel.columns(role).into_iter().filter(|column| numeric.contains(column)).collect() };
    let (pagu, realisasi, sisa) = (of(Peran::Pagu), of(Peran::Realisasi), of(Peran::Sisa));
    if let ([a], [b], [c]) = (pagu.as_slice(), realisasi.as_slice(), sisa.as_slice()) {
        return Some([*a, *b, *c]);
    }
    // In a table with many such columns fewer rows tell.
    let choices = pagu.len().saturating_mul(realisasi.len()).saturating_mul(sisa.len());
    let most = CHECKS.checked_div(choices).unwrap_or_default();
    if most == 0 {
        return None;
    }
    let mut best: Option<(usize, [usize; 3])> = None;
    for three in pagu.iter().flat_map(|a| {
        realisasi.iter().flat_map({
            let sisa = &sisa;
            move |b| sisa.iter().map(move |c| [*a, *b, *c])
        })
    }) {
        let rows = tabel.isi.iter().take(most).filter_map(|isi| quick(tabel, isi, three));
        let (holds, all) = rows.fold((0, 0), |(holds, all), cocok| (holds + usize::from(cocok == Cocok::Ya), all + 1));
        if holds * 2 > all && best.is_none_or(|(most, _)| holds > most) {
            best = Some((holds, three));
        }
    }
    best.map(|(_, three)| three)
}
