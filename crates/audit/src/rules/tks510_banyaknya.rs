//! How many indicators a sentence says have met their target, against the table of results.

use rust_decimal::Decimal;

use super::Rule;
use super::tks504_memenuhi::results;
use crate::dokumen::Dokumen;
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS510",
    judul: "Banyaknya indikator yang mencapai target berbeda dari tabel",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan: indikator dengan capaian 100 % atau lebih pada tabel capaian",
    halaman: include_str!("tks510_banyaknya.md"),
    opsional: false,
    check,
};

/// A count of indicators that have met their target, or have not.
struct Klaim {
    tercapai: bool,
    nilai: usize,
    dari: usize,
    sampai: usize,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let (all, claims) = claims(kalimat);
        let other_period = dokumen.profil(kalimat.berkas).triwulan.is_none() && kalimat.has(&["triwulan"]);
        if claims.is_empty() || other_period || kalimat.has(&["sebelumnya", "lalu"]) {
            continue;
        }
        let results = results(dokumen, kalimat.berkas);
        let together: usize = claims.iter().map(|claim| claim.nilai).sum();
        // Only where the sentence counts the indicators of the table, whole or in two parts.
        if results.is_empty() || all.map_or(claims.len() < 2 || together != results.len(), |all| all != results.len()) {
            hasil.skipped();
            continue;
        }
        let met = results.iter().filter(|one| one.nilai >= Decimal::ONE_HUNDRED).count();
        for claim in claims {
            let counted = if claim.tercapai { met } else { results.len() - met };
            if counted == claim.nilai {
                hasil.holds();
                continue;
            }
            let word = if claim.tercapai { "100% atau lebih" } else { "di bawah 100%" };
            let mut temuan = hasil.temuan(
                kalimat.lokasi(claim.dari, claim.sampai),
                &[kalimat.teks(), word],
                format!(
                    "Kalimat menyebut {} indikator, sedangkan pada tabel capaian {counted} dari {} indikator {word}.",
                    claim.nilai,
                    results.len()
                ),
            );
            temuan.kepastian = Kepastian::Dugaan;
            temuan.seharusnya = vec![counted.to_string()];
            temuan.bukti = vec![kalimat.bukti(claim.dari, claim.sampai, "kalimat")];
            temuan.bukti.extend(
                results
                    .iter()
                    .filter(|one| (one.nilai >= Decimal::ONE_HUNDRED) == claim.tercapai)
                    .map(|one| one.tabel.bukti(one.isi, one.kolom, "capaian")),
            );
            hasil.found(temuan);
        }
    }
}

/// The count of all indicators of a sentence, and what it says of some of them: "dari 5 (lima) indikator, 4 (empat)
/// indikator telah mencapai target dan 1 (satu) indikator belum".
fn claims(kalimat: &Kalimat<'_>) -> (Option<usize>, Vec<Klaim>) {
    const NEAR: usize = 7;
    let mut all = None;
    let mut found = Vec::new();
    for (at, token) in kalimat.token.iter().enumerate().filter(|(_, token)| token.jenis == Bagian::Angka) {
        let Some(nilai) = token.teks.parse::<usize>().ok().filter(|_| token.teks.len() <= 2) else { continue };
        let mut noun = at + 1;
        if kalimat.kata(noun) == "(" {
            let Some(close) = (noun..noun + 6).find(|near| kalimat.kata(*near) == ")") else { continue };
            noun = close + 1;
        }
        if kalimat.kata(noun) != "indikator" {
            continue;
        }
        let stop = |near: &usize| {
            matches!(kalimat.kata(*near), "," | ";" | "." | "")
                || *near > noun && kalimat.token.get(*near).is_some_and(|token| token.jenis == Bagian::Angka)
        };
        let end = (noun + 1..noun + NEAR).find(stop).unwrap_or(noun + NEAR);
        let says = |words: &[&str]| (noun..end).any(|near| words.contains(&kalimat.kata(near)));
        let reached = says(&["tercapai", "mencapai", "memenuhi", "melampaui", "berhasil"]);
        let not = says(&["belum", "tidak"]);
        if reached || not && says(&["target", "tercapai"]) {
            found.push(Klaim { tercapai: !not, nilai, dari: at, sampai: end - 1 });
        } else if not {
            found.push(Klaim { tercapai: false, nilai, dari: at, sampai: end - 1 });
        } else {
            all = Some(nilai);
        }
    }
    (all, found)
}
