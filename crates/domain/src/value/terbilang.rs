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

/// The number that the first words say, and how many words it takes. Only the spelling of [`terbilang`] is read, so
/// that nothing is guessed.
pub fn read_terbilang(words: &[&str]) -> Option<(u64, usize)> {
    let said: Vec<&str> = words.iter().copied().take_while(|word| belongs(word)).collect();
    let value = compute(&said)?;
    (terbilang(value) == said.join(" ")).then_some((value, said.len()))
}

fn belongs(word: &str) -> bool {
    SMALL.contains(&word)
        || matches!(word, "seratus" | "seribu" | "belas" | "puluh" | "ratus" | "ribu" | "juta" | "miliar" | "triliun")
}

fn compute(words: &[&str]) -> Option<u64> {
    let (mut total, mut group, mut unit) = (0_u64, 0_u64, 0_u64);
    for word in words {
        let digit = SMALL.iter().position(|known| known == word).and_then(|digit| u64::try_from(digit).ok());
        match (*word, digit) {
            (_, Some(digit)) => unit = digit,
            ("belas", _) => unit += 10,
            ("puluh", _) => (group, unit) = (group + unit * 10, 0),
            ("ratus", _) => (group, unit) = (group + unit * 100, 0),
            ("seratus", _) => group += 100,
            ("seribu", _) => total += 1_000,
            (scale, _) => {
                let scale = match scale {
                    "ribu" => 1_000,
                    "juta" => 1_000_000,
                    "miliar" => 1_000_000_000,
                    _ => 1_000_000_000_000,
                };
                total = total.checked_add((group + unit).checked_mul(scale)?)?;
                (group, unit) = (0, 0);
            }
        }
    }
    (!words.is_empty()).then_some(total + group + unit)
}

#[cfg(test)]
mod tests {
    use super::{read_terbilang, terbilang};

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

    #[test]
    fn reads_words_only_as_they_are_spelt() {
        let read = |text: &str| read_terbilang(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(read("dua puluh delapan jenis"), Some((28, 3)));
        assert_eq!(read("seratus tujuh belas"), Some((117, 3)));
        assert_eq!(read("dua belas ribu lima"), Some((12_005, 4)));
        assert_eq!(read("lima koma dua"), Some((5, 1)));
        for text in ["dua delapan", "puluh", "jenis", "dua puluh sebelas"] {
            assert_eq!(read(text), None, "{text}");
        }
        for number in [0, 9, 10, 11, 19, 20, 101, 999, 1_000, 1_234, 21_500, 2_132_796_494] {
            assert_eq!(read(&terbilang(number)).map(|(value, _)| value), Some(number));
        }
    }
}
