//! Numbers of civil servants.

use std::fmt;

use crate::schema::{Field, Kind};
use crate::value::Tanggal;

/// An 18-digit NIP or NI PPPK. Digits 1-8 are the date of birth, 9-14 year and month of appointment (PPPK: year
/// and a two-digit code), 15 the sex (1 or 2), 16-18 a running number. Source: Perka BKN 22/2007 and 43/2007.
/// It holds a date of birth and is treated as personal data: it never stands in messages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nip(String);

impl Nip {
    /// The digit for the sex: `true` for male.
    pub fn is_male(&self) -> bool {
        self.0.as_bytes().get(14) == Some(&b'1')
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.0.get(from..to).unwrap_or_default()
    }
}

/// `19700929 199302 1 002`.
impl fmt::Display for Nip {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {} {}", self.part(0, 8), self.part(8, 14), self.part(14, 15), self.part(15, 18))
    }
}

impl Field for Nip {
    const KIND: Kind = Kind::Code;
    const PERSONAL: bool = true;

    fn read(text: &str) -> Result<Self, String> {
        if text.contains(['e', 'E']) && text.contains('+') {
            return Err("Nomor ini sudah dibulatkan oleh Excel (bentuk 1,97E+17), angka akhirnya hilang. Ambil NIP dari sumber aslinya dan simpan selnya sebagai teks.".to_string());
        }
        let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        if digits.len() != 18 || !digits.chars().all(|character| character.is_ascii_digit()) {
            return Err(format!("NIP harus 18 angka; di sini ada {} karakter.", digits.chars().count()));
        }
        let nip = Self(digits);
        if nip.part(15, 18) == "000" {
            return Err("Tiga angka terakhir 000: nomor urut NIP mulai dari 001, biasanya ini tanda nomor dibulatkan oleh Excel. Ambil NIP dari sumber aslinya dan simpan selnya sebagai teks.".to_string());
        }
        let number = |from, to| nip.part(from, to).parse::<u16>().unwrap_or_default();
        let day = u8::try_from(number(6, 8)).unwrap_or_default();
        let month = u8::try_from(number(4, 6)).unwrap_or_default();
        if Tanggal::new(i32::from(number(0, 4)), month, day).is_none() {
            return Err("Delapan angka pertama NIP bukan tanggal lahir yang ada di kalender.".to_string());
        }
        if !matches!(nip.part(14, 15), "1" | "2") {
            return Err("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).".to_string());
        }
        let age = i32::from(number(8, 12)) - i32::from(number(0, 4));
        if !(15..=60).contains(&age) {
            return Err("Tahun pengangkatan (angka ke-9 s.d. ke-12) tidak cocok dengan tahun lahir.".to_string());
        }
        Ok(nip)
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_what_can_be_checked() {
        let nip = Nip::read("19800101 200501 1 001").unwrap();
        assert_eq!(nip.to_string(), "19800101 200501 1 001");
        assert!(nip.is_male());
        for text in [
            "1.98E+17",
            "198001012005011000",
            "198002302005011001",
            "198001012005013001",
            "19800101200501100",
            "198001011985011001",
        ] {
            assert!(Nip::read(text).is_err(), "{text}");
        }
    }
}
