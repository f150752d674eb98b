//! What stands inside a paragraph or a cell.

use serde::{Deserialize, Serialize};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Text in one style.
    Run(Run),
    /// A figure that comes from the register and carries an invisible id.
    Figure(InsertedFigure),
    /// A mark of the draft inside a sentence: what is missing here.
    Missing(String),
    /// A footnote; its mark is set by the renderer.
    Footnote(Vec<Inline>),
    /// A new line inside the paragraph.
    LineBreak,
}

/// Text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
}

/// A figure that comes from the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsertedFigure {
    /// What it is ("capaian IKU-1"); it becomes the tag of a content control.
    pub id: String,
    /// The figure as printed ("89,61 %").
    pub text: String,
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Run(Run { text: text.into(), ..Run::default() })
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::Run(Run { text: text.into(), bold: true, ..Run::default() })
    }

    /// Italic text.
    pub fn italic(text: impl Into<String>) -> Self {
        Self::Run(Run { text: text.into(), italic: true, ..Run::default() })
    }
}
