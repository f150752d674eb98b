//! Money.

use std::fmt;
use std::iter::Sum;

use rust_decimal::Decimal;

use crate::schema::{Field, Kind};
use crate::value::Rasio;

/// An amount of rupiah, kept in sen (1/100 rupiah). Sums saturate far beyond any budget of the state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rupiah {
    sen: i64,
}

impl Rupiah {
    /// Nothing; not the same as an absent amount.
    pub const ZERO: Self = Self { sen: 0 };

    /// Whole rupiah.
    pub const fn new(rupiah: i64) -> Self {
        Self { sen: rupiah.saturating_mul(100) }
    }

    /// Sen.
    pub const fn from_sen(sen: i64) -> Self {
        Self { sen }
    }

    /// The amount in sen.
    pub const fn sen(self) -> i64 {
        self.sen
    }

    /// This amount less the other.
    pub const fn minus(self, other: Self) -> Self {
        Self { sen: self.sen.saturating_sub(other.sen) }
    }

    /// This amount and the other.
    pub const fn plus(self, other: Self) -> Self {
        Self { sen: self.sen.saturating_add(other.sen) }
    }

    /// The exact amount in rupiah, for workbooks.
    pub fn decimal(self) -> Decimal {
        let scale = if self.sen % 100 == 0 { 0 } else { 2 };
        Decimal::new(if scale == 0 { self.sen / 100 } else { self.sen }, scale)
    }

    /// The amount over another, exactly; `None` over nothing.
    pub fn over(self, other: Self) -> Option<Rasio> {
        Rasio::of(&Rasio::from(self.sen), &Rasio::from(other.sen))
    }
}

impl Sum for Rupiah {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

/// `1.869.322.744`, with `,50` only where there are sen.
impl fmt::Display for Rupiah {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&Rasio::from(&self.decimal()).show(if self.sen % 100 == 0 { 0 } else { 2 }))
    }
}

/// `1.869.322.744`, `1869322744`, `1,869,322,744`, `Rp 1.500.000,50`. Negative amounts, broken grouping and
/// numbers that Excel has rounded are refused.
impl Field for Rupiah {
    const KIND: Kind = Kind::Money;

    fn read(text: &str) -> Result<Self, String> {
        let expected = "Yang diharapkan: jumlah rupiah seperti 1500000 atau 1.500.000.";
        let text = text.trim();
        let text = text.strip_prefix("Rp").map_or(text, |rest| rest.trim_start_matches('.').trim());
        if text.contains(['e', 'E']) && text.chars().any(|c| c.is_ascii_digit()) {
            return Err(format!(
                "Angka ini sudah dibulatkan oleh Excel (bentuk 1,5E+09), angka aslinya tidak dapat dipulihkan. {expected}"
            ));
        }
        if text.starts_with(['-', '(', '−']) {
            return Err("Jumlah rupiah tidak boleh negatif.".to_string());
        }
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
            return Err(expected.to_string());
        }
        let broken = || format!("Pengelompokan ribuannya rusak (tiap kelompok harus tiga angka). {expected}");
        let last = text.rfind(['.', ',']);
        let (whole, sen) = match last {
            None => (text, ""),
            Some(at) if text.len() - at - 1 == 3 => (text, ""),
            Some(at) if text.len() - at - 1 <= 2 => (&text[..at], &text[at + 1..]),
            Some(_) => return Err(broken()),
        };
        let separators: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
        if let Some(first) = separators.first() {
            let mut groups = whole.split(*first);
            let head = groups.next().unwrap_or_default();
            if head.is_empty() || head.len() > 3 || !groups.all(|part| part.len() == 3 && !part.contains(['.', ','])) {
                return Err(broken());
            }
            if !sen.is_empty() && last.is_some_and(|at| text[at..].starts_with(*first)) {
                return Err(broken());
            }
        }
        let too_large = || format!("Jumlah ini terlalu besar. {expected}");
        let rupiah: i64 = whole.replace(['.', ','], "").parse().map_err(|_| too_large())?;
        let sen: i64 = format!("{sen:0<2}").parse().map_err(|_| expected.to_string())?;
        let total = rupiah.checked_mul(100).and_then(|amount| amount.checked_add(sen)).ok_or_else(too_large)?;
        Ok(Self { sen: total })
    }

    /// Without grouping: `1500000` or `1500000,50`.
    fn write(&self) -> String {
        if self.sen % 100 == 0 {
            (self.sen / 100).to_string()
        } else {
            format!("{},{:02}", self.sen / 100, self.sen % 100)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ways_in_which_offices_write() {
        for (text, rupiah) in [
            ("1500000", 1_500_000),
            ("1.500.000", 1_500_000),
            ("1,500,000", 1_500_000),
            ("Rp. 1.500.000,00", 1_500_000),
            ("0", 0),
            ("750", 750),
        ] {
            assert_eq!(Rupiah::read(text), Ok(Rupiah::new(rupiah)), "{text}");
        }
        assert_eq!(Rupiah::read("1.500.000,5"), Ok(Rupiah::from_sen(150_000_050)));
        for text in
            ["11.100.0000", "-1", "(1.000)", "1.5E+09", "satu", "", "1..000", "1.500,000.00.0", "99999999999999999999"]
        {
            assert!(Rupiah::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn shows_grouping_and_sen_only_where_there_are_any() {
        assert_eq!(Rupiah::new(1_869_322_744).to_string(), "1.869.322.744");
        assert_eq!(Rupiah::from_sen(150_050).to_string(), "1.500,50");
        assert_eq!(Rupiah::new(1).minus(Rupiah::new(3)).to_string(), "-2");
    }

    proptest::proptest! {
        #[test]
        fn a_written_amount_is_read_back(sen in 0_i64..1_000_000_000_000_000) {
            let amount = Rupiah::from_sen(sen);
            proptest::prop_assert_eq!(Rupiah::read(&amount.write()), Ok(amount));
            proptest::prop_assert_eq!(Rupiah::read(&amount.to_string()), Ok(amount));
        }
    }
}
