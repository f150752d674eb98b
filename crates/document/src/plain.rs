//! Inlines as plain text, for renderers without styles.

use crate::Inline;

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
