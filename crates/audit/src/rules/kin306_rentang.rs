//! Capaian of a target that is a range: 100 % inside of it, measured by its ends outside.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::head;
use super::fakta::Setahun;
use super::kinerja::{Kamus, suku, tables, tolok, ukuran};
use crate::angka::Selang;
use crate::dokumen::{Dokumen, pendek};
use crate::persamaan::Suku;
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN306",
    judul: "Capaian tidak cocok dengan target yang berupa rentang",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: 100 % di dalam rentang; di luarnya dibandingkan dengan batas rentang",
    halaman: include_str!("kin306_rentang.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let kamus = Kamus::of(dokumen);
    let setahun = Setahun::of(dokumen, &kamus);
    for tabel in tables(dokumen) {
        let rows = kamus.rows(tabel);
        for tolok in tolok(tabel) {
            for (isi, indikator) in tabel.isi.iter().zip(&rows).filter(|(isi, _)| !isi.jumlah) {
                let target = match tolok.target.first() {
                    Some(column) => isi.sel(*column).map(|cell| cell.teks.as_str()),
                    None => indikator.as_ref().and_then(|one| setahun.text(tabel.berkas, one)),
                };
                let Some((target, range)) = target.and_then(|text| Some((text.trim(), rentang(text)?))) else {
                    continue;
                };
                let written = suku(tabel, isi, tolok.capaian, "capaian");
                let (Some(written), Some(measured)) = (written, suku(tabel, isi, tolok.hasil, "realisasi")) else {
                    hasil.skipped();
                    continue;
                };
                if possible(&written, &measured, range) {
                    hasil.holds_on(|| vec![written.bukti.tempat(), measured.bukti.tempat()]);
                    continue;
                }
                let name = indikator.as_ref().map_or_else(|| tabel.kunci(isi), |one| one.nama.clone());
                let mut temuan = hasil.temuan(
                    written.bukti.lokasi.clone(),
                    &[&tabel.tabel.judul, &name, &head(tabel, tolok.capaian)],
                    format!(
                        "Capaian \"{}\" tertulis {}; realisasi {} terhadap rentang target {target} tidak memberi angka itu.",
                        pendek(&name, 100),
                        written.bukti.mentah,
                        measured.bukti.mentah
                    ),
                );
                temuan.bukti = vec![measured.bukti, written.bukti];
                hasil.found(temuan);
            }
        }
    }
}

/// "90 % s.d. 100 %", "90-100%".
pub(super) fn rentang(text: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) =
        ["s.d.", "s/d", "sampai dengan", "sampai", "–", "-"].iter().find_map(|word| text.split_once(word))?;
    let (low, high) = (ukuran(low)?.nilai, ukuran(high)?.nilai);
    (low < high).then_some((low, high))
}

/// Whether some formula gives the capaian: 100 inside; outside the result over an end, the end over the result, or as
/// far above the upper end as it is above.
fn possible(written: &Suku, measured: &Suku, (low, high): (Decimal, Decimal)) -> bool {
    let half = if measured.desimal == 0 { Decimal::ZERO } else { Decimal::new(5, measured.desimal + 1) };
    let ends = [measured.nilai - half, measured.nilai + half];
    let [least, most] = ends;
    let shown = Selang::rounded(written.nilai, written.desimal);
    let hundred = shown.meets(&Selang::exact(Decimal::ONE_HUNDRED));
    if hundred && most >= low && (least <= high || measured.nilai > high) {
        return true;
    }
    if least >= low && most <= high {
        return false;
    }
    let over = |a: Decimal, b: Decimal| (a * Decimal::ONE_HUNDRED).checked_div(b);
    let formulas: [&dyn Fn(Decimal) -> Option<Decimal>; 5] = [
        &|value| over(value, low),
        &|value| over(value, high),
        &|value| over(low, value),
        &|value| over(high, value),
        &|value| over(high + high - value, high),
    ];
    formulas.iter().any(|formula| match ends.map(formula) {
        [Some(a), Some(b)] => Selang { bawah: a.min(b), atas: a.max(b) }.meets(&shown),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_told_from_a_number_and_a_fraction() {
        let of = |text: &str| rentang(text).map(|(low, high)| (low.to_string(), high.to_string()));
        assert_eq!(of("90 % s.d. 100 %"), Some(("90".to_string(), "100".to_string())));
        assert_eq!(of("2-3 hari"), Some(("2".to_string(), "3".to_string())));
        assert_eq!(of("90 %"), None);
        assert_eq!(of("12/18"), None);
        assert_eq!(of("-"), None);
    }
}
