//! Lines of a bounded width.

use crate::Align;

/// Columns that a text takes; every character counts as one.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

/// Breaks a text into lines of at most `limit` columns, at spaces where it can, and at its own line breaks. A
/// no-break space holds its neighbours together and comes out as a plain space. An empty text is one empty line.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(1);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut current = String::new();
        for word in line.split([' ', '\t', '\r']).filter(|word| !word.is_empty()) {
            if !current.is_empty() && width(&current) + 1 + width(word) > limit {
                lines.push(std::mem::take(&mut current));
            } else if !current.is_empty() {
                current.push(' ');
            }
            let mut taken = width(&current);
            for letter in word.chars() {
                if taken == limit {
                    lines.push(std::mem::take(&mut current));
                    taken = 0;
                }
                current.push(letter);
                taken += 1;
            }
        }
        lines.push(current);
    }
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

/// The text set in a field of `columns` columns. A longer text is left as it is.
pub(super) fn pad(text: &str, columns: usize, align: Align) -> String {
    let room = columns.saturating_sub(width(text));
    let left = match align {
        Align::Left => 0,
        Align::Center => room / 2,
        Align::Right => room,
    };
    format!("{}{text}{}", " ".repeat(left), " ".repeat(room - left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_longer_than_the_line_are_broken() {
        assert_eq!(wrap("ab abcdefgh c", 4), ["ab", "abcd", "efgh", "c"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("a\nb", 0), ["a", "b"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(wrap("capaian 89\u{a0}%", 12), ["capaian 89 %"]);
        assert_eq!(wrap("capaian 89\u{a0}%", 11), ["capaian", "89 %"]);
    }

    #[test]
    fn padding_counts_characters() {
        assert_eq!(pad("é", 4, Align::Center), " é  ");
        assert_eq!(pad("é", 3, Align::Right), "  é");
        assert_eq!(pad("abcd", 3, Align::Left), "abcd");
    }
}
