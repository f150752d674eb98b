//! What stands inside a paragraph: runs, content controls, footnotes, fields.

use crate::plain::{bound, missing_text};
use crate::{Inline, Run};

use super::body::Body;
use super::names::tag;
use super::xml::Xml;

/// How a run is set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunFormat {
    /// Id of a character style.
    pub style: Option<&'static str>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Marked like a draft with a yellow pen.
    pub highlight: bool,
}

impl RunFormat {
    /// Bold and nothing else.
    pub fn bold(bold: bool) -> Self {
        Self { bold, ..Self::default() }
    }

    fn write(self, xml: &mut Xml) {
        let Self { style, bold, italic, underline, highlight } = self;
        if style.is_none() && !(bold || italic || underline || highlight) {
            return;
        }
        xml.open("w:rPr", &[]);
        if let Some(style) = style {
            xml.value("w:rStyle", style);
        }
        if bold {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        if italic {
            xml.empty("w:i", &[]);
            xml.empty("w:iCs", &[]);
        }
        if highlight {
            xml.value("w:highlight", "yellow");
        }
        if underline {
            xml.value("w:u", "single");
        }
        xml.close();
    }
}

/// A run of text, its amounts held together; tabs and line ends in it become elements, as the format asks.
pub(super) fn run(xml: &mut Xml, text: &str, format: RunFormat) {
    if text.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    format.write(xml);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                xml.leaf("w:t", &[("xml:space", &"preserve")], &bound(piece));
            }
        }
    }
    xml.close();
}

/// The start of a field, up to its cached result.
pub(super) fn field_start(xml: &mut Xml, instruction: &str) {
    field_mark(xml, "begin");
    xml.open("w:r", &[]);
    xml.leaf("w:instrText", &[("xml:space", &"preserve")], &format!(" {instruction} "));
    xml.close();
    field_mark(xml, "separate");
}

/// The end of a field.
pub(super) fn field_end(xml: &mut Xml) {
    field_mark(xml, "end");
}

fn field_mark(xml: &mut Xml, kind: &str) {
    xml.open("w:r", &[]);
    xml.empty("w:fldChar", &[("w:fldCharType", &kind)]);
    xml.close();
}

/// A field with its cached result.
pub(super) fn field(xml: &mut Xml, instruction: &str, cached: &str) {
    field_start(xml, instruction);
    run(xml, cached, RunFormat::default());
    field_end(xml);
}

impl<'a> Body<'a> {
    /// Running text in a paragraph; `bold` is what its surroundings ask for.
    pub(super) fn inlines(&mut self, content: &'a [Inline], bold: bool) {
        for inline in content {
            match inline {
                Inline::Run(Run { text, bold: own, italic, underline }) => {
                    let format = RunFormat {
                        bold: bold || *own,
                        italic: *italic,
                        underline: *underline,
                        ..RunFormat::default()
                    };
                    run(&mut self.xml, text, format);
                }
                Inline::Figure(figure) => {
                    let id = self.next_control();
                    let tag = tag(&figure.id);
                    self.xml.open("w:sdt", &[]);
                    self.xml.open("w:sdtPr", &[]);
                    self.xml.value("w:alias", &tag);
                    self.xml.value("w:tag", &tag);
                    self.xml.value("w:id", id);
                    self.xml.close();
                    self.xml.open("w:sdtContent", &[]);
                    run(&mut self.xml, &figure.text, RunFormat::bold(bold));
                    self.xml.close();
                    self.xml.close();
                }
                Inline::Missing(what) => {
                    let format = RunFormat { bold: true, highlight: true, ..RunFormat::default() };
                    run(&mut self.xml, &missing_text(what), format);
                }
                Inline::Footnote(content) => self.footnote(content, bold),
                Inline::LineBreak => run(&mut self.xml, "\n", RunFormat::default()),
            }
        }
    }

    /// A footnote; one inside a footnote, which the format does not know, stands in parentheses.
    fn footnote(&mut self, content: &'a [Inline], bold: bool) {
        if self.in_footnote {
            run(&mut self.xml, " (", RunFormat::bold(bold));
            self.inlines(content, bold);
            run(&mut self.xml, ")", RunFormat::bold(bold));
            return;
        }
        self.footnotes.push(content);
        let id = self.footnotes.len();
        self.xml.open("w:r", &[]);
        RunFormat { style: Some("FootnoteReference"), ..RunFormat::default() }.write(&mut self.xml);
        self.xml.empty("w:footnoteReference", &[("w:id", &id)]);
        self.xml.close();
    }
}

/// The mark at the start of a footnote.
pub(super) fn footnote_mark(xml: &mut Xml) {
    xml.open("w:r", &[]);
    RunFormat { style: Some("FootnoteReference"), ..RunFormat::default() }.write(xml);
    xml.empty("w:footnoteRef", &[]);
    xml.close();
    run(xml, " ", RunFormat::default());
}
