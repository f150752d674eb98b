//! "Telah memenuhi target": a claim without a number.

use domain::value::Rasio;

use super::konteks::Kalimat;
use super::{Hasil, Temuan};
use crate::teks;

/// Words that make the sentence a wish, a plan, a condition or a part.
pub(super) const BUKAN_PERNYATAAN: &[&str] = &[
    "akan",
    "diharapkan",
    "harapan",
    "agar",
    "supaya",
    "untuk",
    "guna",
    "upaya",
    "berupaya",
    "harus",
    "perlu",
    "semoga",
    "jika",
    "apabila",
    "bila",
    "bilamana",
    "kalau",
    "ingin",
    "berkomitmen",
    "rencana",
    "direncanakan",
    "optimis",
    "diupayakan",
    "sebagian",
    "beberapa",
    "hampir",
    "mendekati",
    "rangka",
    "sebelum",
    "belum",
    "tidak",
    "kurang",
    "bukan",
    "tanpa",
    "gagal",
    "jarang",
    "dapat",
    "bisa",
    "diperkirakan",
    "diproyeksikan",
    "berusaha",
    "mampu",
    "apakah",
    "bagaimana",
    "hendaknya",
    "sebaiknya",
    "seharusnya",
    "demi",
];

/// Words that mark what is said as done.
const SUDAH: &[&str] = &["telah", "sudah", "berhasil"];

pub(super) fn find(kalimat: &Kalimat<'_, '_>) -> Vec<Temuan> {
    if kalimat.other_period() || !kalimat.other_years().is_empty() {
        return Vec::new();
    }
    (0..kalimat.tokens.len()).filter_map(|at| claim(kalimat, at)).take(1).collect()
}

fn claim(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Temuan> {
    let (first, last) = phrase(kalimat, at)?;
    let start = kalimat.clause_start(first);
    let blocked = |at: usize| kalimat.kata(at).is_some_and(|kata| BUKAN_PERNYATAAN.contains(&kata));
    let condition = kalimat.has(&["jika", "apabila", "bila", "bilamana", "kalau"]);
    if condition || (start..last + 2).any(blocked) || counted(kalimat, start, first) {
        return None;
    }
    let codes = subject(kalimat, start, first)?;
    let view = &kalimat.composer.view;
    let against_quarter = kalimat.token(last + 1).is_some_and(|next| next.any(&["triwulan", "tw"]));
    let mut known = Vec::new();
    for hasil in &kalimat.composer.hasil {
        let code = hasil.indikator.kode.to_string();
        if !codes.is_empty() && !codes.contains(&code) {
            continue;
        }
        let quarter = hasil.capaian_triwulan.as_ref().ok().filter(|_| against_quarter);
        if let Some(capaian) = quarter.or(view.capaian(hasil).as_ref().ok()) {
            known.push((code, capaian.clone()));
        }
    }
    let id = |codes: &[String]| format!("capaian {}", teks::enumerate(codes));
    let rentang = kalimat.token(first)?.rentang.start..kalimat.token(last)?.rentang.end;
    if known.is_empty() {
        let id = if codes.is_empty() { "capaian indikator".to_string() } else { id(&codes) };
        return Some(Temuan {
            rentang,
            id,
            nilai: "capaian belum dapat dihitung".to_string(),
            hasil: Hasil::TanpaPembanding,
        });
    }
    let below: Vec<&(String, Rasio)> = known.iter().filter(|(_, capaian)| *capaian < Rasio::from(1)).collect();
    let (named, hasil) = if below.is_empty() { (known.iter().collect(), Hasil::Sama) } else { (below, Hasil::Berbeda) };
    let codes: Vec<String> = named.iter().map(|(code, _)| code.clone()).collect();
    let values: Vec<String> = named.iter().map(|(_, capaian)| teks::percent(capaian)).collect();
    Some(Temuan { rentang, id: id(&codes), nilai: teks::enumerate(&values), hasil })
}

/// The claim that starts at a token: its first and last token, with the word that marks it as done.
fn phrase(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let word = |at: usize| kalimat.kata(at);
    let object = |at: usize| {
        let plain = (word(at) == Some("target")).then_some(at);
        plain
            .or_else(|| (["seluruh", "semua"].contains(&word(at)?) && word(at + 1) == Some("target")).then_some(at + 1))
    };
    let last = match word(at)? {
        "memenuhi" | "mencapai" | "melampaui" | "melebihi" => object(at + 1)?,
        "sesuai" => object(at + 1).or_else(|| if word(at + 1) == Some("dengan") { object(at + 2) } else { None })?,
        "atas" if at > 0 && word(at - 1) == Some("di") => object(at + 1)?,
        "tercapai" | "terpenuhi" | "terlampaui" => {
            let target = (1..=6).filter_map(|back| at.checked_sub(back)).find(|at| word(*at) == Some("target"))?;
            let done = at.checked_sub(1).and_then(word).is_some_and(|word| SUDAH.contains(&word));
            let plain =
                (target + 1..at).all(|at| kalimat.filler(at) || word(at).is_some_and(|word| SUDAH.contains(&word)));
            return (done && plain).then_some((target, at));
        }
        _ => return None,
    };
    let done =
        (1..=2).filter_map(|back| at.checked_sub(back)).find(|at| word(*at).is_some_and(|word| SUDAH.contains(&word)));
    let start = kalimat.clause_start(at);
    let figure =
        (start..at).rev().take(12).find(|at| word(*at).is_some_and(|word| ["capaian", "realisasi"].contains(&word)));
    let strong = matches!(word(at), Some("melampaui" | "melebihi" | "atas"));
    let first = match (done, figure) {
        (Some(done), _) => done,
        (None, Some(_)) if strong || word(at) != Some("mencapai") => at,
        _ => return None,
    };
    Some((first, last))
}

/// "dua indikator telah mencapai target": only so many of them.
fn counted(kalimat: &Kalimat<'_, '_>, start: usize, first: usize) -> bool {
    (start..first).any(|at| {
        kalimat.kata(at) == Some("indikator")
            && at > start
            && (kalimat.token(at - 1).is_some_and(|token| token.angka().is_some())
                || kalimat.tokens.get(at - 1..at).is_some_and(|token| super::angka::in_words(token).is_some())
                || kalimat.token(at - 1).is_some_and(|token| token.is(')')))
    })
}

/// The indicators that the claim is about, empty for all of them; `None` where it is about something else.
fn subject(kalimat: &Kalimat<'_, '_>, start: usize, first: usize) -> Option<Vec<String>> {
    let named: Vec<String> = kalimat.indikator.iter().flat_map(|sebutan| sebutan.kode.iter().cloned()).collect();
    if !named.is_empty() {
        return Some(named);
    }
    let foreign = [
        "anggaran",
        "keuangan",
        "serapan",
        "penyerapan",
        "fisik",
        "pbb",
        "pajak",
        "pendapatan",
        "retribusi",
        "vaksinasi",
        "kegiatan",
    ];
    let parts = ["sasaran", "tujuan", "program", "seksi", "desa", "kabupaten", "pegawai"];
    let about = |words: &[&str]| (start..first).any(|at| kalimat.kata(at).is_some_and(|kata| words.contains(&kata)));
    let office = |at: usize| {
        kalimat
            .before(at)
            .and_then(|token| token.kata())
            .is_some_and(|kata| kalimat.composer.acuan.kantor.iter().any(|word| word == kata))
    };
    let other_part = (start..first).any(|at| {
        kalimat.kata(at).is_some_and(|kata| {
            parts.contains(&kata)
                && !(kata == "kabupaten" && office(at))
                && !(kata == "sasaran" && kalimat.has(&["indikator"]))
        })
    });
    if about(&foreign) || other_part {
        return None;
    }
    if let Some(owner) = &kalimat.pemilik {
        return Some(vec![owner.clone()]);
    }
    about(&["indikator", "capaian", "kinerja", "realisasi"]).then(Vec::new)
}
