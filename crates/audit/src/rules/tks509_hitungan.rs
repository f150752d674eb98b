//! Figures of one sentence that do not fit each other: amounts and the percentage beside them, what is left, a part of a
//! whole.

use super::Rule;
use super::tks503_nama::{Jumlah, amounts};
use crate::angka::{self, Angka, show};
use crate::dokumen::{Dokumen, Peran};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::persamaan::{Cocok, Ukuran, rounded};
use crate::temuan::{Hasil, Tingkat};
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    kode: "TKS509",
    judul: "Angka-angka dalam satu kalimat tidak sesuai satu sama lain",
    tingkat: Tingkat::Peringatan,
    dasar: "hitungan: persentase = realisasi / pagu x 100 %, sisa = pagu - realisasi",
    halaman: include_str!("tks509_hitungan.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        part(kalimat, hasil);
        let said = amounts(kalimat);
        let only = |peran: Peran| {
            let mut found = said.iter().filter(|(role, ..)| *role == peran);
            found.next().filter(|_| found.next().is_none())
        };
        let (Some(pagu), Some(realisasi)) = (only(Peran::Pagu), only(Peran::Realisasi)) else { continue };
        share(kalimat, pagu.3, realisasi, hasil);
        if let Some(sisa) = only(Peran::Sisa) {
            let rest = pagu.3 - realisasi.3;
            if rest == sisa.3 {
                hasil.holds();
                continue;
            }
            let (from, to) = (pagu.1.min(realisasi.1), sisa.2);
            let mut temuan = hasil.temuan(
                kalimat.lokasi(sisa.1, sisa.2),
                &[kalimat.teks(), "sisa"],
                format!(
                    "Kalimat menyebut sisa Rp {}, sedangkan pagu dikurangi realisasi Rp {}.",
                    show(sisa.3),
                    show(rest)
                ),
            );
            temuan.hitungan = Some(format!("{} - {} = {}", show(pagu.3), show(realisasi.3), show(rest)));
            temuan.seharusnya = vec![show(rest)];
            temuan.selisih = Some(show((rest - sisa.3).abs()));
            temuan.bukti = vec![kalimat.bukti(from, to, "kalimat")];
            hasil.found(temuan);
        }
    }
}

/// "Dari 6 desa, 5 desa tepat waktu (83,33 %)": the only two counts of a sentence and its only percentage.
fn part(kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    if kalimat.kata(0) != "dari" || kalimat.has(&["rp", "rata-rata", "target", "tahun", "triwulan"]) {
        return;
    }
    let mut counts = Vec::new();
    let mut shares = Vec::new();
    for (at, token) in kalimat.token.iter().enumerate().filter(|(_, token)| token.jenis == Bagian::Angka) {
        let Some(angka) = angka::read(&token.teks).angka().cloned() else { return };
        match kalimat.persen(at) {
            Some(found) => shares.push((at, found)),
            None => counts.push((at, angka)),
        }
    }
    let ([(first, whole), (_, some)], [(at, said)]) = (counts.as_slice(), shares.as_slice()) else { return };
    let direct = *first == 1 && whole.desimal == 0 && some.desimal == 0 && some.nilai <= whole.nilai;
    let beside = at.checked_sub(1).is_some_and(|before| matches!(kalimat.kata(before), "(" | "atau" | "sebesar"));
    let value = (some.nilai * Decimal::ONE_HUNDRED).checked_div(whole.nilai);
    let Some(value) = value.filter(|_| direct && beside) else { return };
    // The percentage may be of the others.
    if fits(said, some.nilai, whole.nilai) || fits(said, whole.nilai - some.nilai, whole.nilai) {
        hasil.holds();
        return;
    }
    let right = show(rounded(value, said.desimal));
    let mut temuan = hasil.temuan(
        kalimat.lokasi(*first, at + 1),
        &[kalimat.teks(), "bagian"],
        format!("Kalimat menyebut {}%, sedangkan {} dari {} adalah {right}%.", said.mentah, some.mentah, whole.mentah),
    );
    temuan.hitungan = Some(format!("{} / {} x 100% = {right}%", show(some.nilai), show(whole.nilai)));
    temuan.seharusnya = vec![format!("{right}%")];
    temuan.bukti = vec![kalimat.bukti(*first, at + 1, "kalimat")];
    hasil.found(temuan);
}

/// Whether a percentage is a quotient, rounded or cut off.
fn fits(said: &Angka, some: Decimal, whole: Decimal) -> bool {
    let exact = |nilai: Decimal| Ukuran { nilai, desimal: 0, bulat: false };
    let shown = Ukuran { nilai: said.nilai, desimal: said.desimal, bulat: true };
    Ukuran::persen(shown, exact(some), exact(whole)) != Cocok::Tidak
}

/// "Rp 4.210.350.750,00 atau 94,32 %".
fn behind(kalimat: &Kalimat<'_>, amount: usize) -> Option<(usize, Angka)> {
    const FILLING: [&str; 10] = [",", "-", ")", "(", "atau", "sebesar", "mencapai", "yaitu", "setara", "dengan"];
    let at = (amount + 1..kalimat.token.len()).find(|at| !FILLING.contains(&kalimat.kata(*at)))?;
    Some((at, kalimat.persen(at)?))
}

/// "94,32 % atau sebesar Rp 4.210.350.750,00".
fn before(kalimat: &Kalimat<'_>, amount: usize) -> Option<(usize, Angka)> {
    const FILLING: [&str; 8] = ["rp", ".", "atau", "sebesar", "(", "senilai", "yaitu", "setara"];
    let at = (0..amount).rev().find(|at| !FILLING.contains(&kalimat.kata(*at)))?;
    let at = at.checked_sub(1)?;
    Some((at, kalimat.persen(at)?))
}

/// The percentage right beside the amount.
fn share(kalimat: &Kalimat<'_>, pagu: Decimal, (_, from, at, realisasi): &Jumlah, hasil: &mut Hasil) {
    let Some((place, said)) = behind(kalimat, *at).or_else(|| before(kalimat, *at)) else { return };
    let Some(value) = (*realisasi * Decimal::ONE_HUNDRED).checked_div(pagu) else { return };
    if fits(&said, *realisasi, pagu) {
        hasil.holds();
        return;
    }
    let right = show(rounded(value, said.desimal));
    let mut temuan = hasil.temuan(
        kalimat.lokasi((*from).min(place), (*at).max(place + 1)),
        &[kalimat.teks(), "persen"],
        format!("Kalimat menyebut {}%, sedangkan hasil bagi kedua jumlahnya {right}%.", said.mentah),
    );
    temuan.hitungan = Some(format!("{} / {} x 100% = {right}%", show(*realisasi), show(pagu)));
    temuan.seharusnya = vec![format!("{right}%")];
    temuan.bukti = vec![kalimat.bukti((*from).min(place), (*at).max(place + 1), "kalimat")];
    hasil.found(temuan);
}
