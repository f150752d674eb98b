//! Inlines as plain text, for renderers without styles.

use std::borrow::Cow;

use crate::Inline;

/// The text with its amounts held together: the space of `95,24 %` and of `Rp 1.000` is one where no line ends. For
/// renderers that break lines themselves.
pub(crate) fn bound(text: &str) -> Cow<'_, str> {
    if !text.contains(" %") && !text.contains("Rp ") {
        return Cow::Borrowed(text);
    }
    let mut bound = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(' ') {
        bound.push_str(before);
        let percent = before.ends_with(|letter: char| letter.is_ascii_digit()) && after.starts_with('%');
        let amount = before.ends_with("Rp") && after.starts_with(|letter: char| letter.is_ascii_digit());
        bound.push(if percent || amount { '\u{a0}' } else { ' ' });
        rest = after;
    }
    bound.push_str(rest);
    Cow::Owned(bound)
}

/// What a note of the draft says.
pub(crate) fn note_text(text: &str) -> String {
    format!("[Perlu dilengkapi: {text}]")
}

/// What stands where something is missing.
pub(crate) fn missing_text(text: &str) -> String {
    format!("[{text}]")
}

/// Turns inlines into text and keeps their footnotes until they are taken.
#[derive(Debug, Default)]
pub(crate) struct PlainText {
    /// Footnotes numbered so far.
    count: usize,
    /// Footnotes not yet taken, with their numbers.
    pending: Vec<(usize, String)>,
}

impl PlainText {
    /// Running text with `\n` for its line breaks and `[1]` for the mark of a footnote.
    pub fn inlines(&mut self, content: &[Inline]) -> String {
        let mut text = String::new();
        for inline in content {
            match inline {
                Inline::Run(run) => text.push_str(&run.text),
                Inline::Figure(figure) => text.push_str(&figure.text),
                Inline::Missing(what) => text.push_str(&missing_text(what)),
                Inline::Footnote(note) => {
                    self.count += 1;
                    let number = self.count;
                    text.push_str(&format!("[{number}]"));
                    let note = self.inlines(note);
                    self.pending.push((number, note));
                }
                Inline::LineBreak => text.push('\n'),
            }
        }
        text
    }

    /// The footnotes met since they were last taken, by number.
    pub fn take_footnotes(&mut self) -> Vec<(usize, String)> {
        let mut footnotes = std::mem::take(&mut self.pending);
        footnotes.sort_by_key(|(number, _)| *number);
        footnotes
    }
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn amounts_are_held_together() {
        assert_eq!(bound("Rp 1.000 atau 95,24 % (100 %)"), "Rp\u{a0}1.000 atau 95,24\u{a0}% (100\u{a0}%)");
        assert_eq!(bound("Pagu (Rp) dalam % atau Rp saja"), "Pagu (Rp) dalam % atau Rp saja");
    }
}
