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
            let (literal, counted) = split_number(&label);
            run(xml, literal, RunFormat::default());
            match counted {
                Some(counted) => field(xml, &format!(r"SEQ {sequence} \* ARABIC \r {counted}"), counted),
                None => field(xml, &format!(r"SEQ {sequence} \h"), ""),
            }
            run(xml, &format!(" {}", caption.text), RunFormat::default());
        });
        self.xml.close();
    }
}

/// "Tabel 3." and "12" of "Tabel 3.12"; no second part where the label does not end in what a field would write
/// ("Tabel T-C.29a", "Tabel 07").
fn split_number(label: &str) -> (&str, Option<&str>) {
    let literal = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match label.strip_prefix(literal) {
        Some(digits) if (1..=5).contains(&digits.len()) && !digits.starts_with('0') => (literal, Some(digits)),
        _ => (label, None),
    }
}

#[cfg(test)]
mod unit_tests {
    use super::split_number;

    #[test]
    fn only_numbers_that_a_field_writes_alike_are_counted() {
        assert_eq!(split_number("Tabel 3.12"), ("Tabel 3.", Some("12")));
        assert_eq!(split_number("Tabel 3.07"), ("Tabel 3.07", None));
        assert_eq!(split_number("Tabel T-C.29a"), ("Tabel T-C.29a", None));
        assert_eq!(split_number("Tabel"), ("Tabel", None));
    }
}
