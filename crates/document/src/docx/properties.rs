//! Properties of paragraphs, written in the order that the schema asks for.

use super::xml::Xml;

/// Where a paragraph starts, in twips.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Indent {
    /// From the left margin.
    pub left: u32,
    /// From the right margin.
    pub right: u32,
    /// How far the first line starts to the left of the others.
    pub hanging: u32,
}

/// What a paragraph sets beyond its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphProperties<'a> {
    /// Id of its style.
    pub style: &'a str,
    /// Stays on the page of the next paragraph.
    pub keep_next: bool,
    /// Starts a page.
    pub page_break_before: bool,
    /// Level and instance of the list that numbers it.
    pub number: Option<(usize, usize)>,
    /// Place of a right-aligned tab stop.
    pub right_tab: Option<u32>,
    /// Room before it.
    pub space_before: Option<u32>,
    /// Height of its lines, exactly, without room before and after.
    pub exact_line: Option<u32>,
    /// Where it starts.
    pub indent: Option<Indent>,
    /// `left`, `center`, `right` or `both`.
    pub align: Option<&'a str>,
}

impl<'a> ParagraphProperties<'a> {
    /// Nothing beyond a style.
    pub fn styled(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }

    /// The whole `w:pPr`.
    pub fn write(&self, xml: &mut Xml) {
        self.write_with(xml, |_| {});
    }

    /// The whole `w:pPr`, with what the schema puts last: the properties of a section.
    pub fn write_with(&self, xml: &mut Xml, last: impl FnOnce(&mut Xml)) {
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", self.style);
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if self.page_break_before {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some((level, instance)) = self.number {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", level);
            xml.value("w:numId", instance);
            xml.close();
        }
        if let Some(place) = self.right_tab {
            xml.open("w:tabs", &[]);
            xml.empty("w:tab", &[("w:val", &"right"), ("w:pos", &place)]);
            xml.close();
        }
        let before = self.space_before.unwrap_or(0);
        if let Some(height) = self.exact_line {
            xml.empty(
                "w:spacing",
                &[("w:before", &before), ("w:after", &0), ("w:line", &height), ("w:lineRule", &"exact")],
            );
        } else if self.space_before.is_some() {
            xml.empty("w:spacing", &[("w:before", &before)]);
        }
        if let Some(indent) = self.indent {
            let Indent { left, right, hanging } = indent;
            let first: (&str, &dyn std::fmt::Display) =
                if hanging > 0 { ("w:hanging", &hanging) } else { ("w:firstLine", &0) };
            xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), first]);
        }
        if let Some(align) = self.align {
            xml.value("w:jc", align);
        }
        last(xml);
        xml.close();
    }
}
