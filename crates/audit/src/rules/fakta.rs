//! Targets and results of indicators, each with its year and quarter, from every table that states them.

use domain::value::Triwulan;

use super::kinerja::{indikator, kunci, realisasi, ukuran};
use crate::angka::{Angka, Selang};
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal};
use crate::temuan::Bukti;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ihwal {
    /// Target.
    Target,
    /// Result.
    Realisasi,
}

/// A figure of an indicator.
#[derive(Debug, Clone)]
pub(super) struct Fakta {
    /// Letters of the indicator's name.
    pub(super) kunci: String,
    /// The name as written.
    pub(super) nama: String,
    /// Target or result.
    pub(super) ihwal: Ihwal,
    /// Year.
    pub(super) tahun: u32,
    /// Quarter that the column or the table names.
    pub(super) triwulan: Option<u8>,
    /// The number.
    pub(super) angka: Angka,
    /// The cell.
    pub(super) bukti: Bukti,
    /// Name of the table.
    pub(super) tabel: String,
    /// The quarter of its report, for a result: what a report has reached by its own end.
    pub(super) sampai: Option<Triwulan>,
    /// True for the annex of the agreement.
    pub(super) perjanjian: bool,
    /// True for a table of capaian, whose figures are used in it.
    pub(super) capaian: bool,
}

impl Fakta {
    /// The values that it can stand for.
    pub(super) fn selang(&self) -> Selang {
        match self.angka.desimal {
            0 => Selang::exact(self.angka.nilai),
            decimals => Selang::rounded(self.angka.nilai, decimals),
        }
    }
}

/// All figures of indicators whose year is known.
pub(super) fn all(dokumen: &Dokumen<'_>) -> Vec<Fakta> {
    let mut found = Vec::new();
    for tabel in &dokumen.tabel {
        if !matches!(tabel.jenis, Jenis::Capaian | Jenis::Perbandingan | Jenis::LampiranTarget) {
            continue;
        }
        let Some(names) = indikator(tabel) else { continue };
        let targets = tabel.columns(Peran::Target).into_iter().map(|column| (column, Ihwal::Target));
        let results = realisasi(tabel).into_iter().map(|column| (column, Ihwal::Realisasi));
        let columns: Vec<_> = targets.chain(results).filter(|(column, _)| !is_amount(tabel, *column)).collect();
        for (column, ihwal) in columns {
            let Some((tahun, triwulan)) = period(dokumen, tabel, column, ihwal) else { continue };
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
                let nama = isi.sel(names).map(|cell| cell.teks.trim().to_string()).unwrap_or_default();
                let Some(angka) = isi.sel(column).and_then(|cell| ukuran(&cell.teks)) else { continue };
                let kunci = kunci(&nama);
                if kunci.len() < 10 {
                    continue;
                }
                found.push(Fakta {
                    kunci,
                    nama,
                    ihwal,
                    tahun,
                    triwulan,
                    angka,
                    bukti: tabel.bukti(isi, column, tabel.nama()),
                    tabel: tabel.nama(),
                    sampai: dokumen.profil(tabel.berkas).triwulan.filter(|_| ihwal == Ihwal::Realisasi),
                    perjanjian: tabel.jenis == Jenis::LampiranTarget,
                    capaian: tabel.jenis == Jenis::Capaian,
                });
            }
        }
    }
    found
}

/// Year and quarter of a column: by its head, else by the caption, the headings before the table, the report itself.
/// Targets of another kind (end of the plan, national standard) have none.
fn period(dokumen: &Dokumen<'_>, tabel: &TabelDikenal<'_>, column: usize, ihwal: Ihwal) -> Option<(u32, Option<u8>)> {
    let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    let other = ["akhir", "renstra", "rpjm", "rpd", "nasional", "provinsi", "standar", "menengah", "sebelum", "lalu"];
    if other.iter().any(|word| head.contains(word)) {
        return None;
    }
    let title = normal(&tabel.tabel.judul);
    let own = dokumen.profil(tabel.berkas).tahun.and_then(|tahun| u32::try_from(tahun).ok());
    let only = |text: &str| {
        let mut years = years(text);
        years.sort_unstable();
        years.dedup();
        (years.len() == 1).then(|| years.first().copied()).flatten()
    };
    let tahun = match years(&head).as_slice() {
        [] => only(&title).or_else(|| only(&normal(&tabel.konteks))).or(own)?,
        [.., last] => *last,
    };
    // Of several reports each has results up to its own quarter.
    let own = dokumen.profil(tabel.berkas).triwulan.filter(|_| dokumen.naskah.len() > 1);
    let stated = quarter(&title).or(own.map(|triwulan| triwulan.number()));
    let triwulan = quarter(&head).or_else(|| stated.filter(|_| ihwal == Ihwal::Realisasi));
    Some((tahun, triwulan))
}

/// Years in a text.
fn years(text: &str) -> Vec<u32> {
    let numbers = text.split(' ').filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    numbers.filter(|year| (2000..2100).contains(year)).collect()
}

/// True for amounts beside the results of indicators ("Triwulan I Rp").
fn is_amount(tabel: &TabelDikenal<'_>, column: usize) -> bool {
    let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    matches!(head.rsplit(' ').next(), Some("rp" | "rupiah")) || head.contains("anggaran") || head.contains("pagu")
}

/// The quarter that a text names. Under a head over several ("Triwulan I - IV" and below it "II") it is the last;
/// the range alone names none.
fn quarter(text: &str) -> Option<u8> {
    let mut words = text.split(' ').skip_while(|word| !matches!(*word, "tw" | "triwulan" | "tribulan")).skip(1);
    let number = |word: &str| match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    };
    let first = words.next().and_then(number);
    let rest: Vec<u8> = words.filter_map(number).collect();
    match (first, rest.as_slice()) {
        (None, [.., last]) => Some(*last),
        (Some(_), [_]) => None,
        (Some(_), [_, .., last]) => Some(*last),
        (first, []) => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quarter_below_a_head_over_several_is_its_own() {
        assert_eq!(quarter("realisasi triwulan ii"), Some(2));
        assert_eq!(quarter("realisasi kinerja pada triwulan i iv tahun 2023 iii k"), Some(3));
        assert_eq!(quarter("realisasi triwulan iii k"), Some(3));
        assert_eq!(quarter("realisasi triwulan i iv"), None);
        assert_eq!(quarter("realisasi triwulan ke iv"), Some(4));
        assert_eq!(quarter("realisasi tahun 2023"), None);
    }
}
