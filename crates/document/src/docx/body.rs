//! The main part: every block of the document, in order.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Block, Document, Heading, Inline, List, Note, Orientation, PageNumbers, Paragraph, ParagraphStyle, Part,
    RenderError,
};

use super::figure::Media;
use super::inline::{RunFormat, footnote_mark, run};
use super::names;
use super::numbering::ListInstance;
use super::package::NAMESPACES;
use super::page::{Page, has_header};
use super::properties::{Indent, ParagraphProperties};
use super::xml::Xml;

/// Room between a table and the paragraph after it.
const AFTER_TABLE: u32 = 160;

/// What the main part needs besides itself.
pub(super) struct Content {
    /// The main part.
    pub main: String,
    /// The footnotes, where there are any.
    pub footnotes: Option<String>,
    /// The lists, in the order of their numbers.
    pub lists: Vec<ListInstance>,
    /// The picture files.
    pub media: Vec<Media>,
}

/// The main part while it is written.
pub(super) struct Body<'a> {
    pub(super) xml: Xml,
    pub(super) document: &'a Document,
    pub(super) pages: &'a PageNumbers,
    pub(super) bookmarks: BTreeMap<String, String>,
    set_bookmarks: BTreeSet<&'a str>,
    pub(super) footnotes: Vec<&'a [Inline]>,
    pub(super) in_footnote: bool,
    pub(super) lists: Vec<ListInstance>,
    pub(super) media: Vec<Media>,
    controls: u32,
    drawings: u32,
    pub(super) page: Page,
    /// Nothing stands in the current section yet.
    section_empty: bool,
    /// The next paragraph starts a page.
    break_pending: bool,
    /// The last thing written is a table.
    after_table: bool,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Depth of the list around it, 0 outside of lists.
    pub depth: usize,
    /// From the left margin, in twips.
    pub indent: u32,
    /// The list item that its first paragraph starts: level and instance.
    pub number: Option<(usize, usize)>,
}

/// Writes all blocks.
pub(super) fn write(document: &Document, pages: &PageNumbers) -> Result<Content, RenderError> {
    let mut body = Body {
        xml: Xml::part(),
        document,
        pages,
        bookmarks: names::bookmarks(document),
        set_bookmarks: BTreeSet::new(),
        footnotes: Vec::new(),
        in_footnote: false,
        lists: Vec::new(),
        media: Vec::new(),
        controls: 0,
        drawings: 0,
        page: Page::new(document.page, Orientation::Portrait),
        section_empty: true,
        break_pending: false,
        after_table: false,
    };
    body.xml.open("w:document", NAMESPACES);
    body.xml.open("w:body", &[]);
    body.blocks(&document.blocks, Place::default())?;
    if body.after_table || body.section_empty {
        body.separator();
    }
    let page = body.page;
    page.write_section(&mut body.xml, has_header(document));
    body.xml.close();
    body.xml.close();
    let main = std::mem::replace(&mut body.xml, Xml::part()).finish()?;
    let footnotes = body.write_footnotes()?;
    Ok(Content { main, footnotes, lists: body.lists, media: body.media })
}

impl<'a> Body<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place) -> Result<(), RenderError> {
        for block in blocks {
            self.block(block, place)?;
        }
        Ok(())
    }

    pub(super) fn block(&mut self, block: &'a Block, place: Place) -> Result<(), RenderError> {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, place),
            Block::List(List { style, start, items }) => self.list(*style, *start, items, place)?,
            Block::Table(table) => self.table(table, place),
            Block::Equation(equation) => self.equation(equation),
            Block::Figure(figure) => self.figure(figure)?,
            Block::Signature(signature) => self.signature(signature),
            Block::Letterhead(letterhead) => self.letterhead(letterhead)?,
            Block::Contents(kind) => self.contents(*kind),
            Block::Note(Note { text }) => {
                self.open_paragraph(ParagraphProperties::styled("Note"));
                run(&mut self.xml, "Perlu dilengkapi: ", RunFormat::bold(true));
                run(&mut self.xml, text, RunFormat::default());
                self.xml.close();
            }
            Block::Part(part) => self.part(part, place)?,
            Block::PageBreak => self.break_pending = !self.section_empty,
            Block::Orientation(orientation) => self.turn(*orientation),
            Block::Space(tenths) => {
                // A line of body text is 280 twips high; word processors allow up to 1584 points.
                let height = (u32::from(*tenths) * 28).clamp(1, 31_680);
                let properties =
                    ParagraphProperties { exact_line: Some(height), ..ParagraphProperties::styled("Separator") };
                self.open_paragraph(properties);
                self.xml.close();
            }
        }
        Ok(())
    }

    fn heading(&mut self, heading: &'a Heading) {
        let level = heading.level.clamp(1, 6);
        let style = format!("Heading{level}");
        // The style hangs the text behind its number; where no number stands in front, nothing hangs.
        let flat = heading.centered || heading.number.is_none();
        self.open_paragraph(ParagraphProperties {
            indent: flat.then(Indent::default),
            align: heading.centered.then_some("center"),
            ..ParagraphProperties::styled(&style)
        });
        let gap = if heading.centered { "\n" } else { "\t" };
        let number = heading.number.as_ref().map(|number| format!("{number}{gap}"));
        self.bookmarked(&heading.id, |xml| {
            run(xml, &format!("{}{}", number.unwrap_or_default(), heading.text), RunFormat::default());
        });
        self.xml.close();
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, place: Place) {
        let in_list = place.depth > 0;
        let (style, align) = match paragraph.style {
            ParagraphStyle::Body if in_list => ("ListParagraph", None),
            ParagraphStyle::Plain if in_list => ("ListParagraph", None),
            ParagraphStyle::Centered if in_list => ("ListParagraph", Some("center")),
            ParagraphStyle::Right if in_list => ("ListParagraph", Some("right")),
            ParagraphStyle::Body => ("BodyText", None),
            ParagraphStyle::Plain => ("BodyPlain", None),
            ParagraphStyle::Centered => ("BodyCentered", None),
            ParagraphStyle::Right => ("BodyRight", None),
            ParagraphStyle::Title => ("Title", None),
            ParagraphStyle::Subtitle => ("Subtitle", None),
            ParagraphStyle::Quote => ("Quote", None),
            ParagraphStyle::Small => ("SmallPrint", None),
        };
        // A numbered paragraph takes its indent from the numbering.
        let indent = (in_list && place.number.is_none()).then_some(Indent { left: place.indent, right: 0, hanging: 0 });
        self.open_paragraph(ParagraphProperties {
            keep_next: paragraph.keep_with_next,
            number: place.number,
            indent,
            align,
            ..ParagraphProperties::styled(style)
        });
        self.inlines(&paragraph.content, false);
        self.xml.close();
    }

    fn part(&mut self, part: &'a Part, place: Place) -> Result<(), RenderError> {
        let id = self.next_control();
        let tag = names::tag(&part.id);
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.value("w:alias", &tag);
        self.xml.value("w:tag", &tag);
        self.xml.value("w:id", id);
        self.xml.close();
        self.xml.open("w:sdtContent", &[]);
        self.blocks(&part.blocks, place)?;
        // A control must hold a block, and a place to type in.
        let writes = |block: &Block| !matches!(block, Block::PageBreak | Block::Orientation(_));
        if !part.blocks.iter().any(writes) {
            self.open_paragraph(ParagraphProperties::styled("BodyText"));
            self.xml.close();
        }
        self.xml.close();
        self.xml.close();
        Ok(())
    }

    /// Ends the section and starts one whose pages are turned.
    fn turn(&mut self, orientation: Orientation) {
        self.break_pending = false;
        if !self.section_empty {
            self.after_table = false;
            let (page, has_header) = (self.page, has_header(self.document));
            self.xml.open("w:p", &[]);
            ParagraphProperties { exact_line: Some(20), ..ParagraphProperties::styled("Separator") }
                .write_with(&mut self.xml, |xml| page.write_section(xml, has_header));
            self.xml.close();
        }
        self.page = Page::new(self.document.page, orientation);
        self.section_empty = true;
    }

    /// Opens `w:p`; a page break that waits and the room after a table become properties of the paragraph.
    pub(super) fn open_paragraph(&mut self, properties: ParagraphProperties<'_>) {
        let has_own_room = properties.exact_line.is_some()
            || properties.style.starts_with("Heading")
            || properties.style == "SmallPrint";
        let space_before = (self.after_table && !self.break_pending && !has_own_room)
            .then_some(AFTER_TABLE)
            .or(properties.space_before);
        let properties = ParagraphProperties {
            page_break_before: std::mem::take(&mut self.break_pending),
            space_before,
            ..properties
        };
        self.after_table = false;
        self.section_empty = false;
        self.xml.open("w:p", &[]);
        properties.write(&mut self.xml);
    }

    /// Must come before `w:tbl`: a table cannot start a page by itself, and two tables in a row would grow together.
    pub(super) fn before_table(&mut self) {
        if self.after_table || self.break_pending {
            self.separator();
        }
        self.section_empty = false;
    }

    /// Must come after `w:tbl`.
    pub(super) fn after_table(&mut self) {
        self.after_table = true;
    }

    /// A paragraph that takes next to no room.
    fn separator(&mut self) {
        let height = if self.after_table && !self.break_pending { AFTER_TABLE } else { 20 };
        self.open_paragraph(ParagraphProperties {
            exact_line: Some(height),
            ..ParagraphProperties::styled("Separator")
        });
        self.xml.close();
    }

    /// What the closure writes, inside the bookmark of an id; the first place of an id carries it.
    pub(super) fn bookmarked(&mut self, id: &'a str, write: impl FnOnce(&mut Xml)) {
        let name = self.bookmarks.get(id).filter(|_| self.set_bookmarks.insert(id));
        let number = self.set_bookmarks.len();
        if let Some(name) = name {
            self.xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", name)]);
        }
        write(&mut self.xml);
        if name.is_some() {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        }
    }

    pub(super) fn next_control(&mut self) -> u32 {
        self.controls += 1;
        self.controls
    }

    pub(super) fn next_drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }

    /// The part of the footnotes. Its first two are the lines between text and notes, as the format demands.
    fn write_footnotes(&mut self) -> Result<Option<String>, RenderError> {
        if self.footnotes.is_empty() {
            return Ok(None);
        }
        self.in_footnote = true;
        self.xml.open("w:footnotes", NAMESPACES);
        for (id, kind, mark) in
            [(-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")]
        {
            self.xml.open("w:footnote", &[("w:type", &kind), ("w:id", &id)]);
            self.xml.open("w:p", &[]);
            ParagraphProperties::styled("FootnoteText").write(&mut self.xml);
            self.xml.open("w:r", &[]);
            self.xml.empty(mark, &[]);
            self.xml.close();
            self.xml.close();
            self.xml.close();
        }
        for (index, content) in std::mem::take(&mut self.footnotes).into_iter().enumerate() {
            self.xml.open("w:footnote", &[("w:id", &(index + 1))]);
            self.xml.open("w:p", &[]);
            ParagraphProperties::styled("FootnoteText").write(&mut self.xml);
            footnote_mark(&mut self.xml);
            self.inlines(content, false);
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
        std::mem::replace(&mut self.xml, Xml::part()).finish().map(Some)
    }
}
