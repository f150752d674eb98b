//! Numbers of workbooks. Excel keeps binary fractions and shows 15 digits of them; here they become exact decimals.

#![allow(clippy::disallowed_types, reason = "XLSX stores numbers as binary fractions")]

use rust_decimal::Decimal;

/// The decimal that a person sees: the shortest that is the same binary fraction, at most 15 digits.
/// `None` where it is too large or no number.
pub fn decimal(value: f64) -> Option<Decimal> {
    let shortest = Decimal::from_str_exact(&value.to_string()).ok();
    let seen = Decimal::from_scientific(&format!("{value:.14e}")).ok()?.normalize();
    match shortest {
        Some(shortest) if digits(&shortest) <= 15 => Some(shortest.normalize()),
        _ => Some(seen),
    }
}

/// True where Excel has lost digits: a whole number of more than 15 digits.
pub fn is_rounded(value: f64) -> bool {
    value.abs() >= 1e15
}

/// The binary fraction that [`decimal`] gives back as this decimal, if there is one.
pub fn binary(value: &Decimal) -> Option<f64> {
    let number: f64 = value.to_string().parse().ok()?;
    let back = decimal(number)?;
    (back == *value && !is_rounded(number)).then_some(number)
}

fn digits(value: &Decimal) -> usize {
    let value = value.normalize();
    value.mantissa().unsigned_abs().to_string().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_excel_agree() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (68.5, "68.5"),
            (0.93, "0.93"),
            (1_869_322_744.0, "1869322744"),
            (1_500_000.50, "1500000.5"),
            (-3.0, "-3"),
            (0.0, "0"),
            (2_500_000.000_000_000_5, "2500000"),
            (123_456_789_012_345.0, "123456789012345"),
        ] {
            assert_eq!(decimal(value).unwrap().to_string(), text);
        }
        for value in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(decimal(value), None);
        }
        let long: Decimal = "0.12345678901234567".parse().unwrap();
        assert_eq!(binary(&long), None);
        assert_eq!(binary(&"68.50".parse().unwrap()), Some(68.5));
        assert!(is_rounded(198_001_012_005_011_001.0));
    }
}
