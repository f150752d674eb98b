//! The year of an agreement: in its titles, and where it is dated.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::kalimat::{Jenis, Kalimat, Sebutan, month, years};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT607",
    judul: "Tahun perjanjian kinerja tidak sama",
    tingkat: Tingkat::Peringatan,
    dasar: "PermenPANRB 53/2014: perjanjian kinerja disusun untuk satu tahun anggaran",
    halaman: include_str!("wkt607_perjanjian.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for berkas in 0..dokumen.naskah.len() {
        // A report may hold agreements of other years beside its own.
        if dokumen.profil(berkas).lkj {
            continue;
        }
        let own: Vec<&Kalimat<'_>> = dokumen.ucapan.iter().filter(|kalimat| kalimat.berkas == berkas).collect();
        let titles: Vec<(&Kalimat<'_>, Sebutan<i32>)> = own.iter().filter_map(|kalimat| title(kalimat)).collect();
        // Only a file that is an agreement: its title stands at the beginning.
        let Some((first, said)) = titles.first().filter(|(kalimat, _)| kalimat.blok < 12) else { continue };
        let first: &Kalimat<'_> = first;
        for (kalimat, other) in titles.iter().skip(1) {
            if other.isi == said.isi {
                hasil.holds();
                continue;
            }
            let message = format!(
                "Judul di sini menyebut tahun {}, sedangkan judul perjanjian menyebut {}.",
                other.isi, said.isi
            );
            found(kalimat, other, (first, said), message, hasil);
        }
        for (kalimat, dated) in own.iter().filter_map(|kalimat| Some((kalimat, place_and_month(kalimat)?))) {
            let (month, year) = dated.isi;
            // An agreement is signed in its year, or at the end of the year before.
            if year == said.isi || (year + 1 == said.isi && month >= 10) {
                hasil.holds();
                continue;
            }
            let message = format!("Perjanjian tahun {} bertanggal tahun {year}.", said.isi);
            let dated = Sebutan { isi: year, dari: dated.dari, sampai: dated.sampai };
            found(kalimat, &dated, (first, said), message, hasil);
        }
    }
}

fn found(
    kalimat: &Kalimat<'_>,
    here: &Sebutan<i32>,
    (first, said): (&Kalimat<'_>, &Sebutan<i32>),
    message: String,
    hasil: &mut Hasil,
) {
    let mut temuan = hasil.temuan(kalimat.lokasi(here.dari, here.sampai), &[kalimat.teks()], message);
    temuan.seharusnya = vec![said.isi.to_string()];
    temuan.bukti =
        vec![kalimat.bukti(here.dari, here.sampai, "di sini"), first.bukti(said.dari, said.sampai, "judul perjanjian")];
    hasil.found(temuan);
}

/// A line that is the title of an agreement and names its year.
fn title<'d, 'n>(kalimat: &&'d Kalimat<'n>) -> Option<(&'d Kalimat<'n>, Sebutan<i32>)> {
    let at = kalimat.find("perjanjian kinerja")?;
    let capitals = kalimat.teks().chars().filter(|sign| sign.is_alphabetic()).all(char::is_uppercase);
    let short =
        kalimat.token.len() <= 20 && (at == 0 || capitals) && !kalimat.teks().trim_end().ends_with(['.', ';', ':']);
    let year = years(&kalimat.token).into_iter().find(|found| found.dari > at)?;
    (short && years(&kalimat.token).len() == 1).then_some((*kalimat, year))
}

/// "Sukamaju, 5 Januari 2026", "Sukamaju, Januari 2026": a line of its own that begins with a place.
fn place_and_month(kalimat: &Kalimat<'_>) -> Option<Sebutan<(u8, i32)>> {
    const LONGEST: usize = 9;
    let comma = (1..4).find(|at| kalimat.kata(*at) == ",")?;
    let number = |at: usize| kalimat.token.get(at).is_some_and(|token| token.jenis == Jenis::Angka);
    let at = comma + 1 + usize::from(number(comma + 1));
    let month = month(kalimat.kata(at))?;
    let year = kalimat.token.get(at + 1).filter(|token| token.jenis == Jenis::Angka && token.teks.len() == 4)?;
    let year: i32 = year.teks.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    let alone = kalimat.rentang.start == 0 && kalimat.token.len() <= LONGEST;
    (alone && kalimat.token.first()?.besar).then_some(Sebutan { isi: (month, year), dari: comma + 1, sampai: at + 1 })
}
