//! Exact fractions, and exact decimals as they are written in files.

use std::fmt;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use rust_decimal::Decimal;

use crate::schema::{Field, Kind};

/// An exact fraction. It never overflows and is rounded only when it is shown, half up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rasio(BigRational);

impl Rasio {
    /// `numerator / denominator`; `None` where the denominator is zero.
    pub fn of(numerator: &Self, denominator: &Self) -> Option<Self> {
        (!denominator.0.is_zero()).then(|| Self(&numerator.0 / &denominator.0))
    }

    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// True for zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// True below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The absolute value.
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The fraction times one hundred.
    pub fn percent(&self) -> Self {
        self * &Self::from(100)
    }

    /// Plain mean; `None` for no values.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut sum = Self::zero();
        let mut count = 0_i64;
        for value in values {
            sum = &sum + value;
            count += 1;
        }
        Self::of(&sum, &Self::from(count))
    }

    /// The value in units of 10^-decimals, rounded half up (half away from zero).
    fn scaled(&self, decimals: u8) -> BigInt {
        let scaled = &self.0 * BigRational::from(BigInt::from(10).pow(u32::from(decimals)));
        scaled.round().to_integer()
    }

    /// The value rounded half up to `decimals` places; `None` where it does not fit a decimal of 28 digits.
    pub fn rounded(&self, decimals: u8) -> Option<Decimal> {
        let units = i128::try_from(self.scaled(decimals)).ok()?;
        Decimal::try_from_i128_with_scale(units, u32::from(decimals)).ok()
    }

    /// Indonesian notation with grouping: `1.234,57` for two decimals.
    pub fn show(&self, decimals: u8) -> String {
        let units = self.scaled(decimals);
        group(&units.abs().to_string(), units.is_negative(), usize::from(decimals))
    }

    /// Like [`Self::show`], without the zeros at the end of the decimals and never more than `decimals` of them.
    pub fn show_short(&self, decimals: u8) -> String {
        let shown = self.show(decimals);
        match shown.split_once(',') {
            Some((whole, fraction)) => match fraction.trim_end_matches('0') {
                "" => whole.to_string(),
                fraction => format!("{whole},{fraction}"),
            },
            None => shown,
        }
    }
}

/// Groups a string of digits whose last `decimals` digits stand behind the comma.
fn group(digits: &str, negative: bool, decimals: usize) -> String {
    let digits = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut shown = String::new();
    if negative {
        shown.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            shown.push('.');
        }
        shown.push(digit);
    }
    if decimals > 0 {
        shown.push(',');
        shown.push_str(fraction);
    }
    shown
}

/// Indonesian notation of a written number with the decimals it was written with: `68,50`.
pub fn show_decimal(value: &Decimal) -> String {
    group(&value.mantissa().abs().to_string(), value.is_sign_negative(), value.scale() as usize)
}

impl From<i64> for Rasio {
    fn from(value: i64) -> Self {
        Self(BigRational::from(BigInt::from(value)))
    }
}

impl From<&Decimal> for Rasio {
    fn from(value: &Decimal) -> Self {
        Self(BigRational::new(BigInt::from(value.mantissa()), BigInt::from(10).pow(value.scale())))
    }
}

impl From<Decimal> for Rasio {
    fn from(value: Decimal) -> Self {
        Self::from(&value)
    }
}

impl Add for &Rasio {
    type Output = Rasio;
    fn add(self, other: Self) -> Rasio {
        Rasio(&self.0 + &other.0)
    }
}

impl Sub for &Rasio {
    type Output = Rasio;
    fn sub(self, other: Self) -> Rasio {
        Rasio(&self.0 - &other.0)
    }
}

impl Mul for &Rasio {
    type Output = Rasio;
    fn mul(self, other: Self) -> Rasio {
        Rasio(&self.0 * &other.0)
    }
}

/// The exact fraction: `5/6`, or `3` for a whole number.
impl fmt::Display for Rasio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// A written number: `68,50`, `68.5`, `1.234,5`. A lone separator before exactly three digits is ambiguous and
/// refused, unless only one reading is possible (`0,125`).
impl Field for Decimal {
    const KIND: Kind = Kind::Decimal;

    fn read(text: &str) -> Result<Self, String> {
        let expected = "Yang diharapkan: angka seperti 93, 68,50 atau 1.234,5.";
        let text = text.trim().trim_end_matches('%').trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
            return Err(expected.to_string());
        }
        let separators: Vec<(usize, char)> =
            digits.char_indices().filter(|(_, character)| !character.is_ascii_digit()).collect();
        let plain = match separators.as_slice() {
            [] => digits.to_string(),
            [(at, _)] => {
                let (whole, fraction) = (&digits[..*at], &digits[at + 1..]);
                if fraction.len() == 3 && !whole.is_empty() && whole.len() <= 3 && !whole.starts_with('0') {
                    return Err(format!(
                        "Tidak jelas apakah ini {whole}{fraction} atau {whole} koma {fraction}. Tulis {whole}{fraction} atau {whole},{fraction}0."
                    ));
                }
                format!("{whole}.{fraction}")
            }
            [.., (last, decimal)] => {
                let (whole, fraction) = (&digits[..*last], &digits[last + 1..]);
                let grouping = if *decimal == ',' { '.' } else { ',' };
                let (whole, fraction) = if whole.contains(*decimal) { (digits, "") } else { (whole, fraction) };
                let grouping = if fraction.is_empty() { *decimal } else { grouping };
                let mut groups = whole.split(grouping);
                let first = groups.next().unwrap_or_default();
                if first.is_empty()
                    || first.len() > 3
                    || !first.chars().all(|c| c.is_ascii_digit())
                    || !groups.all(|part| part.len() == 3 && part.chars().all(|c| c.is_ascii_digit()))
                {
                    return Err(format!("Pengelompokan ribuannya rusak. {expected}"));
                }
                format!("{}.{fraction}", whole.replace(grouping, ""))
            }
        };
        let value = Self::from_str_exact(plain.trim_end_matches('.')).map_err(|_| expected.to_string())?;
        Ok(if negative { -value } else { value })
    }

    /// Without grouping, so that it is never ambiguous: `1234,5`. Three decimals get a fourth.
    fn write(&self) -> String {
        let mut text = self.to_string().replace('.', ",");
        if self.scale() == 3 {
            text.push('0');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Rasio {
        Rasio::of(&Rasio::from(numerator), &Rasio::from(denominator)).unwrap()
    }

    #[test]
    fn rounds_half_up_only_when_shown() {
        assert_eq!(ratio(30, 36).percent().show(2), "83,33");
        assert_eq!(ratio(1, 8).show(2), "0,13");
        assert_eq!(ratio(-1, 8).show(2), "-0,13");
        assert_eq!(ratio(1_234_567, 1).show(0), "1.234.567");
        assert_eq!(ratio(5, 1000).show(2), "0,01");
        assert_eq!(ratio(186, 2).show_short(2), "93");
        assert_eq!(ratio(137, 2).show_short(2), "68,5");
        assert_eq!(ratio(30, 36).to_string(), "5/6");
    }

    #[test]
    fn has_no_value_over_zero() {
        assert_eq!(Rasio::of(&Rasio::from(1), &Rasio::zero()), None);
        assert_eq!(Rasio::mean(&[]), None);
    }

    #[test]
    fn reads_written_numbers() {
        for (text, expected) in [
            ("93", "93"),
            ("68,50", "68,50"),
            ("68.5", "68,5"),
            ("1.234,5", "1234,5"),
            ("1,234.5", "1234,5"),
            ("1.234.567", "1234567"),
            ("0,125", "0,1250"),
            ("83 %", "83"),
            ("-2,5", "-2,5"),
        ] {
            assert_eq!(Decimal::read(text).map(|value| value.write()), Ok(expected.to_string()), "{text}");
        }
        for text in ["", "abc", "1.234", "1.23.456", "1,2,3", "1.2345,6", "--1", "NaN", "1e5"] {
            assert!(Decimal::read(text).is_err(), "{text}");
        }
        assert_eq!(show_decimal(&Decimal::new(6850, 2)), "68,50");
    }

    proptest::proptest! {
        #[test]
        fn a_written_decimal_is_read_back(mantissa in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..6) {
            let value = Decimal::new(mantissa, scale);
            proptest::prop_assert_eq!(Decimal::read(&value.write()), Ok(value));
        }
    }
}
