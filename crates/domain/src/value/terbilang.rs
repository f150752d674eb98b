//! Numbers in words.

const SMALL: [&str; 12] =
    ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

/// A whole number in Indonesian words: `28` is "dua puluh delapan".
pub fn terbilang(number: u64) -> String {
    let join = |head: String, rest: u64| if rest == 0 { head } else { format!("{head} {}", terbilang(rest)) };
    let scale = |unit: u64, name: &str| join(format!("{} {name}", terbilang(number / unit)), number % unit);
    match number {
        0..=11 => SMALL.get(number as usize).copied().unwrap_or_default().to_string(),
        12..=19 => format!("{} belas", terbilang(number - 10)),
        20..=99 => scale(10, "puluh"),
        100..=199 => join("seratus".to_string(), number - 100),
        200..=999 => scale(100, "ratus"),
        1_000..=1_999 => join("seribu".to_string(), number - 1_000),
        2_000..=999_999 => scale(1_000, "ribu"),
        1_000_000..=999_999_999 => scale(1_000_000, "juta"),
        1_000_000_000..=999_999_999_999 => scale(1_000_000_000, "miliar"),
        _ => scale(1_000_000_000_000, "triliun"),
    }
}

#[cfg(test)]
mod tests {
    use super::terbilang;

    #[test]
    fn says_numbers() {
        for (number, words) in [
            (0, "nol"),
            (11, "sebelas"),
            (28, "dua puluh delapan"),
            (33, "tiga puluh tiga"),
            (117, "seratus tujuh belas"),
            (1_001, "seribu satu"),
            (21_500, "dua puluh satu ribu lima ratus"),
            (
                2_132_796_494,
                "dua miliar seratus tiga puluh dua juta tujuh ratus sembilan puluh enam ribu empat ratus sembilan puluh empat",
            ),
        ] {
            assert_eq!(terbilang(number), words);
        }
    }
}
