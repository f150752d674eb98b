//! Names of sheets.

use std::collections::BTreeSet;

/// Longest name in UTF-16 units.
const LONGEST: usize = 31;

/// Gives out names that a workbook accepts, each once; capitals do not tell two names apart.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name close to `wanted`.
    pub fn take(&mut self, wanted: &str) -> String {
        let allowed = |letter: char| !letter.is_control() && !"[]:*?/\\'".contains(letter);
        let clean: String = wanted.chars().map(|letter| if allowed(letter) { letter } else { '-' }).collect();
        // "History" is a name that the office programs keep for themselves.
        let clean = match clean.trim() {
            "" => "Tabel",
            name if name.eq_ignore_ascii_case("history") => "Tabel History",
            name => name,
        };
        let mut name = cut(clean, LONGEST).trim().to_owned();
        let mut count = 1;
        while !self.taken.insert(name.to_lowercase()) {
            count += 1;
            let suffix = format!(" ({count})");
            name = format!("{}{suffix}", cut(clean, LONGEST - suffix.len()).trim_end());
        }
        name
    }
}

/// The beginning of a text, at most so many UTF-16 units long.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    let mut units = 0;
    for (place, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > limit {
            return text.get(..place).unwrap_or_default();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_short_and_unique() {
        let mut names = SheetNames::default();
        let given = ["Daftar", "Tabel 3.1", "tabel 3.1", "Tabel 3.1", "", "a/b:[c]?*\\'", "History", "daftar"]
            .map(|name| names.take(name));
        assert_eq!(
            given,
            [
                "Daftar",
                "Tabel 3.1",
                "tabel 3.1 (2)",
                "Tabel 3.1 (3)",
                "Tabel",
                "a-b--c-----",
                "Tabel History",
                "daftar (2)"
            ]
        );
        let long = names.take(&"😀".repeat(40));
        let again = names.take(&"😀".repeat(40));
        assert!(long != again);
        assert!([long, again].iter().all(|name| name.encode_utf16().count() <= LONGEST));
    }
}
