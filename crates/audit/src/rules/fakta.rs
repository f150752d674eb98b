//! Targets and results of indicators, each with its year and quarter, from every table that states them.

use std::collections::BTreeMap;

use super::kinerja::{Indikator, Kamus, realisasi, suku, ukuran};
use crate::angka::{Angka, Selang};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, masa, normal};
use crate::persamaan::Suku;
use crate::temuan::Bukti;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ihwal {
    /// Target.
    Target,
    /// Result.
    Realisasi,
}

/// What part of a year a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Masa {
    /// All of it.
    Tahun,
    /// One quarter; a target also up to its end.
    Triwulan(u8),
    /// From January to the end of a quarter.
    Sampai(u8),
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
    /// What of the year it may be of: a result under "Triwulan II" in the report of that quarter is also what was
    /// reached by its end.
    pub(super) masa: Vec<Masa>,
    /// The number.
    pub(super) angka: Angka,
    /// The cell.
    pub(super) bukti: Bukti,
    /// Name of the table.
    pub(super) tabel: String,
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

    /// The quarter that it is of.
    pub(super) fn triwulan(&self) -> Option<u8> {
        self.masa.iter().find_map(|masa| match masa {
            Masa::Triwulan(number) => Some(*number),
            Masa::Tahun | Masa::Sampai(_) => None,
        })
    }
}

/// All figures of indicators whose year is known.
pub(super) fn all(dokumen: &Dokumen<'_>) -> Vec<Fakta> {
    let kamus = Kamus::of(dokumen);
    let mut found = Vec::new();
    for tabel in &dokumen.tabel {
        if !matches!(tabel.jenis, Jenis::Capaian | Jenis::Perbandingan | Jenis::Perkembangan | Jenis::LampiranTarget) {
            continue;
        }
        let rows = kamus.rows(tabel);
        let targets = [Peran::Target, Peran::TargetTriwulan].into_iter().flat_map(|role| tabel.columns(role));
        let targets = targets.map(|column| (column, Ihwal::Target));
        let results = realisasi(tabel).into_iter().map(|column| (column, Ihwal::Realisasi));
        let columns: Vec<_> = targets.chain(results).filter(|(column, _)| !is_amount(tabel, *column)).collect();
        for (column, ihwal) in columns {
            for (at, (isi, indikator)) in tabel.isi.iter().zip(&rows).enumerate().filter(|(_, (isi, _))| !isi.jumlah) {
                let Some(Indikator { kunci, nama }) = indikator else { continue };
                let below = tabel.isi.get(at + 1).filter(|_| rows.get(at + 1).is_some_and(Option::is_none));
                if below.is_some_and(|below| is_part(isi, below, column)) {
                    continue;
                }
                let Some((tahun, masa)) = period(dokumen, (tabel, isi), column, ihwal) else { continue };
                let Some(angka) = isi.sel(column).and_then(|cell| ukuran(&cell.teks)) else { continue };
                found.push(Fakta {
                    kunci: kunci.clone(),
                    nama: nama.clone(),
                    ihwal,
                    tahun,
                    masa,
                    angka,
                    bukti: tabel.bukti(isi, column, tabel.nama()),
                    tabel: tabel.nama(),
                    perjanjian: tabel.jenis == Jenis::LampiranTarget,
                    capaian: tabel.jenis == Jenis::Capaian,
                });
            }
        }
    }
    found
}

/// Whether the row below goes on with something else that is counted ("6 kegiatan", "16 komunitas"): the indicator has
/// several results, and other tables may add them up.
fn is_part(isi: &Isi<'_>, below: &Isi<'_>, column: usize) -> bool {
    let unit = |isi: &Isi<'_>| {
        let text = isi.sel(column).map(|cell| normal(&cell.teks)).unwrap_or_default();
        let (number, unit) = text.split_once(' ')?;
        number.contains(|sign: char| sign.is_ascii_digit()).then(|| unit.to_string())
    };
    unit(isi).zip(unit(below)).is_some_and(|(own, below)| own != below)
}

/// The targets of the report's year, by file and indicator.
pub(super) struct Setahun(BTreeMap<(usize, String), (String, Option<Suku>)>);

impl Setahun {
    /// From tables of capaian and of agreements; a later agreement takes the place of an earlier one.
    pub(super) fn of(dokumen: &Dokumen<'_>, kamus: &Kamus) -> Self {
        let mut found = BTreeMap::new();
        for jenis in [Jenis::LampiranTarget, Jenis::Capaian] {
            for tabel in dokumen.of(jenis) {
                let rows = kamus.rows(tabel);
                for column in tabel.columns(Peran::Target) {
                    for (isi, indikator) in tabel.isi.iter().zip(&rows).filter(|(isi, _)| !isi.jumlah) {
                        let own = dokumen.profil(tabel.berkas).tahun.and_then(|tahun| u32::try_from(tahun).ok());
                        let of_year = period(dokumen, (tabel, isi), column, Ihwal::Target)
                            .is_some_and(|(tahun, masa)| Some(tahun) == own && masa == [Masa::Tahun]);
                        let text = isi.sel(column).map(|cell| cell.teks.trim()).unwrap_or_default();
                        if let (true, Some(one)) = (of_year && text.contains(|c: char| c.is_ascii_digit()), indikator) {
                            let suku = suku(tabel, isi, column, "target setahun");
                            found.insert((tabel.berkas, one.kunci.clone()), (text.to_string(), suku));
                        }
                    }
                }
            }
        }
        Self(found)
    }

    /// The target of an indicator.
    pub(super) fn of_indicator(&self, berkas: usize, indikator: &Indikator) -> Option<Suku> {
        self.0.get(&(berkas, indikator.kunci.clone()))?.1.clone()
    }

    /// The target of an indicator as it is written: a number, a range, a predicate.
    pub(super) fn text(&self, berkas: usize, indikator: &Indikator) -> Option<&str> {
        self.0.get(&(berkas, indikator.kunci.clone())).map(|(text, _)| text.as_str())
    }
}

/// Whether a head names a figure of another kind: the end of the plan, a national standard, the year before.
pub(super) fn is_other(head: &str) -> bool {
    let other = ["akhir", "renstra", "rpjm", "rpd", "nasional", "provinsi", "standar", "menengah", "sebelum", "lalu"];
    other.iter().any(|word| head.contains(word))
}

/// Year and part of it of a cell: by its head and its row, else by the caption, the headings before the table, the
/// report itself. Targets of another kind (end of the plan, national standard) have none.
fn period(
    dokumen: &Dokumen<'_>,
    (tabel, isi): (&TabelDikenal<'_>, &Isi<'_>),
    column: usize,
    ihwal: Ihwal,
) -> Option<(u32, Vec<Masa>)> {
    let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    if is_other(&head) {
        return None;
    }
    let title = normal(&tabel.tabel.judul);
    let profil = dokumen.profil(tabel.berkas);
    let own = profil.tahun.and_then(|tahun| u32::try_from(tahun).ok());
    let only = |text: &str| {
        let mut years = years(text);
        years.sort_unstable();
        years.dedup();
        (years.len() == 1).then(|| years.first().copied()).flatten()
    };
    let row = (tabel.jenis == Jenis::Perkembangan).then(|| masa::row(isi)).flatten();
    let tahun = match (row.and_then(|row| row.tahun), years(&head).as_slice()) {
        (Some(tahun), _) => tahun,
        (None, []) => only(&title).or_else(|| only(&normal(&tabel.konteks))).or(own)?,
        (None, [.., last]) => *last,
    };
    // The plan of five years says what was planned for other years, which may have been changed since.
    let plan = ["renstra", "rpjm"].iter().any(|word| title.contains(word));
    if plan && ihwal == Ihwal::Target && own.is_some_and(|own| own != tahun) {
        return None;
    }
    let stated = row.and_then(|row| row.triwulan).or_else(|| quarter(&head));
    let until = head.contains("s d ") || head.contains("sampai");
    let own = profil.triwulan.map_or(4, domain::value::Triwulan::number);
    // By the end of the year all of it is done.
    let sampai = |number: u8| match (number, profil.triwulan) {
        (4, None) => Masa::Tahun,
        _ => Masa::Sampai(number),
    };
    // Beside "Triwulan III Tahun 2024" among years a target may be that of the year or of the quarter.
    if ihwal == Ihwal::Target && row.is_some_and(|row| row.tahun.is_some() && row.triwulan.is_some()) {
        return None;
    }
    let masa = match (ihwal, stated) {
        (Ihwal::Target, Some(4)) if until => vec![Masa::Triwulan(4), Masa::Tahun],
        (Ihwal::Target, Some(number)) => vec![Masa::Triwulan(number)],
        (Ihwal::Target, None) => vec![Masa::Tahun],
        (Ihwal::Realisasi, Some(number)) if until => vec![sampai(number)],
        (Ihwal::Realisasi, Some(number)) => vec![Masa::Triwulan(number)],
        (Ihwal::Realisasi, None) => match quarter(&title) {
            Some(number) if number == own && profil.triwulan.is_some() => {
                vec![Masa::Triwulan(number), Masa::Sampai(number)]
            }
            Some(number) => vec![Masa::Triwulan(number)],
            // Of several reports each has results up to its own quarter.
            None if dokumen.naskah.len() > 1 && profil.triwulan.is_some() => {
                vec![Masa::Triwulan(own), Masa::Sampai(own)]
            }
            None => vec![sampai(own)],
        },
    };
    Some((tahun, masa))
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
pub(super) fn quarter(text: &str) -> Option<u8> {
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
