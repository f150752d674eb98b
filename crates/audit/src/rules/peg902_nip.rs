//! A NIP that cannot exist.

use domain::value::Tanggal;

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::persons;
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "PEG902",
    judul: "NIP tidak mungkin ada",
    tingkat: Tingkat::Kesalahan,
    dasar: "susunan NIP: Peraturan Kepala BKN 22/2007",
    halaman: include_str!("peg902_nip.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for person in persons(dokumen).iter().filter(|person| !person.nip.is_empty()) {
        let Some(reason) = reason(&person.nip, &person.status) else {
            hasil.holds();
            continue;
        };
        let mut temuan =
            hasil.temuan(person.lokasi.clone(), &[&person.kunci], format!("NIP {}: {reason}", person.nama));
        if person.daftar.is_none() && person.nip.len() != 18 {
            temuan.kepastian = Kepastian::Dugaan;
        }
        temuan.bukti = vec![person.bukti("nama")];
        hasil.found(temuan);
    }
}

/// Why a number cannot be a NIP. Digits 13-14 are a month, for PPPK a code.
fn reason(digits: &str, status: &str) -> Option<String> {
    if digits.len() != 18 {
        return Some(format!("tertulis {} angka, sedangkan NIP terdiri atas 18 angka.", digits.len()));
    }
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let small = |value: u16| u8::try_from(value).unwrap_or_default();
    if Tanggal::new(i32::from(year), small(month), small(day)).is_none() {
        return Some("delapan angka pertamanya bukan tanggal yang ada di kalender.".to_string());
    }
    let pppk = status.contains("pppk") || status.contains("perjanjian kerja");
    let civil = matches!(status, "pns" | "cpns" | "asn pns");
    if (number(12, 14) == 0 || civil && number(12, 14) > 12) && !pppk {
        return Some("angka ke-13 dan ke-14 bukan bulan (01 sampai dengan 12).".to_string());
    }
    if !matches!(digits.get(14..15), Some("1" | "2")) {
        return Some("angka ke-15 harus 1 (laki-laki) atau 2 (perempuan).".to_string());
    }
    let age = i32::from(number(8, 12)) - i32::from(year);
    if !(15..=60).contains(&age) {
        return Some("tahun pengangkatannya (angka ke-9 s.d. ke-12) tidak cocok dengan tahun lahirnya.".to_string());
    }
    (number(15, 18) == 0).then(|| "tiga angka terakhirnya 000, sedangkan nomor urut mulai dari 001.".to_string())
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn pppk_have_a_code_where_others_have_a_month() {
        assert_eq!(reason("198001012005011001", "pns"), None);
        assert_eq!(reason("198001012023211001", "pppk"), None);
        assert_eq!(reason("198001012023211001", ""), None);
        for (digits, status) in [
            ("198001012005131001", "pns"),
            ("198002302005011001", ""),
            ("19800101200501100", ""),
            ("198001012005013001", ""),
            ("198001011985011001", ""),
            ("198001012005011000", ""),
        ] {
            assert!(reason(digits, status).is_some(), "{digits}");
        }
    }
}
