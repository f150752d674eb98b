//! Slips in numbers.

use super::jenis::rupiah_dari;
use crate::acak::Acak;

/// An amount with separators of thousands, without decimals.
pub(super) fn is_rupiah(text: &str) -> bool {
    let text = text.strip_prefix("Rp ").unwrap_or(text);
    let mut groups = text.split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// Digits with separators of thousands.
pub(super) fn berkelompok(digits: &str) -> Option<String> {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(grouped)
}

/// Changes the digits of an amount and groups them anew.
fn with_digits(text: &str, change: impl FnOnce(Vec<char>) -> Option<Vec<char>>) -> Option<String> {
    let (mark, amount) = match text.strip_prefix("Rp ") {
        Some(amount) => ("Rp ", amount),
        None => ("", text),
    };
    let digits = change(amount.chars().filter(char::is_ascii_digit).collect())?;
    Some(format!("{mark}{}", rupiah_dari(&digits.into_iter().collect::<String>())?))
}

/// Two digits beside each other in each other's place.
pub(super) fn digit_tertukar(text: &str, acak: &mut Acak) -> Option<String> {
    with_digits(text, |mut digits| {
        let places: Vec<usize> = (0..digits.len() - 1)
            .filter(|at| digits.get(*at) != digits.get(at + 1) && (*at > 0 || digits.get(1) != Some(&'0')))
            .collect();
        let at = *places.get(acak.below(places.len()))?;
        digits.swap(at, at + 1);
        Some(digits)
    })
}

/// A digit is lost.
pub(super) fn digit_hilang(text: &str, acak: &mut Acak) -> Option<String> {
    with_digits(text, |mut digits| {
        digits.remove(1 + acak.below(digits.len() - 1));
        Some(digits)
    })
}

/// A digit stands twice.
pub(super) fn digit_ganda(text: &str, acak: &mut Acak) -> Option<String> {
    with_digits(text, |mut digits| {
        let at = acak.below(digits.len());
        digits.insert(at, *digits.get(at)?);
        Some(digits)
    })
}

/// Another digit, in any text: the place and the marks stay. In a code only its last segment, in a number with a word
/// only the number.
pub(super) fn digit_berubah(text: &str, acak: &mut Acak) -> Option<String> {
    let end = text.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ','))).unwrap_or(text.len());
    let start = if text.split('.').count() == 6 { text.rfind('.')? + 1 } else { 0 };
    let places: Vec<usize> = text
        .get(start..end)?
        .char_indices()
        .filter(|(_, sign)| sign.is_ascii_digit())
        .map(|(at, _)| start + at)
        .collect();
    let at = *places.get(acak.below(places.len()))?;
    let old = text.get(at..=at)?.parse::<usize>().ok()?;
    let first_of_many = at == places.first().copied()? && places.len() > 1 && start == 0;
    let mut new = (old + 1 + acak.below(8)) % 10;
    if first_of_many && new == 0 {
        new = if old == 1 { 2 } else { 1 };
    }
    Some(format!("{}{new}{}", text.get(..at)?, text.get(at + 1..)?))
}

/// A zero too many.
pub(super) fn nol_berlebih(text: &str, _: &mut Acak) -> Option<String> {
    with_digits(text, |mut digits| {
        digits.push('0');
        Some(digits)
    })
}

/// A separator stands one digit beside its place.
pub(super) fn pemisah_bergeser(text: &str, acak: &mut Acak) -> Option<String> {
    let places: Vec<usize> = text.char_indices().filter(|(_, sign)| *sign == '.').map(|(at, _)| at).collect();
    let at = *places.get(acak.below(places.len()))?;
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    Some(format!("{before}{}.{}", after.get(..1)?, after.get(1..)?))
}

/// No separators.
pub(super) fn pemisah_hilang(text: &str, _: &mut Acak) -> Option<String> {
    Some(text.replace('.', ""))
}

/// A percentage whose digits before the comma, or the first behind it, differ.
pub(super) fn persen_berubah(text: &str, acak: &mut Acak) -> Option<String> {
    let comma = text.find(',').unwrap_or(text.find(' ')?);
    let end = (comma + 2).min(text.find(' ').unwrap_or(text.len()));
    let changed = digit_berubah(text.get(..end)?, acak)?;
    Some(format!("{changed}{}", text.get(end..)?))
}

/// A percentage rounded to one decimal fewer, as people shorten it.
pub(super) fn dibulatkan(text: &str) -> Option<String> {
    let (number, rest) = text.split_once(' ')?;
    let (whole, decimals) = number.split_once(',')?;
    if decimals.len() != 2 || rest != "%" {
        return None;
    }
    let hundredths: u64 = format!("{whole}{decimals}").parse().ok()?;
    let tenths = (hundredths + 5) / 10;
    Some(format!("{},{} %", tenths / 10, tenths % 10))
}
