//! Lists of contents, tables and figures, and the captions that the latter two list.

use crate::outline::{Entry, caption_label, entries};
use crate::{Caption, ContentsKind};

use super::body::Body;
use super::inline::{RunFormat, field, field_end, field_start, run};
use super::properties::{Indent, ParagraphProperties};

/// The name of the sequence that marks captions of tables.
pub(super) const TABLES: &str = "Tabel";

/// The name of the sequence that marks captions of figures.
pub(super) const FIGURES: &str = "Gambar";

impl<'a> Body<'a> {
    /// A field whose cached result is written out, since word processors fill it only when asked. Nobody is asked
    /// at opening: `w:updateFields` is not set.
    pub(super) fn contents(&mut self, kind: ContentsKind) {
        let instruction = match kind {
            ContentsKind::Headings => r#"TOC \o "1-3" \h \z \u"#.to_owned(),
            ContentsKind::Tables => format!(r#"TOC \h \z \c "{TABLES}""#),
            ContentsKind::Figures => format!(r#"TOC \h \z \c "{FIGURES}""#),
        };
        let entries = entries(&self.document.blocks, kind);
        if entries.is_empty() {
            self.open_paragraph(ParagraphProperties::styled("TOC1"));
            field_start(&mut self.xml, &instruction);
            run(&mut self.xml, "Tidak ada.", RunFormat::default());
            field_end(&mut self.xml);
            self.xml.close();
            return;
        }
        let last = entries.len() - 1;
        for (index, entry) in entries.iter().enumerate() {
            let style = match kind {
                ContentsKind::Headings => format!("TOC{}", entry.level.clamp(1, 3)),
                ContentsKind::Tables | ContentsKind::Figures => "TableofFigures".to_owned(),
            };
            self.open_paragraph(ParagraphProperties::styled(&style));
            if index == 0 {
                field_start(&mut self.xml, &instruction);
            }
            self.entry(entry);
            if index == last {
                field_end(&mut self.xml);
            }
            self.xml.close();
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let Some(bookmark) = self.bookmarks.get(&entry.id) else { return };
        let page = self.pages.get(&entry.id).map(u32::to_string).unwrap_or_default();
        self.xml.open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", &1)]);
        run(&mut self.xml, &format!("{}\t", entry.text), RunFormat::default());
        field_start(&mut self.xml, &format!(r"PAGEREF {bookmark} \h"));
        run(&mut self.xml, &page, RunFormat::default());
        field_end(&mut self.xml);
        self.xml.close();
    }

    /// A caption. Its number is the document's own, in chapters ("3.12") that a sequence field cannot count: the
    /// field that marks the caption for the list of tables or figures is therefore told its value (`\r 12`), so that
    /// an update changes nothing and a caption added by hand goes on from there. Listing by style instead
    /// (`TOC \t "Style;1"`) would depend on the list separator of each computer.
    pub(super) fn caption(&mut self, id: &'a str, caption: &'a Caption, sequence: &str, keep_next: bool, indent: u32) {
        let indent = (indent > 0).then_some(Indent { left: indent, right: 0, hanging: 0 });
        self.open_paragraph(ParagraphProperties { keep_next, indent, ..ParagraphProperties::styled("Caption") });
        self.bookmarked(id, |xml| {
            let label = caption_label(caption);
            match split_number(&label) {
                Some((before, counted, after)) => {
                    run(xml, before, RunFormat::default());
                    field(xml, &format!(r"SEQ {sequence} \* ARABIC \r {counted}"), counted);
                    run(xml, after, RunFormat::default());
                }
                None => {
                    run(xml, &label, RunFormat::default());
                    field(xml, &format!(r"SEQ {sequence} \h"), "");
                }
            }
            run(xml, &format!(" {}", caption.text), RunFormat::default());
        });
        self.xml.close();
    }
}

/// "Tabel 3.", "12" and "" of "Tabel 3.12": the last figures that a field would write alike (no zero in front), with
/// what stands around them. None where there are none ("Tabel II"); the field is then a hidden one.
fn split_number(label: &str) -> Option<(&str, &str, &str)> {
    let mut rest = label;
    loop {
        let end = rest.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let (head, _) = rest.split_at_checked(end)?;
        let before = head.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = head.strip_prefix(before)?;
        if digits == "0" || (digits.len() <= 5 && !digits.starts_with('0')) {
            return Some((before, digits, label.strip_prefix(head)?));
        }
        rest = before;
    }
}

#[cfg(test)]
mod unit_tests {
    use super::split_number;

    #[test]
    fn the_last_figures_that_a_field_writes_alike_are_counted() {
        assert_eq!(split_number("Tabel 3.12"), Some(("Tabel 3.", "12", "")));
        assert_eq!(split_number("Tabel T-C.29a"), Some(("Tabel T-C.", "29", "a")));
        assert_eq!(split_number("Tabel 3.07"), Some(("Tabel ", "3", ".07")));
        assert_eq!(split_number("Tabel 3.0"), Some(("Tabel 3.", "0", "")));
        assert_eq!(split_number("Tabel 007"), None);
        assert_eq!(split_number("Tabel II"), None);
    }
}
