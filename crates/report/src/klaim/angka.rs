//! Written numbers, in digits and in words, and when they agree with a figure.

use domain::schema::Field;
use domain::value::{Rasio, read_terbilang};
use rust_decimal::Decimal;

use super::kalimat::Token;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tertulis {
    nilai: Decimal,
}

impl Tertulis {
    /// Reads digits; `None` where the grouping is broken or more than one reading is possible.
    pub fn read(angka: &str) -> Option<Self> {
        Decimal::read(angka).ok().map(|nilai| Self { nilai })
    }

    /// Reads an amount or a count, where a dot before three digits is always grouping.
    pub fn read_grouped(angka: &str) -> Option<Self> {
        let grouped = |text: &str| {
            let mut groups = text.split('.');
            groups.next().is_some_and(|head| (1..=3).contains(&head.len())) && groups.all(|group| group.len() == 3)
        };
        if angka.contains('.') && !angka.contains(',') && grouped(angka) {
            return Self::read(&angka.replace('.', ""));
        }
        Self::read(angka)
    }

    /// True where the figure rounds (half up) or is cut off to what is written.
    pub fn agrees(&self, figure: &Rasio) -> bool {
        let unit = Rasio::from(Decimal::new(1, self.nilai.scale()));
        let half = Rasio::from(Decimal::new(5, self.nilai.scale() + 1));
        let difference = figure - &Rasio::from(&self.nilai);
        &difference + &half >= Rasio::zero() && difference < unit
    }

    /// The whole number, if it is one.
    pub fn whole(&self) -> Option<u64> {
        if self.nilai.scale() == 0 { u64::try_from(self.nilai.mantissa()).ok() } else { None }
    }
}

/// A whole number in words, and how many tokens it takes.
pub(super) fn in_words(tokens: &[Token]) -> Option<(u64, usize)> {
    read_terbilang(&tokens.iter().map_while(Token::kata).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_by_written_decimals() {
        let figure = Rasio::of(&Rasio::from(250), &Rasio::from(3)).unwrap();
        for (text, expected) in [
            ("83", true),
            ("83,3", true),
            ("83,33", true),
            ("83,34", false),
            ("83,32", false),
            ("84", false),
            ("83,4", false),
        ] {
            assert_eq!(Tertulis::read(text).unwrap().agrees(&figure), expected, "{text}");
        }
        let capped = Rasio::from(Decimal::new(89_606, 3));
        assert!(Tertulis::read("89,61").unwrap().agrees(&capped), "rounded");
        assert!(Tertulis::read("89,60").unwrap().agrees(&capped), "cut off");
        assert!(!Tertulis::read("89,62").unwrap().agrees(&capped));
    }

    #[test]
    fn a_dot_before_three_digits_groups_an_amount_and_is_unclear_elsewhere() {
        assert_eq!(Tertulis::read("1.500"), None);
        assert_eq!(Tertulis::read_grouped("1.500").and_then(|value| value.whole()), Some(1500));
        assert_eq!(Tertulis::read_grouped("11.100.0000"), None);
    }
}
