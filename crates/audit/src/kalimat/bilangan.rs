//! Numbers in words.

use domain::value::terbilang;

const SATUAN: [&str; 12] =
    ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

/// The number that the first words say, and how many words it takes. Only the usual spelling is read, so that nothing
/// is guessed.
pub(crate) fn in_words(words: &[&str]) -> Option<(u64, usize)> {
    let said: Vec<&str> = words.iter().copied().take_while(|word| belongs(word)).collect();
    let value = compute(&said)?;
    (terbilang(value) == said.join(" ")).then_some((value, said.len()))
}

fn belongs(word: &str) -> bool {
    SATUAN.contains(&word)
        || matches!(word, "seratus" | "seribu" | "belas" | "puluh" | "ratus" | "ribu" | "juta" | "miliar" | "triliun")
}

fn compute(words: &[&str]) -> Option<u64> {
    let (mut total, mut group, mut unit) = (0_u64, 0_u64, 0_u64);
    for word in words {
        let digit = SATUAN.iter().position(|known| known == word).and_then(|digit| u64::try_from(digit).ok());
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
    use super::*;

    #[test]
    fn reads_words_only_as_they_are_spelt() {
        let read = |text: &str| in_words(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(read("dua puluh delapan jenis"), Some((28, 3)));
        assert_eq!(read("dua belas ribu lima"), Some((12_005, 4)));
        for text in ["dua delapan", "puluh", "jenis", "dua puluh sebelas", "lima koma dua"] {
            assert!(read(text).is_none_or(|(value, _)| value == 5), "{text}");
        }
        for number in [0, 9, 10, 11, 19, 20, 101, 999, 1_000, 1_234, 21_500, 2_132_796_494] {
            let words = terbilang(number);
            assert_eq!(read(&words).map(|(value, _)| value), Some(number), "{words}");
        }
    }
}
