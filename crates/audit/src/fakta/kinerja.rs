//! Indicators: what they measure, targets, results, earlier years, quarters.

use std::collections::BTreeSet;

use domain::value::Triwulan;
use rust_decimal::Decimal;

use super::{Fakta, Indikator, Keputusan, Nilai, NilaiTahun, TargetTriwulan, folded};
use crate::angka::{self, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::persamaan::rounded;

pub(super) fn collect(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    for tabel in &dokumen.tabel {
        match tabel.jenis {
            Jenis::Capaian => result(tabel, fakta),
            Jenis::LampiranTarget if quarters(tabel).len() > 1 => by_quarter(tabel, fakta),
            Jenis::LampiranTarget if tabel.is_annex() => annex(tabel, fakta),
            Jenis::LampiranTarget => plan(tabel, fakta),
            Jenis::Perbandingan => beside(tabel, fakta),
            _ if is_years(tabel) => below(tabel, fakta),
            _ => {}
        }
    }
    codes(dokumen, fakta);
}

/// A value without its unit, or `None` for a dash and for words that say that it is not there yet.
fn value(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, column: Option<usize>) -> Option<Nilai> {
    let column = column?;
    let text = folded(&isi.sel(column)?.teks.replace('%', " "));
    let first = text.split_once('(').map_or(text.as_str(), |(first, _)| first);
    let says = normal(&text);
    let absent = says.is_empty() || ["belum", "tidak ada", "n a"].iter().any(|word| says.starts_with(word));
    let measured = first.chars().any(|c| c.is_ascii_digit()) || (1..=3).contains(&says.chars().count());
    (!absent && measured).then(|| Nilai { teks: text.trim().to_string(), lokasi: tabel.lokasi(isi, column) })
}

fn text(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, column: Option<usize>) -> Option<Nilai> {
    let column = column?;
    let text = folded(&isi.sel(column)?.teks);
    (!text.is_empty() && text != "-").then(|| Nilai { teks: text, lokasi: tabel.lokasi(isi, column) })
}

fn unit(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, columns: &[Option<usize>]) -> Option<String> {
    let stated = text(tabel, isi, tabel.column(Peran::Satuan)).map(|unit| unit.teks);
    let percent = columns.iter().flatten().any(|at| isi.sel(*at).is_some_and(|cell| cell.teks.contains('%')));
    stated.or_else(|| percent.then(|| "%".to_string()))
}

/// The rows that name an indicator. `owner` is the column of tujuan or sasaran; an empty cell there continues the one
/// above, and a head repeated inside the table may change what the column holds.
fn rows<'t, 'n>(tabel: &'t TabelDikenal<'n>) -> Vec<(&'t Isi<'n>, Nilai, Option<Nilai>, Option<bool>)> {
    let Some(column) = tabel.column(Peran::Indikator) else { return Vec::new() };
    let owner = tabel.column(Peran::Sasaran);
    let kind = |head: &str| match (normal(head).contains("tujuan"), normal(head).contains("sasaran")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let mut tujuan = owner.and_then(|at| kind(tabel.kepala.get(at).map_or("", String::as_str)));
    let mut above: Option<Nilai> = None;
    let mut found = Vec::new();
    // An indicator may be called "Jumlah ..."; a row of sums says so before the column of indicators.
    let empty = |isi: &Isi<'_>, at: usize| isi.sel(at).is_none_or(|cell| cell.teks.trim().is_empty());
    let summed = |isi: &Isi<'_>| isi.jumlah && (column == 0 || (0..column).any(|at| !empty(isi, at)));
    for isi in tabel.isi.iter().filter(|isi| !summed(isi)) {
        let Some(nama) = text(tabel, isi, Some(column)) else { continue };
        if normal(&nama.teks).starts_with("indikator") {
            tujuan = owner.and_then(|at| isi.sel(at)).map_or(tujuan, |cell| kind(&cell.teks));
            continue;
        }
        if let Some(stated) = text(tabel, isi, owner) {
            above = Some(stated);
        }
        found.push((isi, nama, above.clone(), tujuan));
    }
    found
}

fn result(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let target = tabel.columns(Peran::Target).first().copied();
    let measured = tabel.column(Peran::RealisasiKinerja);
    for (isi, nama, induk, tujuan) in rows(tabel) {
        if fakta.indikator.iter().any(|other| normal(&other.nama.teks) == normal(&nama.teks) && other.induk.is_some()) {
            continue;
        }
        fakta.indikator.push(Indikator {
            satuan: unit(tabel, isi, &[target, measured]),
            target: value(tabel, isi, target),
            realisasi: value(tabel, isi, measured),
            keterangan: text(tabel, isi, tabel.column(Peran::Keterangan)),
            nama,
            induk,
            tujuan,
        });
    }
}

fn plain(tabel: &TabelDikenal<'_>, target: Option<usize>) -> Vec<Indikator> {
    let made = |(isi, nama, induk, tujuan): (&Isi<'_>, Nilai, Option<Nilai>, Option<bool>)| Indikator {
        satuan: unit(tabel, isi, &[target]),
        target: value(tabel, isi, target),
        realisasi: None,
        keterangan: None,
        nama,
        induk,
        tujuan,
    };
    rows(tabel).into_iter().map(made).collect()
}

fn annex(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    if fakta.target_perjanjian.is_empty() {
        fakta.target_perjanjian = plain(tabel, tabel.columns(Peran::Target).first().copied());
    }
}

/// Targets of a plan, a column per year.
fn plan(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    for column in tabel.columns(Peran::Target) {
        let Some(tahun) = tabel.kepala.get(column).and_then(|head| year(head)) else { continue };
        fakta.target_rencana.extend(plain(tabel, Some(column)).into_iter().map(|row| (row, tahun)));
    }
}

fn year(text: &str) -> Option<i32> {
    normal(text)
        .split(' ')
        .find_map(|word| word.parse().ok().filter(|year| word.len() == 4 && (1990..=2100).contains(year)))
}

/// Columns of targets up to a quarter.
fn quarters(tabel: &TabelDikenal<'_>) -> Vec<(usize, Triwulan)> {
    let quarter = |head: &str| {
        let head = normal(head);
        let roman = head.strip_prefix("s d tw ").or_else(|| head.strip_prefix("s d triwulan "));
        match roman.or_else(|| head.strip_prefix("tw ")).or_else(|| head.strip_prefix("triwulan "))? {
            "i" => Some(Triwulan::I),
            "ii" => Some(Triwulan::II),
            "iii" => Some(Triwulan::III),
            "iv" => Some(Triwulan::IV),
            _ => None,
        }
    };
    tabel.kepala.iter().enumerate().filter_map(|(column, head)| Some((column, quarter(head)?))).collect()
}

fn by_quarter(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let cara = tabel.kepala.iter().position(|head| normal(head).starts_with("cara"));
    for (isi, nama, ..) in rows(tabel) {
        // The unit may stand behind the name.
        let indikator = match nama.teks.rsplit_once(" (") {
            Some((name, unit)) if unit.ends_with(')') && !unit.contains(' ') => name.to_string(),
            _ => nama.teks.clone(),
        };
        for (column, triwulan) in quarters(tabel) {
            let Some(mut target) = text(tabel, isi, Some(column)) else { continue };
            let stated = target.teks.replace('%', " ");
            let (own, highest) = match stated.split_once("(paling tinggi") {
                Some((own, rest)) => (own, Some(folded(rest.trim_end().trim_end_matches(')')))),
                None => (stated.as_str(), None),
            };
            target.teks = folded(own);
            fakta.target_triwulan.push(TargetTriwulan {
                indikator: indikator.clone(),
                triwulan,
                target,
                tertinggi: highest,
                cara: text(tabel, isi, cara).map(|cara| cara.teks),
            });
        }
    }
}

/// Years side by side: "Tahun 2023 Target", "Tahun 2023 Realisasi", "Tahun 2024 ...".
fn beside(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let of = |role: Peran, wanted: i32| {
        let columns = tabel.columns(role).into_iter();
        columns.into_iter().find(|column| tabel.kepala.get(*column).and_then(|head| year(head)) == Some(wanted))
    };
    let years: BTreeSet<i32> = tabel.kepala.iter().filter_map(|head| year(head)).collect();
    for (isi, nama, ..) in rows(tabel) {
        for tahun in &years {
            fakta.tahun_lalu.push(NilaiTahun {
                indikator: nama.teks.clone(),
                tahun: *tahun,
                target: value(tabel, isi, of(Peran::Target, *tahun)),
                realisasi: value(tabel, isi, of(Peran::RealisasiKinerja, *tahun)),
            });
        }
    }
}

/// A row per year, the indicator in the caption.
fn is_years(tabel: &TabelDikenal<'_>) -> bool {
    let first = tabel.kepala.first().map(|head| normal(head)).unwrap_or_default();
    first == "tahun" && !tabel.columns(Peran::Target).is_empty()
}

fn below(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let role = |role: Peran| tabel.columns(role).first().copied();
    let measured = role(Peran::RealisasiKinerja).or_else(|| role(Peran::Realisasi));
    for isi in &tabel.isi {
        let Some(tahun) = isi.sel(0).and_then(|cell| year(&cell.teks)) else { continue };
        fakta.tahun_lalu.push(NilaiTahun {
            indikator: tabel.tabel.judul.clone(),
            tahun,
            target: value(tabel, isi, role(Peran::Target)),
            realisasi: value(tabel, isi, measured),
        });
    }
}

/// "IKU-1 Persentase ..." in a cell: the code that the report gives an indicator of its own.
fn codes(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    let names: BTreeSet<String> =
        fakta.indikator.iter().chain(&fakta.target_perjanjian).map(|row| normal(&row.nama.teks)).collect();
    let cells = dokumen.tabel.iter().flat_map(|tabel| tabel.tabel.baris.iter()).flat_map(|row| &row.sel);
    for cell in cells {
        let text = folded(&cell.teks);
        let Some((code, rest)) = text.split_once(' ') else { continue };
        let rest = rest.split_once(" (cara").map_or(rest, |(rest, _)| rest);
        let shaped = code.split_once('-').is_some_and(|(letters, digits)| {
            (2..=5).contains(&letters.len())
                && letters.chars().all(|c| c.is_ascii_uppercase())
                && (1..=3).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        if shaped && names.contains(&normal(rest)) && !fakta.kode_indikator.iter().any(|(known, _)| known == code) {
            fakta.kode_indikator.push((code.to_string(), rest.to_string()));
        }
    }
}

/// Two values of one thing. A target is the one that was signed; a result is what the list behind it counts, else what
/// the table of results says.
pub(super) fn contradictions(fakta: &mut Fakta) {
    let mut found = Vec::new();
    for signed in &fakta.target_perjanjian {
        let Some(target) = &signed.target else { continue };
        let other = fakta.indikator.iter().find(|row| serupa(&row.nama.teks, &signed.nama.teks));
        let Some(stated) = other.and_then(|row| row.target.as_ref()) else { continue };
        let yearly = fakta.target_triwulan.iter().all(|row| row.target.teks != stated.teks);
        if !same(&stated.teks, &target.teks) && yearly {
            found.push(Keputusan {
                apa: format!("Target {}", crate::dokumen::pendek(&signed.nama.teks, 60)),
                usul: target.teks.clone(),
                lain: vec![stated.clone()],
                sebab: "Target yang ditandatangani dalam Perjanjian Kinerja yang dipertanggungjawabkan.".to_string(),
            });
        }
    }
    for row in &fakta.indikator {
        let Some(measured) = &row.realisasi else { continue };
        let year = fakta.identitas.tahun;
        let other =
            fakta.tahun_lalu.iter().filter(|past| Some(past.tahun) == year && serupa(&past.indikator, &row.nama.teks));
        let counted = counted(fakta, &row.nama.teks);
        let usul = counted.as_ref().map_or_else(|| measured.teks.clone(), |(_, percent)| percent.clone());
        let mut lain: Vec<Nilai> = other.filter_map(|past| past.realisasi.clone()).collect();
        lain.insert(0, measured.clone());
        lain.retain(|stated| !same(&stated.teks, &usul));
        if lain.is_empty() {
            continue;
        }
        let apa = format!("Realisasi {}", crate::dokumen::pendek(&row.nama.teks, 60));
        let sebab = match counted {
            Some((counts, _)) => format!("Dihitung dari daftarnya: {counts}."),
            None => "Tabel capaian memuat angka ini.".to_string(),
        };
        found.push(Keputusan { apa, usul, lain, sebab });
    }
    fakta.keputusan.extend(found);
}

/// True for two ways of writing one number.
fn same(left: &str, right: &str) -> bool {
    let number = |text: &str| angka::read(text).amount();
    left == right || number(left).is_some_and(|left| number(right) == Some(left))
}

/// The result of an indicator that counts the list of ticks, in words and in percent with two decimals.
fn counted(fakta: &Fakta, nama: &str) -> Option<(String, String)> {
    let plain = normal(nama);
    if fakta.butir.is_empty() || !plain.contains("fasilitasi") {
        return None;
    }
    let followed = plain.contains("ditindaklanjuti");
    let done = |butir: &&super::Butir| if followed { butir.ditindaklanjuti } else { butir.terlaksana } == Some(true);
    let (part, all) = (fakta.butir.iter().filter(done).count(), fakta.butir.len());
    let percent = Decimal::from(part).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(all))?;
    Some((format!("{part} dari {all} butir"), show(rounded(percent, 2))))
}

/// True where two names are one: the same words, small slips forgiven.
pub fn serupa(left: &str, right: &str) -> bool {
    let (left, right) = (normal(left), normal(right));
    left == right || strsim::normalized_damerau_levenshtein(&left, &right) >= LIKE
}

/// From this likeness on, two long names are one with a slip.
#[allow(clippy::disallowed_types, reason = "strsim gives its likeness as a fraction; nothing is computed with it")]
const LIKE: f64 = 0.93;
