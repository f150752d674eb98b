//! Parts of an official letter: its head and its signatures, set with tables without lines.

use crate::{Letterhead, RenderError, Signatory, SignatureBlock};

use super::body::Body;
use super::inline::{RunFormat, run};
use super::properties::ParagraphProperties;
use super::table::{Frame, share};

/// Room for a signature and a stamp, in twips: 22 mm.
const SIGNATURE_HEIGHT: u32 = 1250;

/// Widest and highest emblem of a letter head, in twips: 20 and 24 mm.
const EMBLEM: (u32, u32) = (1134, 1361);

const LAYOUT: Frame<'static> = Frame { style: "TableLayout", caption: None, indent: 0 };

impl<'a> Body<'a> {
    /// Three rows that stay together: what stands over the signatures, their room, the names. So the names stand on
    /// one line even where one signatory has more lines above.
    pub(super) fn signature(&mut self, block: &'a SignatureBlock) {
        let signatories: Vec<Option<&Signatory>> = match block.signatories.as_slice() {
            [] => return,
            [one] => vec![None, Some(one)],
            several => several.iter().map(Some).collect(),
        };
        let widths = share(self.page.text_width(), &vec![1; signatories.len()]);
        self.open_table(&LAYOUT, &widths);
        self.signature_row(&signatories, &widths, None, true, |body, signatory| {
            for line in &signatory.above {
                body.letter_line("SignatureText", line, RunFormat::default(), true);
            }
            !signatory.above.is_empty()
        });
        self.signature_row(&signatories, &widths, Some(SIGNATURE_HEIGHT), true, |_, _| false);
        self.signature_row(&signatories, &widths, None, false, |body, signatory| {
            let name = RunFormat { bold: true, underline: true, ..RunFormat::default() };
            body.letter_line("SignatureText", &signatory.name, name, !signatory.below.is_empty());
            for (index, line) in signatory.below.iter().enumerate() {
                let last = index + 1 == signatory.below.len();
                body.letter_line("SignatureText", line, RunFormat::default(), !last);
            }
            true
        });
        self.close_table();
    }

    /// The closure tells whether it wrote a paragraph; a cell must hold one.
    fn signature_row(
        &mut self,
        signatories: &[Option<&'a Signatory>],
        widths: &[u32],
        height: Option<u32>,
        keep_next: bool,
        write: impl Fn(&mut Self, &'a Signatory) -> bool,
    ) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if let Some(height) = height {
            self.xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", &"atLeast")]);
        }
        self.xml.close();
        for (signatory, width) in signatories.iter().zip(widths) {
            self.open_cell(*width, None);
            let written = signatory.is_some_and(|signatory| write(self, signatory));
            if !written {
                self.letter_line("SignatureText", "", RunFormat::default(), keep_next);
            }
            self.xml.close();
        }
        self.xml.close();
    }

    /// Emblem at the left, names and addresses centred beside it, a double rule below.
    pub(super) fn letterhead(&mut self, head: &'a Letterhead) -> Result<(), RenderError> {
        let width = self.page.text_width();
        let emblem = EMBLEM.0 + 200;
        let widths = if head.logo.is_some() { vec![emblem, width.saturating_sub(emblem)] } else { vec![width] };
        self.open_table(&LAYOUT, &widths);
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        self.xml.close();
        if let Some(logo) = &head.logo {
            self.open_cell(emblem, Some("center"));
            self.xml.open("w:p", &[]);
            ParagraphProperties::styled("LetterheadContact").write(&mut self.xml);
            let alt = if head.logo_alt.trim().is_empty() { "Lambang" } else { &head.logo_alt };
            self.emblem(logo, alt, EMBLEM.0, EMBLEM.1)?;
            self.xml.close();
            self.xml.close();
        }
        self.open_cell(widths.last().copied().unwrap_or(width), Some("center"));
        for (index, name) in head.names.iter().enumerate() {
            let style = if index + 1 == head.names.len() { "LetterheadOffice" } else { "LetterheadName" };
            self.letter_line(style, name, RunFormat::default(), false);
        }
        for contact in &head.contacts {
            self.letter_line("LetterheadContact", contact, RunFormat::default(), false);
        }
        if head.names.is_empty() && head.contacts.is_empty() {
            self.letter_line("LetterheadContact", "", RunFormat::default(), false);
        }
        self.xml.close();
        self.xml.close();
        self.close_table();
        Ok(())
    }

    /// Opens a cell; one with a vertical alignment belongs to a letter head and carries the rule below it.
    fn open_cell(&mut self, width: u32, head: Option<&str>) {
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if let Some(align) = head {
            self.xml.open("w:tcBorders", &[]);
            self.xml.empty("w:bottom", &[("w:val", &"double"), ("w:sz", &12), ("w:space", &0), ("w:color", &"000000")]);
            self.xml.close();
            self.xml.open("w:tcMar", &[]);
            self.xml.empty("w:bottom", &[("w:w", &85), ("w:type", &"dxa")]);
            self.xml.close();
            self.xml.value("w:vAlign", align);
        }
        self.xml.close();
    }

    fn letter_line(&mut self, style: &str, text: &str, format: RunFormat, keep_next: bool) {
        self.xml.open("w:p", &[]);
        ParagraphProperties { keep_next, ..ParagraphProperties::styled(style) }.write(&mut self.xml);
        run(&mut self.xml, text, format);
        self.xml.close();
    }
}
