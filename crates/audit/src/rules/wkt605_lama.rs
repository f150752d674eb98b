//! A quarter said to last a year.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::kalimat::{Jenis, Kalimat};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT605",
    judul: "Lama waktu tidak cocok dengan triwulan",
    tingkat: Tingkat::Peringatan,
    dasar: "satu triwulan adalah tiga bulan",
    halaman: include_str!("wkt605_lama.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let Some(quarter) = kalimat.token.iter().position(|token| matches!(token.teks.as_str(), "triwulan" | "tw"))
        else {
            continue;
        };
        let Some((start, end, months)) = duration(kalimat, quarter) else { continue };
        // Three months, or the months from January to the end of a quarter.
        if months <= 9 && months % 3 == 0 {
            hasil.holds();
            continue;
        }
        let written = kalimat.petikan(start, end);
        let mut temuan = hasil.temuan(
            kalimat.lokasi(start, end),
            &[kalimat.teks()],
            format!("Kalimat ini menyebut triwulan, tetapi lamanya tertulis \"{written}\"."),
        );
        temuan.bukti = vec![kalimat.bukti(start, end, "kalimat")];
        hasil.found(temuan);
    }
}

/// "dalam kurun waktu 3 (tiga) bulan" after a quarter, with its months; other sentences in between are not.
fn duration(kalimat: &Kalimat<'_>, quarter: usize) -> Option<(usize, usize, u32)> {
    for at in quarter + 1..kalimat.token.len() {
        let opens = match kalimat.kata(at) {
            "kurun" => kalimat.kata(at + 1) == "waktu",
            "jangka" => true,
            "selama" => kalimat.kata(at.saturating_sub(1)) == "atau",
            _ => false,
        };
        if !opens || kalimat.kata(at + 1) == "menengah" || kalimat.kata(at + 1) == "panjang" {
            continue;
        }
        let number = (at + 1..at + 3).find(|near| kalimat.token.get(*near).is_some_and(|t| t.jenis == Jenis::Angka))?;
        let count: u32 = kalimat.kata(number).parse().ok()?;
        let unit = (number + 1..number + 7).find(|near| matches!(kalimat.kata(*near), "tahun" | "bulan"))?;
        // "selama 5 tahun" of a plan is no length of the quarter: the two must be said to be the same.
        let year = kalimat.kata(unit) == "tahun";
        let equal = (quarter..at).any(|near| kalimat.kata(near) == "atau") || !year;
        return equal.then_some((at, unit, if year { count.saturating_mul(12) } else { count }));
    }
    None
}
