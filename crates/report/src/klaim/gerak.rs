//! "Meningkat", "mengalami penurunan": a claim about the register's comparison with earlier years.

use std::cmp::Ordering;

use domain::calculation::HasilIndikator;
use domain::formula::Terukur;
use domain::value::Rasio;

use super::acuan::Sebutan;
use super::kalimat::Isi;
use super::konteks::Kalimat;
use super::target::BUKAN_PERNYATAAN;
use super::{Hasil, Temuan};
use crate::teks;

pub(super) fn find(kalimat: &Kalimat<'_, '_>) -> Vec<Temuan> {
    let condition = kalimat.has(&["jika", "apabila", "bila", "bilamana", "kalau"]);
    if condition || kalimat.other_period() || kalimat.has(&["anggaran", "serapan", "penyerapan"]) {
        return Vec::new();
    }
    (0..kalimat.tokens.len()).filter_map(|at| claim(kalimat, at)).take(1).collect()
}

fn direction(word: &str) -> Option<Ordering> {
    match word {
        "meningkat" | "naik" => Some(Ordering::Greater),
        "menurun" | "turun" => Some(Ordering::Less),
        _ => None,
    }
}

fn claim(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Temuan> {
    let word = kalimat.kata(at)?;
    let next = || kalimat.kata(at + 1);
    let (claimed, last) = match direction(word) {
        Some(claimed) => (claimed, at),
        None if word == "mengalami" => match next()? {
            "peningkatan" | "kenaikan" => (Ordering::Greater, at + 1),
            "penurunan" => (Ordering::Less, at + 1),
            _ => return None,
        },
        None => return None,
    };
    let start = kalimat.clause_start(at);
    let blocked = (start..at).any(|at| kalimat.kata(at).is_some_and(|kata| BUKAN_PERNYATAAN.contains(&kata)));
    let (subject, noun) = subject(kalimat, start, at)?;
    if blocked || subject < start {
        return None;
    }
    // Of several indicators those in the clause of the verb are meant.
    let clause = start..kalimat.clause_end(at);
    let (near, far): (Vec<&Sebutan>, Vec<&Sebutan>) =
        kalimat.indikator.iter().partition(|sebutan| clause.contains(&sebutan.awal));
    let meant = if near.is_empty() { far } else { near };
    let named: Vec<String> = meant.into_iter().flat_map(|sebutan| sebutan.kode.iter().cloned()).collect();
    let codes = if named.is_empty() { kalimat.pemilik.iter().cloned().collect() } else { named };
    let years = kalimat.other_years();
    let mut against = Vec::new();
    let mut with = Vec::new();
    for hasil in &kalimat.composer.hasil {
        let code = hasil.indikator.kode.to_string();
        if !codes.is_empty() && !codes.contains(&code) {
            continue;
        }
        let Some(moves) = moves(kalimat, hasil, &years, noun) else { continue };
        let shown = (code, moves.text.clone());
        if moves.orders.contains(&claimed) { with.push(shown) } else { against.push(shown) }
    }
    let rentang = kalimat.token(at)?.rentang.start..kalimat.token(last)?.rentang.end;
    let what = match noun {
        "capaian" => "perubahan capaian",
        _ => "perubahan realisasi",
    };
    let id = |codes: &[String]| {
        if codes.is_empty() { what.to_string() } else { format!("{what} {}", teks::enumerate(codes)) }
    };
    let (shown, hasil) = match (against.is_empty(), with.is_empty()) {
        (false, _) => (against, Hasil::Berbeda),
        (true, false) => (with, Hasil::Sama),
        (true, true) => {
            let nilai = "angka tahun sebelumnya belum ada".to_string();
            return Some(Temuan { rentang, id: id(&codes), nilai, hasil: Hasil::TanpaPembanding });
        }
    };
    let (codes, texts): (Vec<String>, Vec<String>) = shown.into_iter().unzip();
    Some(Temuan { rentang, id: id(&codes), nilai: texts.join("; "), hasil })
}

/// The noun that moves, with nothing unknown between it and the verb.
fn subject<'k>(kalimat: &'k Kalimat<'_, '_>, start: usize, at: usize) -> Option<(usize, &'k str)> {
    let fillers = [
        "kinerja",
        "indikator",
        "sasaran",
        "strategis",
        "kecamatan",
        "kantor",
        "telah",
        "sudah",
        "juga",
        "ini",
        "tersebut",
        "tahun",
        "pada",
        "seluruh",
        "semua",
        "setiap",
        "tiap",
        "cenderung",
        "terus",
        "dan",
        "triwulan",
        "tw",
        "i",
        "ii",
        "iii",
        "iv",
        "yang",
        "mengalami",
        "rata-rata",
        "utama",
        "kita",
        "kami",
        "untuk",
        "sebesar",
    ];
    let mut noun = None;
    for back in (start..at).rev() {
        let token = kalimat.token(back)?;
        match kalimat.kata(back) {
            Some(word @ ("realisasi" | "capaian")) => return Some((back, word)),
            Some("kinerja") => noun = Some((back, "kinerja")),
            Some(word) if fillers.contains(&word) || kalimat.composer.acuan.kantor.iter().any(|kata| kata == word) => {}
            Some(_) => break,
            None if kalimat.named(back) => {
                noun.get_or_insert((back, "realisasi"));
            }
            None if matches!(token.isi, Isi::Sisipan(_)) || kalimat.year(back).is_some() => {}
            None if matches!(token.isi, Isi::Angka(_) | Isi::Tanda('%')) => {}
            None => break,
        }
    }
    noun
}

/// How an indicator has moved.
struct Gerak {
    /// Of its realisasi and of its capaian, where known.
    orders: Vec<Ordering>,
    text: String,
}

fn moves(kalimat: &Kalimat<'_, '_>, hasil: &HasilIndikator<'_>, years: &[i32], noun: &str) -> Option<Gerak> {
    let view = &kalimat.composer.view;
    let earlier = view.tahun_pembanding(&hasil.indikator.kode);
    let wanted = |tahun: i32| years.is_empty() || years.contains(&tahun);
    let row = earlier.into_iter().rev().find(|row| wanted(row.tahun) && row.realisasi.is_some())?;
    let before = row.realisasi.as_ref().and_then(Terukur::nilai);
    let now = hasil.realisasi.nilai().and_then(Terukur::nilai);
    let capaian = (row.capaian.as_ref(), view.capaian(hasil).as_ref().ok());
    let mut orders = Vec::new();
    let order = |before: Option<&Rasio>, now: Option<&Rasio>| Some(now?.cmp(before?));
    orders.extend(order(before, now));
    orders.extend(order(capaian.0, capaian.1));
    if orders.is_empty() {
        return None;
    }
    let desimal = hasil.desimal();
    let show = |value: &Rasio| {
        teks::measured(&Terukur::Angka { nilai: value.clone(), predikat: None }, &hasil.indikator.satuan, desimal)
    };
    let text = match (noun, before, now, capaian) {
        ("capaian", _, _, (Some(before), Some(now))) | (_, None, _, (Some(before), Some(now))) => {
            format!("{} (tahun {}) menjadi {}", teks::percent(before), row.tahun, teks::percent(now))
        }
        (_, Some(before), Some(now), _) => format!("{} (tahun {}) menjadi {}", show(before), row.tahun, show(now)),
        _ => return None,
    };
    Some(Gerak { orders, text })
}
