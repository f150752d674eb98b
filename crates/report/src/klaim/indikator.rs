//! Target, realisasi and capaian of an indicator, and the mean of the capaian.

use domain::calculation::HasilIndikator;
use domain::formula::Terukur;
use domain::value::Rasio;

use super::angka::Tertulis;
use super::konteks::Kalimat;
use super::{Hasil, Temuan};
use crate::teks;

/// What a number is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kunci {
    Target,
    Realisasi,
    Capaian,
    /// "mencapai 83,33 %": one of the two.
    Tercapai,
    RataRata,
}

pub(super) fn find(kalimat: &Kalimat<'_, '_>) -> Vec<Temuan> {
    if kalimat.other_period() {
        return Vec::new();
    }
    (0..kalimat.tokens.len()).filter_map(|at| number(kalimat, at)).collect()
}

fn number(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Temuan> {
    let token = kalimat.token(at)?;
    let written = Tertulis::read(token.angka()?)?;
    let percent = is_percent(kalimat, at);
    let next = kalimat.token(at + 1 + usize::from(percent));
    let split = kalimat.token(at + 1).is_some_and(|next| next.is('/'));
    if split
        || kalimat.vague(at)
        || kalimat.year(at).is_some()
        || next.is_some_and(|next| next.any(&["poin", "dari", "s.d"])) && !percent
    {
        return None;
    }
    if next.is_some_and(|next| next.any(&["poin"]))
        || kalimat.before(at).is_some_and(|before| before.any(&["rp"]) || before.is('.'))
    {
        return None;
    }
    let (kunci, others) = key(kalimat, at)?;
    let akhir = if percent { kalimat.token(at + 1)? } else { token }.rentang.end;
    let rentang = token.rentang.start..akhir;
    if kunci == Kunci::RataRata {
        let mean = kalimat.composer.view.rata_rata_capaian(&kalimat.composer.hasil);
        let plain = percent && kalimat.other_years().is_empty() && kalimat.indikator.is_empty();
        return plain.then_some(mean)?.map(|mean| Temuan {
            rentang,
            id: "rata-rata capaian".to_string(),
            nilai: teks::percent(&mean),
            hasil: verdict(written.agrees(&mean.percent())),
        });
    }
    let codes = kalimat.about(&kalimat.indikator, at).or_else(|| kalimat.pemilik.clone().map(|kode| vec![kode]))?;
    let [code] = codes.as_slice() else { return None };
    let hasil = kalimat.hasil(code)?;
    let unit_fits = |kunci: Kunci| percent == (kunci == Kunci::Capaian || &*hasil.indikator.satuan == "%");
    if !(unit_fits(kunci) || (kunci == Kunci::Tercapai && percent)) {
        return None;
    }
    let values: Vec<Rasio> = others
        .iter()
        .filter(|other| unit_fits(**other) || **other == Kunci::Tercapai)
        .flat_map(|other| values(kalimat, hasil, *other))
        .collect();
    let (name, shown) = shown(kalimat, hasil, kunci);
    let hasil = match (&shown, values.is_empty()) {
        (_, false) => verdict(values.iter().any(|value| written.agrees(value))),
        (Err(_), true) if kalimat.other_years().is_empty() => Hasil::TanpaPembanding,
        _ => return None,
    };
    Some(Temuan { rentang, id: format!("{name} {code}"), nilai: shown.unwrap_or_else(|why| why), hasil })
}

fn verdict(agrees: bool) -> Hasil {
    if agrees { Hasil::Sama } else { Hasil::Berbeda }
}

/// True where a percent sign follows a number.
pub(super) fn is_percent(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    kalimat.token(at + 1).is_some_and(|next| next.is('%') || next.any(&["persen"]))
}

/// The word for the figure that stands before a number, and all words that may be meant: those of the same clause.
fn key(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<(Kunci, Vec<Kunci>)> {
    let mut last = None;
    let mut all = Vec::new();
    let mut weak = false;
    let clause = kalimat.clause_start(at);
    for back in (0..at).rev() {
        let token = kalimat.token(back)?;
        let figure = token.angka().is_some() && kalimat.year(back).is_none() && !kalimat.named(back);
        let inserted = matches!(&token.isi, super::kalimat::Isi::Sisipan(id) if is_figure(id));
        if figure || inserted || token.is('%') || (last.is_some() && back < clause) {
            break;
        }
        let found = match kalimat.kata(back) {
            Some("target" | "targetnya" | "ditargetkan") => Some(Kunci::Target),
            Some("realisasi" | "realisasinya" | "terealisasi") => Some(Kunci::Realisasi),
            Some("capaian" | "capaiannya") => Some(Kunci::Capaian),
            Some("mencapai" | "tercapai") => {
                weak = true;
                None
            }
            Some("rata-rata") if all.contains(&Kunci::Capaian) => return Some((Kunci::RataRata, Vec::new())),
            Some("rata-rata") if last.is_none() => {
                let capaian = back.checked_sub(1).and_then(|at| kalimat.kata(at)) == Some("capaian");
                return capaian.then_some((Kunci::RataRata, Vec::new()));
            }
            Some("anggaran" | "keuangan" | "serapan" | "penyerapan" | "pagu" | "fisik") => return None,
            Some(_) if last.is_none() && !kalimat.filler(back) && !is_mean_filler(kalimat, back) => return None,
            None if last.is_none() && !kalimat.filler(back) => return None,
            _ => None,
        };
        if let Some(found) = found {
            last.get_or_insert(found);
            all.push(found);
        }
    }
    if all.contains(&Kunci::Target) && all.contains(&Kunci::Realisasi) {
        all.push(Kunci::Capaian);
    }
    match last {
        Some(last) => {
            if weak {
                all.extend([Kunci::Realisasi, Kunci::Capaian]);
            }
            Some((last, all))
        }
        None => weak.then(|| (Kunci::Tercapai, vec![Kunci::Realisasi, Kunci::Capaian])),
    }
}

/// "rata-rata capaian indikator sasaran strategis sebesar ..."
fn is_mean_filler(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    kalimat.kata(at).is_some_and(|kata| ["sasaran", "strategis", "utama"].contains(&kata))
        && (0..at).rev().take(5).any(|at| kalimat.kata(at) == Some("rata-rata"))
}

/// True for an insertion that is a figure and not a word of the report.
pub(super) fn is_figure(id: &str) -> bool {
    !matches!(id, "periode" | "tahun" | "triwulan" | "instansi" | "kabupaten" | "tanggal")
        && !id.starts_with("indikator ")
}

/// Every value that a number may stand for: the report's, and those of other years that the sentence speaks of.
fn values(kalimat: &Kalimat<'_, '_>, hasil: &HasilIndikator<'_>, kunci: Kunci) -> Vec<Rasio> {
    let view = &kalimat.composer.view;
    let years = kalimat.other_years();
    let compares =
        kalimat.has(&["dibanding", "dibandingkan", "dari", "naik", "turun", "meningkat", "menurun", "lebih", "dan"]);
    let number = |value: &Terukur| value.nilai().cloned();
    let mut values = Vec::new();
    if years.is_empty() || compares {
        values.extend(match kunci {
            Kunci::Realisasi => vec![hasil.realisasi.nilai().and_then(number)],
            Kunci::Target => vec![
                hasil.target.and_then(|(target, _)| target.nilai()),
                hasil.target_triwulan.and_then(|target| target.nilai()),
            ],
            _ => vec![
                hasil.capaian.as_ref().ok().map(Rasio::percent),
                hasil.capaian_triwulan.as_ref().ok().map(Rasio::percent),
            ],
        });
    }
    for earlier in view.tahun_pembanding(&hasil.indikator.kode).into_iter().filter(|row| years.contains(&row.tahun)) {
        values.push(match kunci {
            Kunci::Realisasi => earlier.realisasi.as_ref().and_then(number),
            Kunci::Target => earlier.target.as_ref().and_then(|target| target.nilai()),
            _ => earlier.capaian.as_ref().map(Rasio::percent),
        });
    }
    let known = |year: &i32| view.target_renstra(&hasil.indikator.kode, *year).and_then(|target| target.nilai());
    if kunci == Kunci::Target {
        values.extend(years.iter().map(known));
    }
    values.into_iter().flatten().collect()
}

/// The report's own figure: the name of its insertion, and what is printed or why there is nothing.
fn shown(
    kalimat: &Kalimat<'_, '_>,
    hasil: &HasilIndikator<'_>,
    kunci: Kunci,
) -> (&'static str, Result<String, String>) {
    let view = &kalimat.composer.view;
    match kunci {
        Kunci::Target => {
            let target = view.target_pembanding(hasil).map(|target| target.show(&hasil.indikator.satuan));
            ("target", target.ok_or_else(|| "target belum diisi".to_string()))
        }
        Kunci::Capaian => ("capaian", view.capaian(hasil).as_ref().map(teks::percent).map_err(Clone::clone)),
        _ => ("realisasi", teks::realisasi(hasil)),
    }
}
