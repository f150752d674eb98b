//! Numbers of chapters and headings, and ids made from text.

/// Roman numerals for chapters.
pub(crate) fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 7] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, numeral) in STEPS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}

/// `a`, `b` ... `z`, `aa`.
pub(crate) fn letter(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// ASCII letters, digits and `-` for ids.
pub(crate) fn slug(text: &str) -> String {
    let mut slug: String = text
        .to_lowercase()
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '-' })
        .collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    slug.trim_matches('-').chars().take(50).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_style() {
        assert_eq!((roman(4), roman(9), roman(14)), ("IV".to_string(), "IX".to_string(), "XIV".to_string()));
        assert_eq!((letter(1), letter(26), letter(27)), ("a".to_string(), "z".to_string(), "aa".to_string()));
        assert_eq!(slug("Tabel 3.12: Realisasi & Sisa"), "tabel-3-12-realisasi-sisa");
    }
}
